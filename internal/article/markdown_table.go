package article

import (
	"regexp"
	"strings"
	"sync"
)

// delimiterRow is what stands below a table's header (GFM 0.29, tables).
var delimiterRow = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$`)
})

// isBelow tells whether l stands below a paragraph, neither a list item's nor a
// footnote's, in the same quote.
func (s *markdownScanner) isBelow(l markdownLine) bool {
	return s.open != nil && s.para.Kind != ListItem && s.note == "" &&
		!l.item && l.quote == s.quote && l.rest != "" && l.indent < s.content(l)+codeIndent
}

// isTable tells whether l is the delimiter row below a header, the open
// paragraph's last line.
func (s *markdownScanner) isTable(l markdownLine) bool {
	return s.isBelow(l) &&
		strings.Contains(l.rest, "|") && delimiterRow().MatchString(l.rest) &&
		len(splitCells(s.open[len(s.open)-1])) <= len(splitCells(l.rest))
}

// table emits the table whose delimiter row l is. Its rows end at a blank line or
// where another block begins. A row is "| " and its cells; its last bar is the renderer's.
func (s *markdownScanner) table(l markdownLine) {
	header := s.open[len(s.open)-1]
	if s.open = s.open[:len(s.open)-1]; len(s.open) == 0 {
		s.open = nil
	}
	s.close()
	s.row(l, header)
	s.emit(Block{Kind: Opaque, Raw: l.quote + l.rest})
	for s.next < len(s.lines) {
		next := splitMarkers(s.lines[s.next], s)
		if next.rest == "" || next.item || next.quote != l.quote || s.isOpaque(next) || atxLevel(next.rest) > 0 {
			return
		}
		s.next++
		s.row(l, next.rest)
	}
}

// row emits one row; one without text is opaque.
func (s *markdownScanner) row(l markdownLine, source string) {
	cells := splitCells(source)
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		s.emit(Block{Kind: Opaque, Raw: l.quote + source})
		return
	}
	s.emit(Block{Kind: TableRow, Prefix: l.quote + "| ", Text: strings.TrimLeft(strings.Join(cells, " | "), " ")})
}

// splitCells returns the cells of a row without the space around them. A bar
// behind a backslash does not part cells.
func splitCells(row string) []string {
	row = strings.TrimPrefix(strings.Trim(row, " \t"), "|")
	var cells []string
	start, escaped := 0, false
	for i := 0; i < len(row); i++ {
		if row[i] == '|' && !escaped {
			cells = append(cells, strings.Trim(row[start:i], " \t"))
			start = i + 1
		}
		escaped = row[i] == '\\' && !escaped
	}
	if last := strings.Trim(row[start:], " \t"); last != "" || len(cells) == 0 {
		cells = append(cells, last)
	}
	return cells
}

// isUnderline tells whether l makes the open paragraph a heading.
func (s *markdownScanner) isUnderline(l markdownLine) bool {
	return s.isBelow(l) && (strings.Trim(l.rest, "=") == "" || strings.Trim(l.rest, "-") == "")
}

// underline emits the open paragraph as a heading.
func (s *markdownScanner) underline(l markdownLine) {
	level := 2
	if l.rest[0] == '=' {
		level = 1
	}
	text := trimClosing(joinLines(s.open))
	s.open = nil
	s.enter(l)
	s.emit(Block{Kind: Heading, Level: level, Prefix: s.para.Prefix + strings.Repeat("#", level) + " ", Text: text})
}
