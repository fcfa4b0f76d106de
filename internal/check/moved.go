package check

import (
	"cmp"
	"slices"
)

// What a unit missing from its place and one added elsewhere must have in common to
// be one that moved: of random pairs of an article 0.1 % fit so well. Two neighbours
// in the other order are likelier than that.
const (
	movedFit     = 3.0
	neighbourFit = 0.0
)

// movePrior is the logarithm of the odds of units that changed places, for each of
// the first two. That two neighbours did is likelier than that one is missing
// and another was added right beside its place.
const movePrior = -2.5

// AlignMoved is Align, but that a unit may also stand in another place: its match
// then crosses others. The matches come in the order of the source, those without
// a source first.
func AlignMoved(source, answer []string) []Match {
	a := newAligner(source, answer)
	a.align()
	a.learn()
	inOrder := a.align()
	if len(source) == len(answer) {
		if matches, score := a.permuted(source, answer); score > a.best[a.at(len(source), len(answer))] {
			return matches
		}
	}
	matches := exchange(source, answer, a.rejoin(inOrder))
	slices.SortStableFunc(matches, func(x, y Match) int { return cmp.Compare(firstOf(x.Source), firstOf(y.Source)) })
	return matches
}

// permuted matches unit with unit, some of them exchanged, and scores that as align
// scores what it finds.
func (a *aligner) permuted(source, answer []string) ([]Match, float64) {
	var matches []Match
	for i := range source {
		matches = append(matches, Match{[]int{i}, []int{i}})
	}
	matches = exchange(source, answer, matches)
	score, moved := 0.0, 0
	for i, m := range matches {
		score += a.fit(i, m.Answer[0], beads[0])
		if m.Answer[0] != i {
			if moved++; moved <= 2 {
				score += movePrior
			}
		}
	}
	return matches, score
}

func firstOf(units []int) int {
	if len(units) == 0 {
		return -1
	}
	return units[0]
}

// rejoin matches units that are missing with units that were added, the best first.
func (a *aligner) rejoin(matches []Match) []Match {
	for {
		from, to, fit := -1, -1, 0.0
		for i, m := range matches {
			for k, n := range matches {
				if len(m.Answer) > 0 || len(n.Source) > 0 {
					continue
				}
				least := movedFit
				if k-i == 2 || i-k == 2 {
					least = neighbourFit // one match lies between
				}
				if f := a.fit(m.Source[0], n.Answer[0], beads[0]); f > least && (from < 0 || f > fit) {
					from, to, fit = i, k, f
				}
			}
		}
		if from < 0 {
			return matches
		}
		matches[from].Answer = matches[to].Answer
		matches = slices.Delete(matches, to, to+1)
	}
}

// exchange gives answers that were matched one to one to the sources that they
// belong to, where these have each other's.
func exchange(source, answer []string, matches []Match) []Match {
	var single []int
	var article []reading
	for i, m := range matches {
		if len(m.Source) == 1 && len(m.Answer) == 1 {
			single = append(single, i)
			article = append(article, read(Pair{Source: source[m.Source[0]], Answer: answer[m.Answer[0]]}))
		}
	}
	if len(article) < 2 || mostlyArabic(answer) {
		return matches
	}
	f := newFits(article)
	next, back := f.neighbours(article)
	wrong := belongings(next, back)
	f.strays(wrong, next, back)
	out := slices.Clone(matches)
	for i, b := range wrong {
		if settled(wrong, i) {
			out[single[i+b.by]].Answer = matches[single[i]].Answer
		}
	}
	return out
}

// settled tells whether the places that an answer's move frees and takes form a
// ring: each unit of it has exactly one new answer.
func settled(wrong []belonging, i int) bool {
	at := i
	for range wrong {
		if wrong[at].by == 0 {
			return false
		}
		at += wrong[at].by
		if at == i {
			return true
		}
	}
	return false
}
