package check

import (
	"fmt"
	"strings"
)

// Two answers that share so large a part of their runs of words, where their
// sources do not, are one paragraph given twice. Where they are the same word for
// word, the sources must be nearly the same as well; short items (a caption, the
// head of a column) may be.
const (
	sharedWords  = 4
	sharedPart   = 0.7
	sharedSource = 0.3
	leastShared  = 5
	sameSource   = 0.9
	leastSame    = 3 // words
	quotedPart   = 0.9
)

// duplicated reports answers that are given for two different sources.
func duplicated(article []reading) []Finding {
	first := make(map[uint64]int32, 24*len(article))
	same := make(map[uint64]int, len(article))
	var found []Finding
	for i := range article {
		grams := grams(&article[i].answer, sharedWords)
		k, part := repeatedFrom(first, grams, i)
		again := part > sharedPart && !sourcesShare(&article[k], &article[i])
		if whole := wholeHash(&article[i].answer); whole != 0 && !again {
			earlier, seen := same[whole]
			if again = seen && !sourcesAlike(&article[earlier], &article[i]); again {
				k = earlier
			}
			same[whole] = i
		}
		switch {
		case again:
			found = append(found, article[i].finding("duplicated", surety(&article[k]), true,
				fmt.Sprintf("the translation is that of paragraph %d again", article[k].Paragraph)))
		case i > 0 && holds(&article[i], &article[i-1]):
			found = append(found, article[i].holding(&article[i-1]))
		case i+1 < len(article) && holds(&article[i], &article[i+1]):
			found = append(found, article[i].holding(&article[i+1]))
		}
	}
	return found
}

func (r *reading) holding(other *reading) Finding {
	return r.finding("duplicated", surety(other), true, fmt.Sprintf("the translation of paragraph %d is in this one as well", other.Paragraph))
}

// surety is the level of what is said about an answer that comes again: two short
// items may well be said in the same words.
func surety(r *reading) Level {
	if len(r.answer.words) < sharedWords+leastShared-1 {
		return Warning
	}
	return Error
}

// holds tells whether an answer has the whole answer of another unit in it, and
// not because its source quotes the other's, as a first paragraph does a headline.
func holds(r, other *reading) bool {
	inner := strings.TrimRight(other.answer.text, " .!?\"”’")
	if len(other.answer.words) < leastSame || len(other.answer.words) >= len(r.answer.words) || !strings.Contains(r.answer.text, inner) {
		return false
	}
	return float64(stemsIn(r, other)) < quotedPart*float64(len(other.source.words))
}

// repeatedFrom notes the runs of answer i and returns the earlier answer that has
// most of them, and which part of them.
func repeatedFrom(first map[uint64]int32, grams []uint64, i int) (earlier int, part float64) {
	counts := map[int32]int{}
	for _, g := range grams {
		k, seen := first[g]
		if !seen {
			first[g] = int32(i)
		} else if int(k) != i {
			counts[k]++
		}
	}
	best := 0
	for k, n := range counts {
		if n > best || n == best && int(k) < earlier {
			earlier, best = int(k), n
		}
	}
	if best < leastShared {
		return 0, 0
	}
	return earlier, float64(best) / float64(len(grams))
}

// sourcesShare tells whether two sources are much the same as well.
func sourcesShare(a, b *reading) bool {
	const run = 2
	in := map[uint64]bool{}
	for _, g := range grams(&a.source, run) {
		in[g] = true
	}
	shared, total := 0, 0
	for _, g := range grams(&b.source, run) {
		total++
		if in[g] {
			shared++
		}
	}
	return total == 0 || float64(shared) > sharedSource*float64(total)
}

// wholeHash identifies a text by its words, 0 for one too short to compare.
func wholeHash(s *side) uint64 {
	if len(s.words) < leastSame {
		return 0
	}
	return grams(s, len(s.words))[0]
}

// sourcesAlike tells whether two sources have nearly the same words, or so few
// that their translation may well be one.
func sourcesAlike(a, b *reading) bool {
	most, least := max(len(a.source.words), len(b.source.words)), min(len(a.source.words), len(b.source.words))
	return least < leastSame-1 || float64(stemsIn(a, b)) >= sameSource*float64(most)
}

// stemsIn counts the words of the second source that are in the first one,
// inflected as they may be.
func stemsIn(a, b *reading) (shared int) {
	in := map[uint64]bool{}
	for _, w := range a.source.words {
		in[w.stemOrHash()] = true
	}
	for _, w := range b.source.words {
		if in[w.stemOrHash()] {
			shared++
		}
	}
	return shared
}

// stemOrHash identifies a word, whatever its script, without its inflection.
func (w word) stemOrHash() uint64 {
	if w.latin {
		return w.hash
	}
	return w.stem
}
