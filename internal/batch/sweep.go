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
	entries, _ := os.ReadDir(dir) // a folder that is not there has none
	for _, e := range entries {
		if ours, _ := filepath.Match(tempPattern, e.Name()); !ours || !e.Type().IsRegular() {
			continue
		}
		if info, err := e.Info(); err == nil && now.Sub(info.ModTime()) > orphanAge {
			_ = os.Remove(filepath.Join(dir, e.Name())) // the next run tries again
		}
	}
}
