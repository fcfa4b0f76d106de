package check

import "math"

// straySources is how many sources a key may be in to lead to another place: what
// is everywhere leads nowhere.
const straySources = 24

// strays finds answers that belong farther off than a neighbour: two that stand in
// each other's place, and one that moved while those between closed up. The more
// places there are, the more one has to fit better by chance.
func (f *fits) strays(wrong []belonging, next, back []float64) {
	f.driven(wrong, next, back)
	least := swapGain + math.Log(float64(len(wrong)))
	for i, places := range f.candidates() {
		for _, j := range places {
			if j-i <= 1 && i-j <= 1 || wrong[i].by != 0 && wrong[j].by != 0 {
				continue
			}
			forward, backward := f.gain(i, j), f.gain(j, i)
			switch gain := forward + backward; {
			case min(forward, backward) > -mayLose(gain) && gain > least && wrong[i].by == 0 && wrong[j].by == 0:
				wrong[i], wrong[j] = belonging{j - i, gain}, belonging{i - j, gain}
			case forward > least && wrong[i].by == 0 && wrong[j].by != 0: // its place was left
				wrong[i] = belonging{j - i, forward}
			}
		}
	}
}

// driven finds the answer that a run which slipped by one has driven out: another
// has its place, and the one at the run's other end was left. It stands at the end
// of the run, or right behind it, where it may have been taken for a neighbour's.
func (f *fits) driven(wrong []belonging, next, back []float64) {
	claim := func(i int) float64 {
		switch wrong[i].by {
		case 1:
			return max(next[i], 0)
		case -1:
			return max(back[i], 0)
		}
		return 0
	}
	for first, last := 0, 0; first < len(wrong); first = last + 1 {
		for last = first; last+1 < len(wrong) && wrong[last+1].by == wrong[first].by; last++ {
		}
		by, left, end := wrong[first].by, first, last
		if last == first || by != 1 && by != -1 {
			continue
		}
		if by == -1 {
			left, end = last, first
		}
		driven, most := -1, 0.0
		for _, i := range [...]int{end, end + by} {
			if i < 0 || i >= len(wrong) {
				continue
			}
			if gain := f.gain(i, left) - claim(i); gain > most {
				driven, most = i, gain
			}
		}
		if driven >= 0 {
			wrong[driven] = belonging{left - driven, f.gain(driven, left)}
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
