package article

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"mujaz/internal/arabic"
)

// htmlWalker turns a parsed tree into blocks. It calls itself for each level:
// parseHTML bounds the depth.
type htmlWalker struct {
	blocks []Block
	text   strings.Builder
	breaks int // <br>s since the last text
}

// htmlScope is what the open elements make of the text in them.
type htmlScope struct {
	kind   Kind
	level  int
	prefix string
	lists  int // open lists
	// item is set while the open list item has no block: the first gets the
	// bullet, the others are indented below it.
	item *bool
}

// htmlBlocks returns the blocks of the tree below root. Their text is plain and
// on one line.
func htmlBlocks(root *html.Node) []Block {
	w := &htmlWalker{}
	w.children(root, htmlScope{})
	w.flush(htmlScope{})
	return w.blocks
}

// tag is n's element. Its DataAtom is not used: readability makes and renames
// elements without setting it.
func tag(n *html.Node) atom.Atom {
	if n.Type != html.ElementNode {
		return 0
	}
	return atom.Lookup([]byte(n.Data))
}

func (w *htmlWalker) children(n *html.Node, s htmlScope) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.write(c.Data)
		case html.ElementNode:
			w.element(c, s)
		}
	}
}

func (w *htmlWalker) write(text string) {
	if strings.TrimSpace(text) != "" {
		w.breaks = 0
	}
	w.text.WriteString(text)
}

func (w *htmlWalker) element(n *html.Node, s htmlScope) {
	switch {
	case leftOutHTML(n):
		return
	case tag(n) == atom.Br:
		if w.breaks++; w.breaks >= 2 {
			w.flush(s)
		}
		w.text.WriteByte(' ')
		return
	case tag(n) == atom.Pre:
		w.flush(s)
		w.code(n)
		return
	case tag(n) == atom.Tr && isRow(n):
		w.flush(s)
		w.row(n)
		return
	case !blockElement(tag(n)):
		w.children(n, s)
		return
	}
	w.flush(s)
	if tag(n) == atom.Ul || tag(n) == atom.Ol {
		w.list(n, s)
		return
	}
	inner := s.within(n)
	w.children(n, inner)
	w.flush(inner)
}

// within is the scope of the block element n.
func (s htmlScope) within(n *html.Node) htmlScope {
	switch tag(n) {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		level := int(n.Data[1] - '0')
		return htmlScope{kind: Heading, level: level, prefix: strings.Repeat("#", level) + " ", lists: s.lists}
	case atom.Blockquote:
		return htmlScope{kind: Quote, prefix: "> ", lists: s.lists}
	case atom.Li: // outside a list
		return s.inItem("- ")
	}
	return s
}

// list walks a list; an ordered one counts its items from its start.
func (w *htmlWalker) list(n *html.Node, s htmlScope) {
	number := 1
	if start, err := strconv.Atoi(attribute(n, "start")); err == nil && start >= 0 {
		number = start
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if tag(c) != atom.Li || c.Type != html.ElementNode {
			if c.Type == html.TextNode {
				w.write(c.Data)
			} else if c.Type == html.ElementNode {
				w.element(c, s)
			}
			continue
		}
		w.flush(s)
		marker := "- "
		if tag(n) == atom.Ol {
			marker = strconv.Itoa(number) + ". "
			number++
		}
		inner := s.inItem(marker)
		w.children(c, inner)
		w.flush(inner)
	}
	w.flush(s)
}

// inItem is the scope of a list item in s.
func (s htmlScope) inItem(marker string) htmlScope {
	first := true
	return htmlScope{
		kind: ListItem, level: s.lists + 1, lists: s.lists + 1, item: &first,
		prefix: strings.Repeat("  ", s.lists) + marker,
	}
}

// flush emits the text read so far.
func (w *htmlWalker) flush(s htmlScope) {
	text := arabic.OneLine(w.text.String())
	w.text.Reset()
	w.breaks = 0
	if text == "" {
		return
	}
	b := Block{Kind: s.kind, Level: s.level, Prefix: s.prefix, Text: text}
	if s.item != nil {
		if !*s.item {
			b.Kind, b.Level, b.Prefix = Paragraph, 0, strings.Repeat(" ", len(s.prefix))
		}
		b.Tight = *s.item && w.afterItem()
		*s.item = false
	}
	w.blocks = append(w.blocks, b)
}

// afterItem tells whether the last block is a list item.
func (w *htmlWalker) afterItem() bool {
	return len(w.blocks) > 0 && w.blocks[len(w.blocks)-1].Kind == ListItem
}

// code emits preformatted text as it stands, in a fence that it does not hold.
func (w *htmlWalker) code(n *html.Node) {
	text := strings.Trim(textOf(n), "\n")
	if strings.TrimSpace(text) == "" {
		return
	}
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	w.blocks = append(w.blocks, Block{Kind: Opaque, Raw: fence + "\n" + text + "\n" + fence})
}

// isRow tells whether tr is a row of data: it has two cells or more, and none
// holds paragraphs or a table, as in a table that lays out a page.
func isRow(tr *html.Node) bool {
	cells := 0
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if tag(c) != atom.Td && tag(c) != atom.Th {
			continue
		}
		cells++
		for d := range c.Descendants() {
			if d.Type == html.ElementNode && blockElement(tag(d)) && tag(d) != atom.Div &&
				(tag(d) != atom.P || d.NextSibling != nil && nextElement(d) != nil) {
				return false
			}
		}
	}
	return cells >= 2
}

func nextElement(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil && n.Type != html.ElementNode; {
		n = n.NextSibling
	}
	return n
}

// row emits a table row.
func (w *htmlWalker) row(tr *html.Node) {
	var cells []string
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if tag(c) == atom.Td || tag(c) == atom.Th {
			var texts []string
			for _, b := range htmlBlocks(c) {
				texts = append(texts, b.Text)
			}
			cells = append(cells, arabic.OneLine(strings.Join(texts, " ")))
		}
	}
	if text := joinCells(cells); text != "" {
		tight := len(w.blocks) > 0 && w.blocks[len(w.blocks)-1].Kind == TableRow
		w.blocks = append(w.blocks, Block{Kind: TableRow, Text: text, Tight: tight})
	}
}

// leftOutHTML tells whether an element's content is no running text.
func leftOutHTML(n *html.Node) bool {
	switch tag(n) {
	case atom.Head, atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Svg, atom.Math, atom.Iframe,
		atom.Object, atom.Audio, atom.Video, atom.Canvas, atom.Img, atom.Button, atom.Input, atom.Select,
		atom.Textarea, atom.Nav, atom.Footer, atom.Rt, atom.Rp:
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" {
			return true
		}
	}
	return false
}
