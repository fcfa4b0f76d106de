package check

import "mujaz/internal/arabic"

// EnglishNumbers returns the numbers and months of an English text in order, as
// arabic.Numbers does for Arabic: digits, words, ordinals, fractions, decades.
// One, first, second, both and their like are soft, and so is a digit inside a
// word (H1N1) and a Roman numeral.
func EnglishNumbers(text string) []arabic.Number {
	p := englishParser{text: text, lex: englishLex(text)}
	for p.i < len(p.lex) {
		start := p.i
		p.next()
		if p.i == start {
			p.i++
		}
	}
	arabic.ShareScales(text, p.out)
	return p.out
}

type englishParser struct {
	text string
	lex  []lexeme
	out  []arabic.Number
	i    int
}

func (p *englishParser) class(i int) class {
	if i < 0 || i >= len(p.lex) {
		return other
	}
	return p.lex[i].class
}

// follows tells whether lexeme i is of class c after spaces or a hyphen.
func (p *englishParser) follows(i int, c class) bool {
	return p.class(i) == c && (p.lex[i].gap == 0 || p.lex[i].gap == '-')
}

func (p *englishParser) next() {
	l := p.lex[p.i]
	switch l.class {
	case digits, unit, teen, tens, hundred, scale:
		p.cardinal()
	case article:
		if next := p.class(p.i + 1); (next == hundred || next == scale) && p.lex[p.i+1].gap == 0 {
			p.cardinal()
		}
	case ordinal, tensth:
		p.ordinal(int64(l.value), p.i+1)
	case half, quarter:
		p.fraction()
	case decadeWord:
		n := int64(l.value)
		p.add(arabic.Number{Value: decimal(n), Also: []arabic.Value{decimal(1900 + n)}, Kind: arabic.Decade, Soft: true}, p.i+1)
	case softWord:
		if l.value == 12 { // two dozen
			p.times(12)
		}
		p.add(arabic.Number{Value: decimal(int64(l.value)), Soft: true}, p.i+1)
	case tenfold:
		p.times(int64(l.value))
	case monthName, monthShort, monthMaybe:
		p.month()
	case roman:
		if p.i == 0 || l.end-l.start > 1 || l.gap == '-' || l.gap == 0 && p.lex[p.i-1].upper {
			p.add(arabic.Number{Value: decimal(int64(l.value)), Kind: arabic.Ordinal, Soft: true}, p.i+1)
		}
	}
}

func decimal(n int64) arabic.Value { return arabic.Decimal(n, 0) }

func (p *englishParser) add(n arabic.Number, end int) {
	n.Start, n.End = p.lex[p.i].start, p.lex[end-1].end
	p.out = append(p.out, n)
	p.i = end
}

// ordinal reads an ordinal of value v that ends before lexeme end; the third of
// "a third of" is a part too.
func (p *englishParser) ordinal(v int64, end int) {
	n := arabic.Number{Value: decimal(v), Kind: arabic.Ordinal, Soft: v <= 2}
	if v > 2 && v <= 10 {
		n.Also = []arabic.Value{arabic.Ratio(1, v)}
	}
	n.Soft = n.Soft || p.class(end) == partyWord && v == 3 // a third party is an outside one
	p.add(n, end)
}

// fraction reads half, half a million, a quarter of a million.
func (p *englishParser) fraction() {
	l := p.lex[p.i]
	part := arabic.Ratio(1, int64(l.value))
	at := p.i + 1
	for p.class(at) == article || p.class(at) == ofWord {
		at++
	}
	if p.class(at) == scale && p.lex[at].gap == 0 {
		power := int(p.lex[at].value)
		p.add(arabic.Number{Value: part.Shift(power), Scale: power}, at+1)
		return
	}
	if p.class(at) == softWord && p.lex[at].value == 12 { // half a dozen
		p.add(arabic.Number{Value: decimal(6), Soft: true}, at+1)
		return
	}
	n := arabic.Number{Value: part, Kind: arabic.Fraction, Soft: true}
	if l.class == half { // a year and a half, half past
		n.Also = []arabic.Value{arabic.Decimal(15, -1), decimal(30)}
	} else {
		n.Also = []arabic.Value{decimal(15), arabic.Decimal(125, -2)}
	}
	p.add(n, p.i+1)
}

// times gives three decades its reading as 30.
func (p *englishParser) times(factor int64) {
	if n := len(p.out); n > 0 && p.lex[p.i].start-p.out[n-1].End < 3 {
		last := &p.out[n-1]
		last.Also = append(last.Also[:len(last.Also):len(last.Also)], arabic.Decimal(last.Value.Num*factor, last.Value.Exp))
	}
}

// month reads a month's name. May and March are soft where nothing beside them
// says that they are months.
func (p *englishParser) month() {
	l := p.lex[p.i]
	if !l.upper {
		return
	}
	beside := p.class(p.i-1) == digits && l.gap != ',' || p.class(p.i+1) == digits || p.class(p.i-1) == ordinal ||
		p.class(p.i-2) == digits && (p.class(p.i-1) == ofWord || p.lex[p.i-1].end-p.lex[p.i-1].start == 2) // 5th (of) May
	if l.class == monthShort && !beside {
		return
	}
	sure := l.class != monthMaybe || beside || p.class(p.i-1) == dateWord || p.class(p.i-1) == ofWord
	p.add(arabic.Number{Value: decimal(int64(l.value)), Kind: arabic.Month, Soft: !sure}, p.i+1)
}
