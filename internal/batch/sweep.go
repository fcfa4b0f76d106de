package batch

import (
	"os"
	"path/filepath"
	"time"
)

// tempPattern names files on their way into place.
const tempPattern = ".mujaz-*.tmp"

// orphanAge is how old such a file must be to be taken for one whose process was
// killed: it lives for the moment of its writing, or while a draft grows.
const orphanAge = 24 * time.Hour

// Sweep removes files that killed processes have left on their way into dir.
func Sweep(dir string, now time.Time) {
	names, _ := filepath.Glob(filepath.Join(dir, tempPattern)) // the pattern is well formed, unless dir spoils it: then nothing is found
	for _, name := range names {
		if info, err := os.Lstat(name); err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()) > orphanAge {
			_ = os.Remove(name) // the next run tries again
		}
	}
}
