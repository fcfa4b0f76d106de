package arabic

import "unicode/utf8"

// DigitRun is a number written in digits.
type DigitRun struct {
	Value Value
	Also  []Value // the other reading of "3,200" or "3.200"
	End   int     // the byte after it
}

// maxGroups bounds the separated groups of one number: 18 digits hold six.
const maxGroups = 8

// digitGroups is a run of digits cut at its separators.
type digitGroups struct {
	n      int
	value  [maxGroups]int64
	length [maxGroups]int
	sep    [maxGroups]rune // before the group
	end    [maxGroups]int
}

// ReadDigits reads the number in digits at text[start:], which must be one. With
// maghreb, as in Arabic texts, "3,200" and "3.200" have both readings and ، can
// be a decimal comma; without it a comma groups and a point divides. Separators
// that fit no number end it: 12.5.2020 is 12, then 5.
func ReadDigits(text string, start int, maghreb bool) DigitRun {
	run := readSeparated(text, start, maghreb)
	if rest := text[run.End:]; len(rest) > 1 && rest[0] == 0xc2 && rest[1] >= 0xbc && rest[1] <= 0xbe { // ¼ ½ ¾
		return DigitRun{Value: run.Value.Plus(Ratio(int64(rest[1]-0xbb), 4)), End: run.End + 2}
	}
	return run
}

func readSeparated(text string, start int, maghreb bool) DigitRun {
	g := splitDigits(text, start, maghreb)
	run := DigitRun{Value: Decimal(g.value[0], 0), End: g.end[0]}
	last := g.n - 1
	if last == 0 || afterSplit(text, start) {
		return run
	}
	grouped := g.grouped(last)
	switch {
	case last > 1 && grouped && g.same(last):
		return DigitRun{Value: g.integer(last), End: g.end[last]}
	case last > 1 && g.grouped(last-1) && g.same(last-1) && g.decimalAt(last):
		return DigitRun{Value: g.decimal(last), End: g.end[last]}
	case last > 1 && !isSpace(g.sep[1]):
		return run
	case grouped && g.groupsAt(1):
		return DigitRun{Value: g.integer(1), Also: g.other(maghreb, g.decimal), End: g.end[1]}
	case grouped && maghreb && g.sep[1] == '.' && g.value[1] == 0: // 80.000
		return DigitRun{Value: g.integer(1), Also: []Value{g.decimal(1)}, End: g.end[1]}
	case g.decimalAt(1):
		run = DigitRun{Value: g.decimal(1), End: g.end[1]}
		if grouped && g.sep[1] == '.' {
			run.Also = g.other(maghreb, g.integer)
		}
	}
	return run
}

// afterSplit tells whether the digits at start go on a row like 12.5.2020 that is
// no single number.
func afterSplit(text string, start int) bool {
	return start > 1 && (text[start-1] == '.' || text[start-1] == ',') && text[start-2] >= '0' && text[start-2] <= '9'
}

func (g *digitGroups) other(maghreb bool, read func(int) Value) []Value {
	if !maghreb || g.value[1] == 0 || g.sep[1] != ',' && g.sep[1] != '.' {
		return nil
	}
	return []Value{read(1)}
}

// groupsAt tells whether the separator before group i groups thousands.
func (g *digitGroups) groupsAt(i int) bool {
	switch g.sep[i] {
	case ',', '٬', '،', '\'':
		return true
	}
	return isSpace(g.sep[i])
}

// decimalAt tells whether the separator before group i can be a decimal point.
func (g *digitGroups) decimalAt(i int) bool {
	switch g.sep[i] {
	case '.', '٫':
		return true
	case ',', '،':
		return g.length[i] <= 2 || g.value[0] == 0 && g.length[0] == 1
	}
	return false
}

// grouped tells whether groups 1 to last can be thousands of group 0.
func (g *digitGroups) grouped(last int) bool {
	for i := 1; i <= last; i++ {
		if g.length[i] != 3 {
			return false
		}
	}
	return g.length[0] <= 3 && g.value[0] != 0
}

// same tells whether groups 1 to last follow one and the same separator.
func (g *digitGroups) same(last int) bool {
	for i := 2; i <= last; i++ {
		if g.sep[i] != g.sep[1] {
			return false
		}
	}
	return true
}

func (g *digitGroups) integer(last int) Value {
	n := int64(0)
	for i := 0; i <= last && i < 6; i++ {
		n = n*1000 + g.value[i]
	}
	return Decimal(n, 0)
}

func (g *digitGroups) decimal(last int) Value {
	return g.integer(last - 1).Plus(Decimal(g.value[last], -g.length[last]))
}

func splitDigits(text string, i int, maghreb bool) (g digitGroups) {
	for g.n < maxGroups {
		v, length, next := readDigits(text, i)
		g.value[g.n], g.length[g.n], g.end[g.n] = v, length, next
		g.n++
		if next >= len(text) {
			return g
		}
		sep, size := rune(text[next]), 1
		if text[next] >= utf8.RuneSelf {
			sep, size = utf8.DecodeRuneInString(text[next:])
		}
		if !separates(sep, maghreb) || !IsDigit(text, next+size) {
			return g
		}
		if isSpace(sep) && !spaced(text, next+size, sep) {
			return g
		}
		g.sep[g.n] = sep
		i = next + size
	}
	return g
}

func separates(r rune, maghreb bool) bool {
	switch r {
	case '.', ',', '٫', '٬', '\'':
		return true
	case '،':
		return maghreb
	}
	return isSpace(r)
}

func isSpace(r rune) bool {
	return r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009'
}

// spaced tells whether the digits at i are a group of thousands after a space.
// A plain space also stands between two numbers: it takes 000 or a hard space.
func spaced(text string, i int, sep rune) bool {
	v, length, _ := readDigits(text, i)
	return length == 3 && (sep != ' ' || v == 0)
}

// IsDigit tells whether a digit, Arabic-Indic ones included, stands at text[i:].
func IsDigit(text string, i int) bool {
	_, size := digitAt(text, i)
	return size > 0
}

// digitAt returns the value of the digit at text[i:] and its bytes, 0 if none is.
func digitAt(text string, i int) (value int64, size int) {
	switch {
	case i >= len(text):
	case text[i] >= '0' && text[i] <= '9':
		return int64(text[i] - '0'), 1
	case (text[i] == 0xd9 || text[i] == 0xdb) && i+1 < len(text):
		r := rune(text[i]&0x1f)<<6 | rune(text[i+1]&0x3f)
		if d := digit(r); d != r {
			return int64(d - '0'), 2
		}
	}
	return 0, 0
}

// readDigits reads digits up to 18 of them as a value; more keep the first 18.
func readDigits(text string, i int) (value int64, length, next int) {
	for {
		d, size := digitAt(text, i)
		if size == 0 {
			return value, length, i
		}
		if length < 18 {
			value = value*10 + d
		}
		length++
		i += size
	}
}
