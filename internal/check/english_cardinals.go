package check

import (
	"strings"

	"mujaz/internal/arabic"
)

// cardinal reads a number of digits, words and scales.
func (p *englishParser) cardinal() {
	first := p.lex[p.i]
	if p.class(p.i-1) == few && (first.class == hundred || first.class == scale) {
		for c := first.class; c == hundred || c == scale; c = p.class(p.i) {
			p.i++
		}
		return
	}
	v, power, end := p.sum(p.i)
	if end == p.i {
		return
	}
	if first.class == tens && end == p.i+1 && p.follows(end, ordinal) && p.lex[end].value < 10 {
		p.ordinal(int64(first.value+p.lex[end].value), end+1)
		return
	}
	if first.class == digits && end == p.i+1 && p.clock(v, end) {
		return
	}
	n := arabic.Number{Value: v, Scale: power}
	switch {
	case first.class == digits:
		p.digitReadings(&n, first, end)
	case p.follows(end, partWord):
		n.Value, n.Kind, end = arabic.Ratio(max(v.Int(), 1), int64(p.lex[end].value)), arabic.Fraction, end+1
	case first.class == unit && first.value == 1 && end == p.i+1 && p.isPart(end):
		n.Value, n.Kind, end = arabic.Ratio(1, int64(p.lex[end].value)), arabic.Fraction, end+1
	case first.class == unit && end == p.i+1:
		n.Soft = first.value == 1
	}
	end = p.halves(&n, power, end)
	if p.percentFollows(end) {
		n.Kind = arabic.Percent
	}
	p.add(n, end)
}

// clock reads the hour and minute of 1530 GMT.
func (p *englishParser) clock(v arabic.Value, end int) bool {
	hhmm, first := v.Int(), p.lex[p.i]
	if p.class(end) != timeZone || first.end-first.start != 4 || hhmm < 0 || hhmm > 2400 {
		return false
	}
	p.add(arabic.Number{Value: decimal(hhmm / 100)}, end)
	p.out = append(p.out, arabic.Number{Value: decimal(hhmm % 100), Soft: hhmm%100 == 0, Start: first.start, End: first.end})
	return true
}

// isPart tells whether lexeme i is a part after one: one-third, one quarter.
func (p *englishParser) isPart(i int) bool {
	return p.follows(i, quarter) || p.follows(i, ordinal) && p.lex[i].value > 2
}

// digitReadings adds what stands on or beside digits: H1N1, 1980s, 10 p.m., 1
// metre, 2019-20.
func (p *englishParser) digitReadings(n *arabic.Number, first lexeme, end int) {
	n.Soft = first.inWord || n.Value == decimal(1) || n.Value.Num == 0
	rest := p.text[first.end:]
	v := n.Value.Int()
	switch {
	case n.Scale > 0:
		if p.class(end-1) == scaleShort { // 3m is also 3 metres
			n.Also = []arabic.Value{first.run.Value}
		}
	case strings.HasPrefix(rest, "s") || strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s"):
		n.Kind = arabic.Decade
		if v < 100 && v >= 20 {
			n.Also = []arabic.Value{decimal(1900 + v)}
		} else if v > 1000 {
			n.Also = []arabic.Value{decimal(v % 100)}
		}
	case isAfternoon(rest):
		p.afternoon(n, first)
	case (first.gap == '-' || first.gap == '/') && v < 100 && len(p.out) > 0:
		if y := p.out[len(p.out)-1].Value.Int(); y > 1000 && y < 2200 { // 2019-20
			n.Also = []arabic.Value{decimal(y/100*100 + v)}
		}
	case first.gap == '\'' || p.i > 0 && strings.HasSuffix(p.text[:first.start], "’"):
		n.Also = []arabic.Value{decimal(1900 + v)}
	}
}

func isAfternoon(rest string) bool {
	rest = strings.TrimLeft(rest, " \u00a0")
	return len(rest) > 1 && rest[0]|0x20 == 'p' && (rest[1]|0x20 == 'm' || len(rest) > 2 && rest[1] == '.' && rest[2]|0x20 == 'm')
}

// afternoon adds the hour on the 24-hour clock to the number that is the hour.
func (p *englishParser) afternoon(n *arabic.Number, first lexeme) {
	if first.gap == ':' && len(p.out) > 0 {
		n = &p.out[len(p.out)-1]
	}
	if h := n.Value.Int(); h > 0 && h < 12 {
		n.Also = []arabic.Value{decimal(h + 12)}
	}
}

// sum reads summands of falling scale: two million three hundred thousand.
func (p *englishParser) sum(i int) (v arabic.Value, power, end int) {
	v, power, end = p.product(i)
	if end == i || power == 0 {
		return v, power, end
	}
	for last := power; last > 0; {
		at := end
		if p.class(at) == andWord {
			at++
		}
		switch p.class(at) {
		case unit, teen, tens, digits:
		default:
			return v, power, end
		}
		w, next, after := p.product(at)
		if p.lex[at].gap != 0 && p.lex[at].gap != ',' || next >= last || w.Float() >= arabic.Decimal(1, last).Float() {
			return v, power, end
		}
		if p.class(at) == digits && next == 0 { // 2 million 300 is no number
			return v, power, end
		}
		v, last, end = v.Plus(w), next, after
	}
	return v, power, end
}

// product reads a number below 1,000, or in digits, with its scale words.
func (p *englishParser) product(i int) (v arabic.Value, power, end int) {
	l := p.lex[i]
	switch l.class {
	case digits:
		v, end = l.run.Value, i+1
		if l.inWord {
			return v, 0, end
		}
		if p.isShortScale(end) {
			return v.Shift(int(p.lex[end].value)), int(p.lex[end].value), end + 1
		}
	case scale:
		v, end = decimal(1), i
	case article:
		v, end = decimal(1), i+1
		if p.class(end) == hundred {
			n, after := p.hundreds(1, end)
			v, end = decimal(n), after
		}
	default:
		n, after := p.small(i)
		v, end = decimal(n), after
	}
	for p.follows(end, scale) {
		power += int(p.lex[end].value)
		v = v.Shift(int(p.lex[end].value))
		end++
	}
	return v, power, end
}

// isShortScale tells whether lexeme i is the bn of 2.5bn. A bare m or k takes a
// currency sign before the digits to mean million.
func (p *englishParser) isShortScale(i int) bool {
	return p.class(i) == scaleShort && p.lex[i].start-p.lex[i-1].end < 2 && p.lex[i].gap == 0 &&
		(p.lex[i].end-p.lex[i].start > 1 || strings.HasSuffix(p.text[:p.lex[i-1].start], "$") ||
			strings.HasSuffix(p.text[:p.lex[i-1].start], "€") || strings.HasSuffix(p.text[:p.lex[i-1].start], "£"))
}

// small reads a number below 1,000 in words.
func (p *englishParser) small(i int) (n int64, end int) {
	if p.class(i) == hundred {
		return p.hundreds(1, i)
	}
	n, end = p.underHundred(i)
	if p.class(i) == teen && p.follows(end, tens) { // nineteen sixty-seven
		rest, after := p.underHundred(end)
		return n*100 + rest, after
	}
	if p.follows(end, hundred) {
		return p.hundreds(n, end)
	}
	return n, end
}

// hundreds reads n hundred and what is added to it; i is at hundred.
func (p *englishParser) hundreds(n int64, i int) (int64, int) {
	n, end := n*100, i+1
	at := end
	if p.class(at) == andWord {
		at++
	}
	switch p.class(at) {
	case unit, teen, tens:
		rest, after := p.underHundred(at)
		if p.lex[at].gap == 0 && p.class(after) != hundred {
			return n + rest, after
		}
	}
	return n, end
}

func (p *englishParser) underHundred(i int) (n int64, end int) {
	l := p.lex[i]
	switch l.class {
	case tens:
		if p.follows(i+1, unit) {
			return int64(l.value + p.lex[i+1].value), i + 2
		}
		return int64(l.value), i + 1
	case unit, teen:
		return int64(l.value), i + 1
	}
	return 0, i
}

// halves reads "and a half" after a number, before or after its scale.
func (p *englishParser) halves(n *arabic.Number, power, end int) int {
	if p.class(end) != andWord || p.class(end+1) != article && p.class(end+1) != unit {
		return end
	}
	if c := p.class(end + 2); c != half && c != quarter {
		return end
	}
	n.Soft = false
	n.Value = n.Value.Plus(arabic.Ratio(1, int64(p.lex[end+2].value)).Shift(power))
	end += 3
	if p.follows(end, scale) {
		n.Scale = int(p.lex[end].value)
		n.Value = n.Value.Shift(n.Scale)
		end++
	}
	return end
}

func (p *englishParser) percentFollows(end int) bool {
	rest := strings.TrimLeft(p.text[p.lex[end-1].end:], " \u00a0")
	return strings.HasPrefix(rest, "%") || strings.HasPrefix(rest, "percent") || strings.HasPrefix(rest, "per cent")
}
