package article

import (
	"bytes"
	"math"
)

// pdfGlyph is a piece of text at a place on the page, in points from the lower
// left corner as the page is shown. Its text is in logical order.
type pdfGlyph struct {
	text   string
	x0, x1 float64
	y      float64 // baseline
	size   float64 // of the font
}

// pdfMatrix is [a b c d e f] of ISO 32000-1, 8.3.3.
type pdfMatrix [6]float64

// then returns the matrix that applies m first and n second.
func (m pdfMatrix) then(n pdfMatrix) pdfMatrix {
	return pdfMatrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m pdfMatrix) finite() bool {
	sum := 0.0
	for _, v := range m {
		sum += v * 0 // NaN for infinities and NaN
	}
	return sum == 0
}

// pdfState is the part of the graphics state that places text.
type pdfState struct {
	ctm                                    pdfMatrix
	font                                   *pdfFont
	size, char, word, scale, leading, rise float64
}

// pdfPainter interprets content streams and collects their glyphs.
type pdfPainter struct {
	file   *pdfFile
	fonts  map[pdfRef]*pdfFont
	glyphs []pdfGlyph

	pdfState
	saved      []pdfState
	text, line pdfMatrix
	marks      []pdfMark // open marked content
}

// pdfMark is open marked content; with ActualText its glyphs become one.
type pdfMark struct {
	actual string
	has    bool
	first  int // index of its first glyph
}

// pdfMaxGlyphs bounds the glyphs of one page: a dense newspaper page has 30,000.
const pdfMaxGlyphs = 1_000_000

// pdfSpan is how many glyphs an actual text may stand for: one word's, at most.
const pdfSpan = 64

// pageGlyphs interprets a page's content.
func (p *pdfPainter) pageGlyphs(page pdfPage) []pdfGlyph {
	var content []byte
	switch v := p.file.get(page.dict["Contents"]).(type) {
	case pdfStream:
		content = p.file.unpack(v)
	case pdfArray:
		for _, part := range v {
			if s, ok := p.file.get(part).(pdfStream); ok {
				content = append(append(content, p.file.unpack(s)...), '\n')
			}
		}
	}
	p.glyphs, p.saved, p.marks = nil, nil, nil
	p.file.work.values = pdfMaxValues
	p.pdfState = pdfState{ctm: page.base, scale: 1}
	p.run(content, page.resources, 0)
	return p.glyphs
}

// run interprets one content stream.
func (p *pdfPainter) run(content []byte, resources pdfDict, depth int) {
	l := &pdfLexer{data: content, work: &p.file.work}
	var args []any
	for {
		v, err := l.value(0)
		if err != nil {
			return
		}
		op, ok := v.(pdfKeyword)
		if !ok {
			if len(args) < 64 { // no operator takes more
				args = append(args, v)
			}
			continue
		}
		switch op {
		case "BI":
			skipInlineImage(l)
		case "Do":
			p.form(pdfLast[pdfName](args), resources, depth)
		case "Tf":
			if len(args) == 2 {
				name, _ := args[0].(pdfName)
				p.font = p.fontNamed(p.file.dict(resources["Font"])[name])
				p.size = p.file.num(args[1])
			}
		case "BDC":
			p.begin(args, resources)
		case "BMC":
			p.begin(nil, resources)
		case "EMC":
			p.endMark()
		default:
			p.operator(op, args)
		}
		args = args[:0]
	}
}

// skipInlineImage moves behind an inline image's data.
func skipInlineImage(l *pdfLexer) {
	for {
		end := bytes.Index(l.data[l.pos:], []byte("EI"))
		if end < 0 {
			l.pos = len(l.data)
			return
		}
		at := l.pos + end
		l.pos = at + 2
		if pdfSpace(l.data[at-1]) && (l.pos >= len(l.data) || pdfSpace(l.data[l.pos])) {
			return
		}
	}
}

func pdfLast[T any](args []any) T {
	var none T
	if len(args) == 0 {
		return none
	}
	v, _ := args[len(args)-1].(T)
	return v
}

// fontNamed reads a font once for each object.
func (p *pdfPainter) fontNamed(v any) *pdfFont {
	ref, ok := v.(pdfRef)
	if !ok {
		return p.file.font(v)
	}
	if p.fonts[ref] == nil {
		p.fonts[ref] = p.file.font(v)
	}
	return p.fonts[ref]
}

// form interprets a form XObject. Its cost is counted at each use, so forms
// that draw each other end at the limit.
func (p *pdfPainter) form(name pdfName, resources pdfDict, depth int) {
	s, ok := p.file.get(p.file.dict(resources["XObject"])[name]).(pdfStream)
	if !ok || p.file.name(s.dict["Subtype"]) != "Form" || depth >= 16 {
		return
	}
	outer, saved, text, line := p.pdfState, p.saved, p.text, p.line
	p.ctm = p.matrix(s.dict["Matrix"]).then(p.ctm)
	if own := p.file.dict(s.dict["Resources"]); own != nil {
		resources = own
	}
	p.run(p.file.unpack(s), resources, depth+1)
	p.pdfState, p.saved, p.text, p.line = outer, saved, text, line
}

// matrix reads a matrix, or returns the one that changes nothing.
func (p *pdfPainter) matrix(v any) pdfMatrix {
	m := pdfMatrix{1, 0, 0, 1, 0, 0}
	if a := p.file.array(v); len(a) == 6 {
		for i := range m {
			m[i] = p.file.num(a[i])
		}
	}
	return m
}

// begin opens marked content with properties (ISO 32000-1, 14.6 and 14.9.4).
func (p *pdfPainter) begin(args []any, resources pdfDict) {
	mark := pdfMark{first: len(p.glyphs)}
	if len(args) == 2 {
		properties := args[1]
		if name, ok := properties.(pdfName); ok {
			properties = p.file.dict(resources["Properties"])[name]
		}
		var s string
		s, mark.has = p.file.get(p.file.dict(properties)["ActualText"]).(string)
		p.file.work.spend(len(s))
		mark.actual = pdfText(s)
	}
	if len(p.marks) < 10_000 {
		p.marks = append(p.marks, mark)
	}
}

// endMark closes marked content; its actual text replaces what it drew.
func (p *pdfPainter) endMark() {
	n := len(p.marks) - 1
	if n < 0 {
		return
	}
	mark := p.marks[n]
	p.marks = p.marks[:n]
	if n := len(p.glyphs) - mark.first; !mark.has || n < 1 || n > pdfSpan {
		return
	}
	whole := p.glyphs[mark.first] // the widest: combining marks stand off the line
	for _, g := range p.glyphs[mark.first:] {
		if g.x1-g.x0 > whole.x1-whole.x0 {
			whole = g
		}
	}
	for _, g := range p.glyphs[mark.first:] {
		if math.Abs(g.y-whole.y) > 1.5*whole.size { // over two lines: no one place
			return
		}
		whole.x0, whole.x1 = min(whole.x0, g.x0), max(whole.x1, g.x1)
	}
	whole.text = mark.actual
	p.glyphs = append(p.glyphs[:mark.first], whole)
}
