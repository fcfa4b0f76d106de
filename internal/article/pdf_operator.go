package article

import "math"

// operator takes the operators of the graphics and text state and of showing
// text (ISO 32000-1, 8.4.4, 9.3 and 9.4).
func (p *pdfPainter) operator(op pdfKeyword, args []any) {
	switch op {
	case "q":
		if len(p.saved) < 10_000 {
			p.saved = append(p.saved, p.pdfState)
		}
	case "Q":
		if n := len(p.saved) - 1; n >= 0 {
			p.pdfState, p.saved = p.saved[n], p.saved[:n]
		}
	case "cm":
		p.ctm = p.matrix(pdfArray(args)).then(p.ctm)
	case "BT":
		p.text = pdfMatrix{1, 0, 0, 1, 0, 0}
		p.line = p.text
	case "Tm":
		p.text = p.matrix(pdfArray(args))
		p.line = p.text
	case "Td", "TD", "T*":
		p.moveLine(op, args)
	case "Tj", "TJ", "'", "\"":
		p.showText(op, args)
	default:
		p.textState(op, pdfLast[float64](args))
	}
}

func (p *pdfPainter) textState(op pdfKeyword, n float64) {
	switch op {
	case "Tc":
		p.char = n
	case "Tw":
		p.word = n
	case "Tz":
		p.scale = n / 100
	case "TL":
		p.leading = n
	case "Ts":
		p.rise = n
	}
}

// moveLine starts a line.
func (p *pdfPainter) moveLine(op pdfKeyword, args []any) {
	x, y := 0.0, -p.leading
	if op != "T*" {
		if len(args) != 2 {
			return
		}
		x, y = p.file.num(args[0]), p.file.num(args[1])
		if op == "TD" {
			p.leading = -y
		}
	}
	p.line = pdfMatrix{1, 0, 0, 1, x, y}.then(p.line)
	p.text = p.line
}

func (p *pdfPainter) showText(op pdfKeyword, args []any) {
	if op == "\"" && len(args) == 3 {
		p.word, p.char = p.file.num(args[0]), p.file.num(args[1])
	}
	if op == "'" || op == "\"" {
		p.moveLine("T*", nil)
	}
	if op != "TJ" {
		p.show(pdfLast[string](args))
		return
	}
	for _, v := range pdfLast[pdfArray](args) {
		switch v := v.(type) {
		case string:
			p.show(v)
		case float64:
			p.advance(-v / 1000 * p.size * p.scale)
		}
	}
}

func (p *pdfPainter) advance(tx float64) {
	p.text = pdfMatrix{1, 0, 0, 1, tx, 0}.then(p.text)
}

// show adds a string's glyphs.
func (p *pdfPainter) show(s string) {
	if p.font == nil {
		return
	}
	p.font.codes(s, func(c pdfCode) {
		width := c.width / 1000 * p.size
		from := p.text
		tx := width + p.char
		if c.space {
			tx += p.word
		}
		p.add(c.text, from, width*p.scale)
		p.advance(tx * p.scale)
	})
}

// add places one glyph. Text that does not run along the page's lines (turned
// stamps, axis labels) is left out: it belongs to no line.
func (p *pdfPainter) add(text string, at pdfMatrix, width float64) {
	m := pdfMatrix{1, 0, 0, 1, 0, p.rise}.then(at).then(p.ctm)
	if text == "" || !m.finite() || math.Abs(m[1]) > math.Abs(m[0])/4 {
		return
	}
	if len(p.glyphs) >= pdfMaxGlyphs {
		failPDF("glyphs on a page: %w", errTooLarge)
	}
	p.file.work.spend(len(text))
	x0, x1 := m[4], m[4]+width*m[0]
	p.glyphs = append(p.glyphs, pdfGlyph{
		text: text, x0: min(x0, x1), x1: max(x0, x1), y: m[5],
		size: math.Abs(p.size) * math.Hypot(m[2], m[3]),
	})
}
