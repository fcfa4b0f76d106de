package check

import (
	"slices"
)

// unitChecks are the checks of one unit, but for its figures.
func unitChecks() []func(*reading) []Finding {
	return []func(*reading) []Finding{
		empty, untranslated, commentary, repetition, skeleton, length, ending, sentences,
		verbatim, quotes, negation, question, charge,
	}
}

// articleChecks are those that need all units of an article.
func articleChecks() []func([]reading) []Finding {
	return []func([]reading) []Finding{shifted, duplicated, outliers, names}
}

// Translation checks the units of an article, the title among them, against
// their English translations. Findings come in the order of the pairs. Their
// level is what remains when the model, asked again, does no better.
func Translation(pairs []Pair) []Finding {
	readings := make([]reading, len(pairs))
	var found []Finding
	for i, p := range pairs {
		readings[i] = read(p)
		found = append(found, readings[i].unit()...)
	}
	for _, check := range articleChecks() {
		found = append(found, check(readings)...)
	}
	order := make(map[int]int, len(pairs))
	for i, p := range pairs {
		order[p.Paragraph] = i
	}
	slices.SortStableFunc(found, func(a, b Finding) int { return order[a.Paragraph] - order[b.Paragraph] })
	return found
}

// Unit checks one unit against its translation: what Translation finds without
// looking at the rest of the article.
func Unit(p Pair) []Finding {
	r := read(p)
	return r.unit()
}

func (r *reading) unit() []Finding {
	var found []Finding
	for _, check := range unitChecks() {
		found = append(found, check(r)...)
	}
	if r.source.letters == 0 || r.answer.letters == 0 {
		return found
	}
	return append(found, Figures(r.Pair)...)
}

// Better tells whether a repaired answer with the findings a is to be preferred
// to one with the findings b: it has fewer errors, or as many and fewer warnings.
// Notes do not count.
func Better(a, b []Finding) bool {
	errors, warnings := tally(a)
	errorsBefore, warningsBefore := tally(b)
	return errors < errorsBefore || errors == errorsBefore && warnings < warningsBefore
}

func tally(found []Finding) (errors, warnings int) {
	for _, f := range found {
		switch f.Level {
		case Error:
			errors++
		case Warning:
			warnings++
		}
	}
	return errors, warnings
}
