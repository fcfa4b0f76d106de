package check

import (
	"slices"
	"testing"
)

// TestEvidenceOfOrder tells how much the finding of exchanged paragraphs owes to
// the texts that it was tuned on: the bound is taken from one half of the
// documents, the highest gain among their human pairs, and judged by the other
// half; and all documents are read with half of the lexicon, as a text of another
// field is.
func TestEvidenceOfOrder(t *testing.T) {
	half := func(k int) [][]Pair { return articlesOf(t, func(document int) bool { return document%2 == k }) }
	whole := func(r reading) reading { return r }
	t.Logf("%-34s %7s %9s %9s %9s", "two neighbours exchanged", "bound", "detected", "of", "false")
	for k := range 2 {
		bound := max(slices.Max(swapGains(half(k), whole, false)), swapGain)
		found := judgeSwaps(t, "tuned on half, the other half", half(1-k), whole, bound)
		if found < 0.98 {
			t.Errorf("%.2f %% of the held-out half are found", 100*found)
		}
	}
	for k := range uint16(2) {
		forget := func(r reading) reading { return forgetting(r, k) }
		if found := judgeSwaps(t, "half of the lexicon", humanArticles(t), forget, swapGain); found < 0.97 {
			t.Errorf("%.2f %% are found with half of the lexicon", 100*found)
		}
	}
	none := func(r reading) reading { return forgetting(forgetting(r, 0), 1) }
	judgeSwaps(t, "no lexicon at all", humanArticles(t), none, swapGain)
}

func judgeSwaps(t *testing.T, name string, articles [][]Pair, alter func(reading) reading, bound float64) (share float64) {
	above := func(gains []float64) (n int) {
		for _, g := range gains {
			if g > bound {
				n++
			}
		}
		return n
	}
	swapped := swapGains(articles, alter, true)
	found := above(swapped)
	t.Logf("%-34s %7.2f %9d %9d %9d", name, bound, found, len(swapped), above(swapGains(articles, alter, false)))
	return float64(found) / float64(len(swapped))
}

// swapGains returns what each two neighbours gain by changing places, in human
// articles as they are or with these two exchanged.
func swapGains(articles [][]Pair, alter func(reading) reading, exchange bool) (gains []float64) {
	for _, a := range articles {
		readings := make([]reading, len(a))
		for i, p := range a {
			readings[i] = alter(read(p))
		}
		for i := range len(a) - 1 {
			if interchangeable(a[i], a[i+1]) {
				continue
			}
			answers := func() { readings[i].answer, readings[i+1].answer = readings[i+1].answer, readings[i].answer }
			if exchange {
				answers()
			}
			f := newFits(readings)
			gains = append(gains, f.gain(i, i+1)+f.gain(i+1, i))
			if exchange {
				answers()
			}
		}
	}
	return gains
}

// forgetting takes every second concept of the lexicon out of a reading.
func forgetting(r reading, parity uint16) reading {
	for _, s := range []*side{&r.source, &r.answer} {
		for i := range s.words {
			if c := s.words[i].concept; c%2 == parity {
				s.words[i].concept = 0
			}
		}
	}
	return r
}
