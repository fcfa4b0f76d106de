package arabic

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Characters that the normalisation names.
const (
	tatweel     = '\u0640'
	zwnj        = '\u200c'
	zwj         = '\u200d'
	rialSign    = '\ufdfc'
	basmala     = '\ufdfd'
	replacement = "\ufffd"
)

// CleanOptions say how far Clean may go.
type CleanOptions struct {
	// StripMarks removes vowel signs and other marks on Arabic letters.
	StripMarks bool
	// KeepJoiners keeps the zero-width joiner and non-joiner, which are part of
	// the spelling of Persian, Urdu and others and never of Arabic's.
	KeepJoiners bool
}

// Clean returns s in the form that is sent to a model: valid UTF-8 in Unicode
// normalisation form C, presentation forms as the letters they show, without
// tatweel between letters, invisible and directional characters and controls
// other than \n and \t; no-break spaces become spaces. Letters, hamzas, vowel
// signs (unless StripMarks), digits, punctuation, quotes and case stay as they
// are, which is why the whole is never put into form KC: that writes "m2" for
// "m²". It is idempotent and returns s itself where there is nothing to do.
func Clean(s string, o CleanOptions) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, replacement)
	}
	found := scan(s)
	if found&toMap != 0 {
		s = mapRunes(s, func(b *strings.Builder, r rune) { cleanRune(b, r, o) })
	}
	// Presentation forms can hold tatweel and marks that combine.
	if found&(toMap|toJoin) != 0 {
		s = dropTatweel(s)
		found = scan(s)
	}
	if found&toCompose != 0 {
		s = norm.NFC.String(s)
	}
	if o.StripMarks {
		s = norm.NFC.String(StripMarks(s))
	}
	return s
}

// work is a set of the steps that a text needs.
type work uint8

const (
	toMap     work = 1 << iota // a character to delete or to replace
	toJoin                     // a tatweel
	toCompose                  // a sequence that may not be in form C
)

// scan finds which steps s, valid UTF-8, may need.
func scan(s string) work {
	var found work
	for i := 0; i < len(s); {
		w, n := scanOne(s, i)
		found |= w
		i += n
	}
	return found
}

// scanOne is scan for the character at i, and its length. It looks at bytes:
// running Arabic text is two-byte characters and spaces, and most needs nothing.
func scanOne(s string, i int) (work, int) {
	c := s[i]
	switch {
	case c >= 0x20 && c < 0x7f || c == '\n' || c == '\t':
		return 0, 1
	case c < 0x80:
		return toMap, 1
	case c < 0xe0:
		return scanPair(c, s[i+1]), 2
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	return scanWide(r), n
}

// scanPair is scan for a character of two bytes, U+0080 to U+07FF.
func scanPair(c, d byte) work {
	switch c {
	case 0xc2: // U+0080–U+00BF: C1 controls, NBSP, soft hyphen
		if d <= 0xa0 || d == 0xad {
			return toMap
		}
		return 0
	case 0xd8: // U+0600–U+063F
		if d == 0x9c { // U+061C, the Arabic letter mark
			return toMap
		}
		if d >= 0x90 && d <= 0x9a { // U+0610–U+061A, marks
			return toCompose
		}
		return 0
	case 0xd9: // U+0640–U+067F
		if d == 0x80 {
			return toJoin
		}
		if d >= 0x8b && d <= 0x9f || d == 0xb0 { // marks: order, or U+0653–U+0655 to compose
			return toCompose
		}
		return 0
	case 0xda: // letters only
		return 0
	}
	if c < 0xcc { // Latin
		return 0
	}
	return toCompose
}

// scanWide is scan for a character from U+0800 on.
func scanWide(r rune) work {
	switch {
	case deleted(r) || isSpaceLike(r) || isPresentation(r) || r == zwnj || r == zwj:
		return toMap
	case r >= 0x2010 && r <= 0x205e: // dashes, quotes, ellipses
		return 0
	}
	return toCompose
}

// mapRunes copies s but for the characters of toMap: there it puts what write
// makes of them. A carriage return before a line feed is dropped, any other is a
// line feed.
func mapRunes(s string, write func(*strings.Builder, rune)) string {
	var b strings.Builder
	b.Grow(len(s))
	for len(s) > 0 {
		i := nextToMap(s)
		b.WriteString(s[:i])
		r, n := utf8.DecodeRuneInString(s[i:])
		s = s[i+n:]
		switch {
		case n == 0:
		case r != '\r':
			write(&b, r)
		case !strings.HasPrefix(s, "\n"):
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// nextToMap returns the index of the first character of s that scan calls toMap,
// or len(s).
func nextToMap(s string) int {
	for i := 0; i < len(s); {
		found, n := scanOne(s, i)
		if found&toMap != 0 {
			return i
		}
		i += n
	}
	return len(s)
}

// cleanRune writes what Clean makes of r on its own.
func cleanRune(b *strings.Builder, r rune, o CleanOptions) {
	switch {
	case r == zwnj || r == zwj:
		if o.KeepJoiners {
			b.WriteRune(r)
		}
	case isSpaceLike(r):
		b.WriteString(spaceFor(r))
	case deleted(r):
	case isPresentation(r):
		b.WriteString(letters(r))
	default:
		b.WriteRune(r)
	}
}

// isSpaceLike tells whether r separates words or lines in a way of its own.
func isSpaceLike(r rune) bool {
	switch r {
	case '\v', '\f', '\u0085', '\u00a0', '\u2007', '\u2028', '\u2029', '\u202f':
		return true
	}
	return false
}

// spaceFor returns the plain space or line feed for a character of isSpaceLike.
func spaceFor(r rune) string {
	switch r {
	case '\u00a0', '\u2007', '\u202f':
		return " "
	}
	return "\n"
}

// deleted tells whether r is invisible and without meaning for the text:
// controls, directional marks, zero-width space and its kin, soft hyphen.
func deleted(r rune) bool {
	switch r {
	case '\u00ad', '\u061c', '\u180e', '\u200b', '\u200e', '\u200f', '\ufeff':
		return true
	}
	return unsafeRune(r) || r >= 0x2060 && r <= 0x2064
}

// isPresentation tells whether r is in one of the two blocks of Arabic
// presentation forms.
func isPresentation(r rune) bool {
	return r >= 0xfb50 && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc
}

// letters returns the letters that a presentation form shows. The forms of
// single marks decompose to a space or tatweel and the mark; the carrier is
// dropped. Unicode spells the rial sign with the Farsi yeh and gives the basmala
// no decomposition; both are written in Arabic letters, as CAMeL Tools does.
func letters(r rune) string {
	switch r {
	case rialSign:
		return "ريال"
	case basmala:
		return "بسم الله الرحمن الرحيم"
	}
	return strings.TrimLeft(norm.NFKC.String(string(r)), " \u0640")
}

// dropTatweel removes tatweel between two Arabic letters, marks between them
// notwithstanding. At a word's end (بـ, 1445هـ) and alone (a dash) it stays.
func dropTatweel(s string) string {
	if !strings.ContainsRune(s, tatweel) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	afterLetter := false
	for i, r := range s {
		switch {
		case r == tatweel:
			if afterLetter && letterFollows(s[i:]) {
				continue
			}
		case !isMark(r):
			afterLetter = IsLetter(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// letterFollows tells whether the next character of s but tatweel and marks is an
// Arabic letter.
func letterFollows(s string) bool {
	for _, r := range s {
		if r != tatweel && !isMark(r) {
			return IsLetter(r)
		}
	}
	return false
}
