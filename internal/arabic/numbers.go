package arabic

// Kind tells what a number is.
type Kind byte

const (
	Cardinal Kind = iota
	Ordinal
	Percent
	Fraction
	Decade
	Month // Value is 1 to 12, from FirstHijriMonth on a Hijri month
)

// Number is a number, or a month, that a text writes in digits or in words.
type Number struct {
	Value Value
	// Also are other values that it may have: مليونا is two million or a million.
	Also []Value
	Kind Kind
	// Soft numbers may stand in a translation as a number or not: one, first,
	// both, a decade.
	Soft       bool
	Start, End int // its bytes in the text
	// Scale is the power of ten of its scale word, 0 without one. In "3 to 4
	// million" the 3 shares the 4's.
	Scale int
}

// Is tells whether v is a reading of n.
func (n *Number) Is(v Value) bool {
	if n.Value == v {
		return true
	}
	for _, w := range n.Also {
		if w == v {
			return true
		}
	}
	return false
}

// Numbers returns the numbers and months of an Arabic text in order: digits of
// all kinds, number words with their clitics, ordinals, fractions, decades. The
// word of a percentage (في المئة) is no 100, أحد as "one of" is no number, and a
// name of a month that is another word too (مارس) counts as soft without a day,
// a year or شهر beside it.
func Numbers(text string) []Number {
	p := numberParser{text: text, lex: lex(text)}
	for p.i < len(p.lex) {
		start := p.i
		p.next()
		if p.i == start {
			p.i++
		}
	}
	ShareScales(text, p.out)
	return p.out
}

type numberParser struct {
	text string
	lex  []lexeme
	out  []Number
	i    int
}

// class returns the class of lexeme i, other outside of the text.
func (p *numberParser) class(i int) class {
	if i < 0 || i >= len(p.lex) {
		return other
	}
	return p.lex[i].class
}

// follows tells whether lexeme i is of class c with only spaces before it.
func (p *numberParser) follows(i int, c class) bool {
	return p.class(i) == c && p.lex[i].gap == 0
}

// next reads what begins at the current lexeme.
func (p *numberParser) next() {
	l := p.lex[p.i]
	switch l.class {
	case digits, unit, oneOf, ten, tens, hundred, hundreds, scale, scaleA, scaleTwo:
		p.cardinal()
	case scales:
	case ordinal:
		p.ordinal()
	case decadeName:
		p.decade()
	case fraction, twoThirds:
		p.fraction()
	case soft:
		p.soft()
	case times:
		p.times(int(l.value))
	case month, unsureMonth, monthHead:
		p.month()
	case afternoon:
		p.afternoon()
	case century:
		p.add(Number{Value: Decimal(100, 0), Soft: true}, p.i+1)
	case equals:
		p.equivalent()
	}
}

// add appends a number that ends before lexeme end.
func (p *numberParser) add(n Number, end int) {
	n.Start, n.End = p.lex[p.i].start, p.lex[end-1].end
	p.out = append(p.out, n)
	p.i = end
}

// ordinal reads الثالث, الثالث عشر, الخامس والعشرين.
func (p *numberParser) ordinal() {
	l := p.lex[p.i]
	n, end := int64(l.value), p.i+1
	switch {
	case n > 1 && n < 10 && p.follows(end, ten) && !p.lex[end].clitics.And:
		n, end = n+10, end+1
	case n > 1 && n < 10 && p.follows(end, tens) && p.lex[end].clitics.And:
		n, end = n+int64(p.lex[end].value), end+1
	}
	p.add(Number{Value: Decimal(n, 0), Kind: Ordinal, Soft: n <= 2}, end)
}

// decade reads ثمانينات, with القرن العشرين after it as its century.
func (p *numberParser) decade() {
	n := int64(p.lex[p.i].value)
	number := Number{Value: Decimal(n, 0), Also: []Value{Decimal(1900+n, 0)}, Kind: Decade}
	named := p.class(p.i+1) == century
	p.add(number, p.i+1)
	if !named {
		return
	}
	at := len(p.out)
	p.i++
	if c := p.class(p.i); c == ordinal || c == tens || c == oneOf {
		p.next()
	}
	if len(p.out) > at {
		p.out[at].Soft = true
		of := (p.out[at].Value.Int() - 1) * 100
		p.out[at-1].Also = []Value{Decimal(of+n, 0)}
	}
}

// fraction reads نصف مليون, ثلثي. With the article it may be a quarter of the
// year or of a match, or minutes after an hour.
func (p *numberParser) fraction() {
	l := p.lex[p.i]
	v := Ratio(2, 3)
	if l.class == fraction {
		v = Ratio(1, int64(l.value))
	}
	n := Number{Value: v, Kind: Fraction, Soft: l.clitics.Article || l.clitics.And}
	if p.isScale(p.i+1) || p.follows(p.i+1, scale) {
		power := int(p.lex[p.i+1].value)
		n = Number{Value: v.Shift(power), Scale: power}
		p.add(n, p.i+2)
		return
	}
	if l.class == fraction && l.clitics.And { // سنة ونصف, ساعتين ونصف
		n.Also = []Value{v.Plus(Decimal(1, 0)), v.Plus(Decimal(2, 0))}
	}
	if l.class == fraction { // minutes: ربع ساعة, العاشرة والربع
		n.Also = append(n.Also, Decimal(int64(60/l.value), 0))
	}
	if p.class(p.i+1) == century {
		n.Also = append(n.Also, v.Shift(2))
	}
	if p.percentFollows(p.i + 1) {
		n.Kind = Percent
	}
	p.add(n, p.i+1)
}

// soft reads words that say a number without being one.
func (p *numberParser) soft() {
	v := int64(p.lex[p.i].value)
	n := Number{Value: Decimal(v, 0), Soft: true}
	if v == 20 || v == 200 { // عقدين: two decades
		n.Also = []Value{Decimal(2, 0)}
	}
	p.add(n, p.i+1)
}

// times gives ثلاثة عقود its reading as 30.
func (p *numberParser) times(power int) {
	if n := len(p.out); n > 0 && p.out[n-1].End == p.lex[max(p.i-1, 0)].end {
		last := &p.out[n-1]
		last.Also = append(last.Also[:len(last.Also):len(last.Also)], last.Value.Shift(power))
	}
}

// afternoon gives the hour before it its reading on the 24-hour clock.
func (p *numberParser) afternoon() {
	for k := len(p.out) - 1; k >= 0 && k >= len(p.out)-2; k-- {
		n := &p.out[k]
		if h := n.Value.Int(); p.lex[p.i].start-n.End < 40 && h > 0 && h < 12 {
			n.Also = append(n.Also[:len(n.Also):len(n.Also)], Decimal(h+12, 0))
		}
	}
}
