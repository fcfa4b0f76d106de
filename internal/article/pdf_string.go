package article

import (
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// literal reads a string in parentheses, after the opening one (ISO 32000-1,
// 7.3.4.2).
func (l *pdfLexer) literal() string {
	var s []byte
	for nested := 0; l.pos < len(l.data); {
		c := l.data[l.pos]
		l.pos++
		switch c {
		case '(':
			nested++
		case ')':
			if nested--; nested < 0 {
				return string(s)
			}
		case '\\':
			s = l.escape(s)
			continue
		}
		s = append(s, c)
	}
	return string(s)
}

// escape appends what stands after a backslash.
func (l *pdfLexer) escape(s []byte) []byte {
	c := l.at(0)
	l.pos++
	switch c {
	case 'n':
		return append(s, '\n')
	case 'r':
		return append(s, '\r')
	case 't':
		return append(s, '\t')
	case 'b':
		return append(s, '\b')
	case 'f':
		return append(s, '\f')
	case '\n':
		return s
	case '\r':
		if l.at(0) == '\n' {
			l.pos++
		}
		return s
	}
	if c < '0' || c > '7' {
		return append(s, c)
	}
	n := c - '0'
	for i := 0; i < 2 && l.at(0) >= '0' && l.at(0) <= '7'; i++ {
		n = n<<3 + l.at(0) - '0'
		l.pos++
	}
	return append(s, n)
}

// hex reads a string of hex digits, after the opening angle bracket.
func (l *pdfLexer) hex() string {
	var s []byte
	var high byte
	odd := false
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		digit := strings.IndexByte("0123456789abcdef", c|0x20)
		if digit < 0 || (c < '0') {
			continue
		}
		if odd {
			s = append(s, high<<4|byte(digit))
		}
		high, odd = byte(digit), !odd
	}
	if odd {
		s = append(s, high<<4)
	}
	return string(s)
}

// pdfText decodes a text string: UTF-16 or UTF-8 with a byte order mark, else
// PDFDocEncoding, which Windows-1252 is near enough to (ISO 32000-2, 7.9.2.2).
func pdfText(s string) string {
	if rest, ok := strings.CutPrefix(s, "\xFE\xFF"); ok {
		return utf16BE(rest)
	}
	if rest, ok := strings.CutPrefix(s, "\xEF\xBB\xBF"); ok {
		return strings.ToValidUTF8(rest, "\uFFFD")
	}
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(charmap.Windows1252.DecodeByte(s[i]))
	}
	return b.String()
}

// utf16BE decodes big-endian UTF-16; a lone last byte is left out.
func utf16BE(s string) string {
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	return string(utf16.Decode(units))
}
