package check

import (
	"strings"

	"mujaz/internal/arabic"
)

// Reaches in bytes: about four words between a number and its role.
const (
	arabicReach  = 64
	englishReach = 45
)

// Toll reports a number whose nearest role (killed, wounded, missing, detained)
// is another one in the translation. Numbers that occur twice, or have no role
// on one side, are not compared.
func Toll(p Pair) []Finding {
	words := arabicCueWords(p.Source)
	if setOf(words, killed, detained) == 0 {
		return nil
	}
	return compareTolls(p, arabic.Numbers(p.Source), EnglishNumbers(p.Answer), words, englishCueWords(p.Answer))
}

func compareTolls(p Pair, source, answer []arabic.Number, in, out []cueWord) (found []Finding) {
	if setOf(in, killed, detained) == 0 || setOf(out, killed, detained) == 0 {
		return nil
	}
	for i := range source {
		n := &source[i]
		k, ok := only(answer, n.Value)
		if _, alone := only(source, n.Value); !ok || !alone || n.Kind != arabic.Cardinal {
			continue
		}
		a := roleOf(p.Source, source, i, in, arabicReach)
		b := roleOf(p.Answer, answer, k, out, englishReach)
		if a != noCue && b != noCue && a != b {
			found = append(found, Finding{
				Check: "toll", Level: Warning, Paragraph: p.Paragraph, Repair: true,
				Detail: label(n) + " are " + cueNames()[a] + " in the source and " + cueNames()[b] + " in the translation",
			})
		}
	}
	return found
}

// only returns the index of the one number of value v.
func only(numbers []arabic.Number, v arabic.Value) (at int, ok bool) {
	for i := range numbers {
		if numbers[i].Value == v {
			if ok {
				return 0, false
			}
			at, ok = i, true
		}
	}
	return at, ok
}

// roleOf returns the role nearest to number i, without another number, or the
// end of a sentence, between. A comma or an "and" between makes it farther.
func roleOf(text string, numbers []arabic.Number, i int, words []cueWord, reach int) cue {
	n, best, role := &numbers[i], reach, noCue
	for _, w := range words {
		if w.cue < killed || w.cue > detained {
			continue
		}
		from, to := w.end, n.Start
		if w.start >= n.End {
			from, to = n.End, w.start
		}
		wrongSide := w.side == before && w.start < n.Start || w.side == after && w.start > n.Start
		if wrongSide || to < from || to-from > reach || numberBetween(numbers, i, from, to) {
			continue
		}
		if d := apart(text[from:to], reach); d < best {
			best, role = d, w.cue
		}
	}
	return role
}

func numberBetween(numbers []arabic.Number, i, from, to int) bool {
	for k := range numbers {
		if k != i && !numbers[k].Soft && numbers[k].Start >= from && numbers[k].End <= to {
			return true
		}
	}
	return false
}

// apart returns how far apart a number and a word are that have s between them.
func apart(s string, reach int) int {
	if strings.ContainsAny(s, ".؛;؟?") {
		return reach
	}
	d := len(s)
	if strings.ContainsAny(s, ",،") || strings.Contains(s, " and ") || strings.Contains(s, " while ") {
		d += reach / 2
	}
	return d
}
