package arabic

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold returns s for comparing, never for showing: alef with hamza, madda or
// wasla is alef, alef maksura is yeh, teh marbuta is heh, marks and tatweel are
// gone, digits are ASCII. This is Lucene's ArabicNormalizer with the marks that
// it leaves out (U+0610–061A, U+0653–0655, U+0670, U+06D6–06ED), alef wasla and
// its DecimalDigitFilter.
func Fold(s string) string {
	if isASCII(s) {
		return s
	}
	// Not strings.Map: the tables of words are folded at the start of every run
	// that checks an answer, and running Arabic is characters of two bytes.
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		switch {
		case r < utf8.RuneSelf:
			b = append(b, s[i])
			i++
			continue
		case r >= 0xd8 && r <= 0xdb && i+1 < len(s) && s[i+1]&0xc0 == 0x80: // U+0600–U+06FF
			r, size = r&0x1f<<6|rune(s[i+1]&0x3f), 2
		default:
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if r = foldRune(r); r >= 0 {
			b = utf8.AppendRune(b, r)
		}
		i += size
	}
	return string(b)
}

func foldRune(r rune) rune {
	switch r {
	case 'آ', 'أ', 'إ', 'ٱ':
		return 'ا'
	case 'ى':
		return 'ي'
	case 'ة':
		return 'ه'
	case tatweel:
		return -1
	}
	if isMark(r) {
		return -1
	}
	return digit(r)
}

// StripMarks returns s without the combining marks of the Arabic script. A hamza
// or madda that is part of a letter (أ) is no mark.
func StripMarks(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isMark(r) {
			return -1
		}
		return r
	}, s)
}

// IsLetter tells whether r is a letter of the Arabic script, presentation forms
// included. Tatweel is none.
func IsLetter(r rune) bool {
	switch {
	case r < 0x0620 || r == tatweel:
		return false
	case r <= 0x064a:
		return true
	}
	return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r)
}

// isMark tells whether r is a combining mark of the Arabic script.
func isMark(r rune) bool {
	switch {
	case r < 0x0610 || r > 0x08ff:
		return false
	case r >= 0x064b && r <= 0x065f || r == 0x0670:
		return true
	case r >= 0x0620 && r <= 0x06d5:
		return false
	}
	return unicode.Is(unicode.Mn, r) && (r < 0x0700 || r >= 0x0870)
}

// Digits returns s with Arabic-Indic and extended Arabic-Indic digits as ASCII,
// the Arabic decimal separator as ".", the thousands separator as "," and the
// Arabic percent sign as "%".
func Digits(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '٫':
			return '.'
		case '٬':
			return ','
		case '٪':
			return '%'
		}
		return digit(r)
	}, s)
}

// digit returns r, or its ASCII digit where it is an Arabic-Indic one.
func digit(r rune) rune {
	switch {
	case r >= '٠' && r <= '٩':
		return r - '٠' + '0'
	case r >= '۰' && r <= '۹':
		return r - '۰' + '0'
	}
	return r
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
