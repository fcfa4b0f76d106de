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

// interchangeable tells whether two units are proof against exchange: they are of
// about one length, and every word of one answer is in the other as well, or one
// of the same meaning, so that nothing in it speaks against the other's place ("it
// is in the center of the chest", "it is in the center of my chest"). These few,
// all of them lines of one conversation, are left out of the faults of order.
func interchangeable(a, b Pair) bool {
	const lengths = 1.3
	within := func(x, y *side) bool {
		for i := range x.words {
			w := &x.words[i]
			if !y.has(w.hash) && (w.concept == 0 || !y.hasConcept(w.concept)) {
				return false
			}
		}
		return true
	}
	x, y := readSide(a.Answer), readSide(b.Answer)
	if n, m := float64(len(x.words)), float64(len(y.words)); n > lengths*m || m > lengths*n {
		return false
	}
	return within(&x, &y) || within(&y, &x)
}

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
			return firstHalf(p.Answer)
		}), 100},
		{"cut to half, short", edit(func(_ *rand.Rand, p Pair) string {
			if letters := readSide(p.Source).letters; letters < readable || letters >= measurable {
				return leave
			}
			return firstHalf(p.Answer)
		}), 93},
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
			if len(strings.Fields(p.Answer)) < 2 {
				return leave
			}
			return p.Answer + " " + p.Answer
		}), 100},
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
			if i+1 >= len(a) || interchangeable(a[i], a[i+1]) {
				return false
			}
			a[i].Answer, a[i+1].Answer = a[i+1].Answer, a[i].Answer
			return true
		}, 100},
		{"two swapped, far apart", func(r *rand.Rand, a []Pair, i int) bool {
			k := r.IntN(len(a))
			if k-i < 2 && i-k < 2 || interchangeable(a[i], a[k]) {
				return false
			}
			a[i].Answer, a[k].Answer = a[k].Answer, a[i].Answer
			return true
		}, 99},
		{"moved", func(r *rand.Rand, a []Pair, i int) bool {
			k := r.IntN(len(a))
			if k-i < 2 && i-k < 2 || interchangeable(a[i], a[k]) {
				return false
			}
			for moved := a[i].Answer; i != k; {
				step := 1
				if k < i {
					step = -1
				}
				a[i].Answer, a[i+step].Answer = a[i+step].Answer, moved
				i += step
			}
			return true
		}, 100},
		{"shifted from here on", func(_ *rand.Rand, a []Pair, i int) bool {
			if i+3 > len(a) {
				return false
			}
			for k := i; k+1 < len(a); k++ {
				a[k].Answer = a[k+1].Answer
			}
			return true
		}, 100},
		{"merged, the next empty", func(_ *rand.Rand, a []Pair, i int) bool {
			if i+1 >= len(a) {
				return false
			}
			a[i].Answer += " " + a[i+1].Answer
			a[i+1].Answer = ""
			return true
		}, 100},
		{"merged, the next shifted", func(_ *rand.Rand, a []Pair, i int) bool {
			if i+3 > len(a) {
				return false
			}
			a[i].Answer += " " + a[i+1].Answer
			for k := i + 1; k+1 < len(a); k++ {
				a[k].Answer = a[k+1].Answer
			}
			return true
		}, 100},
		{"merged, the next itself", func(_ *rand.Rand, a []Pair, i int) bool {
			if i+1 >= len(a) || interchangeable(a[i], a[i+1]) {
				return false
			}
			a[i].Answer += " " + a[i+1].Answer
			return true
		}, 100},
		{"paragraph given twice", func(_ *rand.Rand, a []Pair, i int) bool {
			if i == 0 || interchangeable(a[i-1], a[i]) {
				return false
			}
			a[i].Answer = a[i-1].Answer
			return true
		}, 100},
	}
}

// firstHalf returns the words of the first half of a text.
func firstHalf(text string) string {
	at := strings.LastIndexByte(text[:len(text)/2], ' ')
	if at <= 0 {
		return leave
	}
	return text[:at]
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
