package arabic

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Clitics are the one-letter words and the article written onto a word's front.
type Clitics struct {
	And     bool // و or ف
	By      bool // ب, the "in" of بالمئة
	Prefix  bool // ل or ك
	Article bool // ال
}

// Word is one word of a text.
type Word struct {
	Start, End int    // its bytes in the text
	Folded     []byte // as Fold gives it; valid until the next word is read
	Latin      bool   // of Latin letters and digits
}

// maxWord bounds a folded word in bytes. Longer runs are no words of a language
// and are passed on cut.
const maxWord = 64

// EachWord yields the runs of letters, digits and marks of text in order. An
// Arabic letter beside a digit or a Latin letter ends a word (و40 is two words),
// as does everything that is none of these; a tatweel inside a word is skipped.
func EachWord(text string) iter.Seq[Word] {
	return func(yield func(Word) bool) {
		var buf [maxWord]byte
		for i := 0; i < len(text); {
			w, next := readWord(text, i, buf[:0])
			if w.End > w.Start && !yield(w) {
				return
			}
			i = next
		}
	}
}

// script tells words apart that are written without a space between them.
type script byte

const (
	none script = iota
	joining
	arabicScript
	latinScript
)

// readWord reads the word at text[i:], or skips what is no word.
func readWord(text string, i int, buf []byte) (w Word, next int) {
	w.Start, w.End = i, i
	var in script
	for i < len(text) {
		r, size, s := scriptAt(text, i)
		if s == none || in != none && s != in && s != joining {
			if in == none {
				i += size
			}
			break
		}
		if in == none {
			in = s
		}
		if s != joining && len(buf)+size <= maxWord {
			buf = appendRune(buf, r)
		}
		i += size
	}
	if in == arabicScript || in == latinScript {
		w.End, w.Folded, w.Latin = i, buf, in == latinScript
	}
	return w, i
}

// appendRune is utf8.AppendRune, faster for Arabic letters.
func appendRune(buf []byte, r rune) []byte {
	if r >= 0x80 && r < 0x800 {
		return append(buf, 0xc0|byte(r>>6), 0x80|byte(r)&0xbf)
	}
	return utf8.AppendRune(buf, r)
}

// scriptAt reads the rune at text[i:], folded.
func scriptAt(text string, i int) (r rune, size int, s script) {
	c := text[i]
	switch {
	case c < utf8.RuneSelf:
		if c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' {
			return rune(c), 1, latinScript
		}
		return rune(c), 1, none
	case (c == 0xd8 || c == 0xd9) && i+1 < len(text):
		r, size = rune(c&0x1f)<<6|rune(text[i+1]&0x3f), 2
	default:
		r, size = utf8.DecodeRuneInString(text[i:])
	}
	return classify(r, size)
}

func classify(r rune, size int) (rune, int, script) {
	switch {
	case r >= 'ء' && r <= 'ي' && r != tatweel: // the letters of nearly every word
		switch r {
		case 'آ', 'أ', 'إ':
			r = 'ا'
		case 'ى':
			r = 'ي'
		case 'ة':
			r = 'ه'
		}
		return r, size, arabicScript
	case r == tatweel || isMark(r):
		return 0, size, joining
	case digit(r) != r:
		return digit(r), size, latinScript
	case IsLetter(r):
		return foldRune(r), size, arabicScript
	case r >= utf8.RuneSelf && unicode.IsLetter(r):
		return r, size, latinScript
	}
	return r, size, none
}

// Find looks a folded word up: as it stands, and without و ف, ب ل ك and ال on
// its front. The table's keys are folded.
func Find[T any](table map[string]T, folded []byte) (v T, c Clitics, ok bool) {
	w := folded
	if v, ok = table[string(w)]; ok {
		return v, c, true
	}
	if len(w) > 4 && (at(w, 0) == 'و' || at(w, 0) == 'ف') {
		w, c.And = w[2:], true
		if v, ok = table[string(w)]; ok {
			return v, c, true
		}
	}
	if len(w) > 6 && at(w, 0) == 'ل' && at(w, 2) == 'ل' {
		c.Prefix, c.Article = true, true
		v, ok = table[string(w[4:])]
		return v, c, ok
	}
	if first := at(w, 0); len(w) > 4 && (first == 'ب' || first == 'ل' || first == 'ك') {
		w, c.By, c.Prefix = w[2:], first == 'ب', first != 'ب'
		if v, ok = table[string(w)]; ok {
			return v, c, true
		}
	}
	if len(w) > 6 && at(w, 0) == 'ا' && at(w, 2) == 'ل' {
		c.Article = true
		v, ok = table[string(w[4:])]
	}
	return v, c, ok
}

// at returns the two-byte rune at w[i:], or 0.
func at(w []byte, i int) rune {
	if i+1 >= len(w) {
		return 0
	}
	return rune(w[i]&0x1f)<<6 | rune(w[i+1]&0x3f)
}
