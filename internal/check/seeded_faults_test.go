package check

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// articleFault is a fault seeded into the answers of an article.
type articleFault struct {
	name  string
	seed  func(r *rand.Rand, a []Pair, i int) bool // alters unit i of a; false: does not fit
	floor float64
}

// run seeds the fault into every unit of every article that it fits.
func (f articleFault) run(t *testing.T, articles [][]Pair) (detected, seeded int) {
	r := rand.New(rand.NewPCG(19, 67))
	for n, original := range articles {
		before := warned(Translation(original))
		for i := range original {
			a := slices.Clone(original)
			if !f.seed(r, a, i) {
				continue
			}
			seeded++
			if warned(Translation(a)) != before {
				detected++
			} else if testing.Verbose() {
				t.Logf("    missed: %s, article %d, unit %d: %q", f.name, n, i+1, excerpt(a[i].Answer))
			}
		}
	}
	return detected, seeded
}

// warned lists what is reported above a note.
func warned(found []Finding) string {
	var b strings.Builder
	for _, f := range found {
		if f.Level != Note {
			fmt.Fprintln(&b, f.Paragraph, f.Check, f.Detail)
		}
	}
	return b.String()
}

// telling is the least length of a unit in letters whose place can be told.
const telling = 60

func isTelling(p Pair) bool { return readSide(p.Answer).letters >= telling }

func articleFaults() []articleFault {
	edit := func(change func(r *rand.Rand, p Pair) string) func(*rand.Rand, []Pair, int) bool {
		return func(r *rand.Rand, a []Pair, i int) bool {
			s := change(r, a[i])
			if s == leave || s == a[i].Answer {
				return false
			}
			a[i].Answer = s
			return true
		}
	}
	return []articleFault{
		{"left in Arabic", edit(func(_ *rand.Rand, p Pair) string {
			if readSide(p.Source).arabicLetters < 3 {
				return leave
			}
			return p.Source
		}), 100},
		{"last words left in Arabic", edit(func(_ *rand.Rand, p Pair) string {
			words := strings.Fields(p.Source)
			if len(words) < 8 || readSide(strings.Join(words[len(words)-4:], " ")).arabicLetters < 12 {
				return leave
			}
			return p.Answer + " " + strings.Join(words[len(words)-4:], " ")
		}), 98},
		{"empty", edit(func(_ *rand.Rand, p Pair) string { return "" }), 100},
		{"cut to half", edit(func(_ *rand.Rand, p Pair) string {
			if readSide(p.Source).letters < measurable {
				return leave
			}
			half := p.Answer[:len(p.Answer)/2]
			if at := strings.LastIndexByte(half, ' '); at > 0 {
				return half[:at]
			}
			return leave
		}), 95},
		{"last sentence dropped", edit(func(_ *rand.Rand, p Pair) string {
			at := strings.LastIndex(strings.TrimRight(p.Answer, ". "), ". ")
			if at < 40 {
				return leave
			}
			return p.Answer[:at+1]
		}), 0},
		{"preamble", edit(func(r *rand.Rand, p Pair) string {
			return []string{"Here is the translation: ", "Sure! Here is the English translation:\n", "Translation: ", "**Translation:** "}[r.IntN(4)] + p.Answer
		}), 100},
		{"trailing note", edit(func(r *rand.Rand, p Pair) string {
			return strings.TrimRight(p.Answer, ".") + "." + []string{" (Note: the original is ambiguous here.)", "\n\nNote: I kept the names as they are.", " Let me know if you need changes."}[r.IntN(3)]
		}), 97},
		{"fence", edit(func(_ *rand.Rand, p Pair) string { return "```\n" + p.Answer + "\n```" }), 100},
		{"said twice", edit(func(_ *rand.Rand, p Pair) string {
			if len(strings.Fields(p.Answer)) < 10 {
				return leave
			}
			return p.Answer + " " + p.Answer
		}), 99},
		{"looped", edit(func(_ *rand.Rand, p Pair) string {
			words := strings.Fields(p.Answer)
			if len(words) < 6 {
				return leave
			}
			return p.Answer + strings.Repeat(" "+strings.Join(words[len(words)-5:], " "), 6)
		}), 100},
		{"negation deleted", edit(func(_ *rand.Rand, p Pair) string {
			for _, not := range []string{" not ", " never ", "n't "} {
				if i := strings.Index(p.Answer, not); i >= 0 {
					return p.Answer[:i] + " " + p.Answer[i+len(not):]
				}
			}
			if i := strings.Index(p.Answer, "cannot "); i >= 0 {
				return p.Answer[:i] + "can " + p.Answer[i+len("cannot "):]
			}
			return leave
		}), 65},
		{"negation added", edit(func(_ *rand.Rand, p Pair) string {
			for _, verb := range []string{" is ", " are ", " was ", " were ", " can ", " will "} {
				if i := strings.Index(p.Answer, verb); i >= 0 {
					return p.Answer[:i] + verb + "not " + p.Answer[i+len(verb):]
				}
			}
			return leave
		}), 0},
		{"URL broken", func(_ *rand.Rand, a []Pair, i int) bool {
			a[i].Source += " https://example.org/a/b?c=1"
			a[i].Answer += " https://example.org/a/c?c=1"
			return true
		}, 100},
		{"URL lost", func(_ *rand.Rand, a []Pair, i int) bool {
			a[i].Source += " (https://example.org/a/b?c=1)."
			return true
		}, 100},
		{"Latin word lost", edit(func(_ *rand.Rand, p Pair) string {
			s := readSide(p.Source)
			for i, w := range s.words {
				if w.latin && !w.digit && w.end-w.start > 3 && strings.Count(p.Answer, s.word(i)) == 1 {
					return strings.Replace(p.Answer, s.word(i), "", 1)
				}
			}
			return leave
		}), 90},
		{"question lost", edit(func(_ *rand.Rand, p Pair) string { return strings.ReplaceAll(p.Answer, "?", ".") }), 99},
		{"name respelt", respellName, 80},
		{"two swapped", func(_ *rand.Rand, a []Pair, i int) bool {
			if i+1 >= len(a) || !isTelling(a[i]) || !isTelling(a[i+1]) {
				return false
			}
			a[i].Answer, a[i+1].Answer = a[i+1].Answer, a[i].Answer
			return true
		}, 98},
		{"shifted from here on", func(_ *rand.Rand, a []Pair, i int) bool {
			if i+3 > len(a) || !isTelling(a[i+1]) || !isTelling(a[i+2]) {
				return false
			}
			for k := i; k+1 < len(a); k++ {
				a[k].Answer = a[k+1].Answer
			}
			return true
		}, 99},
		{"merged, the next shifted", func(_ *rand.Rand, a []Pair, i int) bool {
			if i+3 > len(a) {
				return false
			}
			a[i].Answer += " " + a[i+1].Answer
			for k := i + 1; k+1 < len(a); k++ {
				a[k].Answer = a[k+1].Answer
			}
			return true
		}, 95},
		{"paragraph given twice", func(_ *rand.Rand, a []Pair, i int) bool {
			if i == 0 || len(strings.Fields(a[i-1].Answer)) < 9 || a[i-1].Answer == a[i].Answer {
				return false
			}
			a[i].Answer = a[i-1].Answer
			return true
		}, 98},
	}
}

// respellName spells a name of unit i otherwise where another unit has it too.
func respellName(_ *rand.Rand, a []Pair, i int) bool {
	r := read(a[i])
	for _, n := range namesOf(&r, i) {
		for k, p := range a {
			other := read(p)
			if k == i || !slices.ContainsFunc(namesOf(&other, k), func(o spelling) bool { return o.name == n.name && o.text == n.text }) {
				continue
			}
			for _, change := range []*strings.Replacer{strings.NewReplacer("a", "e", "i", "ee"), strings.NewReplacer("o", "u", "e", "a")} {
				if text := n.text[:1] + change.Replace(n.text[1:]); !sameSpelling(text, n.text) {
					a[i].Answer = strings.ReplaceAll(a[i].Answer, n.text, text)
					return true
				}
			}
		}
	}
	return false
}
