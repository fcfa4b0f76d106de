package extractive

import (
	"math"
	"slices"
)

// mostCells bounds the table of one selection, in bytes: 4 MB. Some 800 sentences
// of news length at a third of their words fit; longer sources are filled in
// parts.
const mostCells = 4 << 20

// The length that selections aim at and how far off it halves what they are worth,
// as shares of the asked length. Somewhat over, because people who were asked for
// a part chose more; a quarter, because so much is allowed to a summary. With a
// tenth ROUGE-1 of summaries of the same mean length falls by 0.7: sentences are
// taken for their length alone.
const (
	aim   = 1.05
	slack = 0.25
)

// fill returns the candidates, in order, that are worth most at a length of about
// budget words. A source too long for one table is halved, each half with its
// part of the budget.
func fill(candidates []candidate, budget float64) []int {
	words, longest := 0, 0
	for _, c := range candidates {
		words += c.words
		longest = max(longest, c.words)
	}
	if len(candidates) == 0 {
		return nil
	}
	limit := int(min(float64(words), (aim+slack)*budget+float64(longest)))
	if half := len(candidates) / 2; len(candidates)*limit > mostCells && half > 0 {
		return fillHalves(candidates, half, words, budget)
	}
	if chosen := choose(candidates, limit, budget); chosen != nil {
		return chosen
	}
	return choose(unlinked(candidates), limit, budget)
}

func fillHalves(candidates []candidate, half, words int, budget float64) []int {
	first := 0
	for _, c := range candidates[:half] {
		first += c.words
	}
	part := budget * float64(first) / float64(words)
	chosen := fill(candidates[:half], part)
	for _, i := range fill(candidates[half:], budget-part) {
		chosen = append(chosen, half+i)
	}
	return chosen
}

// unlinked returns a copy of candidates that can be chosen one by one.
func unlinked(candidates []candidate) []candidate {
	free := make([]candidate, len(candidates))
	for i, c := range candidates {
		c.needsPrevious, c.neededByPrevious, c.opens = false, false, true
		free[i] = c
	}
	return free
}

// table is the dynamic programme of a knapsack whose items come in order and may
// be tied to the item before.
type table struct {
	// left and taken hold, for every number of words, the most that a selection
	// of the candidates so far with so many words is worth, the last candidate
	// not chosen or chosen; -Inf where there is none.
	left, taken []float64
	// before holds, for candidate i and a number of words at i*len(left), whether
	// the candidate before was chosen: bit 0 if i is not, bit 1 if it is.
	before []uint8
}

// choose returns the best selection of at most limit words, nil if the links
// allow none.
func choose(candidates []candidate, limit int, budget float64) []int {
	t := table{
		left: make([]float64, limit+1), taken: make([]float64, limit+1),
		before: make([]uint8, len(candidates)*(limit+1)),
	}
	for n := range t.left {
		t.left[n], t.taken[n] = math.Inf(-1), math.Inf(-1)
	}
	t.left[0] = 0
	for i := range candidates {
		t.add(&candidates[i], t.before[i*(limit+1):(i+1)*(limit+1)])
	}
	words := t.length(budget)
	if words == 0 {
		return nil
	}
	return t.trace(candidates, words)
}

// add extends every selection by one candidate. Counting down leaves what is read
// at fewer words as it was before the candidate.
func (t *table) add(c *candidate, before []uint8) {
	for n := len(t.left) - 1; n >= 0; n-- {
		taken := math.Inf(-1)
		if k := n - c.words; k >= 0 && (k > 0 || c.opens) {
			if !c.needsPrevious {
				taken = t.left[k]
			}
			if t.taken[k] > taken {
				taken = t.taken[k]
				before[n] |= 2
			}
			taken += c.value()
		}
		if !c.neededByPrevious && t.taken[n] > t.left[n] {
			t.left[n] = t.taken[n]
			before[n] |= 1
		}
		t.taken[n] = taken
	}
}

// length returns the number of words at which the selection is best, 0 if there
// is none: by the F-measure against an ideal summary of the asked length, less
// with every word off the length aimed at.
func (t *table) length(budget float64) int {
	best, at := math.Inf(-1), 0
	for n := 1; n < len(t.left); n++ {
		length := float64(n)
		off := (length/budget - aim) / slack
		if worth := max(t.left[n], t.taken[n]) / (length + budget) / (1 + off*off); worth > best {
			best, at = worth, n
		}
	}
	return at
}

// trace returns the selection of so many words.
func (t *table) trace(candidates []candidate, words int) []int {
	var chosen []int
	is := t.taken[words] > t.left[words]
	for i := len(candidates) - 1; i >= 0; i-- {
		before := t.before[i*len(t.left)+words]
		if is {
			chosen = append(chosen, i)
			words -= candidates[i].words
			is = before&2 != 0
		} else {
			is = before&1 != 0
		}
	}
	slices.Reverse(chosen)
	return chosen
}
