package check

import (
	"slices"

	"mujaz/internal/arabic"
)

// Numbers compares the numbers of a source and its translation as multisets:
// every number of the one must be in the other, in digits or in words. Soft
// numbers may stand on one side alone; months are compared as a set, for "5 and
// 20 March" names it once.
func Numbers(p Pair) []Finding {
	return compareNumbers(p, arabic.Numbers(p.Source), EnglishNumbers(p.Answer))
}

func compareNumbers(p Pair, source, answer []arabic.Number) []Finding {
	if len(source) == 0 && len(answer) == 0 {
		return nil
	}
	m := matching{source: source, answer: answer}
	m.usedSource, m.usedAnswer = make([]bool, len(source)), make([]bool, len(answer))
	m.match()
	var out []Finding
	report := func(n *arabic.Number, in, notIn string) {
		detail := label(n) + " is in the " + in + " and not in the " + notIn
		if !slices.ContainsFunc(out, func(f Finding) bool { return f.Detail == detail }) {
			out = append(out, Finding{Check: "numbers", Level: Warning, Paragraph: p.Paragraph, Detail: detail, Repair: true})
		}
	}
	for i := range source {
		if !m.usedSource[i] && !m.excused(&source[i], answer) {
			report(&source[i], "source", "translation")
		}
	}
	twos := -1 // counted when first asked for
	for i := range answer {
		n := &answer[i]
		if m.usedAnswer[i] || m.excused(n, source) {
			continue
		}
		if n.Value == decimal(2) {
			if twos < 0 {
				twos = arabic.Duals(p.Source)
			}
			if twos--; twos >= 0 {
				continue
			}
		}
		report(n, "translation", "source")
	}
	return out
}

// label says a number for a finding: "18", "18%", "October".
func label(n *arabic.Number) string {
	switch n.Kind {
	case arabic.Percent:
		return n.Value.String() + "%"
	case arabic.Month:
		return monthLabel(n.Value.Int())
	}
	return n.Value.String()
}

func monthLabel(m int64) string {
	names := [...]string{
		"", "January", "February", "March", "April", "May", "June", "July", "August",
		"September", "October", "November", "December",
	}
	if m < 1 || m >= int64(len(names)) {
		return "a month"
	}
	return names[m]
}

// matching pairs the numbers of two texts, the surest pairs first.
type matching struct {
	source, answer         []arabic.Number
	usedSource, usedAnswer []bool
}

func (m *matching) match() {
	same := func(a, b *arabic.Number) bool { return a.Value == b.Value }
	reading := func(a, b *arabic.Number) bool {
		return a.Is(b.Value) || slices.ContainsFunc(b.Also, a.Is)
	}
	hard := func(a, b *arabic.Number) bool { return !a.Soft && !b.Soft }
	alike := func(a, b *arabic.Number) bool { return (a.Kind == arabic.Month) == (b.Kind == arabic.Month) }
	m.pass(func(a, b *arabic.Number) bool { return hard(a, b) && same(a, b) && alike(a, b) })
	m.pass(func(a, b *arabic.Number) bool { return hard(a, b) && reading(a, b) && alike(a, b) })
	m.pass(func(a, b *arabic.Number) bool { return a.Soft != b.Soft && reading(a, b) && alike(a, b) })
	// 7/10 is 7 October too.
	m.pass(func(a, b *arabic.Number) bool { return hard(a, b) && same(a, b) })
}

func (m *matching) pass(fits func(a, b *arabic.Number) bool) {
	for i := range m.source {
		if m.usedSource[i] {
			continue
		}
		for k := range m.answer {
			a, b := &m.source[i], &m.answer[k]
			if !m.usedAnswer[k] && fits(a, b) {
				m.usedSource[i], m.usedAnswer[k] = true, true
				break
			}
		}
	}
}

// excused tells whether an unpaired number needs no partner: it is soft, or a
// month whose name is on the other side.
func (m *matching) excused(n *arabic.Number, others []arabic.Number) bool {
	if n.Soft {
		return true
	}
	if n.Kind != arabic.Month {
		return false
	}
	return slices.ContainsFunc(others, func(o arabic.Number) bool { return o.Kind == arabic.Month && o.Value == n.Value })
}
