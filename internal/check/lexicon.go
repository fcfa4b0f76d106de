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
	english map[englishKey]uint16
}

// stemLength is how many letters of an English word are compared where the word
// itself is not in the lexicon: "container" is found by "contain", but "contact"
// is not.
const (
	stemLength = 5
	keyLength  = 10
)

// englishKey is the front of an English word in lower case.
type englishKey [keyLength]byte

// concept returns the entry of an English word, 0 for none.
func (d *dictionary) concept(word []byte) uint16 {
	key := englishStem(word)
	if c, ok := d.english[key]; ok || key[stemLength-1] == 0 {
		return c
	}
	return d.english[key.front()]
}

// front returns what of a key is compared with other forms of the word; a mark
// keeps it apart from a word that is so short.
func (k englishKey) front() englishKey {
	clear(k[stemLength:])
	k[keyLength-1] = '-'
	return k
}

// lexicon returns the dictionary. It tells which paragraph an answer belongs to
// and which words of a claim its source has; it is far too small to judge the
// choice of a word.
var lexicon = sync.OnceValue(func() *dictionary {
	d := &dictionary{make(map[string]uint16, 4096), make(map[englishKey]uint16, 4096)}
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
			key := englishStem([]byte(w))
			addFirst(d.english, key, concept)
			if key[stemLength-1] != 0 {
				addFirst(d.english, key.front(), concept)
			}
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
func englishStem(w []byte) (stem englishKey) {
	for _, suffix := range [...]string{"ing", "ed", "es", "s", "e"} {
		if n := len(w) - len(suffix); n >= 3 && string(w[n:]) == suffix {
			w = w[:n]
			break
		}
	}
	for i := range min(len(w), keyLength-1) {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		stem[i] = c
	}
	return stem
}
