package check

import (
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
	return articlesOf(t, func(int) bool { return true })
}

// articlesOf cuts those of the documents that are asked for, by their number.
func articlesOf(t testing.TB, wanted func(document int) bool) (articles [][]Pair) {
	files, _ := filepath.Glob(docsFolder + "/*.ar.txt")
	if len(files) == 0 {
		t.Skip("the human documents are not here: " + docsFolder)
	}
	for k, file := range files {
		if !wanted(k) {
			continue
		}
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
	if !testing.Verbose() {
		articles = sample(articles)
	}
	for _, f := range articleFaults() {
		detected, seeded := f.run(t, articles)
		rate := 100 * float64(detected) / float64(max(seeded, 1))
		t.Logf("%-28s %9d %9d %6.2f%%", f.name, detected, seeded, rate)
		// A sample is too small to hold to a rate, but all is all.
		if (testing.Verbose() || f.floor == 100) && seeded > 0 && rate < f.floor {
			t.Errorf("%s: %.2f %% detected, at least %.2f %%", f.name, rate, f.floor)
		}
	}
}

// sample keeps the faults from taking all the time where nobody reads the table.
func sample[T any](all []T) (some []T) {
	const step = 16
	for i := 0; i < len(all); i += step {
		some = append(some, all[i])
	}
	return some
}

func BenchmarkTranslation(b *testing.B) {
	pairs := humanPairs(b)[:1000]
	b.ReportAllocs()
	for b.Loop() {
		Translation(pairs)
	}
}
