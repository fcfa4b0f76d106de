package check

import (
	"cmp"
	"math"
	"slices"

	"mujaz/internal/arabic"
)

// units are the units of one side as they are aligned.
type units struct {
	lengths []int // the runes before each unit, white space and marks left out
	// keys are what is shared with the other side, of each unit, of it with the
	// next, and with the next two.
	keys [3][]keySet
}

func (u *units) count() int { return len(u.lengths) - 1 }

// length returns the runes of the units from to to.
func (u *units) length(from, to int) int { return u.lengths[to] - u.lengths[from] }

// key is something that source and answer share. Its gain is the logarithm of
// the odds that they belong together if both have it, its cost what is lost if
// one has it alone.
type key struct {
	hash       uint64
	gain, cost float64
}

// keySet is a set of keys by hash, and the sum of their costs.
type keySet struct {
	keys []key
	cost float64
}

// shared sums what two sets have in common: the cost of a shared key was charged
// to both sides by half and is given back.
func shared(a, b []key) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].hash < b[j].hash:
			i++
		case a[i].hash > b[j].hash:
			j++
		default:
			sum += (a[i].gain+b[j].gain)/2 + (a[i].cost+b[j].cost)/2
			i, j = i+1, j+1
		}
	}
	return sum
}

// Kinds of keys, in the low bits of their hashes.
const (
	wordKey = iota
	valueKey
	conceptsKey
	nameKey
	signKey
	keyKinds
)

// kept is how likely the other side has a key of each kind, too, where the units
// belong together.
var kept = [keyKinds]float64{wordKey: 0.8, valueKey: 0.85, conceptsKey: 0.75, nameKey: 0.6, signKey: 0.9}

func hashOf(kind uint64, value uint64) uint64 { return value*0x9e3779b97f4a7c15<<3 | kind }

// readUnits reads both sides. Keys get their weights by how many units have them.
func readUnits(source, answer []string) (s, a *units) {
	same := mostlyArabic(answer)
	sources, answers := make([]side, len(source)), make([]side, len(answer))
	for i, text := range source {
		sources[i] = readSide(text)
	}
	for i, text := range answer {
		answers[i] = readSide(text)
	}
	known := newNameIndex(func(yield func(*side) bool) {
		for i := range answers {
			if !yield(&answers[i]) {
				return
			}
		}
	})
	latin := map[uint64]bool{} // English has capitals where Arabic has no Latin words
	for i := range sources {
		for _, h := range commonKeys(&sources[i], same, nil) {
			latin[h] = true
		}
	}
	return newUnits(sources, func(i int) []uint64 {
			hashes := commonKeys(&sources[i], same, nil)
			if same {
				return hashes
			}
			return append(known.of(&sources[i], hashes), values(arabic.Numbers(sources[i].text))...)
		}), newUnits(answers, func(i int) []uint64 {
			hashes := slices.DeleteFunc(commonKeys(&answers[i], same, nil), func(h uint64) bool { return h&7 == wordKey && !latin[h] })
			if same {
				return hashes
			}
			return append(known.own(&answers[i], hashes), values(EnglishNumbers(answers[i].text))...)
		})
}

func mostlyArabic(texts []string) bool {
	arabicUnits := 0
	for _, text := range texts {
		if arabic.ArabicShare(text) > 0.5 {
			arabicUnits++
		}
	}
	return 2*arabicUnits > len(texts)
}

func newUnits(sides []side, hashesOf func(int) []uint64) *units {
	u := &units{lengths: make([]int, len(sides)+1)}
	seen := make(map[uint64]int)
	all := make([][]uint64, len(sides))
	for i := range sides {
		u.lengths[i+1] = u.lengths[i] + sides[i].runes
		hashes := hashesOf(i)
		slices.Sort(hashes)
		all[i] = slices.Compact(hashes)
		for _, h := range all[i] {
			seen[h]++
		}
	}
	for i := range sides {
		u.keys[0] = append(u.keys[0], weigh(all[i], seen, len(sides)))
	}
	for n := 1; n < len(u.keys); n++ {
		for i := range sides {
			last := u.keys[0][min(i+n, len(sides)-1)]
			u.keys[n] = append(u.keys[n], union(u.keys[n-1][i], last))
		}
	}
	return u
}

// weigh gives keys their gains and costs among n units.
func weigh(hashes []uint64, seen map[uint64]int, n int) keySet {
	set := keySet{keys: make([]key, len(hashes))}
	for i, h := range hashes {
		p := kept[h&7]
		chance := min(float64(seen[h])/float64(n+1), p)
		k := key{h, math.Log(p / max(chance, 0.005)), math.Log((1 - chance) / (1 - p))}
		set.keys[i] = k
		set.cost += k.cost
	}
	return set
}

func union(a, b keySet) keySet {
	keys := append(slices.Clone(a.keys), b.keys...)
	slices.SortFunc(keys, func(a, b key) int { return cmp.Compare(a.hash, b.hash) })
	set := keySet{keys: slices.CompactFunc(keys, func(a, b key) bool { return a.hash == b.hash })}
	for _, k := range set.keys {
		set.cost += k.cost
	}
	return set
}

// commonKeys appends the keys that are read alike on both sides: Latin words,
// words of the lexicon, quotation marks, brackets and question marks. Where both
// sides are Arabic, every word is one.
func commonKeys(s *side, same bool, hashes []uint64) []uint64 {
	hashes = signs(s, hashes)
	for i, w := range s.words {
		switch {
		case same && !w.latin:
			hashes = append(hashes, hashOf(wordKey, hashWord(lightStem([]byte(arabic.Fold(s.word(i)))))))
		case w.latin && (w.digit || w.upper):
			hashes = append(hashes, hashOf(wordKey, w.hash))
		}
		if w.concept != 0 && !same {
			hashes = append(hashes, hashOf(conceptsKey, uint64(w.concept)))
		}
	}
	return hashes
}

func signs(s *side, hashes []uint64) []uint64 {
	for _, r := range s.text {
		switch r {
		case '؟':
			r = '?'
		case '?', '(', '%':
		case '٪':
			r = '%'
		default:
			continue
		}
		hashes = append(hashes, hashOf(signKey, uint64(r)))
	}
	if len(s.quotes) > 0 {
		hashes = append(hashes, hashOf(signKey, '"'))
	}
	return hashes
}

// values returns the numbers of a text that were not read as digits alone.
func values(numbers []arabic.Number) []uint64 {
	var hashes []uint64
	for _, n := range numbers {
		if !n.Soft {
			v := uint64(n.Value.Num)*31 + uint64(n.Value.Exp)*1009 + uint64(n.Value.Den)*7
			if n.Kind == arabic.Month {
				v |= 1 << 40
			}
			hashes = append(hashes, hashOf(valueKey, v))
		}
	}
	return hashes
}
