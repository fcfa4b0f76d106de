package arabic

import (
	"unicode"
	"unicode/utf8"
)

// Words returns the words of text as slices of it: runs of letters, digits and
// their marks. Tatweel, joiners and directional marks inside a word neither end
// it nor make one.
func Words(text string) []string {
	var words []string
	for len(text) > 0 {
		word, rest := nextWord(text)
		if word != "" {
			words = append(words, word)
		}
		text = rest
	}
	return words
}

// CountWords returns how many words Words finds. It does not allocate. It is the
// count that every length in words rests on.
func CountWords(text string) int {
	n := 0
	for len(text) > 0 {
		word, rest := nextWord(text)
		if word != "" {
			n++
		}
		text = rest
	}
	return n
}

// nextWord returns the first word of text, "" if it has none, and what follows.
func nextWord(text string) (word, rest string) {
	start, end := -1, 0
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		i += size
		switch {
		case isWordRune(r):
			if start < 0 {
				start = i - size
			}
			end = i
		case start < 0:
		case isMark(r) || unicode.Is(unicode.Mn, r):
			end = i
		case r != tatweel && !unicode.Is(unicode.Cf, r):
			return text[start:end], text[i:]
		}
	}
	if start < 0 {
		return "", ""
	}
	return text[start:end], ""
}

// isWordRune tells whether r is a letter or a digit.
func isWordRune(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z'
	case r >= 'ء' && r <= 'ي':
		return r != tatweel
	}
	return unicode.IsLetter(r) && r != tatweel || unicode.IsNumber(r)
}
