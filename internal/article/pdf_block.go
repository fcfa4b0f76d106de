package article

import (
	"slices"
	"strings"
	"unicode"
)

// pdfBlocks joins lines into blocks.
func pdfBlocks(lines []pdfLine) []Block {
	lay := newPDFLayout(lines)
	sizes := lay.headingSizes(lines)
	var blocks []Block
	for start := 0; start < len(lines); {
		end := start + 1
		for end < len(lines) && !lay.starts(lines[end-1], lines[end]) {
			end++
		}
		if b := pdfBlock(lines[start:end], sizes); b.Text != "" {
			b.Tight = start > 0 && lines[start].table && lines[start-1].table
			blocks = append(blocks, b)
		}
		start = end
	}
	return blocks
}

// pdfBlock makes a block of lines that belong together. Large type is a heading
// while it is short: 30 words are more than any headline has.
func pdfBlock(lines []pdfLine, sizes []float64) Block {
	text := lines[0].text
	for _, l := range lines[1:] {
		text = strings.TrimSpace(text + " " + l.text)
	}
	b := Block{Text: text}
	if plain := bulletText(text); plain != text {
		return Block{Kind: ListItem, Level: 1, Prefix: "- ", Text: plain}
	}
	if lines[0].table {
		b.Kind = TableRow
		return b
	}
	if level := slices.Index(sizes, lines[0].size) + 1; level > 0 && len(strings.Fields(text)) <= 30 {
		b.Kind, b.Level = Heading, min(level, 6)
		b.Prefix = strings.Repeat("#", b.Level) + " "
	}
	return b
}

// pdfEdge is how many lines at a page's top and bottom may be its header and
// footer.
const pdfEdge = 3

// withoutEdges takes out page headers, page footers and page numbers: what
// stands, but for its numbers, at the same edge of a third of the pages and of
// three at least.
func withoutEdges(lines []pdfLine) ([]pdfLine, []Dropped) {
	type edge struct {
		text string
		top  bool
	}
	keys := make(map[int]edge) // by line
	pages := 0
	for start := 0; start < len(lines); {
		end := start + 1
		for end < len(lines) && lines[end].page == lines[start].page {
			end++
		}
		pages++
		for i, rank := range edgeRanks(lines[start:end]) {
			keys[start+i] = edge{digitsMasked(lines[start+i].text), rank > 0}
		}
		start = end
	}
	count := make(map[edge]int)
	for _, k := range keys {
		count[k]++
	}
	var kept []pdfLine
	var dropped []Dropped
	told := make(map[edge]bool)
	for i, l := range lines {
		key, atEdge := keys[i]
		if !atEdge || pages < 3 || count[key] < max(3, (pages+2)/3) {
			kept = append(kept, l)
			continue
		}
		if !told[key] {
			told[key] = true
			dropped = append(dropped, Dropped{Text: l.text, Why: "page header, footer or number"})
		}
	}
	return kept, dropped
}

// edgeRanks returns the lines that stand at a page's edge: 1 for the top, -1 for
// the bottom.
func edgeRanks(lines []pdfLine) map[int]int {
	ranks := make(map[int]int)
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return int(max(-1, min(1, (lines[b].y-lines[a].y)*1000)))
	})
	for n, i := range order {
		switch {
		case n < pdfEdge:
			ranks[i] = 1
		case n >= len(order)-pdfEdge:
			ranks[i] = -1
		}
	}
	return ranks
}

// digitsMasked replaces every number by one sign.
func digitsMasked(text string) string {
	var b strings.Builder
	number := false
	for _, r := range text {
		if digit := unicode.IsDigit(r); !digit {
			b.WriteRune(r)
			number = false
		} else if !number {
			b.WriteByte('#')
			number = true
		}
	}
	return b.String()
}
