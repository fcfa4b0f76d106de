package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// Waiting for another process polls: a blocking flock cannot be cancelled, and
// would wake up holding a file that its last holder has removed. A try costs
// some 10 µs, an answer takes seconds, so the longest pause is not felt.
const (
	firstPause = time.Millisecond
	longPause  = 25 * time.Millisecond
)

// Lease makes the caller the only one, in any process, that works on key. It
// waits until whoever holds the lease releases it or dies, or until ctx ends,
// whose error it returns then. release may be called more than once. Hold one
// lease at a time: two that wait for each other's would wait for ever.
func (s *Store) Lease(ctx context.Context, key string) (release func(), err error) {
	if err := checkKey(key); err != nil {
		return nil, err
	}
	if err := s.claim(ctx, key); err != nil {
		return nil, err
	}
	unlock, err := s.lock(ctx, key)
	if err != nil {
		s.unclaim(key)
		return nil, err
	}
	return sync.OnceFunc(func() {
		unlock()
		s.unclaim(key)
	}), nil
}

// claim waits for the other goroutines of this process, which need no polling.
func (s *Store) claim(ctx context.Context, key string) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.mu.Lock()
		done, busy := s.held[key]
		if !busy {
			s.held[key] = make(chan struct{})
		}
		s.mu.Unlock()
		if !busy {
			return nil
		}
		select {
		case <-done:
		case <-ctx.Done():
		}
	}
}

func (s *Store) unclaim(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.held[key])
	delete(s.held, key)
}

// lock waits for the other processes.
func (s *Store) lock(ctx context.Context, key string) (unlock func(), err error) {
	for pause := firstPause; ; pause = min(2*pause, longPause) {
		unlock, err := s.tryLock(key)
		if err != nil {
			return nil, fmt.Errorf("lock the cache entry %s: %w", s.lockPath(key), cause(err))
		}
		if unlock != nil {
			return unlock, nil
		}
		jitter := time.Duration(s.o.Rand(int(pause)))
		timer := time.NewTimer(pause/2 + jitter)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return nil, ctx.Err()
		}
	}
}

// tryLock locks the lock file of key, or returns nil if it is locked. unlock
// removes the file, so that as many exist as leases are held: who locks a file
// that is no longer the one at its path holds nothing, and tries again.
func (s *Store) tryLock(key string) (unlock func(), err error) {
	path := s.lockPath(key)
	l := flock.New(path)
	locked := false
	err = s.inFolder(filepath.Dir(path), func() error {
		locked, err = l.TryLock()
		return err
	})
	if err != nil || !locked {
		return nil, err
	}
	if !current(l) {
		return nil, l.Unlock()
	}
	return func() {
		if runtime.GOOS != "windows" {
			_ = os.Remove(path)
			_ = l.Unlock()
			return
		}
		// Windows removes no open file, neither ours nor, then, anyone's.
		_ = l.Unlock()
		_ = os.Remove(path)
	}, nil
}

// current reports whether the locked file is the one at its path.
func current(l *flock.Flock) bool {
	ours, err := l.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(l.Path())
	return err == nil && os.SameFile(ours, there)
}
