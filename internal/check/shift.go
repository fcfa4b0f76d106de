package check

import (
	"fmt"
	"math"
	"slices"
)

// signature is what tells an answer's paragraph: numbers, Latin words, words of
// the lexicon, names and length.
type signature struct {
	keys   []uint64 // sorted, distinct
	names  []arabicName
	latin  []consonants
	weight float64 // of the keys
}

// conceptKey keeps concepts apart from the hashes of words.
func conceptKey(c uint16) uint64 { return uint64(c) | 1<<63 }

func (s *side) keys() []uint64 {
	keys := make([]uint64, 0, len(s.words)/2)
	for _, w := range s.words {
		if w.latin && (w.digit || w.upper) {
			keys = append(keys, w.hash&^(1<<63))
		}
		if w.concept != 0 {
			keys = append(keys, conceptKey(w.concept))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// tellingSounds is how many consonants a name needs to tell a paragraph by.
const tellingSounds = 3

func sourceSignature(s *side) signature {
	sig := signature{keys: s.keys(), names: make([]arabicName, 0, len(s.words))}
	for i, w := range s.words {
		if w.latin || w.concept != 0 {
			continue
		}
		if n := newArabicName(s.word(i)); n.full.n >= tellingSounds {
			sig.names = append(sig.names, n)
		}
	}
	return sig
}

func answerSignature(s *side) signature {
	sig := signature{keys: s.keys()}
	for i, w := range s.words {
		if !w.upper || w.concept != 0 || w.end-w.start < 4 {
			continue
		}
		if c := latinConsonants(s.word(i)); c.n >= tellingSounds {
			sig.latin = append(sig.latin, c)
		}
	}
	return sig
}

// fits compares the answers of an article with its sources.
type fits struct {
	article          []reading
	sources, answers []signature
	seen             map[uint64]int32 // in how many sources a key is
	ratio            float64          // the usual logarithm of the lengths' ratio
}

// Weights of what agrees. They were set on human pairs so that nothing is reported
// there, and by what seeded swaps need.
const (
	nameWeight   = 0.9
	lengthWeight = 0.12
	lengthSpread = 0.30 // of the logarithm of the ratio: 31 paragraphs have 1.02 to 1.59
	farthest     = 4.5  // bound of the length's say
	// What two answers running must fit better together, in one direction or in each
	// other's place: of 1,150 human pairs none gains over 0.68 or 0.31. Of two that
	// changed places one may speak against it a little.
	shiftGain = 0.9
	swapGain  = 0.6
	swapLoss  = 0.35
)

func newFits(article []reading) *fits {
	f := &fits{article: article, seen: make(map[uint64]int32, 16*len(article))}
	var ratios []float64
	for i := range article {
		r := &article[i]
		f.sources = append(f.sources, sourceSignature(&r.source))
		f.answers = append(f.answers, answerSignature(&r.answer))
		for _, k := range f.sources[i].keys {
			f.seen[k]++
		}
		if r.source.letters > 0 && r.answer.letters > 0 {
			ratios = append(ratios, math.Log(float64(r.answer.runes)/float64(r.source.runes)))
		}
	}
	if len(ratios) > 0 {
		slices.Sort(ratios)
		f.ratio = ratios[len(ratios)/2]
	}
	for i := range f.sources {
		for _, k := range f.sources[i].keys {
			f.sources[i].weight += f.say(k)
		}
	}
	return f
}

// say weighs a key: what every paragraph has says nothing.
func (f *fits) say(key uint64) float64 {
	return math.Log(float64(len(f.article)+1) / float64(f.seen[key]))
}

// fit tells how well answer i fits source j.
func (f *fits) fit(i, j int) float64 {
	answer, source := &f.answers[i], &f.sources[j]
	shared, k := 0.0, 0
	for _, key := range answer.keys {
		for k < len(source.keys) && source.keys[k] < key {
			k++
		}
		if k < len(source.keys) && source.keys[k] == key {
			shared += f.say(key)
		}
	}
	for l := range answer.latin {
		for n := range source.names {
			if source.names[n].is(&answer.latin[l]) {
				shared += nameWeight * float64(answer.latin[l].n-tellingSounds+1)
				break
			}
		}
	}
	return shared/math.Sqrt(source.weight+2) + lengthWeight*f.length(i, j)
}

// length tells, as a logarithm of odds, how well answer i is as long as source j
// asks for.
func (f *fits) length(i, j int) float64 {
	a, s := f.article[i].answer.runes, f.article[j].source.runes
	if a == 0 || s == 0 {
		return -farthest
	}
	d := (math.Log(float64(a)/float64(s)) - f.ratio) / lengthSpread
	return -min(d*d/2, farthest)
}

// shifted reports answers that fit a neighbour's source better than their own,
// twice running: two paragraphs exchanged, or a run that slipped by one.
func shifted(article []reading) []Finding {
	if len(article) < 2 {
		return nil
	}
	f := newFits(article)
	own, next, back := make([]float64, len(article)), make([]float64, len(article)), make([]float64, len(article))
	for i := range article {
		if article[i].answer.letters == 0 {
			next[i], back[i] = math.Inf(-1), math.Inf(-1) // empty is another finding
			continue
		}
		own[i] = f.fit(i, i)
		if i+1 < len(article) {
			next[i] = f.fit(i, i+1) - own[i]
		}
		if i > 0 {
			back[i] = f.fit(i, i-1) - own[i]
		}
	}
	wrong := belongings(next, back)
	var found []Finding
	for i, at := range wrong {
		if at != 0 {
			found = append(found, article[i].finding("shift", Error, true,
				fmt.Sprintf("this translation seems to be that of paragraph %d", article[i+at].Paragraph)))
		}
	}
	return found
}

// belongings returns where each answer belongs, relative to its place. next and back
// are what the answers gain by moving on or back by one.
func belongings(next, back []float64) []int {
	wrong := make([]int, len(next))
	for i := 0; i+1 < len(wrong); i++ {
		mark := func(a, b float64, forA, forB int, least, gain float64) {
			if min(a, b) > least && a+b > gain {
				wrong[i], wrong[i+1] = forA, forB
			}
		}
		if i+2 < len(wrong) {
			mark(next[i], next[i+1], 1, 1, 0, shiftGain)
		}
		if i > 0 {
			mark(back[i], back[i+1], -1, -1, 0, shiftGain)
		}
		mark(next[i], back[i+1], 1, -1, -swapLoss, swapGain)
	}
	return wrong
}
