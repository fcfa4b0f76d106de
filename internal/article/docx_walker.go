package article

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strings"

	"mujaz/internal/arabic"
)

// docxWalker turns the tokens of a document part into blocks.
type docxWalker struct {
	styles  map[string]docxStyle
	blocks  []Block
	noteIDs map[string][]string // "footnote", "endnote": ids in order of reference
	title   string              // the first paragraph styled as title or top heading
	dropped []Dropped

	skip   int              // open elements inside one that is left out
	paras  []*docxParagraph // open paragraphs; a text box nests them
	rows   []*docxRow       // open table rows; a table in a cell nests them
	choice []bool           // per open mc:AlternateContent: a branch was taken
	text   bool             // inside w:t
	props  bool             // inside w:pPr
	notes  map[string][]Block
	noteID string
}

type docxParagraph struct {
	text   strings.Builder
	style  docxStyle
	hidden bool    // inside a run with w:vanish
	boxes  []Block // blocks of text boxes anchored here
}

type docxRow struct {
	cells  []string
	blocks [][]Block
}

// token takes the next token of the part.
func (w *docxWalker) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		if w.skip > 0 || w.leftOut(t) {
			w.skip++
			return nil
		}
		w.start(t)
	case xml.EndElement:
		if w.skip > 0 {
			w.skip--
			return nil
		}
		w.end(t.Name.Local)
	case xml.CharData:
		if p := w.para(); w.skip == 0 && w.text && p != nil && !p.hidden {
			p.text.Write(t)
		}
	}
	return nil
}

// leftOut tells whether an element's whole content is not part of the text:
// deletions, the old place of moved text, field codes, and every branch of an
// alternate content but the first (the branches say the same thing twice).
func (w *docxWalker) leftOut(e xml.StartElement) bool {
	switch e.Name.Local {
	case "del", "moveFrom", "delText", "instrText", "pPrChange", "rPrChange", "sectPr", "rt":
		return true
	case "Choice", "Fallback":
		n := len(w.choice) - 1
		if n < 0 || w.choice[n] {
			return true
		}
		w.choice[n] = true
	}
	return false
}

func (w *docxWalker) para() *docxParagraph {
	if len(w.paras) == 0 {
		return nil
	}
	return w.paras[len(w.paras)-1]
}

func (w *docxWalker) start(e xml.StartElement) {
	switch e.Name.Local {
	case "p":
		w.paras = append(w.paras, &docxParagraph{})
	case "AlternateContent":
		w.choice = append(w.choice, false)
	case "tr":
		w.rows = append(w.rows, &docxRow{})
	case "tc":
		if n := len(w.rows); n > 0 {
			w.rows[n-1].cells = append(w.rows[n-1].cells, "")
			w.rows[n-1].blocks = append(w.rows[n-1].blocks, nil)
		}
	case "footnote", "endnote":
		w.noteID = attr(e, "id")
	case "footnoteReference", "endnoteReference":
		kind := strings.TrimSuffix(e.Name.Local, "Reference")
		if w.noteIDs == nil {
			w.noteIDs = make(map[string][]string)
		}
		w.noteIDs[kind] = append(w.noteIDs[kind], attr(e, "id"))
	default:
		w.inParagraph(e)
	}
}

// inParagraph takes the elements that say something about the open paragraph.
func (w *docxWalker) inParagraph(e xml.StartElement) {
	p := w.para()
	if p == nil {
		return
	}
	val := attr(e, "val")
	switch e.Name.Local {
	case "t":
		w.text = true
	case "tab", "ptab", "br", "cr":
		if !w.props { // in w:pPr a w:tab is a tab stop
			p.text.WriteByte(' ')
		}
	case "noBreakHyphen":
		p.text.WriteByte('-')
	case "pPr":
		w.props = true
	case "r":
		p.hidden = false
	case "vanish":
		p.hidden = !w.props && val != "0" && val != "false"
	case "pStyle":
		p.style = w.styles[val]
	case "outlineLvl":
		p.style.heading = outlineLevel(val)
	case "numId":
		p.style.list = val != "0"
		p.style.depth = max(p.style.depth, 1)
	case "ilvl":
		p.style.depth = listDepth(val)
	}
}

func (w *docxWalker) end(local string) {
	switch local {
	case "t":
		w.text = false
	case "pPr":
		w.props = false
	case "r":
		if p := w.para(); p != nil {
			p.hidden = false
		}
	case "p":
		w.endParagraph()
	case "tr":
		w.endRow()
	case "AlternateContent":
		w.choice = w.choice[:len(w.choice)-1]
	case "footnote", "endnote":
		if w.notes != nil {
			w.notes[w.noteID], w.blocks = w.blocks, nil
		}
	}
}

func (w *docxWalker) endParagraph() {
	p := w.para()
	w.paras = w.paras[:len(w.paras)-1]
	b := p.block()
	switch {
	case b.Text == "":
	case p.style.toc:
		w.dropped = append(w.dropped, Dropped{Text: b.Text, Why: "table of contents"})
	default:
		if w.title == "" && len(w.rows) == 0 && (p.style.title || p.style.heading == 1) {
			w.title = b.Text
		}
		w.emit(b)
	}
	w.emit(p.boxes...)
}

// block returns the paragraph as a block; its text may be empty.
func (p *docxParagraph) block() Block {
	b := Block{Text: arabic.OneLine(p.text.String())}
	switch {
	case p.style.heading > 0:
		b.Kind, b.Level = Heading, p.style.heading
		b.Prefix = strings.Repeat("#", b.Level) + " "
	case p.style.list:
		b.Kind, b.Level = ListItem, p.style.depth
		b.Prefix = strings.Repeat("  ", b.Level-1) + "- "
	}
	return b
}

// emit adds blocks where they belong: to the paragraph that anchors their text
// box, to the table cell they are in, or to the document.
func (w *docxWalker) emit(blocks ...Block) {
	if p := w.para(); p != nil {
		p.boxes = append(p.boxes, blocks...)
		return
	}
	if n := len(w.rows); n > 0 && len(w.rows[n-1].cells) > 0 {
		r := w.rows[n-1]
		last := len(r.cells) - 1
		for _, b := range blocks {
			r.cells[last] = strings.TrimSpace(r.cells[last] + " " + b.Text)
		}
		r.blocks[last] = append(r.blocks[last], blocks...)
		return
	}
	w.blocks = append(w.blocks, blocks...)
}

// endRow emits the row. A row of one cell is a frame around its paragraphs, so
// these stay what they are.
func (w *docxWalker) endRow() {
	n := len(w.rows) - 1
	r := w.rows[n]
	w.rows = w.rows[:n]
	if len(r.cells) == 1 {
		w.emit(r.blocks[0]...)
		return
	}
	if text := joinCells(r.cells); text != "" {
		w.emit(Block{Kind: TableRow, Text: text, Tight: true})
	}
}

// joinCells joins the cells that hold text by " | ".
func joinCells(cells []string) string {
	var full []string
	for _, c := range cells {
		if c != "" {
			full = append(full, c)
		}
	}
	return strings.Join(full, " | ")
}

// readDOCXNotes maps the ids of a notes part to the notes' blocks. The part may
// be missing. What a note itself refers to is not followed.
func readDOCXNotes(z *archive, name string, body *docxWalker, depth int) (map[string][]Block, error) {
	data, err := z.read(name)
	if errors.Is(err, errMissing) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	w := &docxWalker{styles: body.styles, notes: make(map[string][]Block)}
	if err := walkXML(data, depth, w.token); err != nil {
		return nil, fmt.Errorf("parsing %q: %w", name, err)
	}
	return w.notes, nil
}
