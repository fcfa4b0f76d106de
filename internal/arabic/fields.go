package arabic

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fields yields what strings.Fields returns, the pieces of s between white space.
// That asks Unicode's tables about every Arabic letter; this tells by the first
// byte that a letter is none, which makes it several times as fast on Arabic.
func Fields(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := -1
		for i := 0; i < len(s); {
			n := spaceAt(s, i)
			switch {
			case n == 0:
				if start < 0 {
					start = i
				}
				n = 1
			case start >= 0:
				if !yield(s[start:i]) {
					return
				}
				start = -1
			}
			i += n
		}
		if start >= 0 {
			yield(s[start:])
		}
	}
}

// CountFields returns how many pieces Fields yields.
func CountFields(s string) int {
	n := 0
	for range Fields(s) {
		n++
	}
	return n
}

// OneLine returns s with a single space for every stretch of white space inside it
// and none around it; s itself where that is how it is.
func OneLine(s string) string {
	for i := 0; i < len(s); i++ {
		n := spaceAt(s, i)
		if n > 0 && (s[i] != ' ' || i == 0 || i+1 == len(s) || spaceAt(s, i+1) > 0) {
			return joined(s)
		}
	}
	return s
}

func joined(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for field := range Fields(s) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(field)
	}
	return b.String()
}

// spaceAt returns how many bytes of white space s has at i: 0 for any other
// character, and inside of one.
func spaceAt(s string, i int) int {
	switch c := s[i]; {
	case c == ' ' || c >= '\t' && c <= '\r':
		return 1
	case c == 0xc2 && i+1 < len(s) && (s[i+1] == 0x85 || s[i+1] == 0xa0):
		return 2
	case c >= 0xe1 && c <= 0xe3: // U+1680, U+2000 to U+205F, U+3000
		if r, n := utf8.DecodeRuneInString(s[i:]); unicode.IsSpace(r) {
			return n
		}
	}
	return 0
}
