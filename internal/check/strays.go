package check

import "math"

// straySources is how many sources a key may be in to lead to another place: what
// is everywhere leads nowhere.
const straySources = 24

// strays finds answers that belong farther off than a neighbour: two that stand in
// each other's place, and one that moved while those between closed up. The more
// places there are, the more one has to fit better by chance.
func (f *fits) strays(wrong []belonging) {
	least := swapGain + math.Log(float64(len(wrong)))
	for i, places := range f.candidates() {
		for _, j := range places {
			if j-i <= 1 && i-j <= 1 || wrong[i].by != 0 && wrong[j].by != 0 {
				continue
			}
			forward, backward := f.gain(i, j), f.gain(j, i)
			switch gain := forward + backward; {
			case min(forward, backward) > -swapLoss && gain > least && wrong[i].by == 0 && wrong[j].by == 0:
				wrong[i], wrong[j] = belonging{j - i, gain}, belonging{i - j, gain}
			case forward > least && wrong[i].by == 0 && wrong[j].by != 0: // its place was left
				wrong[i] = belonging{j - i, forward}
			}
		}
	}
}

// candidates returns the places that each answer may belong to rather than to its
// own: the one or two whose sources share most of what tells.
func (f *fits) candidates() [][]int {
	where := make([][]int32, len(f.tallies))
	say := make([]float64, len(f.tallies))
	for i := range f.sources {
		for _, k := range f.sources[i].keys {
			if f.tallies[k].answer > 0 && f.tallies[k].source <= straySources {
				where[k] = append(where[k], int32(i))
			}
		}
	}
	for k, t := range f.tallies {
		say[k] = math.Log(float64(len(f.sources)+1) / float64(t.source+1))
	}
	out := make([][]int, len(f.answers))
	scores := make([]float64, len(f.sources))
	for i := range f.answers {
		out[i] = best(f.answers[i].keys, where, say, scores, i)
	}
	return out
}

// best returns the two places with the highest scores that are at least that of
// place own. The scores are zero before and after.
func best(keys []int32, where [][]int32, say, scores []float64, own int) []int {
	for _, k := range keys {
		for _, j := range where[k] {
			scores[j] += say[k]
		}
	}
	first, second := own, own
	for _, k := range keys {
		for _, j := range where[k] {
			switch j := int(j); {
			case j == first || j == second || j == own:
			case scores[j] > scores[first]:
				first, second = j, first
			case scores[j] > scores[second]:
				second = j
			}
		}
	}
	for _, k := range keys {
		for _, j := range where[k] {
			scores[j] = 0
		}
	}
	var places []int
	for _, j := range [...]int{first, second} {
		if j != own {
			places = append(places, j)
		}
	}
	return places
}
