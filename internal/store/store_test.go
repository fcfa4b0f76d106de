package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func keyOf(v any) string {
	sum := sha256.Sum256(fmt.Append(nil, v))
	return hex.EncodeToString(sum[:])
}

// clock is a time that tests set.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

// open returns a store in a new folder whose clock stands at about the real
// time, which the file system's stamps carry.
func open(t testing.TB, o Options) (*Store, *clock) {
	t.Helper()
	c := &clock{time.Now()}
	o.Now = c.now
	s, err := Open(filepath.Join(t.TempDir(), "cache"), o)
	if err != nil {
		t.Fatal(err)
	}
	return s, c
}

func put(t testing.TB, s *Store, key string, e Entry) {
	t.Helper()
	if err := s.Put(key, e); err != nil {
		t.Fatal(err)
	}
}

// never keeps tidy away.
func never(n int) int { return n - 1 }

func TestPutGet(t *testing.T) {
	created := time.Date(2026, 11, 23, 20, 15, 0, 5, time.UTC)
	for name, e := range map[string]Entry{
		"empty": {Created: created},
		"all":   {Kind: "answer", Created: created, Meta: json.RawMessage(`{"a":1}`), Body: []byte("نص\x00\nMUJAZ-1\n")},
		"large": {Kind: "unit", Created: created, Body: []byte(strings.Repeat("س", 1<<20))},
		"zone":  {Created: created.In(time.FixedZone("", 3*3600))},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := open(t, Options{})
			key := keyOf(name)
			put(t, s, key, Entry{Body: []byte("what was there before, and longer")})
			put(t, s, key, e)
			got, err := s.Get(key)
			if err != nil {
				t.Fatal(err)
			}
			e.Created = e.Created.UTC()
			if d := cmp.Diff(e, got, cmp.Comparer(func(a, b []byte) bool { return string(a) == string(b) })); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestPutRefuses(t *testing.T) {
	s, _ := open(t, Options{})
	for name, e := range map[string]Entry{
		"bad meta":   {Meta: json.RawMessage(`{`)},
		"large":      {Body: make([]byte, maxEntry)},
		"large head": {Kind: strings.Repeat("k", maxHeader)},
	} {
		if err := s.Put(keyOf(1), e); err == nil {
			t.Error("kept", name)
		}
	}
	if s.Exists() {
		t.Error("a refused entry made the folder")
	}
}

func TestBadKeys(t *testing.T) {
	s, _ := open(t, Options{})
	for _, key := range []string{"", "abc", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("0", 65), strings.Repeat("0", 63) + "/", strings.Repeat("٣", 32)} {
		_, got := s.Get(key)
		_, peeked := s.Peek(key)
		_, leased := s.Lease(t.Context(), key)
		for _, err := range []error{got, peeked, leased, s.Put(key, Entry{}), s.Reject(key, "")} {
			if err == nil || errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), "cache key") {
				t.Errorf("%q: %v", key, err)
			}
		}
	}
	if s.Exists() {
		t.Error("a bad key made a folder")
	}
}

func TestOpen(t *testing.T) {
	plain := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(plain, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"", plain} {
		if _, err := Open(dir, Options{}); err == nil {
			t.Errorf("opened %q", dir)
		}
	}
}

func TestMissesMakeNothing(t *testing.T) {
	s, _ := open(t, Options{})
	if _, err := s.Get(keyOf(1)); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	for range s.List() {
		t.Error("listed something")
	}
	if _, err := s.Prune(time.Hour, 1); err != nil {
		t.Error(err)
	}
	if _, err := s.Clear(); err != nil {
		t.Error(err)
	}
	if stats, err := s.Info(); err != nil || stats.Entries != 0 {
		t.Error(stats, err)
	}
	if _, err := os.Stat(filepath.Dir(s.Dir())); !errors.Is(err, fs.ErrNotExist) {
		t.Error("something was written:", err)
	}
}

func TestModes(t *testing.T) {
	s, _ := open(t, Options{})
	put(t, s, keyOf(1), Entry{})
	release, err := s.Lease(t.Context(), keyOf(1))
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	files := 0
	err = filepath.WalkDir(filepath.Dir(s.Dir()), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		want := fs.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		} else {
			files++
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s is %v", path, info.Mode())
		}
		return err
	})
	if err != nil || files != 3 { // tag, entry, lock
		t.Error(files, err)
	}
	if b, _ := os.ReadFile(filepath.Join(s.Dir(), tag)); string(b) != tagText {
		t.Errorf("tag %q", b)
	}
}

func TestMaxAge(t *testing.T) {
	s, c := open(t, Options{MaxAge: 24 * time.Hour})
	key := keyOf(1)
	put(t, s, key, Entry{})
	c.Time = c.Add(23 * time.Hour)
	if _, err := s.Get(key); err != nil { // and is now used later than created
		t.Error(err)
	}
	c.Time = c.Add(2 * time.Hour)
	if _, err := s.Get(key); !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), "older") {
		t.Error(err)
	}
	if _, err := s.Peek(key); err != nil {
		t.Error(err)
	}
}

func TestUse(t *testing.T) {
	s, c := open(t, Options{})
	key := keyOf(1)
	put(t, s, key, Entry{})
	for _, tt := range []struct {
		after time.Duration
		moved bool
	}{{50 * time.Minute, false}, {20 * time.Minute, true}, {50 * time.Minute, false}, {48 * time.Hour, true}} {
		c.Time = c.Add(tt.after)
		before := usedAt(t, s, key)
		if _, err := s.Peek(key); err != nil || !usedAt(t, s, key).Equal(before) {
			t.Error("peeking is a use:", err)
		}
		if _, err := s.Get(key); err != nil {
			t.Fatal(err)
		}
		if moved := !usedAt(t, s, key).Equal(before); moved != tt.moved {
			t.Errorf("after %v: moved %v", tt.after, moved)
		}
	}
}

func usedAt(t testing.TB, s *Store, key string) time.Time {
	t.Helper()
	info, err := os.Stat(s.entryPath(key))
	if err != nil {
		t.Fatal(err)
	}
	return info.ModTime()
}

func TestReject(t *testing.T) {
	s, _ := open(t, Options{})
	key := keyOf(1)
	if err := s.Reject(key, "nothing there"); err != nil || s.Exists() && exists(s.entryPath(key)) {
		t.Error("rejected what is not there:", err)
	}
	put(t, s, key, Entry{Body: []byte("bad")})
	if err := s.Reject(key, "a unit is missing"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get(key); !errors.Is(err, ErrRejected) || !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), "a unit is missing") {
		t.Error(err)
	}
	if e, err := s.Peek(key); err != nil || string(e.Body) != "bad" {
		t.Error(e, err)
	}
	if stats, err := s.Info(); err != nil || stats.Rejected != 1 || stats.Entries != 1 {
		t.Error(stats, err)
	}
	put(t, s, key, Entry{Body: []byte("good")})
	if e, err := s.Get(key); err != nil || string(e.Body) != "good" {
		t.Error(e, err)
	}
}

func TestRejectWhileAsked(t *testing.T) {
	s, _ := open(t, Options{})
	key := keyOf(1)
	put(t, s, key, Entry{})
	release, err := s.Lease(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if err := s.Reject(key, "late"); err != nil {
		t.Error(err)
	}
	if _, err := s.Get(key); err != nil {
		t.Error("marked an entry that is being renewed:", err)
	}
}

func TestDamage(t *testing.T) {
	key := keyOf(1)
	for name, spoil := range map[string]func([]byte) []byte{
		"empty":     func([]byte) []byte { return nil },
		"magic":     func(b []byte) []byte { b[0]++; return b },
		"checksum":  func(b []byte) []byte { b[10]++; return b },
		"length":    func(b []byte) []byte { b[sumEnd+3]++; return b },
		"too long":  func(b []byte) []byte { b[sumEnd]++; return b },
		"body":      func(b []byte) []byte { b[len(b)-1]++; return b },
		"cut":       func(b []byte) []byte { return b[:len(b)-1] },
		"cut early": func(b []byte) []byte { return b[:prologue+3] },
		"longer":    func(b []byte) []byte { return append(b, 0) },
		"zeros":     func(b []byte) []byte { clear(b); return b },
		"other key": func([]byte) []byte { b, _ := encode(keyOf(2), Entry{}); return b },
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := open(t, Options{})
			put(t, s, key, Entry{Kind: "answer", Body: []byte("the body")})
			path := s.entryPath(key)
			b, err := os.ReadFile(path)
			if err == nil {
				err = os.WriteFile(path, spoil(b), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			_, err = s.Get(key)
			var damage *DamagedError
			if !errors.As(err, &damage) || !errors.Is(err, ErrNotFound) || damage.Path != path || !strings.Contains(err.Error(), path) {
				t.Errorf("got %v", err)
			}
			if n := damaged(s, false); n != 1 {
				t.Errorf("%d damaged", n)
			}
			if n := damaged(s, true); n != 1 || exists(path) {
				t.Errorf("%d damaged, there: %v", n, exists(path))
			}
		})
	}
}

func damaged(s *Store, remove bool) (n int) {
	for item, err := range s.Verify(remove) {
		var damage *DamagedError
		if errors.As(err, &damage) && damage.Path == item.Path {
			n++
		}
	}
	return n
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// TestNotWritable uses a file where a folder should be: permission bits do not
// bind root.
func TestNotWritable(t *testing.T) {
	s, _ := open(t, Options{})
	if err := os.WriteFile(filepath.Dir(s.Dir()), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	key := keyOf(1)
	_, leased := s.Lease(t.Context(), key)
	_, got := s.Get(key)
	for _, err := range []error{s.Put(key, Entry{}), leased, got} {
		if err == nil || errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), s.Dir()) {
			t.Error(err)
		}
	}
}
