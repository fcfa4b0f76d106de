package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"

	"mujaz/internal/arabic"
)

// bidiPiece is a letter with its marks, or the space between two words.
type bidiPiece struct {
	text  string
	class bidi.Class
}

// logicalText turns words as they stand from left to right into the order they
// are read in: the Unicode Bidirectional Algorithm (UAX #9) backwards. rightward
// tells that most of the document runs from right to left, mirror that brackets
// in such text are recorded as they look.
func logicalText(words []pdfWord, rightward, mirror bool) string {
	pieces := bidiPieces(words)
	rtl, ltr := 0, 0
	for _, p := range pieces {
		switch p.class {
		case bidi.R, bidi.AL:
			rtl++
		case bidi.L:
			ltr++
		}
	}
	if rtl == 0 && (ltr > 0 || !hasArabicDigits(pieces)) {
		return joinPieces(pieces)
	}
	if !rightward && ltr >= rtl {
		return joinPieces(turnRightRuns(pieces, mirror))
	}
	turnRun(pieces, mirror)
	return joinPieces(pieces)
}

func hasArabicDigits(pieces []bidiPiece) bool {
	return slices.ContainsFunc(pieces, func(p bidiPiece) bool { return p.class == bidi.AN })
}

// turnRightRuns turns round the right-to-left runs of left-to-right text.
func turnRightRuns(pieces []bidiPiece, mirror bool) []bidiPiece {
	for i := 0; i < len(pieces); {
		end := rightRun(pieces, i)
		turnRun(pieces[i:end], mirror)
		i = max(end, i+1)
	}
	return pieces
}

// turnRun puts a piece of right-to-left text into the order it is read in.
func turnRun(pieces []bidiPiece, mirror bool) {
	slices.Reverse(pieces)
	for i := 0; i < len(pieces); {
		end := leftRun(pieces, i)
		slices.Reverse(pieces[i:end])
		if end == i && mirror {
			pieces[i].text = mirrored(pieces[i].text)
		}
		i = max(end, i+1)
	}
}

// rightRun returns the end of the right-to-left run that starts at i, or i.
func rightRun(pieces []bidiPiece, i int) int {
	end := i
	for j := i; j < len(pieces) && pieces[j].class != bidi.L && pieces[j].class != bidi.EN; j++ {
		if c := pieces[j].class; c == bidi.R || c == bidi.AL || c == bidi.AN {
			end = j + 1
		} else if end == i {
			break
		}
	}
	return end
}

// leftRun returns the end of the left-to-right run that starts at i, or i. The
// pieces are in the line's order from right to left, so a run is still reversed:
// its last piece is read first.
func leftRun(pieces []bidiPiece, i int) int {
	end := i
	for j := i; j < len(pieces); j++ {
		switch c := pieces[j].class; {
		case c == bidi.R || c == bidi.AL:
			return end
		case c == bidi.L || c == bidi.EN || c == bidi.AN:
			if end > i && !joined(pieces, end-1, j) {
				return end
			}
			end = j + 1
		case end == i && !leadsRun(pieces, i, j):
			return bracketedRun(pieces, i)
		}
	}
	return end
}

// leadsRun tells whether the piece at j, the first of a run at i, is a percent
// sign drawn to the right of its number, as it is where no Arabic letter stands
// before the number (W5).
func leadsRun(pieces []bidiPiece, i, j int) bool {
	if j > i || j+1 >= len(pieces) || (pieces[j].text != "%" && pieces[j].text != "٪") {
		return false
	}
	next := pieces[j+1].class
	return (next == bidi.EN || next == bidi.AN) && (i == 0 || pieces[i-1].class == bidi.WS)
}

// bracketedRun returns the end of the run that a closing bracket at i belongs to
// because the run holds its opening one (N0), or i.
func bracketedRun(pieces []bidiPiece, i int) int {
	if pieces[i].text != ")" || i+1 >= len(pieces) || pieces[i+1].class != bidi.L {
		return i
	}
	end := leftRun(pieces, i+1)
	open := 0
	for _, p := range pieces[i+1 : end] {
		switch p.text {
		case "(":
			open++
		case ")":
			open--
		}
	}
	if open != 1 {
		return i
	}
	return end
}

// joined tells whether two left-to-right pieces, at a < b in reversed order and
// with nothing but neutrals between, belong to one run.
func joined(pieces []bidiPiece, a, b int) bool {
	first, second := pieces[b].class, pieces[a].class // in reading order
	between := pieces[a+1 : b]
	switch {
	case len(between) == 0:
		return true
	case first == bidi.L:
		return second != bidi.AN // W7: a number after Latin letters is Latin
	case second == bidi.L:
		return false // N1: a number before Latin letters counts as right to left
	}
	// W4: one common separator between two digits, as in 1,234 and 10:30. A
	// hyphen joins European digits only, and after Arabic letters (W2) there are
	// none.
	return len(between) == 1 && first == second && between[0].class == bidi.CS && between[0].text != " "
}

// bidiPieces lists the letters from left to right with a space between words.
func bidiPieces(words []pdfWord) []bidiPiece {
	var pieces []bidiPiece
	for i, w := range words {
		if i > 0 {
			pieces = append(pieces, bidiPiece{" ", bidi.WS})
		}
		for _, g := range w.letters {
			text := plainLetters(g.text)
			class := bidi.ON
			for _, r := range text {
				p, _ := bidi.LookupRune(r)
				if class = p.Class(); class != bidi.NSM {
					break
				}
			}
			if text != "" {
				pieces = append(pieces, bidiPiece{text, class})
			}
		}
	}
	return pieces
}

// plainLetters turns presentation forms into letters. A glyph of alef and lam
// in this order is the lam-alef ligature recorded as it looks: no font joins an
// alef to what follows.
func plainLetters(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == 0xFDFC: // the rial sign decomposes to a Persian spelling
			b.WriteString("ريال")
		case r >= 0xFE70 && r <= 0xFE7F: // marks decompose to a space and the mark
			b.WriteString(strings.TrimLeft(norm.NFKC.String(string(r)), " "))
		case r >= 0xFB50 && r <= 0xFEFC && r != 0xFD3E && r != 0xFD3F:
			b.WriteString(norm.NFKC.String(string(r)))
		case unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
		default:
			b.WriteRune(r)
		}
	}
	runes := []rune(b.String())
	if len(runes) == 2 && strings.ContainsRune("اأإآ", runes[0]) && runes[1] == 'ل' {
		return string([]rune{runes[1], runes[0]})
	}
	return string(runes)
}

// mirrored returns a bracket's counterpart, or the text itself.
func mirrored(text string) string {
	const pairs = "()[]{}<>«»‹›"
	r, size := utf8.DecodeRuneInString(text)
	for i, p := range []rune(pairs) {
		if p == r {
			return string([]rune(pairs)[i^1]) + text[size:]
		}
	}
	return text
}

// joinPieces joins pieces in reading order. Arabic prefixes join the Latin word
// after them, but no Latin word joins an Arabic one after it: there a file left
// the space out, because it draws the words apart.
func joinPieces(pieces []bidiPiece) string {
	var b strings.Builder
	for i, p := range pieces {
		if i > 0 && p.class == bidi.AL && pieces[i-1].class == bidi.L {
			b.WriteByte(' ')
		}
		b.WriteString(p.text)
	}
	return arabic.OneLine(b.String())
}

// bracketScore counts brackets that close what was opened, less those that do
// not: it tells which way round a file records brackets.
func bracketScore(text string) int {
	score, open := 0, 0
	for _, r := range text {
		switch r {
		case '(', '[', '«':
			open++
		case ')', ']', '»':
			if open > 0 {
				open--
				score++
			} else {
				score--
			}
		}
	}
	return score
}
