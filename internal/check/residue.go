package check

import (
	"strings"
	"unicode/utf8"

	"mujaz/internal/arabic"
)

// Residue returns an English text with the Arabic punctuation and digits that a
// model left in it as English ones. What stands behind an Arabic letter belongs
// to an Arabic word and stays, but for its digits.
func Residue(text string) string {
	if !strings.ContainsAny(text, "،؛؟٪٫٬") && arabic.Digits(text) == text {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for i, r := range text {
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		if english, ok := markInEnglish(r); ok && !arabic.IsLetter(before) {
			b.WriteRune(english)
			if next := i + utf8.RuneLen(r); (r == '،' || r == '؛') && next < len(text) && isAlphanumeric(text[next]) && !isDigitByte(text[next]) {
				b.WriteByte(' ')
			}
			continue
		}
		b.WriteRune(r)
	}
	return arabic.Digits(b.String())
}

func isDigitByte(c byte) bool { return c >= '0' && c <= '9' }

func markInEnglish(r rune) (rune, bool) {
	switch r {
	case '،':
		return ',', true
	case '؛':
		return ';', true
	case '؟':
		return '?', true
	case '۔':
		return '.', true
	}
	return r, false
}
