package article

import (
	"cmp"
	"slices"
	"strings"
)

// pdfRow is a line of glyphs on one baseline, across all columns.
type pdfRow struct {
	words []pdfWord // from left to right
	y     float64
	size  float64 // the largest font size
}

// pdfWord is what stands between two gaps, its letters from left to right.
type pdfWord struct {
	letters []pdfGlyph
	x0, x1  float64
}

// Distances within a line, in parts of the font's size.
const (
	pdfSameLine = 0.45 // baselines nearer than this are one line (superscripts)
	pdfWordGap  = 0.20 // a gap without a space glyph; between joined letters it is 0
	pdfWideGap  = 0.70 // a gap that may part columns or cells
	pdfWidest   = 1.50 // a gap that hardly is a justified line's space
)

// pdfRows groups a page's glyphs into lines from top to bottom.
func pdfRows(glyphs []pdfGlyph) []pdfRow {
	glyphs = withMarks(glyphs)
	slices.SortStableFunc(glyphs, func(a, b pdfGlyph) int { return cmp.Compare(b.y, a.y) })
	var rows []pdfRow
	for start := 0; start < len(glyphs); {
		end, size := start+1, glyphs[start].size
		for end < len(glyphs) && glyphs[start].y-glyphs[end].y < pdfSameLine*max(size, glyphs[end].size) {
			size = max(size, glyphs[end].size)
			end++
		}
		if row := newPDFRow(glyphs[start:end], size); len(row.words) > 0 {
			rows = append(rows, row)
		}
		start = end
	}
	return rows
}

// newPDFRow splits one line's letters into words. They are sorted by their
// middles, for letters may overlap.
func newPDFRow(letters []pdfGlyph, size float64) pdfRow {
	slices.SortStableFunc(letters, func(a, b pdfGlyph) int { return cmp.Compare(a.x0+a.x1, b.x0+b.x1) })
	row := pdfRow{size: size}
	open := false
	for i, g := range letters {
		if strings.TrimSpace(g.text) == "" {
			open = false
			continue
		}
		if i > 0 && sameGlyphTwice(letters[i-1], g) {
			continue
		}
		if n := len(row.words) - 1; open && g.x0-row.words[n].x1 <= pdfWordGap*g.size {
			row.words[n].letters = append(row.words[n].letters, g)
			row.words[n].x1 = max(row.words[n].x1, g.x1)
		} else {
			row.words = append(row.words, pdfWord{[]pdfGlyph{g}, g.x0, g.x1})
		}
		open = true
		row.y = g.y
	}
	return row
}

// sameGlyphTwice tells bold type made by drawing a letter twice.
func sameGlyphTwice(a, b pdfGlyph) bool {
	return a.text == b.text && b.x0-a.x0 < 0.1*(b.x1-b.x0) && max(a.y-b.y, b.y-a.y) < 0.1*b.size
}
