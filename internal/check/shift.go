package check

import (
	"fmt"
	"math"
)

// What answers must gain, as a logarithm of odds, for it to be said that they
// stand in the wrong place.
const (
	swapGain  = 0.5 // two neighbours in each other's place, together
	shiftGain = 1.5 // two running, one step on or back
	swapLoss  = 3.0 // one of two that changed places may speak against it, or half of the gain
	certain   = 4.0 // an error from here on, below it a doubt
)

// shifted reports answers that fit another paragraph's source better than their
// own: two paragraphs exchanged, one that moved, or a run that slipped by one.
func shifted(article []reading) []Finding {
	if len(article) < 2 {
		return nil
	}
	f := newFits(article)
	next, back := f.neighbours(article)
	wrong := belongings(next, back)
	f.strays(wrong, next, back)
	var found []Finding
	for i, b := range wrong {
		if b.by == 0 {
			continue
		}
		level := Warning
		if b.gain >= certain {
			level = Error
		}
		found = append(found, article[i].finding("shift", level, true,
			fmt.Sprintf("this translation seems to be that of paragraph %d", article[i+b.by].Paragraph)))
	}
	return found
}

// neighbours returns what each answer gains by moving on or back by one.
func (f *fits) neighbours(article []reading) (next, back []float64) {
	next, back = make([]float64, len(article)), make([]float64, len(article))
	for i := range article {
		next[i], back[i] = math.Inf(-1), math.Inf(-1)
		if article[i].answer.letters == 0 {
			continue // empty is another finding
		}
		if i+1 < len(article) {
			next[i] = f.gain(i, i+1)
		}
		if i > 0 {
			back[i] = f.gain(i, i-1)
		}
	}
	return next, back
}

// belonging tells where an answer belongs relative to its place, and what it and
// its neighbour gain there.
type belonging struct {
	by   int
	gain float64
}

// mayLose is how much one of two that gain together by changing places may lose.
func mayLose(gain float64) float64 { return max(swapLoss, gain/2) }

func belongings(next, back []float64) []belonging {
	wrong := make([]belonging, len(next))
	for i := 0; i+1 < len(wrong); i++ {
		mark := func(a, b float64, forA, forB int, least, gain float64) {
			if min(a, b) > least && a+b > gain {
				wrong[i], wrong[i+1] = belonging{forA, a + b}, belonging{forB, a + b}
			}
		}
		if i+2 < len(wrong) {
			mark(next[i], next[i+1], 1, 1, 0, shiftGain)
		}
		if i > 0 {
			mark(back[i], back[i+1], -1, -1, 0, shiftGain)
		}
		if slipped := wrong[i].by == 1 && i > 0 && wrong[i-1].by == 1; !slipped || back[i+1] > swapGain {
			mark(next[i], back[i+1], 1, -1, -mayLose(next[i]+back[i+1]), swapGain)
		}
	}
	return wrong
}
