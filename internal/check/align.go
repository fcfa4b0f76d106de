package check

import (
	"math"
	"slices"
)

// Match is a place where source and answer correspond: one unit and one, or units
// that were joined or split. A match without answers is missing from the answer,
// one without sources was added. The units are given by their index.
type Match struct {
	Source, Answer []int
}

// Align returns the best monotone alignment of the units (paragraphs, say) of an
// Arabic source with those of an answer in English or Arabic: every unit is in
// exactly one match, in order. Up to three units are taken as joined or split. It
// goes by lengths, as Gale and Church do ("A Program for Aligning Sentences in
// Bilingual Corpora", 1993), and by what both sides share: numbers, Latin words,
// names and words of the lexicon.
func Align(source, answer []string) []Match {
	a := newAligner(source, answer)
	a.align()
	a.learn()
	return a.align()
}

// bead is a shape of a match: how many units of either side, and the logarithm of
// its odds against one to one.
type bead struct {
	source, answer int
	prior          float64
}

// beads are the shapes of matches. The priors have Gale and Church's order of
// magnitude; -4 to -6 name equally many of the faults seeded by
// TestEvidenceOfAlignment, -3 and -7 fewer.
var beads = [...]bead{
	{1, 1, 0}, {1, 0, -5}, {0, 1, -5}, {2, 1, -5}, {1, 2, -5}, {3, 1, -8}, {1, 3, -8},
}

const (
	// leastBand is how far an alignment may leave the diagonal, in units, besides
	// the difference of the counts.
	leastBand = 32
	bandShare = 24 // and a unit more for so many
)

// aligner holds what aligning two texts needs.
type aligner struct {
	source, answer *units
	ratio          float64 // the logarithm of the answer's length over the source's
	band           int
	width          int
	// best and from are the best score up to a place and the bead that led there,
	// by row of the source and place in the band.
	best []float64
	from []int8
}

func newAligner(source, answer []string) *aligner {
	a := &aligner{}
	a.source, a.answer = readUnits(source, answer)
	n, m := len(source), len(answer)
	a.band = max(n, m) - min(n, m) + leastBand + max(n, m)/bandShare
	a.width = 2*a.band + 1
	a.best = make([]float64, (n+1)*a.width)
	a.from = make([]int8, (n+1)*a.width)
	a.ratio = usualRatio(a.source, a.answer)
	return a
}

// The bounds of English over Arabic length, in runes without marks: human pairs
// have 1.02 to 1.59 by paragraph, whole articles less.
const leastRatio, mostRatio = 0.9, 1.6

// usualRatio returns the logarithm of the ratio of all lengths, within bounds.
func usualRatio(source, answer *units) float64 {
	s, a := source.length(0, source.count()), answer.length(0, answer.count())
	if s == 0 || a == 0 {
		return 0
	}
	return math.Log(min(max(float64(a)/float64(s), leastRatio), mostRatio))
}

// middle returns the answer's place on the diagonal at row i.
func (a *aligner) middle(i int) int {
	return i * a.answer.count() / max(a.source.count(), 1)
}

// at returns the index of a place, -1 outside the band.
func (a *aligner) at(i, j int) int {
	k := j - a.middle(i) + a.band
	if i < 0 || j < 0 || k < 0 || k >= a.width {
		return -1
	}
	return i*a.width + k
}

// align fills the table and reads the best alignment.
func (a *aligner) align() []Match {
	n, m := a.source.count(), a.answer.count()
	for i := range n + 1 {
		for j := max(0, a.middle(i)-a.band); j <= min(m, a.middle(i)+a.band); j++ {
			a.reach(i, j)
		}
	}
	var matches []Match
	for i, j := n, m; i > 0 || j > 0; {
		b := beads[a.from[a.at(i, j)]]
		i, j = i-b.source, j-b.answer
		matches = append(matches, Match{run(i, b.source), run(j, b.answer)})
	}
	slices.Reverse(matches)
	return matches
}

// run returns n numbers from first on.
func run(first, n int) []int {
	var numbers []int
	for i := range n {
		numbers = append(numbers, first+i)
	}
	return numbers
}

// reach finds the best way to the place after i source and j answer units.
func (a *aligner) reach(i, j int) {
	here := a.at(i, j)
	a.best[here] = math.Inf(-1)
	if i == 0 && j == 0 {
		a.best[here] = 0
		return
	}
	for k, b := range beads {
		before := a.at(i-b.source, j-b.answer)
		if before < 0 || math.IsInf(a.best[before], -1) {
			continue
		}
		if score := a.best[before] + b.prior + a.fit(i-b.source, j-b.answer, b); score > a.best[here] {
			a.best[here], a.from[here] = score, int8(k)
		}
	}
}

// fit is the logarithm of the odds that the units of a bead belong together.
func (a *aligner) fit(i, j int, b bead) float64 {
	if b.source == 0 || b.answer == 0 {
		return 0
	}
	length := a.fitOfLength(a.source.length(i, i+b.source), a.answer.length(j, j+b.answer))
	if length == worstFit && b.source+b.answer > 2 {
		return 2 * worstFit // spares most of the work
	}
	s, t := a.source.keys[b.source-1][i], a.answer.keys[b.answer-1][j]
	return length + max(shared(s.keys, t.keys)-(s.cost+t.cost)/2, worstFit)
}

// The spread of the logarithm of the ratio of lengths, on 1,196 human pairs: 0.12
// for units of 250 runes and more, 0.20 for 30.
const (
	longSpread   = 0.11 * 0.11
	spreadByRune = 1.0
	// anyLength is the density of a length that has nothing to do with the
	// source's: units differ by a factor of e or so.
	anyLength = 0.35
	// worstFit bounds what speaks against a match, so that one odd unit is not
	// taken for a missing and an added one.
	worstFit = -8
)

func (a *aligner) fitOfLength(source, answer int) float64 {
	if source == 0 || answer == 0 {
		return worstFit
	}
	variance := longSpread + spreadByRune/float64(source)
	d := math.Log(float64(answer)/float64(source)) - a.ratio
	density := -d*d/(2*variance) - math.Log(2*math.Pi*variance)/2
	return max(density-math.Log(anyLength), worstFit)
}

// learn takes the usual ratio from the pairs of the alignment found so far.
func (a *aligner) learn() {
	var ratios []float64
	for i, j := a.source.count(), a.answer.count(); i > 0 || j > 0; {
		b := beads[a.from[a.at(i, j)]]
		i, j = i-b.source, j-b.answer
		s, t := a.source.length(i, i+b.source), a.answer.length(j, j+b.answer)
		if b.source == 1 && b.answer == 1 && s > 0 && t > 0 {
			ratios = append(ratios, math.Log(float64(t)/float64(s)))
		}
	}
	if len(ratios) > 0 {
		slices.Sort(ratios)
		a.ratio = ratios[len(ratios)/2]
	}
}
