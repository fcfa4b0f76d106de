package arabic

// FirstHijriMonth is the value of Muharram in a Number of kind Month; the months
// of the Gregorian calendar are 1 to 12.
const FirstHijriMonth = 13

// monthWords are the month names of CLDR's ar-* locales with the spellings of
// the news. Two-word names begin with a monthHead.
func monthWords() []spellings {
	const h = FirstHijriMonth - 1
	return []spellings{
		{month, 1, "يناير جانفي"},
		{month, 2, "فبراير شباط فيفري"},
		{month, 3, "آذار"},
		{month, 4, "أبريل أفريل ابريل"},
		{month, 5, "أيار"},
		{month, 6, "يونيو يونيه حزيران"},
		{month, 7, "يوليو يوليه تموز يوليوز جويلية"},
		{month, 8, "أغسطس غشت أغشت"},
		{month, 9, "سبتمبر أيلول شتنبر شتمبر"},
		{month, 10, "أكتوبر"},
		{month, 11, "نوفمبر نونبر"},
		{month, 12, "ديسمبر دجنبر دجمبر"},
		{unsureMonth, 3, "مارس"},
		{unsureMonth, 4, "نيسان"},
		{unsureMonth, 5, "مايو ماي"},
		{unsureMonth, 6, "جوان"},
		{unsureMonth, 8, "آب أوت"},
		{monthHead, 1, "كانون"},
		{monthHead, 10, "تشرين"},
		{monthHead, h + 3, "ربيع"},
		{monthHead, h + 5, "جمادى"},
		{monthHead, h + 11, "ذو ذي"},
		{hijriTail, 0, "آخر آخرة"},
		{hijriTail, 1, "قعدة"},
		{hijriTail, 2, "حجة"},
		{unsureMonth, h + 1, "محرم"},
		{unsureMonth, h + 7, "رجب"},
		{unsureMonth, h + 8, "شعبان"},
		{unsureMonth, h + 9, "رمضان"},
		{unsureMonth, h + 10, "شوال"},
	}
}

// twoWordMonth returns the month that begins with head and goes on with next, or 0.
func twoWordMonth(head int16, next lexeme) int16 {
	const h = FirstHijriMonth - 1
	if head > h+10 { // ذو القعدة, ذو الحجة
		if next.class == hijriTail && next.value > 0 {
			return h + 10 + next.value
		}
		return 0
	}
	second := next.class == ordinal && next.value == 2 || next.class == hijriTail && next.value == 0
	switch {
	case !second && (next.class != ordinal || next.value != 1):
		return 0
	case head == 1 && !second: // كانون الأول is December
		return 12
	case head > 1 && second:
		return head + 1
	}
	return head
}

// month reads a month's name, both of أغسطس/آب as one.
func (p *numberParser) month() {
	v, end, sure := p.monthAt(p.i)
	if v == 0 {
		return
	}
	n := Number{Value: Decimal(int64(v), 0), Kind: Month}
	if w, after, _ := p.monthAt(end); w == v && (p.lex[end].gap == '/' || p.lex[end].gap == '(' || p.lex[end].gap == '-') {
		end, sure = after, true
	}
	n.Soft = !sure && !p.dated(p.i, end) || v >= FirstHijriMonth
	p.add(n, end)
}

// monthAt reads one month's name: its value, where it ends, and whether its words
// mean nothing else.
func (p *numberParser) monthAt(i int) (v int16, end int, sure bool) {
	switch p.class(i) {
	case month:
		return p.lex[i].value, i + 1, true
	case unsureMonth:
		return p.lex[i].value, i + 1, false
	case monthHead:
		if i+1 < len(p.lex) && p.lex[i+1].gap == 0 {
			if v = twoWordMonth(p.lex[i].value, p.lex[i+1]); v > 0 {
				return v, i + 2, true
			}
		}
	}
	return 0, i, false
}

// dated tells whether a day, a year or a word of dates stands beside the month
// that spans lexemes i to end.
func (p *numberParser) dated(i, end int) bool {
	if p.class(end) == digits && p.lex[end].gap == 0 {
		return true
	}
	switch p.class(i - 1) {
	case digits, month, unsureMonth, monthWord, inPreposition, datePart:
		return true
	case fromWord:
		return p.class(i-2) == digits || p.class(i-2) == ordinal || p.class(i-2) == ten || p.class(i-2) == tens
	}
	return p.class(end) == month && p.lex[end].clitics.And
}

// equivalent makes the Hijri date before الموافق soft: a translation may keep the
// Gregorian one alone.
func (p *numberParser) equivalent() {
	const reach = 60 // bytes: day, month, year and the letters of the calendar
	for k := len(p.out) - 1; k >= 0 && p.lex[p.i].start-p.out[k].End < reach; k-- {
		n := &p.out[k]
		if y := n.Value.Int(); n.Kind == Month && y < FirstHijriMonth || y > 1600 {
			return
		}
		n.Soft = true
	}
}
