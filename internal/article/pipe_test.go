//go:build unix

package article

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// fifo makes a named pipe.
func fifo(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	return path
}

func TestPipeWithoutWriter(t *testing.T) {
	f, err := openFile(t.Context(), fifo(t), time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := io.ReadAll(f); err == nil || !strings.Contains(err.Error(), "nobody has written") {
		t.Errorf("got %v", err)
	}
}

// A writer that is there and silent is waited for, but not against the user.
func TestPipeSilentWriter(t *testing.T) {
	path := fifo(t)
	w, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	ctx, cancel := context.WithCancel(t.Context())
	f, err := openFile(ctx, path, time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	time.AfterFunc(5*time.Millisecond, cancel)
	if _, err := io.ReadAll(f); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestPipeLateWriter(t *testing.T) {
	path := fifo(t)
	f, err := openFile(t.Context(), path, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	time.AfterFunc(5*time.Millisecond, func() {
		if err := os.WriteFile(path, []byte("text"), 0); err != nil {
			t.Error(err)
		}
	})
	if got, err := io.ReadAll(f); string(got) != "text" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}
