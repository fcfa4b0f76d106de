package store

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// childVar names what a re-executed test binary does, childDir where.
const (
	childVar = "MUJAZ_STORE_TEST_CHILD"
	childDir = "MUJAZ_STORE_TEST_DIR"
)

func TestMain(m *testing.M) {
	if act := os.Getenv(childVar); act != "" {
		if err := child(act, os.Getenv(childDir)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// child is what the other processes do.
func child(act, dir string) error {
	s, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	switch act {
	case "mixed":
		return mixed(s)
	case "once":
		return once(s, dir)
	case "hold":
		return hold(s)
	case "endless":
		return endless(s)
	case "ledger":
		return spend(filepath.Join(dir, "ledger"))
	}
	return errors.New("no such act")
}

func command(t *testing.T, act, dir string) *exec.Cmd {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childVar+"="+act, childDir+"="+dir)
	return c
}

// crowd runs n processes at once and waits for them.
func crowd(t *testing.T, n int, act, dir string) {
	t.Helper()
	var all sync.WaitGroup
	for range n {
		c := command(t, act, dir)
		all.Go(func() {
			if out, err := c.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	all.Wait()
}

// bodyOf is the body under the i-th key, of different sizes by writer.
func bodyOf(i, writer int) []byte {
	return bytes.Repeat([]byte(keyOf(i)), 1+writer%7*40)
}

// mixed writes and reads the same keys as its siblings, in its own order.
func mixed(s *Store) error {
	for _, i := range rand.Perm(200) {
		if err := s.Put(keyOf(i), Entry{Body: bodyOf(i, rand.IntN(100))}); err != nil {
			return err
		}
		j := rand.IntN(200)
		e, err := s.Get(keyOf(j))
		if errors.Is(err, ErrNotFound) && !errors.As(err, new(*DamagedError)) {
			continue
		}
		if err != nil {
			return err
		}
		if len(bytes.ReplaceAll(e.Body, []byte(keyOf(j)), nil)) != 0 {
			return fmt.Errorf("entry %d is mixed up", j)
		}
	}
	return nil
}

func TestProcessesShareEntries(t *testing.T) {
	dir := t.TempDir()
	crowd(t, 8, "mixed", dir)
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if stats, err := s.Info(); err != nil || stats.Entries != 200 || damaged(s, false) != 0 {
		t.Errorf("%+v %v", stats, err)
	}
}

// once computes what nobody has computed, and tells so in a file.
func once(s *Store, dir string) error {
	work, err := os.OpenFile(filepath.Join(dir, "work"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer work.Close()
	for i := range 200 {
		if err := onceKey(s, keyOf(i), work); err != nil {
			return err
		}
	}
	return nil
}

func onceKey(s *Store, key string, work io.Writer) error {
	if _, err := s.Get(key); err == nil {
		return nil
	}
	release, err := s.Lease(context.Background(), key)
	if err != nil {
		return err
	}
	defer release()
	if _, err := s.Get(key); err == nil {
		return nil
	}
	if _, err := fmt.Fprintln(work, key); err != nil {
		return err
	}
	return s.Put(key, Entry{})
}

func TestProcessesComputeOnce(t *testing.T) {
	dir := t.TempDir()
	crowd(t, 8, "once", dir)
	b, err := os.ReadFile(filepath.Join(dir, "work"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, key := range strings.Fields(string(b)) {
		if seen[key]++; seen[key] == 2 {
			t.Errorf("%s was computed twice", key)
		}
	}
	locks, err := os.ReadDir(filepath.Join(dir, layout, lockFolder))
	if len(seen) != 200 || len(locks) != 0 || err != nil {
		t.Errorf("%d keys, %d locks left, %v", len(seen), len(locks), err)
	}
}

// hold takes a lease and keeps it as long as its parent lives.
func hold(s *Store) error {
	release, err := s.Lease(context.Background(), keyOf(1))
	if err != nil {
		return err
	}
	defer release()
	fmt.Println("held")
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

func TestLeaseOfTheDead(t *testing.T) {
	s, _ := open(t, Options{})
	c := command(t, "hold", filepath.Dir(s.Dir()))
	lines := start(t, c)
	if !lines.Scan() || lines.Text() != "held" {
		t.Fatal("the other process holds nothing")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Lease(ctx, keyOf(1)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	brief, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	if _, err := s.Lease(brief, keyOf(1)); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatal("got a lease that another process holds:", err)
	}
	kill(t, c)
	release, err := s.Lease(t.Context(), keyOf(1))
	if err != nil {
		t.Fatal(err)
	}
	release()
	release()
	if exists(s.lockPath(keyOf(1))) {
		t.Error("the lock file is left")
	}
}

// start starts c and returns the lines that it prints.
func start(t *testing.T, c *exec.Cmd) *bufio.Scanner {
	t.Helper()
	_, err := c.StdinPipe() // open until Wait
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	return bufio.NewScanner(out)
}

func kill(t *testing.T, c *exec.Cmd) {
	t.Helper()
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait() // says that it was killed
}

// endless writes entries, under leases, and prints the number of each that is
// safe.
func endless(s *Store) error {
	for {
		i := rand.IntN(500)
		release, err := s.Lease(context.Background(), keyOf(i))
		if err != nil {
			return err
		}
		if err := s.Put(keyOf(i), Entry{Body: bodyOf(i, rand.IntN(100))}); err != nil {
			return err
		}
		if _, err := fmt.Println(i); err != nil {
			return err
		}
		release()
	}
}

func TestKilled(t *testing.T) {
	rounds := 60
	if testing.Short() {
		rounds = 10
	}
	s, c := open(t, Options{Rand: never})
	safe := map[int]bool{}
	for range rounds {
		writer := command(t, "endless", filepath.Dir(s.Dir()))
		lines := start(t, writer)
		stop := time.Duration(rand.IntN(5000)) * time.Microsecond
		for first := true; lines.Scan(); first = false {
			if first {
				time.AfterFunc(stop, func() { _ = writer.Process.Kill() })
			}
			i, err := strconv.Atoi(lines.Text())
			if err != nil {
				t.Fatal(err)
			}
			safe[i] = true
		}
		_ = writer.Wait() // says that it was killed
	}
	for i := range safe {
		if e, err := s.Get(keyOf(i)); err != nil || !bytes.HasPrefix(e.Body, bodyOf(i, 0)) {
			t.Errorf("entry %d is lost: %v", i, err)
		}
	}
	if n := damaged(s, false); n != 0 || len(safe) < rounds {
		t.Errorf("%d corrupt, %d safe", n, len(safe))
	}
	c.Time = c.Add(2 * time.Hour)
	gone, err := s.Prune(0, 0)
	left, _ := filepath.Glob(filepath.Join(s.Dir(), "*", "*.tmp"))
	hidden, _ := filepath.Glob(filepath.Join(s.Dir(), "*", ".*"))
	locks, _ := os.ReadDir(filepath.Join(s.Dir(), lockFolder))
	if err != nil || len(left)+len(hidden)+len(locks) != 0 || gone.Entries != 0 {
		t.Error(gone, err, left, hidden, locks)
	}
	t.Logf("%d kills, %d entries, %d orphans swept", rounds, len(safe), gone.Orphans)
}

func TestGoroutinesShareLeases(t *testing.T) {
	s, _ := open(t, Options{})
	var inside, runs atomic.Int32
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			release, err := s.Lease(t.Context(), keyOf(1))
			if err != nil {
				t.Error(err)
				return
			}
			defer release()
			if inside.Add(1) != 1 {
				t.Error("two at once")
			}
			runs.Add(1)
			inside.Add(-1)
		})
	}
	all.Wait()
	if runs.Load() != 50 || len(s.held) != 0 {
		t.Errorf("%d runs, %d leases left", runs.Load(), len(s.held))
	}
}

func TestLeaseCancelledByGoroutine(t *testing.T) {
	s, _ := open(t, Options{})
	release, err := s.Lease(t.Context(), keyOf(1))
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		_, err := s.Lease(ctx, keyOf(1))
		done <- err
	}()
	other, err := s.Lease(t.Context(), keyOf(2)) // no key waits for another
	if err != nil {
		t.Fatal(err)
	}
	other()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestLockOfRemovedFile has many try one lock at once, so that some lock a file
// that its last holder has just removed.
func TestLockOfRemovedFile(t *testing.T) {
	s, _ := open(t, Options{})
	var inside, runs atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for runs.Load() < 1000 && !t.Failed() {
				unlock, err := s.tryLock(keyOf(1))
				if err != nil {
					t.Error(err)
				}
				if unlock == nil {
					continue
				}
				if inside.Add(1) != 1 {
					t.Error("two at once")
				}
				runs.Add(1)
				runtime.Gosched()
				inside.Add(-1)
				unlock()
			}
		})
	}
	all.Wait()
}
