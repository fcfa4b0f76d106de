package store

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"time"
)

// Item is an entry as listed: all but its body.
type Item struct {
	Key      string
	Path     string
	Size     int64     // of the file, in bytes
	Used     time.Time // when it was last read or written, to the hour
	Kind     string
	Created  time.Time
	Rejected string
	Meta     []byte // JSON or nil
}

// Stats describe a store.
type Stats struct {
	Entries  int
	Bytes    int64
	Oldest   time.Time // the first Created, zero without entries
	Newest   time.Time // the last Created
	Kinds    map[string]Count
	Rejected int // entries, of Entries
	Damaged  int // files whose header cannot be read; not among Entries
}

// Count is a number of entries and their size in bytes.
type Count struct {
	Entries int
	Bytes   int64
}

// file is an entry file or, with an empty key, an orphan of a killed process.
type file struct {
	key  string
	path string
	size int64
	used time.Time
}

// List returns the entries in the order of their keys, without reading bodies.
// An entry that cannot be read comes with a *DamagedError or the file system's
// error and what is known of it.
func (s *Store) List() iter.Seq2[Item, error] {
	return s.walk(func(f file) (Item, error) {
		r, err := os.Open(f.path)
		if err != nil {
			return f.item(header{}), err
		}
		defer r.Close()
		h, _, err := splitHeader(r)
		if err == nil && h.Key != f.key {
			err = errors.New("it belongs to another key")
		}
		return f.item(h), err
	})
}

// Verify is List, but reads every entry whole and checks it. With remove,
// damaged ones are removed after they were yielded; one that cannot be removed
// stays and is found again.
func (s *Store) Verify(remove bool) iter.Seq2[Item, error] {
	all := s.walk(func(f file) (Item, error) {
		b, _, err := readFile(f.path)
		if err != nil {
			return f.item(header{}), err
		}
		e, err := decode(f.key, b)
		return f.item(header{f.key, e.Kind, e.Created, e.Rejected, e.Meta}), err
	})
	return func(yield func(Item, error) bool) {
		for item, err := range all {
			more := yield(item, err)
			if damage := (*DamagedError)(nil); remove && errors.As(err, &damage) {
				_, _ = file{path: item.Path, used: item.Used}.remove()
			}
			if !more {
				return
			}
		}
	}
}

// Info sums up the store. It reads the header of every entry: some 10 µs each.
func (s *Store) Info() (Stats, error) {
	stats := Stats{Kinds: map[string]Count{}}
	for item, err := range s.List() {
		if damage := (*DamagedError)(nil); errors.As(err, &damage) {
			stats.Damaged++
			continue
		}
		if err != nil {
			return stats, err
		}
		stats.add(item)
	}
	return stats, nil
}

func (s *Stats) add(i Item) {
	s.Entries++
	s.Bytes += i.Size
	if s.Oldest.IsZero() || i.Created.Before(s.Oldest) {
		s.Oldest = i.Created
	}
	if i.Created.After(s.Newest) {
		s.Newest = i.Created
	}
	if i.Rejected != "" {
		s.Rejected++
	}
	k := s.Kinds[i.Kind]
	s.Kinds[i.Kind] = Count{k.Entries + 1, k.Bytes + i.Size}
}

func (f file) item(h header) Item {
	return Item{f.key, f.path, f.size, f.used, h.Kind, h.Created, h.Rejected, h.Meta}
}

// walk yields what read makes of every entry file. Files that vanish meanwhile
// are left out; what read complains about that the file system did not is
// damage.
func (s *Store) walk(read func(file) (Item, error)) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for i := range shards {
			files, err := s.shard(i)
			if err != nil && !yield(Item{}, err) {
				return
			}
			for _, f := range files {
				if f.key == "" {
					continue
				}
				item, err := read(f)
				if errors.Is(err, fs.ErrNotExist) {
					continue
				}
				if !yield(item, f.explain(err)) {
					return
				}
			}
		}
	}
}

func (f file) explain(err error) error {
	var system *fs.PathError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &system):
		return fmt.Errorf("read the cache entry %s: %w", f.path, system.Err)
	}
	return &DamagedError{f.path, err}
}

// shard returns the files of a shard that are ours, sorted by name.
func (s *Store) shard(i int) ([]file, error) {
	name := shardName(i)
	dir := filepath.Join(s.dir, name)
	list, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list the cache folder %s: %w", dir, cause(err))
	}
	var files []file
	for _, d := range list {
		key, ok := entryKey(name, d.Name())
		if !ok && !isTemp(name, d.Name()) {
			continue
		}
		if !ok {
			key = ""
		}
		info, err := d.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue // gone meanwhile, or not ours
		}
		files = append(files, file{key, filepath.Join(dir, d.Name()), info.Size(), info.ModTime()})
	}
	return files, nil
}
