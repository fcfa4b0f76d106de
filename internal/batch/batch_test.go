package batch

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestMirror(t *testing.T) {
	n := NewNames(".en.txt", []string{"a.txt", "b/a.txt", "c.html", "c.pdf", "v1.2.md"})
	for in, want := range map[string]string{
		"a.txt": "a.en.txt", "b/a.txt": "b/a.en.txt", "c.html": "c.html.en.txt", "c.pdf": "c.pdf.en.txt",
		"v1.2.md": "v1.2.en.txt", "../../x.txt": "x.en.txt", "/etc/x.txt": "etc/x.en.txt", "stdin": "stdin.en.txt",
	} {
		if got := n.Mirror(in); got != want {
			t.Errorf("%s becomes %s, want %s", in, got, want)
		}
	}
}

func TestEntry(t *testing.T) {
	n := NewNames(".summary.txt", nil)
	for _, tt := range []struct{ date, title, want string }{
		{"2026-11-23T10:00:00Z", "ميناءٌ جديد: خطوةٌ أولى!", "2026-11-23-ميناء-جديد-خطوة-أولى-"},
		{"", "../../etc/passwd\x00", "etc-passwd-"},
		{"../../../x", "", ""},
		{"2026/11/23", strings.Repeat("ن ", 500), strings.TrimSuffix(strings.Repeat("ن-", 60), "-") + "-"},
	} {
		got := n.Entry(tt.date, tt.title, "id")
		if !strings.HasPrefix(got, tt.want) || len(got) != len(tt.want)+8+len(".summary.txt") {
			t.Errorf("%q, %q becomes %s", tt.date, tt.title, got)
		}
		if filepath.Base(got) != got || len(got) > 255 {
			t.Errorf("%q is no file name", got)
		}
	}
}

func TestPlace(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "new", "a.txt")
	if err := Place(path, []byte("one")); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	if err := Place(path, []byte("one")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || !info.ModTime().Equal(old) {
		t.Errorf("an equal file was rewritten: %v", err)
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := Place(path, []byte("two")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("permissions are lost: %v, %v", info.Mode(), err)
	}
	if err := Place(filepath.Join(path, "below", "a file"), nil); err == nil || strings.Contains(err.Error(), ".mujaz-") {
		t.Errorf("got %v", err)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestManifestStates(t *testing.T) {
	state, dir := t.TempDir(), t.TempDir()
	source := filepath.Join(t.TempDir(), "a.txt")
	write := func(path, content string, age time.Duration) {
		t.Helper()
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-age)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	hash := "first"
	sha := func() (string, error) { return hash, nil }
	settings := map[string]string{"model": "m", "prompt": "news"}
	write(source, "source", time.Hour)
	is := func(want State, differs ...string) {
		t.Helper()
		m, err := OpenManifest(state, dir)
		if err != nil {
			t.Fatal(err)
		}
		got, by := m.State("a.en.txt", source, settings, sha)
		if got != want || !slices.Equal(by, differs) {
			t.Errorf("state %d %v, want %d %v", got, by, want, differs)
		}
	}
	is(Absent)
	out := filepath.Join(dir, "a.en.txt")
	write(out, "result", time.Hour)
	is(Foreign)
	m, err := OpenManifest(state, dir)
	if err != nil {
		t.Fatal(err)
	}
	stamp, err := StampOf(source)
	if err != nil {
		t.Fatal(err)
	}
	r := Record{Output: "a.en.txt", Source: source, SourceFile: stamp, SourceSHA256: "first", Settings: map[string]string{"model": "m", "prompt": "news"}, Read: time.Now()}
	if err := m.Add(r, []byte("result")); err != nil {
		t.Fatal(err)
	}
	hash = "must not be asked for"
	is(Done)
	settings["model"] = "n"
	is(Other, "model")
	settings["model"] = "m"
	write(source, "source", time.Minute) // touched, the same content
	hash = "first"
	is(Done)
	write(source, "Source", time.Minute)
	hash = "second"
	is(Stale)
	write(out, "edited", time.Minute)
	is(Edited)
	write(out, "result", time.Minute) // and back
	hash = "first"
	is(Done)
}

// A source that changed within the clock's tick before it was read is compared
// by content.
func TestManifestRacySource(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	stamp, err := StampOf(path)
	if err != nil {
		t.Fatal(err)
	}
	asked := false
	sha := func() (string, error) { asked = true; return "other", nil }
	k := known{path: nameHash(path), sourceFile: stamp.small(), source: sumHash("hash"), read: stamp.MTime.Add(time.Millisecond).UnixNano()}
	if k.unchanged(path, sha) || !asked {
		t.Error("a racy source passed for unchanged")
	}
	asked = false
	k.read = stamp.MTime.Add(time.Minute).UnixNano()
	if !k.unchanged(path, sha) || asked {
		t.Error("an old source was read again")
	}
}

func TestManifestSurvivesTornLinesAndCompacts(t *testing.T) {
	state, dir := t.TempDir(), t.TempDir()
	m, err := OpenManifest(state, dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 1500 {
		if err := m.Add(Record{Output: "a", Status: "ok", Engine: "model", Settings: map[string]string{"k": "v"}}, []byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.OpenFile(m.path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(`{"output":"a","sta`); err != nil {
		t.Fatal(err)
	}
	f.Close()
	if m, err = OpenManifest(state, dir); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if !m.Has("a") || !m.Made("a") || m.Has("b") {
			t.Error("forgotten")
		}
		if s, differs := m.State("a", "", map[string]string{"k": "w"}, func() (string, error) { return "", nil }); s != Other || !slices.Equal(differs, []string{"k"}) {
			t.Errorf("state %d, differs %v", s, differs)
		}
		// The settings and the record.
		if content, err := os.ReadFile(m.path); err != nil || strings.Count(string(content), "\n") != 2 {
			t.Errorf("not compacted: %d bytes, %v", len(content), err)
		}
		if m, err = OpenManifest(state, dir); err != nil {
			t.Fatal(err)
		}
	}
}

// Files of the time before settings had lines of their own are read.
func TestManifestReadsWholeRecords(t *testing.T) {
	state, dir := t.TempDir(), t.TempDir()
	m, err := OpenManifest(state, dir)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("x"))
	line := fmt.Sprintf(`{"output":"a","output_sha256":"%x","output_file":{"size":1,"mtime":"2026-11-23T20:15:00Z"},"source":"s","source_sha256":"h","settings":{"k":"v"},"status":"ok","engine":"extractive","read":"2026-11-23T20:15:00Z"}`+"\n", sum)
	if err := errors.Join(os.MkdirAll(filepath.Dir(m.path), 0o700), os.WriteFile(m.path, []byte(line), 0o600), os.WriteFile(filepath.Join(dir, "a"), []byte("x"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if m, err = OpenManifest(state, dir); err != nil {
		t.Fatal(err)
	}
	if s, _ := m.State("a", "s", map[string]string{"k": "v"}, func() (string, error) { return "h", nil }); s != Done || m.Made("a") {
		t.Errorf("state %d", s)
	}
}

func BenchmarkState(b *testing.B) {
	state, dir := b.TempDir(), b.TempDir()
	m, err := OpenManifest(state, dir)
	if err != nil {
		b.Fatal(err)
	}
	source := filepath.Join(b.TempDir(), "s")
	for _, p := range []string{source, filepath.Join(dir, "a")} {
		if err := os.WriteFile(p, []byte("x"), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	stamp, err := StampOf(source)
	if err != nil {
		b.Fatal(err)
	}
	if err := m.Add(Record{Output: "a", Source: source, SourceFile: stamp, Read: time.Now().Add(time.Hour)}, []byte("x")); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if s, _ := m.State("a", source, nil, nil); s != Done {
			b.Fatal(s)
		}
	}
}
