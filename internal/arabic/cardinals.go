package arabic

// cardinal reads a number of digits, words and scales.
func (p *numberParser) cardinal() {
	first := p.lex[p.i]
	switch {
	case p.isPercentWord(p.i) || p.isLion(p.i):
		p.i++
		return
	case p.class(p.i-1) == few && first.class != digits && first.gap == 0:
		_, _, end := p.sum(p.i)
		p.i = max(end, p.i+1)
		return
	}
	v, power, end := p.sum(p.i)
	if end == p.i || p.clock(first, end) {
		return
	}
	n := Number{Value: v, Scale: power, Soft: first.inWord}
	p.readings(&n, first, end)
	if n.Value.Den == 0 && end == p.i+1 {
		p.shortYear(&n, first)
	}
	if first.class == unit && end == p.i+1 && p.follows(end, parts) { // ثلاثة أرباع
		n, power, end = Number{Value: Ratio(int64(first.value), int64(p.lex[end].value)), Kind: Fraction}, 0, end+1
	}
	end = p.halves(&n, power, end)
	if p.percentFollows(end) {
		n.Kind = Percent
	}
	p.add(n, end)
}

// clock reads the hour and minute of 15,30 ت غ and of 1530 ت غ.
func (p *numberParser) clock(first lexeme, end int) bool {
	if first.class != digits || end != p.i+1 || p.class(end) != timeZone {
		return false
	}
	v := first.run.Value
	hhmm := v.Int()
	if hhmm < 0 && v.Exp >= -2 {
		hhmm = v.Shift(2).Int()
	} else if first.end-first.start != 4 { // 3 بتوقيت القاهرة
		return false
	}
	if hhmm < 0 || hhmm > 2400 {
		return false
	}
	p.add(Number{Value: Decimal(hhmm/100, 0)}, end)
	p.out = append(p.out, Number{Value: Decimal(hhmm%100, 0), Soft: hhmm%100 == 0, Start: first.start, End: first.end})
	return true
}

// readings adds the other values that a number's first word leaves open.
func (p *numberParser) readings(n *Number, first lexeme, end int) {
	switch {
	case first.class == digits:
		for _, v := range first.run.Also {
			n.Also = append(n.Also, v.Shift(n.Scale))
		}
		n.Soft = n.Soft || first.gap == ':' && n.Value.Num == 0
	case first.class == scaleA && end == p.i+1:
		n.Also = []Value{n.Value.Plus(n.Value)}
		n.Soft = first.value == 3 // "alpha" too
	case first.class == scaleA:
		n.Also = []Value{n.Value.Plus(Decimal(1, int(first.value)))}
	case first.class == unit && end == p.i+1:
		n.Soft = first.value == 1
		if first.value >= 5 && first.clitics.Article {
			n.Also = []Value{Ratio(1, int64(first.value))}
		}
	case first.class == ten && end == p.i+1:
		n.Also = []Value{Decimal(1, -1)}
	}
}

// sum reads summands of falling scale joined by و: مليون ومئتا ألف.
func (p *numberParser) sum(i int) (v Value, power, end int) {
	v, power, end = p.product(i)
	if end == i {
		return v, 0, i
	}
	largest := power
	for last := power; last > 0 && end < len(p.lex); {
		l := p.lex[end]
		if !l.clitics.And && !p.digitsAfterAnd(end) || l.gap != 0 && l.gap != '-' {
			break
		}
		w, next, after := p.product(end)
		if after == end || next >= last || w.Float() >= Decimal(1, last).Float() {
			break
		}
		v, last, end = v.Plus(w), next, after
	}
	return v, largest, end
}

// digitsAfterAnd tells whether digits have a و written onto them.
func (p *numberParser) digitsAfterAnd(i int) bool {
	l := p.lex[i]
	return l.class == other && p.text[l.start:l.end] == "و" && p.class(i+1) == digits && p.lex[i+1].start == l.end
}

// product reads a number below 1,000, or in digits, with its scale words.
func (p *numberParser) product(i int) (v Value, power, end int) {
	if p.digitsAfterAnd(i) {
		i++
	}
	l := p.lex[i]
	switch l.class {
	case digits:
		v, end = l.run.Value, i+1
		if l.inWord {
			return v, 0, end
		}
	case scale, scaleA:
		v, power, end = Decimal(1, int(l.value)), int(l.value), i+1
	case scaleTwo:
		v, power, end = Decimal(2, int(l.value)), int(l.value), i+1
	default:
		n, after := p.small(i)
		if after == i {
			return v, 0, i
		}
		v, end = Decimal(n, 0), after
	}
	for p.isScale(end) {
		power += int(p.lex[end].value)
		v = v.Shift(int(p.lex[end].value))
		end++
	}
	return v, power, end
}

// isScale tells whether lexeme i multiplies the number before it.
func (p *numberParser) isScale(i int) bool {
	switch p.class(i) {
	case scale, scaleA, scales:
		c := p.lex[i].clitics
		return p.lex[i].gap == 0 && !c.And && !c.By && !c.Prefix
	}
	return false
}

// small reads a number below 1,000 in words.
func (p *numberParser) small(i int) (n int64, end int) {
	l := p.lex[i]
	switch l.class {
	case unit, oneOf, ten, tens:
		n, end = p.underHundred(i)
		if l.class == unit && end == i+1 && l.value >= 3 && p.follows(end, hundred) && !p.lex[end].clitics.And && !p.isPercentWord(end) {
			n, end = n*100, end+1
			break
		}
		return n, end
	case hundred, hundreds:
		n, end = int64(l.value), i+1
	default:
		return 0, i
	}
	if end < len(p.lex) && p.lex[end].clitics.And && p.lex[end].gap == 0 {
		if rest, after := p.underHundred(end); after > end && !p.follows(after, hundred) {
			return n + rest, after
		}
	}
	return n, end
}

// underHundred reads 1 to 99 in words: خمسة وعشرون is 25.
func (p *numberParser) underHundred(i int) (n int64, end int) {
	l := p.lex[i]
	switch l.class {
	case unit, oneOf:
		if p.follows(i+1, ten) && p.lex[i+1].clitics == (Clitics{}) {
			return 10 + int64(l.value), i + 2
		}
		if p.follows(i+1, tens) && p.lex[i+1].clitics.And {
			return int64(l.value + p.lex[i+1].value), i + 2
		}
		if l.class == unit {
			return int64(l.value), i + 1
		}
	case ten, tens:
		return int64(l.value), i + 1
	}
	return 0, i
}

// halves adds ونصف, وربع after a number: to the number, or to its scale's unit
// (مليون ونصف). With a noun between (ثلاث سنوات ونصف) it is another reading.
func (p *numberParser) halves(n *Number, power, end int) int {
	at := end
	if p.class(end) == other && p.class(end+1) == fraction && p.lex[end].gap == 0 {
		at++
	}
	if !p.follows(at, fraction) || !p.lex[at].clitics.And {
		return end
	}
	part := Ratio(1, int64(p.lex[at].value))
	if p.class(at+1) == scale && p.lex[at+1].gap == 0 && !p.lex[at+1].clitics.And {
		n.addToAll(part.Shift(int(p.lex[at+1].value)))
		return at + 2
	}
	if at == end {
		n.addToAll(part.Shift(power))
		return at + 1
	}
	n.Also = append(n.Also[:len(n.Also):len(n.Also)], n.Value.Plus(part), n.Value.Plus(part.Shift(power)))
	return end
}

// addToAll adds part to every reading of n, which makes it a plain number.
func (n *Number) addToAll(part Value) {
	n.Soft, n.Value = false, n.Value.Plus(part)
	for i, v := range n.Also {
		n.Also[i] = v.Plus(part)
	}
}

// isPercentWord tells whether lexeme i is the مئة of في المئة or بالمئة.
func (p *numberParser) isPercentWord(i int) bool {
	l := p.lex[i]
	if l.class != hundred || !l.clitics.Article || p.class(i+1) == scale {
		return false
	}
	return l.clitics.By || p.class(i-1) == inPreposition && len(p.out) > 0 && l.gap == 0
}

// percentFollows tells whether a percent sign or word stands at lexeme end or
// before the number.
func (p *numberParser) percentFollows(end int) bool {
	if end < len(p.lex) && p.lex[end].gap == '%' || p.lex[p.i].gap == '%' {
		return true
	}
	if p.class(end) == inPreposition {
		end++
	}
	return p.class(end) == hundred && p.lex[end].clitics.Article
}

// isLion tells whether lexeme i is the second word of Beersheba.
func (p *numberParser) isLion(i int) bool {
	return p.class(i-1) == lion && p.lex[i].class == unit
}

// shortYear adds 1967 to the readings of حدود 67.
func (p *numberParser) shortYear(n *Number, first lexeme) {
	if y := n.Value.Int(); first.class == digits && y > 19 && y < 100 {
		before := p.class(p.i - 1)
		if before == shortYear || before == datePart {
			n.Also = append(n.Also[:len(n.Also):len(n.Also)], Decimal(1900+y, 0))
		}
	}
}
