package article

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"mujaz/internal/arabic"
)

// zipped packs name, content pairs.
func zipped(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for pair := range slices.Chunk(pairs, 2) {
		f, err := w.Create(pair[0])
		if err == nil {
			_, err = f.Write([]byte(pair[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestArchiveBounds(t *testing.T) {
	limits := Limits{Entries: 3, Unpacked: 100, Depth: 5}
	half := strings.Repeat("x", 60)
	z, err := openArchive(zipped(t, "a", half, "b", half), limits)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := z.read("a"); err != nil {
		t.Errorf("first entry: %v", err)
	}
	if _, err := z.read("b"); !errors.Is(err, errTooLarge) {
		t.Errorf("entries over the limit together: %v", err)
	}
	if _, err := z.read("c"); !errors.Is(err, errMissing) {
		t.Errorf("missing entry: %v", err)
	}
	if _, err := openArchive(zipped(t, "1", "", "2", "", "3", "", "4", ""), limits); !errors.Is(err, errTooLarge) {
		t.Errorf("four entries: %v", err)
	}
}

func TestArchiveNames(t *testing.T) {
	z, err := openArchive(zipped(t, "../a", "", "/b", "", `c\d`, "", "e/../../f", "", "g/h", "", "..", ""), DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	if len(z.files) != 1 || !z.has("g/h") {
		t.Errorf("kept %v", z.files)
	}
}

func TestWalkXMLDepth(t *testing.T) {
	z, err := openArchive(zipped(t, "a.xml", strings.Repeat("<a>", 6)+strings.Repeat("</a>", 6),
		"b.xml", `<!DOCTYPE a [<!ENTITY e "eeee">]><a>&e;</a>`), Limits{Entries: 3, Unpacked: 1000, Depth: 5})
	if err != nil {
		t.Fatal(err)
	}
	if err := z.readXML("a.xml", &struct{}{}); !errors.Is(err, errTooLarge) {
		t.Errorf("six levels: %v", err)
	}
	if err := z.readXML("b.xml", &struct{}{}); err == nil {
		t.Error("an own entity was expanded")
	}
}

func TestFailFile(t *testing.T) {
	in := input{name: "a.docx"}
	for err, code := range map[error]Code{errTooLarge: TooLarge, errEncrypted: Unreadable, errMissing: Unreadable} {
		if got := in.failFile(DOCX, fmt.Errorf("part: %w", err)); got.Code != code || (got.Hint == "") != (err == errMissing) {
			t.Errorf("%v: %+v", err, got)
		}
	}
}

// asError returns the *Error in err.
func asError(t testing.TB, err error) *Error {
	t.Helper()
	var fault *Error
	if !errors.As(err, &fault) {
		t.Fatalf("want an *Error, got %v", err)
	}
	return fault
}

// checkArticle holds what every decoder promises of an article.
func checkArticle(t *testing.T, a *Article, err error) {
	t.Helper()
	if err != nil {
		asError(t, err)
		return
	}
	for _, b := range append([]Block{{Text: a.Title}}, a.Blocks...) {
		if b.Text != arabic.OneLine(b.Text) {
			t.Fatalf("not on one line: %q", b.Text)
		}
	}
	for _, b := range a.Blocks {
		if b.Text == "" || b.Raw != "" || (b.Kind == Heading && (b.Level < 1 || b.Level > 6)) {
			t.Fatalf("bad block %+v", b)
		}
	}
}

// smallLimits keep fuzzing fast.
var smallLimits = Limits{Bytes: 1 << 20, Unpacked: 4 << 20, Entries: 100, Depth: 64, Pages: 50}
