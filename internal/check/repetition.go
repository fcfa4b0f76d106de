package check

import (
	"fmt"
	"slices"
)

// A model that loops says the same words again and again. Six words in a row
// that come so often more than any come in the source are a loop, and so is a
// text of which so large a part was said before.
const (
	loopWords   = 6
	loopTimes   = 4
	saidBefore  = 0.3
	sourceWords = 3 // Arabic needs fewer words to say it
	sameRunes   = 16
)

// repetition reports an answer that repeats itself as its source does not.
func repetition(r *reading) []Finding {
	detail := ""
	if saidTwice(&r.answer) && !saidTwice(&r.source) {
		return []Finding{r.finding("repetition", Error, true, "the translation says the same twice")}
	}
	most, repeated := repeats(&r.answer, loopWords)
	if repeated == 0 && sameRune(r.answer.text) == 0 {
		return nil
	}
	mostSource, repeatedSource := repeats(&r.source, sourceWords)
	switch total := len(r.answer.words) - loopWords + 1; {
	case most >= loopTimes && most >= mostSource+loopTimes-1:
		detail = fmt.Sprintf("the same words come %d times", most)
	case repeated >= loopWords/2 && float64(repeated) > saidBefore*float64(total) && repeatedSource < repeated/4+1:
		detail = "the translation says the same twice"
	case sameRune(r.answer.text) > sameRune(r.source.text):
		detail = "one letter is repeated over and over"
	default:
		return nil
	}
	return []Finding{r.finding("repetition", Error, true, detail)}
}

// saidTwice tells whether a text is the same words twice.
func saidTwice(s *side) bool {
	half := len(s.words) / 2
	if half < 2 || len(s.words)%2 != 0 {
		return false
	}
	for i, w := range s.words[:half] {
		if w.hash != s.words[half+i].hash {
			return false
		}
	}
	return true
}

// repeats returns how often the most frequent run of n words comes and how many
// runs have come before.
func repeats(s *side, n int) (most, repeated int) {
	if len(s.words) < n+1 {
		return 1, 0
	}
	grams := grams(s, n)
	slices.Sort(grams)
	run := 1
	for i := 1; i < len(grams); i++ {
		if grams[i] != grams[i-1] {
			run = 1
			continue
		}
		repeated++
		run++
		most = max(most, run)
	}
	return max(most, 1), repeated
}

// grams returns the hashes of all runs of n words.
func grams(s *side, n int) []uint64 {
	if len(s.words) < n {
		return nil
	}
	out := make([]uint64, 0, len(s.words)-n+1)
	for i := 0; i+n <= len(s.words); i++ {
		h := uint64(14695981039346656037)
		for _, w := range s.words[i : i+n] {
			h = (h ^ w.hash) * 1099511628211
			h ^= h >> 29
		}
		out = append(out, h)
	}
	return out
}

// sameRune returns the length of the longest run of one letter from sameRunes on.
func sameRune(text string) int {
	most, run := 0, 0
	var last rune
	for _, r := range text {
		if r != last {
			run, last = 0, r
		}
		run++
		if run >= sameRunes && run > most && (r|0x20 >= 'a' && r|0x20 <= 'z' || r > 0x2ff) {
			most = run
		}
	}
	return most
}
