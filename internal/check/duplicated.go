package check

import "fmt"

// Two answers that share so large a part of their runs of words, where their
// sources do not, are one paragraph given twice.
const (
	sharedWords  = 4
	sharedPart   = 0.7
	sharedSource = 0.3
	leastShared  = 5
)

// duplicated reports answers that are given for two different sources.
func duplicated(article []reading) []Finding {
	first := make(map[uint64]int32, 64*len(article))
	var found []Finding
	for i := range article {
		grams := grams(&article[i].answer, sharedWords)
		if k, part := repeatedFrom(first, grams, i); part > sharedPart && !sourcesShare(&article[k], &article[i]) {
			found = append(found, article[i].finding("duplicated", Error, true,
				fmt.Sprintf("the translation is that of paragraph %d again", article[k].Paragraph)))
		}
	}
	return found
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
