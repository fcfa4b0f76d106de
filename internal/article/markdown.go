package article

import (
	"strings"

	"mujaz/internal/arabic"
)

// decodeMarkdown makes an article of Markdown (CommonMark with GFM's tables and
// task lists, and footnotes). Front matter in YAML becomes metadata. The title is
// the front matter's, else the first heading of level 1 above all lists and tables,
// which leaves the blocks; such a heading that repeats the front matter's title
// leaves them too. Inline markup stays in the
// texts as it is written.
//
// It reads lines and not a syntax tree, because prefixes and opaque blocks have to
// come out as they stand in the source. It departs from CommonMark where that would
// hide text from translation: lines of HTML that hold text are paragraphs, and only
// lines of nothing but tags are opaque.
//
// Written one after the other, Prefix+Text or Raw, with a blank line before each
// that is not Tight and the title in front as a heading, the blocks are Markdown
// again, and decode to the same blocks.
func decodeMarkdown(text string, in input) *Article {
	a := &Article{Name: in.name, Format: Markdown}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(text, "\ufeff"))
	text = a.takeFrontMatter(text)
	s := &markdownScanner{lines: strings.Split(text, "\n")}
	a.Blocks = s.scan()
	a.takeHeading()
	return a
}

// takeHeading makes the first heading of level 1 the title, or takes it out where
// it repeats the title. A heading behind a list or a table is a section's.
func (a *Article) takeHeading() {
	for i, b := range a.Blocks {
		text := arabic.OneLine(b.Text)
		if b.Kind == ListItem || b.Kind == TableRow {
			return
		}
		if b.Kind != Heading || b.Prefix != "# " || text == "" {
			continue
		}
		if a.Title != "" && a.Title != text {
			return
		}
		a.Title = b.Text
		a.Blocks = append(a.Blocks[:i], a.Blocks[i+1:]...)
		if i < len(a.Blocks) {
			a.Blocks[i].Tight = false
		}
		return
	}
}

// markdownScanner turns lines into blocks.
type markdownScanner struct {
	lines  []string
	next   int // the line to be read
	blocks []Block
	blank  bool     // whether a blank line stood before the next block
	open   []string // lines of the open paragraph, without prefix
	para   Block    // the open paragraph, without text
	note   string   // the footnote's mark that the open paragraph begins with
	quote  string   // the quote markers of the last block
	items  []markdownItem
}

// markdownItem is an open list item: the columns of its marker and its content.
type markdownItem struct{ marker, content int }

func (s *markdownScanner) scan() []Block {
	for s.next < len(s.lines) {
		line := s.lines[s.next]
		s.next++
		l := splitMarkers(line, s)
		switch {
		case l.rest == "" && !l.item:
			s.close()
			s.blank = true
		case s.isTable(l):
			s.table(l)
		case s.isUnderline(l):
			s.underline(l)
		case s.isCode(l):
			s.close()
			s.enter(l)
			s.code(l)
		case s.isOpaque(l):
			s.close()
			s.enter(l)
			s.opaque(l)
		case s.continues(l):
			s.open = append(s.open, l.rest)
		default:
			s.close()
			s.enter(l)
			s.begin(l)
		}
	}
	s.close()
	return s.blocks
}

// emit appends a block.
func (s *markdownScanner) emit(b Block) {
	b.Tight = !s.blank && len(s.blocks) > 0
	s.blocks = append(s.blocks, b)
	s.blank = false
}

// begin starts the heading or the paragraph that l holds.
func (s *markdownScanner) begin(l markdownLine) {
	if level := atxLevel(l.rest); level > 0 {
		text := trimClosing(strings.Trim(l.rest[level:], " \t"))
		s.emit(Block{Kind: Heading, Level: level, Prefix: l.prefix() + l.rest[:level] + " ", Text: text})
		return
	}
	s.para = Block{Prefix: l.prefix()}
	switch {
	case l.item:
		s.para.Kind, s.para.Level = ListItem, max(len(s.items), 1)
	case l.quote != "":
		s.para.Kind = Quote
	}
	s.note = footnoteMark(l.rest)
	s.para.Prefix += s.note
	s.open = []string{l.rest[len(s.note):]}
}

// close emits the open paragraph. Lines that make something else when joined, such
// as a link's definition over two lines, are opaque.
func (s *markdownScanner) close() {
	if s.open == nil {
		return
	}
	b := s.para
	b.Text = joinLines(s.open)
	if l := (markdownLine{rest: s.note + b.Text}); len(s.open) > 1 && (l.opaque() || l.incomplete()) {
		b = Block{Kind: Opaque, Raw: b.Prefix + b.Text}
	}
	s.open = nil
	s.emit(b)
}

// enter moves the open quote and list items on to those that l stands in.
func (s *markdownScanner) enter(l markdownLine) {
	if depth := strings.Count(l.quote, ">"); depth != strings.Count(s.quote, ">") {
		s.items = nil
	}
	s.quote = l.quote
	if !l.item {
		for len(s.items) > 0 && l.indent < s.items[len(s.items)-1].content {
			s.items = s.items[:len(s.items)-1]
		}
		return
	}
	// Authors indent nested items by two, whatever the marker's width.
	const nested = 2
	for len(s.items) > 0 && l.indent < s.items[len(s.items)-1].marker+nested {
		s.items = s.items[:len(s.items)-1]
	}
	s.items = append(s.items, markdownItem{marker: l.indent, content: l.content})
}

// content is the column that text of the innermost open item begins at, 0 outside
// lists or inside another quote.
func (s *markdownScanner) content(l markdownLine) int {
	if len(s.items) == 0 || strings.Count(l.quote, ">") != strings.Count(s.quote, ">") {
		return 0
	}
	return s.items[len(s.items)-1].content
}

// begins tells whether no paragraph is open that l could continue: none is, or a
// quote begins.
func (s *markdownScanner) begins(l markdownLine) bool {
	return s.open == nil || strings.Count(l.quote, ">") > strings.Count(s.quote, ">")
}

// continues tells whether l is more of the open paragraph, as every line is that
// does not begin something else.
func (s *markdownScanner) continues(l markdownLine) bool {
	switch {
	case s.begins(l), l.item:
		return false
	case atxLevel(l.rest) > 0, footnoteMark(l.rest) != "":
		return l.indent >= s.content(l)+codeIndent
	}
	return true
}

// codeIndent is how far code is indented.
const codeIndent = 4

func (s *markdownScanner) isCode(l markdownLine) bool {
	return s.begins(l) && !l.item && l.indent >= s.content(l)+codeIndent
}

// isOpaque tells whether l holds or opens what is never sent. Inside a paragraph
// what may be text is text.
func (s *markdownScanner) isOpaque(l markdownLine) bool {
	if l.indent >= s.content(l)+codeIndent && !l.item {
		return false
	}
	return l.opaque() || !s.continues(l) && l.incomplete()
}

// code emits indented code: up to a line that is indented less.
func (s *markdownScanner) code(l markdownLine) {
	indent := s.content(l) + codeIndent
	raw := []string{l.source}
	end := s.next
	for i := s.next; i < len(s.lines); i++ {
		next := splitMarkers(s.lines[i], nil)
		if next.rest == "" {
			continue
		}
		if strings.Count(next.quote, ">") != strings.Count(l.quote, ">") || next.indent < indent {
			break
		}
		end = i + 1
	}
	raw = append(raw, s.lines[s.next:end]...)
	s.next = end
	s.emit(Block{Kind: Opaque, Raw: strings.Join(raw, "\n")})
}

// opaque emits what l opens, up to its end.
func (s *markdownScanner) opaque(l markdownLine) {
	first := s.next
	switch fence, end := fenceOf(l.rest), htmlEnd(l.rest); {
	case fence != "":
		s.skip(l, func(rest string) bool { return closesFence(rest, fence) })
	case end != "" && !strings.Contains(strings.ToLower(l.rest[1:]), end):
		s.skip(l, func(rest string) bool { return strings.Contains(strings.ToLower(rest), end) })
	}
	raw := append([]string{l.source}, s.lines[first:s.next]...)
	last := len(raw)
	for strings.TrimSpace(raw[last-1]) == "" {
		last--
	}
	s.emit(Block{Kind: Opaque, Raw: strings.Join(raw[:last], "\n")})
	s.blank = last < len(raw)
}

// skip moves behind the line that ends what l opened, or before the one that
// leaves its quote or list item.
func (s *markdownScanner) skip(l markdownLine, ends func(rest string) bool) {
	for ; s.next < len(s.lines); s.next++ {
		line := s.lines[s.next]
		quote, rest := cutQuote(line, strings.Count(l.quote, ">"))
		if strings.Count(quote, ">") < strings.Count(l.quote, ">") {
			return
		}
		if l.item && strings.TrimSpace(rest) != "" && columns(rest) < l.content {
			return
		}
		if ends(strings.TrimLeft(rest, " \t")) {
			s.next++
			return
		}
	}
}
