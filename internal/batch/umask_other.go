//go:build !unix

package batch

import "io/fs"

// umask is a Unix notion.
func umask() fs.FileMode { return 0 }
