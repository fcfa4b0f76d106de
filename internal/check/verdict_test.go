package check

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sourcesSum is the sum of what Version stands for.
const sourcesSum = "c6802ea9dd1087ee"

// TestVersion fails when the checks, or the facts of the language that they rest on,
// have changed and Version has not: verdicts of the older ones must not count.
func TestVersion(t *testing.T) {
	var files []string
	for _, dir := range []string{".", "../arabic"} {
		found, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	slices.Sort(files)
	sum := sha256.New()
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		content, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		// Comments and the version itself change no verdict.
		for line := range strings.Lines(string(content)) {
			if line = strings.TrimSpace(line); !strings.HasPrefix(line, "//") && !strings.HasPrefix(line, "const Version = ") {
				sum.Write([]byte(line + "\n"))
			}
		}
	}
	if got := hex.EncodeToString(sum.Sum(nil))[:16]; got != sourcesSum {
		t.Errorf("the checks have changed: raise Version, and let sourcesSum be %q", got)
	}
}

func TestVerdict(t *testing.T) {
	found := []Finding{{Check: "numbers", Level: Warning, Paragraph: 2, Detail: "d", Repair: true}, {Check: "charge", Level: Note}}
	for _, want := range [][]Finding{nil, found} {
		b, err := EncodeVerdict(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := DecodeVerdict(b)
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("%v %s", err, d)
		}
	}
	keys := map[string]bool{}
	for _, input := range []any{
		[]Pair{{1, "a", "b"}},
		[]Pair{{1, "a", "c"}},
		[]Pair{{2, "a", "b"}},
		SummaryInput{Text: "a"},
		SummaryInput{Text: "a", TargetWords: 5},
		SummaryInput{Text: "a", Terms: map[string]string{"x": "y"}},
	} {
		key, err := VerdictKey(input)
		if err != nil || keys[key] {
			t.Errorf("%v: %s, %v", input, key, err)
		}
		keys[key] = true
	}
	if _, err := DecodeVerdict([]byte("{")); err == nil {
		t.Error("half a verdict was read")
	}
}
