package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// fill puts n entries of 1000 bytes of body and returns their keys; entry i was
// made and last used n-i hours ago.
func fill(t testing.TB, s *Store, now time.Time, n int) []string {
	t.Helper()
	keys := make([]string, n)
	for i := range n {
		keys[i] = keyOf(i)
		at := now.Add(-time.Duration(n-i) * time.Hour)
		put(t, s, keys[i], Entry{Kind: []string{"answer", "unit"}[i%2], Created: at, Body: make([]byte, 1000)})
		age(t, s.entryPath(keys[i]), at)
	}
	return keys
}

func age(t testing.TB, path string, at time.Time) {
	t.Helper()
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
}

// foreign lays files about that only look like ours, and returns a check that
// they are still there.
func foreign(t *testing.T, s *Store) func() {
	t.Helper()
	k := keyOf("foreign")
	shard := k[:2]
	other := shardName(1)
	if other == shard {
		other = shardName(2)
	}
	names := []string{
		"../notes.txt", "../" + shard + "/" + k + entrySuffix, "../mujaz-v2/" + shard + "/" + k + entrySuffix,
		k + entrySuffix, shard + "/README", shard + "/" + k, shard + "/" + k + ".entry.bak",
		shard + "/" + strings.ToUpper(k) + entrySuffix, other + "/" + k + entrySuffix,
		shard + "/." + k + ".tmp", shard + "/." + k + ".12x.tmp", shard + "/.x.1.tmp", "zz/" + k + entrySuffix,
		shard + "/" + keyOf("dir")[2:] + entrySuffix, "locks/notes.txt", "locks/" + k,
	}
	old := time.Now().Add(-1000 * time.Hour)
	for _, name := range names {
		path := filepath.Join(s.Dir(), name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		age(t, path, old)
	}
	folder := filepath.Join(s.Dir(), shard, k+entrySuffix) // a folder under an entry's name
	if err := os.MkdirAll(filepath.Join(folder, "deep"), 0o700); err != nil {
		t.Fatal(err)
	}
	return func() {
		t.Helper()
		for _, name := range append(names, shard+"/"+k+entrySuffix+"/deep") {
			if !exists(filepath.Join(s.Dir(), name)) {
				t.Errorf("%s was removed", name)
			}
		}
	}
}

func TestForeignFilesStay(t *testing.T) {
	s, c := open(t, Options{})
	fill(t, s, c.Time, 20)
	untouched := foreign(t, s)
	listed := 0
	for _, err := range s.List() {
		if listed++; err != nil {
			t.Error(err)
		}
	}
	if listed != 20 || damaged(s, true) != 0 {
		t.Errorf("listed %d", listed)
	}
	untouched()
	if gone, err := s.Prune(10*time.Hour+time.Minute, 0); err != nil || gone.Entries != 10 {
		t.Error(gone, err)
	}
	untouched()
	if gone, err := s.Clear(); err != nil || gone.Entries != 10 || gone.Orphans != 0 {
		t.Error(gone, err)
	}
	untouched()
}

func TestPrune(t *testing.T) {
	const one = 1200 // more than an entry of fill, less than two
	for name, tt := range map[string]struct {
		age   time.Duration
		bytes int64
		left  int
	}{
		"no bound":  {left: 20},
		"age":       {age: 5*time.Hour + time.Minute, left: 5},
		"bytes":     {bytes: 3 * one, left: 3},
		"both":      {age: 10*time.Hour + time.Minute, bytes: 4 * one, left: 4},
		"all":       {bytes: 1, left: 0},
		"all fresh": {age: time.Nanosecond, left: 0},
	} {
		t.Run(name, func(t *testing.T) {
			s, c := open(t, Options{})
			keys := fill(t, s, c.Time, 20)
			before, _ := s.Info()
			gone, err := s.Prune(tt.age, tt.bytes)
			after, infoErr := s.Info()
			if err != nil || infoErr != nil {
				t.Fatal(err, infoErr)
			}
			if gone.Entries != 20-tt.left || after.Entries != tt.left || after.Bytes != before.Bytes-gone.Bytes {
				t.Errorf("removed %+v, left %+v", gone, after)
			}
			for i, key := range keys {
				if there := exists(s.entryPath(key)); there != (i >= 20-tt.left) {
					t.Errorf("entry %d: %v", i, there)
				}
			}
		})
	}
}

// TestPruneByUse tells the two clocks apart: what is used is not evicted, but
// it expires.
func TestPruneByUse(t *testing.T) {
	s, c := open(t, Options{})
	keys := fill(t, s, c.Time, 4)
	if _, err := s.Get(keys[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Prune(0, 2600); err != nil || !exists(s.entryPath(keys[0])) || !exists(s.entryPath(keys[3])) || exists(s.entryPath(keys[1])) {
		t.Error("not by last use:", err)
	}
	if _, err := s.Prune(2*time.Hour, 0); err != nil || exists(s.entryPath(keys[0])) {
		t.Error("not by age:", err)
	}
}

func TestInfoAndList(t *testing.T) {
	s, c := open(t, Options{})
	fill(t, s, c.Time, 5)
	stats, err := s.Info()
	if err != nil || stats.Entries != 5 || stats.Kinds["answer"].Entries != 3 || stats.Kinds["unit"].Entries != 2 ||
		stats.Kinds["answer"].Bytes+stats.Kinds["unit"].Bytes != stats.Bytes || stats.Bytes < 5000 || stats.Bytes > 6500 ||
		!stats.Oldest.Equal(c.Add(-5*time.Hour)) || !stats.Newest.Equal(c.Add(-time.Hour)) {
		t.Errorf("%+v, %v", stats, err)
	}
	last := ""
	for item := range s.List() {
		if item.Key <= last || item.Path != s.entryPath(item.Key) || item.Size < 1000 {
			t.Errorf("%+v", item)
		}
		last = item.Key
		break // a sequence may be left
	}
}

func TestOrphans(t *testing.T) {
	s, c := open(t, Options{})
	key := keyOf(1)
	put(t, s, key, Entry{})
	old, young := filepath.Join(s.Dir(), key[:2], "."+key+".123.tmp"), filepath.Join(s.Dir(), key[:2], "."+key+".4.tmp")
	lock := filepath.Join(s.Dir(), lockFolder, keyOf(2)+lockSuffix)
	if err := os.Mkdir(filepath.Dir(lock), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{old, young, lock} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	age(t, old, c.Add(-2*time.Hour))
	release, err := s.Lease(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	gone, err := s.Prune(0, 0)
	if err != nil || gone != (Removed{Orphans: 1}) || exists(old) || !exists(young) || exists(lock) || !exists(s.lockPath(key)) {
		t.Error(gone, err, exists(old), exists(young), exists(lock), exists(s.lockPath(key)))
	}
}

func TestClear(t *testing.T) {
	s, c := open(t, Options{})
	fill(t, s, c.Time, 20)
	if gone, err := s.Clear(); err != nil || gone.Entries != 20 || gone.Bytes < 20_000 {
		t.Error(gone, err)
	}
	list, err := os.ReadDir(s.Dir())
	if err != nil || len(list) != 1 || list[0].Name() != tag {
		t.Error(list, err)
	}
	put(t, s, keyOf(0), Entry{})
}

// TestTidy has every Put look at its own shard.
func TestTidy(t *testing.T) {
	key := keyOf(0)
	s, c := open(t, Options{MaxBytes: 256 * 3000, Rand: func(n int) int {
		if n == shards {
			return shardOf(key)
		}
		return 0
	}})
	var keys []string
	for i := range 10 {
		keys = append(keys, key[:2]+keyOf(i)[2:])
		put(t, s, keys[i], Entry{Body: make([]byte, 1000)})
	}
	if stats, _ := s.Info(); stats.Entries != 10 {
		t.Errorf("lost entries of the running hour: %+v", stats)
	}
	for i, k := range keys {
		age(t, s.entryPath(k), c.Add(-time.Duration(20-i)*time.Hour))
	}
	orphan := filepath.Join(s.Dir(), key[:2], "."+key+".1.tmp")
	if err := os.WriteFile(orphan, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	age(t, orphan, c.Add(-2*time.Hour))
	fresh := key[:2] + keyOf("fresh")[2:]
	put(t, s, fresh, Entry{Body: make([]byte, 1000)})
	for i, k := range append(keys, fresh) {
		if _, err := s.Peek(k); (err == nil) != (i >= 9) || err != nil && !errors.Is(err, ErrNotFound) {
			t.Errorf("entry %d: %v", i, err)
		}
	}
	if exists(orphan) {
		t.Error("the orphan is still there")
	}
}

func TestRemoveSpares(t *testing.T) {
	s, c := open(t, Options{Rand: never})
	key := keyOf(0)
	put(t, s, key, Entry{})
	files, err := s.shard(shardOf(key))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	age(t, s.entryPath(key), c.Add(time.Hour)) // used meanwhile
	if ok, err := files[0].remove(); ok || err != nil || !exists(s.entryPath(key)) {
		t.Error("removed what was used since it was listed:", ok, err)
	}
	if err := os.Remove(files[0].path); err != nil {
		t.Fatal(err)
	}
	if ok, err := files[0].remove(); ok || errors.Is(err, fs.ErrNotExist) {
		t.Error(ok, err)
	}
}

func shardOf(key string) int {
	for i := range shards {
		if shardName(i) == key[:2] {
			return i
		}
	}
	return -1
}
