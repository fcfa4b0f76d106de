package arabic

import (
	"strings"
	"unicode/utf8"
)

// Safe removes only what can harm a terminal or a file of text: bytes that are
// not UTF-8 become U+FFFD; controls other than \n and \t, directional embeddings,
// overrides and isolates, and the invisible tag characters go; other line
// separators become \n.
func Safe(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, replacement)
	}
	if scan(s)&toMap == 0 {
		return s
	}
	return mapRunes(s, func(b *strings.Builder, r rune) {
		if r == '\u0085' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f' {
			b.WriteByte('\n')
		} else if !unsafeRune(r) {
			b.WriteRune(r)
		}
	})
}

// unsafeRune tells whether r can act on a terminal, or hide text from its reader:
// controls, directional embeddings and isolates, annotation and tag characters.
func unsafeRune(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\n' && r != '\t'
	case r < 0xa0:
		return r >= 0x7f
	case r >= 0x202a && r <= 0x202e, r >= 0x2065 && r <= 0x206f:
		return true
	case r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe007f:
		return true
	}
	return false
}
