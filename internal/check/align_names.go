package check

import (
	"iter"
	"math/bits"
	"slices"
)

// tellingSounds is how many consonants a name needs to tell a unit by.
const tellingSounds = 3

// nameIndex finds the answer's names that an Arabic word can be.
type nameIndex struct {
	names  []consonants
	ids    map[string]int      // by the Latin word
	bySide map[uint64][]uint64 // of Arabic words looked up before, by hash
	// bySound are the names by their first two sounds, each as one of the bits
	// that it can be.
	bySound [soundKinds * soundKinds][]int32
}

// soundKinds is how many sounds there are.
const soundKinds = 14

func newNameIndex(answers iter.Seq[*side]) *nameIndex {
	x := &nameIndex{ids: map[string]int{}, bySide: map[uint64][]uint64{}}
	for s := range answers {
		for i, w := range s.words {
			if _, known := x.ids[s.word(i)]; known || !w.upper || w.concept != 0 || w.end-w.start < 4 {
				continue
			}
			if c := latinConsonants(s.word(i)); c.n >= tellingSounds {
				x.ids[s.word(i)] = len(x.names)
				for pair := range soundPairs(c.sounds[0], c.sounds[1]) {
					x.bySound[pair] = append(x.bySound[pair], int32(len(x.names)))
				}
				x.names = append(x.names, c)
			}
		}
	}
	return x
}

// soundPairs yields the first two sounds in every reading, as one number.
func soundPairs(first, second sound) iter.Seq[int] {
	return func(yield func(int) bool) {
		for a := first &^ silent; a != 0; a &= a - 1 {
			for b := second &^ silent; b != 0; b &= b - 1 {
				if !yield(bits.TrailingZeros16(uint16(a))*soundKinds + bits.TrailingZeros16(uint16(b))) {
					return
				}
			}
		}
	}
}

// own appends the keys of an answer's names.
func (x *nameIndex) own(s *side, hashes []uint64) []uint64 {
	for i := range s.words {
		if id, ok := x.ids[s.word(i)]; ok {
			hashes = append(hashes, hashOf(nameKey, uint64(id)))
		}
	}
	return hashes
}

// of appends the keys of the answer's names that the words of a source can be.
func (x *nameIndex) of(s *side, hashes []uint64) []uint64 {
	for i, w := range s.words {
		if w.latin || w.concept != 0 {
			continue
		}
		found, known := x.bySide[w.hash]
		if !known {
			found = x.find(s.word(i))
			x.bySide[w.hash] = found
		}
		hashes = append(hashes, found...)
	}
	return hashes
}

func (x *nameIndex) find(word string) []uint64 {
	name := newArabicName(word)
	if name.full.n < tellingSounds {
		return nil
	}
	var hashes []uint64
	for _, skip := range name.skips[:name.n] {
		if int(skip)+2 > name.full.n {
			continue
		}
		for pair := range soundPairs(name.full.sounds[skip], name.full.sounds[skip+1]) {
			for _, id := range x.bySound[pair] {
				if h := hashOf(nameKey, uint64(id)); !slices.Contains(hashes, h) && name.is(&x.names[id]) {
					hashes = append(hashes, h)
				}
			}
		}
	}
	return hashes
}
