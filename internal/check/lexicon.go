package check

import (
	"bytes"
	"strings"
	"sync"

	"mujaz/internal/arabic"
)

// dictionary joins words of the two languages that say the same.
type dictionary struct {
	arabic  map[string]uint16 // by light stem
	english map[[stemLength]byte]uint16
}

// stemLength is how many letters of an English word are compared.
const stemLength = 5

// lexicon returns the dictionary. It tells which paragraph an answer belongs to
// and which words of a claim its source has; it is far too small to judge the
// choice of a word.
var lexicon = sync.OnceValue(func() *dictionary {
	d := &dictionary{make(map[string]uint16, 1024), make(map[[stemLength]byte]uint16, 1024)}
	concept := uint16(0)
	for line := range strings.Lines(lexiconWords) {
		source, english, ok := strings.Cut(strings.TrimSpace(line), "|")
		if !ok {
			continue
		}
		concept++
		for w := range strings.FieldsSeq(arabic.Fold(source)) {
			addFirst(d.arabic, string(lightStem([]byte(w))), concept)
			addFirst(d.arabic, string(lightStem([]byte("ال"+w))), concept) // الألماني begins with ال twice
		}
		for w := range strings.FieldsSeq(english) {
			addFirst(d.english, englishStem([]byte(w)), concept)
		}
	}
	return d
})

// addFirst keeps the first meaning of a word.
func addFirst[K comparable](table map[K]uint16, key K, concept uint16) {
	if _, ok := table[key]; !ok {
		table[key] = concept
	}
}

// lightStem is arabic.Stem on a folded word in place: it takes ف and the
// one-letter prepositions before the article off as well, and does not allocate.
func lightStem(w []byte) []byte {
	const least = 4 // two letters
	if len(w) > least+2 && (bytes.HasPrefix(w, []byte("و")) || bytes.HasPrefix(w, []byte("ف"))) {
		w = w[2:]
	}
	for _, prefix := range [...]string{"بال", "كال", "ال", "لل"} {
		if len(w)-len(prefix) >= least && string(w[:len(prefix)]) == prefix {
			w = w[len(prefix):]
			break
		}
	}
	for _, suffix := range [...]string{"ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي", "ا"} {
		if n := len(w) - len(suffix); n >= least && string(w[n:]) == suffix {
			w = w[:n]
		}
	}
	return w
}

// englishStem returns the first letters of a word in lower case, inflection
// taken off.
func englishStem(w []byte) (stem [stemLength]byte) {
	for _, suffix := range [...]string{"ing", "ed", "es", "s", "e"} {
		if n := len(w) - len(suffix); n >= 3 && string(w[n:]) == suffix {
			w = w[:n]
			break
		}
	}
	for i := range min(len(w), stemLength) {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		stem[i] = c
	}
	return stem
}
