package check

import (
	"strings"
	"unicode/utf8"

	"mujaz/internal/arabic"
)

// lexeme is a word or a run of digits of an English text.
type lexeme struct {
	start, end int
	class      class
	value      int16
	upper      bool             // begins with a capital
	inWord     bool             // digits in a word that begins with a letter
	gap        byte             // the last mark between it and the lexeme before, 0 for none
	run        *arabic.DigitRun // of digits only
}

func englishLex(text string) []lexeme {
	table := englishTable()
	out := make([]lexeme, 0, len(text)/5+4)
	var gap byte
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case arabic.IsDigit(text, i):
			run := arabic.ReadDigits(text, i, false)
			out = append(out, lexeme{start: i, end: run.End, class: digits, gap: gap, run: &run})
			gap, i = 0, run.End
		case isLatin(c):
			l := readEnglish(text, i, table)
			l.gap, gap = gap, 0
			out = append(out, l)
			out = digitsInside(out, text, l)
			i = l.end
		default:
			gap, i = markAt(text, i, gap)
		}
	}
	return out
}

// isLatin tells whether a byte is a letter; a byte of Latin-1 or Latin Extended-A
// letters (é, ş) is one.
func isLatin(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0xc3 && c <= 0xc5
}

// readEnglish reads the word at text[i:], digits after its first letter included.
func readEnglish(text string, i int, table map[string]meaning) lexeme {
	var buf [16]byte
	l := lexeme{start: i, upper: text[i] < 'a'}
	n, numeral := 0, true
	for i < len(text) && (isLatin(text[i]) || text[i] >= '0' && text[i] <= '9' && !isCurrencyCode(text[l.start:i])) {
		size := 1
		if text[i] >= utf8.RuneSelf {
			size = 2
		}
		numeral = numeral && (text[i] == 'I' || text[i] == 'V' || text[i] == 'X')
		if n < len(buf) {
			buf[n] = text[i] | 0x20
		}
		n++
		i = min(i+size, len(text))
	}
	l.end = i
	if start := l.start; start > 0 && text[start-1] == '(' && n < 6 && strings.Trim(text[start:i], "ivx") == "" { // (iii)
		l.class, l.value = roman, romanValue(strings.ToUpper(text[start:i]))
		return l
	}
	if n <= len(buf) {
		m := table[string(buf[:n])]
		l.class, l.value = m.class, m.value
	}
	if numeral {
		l.class, l.value = roman, romanValue(text[l.start:l.end])
	}
	return l
}

// isCurrencyCode tells whether s is written right before an amount: SR1,500.
func isCurrencyCode(s string) bool {
	switch s {
	case "SR", "SAR", "USD", "US", "EUR", "GBP", "EGP", "LE", "AED", "QAR", "KWD", "JOD", "NIS", "ILS", "Rs":
		return true
	}
	return false
}

func romanValue(s string) (n int16) {
	value := func(c byte) int16 {
		switch c {
		case 'I':
			return 1
		case 'V':
			return 5
		}
		return 10
	}
	for i := range len(s) {
		v := value(s[i])
		if i+1 < len(s) && value(s[i+1]) > v {
			v = -v
		}
		n += v
	}
	return n
}

func digitsInside(out []lexeme, text string, w lexeme) []lexeme {
	for i := w.start; i < w.end; {
		if text[i] < '0' || text[i] > '9' {
			i++
			continue
		}
		n, start := int64(0), i
		for ; i < w.end && text[i] >= '0' && text[i] <= '9'; i++ {
			if i-start < 18 {
				n = n*10 + int64(text[i]-'0')
			}
		}
		run := arabic.DigitRun{Value: arabic.Decimal(n, 0), End: i}
		out = append(out, lexeme{start: start, end: i, class: digits, gap: '?', run: &run, inWord: true})
	}
	return out
}

// markAt returns the mark at text[i:], gap for a space, and the byte after it.
func markAt(text string, i int, gap byte) (byte, int) {
	c := text[i]
	switch {
	case c == ' ' || c == '\t' || c == '\n':
		return gap, i + 1
	case c < utf8.RuneSelf:
		return c, i + 1
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	switch r {
	case '–', '—', '‑', '−':
		return '-', i + size
	case '\u00a0', '\u202f', '\u200b':
		return gap, i + size
	}
	return ',', i + size
}
