// Package store keeps on disk what was paid for: answers and checked units in a
// cache of one file per entry, leases that keep processes from paying for the
// same answer at once, and the ledger of what was spent.
package store

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// layout is the one folder below the cache folder that is ever read, listed or
// cleared. Its number changes with the layout of files in it, so that another
// version of the program leaves it alone.
const layout = "mujaz-v1"

// tag marks the folder for backup programs (https://bford.info/cachedir/). It
// lies in our own folder: the user's --cache-dir may hold other things.
const tag = "CACHEDIR.TAG"

const tagText = "Signature: 8a477f597d28d172789f06886806bc55\n" +
	"# This folder holds answers that mujaz can ask for again.\n"

// Options bound a Store. The zero value keeps everything for ever.
type Options struct {
	MaxAge   time.Duration // since an entry's Created, after which it is a miss; 0 for no bound
	MaxBytes int64         // of all entry files together, kept approximately; 0 for no bound
	Now      func() time.Time
	Rand     func(n int) int // a number in [0, n); for jitter and for what to evict
}

// Store is a cache folder. It may be used by many goroutines and many processes
// at once.
type Store struct {
	dir string // the layout folder
	o   Options

	mu   sync.Mutex
	held map[string]chan struct{} // keys leased in this process; closed on release
}

// Open returns the store in dir. It reads nothing: folders are made at the
// first write, and what dir holds besides is never touched. A dir that is
// something else than a folder is an error.
func Open(dir string, o Options) (*Store, error) {
	if dir == "" {
		return nil, errors.New("open the cache: no folder given")
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("open the cache: %s is not a folder", dir)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.IntN
	}
	return &Store{dir: filepath.Join(dir, layout), o: o, held: map[string]chan struct{}{}}, nil
}

// Dir returns the folder that holds the store's files, below the one given to
// Open.
func (s *Store) Dir() string { return s.dir }

// Exists reports whether anything was ever written here.
func (s *Store) Exists() bool {
	_, err := os.Stat(s.dir)
	return err == nil
}

// makeDir makes a folder of the layout, and the tag with the first one.
func (s *Store) makeDir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(s.dir, tag), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(tagText)
	return errors.Join(err, f.Close())
}

// cause is what the system says, without the path that the caller names better.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err
	}
	return err
}
