package cmd

import (
	"fmt"
	"slices"

	"mujaz/internal/check"
)

// disorder names the paragraphs that stand in another order in the output. The
// matches come in the order of the source, whose first unit has the number first.
func disorder(matches []check.Match, first int) []check.Finding {
	var order []check.Match
	for _, m := range matches {
		if len(m.Source) > 0 && len(m.Answer) > 0 {
			order = append(order, m)
		}
	}
	var findings []check.Finding
	say := func(m check.Match, format string, args ...any) {
		findings = append(findings, check.Finding{
			Check: "alignment", Level: check.Error, Paragraph: first + m.Source[0], Detail: fmt.Sprintf(format, args...),
		})
	}
	for len(order) > 1 {
		i := farthest(order)
		if i < 0 {
			break
		}
		m := order[i]
		switch k := mate(order, i); {
		case k >= 0:
			other := order[k]
			order[i].Answer, order[k].Answer = other.Answer, m.Answer
			if k == i+1 {
				say(m, "paragraphs %d and %d stand in the other order", first+m.Source[0], first+other.Source[0])
			} else {
				say(m, "paragraphs %d and %d stand in each other's place", first+m.Source[0], first+other.Source[0])
			}
		default:
			say(m, "this paragraph stands %s", place(order, m, first))
			order = slices.Delete(order, i, i+1)
		}
	}
	return findings
}

// farthest returns the match that crosses most others, the first of several, or -1.
func farthest(order []check.Match) int {
	found, most := -1, 0
	for i, m := range order {
		crossed := 0
		for k, other := range order {
			if k < i == (other.Answer[0] > m.Answer[0]) && k != i {
				crossed++
			}
		}
		if crossed > most {
			found, most = i, crossed
		}
	}
	return found
}

// mate returns the later match that has changed places with match i: with both
// exchanged, neither crosses any other. It returns -1 where there is none.
func mate(order []check.Match, i int) int {
	rank := func(m check.Match) (n int) {
		for _, other := range order {
			if other.Answer[0] < m.Answer[0] {
				n++
			}
		}
		return n
	}
	if k := rank(order[i]); k > i && rank(order[k]) == i {
		return k
	}
	return -1
}

// place says where in the output a paragraph stands that has moved.
func place(order []check.Match, m check.Match, first int) string {
	before := -1
	for k, other := range order {
		if other.Answer[0] < m.Answer[0] && (before < 0 || other.Answer[0] > order[before].Answer[0]) {
			before = k
		}
	}
	if before < 0 {
		return "before all others"
	}
	return fmt.Sprintf("after paragraph %d", first+order[before].Source[0])
}
