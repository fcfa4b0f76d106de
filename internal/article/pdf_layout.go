package article

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// pdfLayout is what a document's lines have in common.
type pdfLayout struct {
	rtl   bool
	size  float64 // of the body's font
	pitch float64 // from one line of a paragraph to the next
	// left and right are the columns' edges.
	left, right map[int]float64
}

// pdfLines reads all pages into lines, in order. Pages are laid out one by one,
// so a book's glyphs are never in memory together.
func (f *pdfFile) pdfLines(limit int) []pdfLine {
	painter := &pdfPainter{file: f, fonts: make(map[pdfRef]*pdfFont)}
	order := &pdfColumns{work: &f.work}
	var lines []pdfLine
	var plain []string // the lines' texts, had the file recorded brackets as they are read
	arabic, other, score := 0, 0, 0
	for i, page := range f.pages(limit) {
		rows := pdfRows(painter.pageGlyphs(page))
		for _, r := range rows {
			for _, w := range r.words {
				n := arabicLetters(w)
				arabic, other = arabic+n, other+len(w.letters)-n
			}
		}
		order.rtl = arabic > other
		for _, line := range order.lines(rows, 0) {
			line.page = i
			line.text = lineText(line, order.rtl, true)
			plain = append(plain, lineText(line, order.rtl, false))
			score += bracketScore(line.text) - bracketScore(plain[len(plain)-1])
			line.words = nil
			lines = append(lines, line)
		}
	}
	if score < 0 {
		for i := range lines {
			lines[i].text = plain[i]
		}
	}
	return lines
}

func arabicLetters(w pdfWord) int {
	n := 0
	for _, g := range w.letters {
		for _, r := range g.text {
			if unicode.Is(unicode.Arabic, r) {
				n++
				break
			}
		}
	}
	return n
}

// lineText returns a line's text, the cells of a table's row joined by " | ".
func lineText(l pdfLine, rtl, mirror bool) string {
	if !l.table {
		return logicalText(l.words, rtl, mirror)
	}
	var cells []string
	for _, cell := range rowCells(pdfRow{words: l.words, size: l.size}) {
		cells = append(cells, logicalText(cell, rtl, mirror))
	}
	if rtl {
		slices.Reverse(cells)
	}
	return joinCells(cells)
}

// newPDFLayout measures the lines.
func newPDFLayout(lines []pdfLine) pdfLayout {
	lay := pdfLayout{left: make(map[int]float64), right: make(map[int]float64)}
	arabic := 0
	sizes := make(map[float64]int)
	for _, l := range lines {
		sizes[l.size] += len(l.text)
		left, seen := lay.left[l.column]
		if !seen || l.x0 < left {
			lay.left[l.column] = l.x0
		}
		if !seen || l.x1 > lay.right[l.column] {
			lay.right[l.column] = l.x1
		}
		for _, r := range l.text {
			if unicode.Is(unicode.Arabic, r) {
				arabic++
			} else if unicode.IsLetter(r) {
				arabic--
			}
		}
	}
	lay.rtl = arabic > 0
	most := -1
	for size, n := range sizes {
		if n > most || (n == most && size < lay.size) {
			lay.size, most = size, n
		}
	}
	lay.pitch = linePitch(lines, lay.size)
	return lay
}

// linePitch is the median distance between lines of the body, at least the size
// of its font.
func linePitch(lines []pdfLine, size float64) float64 {
	var steps []float64
	for i := 1; i < len(lines); i++ {
		a, b := lines[i-1], lines[i]
		if a.column == b.column && a.size == size && b.size == size && a.y > b.y && a.y-b.y < 4*size {
			steps = append(steps, a.y-b.y)
		}
	}
	if len(steps) == 0 {
		return 1.2 * size
	}
	slices.Sort(steps)
	return max(steps[len(steps)/2], size)
}

// starts tells whether cur begins a new block after prev.
func (lay pdfLayout) starts(prev, cur pdfLine) bool {
	switch {
	case prev.table || cur.table, bulletText(cur.text) != cur.text,
		max(prev.size, cur.size) > 1.12*min(prev.size, cur.size):
		return true
	case prev.column != cur.column:
		return endsSentence(prev.text) || lay.room(prev) > lay.firstWord(cur)
	case prev.y-cur.y > 1.35*max(lay.pitch, 1.1*cur.size):
		return true
	case lay.indent(cur) > 0.8*cur.size && lay.indent(prev) < 0.4*cur.size:
		return true
	}
	return lay.room(prev) > lay.firstWord(cur)
}

// room is the free space at a line's end.
func (lay pdfLayout) room(l pdfLine) float64 {
	if lay.rtl {
		return l.x0 - lay.left[l.column]
	}
	return lay.right[l.column] - l.x1
}

// indent is the free space at a line's start.
func (lay pdfLayout) indent(l pdfLine) float64 {
	if lay.rtl {
		return lay.right[l.column] - l.x1
	}
	return l.x0 - lay.left[l.column]
}

// firstWord is the room that a line's first word would have needed on the line
// before: had it fitted, the line was broken on purpose. Two sizes of slack
// allow for ragged and centred lines.
func (lay pdfLayout) firstWord(l pdfLine) float64 {
	word, _, _ := strings.Cut(l.text, " ")
	share := float64(len(word)+1) / float64(len(l.text)+1)
	return share*(l.x1-l.x0) + 2*l.size
}

// endsSentence tells whether a line ends with a final mark.
func endsSentence(text string) bool {
	text = strings.TrimRight(text, "\"”»’') ")
	return text == "" || strings.ContainsRune(".!?؟…:۔", []rune(text)[len([]rune(text))-1])
}

// bulletText returns the text after a bullet, or the text itself.
func bulletText(text string) string {
	for _, bullet := range []string{"•", "▪", "◦", "●", "○", "‣", "\uf0b7", "■", "- ", "– "} {
		if rest, ok := strings.CutPrefix(text, bullet); ok && strings.TrimSpace(rest) != "" {
			return strings.TrimSpace(rest)
		}
	}
	return text
}

// headingSizes lists the font sizes that are clearly larger than the body's,
// the largest first.
func (lay pdfLayout) headingSizes(lines []pdfLine) []float64 {
	var sizes []float64
	for _, l := range lines {
		if l.size >= 1.15*lay.size && !slices.Contains(sizes, l.size) && len(sizes) < 64 {
			sizes = append(sizes, l.size)
		}
	}
	slices.SortFunc(sizes, func(a, b float64) int { return cmp.Compare(b, a) })
	return sizes
}
