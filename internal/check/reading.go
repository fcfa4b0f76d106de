package check

import (
	"unicode"
	"unicode/utf8"

	"mujaz/internal/arabic"
)

// reading is one pair with both texts read once, for all checks.
type reading struct {
	Pair
	source, answer side
}

// side is one text of a pair.
type side struct {
	text  string
	words []word
	// runes counts what is neither white space nor a mark, and letters those that
	// are letters of any script.
	runes, letters int
	arabicLetters  int
	// quotes are the quotations, without their marks.
	quotes []span
}

// word is one run of letters and digits.
type word struct {
	span
	latin bool // Latin letters, digits, and every script but the Arabic
	upper bool // begins with a capital
	digit bool // begins with a digit
	hash  uint64
	stem  uint64 // the hash of an Arabic word's light stem
	// concept is the word's entry in the lexicon, 0 for none.
	concept uint16
}

// span is a stretch of a text in bytes.
type span struct{ start, end int }

func (s span) of(text string) string { return text[s.start:s.end] }

func (s *side) word(i int) string { return s.words[i].of(s.text) }

func read(p Pair) reading {
	return reading{Pair: p, source: readSide(p.Source), answer: readSide(p.Answer)}
}

func readSide(text string) side {
	s := side{text: text, quotes: quotations(text)}
	s.count()
	s.words = make([]word, 0, len(text)/6+1)
	table := lexicon()
	for w := range arabic.EachWord(text) {
		r := rune(text[w.Start])
		if r >= utf8.RuneSelf {
			r, _ = utf8.DecodeRuneInString(text[w.Start:])
		}
		out := word{span: span{w.Start, w.End}, latin: w.Latin, hash: hashWord(w.Folded)}
		if w.Latin {
			out.upper, out.digit = unicode.IsUpper(r), unicode.IsDigit(r)
			out.concept = table.english(w.Folded)
		} else {
			stem := lightStem(w.Folded)
			out.stem, out.concept = hashWord(stem), table.arabic(w.Folded, stem)
		}
		s.words = append(s.words, out)
	}
	return s
}

// count counts the runes and letters of the text.
func (s *side) count() {
	for _, r := range s.text {
		switch {
		case r < utf8.RuneSelf:
			if r > ' ' {
				s.runes++
			}
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				s.letters++
			}
		case arabic.IsLetter(r):
			s.runes++
			s.letters++
			s.arabicLetters++
		case unicode.IsLetter(r):
			s.runes++
			s.letters++
		case !unicode.In(r, unicode.Mn, unicode.Cf, unicode.Zs) && r != 'ـ':
			s.runes++
		}
	}
}

// hashWord is FNV-1a of a folded word in ASCII lower case.
func hashWord(folded []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range folded {
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// has tells whether a word with this hash is in the text.
func (s *side) has(hash uint64) bool {
	for i := range s.words {
		if s.words[i].hash == hash {
			return true
		}
	}
	return false
}

// finding makes a finding of the pair.
func (r *reading) finding(check string, level Level, repair bool, detail string) Finding {
	return Finding{Check: check, Level: level, Paragraph: r.Paragraph, Detail: detail, Repair: repair}
}

// excerpt shortens a piece of a text for a finding.
func excerpt(s string) string {
	const most = 60
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
