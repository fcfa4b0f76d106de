package wire

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark is a mark found in an answer.
type mark struct {
	start, end int   // byte offsets of the brackets
	numbers    []int // as listed, ranges spelt out
	pilcrow    bool  // written with ¶
	lineStart  bool  // nothing but decoration stands before it on its line
}

// maxRange bounds what [¶1-900000] may be spelt out to; no request has so many
// units.
const maxRange = 2000

// closers pairs the brackets that models use for marks.
var closers = map[rune]rune{'[': ']', '【': '】', '［': '］', '〔': '〕'}

// findMarks returns the marks of an answer in order: [¶3], [¶٣], [¶ 1],
// [¶1-3], [¶1, ¶3], [¶1،3], 【¶1】. Numbers without a ¶ count where no ¶ came at
// all, for models that cannot write the sign.
func findMarks(s string) []mark {
	var found []mark
	withPilcrow := false
	lineStart := true
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if m, ok := readMark(s, i, r); ok {
			m.lineStart = lineStart
			withPilcrow = withPilcrow || m.pilcrow
			found = append(found, m)
			i, lineStart = m.end, false
			continue
		}
		switch {
		case r == '\n':
			lineStart = true
		case !decoration(r):
			lineStart = false
		}
		i += size
	}
	if !withPilcrow {
		return found
	}
	kept := found[:0]
	for _, m := range found {
		if m.pilcrow {
			kept = append(kept, m)
		}
	}
	return kept
}

// decoration tells what models put before a mark at a line's start: space,
// emphasis, bullets, quotation and heading signs, directional controls.
func decoration(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("*_#>-•`\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff", r)
}

// readMark reads a mark whose bracket r stands at s[i].
func readMark(s string, i int, r rune) (mark, bool) {
	closer, ok := closers[r]
	if !ok {
		return mark{}, false
	}
	m := mark{start: i}
	i += utf8.RuneLen(r)
	number, haveNumber, from := 0, false, -1
	take := func() {
		if haveNumber {
			m.numbers = appendRange(m.numbers, from, number)
		}
		number, haveNumber, from = 0, false, -1
	}
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == closer:
			take()
			m.end = i
			return m, len(m.numbers) > 0
		case r == '¶' || r == '§':
			m.pilcrow = m.pilcrow || r == '¶'
		case digit(r) >= 0:
			number, haveNumber = number*10+digit(r), true
			if number > 1_000_000 {
				return mark{}, false
			}
		case strings.ContainsRune("-–—‑", r) && haveNumber:
			from, number, haveNumber = number, 0, false
		case strings.ContainsRune(",،;؛", r):
			take()
		case r == ' ' || r == '\u00a0' || r == '\u200f' || r == '\u200e':
		default:
			return mark{}, false
		}
	}
	return mark{}, false
}

func appendRange(numbers []int, from, to int) []int {
	if from < 0 || from > to || to-from > maxRange {
		from = to
	}
	for n := from; n <= to; n++ {
		numbers = append(numbers, n)
	}
	return numbers
}

// digit returns the value of a European, Arabic-Indic or Persian digit, or -1.
func digit(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= '٠' && r <= '٩':
		return int(r - '٠')
	case r >= '۰' && r <= '۹':
		return int(r - '۰')
	}
	return -1
}
