package check

import (
	"math"
	"slices"
)

// fits tells where in an article an answer belongs: by what it shares with the
// sources (numbers, Latin words, names, words of the lexicon, marks) and by its
// length. All evidence is weighed as a logarithm of odds.
type fits struct {
	sources, answers []placed
	tallies          []tallied // by key
	ratio            float64   // the usual logarithm of the lengths' ratio
}

// placed is what tells one unit from another.
type placed struct {
	keys  []int32 // sorted, distinct
	runes int
}

// tallied counts the units that have a key.
type tallied struct {
	source, answer, both int32
	kind                 uint8
}

func newFits(article []reading) *fits {
	f := &fits{sources: make([]placed, len(article)), answers: make([]placed, len(article))}
	known := newNameIndex(func(yield func(*side) bool) {
		for i := range article {
			if !yield(&article[i].answer) {
				return
			}
		}
	})
	ids := make(map[uint64]int32, 16*len(article))
	var ratios []float64
	var hashes []uint64
	for i := range article {
		r := &article[i]
		hashes = known.of(&r.source, commonKeys(&r.source, false, hashes[:0]))
		f.sources[i] = placed{f.number(hashes, ids), r.source.runes}
		hashes = known.own(&r.answer, commonKeys(&r.answer, false, hashes[:0]))
		f.answers[i] = placed{f.number(hashes, ids), r.answer.runes}
		f.count(i)
		if r.source.runes > 0 && r.answer.runes > 0 {
			ratios = append(ratios, math.Log(float64(r.answer.runes)/float64(r.source.runes)))
		}
	}
	if len(ratios) > 0 {
		slices.Sort(ratios)
		f.ratio = ratios[len(ratios)/2]
	}
	return f
}

// number gives keys small numbers, which are compared and counted faster.
func (f *fits) number(hashes []uint64, ids map[uint64]int32) []int32 {
	keys := make([]int32, len(hashes))
	for i, h := range hashes {
		id, ok := ids[h]
		if !ok {
			id = int32(len(f.tallies))
			ids[h] = id
			f.tallies = append(f.tallies, tallied{kind: uint8(h & 7)})
		}
		keys[i] = id
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func (f *fits) count(i int) {
	for _, k := range f.sources[i].keys {
		f.tallies[k].source++
		if f.answers[i].has(k) {
			f.tallies[k].both++
		}
	}
	for _, k := range f.answers[i].keys {
		f.tallies[k].answer++
	}
}

func (u *placed) has(key int32) bool {
	_, ok := slices.BinarySearch(u.keys, key)
	return ok
}

// gain tells how much better answer i fits source j than its own.
func (f *fits) gain(i, j int) float64 {
	sum := f.length(f.answers[i].runes, f.sources[j].runes) - f.length(f.answers[i].runes, f.sources[i].runes)
	own, other := f.sources[i].keys, f.sources[j].keys
	for _, k := range f.answers[i].keys {
		own, other = from(own, k), from(other, k)
		here, there := len(own) > 0 && own[0] == k, len(other) > 0 && other[0] == k
		switch {
		case there && !here:
			sum += f.weight(k, i, j, false)
		case here && !there:
			sum -= f.weight(k, i, j, true)
		}
	}
	return sum
}

// from returns the keys from k on.
func from(keys []int32, k int32) []int32 {
	for len(keys) > 0 && keys[0] < k {
		keys = keys[1:]
	}
	return keys
}

const (
	// trust is how many units it takes until what is seen in the article says as
	// much about a key as what is usual: a word that this translator renders in
	// many ways soon says little.
	trust = 3.0
	// A key is never taken for useless, nor for certain: answers that slipped make
	// every key look as if it were not kept.
	leastKept, mostKept = 0.3, 0.95
	mostCommon          = 0.9
)

// weight is what a key of answer i, that one of the sources i and j has, says for
// their belonging together. Units i and j, which are in question, do not count.
func (f *fits) weight(k int32, i, j int, both bool) float64 {
	t := f.tallies[k]
	in, out, together := t.source-1, t.answer-1, t.both
	if both { // answer i and source i
		together--
	}
	if f.answers[j].has(k) {
		out--
		if !both {
			together--
		}
	}
	usual, n := kept[t.kind], float64(len(f.sources)-2)
	keeps := func(all int32) float64 {
		return odds(min(max((float64(together)+trust*usual)/(float64(all)+trust), leastKept), mostKept))
	}
	chance := func(all int32) float64 { return odds(min((float64(all)+0.5)/(n+1.5), mostCommon)) }
	return max(math.Log(keeps(out)*keeps(in)/(chance(in)*chance(out)))/2, 0)
}

func odds(p float64) float64 { return p / (1 - p) }

// The spread of the logarithm of the lengths' ratio, on human pairs: 0.12 for
// units of 250 runes and more, 0.20 for 30. Here it is a little wider, and what
// lies far out says less than it would by the bell curve: translators are free.
const (
	placeSpread = 0.15 * 0.15
	placeByRune = 1.5
	tailWeight  = 2.5
	tailFreedom = 4
	noLength    = -4.0
)

// length tells, as a logarithm of odds, how well an answer's length suits a source's.
func (f *fits) length(answer, source int) float64 {
	if answer == 0 || source == 0 {
		return noLength
	}
	d := math.Log(float64(answer)/float64(source)) - f.ratio
	variance := placeSpread + placeByRune/float64(source)
	return -tailWeight * math.Log(1+d*d/(tailFreedom*variance))
}
