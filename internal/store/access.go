package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

var (
	// ErrNotFound is in the chain of every miss.
	ErrNotFound = errors.New("not in the cache")
	// ErrRejected is in the chain of a miss for an entry that was rejected.
	ErrRejected = fmt.Errorf("rejected: %w", ErrNotFound)
)

// DamagedError is a miss because the entry's file is not what was written.
type DamagedError struct {
	Path string
	Err  error // what is wrong with it
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("the cache entry %s is damaged: %v", e.Path, e.Err)
}

func (e *DamagedError) Unwrap() []error { return []error{ErrNotFound, e.Err} }

// used is how old the clock of an entry's last use may get before a read turns
// it forward. It makes nearly all reads free of a write.
const used = time.Hour

// rejectPatience bounds how long Reject waits for the key's lease. Whoever
// holds it longer is asking for a new answer already.
const rejectPatience = 250 * time.Millisecond

// Get returns the entry of key. A miss wraps ErrNotFound: there is none, it is
// older than MaxAge, it was rejected (ErrRejected), or it is damaged
// (*DamagedError). Any other error is the file system's.
func (s *Store) Get(key string) (Entry, error) {
	e, at, err := s.read(key)
	if err != nil {
		return Entry{}, err
	}
	if e.Rejected != "" {
		return Entry{}, fmt.Errorf("%w (%s)", ErrRejected, e.Rejected)
	}
	now := s.o.Now()
	if s.expired(e.Created, s.o.MaxAge) {
		return Entry{}, fmt.Errorf("%w: it is older than %v", ErrNotFound, s.o.MaxAge)
	}
	if now.Sub(at) > used {
		_ = os.Chtimes(s.entryPath(key), now, now) // only the order of eviction suffers
	}
	return e, nil
}

// Peek returns the entry of key whether it is expired or rejected, and does not
// count as a use.
func (s *Store) Peek(key string) (Entry, error) {
	e, _, err := s.read(key)
	return e, err
}

// Put keeps e under key, in place of what was there. It is seen whole or not at
// all, also after the process is killed; it is not forced to the disk, so that
// after a loss of power it may be missing or damaged, which Get notices.
func (s *Store) Put(key string, e Entry) error {
	if err := checkKey(key); err != nil {
		return err
	}
	if e.Created.IsZero() {
		e.Created = s.o.Now()
	}
	b, err := encode(key, e)
	if err != nil {
		return fmt.Errorf("write the cache entry %s: %w", key, err)
	}
	if err := s.write(key, b); err != nil {
		return fmt.Errorf("write the cache entry %s: %w", s.entryPath(key), cause(err))
	}
	s.tidy()
	return nil
}

// Reject marks the entry of key as not to be used again: Get misses it until
// the key is Put anew. Where there is no entry, or another process is asking
// for a new one, nothing is done.
func (s *Store) Reject(key, reason string) error {
	ctx, cancel := context.WithTimeout(context.Background(), rejectPatience)
	defer cancel()
	release, err := s.Lease(ctx, key)
	if errors.Is(err, context.DeadlineExceeded) {
		return nil
	}
	if err != nil {
		return err
	}
	defer release()
	e, _, err := s.read(key)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	e.Rejected = reason
	if reason == "" {
		e.Rejected = "no reason given"
	}
	return s.Put(key, e)
}

// expired reports whether something made then is older than bound; 0 is none.
func (s *Store) expired(then time.Time, bound time.Duration) bool {
	return bound > 0 && s.o.Now().Sub(then) > bound
}

// read returns the entry of key and when it was last used.
func (s *Store) read(key string) (Entry, time.Time, error) {
	if err := checkKey(key); err != nil {
		return Entry{}, time.Time{}, err
	}
	path := s.entryPath(key)
	b, at, err := readFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Entry{}, at, ErrNotFound
	}
	if errors.Is(err, errCut) || errors.Is(err, errLarge) {
		return Entry{}, at, &DamagedError{path, err}
	}
	if err != nil {
		return Entry{}, at, fmt.Errorf("read the cache entry %s: %w", path, cause(err))
	}
	e, err := decode(key, b)
	if err != nil {
		return Entry{}, at, &DamagedError{path, err}
	}
	return e, at, nil
}

// readFile returns a file's bytes and its mtime.
func readFile(path string) ([]byte, time.Time, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, time.Time{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, time.Time{}, err
	}
	if info.Size() > maxEntry {
		return nil, info.ModTime(), errLarge
	}
	b := make([]byte, info.Size())
	if _, err := io.ReadFull(f, b); err != nil {
		return nil, info.ModTime(), whatEnded(err)
	}
	return b, info.ModTime(), nil
}

// write puts b into the entry file of key.
func (s *Store) write(key string, b []byte) error {
	path := s.entryPath(key)
	return s.inFolder(filepath.Dir(path), func() error {
		f, err := os.CreateTemp(filepath.Dir(path), tempPattern(key))
		if err != nil {
			return err
		}
		_, err = f.Write(b)
		if closed := f.Close(); err == nil {
			err = closed
		}
		if err == nil {
			err = os.Rename(f.Name(), path)
		}
		if err != nil {
			_ = os.Remove(f.Name())
		}
		return err
	})
}

// folderTries bounds how often a folder is made again that another process
// clears away at the same time.
const folderTries = 10

// inFolder calls do, which needs dir; where dir is missing it is made first.
func (s *Store) inFolder(dir string, do func() error) error {
	for try := 0; ; try++ {
		err := do()
		if !errors.Is(err, fs.ErrNotExist) || try == folderTries {
			return err
		}
		if err := s.makeDir(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
}
