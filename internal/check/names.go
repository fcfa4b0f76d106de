package check

import (
	"fmt"
	"strings"

	"mujaz/internal/arabic"
)

// nameSounds is how many consonants a name needs to be followed through an article.
const nameSounds = 3

// names reports an Arabic name that an article spells in two ways in English.
func names(article []reading) []Finding {
	spelt := map[uint64]spelling{}
	var found []Finding
	for i := range article {
		for _, n := range namesOf(&article[i], i) {
			before, seen := spelt[n.name]
			if !seen {
				spelt[n.name] = n
				continue
			}
			if before.text == "" || sameSpelling(before.text, n.text) || hasWord(&article[i].answer, before.text) || hasWord(&article[before.unit].answer, n.text) {
				continue
			}
			found = append(found, article[i].finding("names", Warning, true,
				fmt.Sprintf("%s is %s here and %s before", n.arabic, n.text, before.text)))
			n.text = "" // said once
			spelt[n.name] = n
		}
	}
	return found
}

// spelling is how an Arabic name is written in an answer.
type spelling struct {
	name   uint64 // its Arabic, folded and without clitics
	arabic string
	text   string
	unit   int
}

// namesOf returns the names of a unit that have exactly one spelling in its
// answer.
func namesOf(r *reading, unit int) []spelling {
	var found []spelling
	for k, w := range r.answer.words {
		if !w.upper || w.concept != 0 || w.end-w.start < 4 {
			continue
		}
		c := latinConsonants(r.answer.word(k))
		if c.n < nameSounds {
			continue
		}
		if i := onlySource(&r.source, &c); i >= 0 {
			text := r.source.word(i)
			found = append(found, spelling{hashWord(lightStem([]byte(arabic.Fold(text)))), text, r.answer.word(k), unit})
		}
	}
	return found
}

// onlySource returns the one word of the source that can be the name, or -1 where
// none can, or several different ones.
func onlySource(s *side, name *consonants) int {
	only := -1
	for i, w := range s.words {
		if w.latin || w.concept != 0 {
			continue
		}
		n := newArabicName(s.word(i))
		if !n.is(name) || only >= 0 && s.words[only].hash == w.hash {
			continue
		}
		if only >= 0 {
			return -1
		}
		only = i
	}
	return only
}

// sameSpelling tells whether two Latin words are one spelling: alike but for case
// and for what English adds at the end (Iran, Iranian; but not Zelensky, Zelenskiy).
func sameSpelling(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	const vowels = "aeiy"
	stem := strings.TrimRight(a, vowels)
	if len(stem) < nameSounds || !strings.HasPrefix(b, stem) {
		return false
	}
	end, other := a[len(stem):], b[len(stem):]
	return end == "" || end == other || strings.Trim(other, vowels) != ""
}

func hasWord(s *side, text string) bool {
	for i := range s.words {
		if sameSpelling(s.word(i), text) {
			return true
		}
	}
	return false
}
