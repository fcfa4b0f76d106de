//go:build unix

package batch

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestPlaceDevice(t *testing.T) {
	if err := Place("/dev/full", []byte("x")); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("full device: %v", err)
	}
	// A link keeps the device itself out of reach of a rename.
	link := filepath.Join(t.TempDir(), "null")
	if err := os.Symlink("/dev/null", link); err != nil {
		t.Fatal(err)
	}
	if err := Place(link, []byte("x")); err != nil {
		t.Errorf("null device: %v", err)
	}
	if info, err := os.Stat(link); err != nil || info.Mode()&os.ModeDevice == 0 {
		t.Errorf("the device was replaced: %v, %v", info, err)
	}
	if err := Place(t.TempDir(), nil); err == nil || !strings.HasSuffix(err.Error(), "is a folder") {
		t.Errorf("folder: %v", err)
	}
}

func TestPlacePipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	if err := Place(path, []byte("x")); err == nil || !strings.Contains(err.Error(), "nobody reads") {
		t.Errorf("no reader: %v", err)
	}
	r, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	long := strings.Repeat("x", 1<<20) // more than a pipe holds
	done := make(chan error, 1)
	go func() { done <- Place(path, []byte(long)) }()
	got := make([]byte, len(long))
	for n := 0; n < len(got); {
		m, err := r.Read(got[n:])
		if err != nil && !errors.Is(err, io.EOF) { // an end: the writer is not there yet
			t.Fatal(err)
		}
		n += m
	}
	if err := <-done; err != nil || string(got) != long {
		t.Errorf("%v, got %d bytes", err, len(got))
	}
}

func TestPlaceLink(t *testing.T) {
	dir := t.TempDir()
	for name, target := range map[string]string{"link": "real/a.txt", "chain": "link", "new": "real/b.txt", "loop": "loop"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := Place(filepath.Join(dir, "real", "a.txt"), []byte("one")); err != nil {
		t.Fatal(err)
	}
	for link, file := range map[string]string{"link": "a.txt", "chain": "a.txt", "new": "b.txt"} {
		path := filepath.Join(dir, link)
		if err := Place(path, []byte(link)); err != nil {
			t.Errorf("%s: %v", link, err)
		}
		got, err := os.ReadFile(filepath.Join(dir, "real", file))
		if err != nil || string(got) != link {
			t.Errorf("%s: its file holds %q, %v", link, got, err)
		}
		if info, err := os.Lstat(path); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("%s is no link any more: %v", link, err)
		}
	}
	if err := Place(filepath.Join(dir, "loop"), nil); err == nil {
		t.Error("a loop of links was written to")
	}
}
