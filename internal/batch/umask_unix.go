//go:build unix

package batch

import (
	"io/fs"
	"sync"
	"syscall"
)

// umask reads the process's mask once. The system has no way to read it without
// setting it, so two readers at once would see each other's.
var umask = sync.OnceValue(func() fs.FileMode {
	mask := syscall.Umask(0o077)
	syscall.Umask(mask)
	return fs.FileMode(mask)
})
