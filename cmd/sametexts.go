package cmd

import (
	"hash/fnv"

	"mujaz/internal/arabic"
	"mujaz/internal/article"
)

// mostTexts bounds how many texts are remembered, so that memory does not grow
// with the articles: of more, copies of the later ones are not noticed.
const mostTexts = 100_000

// sameTexts finds articles of a run whose texts are the same, titles apart: wire
// copy that several sites have published.
type sameTexts struct{ first map[uint64]string }

// of returns the name of the first article with a's text, "" where a is the first.
func (t *sameTexts) of(a *article.Article) string {
	h := fnv.New64a()
	for _, u := range a.Units() {
		for w := range arabic.EachWord(u.Text) {
			_, _ = h.Write(w.Folded)
			_, _ = h.Write([]byte{' '})
		}
	}
	sum := h.Sum64()
	if first, seen := t.first[sum]; seen {
		return first
	}
	if t.first == nil {
		t.first = map[uint64]string{}
	}
	if len(t.first) < mostTexts {
		t.first[sum] = a.Name
	}
	return ""
}
