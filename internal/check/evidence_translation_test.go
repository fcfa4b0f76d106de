package check

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const docsFolder = "../../../shared/data/tico19-dev/docs"

// articleUnits is how many segments of a document make an article here.
const articleUnits = 10

// humanArticles cuts the human translations into articles of ten paragraphs.
func humanArticles(t testing.TB) (articles [][]Pair) {
	files, _ := filepath.Glob(docsFolder + "/*.ar.txt")
	if len(files) == 0 {
		t.Skip("the human documents are not here: " + docsFolder)
	}
	for _, file := range files {
		source, answer := documentLines(t, file), documentLines(t, strings.TrimSuffix(file, ".ar.txt")+".en.txt")
		for i := 0; i+articleUnits <= len(source) && i+articleUnits <= len(answer); i += articleUnits {
			var a []Pair
			for k := range articleUnits {
				a = append(a, Pair{Paragraph: k + 1, Source: source[i+k], Answer: answer[i+k]})
			}
			articles = append(articles, a)
		}
	}
	return articles
}

func documentLines(t testing.TB, file string) []string {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(data)), "\n")
}

// alarms counts the texts with warnings or errors, by check.
type alarms struct {
	texts, notes map[string]int
	any, n       int
}

func (a *alarms) add(t *testing.T, found []Finding, show bool) {
	if a.texts == nil {
		a.texts, a.notes = map[string]int{}, map[string]int{}
	}
	a.n++
	seen := map[string]bool{}
	for _, f := range found {
		if f.Level == Note {
			if !seen["n"+f.Check] {
				a.notes[f.Check]++
			}
			seen["n"+f.Check] = true
			continue
		}
		if !seen[f.Check] {
			a.texts[f.Check]++
		}
		seen[f.Check] = true
		if show {
			t.Logf("    %s, paragraph %d: %s", f.Check, f.Paragraph, f.Detail)
		}
	}
	for k := range seen {
		if !strings.HasPrefix(k, "n") || a.texts[k] > 0 {
			a.any++
			break
		}
	}
}

func (a *alarms) print(t *testing.T, title string) {
	t.Logf("%-28s %9s %9s %7s", title, "reported", "texts", "rate")
	for _, level := range []map[string]int{a.texts, a.notes} {
		var checks []string
		for c := range level {
			checks = append(checks, c)
		}
		slices.Sort(checks)
		for _, c := range checks {
			t.Logf("%-28s %9d %9d %6.2f%%", c, level[c], a.n, 100*float64(level[c])/float64(a.n))
		}
		t.Log("--")
	}
	t.Logf("%-28s %9d %9d %6.2f%%", "any warning or error", a.any, a.n, 100*float64(a.any)/float64(a.n))
}

// TestEvidenceOfAnswers prints what the checks find among human translations,
// where everything found is a false alarm, and among faults seeded into them.
func TestEvidenceOfAnswers(t *testing.T) {
	t.Run("translation", translationEvidence)
	t.Run("summary", summaryEvidence)
}

func translationEvidence(t *testing.T) {
	var single alarms
	for _, p := range humanPairs(t) {
		single.add(t, Unit(p), true)
	}
	single.print(t, "human pairs")
	var whole alarms
	articles := humanArticles(t)
	for _, a := range articles {
		whole.add(t, Translation(a), false)
		for _, f := range Translation(a) {
			if slices.Contains([]string{"shift", "names", "duplicated", "length"}, f.Check) {
				t.Logf("    %s, %d: %s: %q %q", f.Check, f.Paragraph, f.Detail, a[f.Paragraph-1].Source, a[f.Paragraph-1].Answer)
			}
		}
	}
	whole.print(t, "human articles")
	if rate := 100 * float64(single.any) / float64(single.n); rate > 3 {
		t.Errorf("%.2f %% of human paragraphs are reported, at most 3 %%", rate)
	}
	if rate := 100 * float64(whole.any) / float64(whole.n); rate > 20 {
		t.Errorf("%.2f %% of human articles are reported, at most 20 %%", rate)
	}
	t.Logf("%-28s %9s %9s %7s", "seeded fault", "detected", "seeded", "rate")
	for _, f := range articleFaults() {
		detected, seeded := f.run(t, articles)
		rate := 100 * float64(detected) / float64(max(seeded, 1))
		t.Logf("%-28s %9d %9d %6.2f%%", f.name, detected, seeded, rate)
		if rate < f.floor {
			t.Errorf("%s: %.2f %% detected, at least %.2f %%", f.name, rate, f.floor)
		}
	}
}

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
		}), 99},
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
		}), 0},
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
		{"two swapped", func(_ *rand.Rand, a []Pair, i int) bool {
			if i+1 >= len(a) || !isTelling(a[i]) || !isTelling(a[i+1]) {
				return false
			}
			a[i].Answer, a[i+1].Answer = a[i+1].Answer, a[i].Answer
			return true
		}, 90},
		{"shifted from here on", func(_ *rand.Rand, a []Pair, i int) bool {
			if i+3 > len(a) || !isTelling(a[i+1]) || !isTelling(a[i+2]) {
				return false
			}
			for k := i; k+1 < len(a); k++ {
				a[k].Answer = a[k+1].Answer
			}
			return true
		}, 95},
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

func BenchmarkTranslation(b *testing.B) {
	pairs := humanPairs(b)[:1000]
	b.ReportAllocs()
	for b.Loop() {
		Translation(pairs)
	}
}
