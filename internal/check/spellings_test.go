package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSpellings(t *testing.T) {
	var s Spellings
	for _, a := range []struct{ name, source, answer string }{
		{"a", "قال زيلينسكي إن أوكرانيا تنتظر.", "Zelensky said that Ukraine was waiting."},
		{"b", "التقى زيلينسكي الوفد، ثم غادر زيلينسكي.", "Zelenskiy met the delegation, and then Zelenskiy left."},
		{"c", "وقال زيلينسكي إنه مستعد.", "Zelensky said he was ready."},
		{"d", "قال لافروف ذلك.", "Lavrov said so."},
		{"e", "قال لافروف ذلك مجددا.", "LAVROV said so again."},
		{"f", "قال جابر ذلك.", "Jaber said so."},
		{"g", "قال جابري ذلك.", "Jabri said so."},
	} {
		s.Add(a.name, []Pair{{Paragraph: 1, Source: a.source, Answer: a.answer}})
	}
	want := []Spelt{{Arabic: "زيلينسكي", Spellings: []Spelling{{"Zelensky", 2, "a"}, {"Zelenskiy", 1, "b"}}}}
	got := s.Several()
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
