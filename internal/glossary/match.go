package glossary

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"mujaz/internal/arabic"
)

// In returns the terms that occur in an Arabic text, in the order of their first
// occurrence, each once. Words are compared folded. The first word of a term may
// have و ف ب ك ل and ال before it, the others ال; the words stand together, with
// nothing but spaces, hyphens and quotes between them. Where several terms begin
// at a word the longest is taken, and what it covers is not looked at again.
func (g *Glossary) In(text string) []Term {
	if g == nil || len(g.terms) == 0 {
		return nil
	}
	words := split(text)
	seen := make(map[int]bool)
	var found []Term
	for i := 0; i < len(words); {
		e, ok := g.longest(words[i:])
		if !ok {
			i++
			continue
		}
		if !seen[e.term] {
			seen[e.term] = true
			found = append(found, g.terms[e.term])
		}
		i += len(e.words)
	}
	return found
}

// longest returns the longest term that words begin with.
func (g *Glossary) longest(words []word) (best entry, ok bool) {
	for first := range bare(words[0].folded) {
		for _, e := range g.byFirst[first] {
			if len(e.words) <= len(best.words) {
				break
			}
			if continues(words[1:], e.words[1:]) {
				best, ok = e, true
				break
			}
		}
	}
	return best, ok
}

// continues tells whether text goes on with the words of a term.
func continues(text []word, term []string) bool {
	if len(text) < len(term) {
		return false
	}
	for i, w := range term {
		if text[i].apart || text[i].folded != w && withoutArticle(text[i].folded) != w {
			return false
		}
	}
	return true
}

// minStem is the least that is left of a word when one letter is taken off its
// front, in bytes of Arabic: the و of ولد is no "and".
const minStem = 3 * 2

// bare yields a folded word as it stands and without what can be written onto
// its front: و ف, then ب ك ل, then ال; لل is ل with ال, before a word in ل too.
func bare(w string) iter.Seq[string] {
	return func(yield func(string) bool) {
		_ = yield(w) && withoutLetter(w, "وف", func(w string) bool { return yield(w) && prepositions(w, yield) }) &&
			prepositions(w, yield)
	}
}

// prepositions yields w without ب ك ل and without ال.
func prepositions(w string, yield func(string) bool) bool {
	if rest, ok := strings.CutPrefix(w, "لل"); ok && len(rest) >= minStem-2 {
		if !yield("ال"+rest) || !yield(rest) || !yield("الل"+rest) {
			return false
		}
	}
	return articled(w, yield) &&
		withoutLetter(w, "بكل", func(w string) bool { return yield(w) && articled(w, yield) })
}

func articled(w string, yield func(string) bool) bool {
	rest := strings.TrimPrefix(w, "ال")
	return len(rest) == len(w) || len(rest) < minStem-2 || yield(rest)
}

// withoutLetter passes w on without its first letter if that is one of letters.
func withoutLetter(w, letters string, yield func(string) bool) bool {
	r, size := utf8.DecodeRuneInString(w)
	return len(w)-size < minStem || !strings.ContainsRune(letters, r) || yield(w[size:])
}

// withoutArticle returns w without ال, before which و may stand and remains.
func withoutArticle(w string) string {
	if rest, ok := strings.CutPrefix(w, "ال"); ok {
		return rest
	}
	if rest, ok := strings.CutPrefix(w, "وال"); ok {
		return "و" + rest
	}
	return w
}

// word is a word of a text.
type word struct {
	folded     string
	start, end int  // its bytes in the text
	apart      bool // something stands before it that divides terms: a comma, a stop
	quoted     bool // an opening quotation mark stands before it
}

// split returns the words of text.
func split(text string) []word {
	var folded strings.Builder
	folded.Grow(len(text))
	words := make([]word, 0, len(text)/8)
	var ends []int
	end := 0
	for w := range arabic.EachWord(text) {
		folded.Write(w.Folded)
		apart, quoted := gap(text[end:w.Start])
		words = append(words, word{start: w.Start, end: w.End, apart: apart, quoted: quoted})
		ends, end = append(ends, folded.Len()), w.End
	}
	all, from := strings.ToLower(folded.String()), 0
	if len(all) != folded.Len() { // a letter whose lower case is longer: İ
		all = folded.String()
	}
	for i := range words {
		words[i].folded, from = all[from:ends[i]], ends[i]
	}
	return words
}

// gap tells what the text between two words means: that it divides terms, and
// that it opens a quotation. A dot inside an acronym does not divide.
func gap(between string) (apart, quoted bool) {
	if between == " " || between == "" {
		return false, false
	}
	spaced := strings.ContainsFunc(between, unicode.IsSpace)
	for _, r := range between {
		switch {
		case strings.ContainsRune("«“\"„", r):
			quoted = true
		case strings.ContainsRune("»”-‐‑–'’‘_", r), r != '\n' && unicode.IsSpace(r), unicode.Is(unicode.Cf, r):
		case r == '.' && !spaced:
		default:
			apart = true
		}
	}
	return apart, quoted
}

func foldedWords(text string) []string {
	words := split(text)
	folded := make([]string, len(words))
	for i, w := range words {
		folded[i] = w.folded
	}
	return folded
}
