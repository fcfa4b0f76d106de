package article

import (
	"cmp"
	"slices"
)

// pdfLine is a line of one column, in reading order.
type pdfLine struct {
	words  []pdfWord
	text   string
	page   int
	column int // counts up over the document; lines of one column are together
	table  bool
	x0, x1 float64
	y      float64
	size   float64
}

// pdfGutter is an empty stripe between two columns or cells, from one row on.
type pdfGutter struct {
	x0, x1      float64
	end         int // the row after its last
	left, right int // rows with text on each side
}

// pdfColumns puts rows into reading order.
type pdfColumns struct {
	rtl    bool
	column int // the number of the last column
	work   *pdfWork
}

// lines puts rows, from top to bottom, into reading order: rows across the page
// as they stand, side-by-side columns one after the other, the right one first
// if the text runs from right to left.
func (c *pdfColumns) lines(rows []pdfRow, depth int) []pdfLine {
	var lines []pdfLine
	c.column++
	for i := 0; i < len(rows); {
		g := c.bestGutter(rows, i)
		if g.end == 0 || depth > 4 { // newspapers have six columns at most
			lines = append(lines, rowLine(rows[i], c.column))
			i++
			continue
		}
		lines = append(lines, c.band(rows[i:g.end], g, depth)...)
		i = g.end
	}
	return lines
}

// band puts rows with a gutter into order: columns of text, or a table.
func (c *pdfColumns) band(rows []pdfRow, g pdfGutter, depth int) []pdfLine {
	first, second := splitRows(rows, g)
	if !runningText(first) || !runningText(second) {
		var lines []pdfLine
		for _, r := range rows {
			line := rowLine(r, c.column)
			line.table = len(rowCells(r)) > 1
			lines = append(lines, line)
		}
		return lines
	}
	if c.rtl {
		first, second = second, first
	}
	lines := c.lines(first, depth+1)
	lines = append(lines, c.lines(second, depth+1)...)
	c.column++
	return lines
}

func rowLine(r pdfRow, column int) pdfLine {
	return pdfLine{
		words: r.words, column: column, y: r.y, size: r.size,
		x0: r.words[0].x0, x1: r.words[len(r.words)-1].x1,
	}
}

// bestGutter finds the gutter from row i on that parts most rows, or none. Four
// lines on each side make columns; two do if the gap is too wide for a space.
func (c *pdfColumns) bestGutter(rows []pdfRow, i int) pdfGutter {
	var best pdfGutter
	for _, gap := range gutterStarts(rows, i) {
		g := c.followGutter(rows, i, gap)
		both := min(g.left, g.right)
		wide := g.x1-g.x0 >= pdfWidest*rows[i].size
		if (both >= 4 || (wide && both >= 2)) && both > min(best.left, best.right) {
			best = g
		}
	}
	return best
}

// gutterStarts lists the wide gaps of a row and of the next, and the gap between
// the two if they stand side by side: columns need not share their baselines.
func gutterStarts(rows []pdfRow, i int) []pdfGutter {
	r := rows[i]
	var gaps []pdfGutter
	for _, row := range rows[i:min(i+2, len(rows))] {
		for j := 1; j < len(row.words); j++ {
			gaps = append(gaps, pdfGutter{x0: row.words[j-1].x1, x1: row.words[j].x0})
		}
	}
	if i+1 < len(rows) {
		next := rows[i+1]
		gaps = append(gaps, pdfGutter{x0: r.right(), x1: next.left()}, pdfGutter{x0: next.right(), x1: r.left()})
	}
	return slices.DeleteFunc(gaps, func(g pdfGutter) bool { return g.x1-g.x0 < pdfWideGap*r.size })
}

func (r pdfRow) left() float64  { return r.words[0].x0 }
func (r pdfRow) right() float64 { return r.words[len(r.words)-1].x1 }

// followGutter follows a gap downwards as far as it stays open. It ends where
// only one column goes on after more than a line's distance.
func (c *pdfColumns) followGutter(rows []pdfRow, i int, g pdfGutter) pdfGutter {
	lastLeft, lastRight := rows[i].y, rows[i].y
	for k := i; k < len(rows); k++ {
		r := rows[k]
		c.work.spend(len(r.words))
		inner, ok := narrowed(g, r)
		if !ok || (k > i && c.leavesColumns(rows, i, k, g)) {
			return g
		}
		g.x0, g.x1 = inner.x0, inner.x1
		onLeft, onRight := r.left() < g.x0, r.right() > g.x1
		step := 0.0
		if onLeft {
			g.left++
			step, lastLeft = lastLeft-r.y, r.y
		}
		if onRight {
			g.right++
			step, lastRight = max(step, lastRight-r.y), r.y
		}
		if (onLeft && onRight) || step <= 2.2*r.size {
			g.end = k + 1
		} else if k > i && (rows[k-1].left() < g.x0) != onLeft {
			g.end = k + 1
		}
	}
	return g
}

// leavesColumns tells whether the columns that begin at row i end above row k:
// after a wide step there stand lines that do not run on in columns. These are
// table rows, with a cell of one word on either side, and a heading over text
// across the page.
func (c *pdfColumns) leavesColumns(rows []pdfRow, i, k int, g pdfGutter) bool {
	step := func(k int) float64 { return (rows[k-1].y - rows[k].y) / max(rows[k-1].size, rows[k].size) }
	if step(k) <= 1.8 {
		return false
	}
	if step(k) > 6 {
		return true
	}
	c.work.spend(k - i)
	left, right := splitRows(rows[i:k], g)
	if !runningText(left) || !runningText(right) {
		return false
	}
	end := k + 1
	for end < len(rows) && step(end) <= 1.8 {
		end++
	}
	if end < len(rows) && end-k <= 2 {
		if _, open := narrowed(g, rows[end]); !open {
			return true
		}
	}
	left, right = splitRows(rows[k:end], g)
	return len(left) == end-k && len(right) == end-k &&
		(countWords(left) < 2*len(left) || countWords(right) < 2*len(right))
}

// narrowed trims a gutter to what a row leaves open of it.
func narrowed(g pdfGutter, r pdfRow) (pdfGutter, bool) {
	for _, w := range r.words {
		switch {
		case w.x1 <= g.x0 || w.x0 >= g.x1:
		case w.x0 <= g.x0:
			g.x0 = w.x1
		default:
			g.x1 = w.x0
		}
		if g.x1-g.x0 < pdfWideGap*r.size {
			return g, false
		}
	}
	return g, true
}

// splitRows parts a band at its gutter.
func splitRows(band []pdfRow, g pdfGutter) (left, right []pdfRow) {
	for _, r := range band {
		at, _ := slices.BinarySearchFunc(r.words, g.x1, func(w pdfWord, x float64) int { return cmp.Compare(w.x0, x) })
		if at > 0 {
			left = append(left, pdfRow{words: r.words[:at:at], y: r.y, size: r.size})
		}
		if at < len(r.words) {
			right = append(right, pdfRow{words: r.words[at:], y: r.y, size: r.size})
		}
	}
	return left, right
}

// runningText tells a column of text from a column of a table: its lines hold
// three words and more.
func runningText(rows []pdfRow) bool {
	return len(rows) >= 3 && countWords(rows) >= 3*len(rows)
}

func countWords(rows []pdfRow) int {
	n := 0
	for _, r := range rows {
		n += len(r.words)
	}
	return n
}

// rowCells parts a table's row at its wide gaps, from left to right.
func rowCells(r pdfRow) [][]pdfWord {
	var cells [][]pdfWord
	for j, w := range r.words {
		if j == 0 || w.x0-r.words[j-1].x1 >= pdfWideGap*r.size {
			cells = append(cells, nil)
		}
		cells[len(cells)-1] = append(cells[len(cells)-1], w)
	}
	return cells
}
