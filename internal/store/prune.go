package store

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

const (
	// tidyEvery is how many Puts there are to one look at one shard, on average:
	// by chance and not by count, as many processes write a single entry.
	tidyEvery = 32
	// tidyLimit bounds what one look removes, at 0.02 to 1 ms each.
	tidyLimit = 64
	// inUse is how long after its last use an entry is not evicted to make room.
	// A run must not lose what it has just paid for, and the clock of uses is
	// not finer.
	inUse = used
	// orphaned is the age of a temporary file whose writer must be dead: an
	// entry is written in milliseconds.
	orphaned = time.Hour
)

// Removed counts what was removed.
type Removed struct {
	Entries int
	Bytes   int64
	Orphans int // temporary files of killed processes, not among Entries
}

// Prune removes entries made longer than maxAge ago, then those unused for
// longest until at most maxBytes are left. 0 is no bound. It also sweeps what
// killed processes left behind. With an error it has done what it could.
func (s *Store) Prune(maxAge time.Duration, maxBytes int64) (Removed, error) {
	var gone Removed
	var kept []file
	var failed error
	for i := range shards {
		files, err := s.shard(i)
		failed = cmp.Or(failed, err)
		for _, f := range s.sweep(files, &gone) {
			if maxAge > 0 && s.expired(f.created(), maxAge) {
				failed = cmp.Or(failed, gone.take(f))
				continue
			}
			kept = append(kept, f)
		}
	}
	if maxBytes > 0 {
		failed = cmp.Or(failed, gone.evict(kept, size(kept)-maxBytes))
	}
	s.sweepLocks()
	return gone, failed
}

// Clear removes all entries, and the shard folders where nothing else is left.
// With an error it has done what it could.
func (s *Store) Clear() (Removed, error) {
	var gone Removed
	var failed error
	for i := range shards {
		files, err := s.shard(i)
		failed = cmp.Or(failed, err)
		for _, f := range s.sweep(files, &gone) {
			failed = cmp.Or(failed, gone.take(f))
		}
		_ = os.Remove(filepath.Join(s.dir, shardName(i))) // fails where something is in it
	}
	s.sweepLocks()
	return gone, failed
}

// tidy looks at one shard now and then, keeps it within its share of MaxBytes
// and sweeps its orphans. Keys are hashes: shards fill evenly.
func (s *Store) tidy() {
	if s.o.Rand(tidyEvery) != 0 {
		return
	}
	files, err := s.shard(s.o.Rand(shards))
	if err != nil {
		return // whoever lists the store is told
	}
	var gone Removed
	files = s.sweep(files, &gone)
	if s.o.MaxBytes <= 0 {
		return
	}
	surplus := size(files) - s.o.MaxBytes/shards
	idle := slices.DeleteFunc(files, func(f file) bool { return !s.expired(f.used, inUse) })
	slices.SortFunc(idle, longestUnused)
	_ = gone.evict(idle[:min(len(idle), tidyLimit)], surplus)
}

func longestUnused(a, b file) int { return a.used.Compare(b.used) }

// size returns the bytes of files.
func size(files []file) int64 {
	var n int64
	for _, f := range files {
		n += f.size
	}
	return n
}

// evict removes files, those unused for longest first, until surplus bytes are
// gone, and returns the first error.
func (r *Removed) evict(files []file, surplus int64) error {
	slices.SortFunc(files, longestUnused)
	var failed error
	for _, f := range files {
		if surplus <= 0 {
			break
		}
		surplus -= f.size
		failed = cmp.Or(failed, r.take(f))
	}
	return failed
}

// take removes an entry and counts it.
func (r *Removed) take(f file) error {
	ok, err := f.remove()
	if err != nil {
		return fmt.Errorf("remove the cache entry %s: %w", f.path, cause(err))
	}
	if ok {
		r.Entries++
		r.Bytes += f.size
	}
	return nil
}

// remove removes the file, unless it was used, replaced or removed since it was
// listed.
func (f file) remove() (bool, error) {
	info, err := os.Lstat(f.path)
	if err == nil && !info.ModTime().Equal(f.used) {
		return false, nil
	}
	if err == nil {
		err = os.Remove(f.path)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// created returns when the entry was made, or the start of time for one that
// does not say.
func (f file) created() time.Time {
	r, err := os.Open(f.path)
	if err != nil {
		return f.used
	}
	defer r.Close()
	h, _, err := splitHeader(r)
	if err != nil {
		return time.Time{}
	}
	return h.Created
}

// sweep removes orphans and returns the entries among files.
func (s *Store) sweep(files []file, gone *Removed) []file {
	return slices.DeleteFunc(files, func(f file) bool {
		if f.key == "" && s.expired(f.used, orphaned) {
			if ok, _ := f.remove(); ok {
				gone.Orphans++
			}
		}
		return f.key == ""
	})
}

// sweepLocks removes the lock files of killed processes: those nobody holds.
func (s *Store) sweepLocks() {
	list, err := os.ReadDir(filepath.Join(s.dir, lockFolder))
	if err != nil {
		return
	}
	for _, d := range list {
		if key, ok := lockKey(d.Name()); ok {
			if unlock, err := s.tryLock(key); err == nil && unlock != nil {
				unlock()
			}
		}
	}
}
