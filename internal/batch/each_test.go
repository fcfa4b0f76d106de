package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func upTo(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n && yield(i); i++ {
		}
	}
}

func TestEachKeepsOrderAndBounds(t *testing.T) {
	var inFlight, most atomic.Int32
	var got []int
	err := Each(t.Context(), upTo(200), Options{Workers: 7, Ahead: 50}, func(_ context.Context, i int, _ *Worker) int {
		n := inFlight.Add(1)
		for {
			old := most.Load()
			if n <= old || most.CompareAndSwap(old, n) {
				break
			}
		}
		if i%13 == 0 {
			time.Sleep(time.Millisecond)
		}
		inFlight.Add(-1)
		return i * i
	}, func(r int) error {
		got = append(got, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range got {
		if r != i*i {
			t.Fatalf("result %d is %d", i, r)
		}
	}
	if len(got) != 200 || most.Load() > 7 {
		t.Errorf("%d results, %d at once", len(got), most.Load())
	}
}

// A slow item first: the others are handed over meanwhile, or wait for it.
func TestEachOrders(t *testing.T) {
	for _, asDone := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			var got []int
			err := Each(t.Context(), upTo(100), Options{Workers: 4, Ahead: 200, AsDone: asDone}, func(_ context.Context, i int, _ *Worker) int {
				if i == 0 {
					time.Sleep(time.Hour)
				}
				return i
			}, func(r int) error { got = append(got, r); return nil })
			if err != nil || len(got) != 100 || (got[99] == 0) != asDone || slices.IsSorted(got) == asDone {
				t.Errorf("as done %v: %v, %v", asDone, got, err)
			}
		})
	}
}

// Items at rest do not keep others from beginning.
func TestEachRests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var most, at atomic.Int32
		begun := time.Now()
		err := Each(t.Context(), upTo(100), Options{Workers: 2, Ahead: 100}, func(_ context.Context, i int, w *Worker) int {
			most.Store(max(most.Load(), at.Add(1)))
			defer at.Add(-1)
			w.Rest()
			w.Rest()
			time.Sleep(time.Minute)
			return i
		}, func(int) error { return nil })
		// 2 and 16 times 2 at rest: three rounds of a minute, or a few more where
		// items begin while those of the round before still count. Without rest it
		// would be fifty.
		if d := time.Since(begun); err != nil || most.Load() != 34 || d > 10*time.Minute {
			t.Errorf("%d at once, %v, %v", most.Load(), d, err)
		}
	})
	(*Worker)(nil).Rest()
}

func TestEachStops(t *testing.T) {
	stop := errors.New("enough")
	endless := func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
		}
	}
	for _, o := range []Options{{Workers: 3, Ahead: 8}, {Workers: 3, AsDone: true}} {
		var begun atomic.Int32
		err := Each(t.Context(), endless, o, func(context.Context, int, *Worker) int { return int(begun.Add(1)) }, func(r int) error {
			if r > 10 {
				return stop
			}
			return nil
		})
		if !errors.Is(err, stop) {
			t.Errorf("got %v", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		handed := 0
		err = Each(ctx, endless, o, func(_ context.Context, i int, _ *Worker) int {
			if i == 20 {
				cancel()
			}
			return i
		}, func(int) error { handed++; return nil })
		if !errors.Is(err, context.Canceled) || handed < 21 {
			t.Errorf("got %v and %d results", err, handed)
		}
	}
}

func TestSpool(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var s Spool
	content := func(i int) []byte { return bytes.Repeat([]byte{byte(i)}, 1<<20) }
	for range 2 { // the second round writes the file over
		pieces := make([]Piece, 20)
		var wait sync.WaitGroup
		for i := range pieces {
			wait.Go(func() {
				p, err := s.Keep(content(i))
				if err != nil {
					t.Error(err)
				}
				pieces[i] = p
			})
		}
		wait.Wait()
		if s.inFile != 12 || s.memory != spoolMemory {
			t.Errorf("%d in the file, %d bytes in memory", s.inFile, s.memory)
		}
		for i, p := range pieces {
			if got, err := s.Take(p); err != nil || !bytes.Equal(got, content(i)) {
				t.Errorf("piece %d: %v", i, err)
			}
		}
		if s.end != 0 || s.memory != 0 {
			t.Errorf("the file ends at %d, %d bytes in memory", s.end, s.memory)
		}
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(os.Getenv("TMPDIR")); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "gone"))
	var full Spool
	if _, err := full.Keep(make([]byte, spoolMemory+1)); err == nil {
		t.Error("kept without a folder")
	}
}

func TestSweep(t *testing.T) {
	dir := t.TempDir()
	now := time.Now()
	for name, age := range map[string]time.Duration{".mujaz-1.tmp": 25 * time.Hour, ".mujaz-2.tmp": time.Hour, "a.en.txt": 48 * time.Hour} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, now, now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	Sweep(dir, now)
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 2 || left[0].Name() != ".mujaz-2.tmp" || left[1].Name() != "a.en.txt" {
		t.Errorf("left: %v, %v", left, err)
	}
}

func TestWritable(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{
		file: true, filepath.Join(dir, "new"): true, filepath.Join(dir, "a", "b", "new"): true,
		dir: false, filepath.Join(file, "below"): false, "/dev/null": true,
	} {
		if err := Writable(path); err == nil != want {
			t.Errorf("%s: %v", path, err)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left: %v, %v", left, err)
	}
}

func TestDraft(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "below", "out.txt")
	write := func(place bool, lines ...string) {
		t.Helper()
		d, err := NewDraft(path)
		if err != nil {
			t.Fatal(err)
		}
		defer d.Discard()
		for _, l := range lines {
			fmt.Fprintln(d, l)
		}
		if place {
			if err := d.Place(); err != nil {
				t.Error(err)
			}
		}
	}
	holds := func(want string) os.FileInfo {
		t.Helper()
		got, err := os.ReadFile(path)
		if err != nil || string(got) != want {
			t.Errorf("got %q, %v", got, err)
		}
		if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".mujaz-*")); err != nil || len(left) > 0 {
			t.Errorf("left: %v, %v", left, err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	write(false, "never")
	if _, err := os.Stat(path); err == nil {
		t.Error("a discarded draft was placed")
	}
	write(true, "a", "b")
	first := holds("a\nb\n")
	if first.Mode().Perm() != 0o666&^umask() {
		t.Errorf("mode %v", first.Mode())
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	write(true, "a", "b")
	if again := holds("a\nb\n"); !again.ModTime().Equal(old) {
		t.Error("the same content was written again")
	}
	write(true, "a", "c")
	holds("a\nc\n")
	if _, err := NewDraft(dir); err == nil {
		t.Error("a draft of a folder")
	}
}
