package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// withMarks joins combining marks to the letters that they stand on. It takes
// glyphs in the order of their drawing and returns the letters in that order.
// Order tells more than place: a mark's origin may lie beside its letter.
func withMarks(glyphs []pdfGlyph) []pdfGlyph {
	bases := make([]int, len(glyphs)) // by mark
	before := -1
	for i, g := range glyphs {
		bases[i] = -1
		switch {
		case isMark(g):
			bases[i] = markBase(glyphs, i, before)
		case strings.TrimSpace(g.text) != "":
			before = i
		}
	}
	for i, base := range bases {
		if base >= 0 && len(glyphs[base].text) < 32 { // far more marks than any letter has
			glyphs[base].text += glyphs[i].text
		}
	}
	letters := glyphs[:0]
	for _, g := range glyphs {
		if !isMark(g) {
			letters = append(letters, g)
		}
	}
	return letters
}

func isMark(g pdfGlyph) bool {
	first, _ := utf8.DecodeRuneInString(g.text)
	return unicode.Is(unicode.Mn, first)
}

// markBase chooses between the letters drawn before and after the mark at i.
// Shapers reverse right-to-left text, so where it is drawn from left to right a
// mark comes before its letter; where it is drawn as it is read, after.
func markBase(glyphs []pdfGlyph, i, before int) int {
	after := i + 1
	for after < len(glyphs) && after < i+5 && (isMark(glyphs[after]) || strings.TrimSpace(glyphs[after].text) == "") {
		after++
	}
	if after >= len(glyphs) || !reaches(glyphs[after], glyphs[i]) {
		after = -1
	}
	if before >= 0 && !reaches(glyphs[before], glyphs[i]) {
		before = -1
	}
	if after >= 0 && (before < 0 || (rightToLeftMark(glyphs[i]) && glyphs[before].x0 < glyphs[after].x0)) {
		return after
	}
	return before
}

// reaches tells whether a letter is near enough to carry a mark.
func reaches(letter, mark pdfGlyph) bool {
	const reach = 0.5 // of the size, on every side
	x := (mark.x0 + mark.x1) / 2
	return !isMark(letter) && x > letter.x0-reach*mark.size && x < letter.x1+reach*mark.size &&
		max(letter.y-mark.y, mark.y-letter.y) < 1.5*mark.size
}

// rightToLeftMark knows the Arabic marks, U+0610 to U+06ED.
func rightToLeftMark(g pdfGlyph) bool {
	r, _ := utf8.DecodeRuneInString(g.text)
	return r >= 0x0610 && r <= 0x06ED
}
