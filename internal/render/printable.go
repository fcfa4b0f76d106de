package render

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable removes what could steer a terminal or hide text from a reader:
// control characters but line feeds and tabs, and bidirectional overrides. A
// model's answer and a file's name may hold either. Isolates and marks, which
// only order mixed text, stay.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unprintable(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}

func unprintable(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r >= 0x202A && r <= 0x202E:
		return true
	}
	return unicode.IsControl(r)
}

// Line is Printable on one line, for names and messages.
func Line(s string) string { return strings.Join(strings.Fields(Printable(s)), " ") }
