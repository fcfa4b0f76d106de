package arabic

import "unicode/utf8"

// lexeme is a word or a run of digits as the number reader sees it.
type lexeme struct {
	start, end int
	class      class
	value      int16
	clitics    Clitics
	gap        byte      // the last mark between it and the lexeme before, 0 for none
	run        *DigitRun // of digits only
	inWord     bool      // digits inside a Latin word: H1N1, ACE2
}

// lex reads the lexemes of text.
func lex(text string) []lexeme {
	table := wordTable()
	out := make([]lexeme, 0, len(text)/9+4)
	var buf [maxWord]byte
	var gap byte
	for i := 0; i < len(text); {
		if IsDigit(text, i) {
			run := ReadDigits(text, i, true)
			out = append(out, lexeme{start: i, end: run.End, class: digits, gap: gap, run: &run})
			gap, i = 0, run.End
			continue
		}
		w, next := readWord(text, i, buf[:0])
		if w.End == w.Start {
			gap = mark(text, i, gap)
			i = next
			continue
		}
		l := lexeme{start: w.Start, end: w.End, gap: gap}
		if w.Latin {
			out = append(out, l)
			out = lexInside(out, text, l)
		} else {
			m, c, _ := Find(table, w.Folded)
			l.class, l.value, l.clitics = m.class, m.value, c
			out = append(out, l)
		}
		gap, i = 0, next
	}
	return out
}

// lexInside adds the digits of a Latin word.
func lexInside(out []lexeme, text string, w lexeme) []lexeme {
	for i := w.start; i < w.end; {
		if !IsDigit(text, i) {
			i++
			continue
		}
		value, _, next := readDigits(text, i)
		run := DigitRun{Value: Decimal(value, 0), End: next}
		out = append(out, lexeme{start: i, end: next, class: digits, gap: '?', run: &run, inWord: true})
		i = next
	}
	return out
}

// mark returns the mark at text[i:] as a byte, or gap for a space.
func mark(text string, i int, gap byte) byte {
	c := text[i]
	switch {
	case c == ' ' || c == '\t' || c == '\n':
		return gap
	case c < utf8.RuneSelf:
		return c
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	switch r {
	case '–', '—', '−', '‑', tatweel:
		return '-'
	case '٪':
		return '%'
	case '\u00a0', '\u202f', '\u200f', '\u200e', '\u200b', '\ufeff':
		return gap
	}
	return ','
}
