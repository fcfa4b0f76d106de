package article

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"mujaz/internal/arabic"
)

// xhtmlWalker turns XHTML into blocks. It reads tokens and not a parsed tree,
// because HTML's parser takes XHTML's empty elements (<title/>, <a id="x"/>) for
// open ones and swallows what follows.
type xhtmlWalker struct {
	tokens *html.Tokenizer
	depth  int // bound of nesting
	blocks []Block

	open  []string // names of the open elements
	text  strings.Builder
	cells []string // of the open table row
	row   int      // open rows; rows in cells join their row
	// skipped is the name of the element that is being left out, or "", and skip
	// the number of open elements of that name.
	skipped string
	skip    int
}

func newXHTMLWalker(r io.Reader, depth int) *xhtmlWalker {
	return &xhtmlWalker{tokens: html.NewTokenizer(r), depth: depth}
}

// walk reads the document to its end.
func (w *xhtmlWalker) walk() error {
	for {
		switch w.tokens.Next() {
		case html.ErrorToken:
			w.flush()
			if err := w.tokens.Err(); !errors.Is(err, io.EOF) {
				return err
			}
			return nil
		case html.TextToken:
			if w.skip == 0 {
				w.text.Write(w.tokens.Text()) // entities are resolved
			}
		case html.StartTagToken:
			if err := w.start(w.tokens.Token()); err != nil {
				return err
			}
		case html.SelfClosingTagToken:
			t := w.tokens.Token()
			w.tokens.NextIsNotRawText()
			if t.DataAtom == atom.Br || t.DataAtom == atom.Hr || blockElement(t.DataAtom) {
				w.gap(t.DataAtom)
			}
		case html.EndTagToken:
			w.end(w.tokens.Token())
		}
	}
}

// leftOutXHTML tells whether an element's content is no running text.
func leftOutXHTML(t html.Token) bool {
	switch t.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Nav, atom.Svg, atom.Rt, atom.Rp, atom.Template, atom.Noscript:
		return true
	}
	for _, a := range t.Attr {
		if a.Key == "epub:type" && slices.ContainsFunc(strings.Fields(a.Val), func(v string) bool {
			return v == "toc" || v == "cover" || v == "pagebreak" || v == "landmarks"
		}) {
			return true
		}
	}
	return false
}

func (w *xhtmlWalker) start(t html.Token) error {
	if t.DataAtom == atom.Br || t.DataAtom == atom.Hr || t.DataAtom == atom.Img {
		w.gap(t.DataAtom) // void even where an old book does not close them
		return nil
	}
	if len(w.open) >= w.depth {
		return fmt.Errorf("nested deeper than %d elements: %w", w.depth, errTooLarge)
	}
	if voidElement(t.DataAtom) {
		return nil
	}
	if w.skip > 0 {
		if t.Data == w.skipped {
			w.skip++
		}
		return nil
	}
	if leftOutXHTML(t) {
		w.skipped, w.skip = t.Data, 1
		return nil
	}
	w.gap(t.DataAtom)
	switch t.DataAtom {
	case atom.Tr:
		w.row++
	case atom.Td, atom.Th:
		w.text.WriteByte(' ')
	}
	w.open = append(w.open, t.Data)
	return nil
}

func (w *xhtmlWalker) end(t html.Token) {
	if w.skip > 0 {
		if t.Data == w.skipped {
			w.skip--
		}
		return
	}
	n := len(w.open) - 1
	for n >= 0 && w.open[n] != t.Data {
		n--
	}
	if n < 0 {
		return
	}
	switch {
	case t.DataAtom == atom.Tr:
		w.endRow()
	case (t.DataAtom == atom.Td || t.DataAtom == atom.Th) && w.row == 1:
		w.cells = append(w.cells, arabic.OneLine(w.text.String()))
		w.text.Reset()
	default:
		w.gap(t.DataAtom)
	}
	w.open = w.open[:n]
}

// endRow emits the outermost open row.
func (w *xhtmlWalker) endRow() {
	if w.row--; w.row > 0 {
		return
	}
	w.row = 0
	if last := arabic.OneLine(w.text.String()); last != "" {
		w.cells = append(w.cells, last)
	}
	w.text.Reset()
	if text := joinCells(w.cells); text != "" {
		w.blocks = append(w.blocks, Block{Kind: TableRow, Text: text, Tight: true})
	}
	w.cells = nil
}

// gap ends the open block at the edge of a block element, and separates words
// at a line break or inside a table row, whose cells become one block.
func (w *xhtmlWalker) gap(a atom.Atom) {
	switch {
	case a == atom.Br || (w.row > 0 && blockElement(a)):
		w.text.WriteByte(' ')
	case blockElement(a):
		w.flush()
	}
}

// flush emits the text read so far as a block of the innermost open element
// that tells its kind.
func (w *xhtmlWalker) flush() {
	text := arabic.OneLine(w.text.String())
	w.text.Reset()
	if text == "" {
		return
	}
	b := Block{Text: text}
	for i := len(w.open) - 1; i >= 0 && b.Kind == Paragraph; i-- {
		w.classify(&b, w.open[i])
	}
	w.blocks = append(w.blocks, b)
}

// classify sets the block's kind if the named element tells it.
func (w *xhtmlWalker) classify(b *Block, name string) {
	switch name {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		b.Kind, b.Level = Heading, int(name[1]-'0')
		b.Prefix = strings.Repeat("#", b.Level) + " "
	case "li":
		depth := 0
		for _, e := range w.open {
			if e == "ul" || e == "ol" {
				depth++
			}
		}
		b.Kind, b.Level = ListItem, max(depth, 1)
		b.Prefix = strings.Repeat("  ", b.Level-1) + "- "
	case "blockquote":
		b.Kind, b.Prefix = Quote, "> "
	}
}

// voidElement knows the elements that never have content (HTML, 13.1.2).
func voidElement(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input,
		atom.Link, atom.Meta, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// blockElement knows the elements that a paragraph cannot run across.
func blockElement(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center,
		atom.Dd, atom.Details, atom.Div, atom.Dl, atom.Dt, atom.Figcaption, atom.Figure, atom.Footer,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hr, atom.Html, atom.Li,
		atom.Main, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Tbody,
		atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Title, atom.Tr, atom.Ul:
		return true
	}
	return false
}
