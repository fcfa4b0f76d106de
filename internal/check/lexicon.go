package check

import (
	"bytes"
	"strings"
	"sync"

	"mujaz/internal/arabic"
)

// dictionary joins words of the two languages that say the same: a table with
// open addressing, by the hashes of the words' stems. It is filled in every run
// that checks an answer; Go's maps take several times as long to fill.
type dictionary struct {
	hashes   [dictionarySlots]uint32 // 0 in a free slot
	concepts [dictionarySlots]uint16
}

// dictionarySlots is a power of two, twice what the lexicon fills at the least; a
// test watches it.
const dictionarySlots = 1 << 14

// stemLength is how many letters of an English word are compared where the word
// itself is not in the lexicon: "container" is found by "contain", but "contact"
// is not.
const (
	stemLength = 5
	keyLength  = 10
)

// englishKey is the front of an English word in lower case, inflection taken off.
type englishKey [keyLength]byte

// hashes returns the hash of the word itself and that of its first letters, 0
// where it has no more; a mark keeps those apart from a word that is so short.
func (k englishKey) hashes() (whole, front uint64) {
	whole = hashWord(k[:])
	if k[stemLength-1] == 0 {
		return whole, 0
	}
	clear(k[stemLength:])
	k[keyLength-1] = '-'
	return whole, hashWord(k[:])
}

// lexicon returns the dictionary. It tells which paragraph an answer belongs to
// and which words of a claim its source has; it is far too small to judge the
// choice of a word.
var lexicon = sync.OnceValue(func() *dictionary {
	d := new(dictionary)
	concept := uint16(0)
	var buf []byte
	for line := range strings.Lines(arabic.Fold(lexiconWords)) {
		source, english, ok := strings.Cut(line, "|")
		if !ok {
			continue
		}
		concept++
		for w := range arabic.Fields(source) {
			buf = append(buf[:0], w...)
			d.add(arabicKey(buf, lightStem(buf)), concept)
			buf = append(append(buf[:0], "ال"...), w...) // الألماني begins with ال twice
			d.add(arabicKey(buf, lightStem(buf)), concept)
		}
		for w := range arabic.Fields(english) {
			buf = append(buf[:0], w...)
			whole, front := englishStem(buf).hashes()
			d.add(whole, concept)
			if front != 0 {
				d.add(front, concept)
			}
		}
	}
	return d
})

// slot returns where a word's hash is, or is to be.
func (d *dictionary) slot(hash uint64) (i, short uint32) {
	short = max(uint32(hash^hash>>32), 1)
	i = short % dictionarySlots
	for d.hashes[i] != 0 && d.hashes[i] != short {
		i = (i + 1) % dictionarySlots
	}
	return i, short
}

// add keeps the first meaning of a word.
func (d *dictionary) add(hash uint64, concept uint16) {
	if i, short := d.slot(hash); d.hashes[i] == 0 {
		d.hashes[i], d.concepts[i] = short, concept
	}
}

// arabic returns what an Arabic word means by the hash of its light stem, or by
// that of the word where two letters remain of four or more: these are another
// word (في of وفيات, له of الله).
func (d *dictionary) arabic(word []byte, stem []byte) uint16 { return d.concept(arabicKey(word, stem)) }

func arabicKey(word, stem []byte) uint64 {
	const twoLetters, fourLetters = 4, 8
	if len(stem) <= twoLetters && len(word) >= fourLetters {
		stem = word
	}
	return hashWord(stem)
}

// concept returns what a word means by the hash of its stem, 0 for a word that
// the lexicon has not.
func (d *dictionary) concept(hash uint64) uint16 {
	i, _ := d.slot(hash)
	return d.concepts[i]
}

// english returns what an English word means, 0 where the lexicon has neither it
// nor another form of it.
func (d *dictionary) english(word []byte) uint16 {
	whole, front := englishStem(word).hashes()
	if c := d.concept(whole); c != 0 || front == 0 {
		return c
	}
	return d.concept(front)
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
		// The last byte first: most words end in none of them.
		if n := len(w) - len(suffix); n >= least && w[len(w)-1] == suffix[len(suffix)-1] && string(w[n:]) == suffix {
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
