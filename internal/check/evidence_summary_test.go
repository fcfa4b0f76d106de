package check

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mujaz/internal/arabic"
)

const extractsFolder = "../../../shared/data/easc-dev"

func summaryEvidence(t *testing.T) {
	arabicSummaries, englishSummaries := humanExtracts(t), leadSummaries(t)
	for _, set := range []struct {
		name      string
		summaries []SummaryInput
	}{{"Arabic extracts", arabicSummaries}, {"English leads", englishSummaries}} {
		var a alarms
		for i, s := range set.summaries {
			found := Summary(s)
			a.add(t, found, false)
			for _, f := range found {
				if f.Level != Note {
					t.Logf("    %d: %s: %s", i, f.Check, f.Detail)
				}
			}
		}
		a.print(t, set.name)
	}
	for _, set := range []struct {
		name      string
		summaries []SummaryInput
	}{{"Arabic extracts", arabicSummaries}, {"English leads", englishSummaries}} {
		if !testing.Verbose() {
			set.summaries = sample(set.summaries)
		}
		t.Logf("%-36s %9s %9s %7s", "seeded fault, "+set.name, "detected", "seeded", "rate")
		for _, f := range summaryFaults() {
			detected, seeded := f.run(t, set.summaries)
			rate := 100 * float64(detected) / float64(max(seeded, 1))
			t.Logf("%-36s %9d %9d %6.2f%%", f.name, detected, seeded, rate)
			if testing.Verbose() && seeded > 0 && rate < f.floor {
				t.Errorf("%s: %.2f %% detected, at least %.2f %%", f.name, rate, f.floor)
			}
		}
	}
}

// humanExtracts are people's extracts of Arabic articles, each sentence citing the
// paragraph that has most of its words.
func humanExtracts(t testing.TB) (summaries []SummaryInput) {
	files, _ := filepath.Glob(extractsFolder + "/articles/*.txt")
	if len(files) == 0 {
		t.Skip("the human extracts are not here: " + extractsFolder)
	}
	for _, file := range files {
		source := slices.DeleteFunc(documentLines(t, file), func(s string) bool { return strings.TrimSpace(s) == "" })
		topic := strings.TrimSuffix(filepath.Base(file), ".txt")
		extracts, _ := filepath.Glob(extractsFolder + "/references/" + topic + ".*.txt")
		for _, e := range extracts {
			text := strings.Join(documentLines(t, e), "\n")
			s := SummaryInput{Source: source, Text: text, To: "ar", Extractive: true}
			for _, sentence := range arabic.Sentences(text) {
				s.Claims = append(s.Claims, Claim{sentence, []int{nearest(sentence, source)}})
			}
			summaries = append(summaries, s)
		}
	}
	return summaries
}

func nearest(sentence string, source []string) int {
	best, most := 1, -1
	claim := readSide(sentence)
	for i, p := range source {
		in := readSide(p)
		if shared, _ := sharedStems(&claim, []*side{&in}); shared > most {
			best, most = i+1, shared
		}
	}
	return best
}

// leadSummaries are the first three English sentences of ten-paragraph articles,
// each citing its paragraph.
func leadSummaries(t testing.TB) (summaries []SummaryInput) {
	const lead = 3
	for _, a := range humanArticles(t) {
		s := SummaryInput{To: "en"}
		for i, p := range a {
			s.Source = append(s.Source, p.Source)
			if i < lead {
				s.Text += p.Answer + " "
				s.Claims = append(s.Claims, Claim{p.Answer, []int{i + 1}})
			}
		}
		summaries = append(summaries, s)
	}
	return summaries
}

type summaryFault struct {
	name  string
	seed  func(r *rand.Rand, s *SummaryInput, others []SummaryInput) bool
	floor float64
}

func (f summaryFault) run(t *testing.T, summaries []SummaryInput) (detected, seeded int) {
	r := rand.New(rand.NewPCG(3, 5))
	for i, original := range summaries {
		s := original
		s.Claims = slices.Clone(original.Claims)
		if !f.seed(r, &s, summaries) {
			continue
		}
		seeded++
		if warned(Summary(s)) != warned(Summary(original)) {
			detected++
		} else if testing.Verbose() {
			t.Logf("    missed: %s, summary %d", f.name, i)
		}
	}
	return detected, seeded
}

func summaryFaults() []summaryFault {
	digits := regexp.MustCompile(`[0-9٠-٩]{2,}`)
	add := func(s *SummaryInput, arabicText, english string) {
		text := arabicText
		if s.To == "en" {
			text = english
		}
		s.Text += " " + text
		s.Claims = append(s.Claims, Claim{Text: text, Paragraphs: []int{1}})
	}
	return []summaryFault{
		{"number changed", func(r *rand.Rand, s *SummaryInput, _ []SummaryInput) bool {
			at := digits.FindStringIndex(s.Text)
			if at == nil {
				return false
			}
			s.Text = s.Text[:at[0]] + fmt.Sprint(3000+r.IntN(900)) + s.Text[at[1]:]
			return true
		}, 95},
		{"name changed", seedName, 80},
		{"claim of another article", func(r *rand.Rand, s *SummaryInput, others []SummaryInput) bool {
			o := others[r.IntN(len(others))]
			if len(s.Claims) == 0 || len(o.Claims) == 0 || o.Source[0] == s.Source[0] {
				return false
			}
			c := o.Claims[r.IntN(len(o.Claims))]
			if arabic.CountWords(c.Text) < 8 {
				return false
			}
			s.Claims[0].Text = c.Text
			s.Text += " " + c.Text
			return true
		}, 80},
		{"quotation invented", func(_ *rand.Rand, s *SummaryInput, _ []SummaryInput) bool {
			add(s, `وقال إن "هذا يوم لا ينساه أحد في القرية".`, `He said: "Nobody in the village will ever forget this day."`)
			return s.To == "ar"
		}, 100},
		{"citation out of range", func(_ *rand.Rand, s *SummaryInput, _ []SummaryInput) bool {
			if len(s.Claims) == 0 {
				return false
			}
			s.Claims[0].Paragraphs = []int{len(s.Source) + 3}
			return true
		}, 100},
		{"twice as long as asked", func(_ *rand.Rand, s *SummaryInput, _ []SummaryInput) bool {
			s.TargetWords = arabic.CountWords(s.Text) / 2
			return s.TargetWords >= 10
		}, 100},
		{"longer than the article", func(_ *rand.Rand, s *SummaryInput, _ []SummaryInput) bool {
			s.Text = strings.Repeat(s.Text+" ", 1+2*arabic.CountWords(strings.Join(s.Source, " "))/max(1, arabic.CountWords(s.Text)))
			return true
		}, 100},
		{"the other language", func(_ *rand.Rand, s *SummaryInput, _ []SummaryInput) bool {
			s.To = map[string]string{"ar": "en", "en": "ar"}[s.To]
			return true
		}, 100},
		{"speaks of itself", func(_ *rand.Rand, s *SummaryInput, _ []SummaryInput) bool {
			if s.To == "en" {
				s.Text = "This article discusses " + s.Text
			} else {
				s.Text = "يتناول المقالُ ما يلي: " + s.Text
			}
			return true
		}, 100},
		{"fence", func(_ *rand.Rand, s *SummaryInput, _ []SummaryInput) bool {
			s.Text = "```\n" + s.Text + "\n```"
			return true
		}, 100},
		{"copied", func(_ *rand.Rand, s *SummaryInput, _ []SummaryInput) bool {
			s.Extractive = false
			for _, p := range s.Source {
				if arabic.CountWords(p) > 30 && s.To == "ar" {
					s.Text = p
					return true
				}
			}
			return false
		}, 0},
	}
}

// seedName puts another name in the place of one.
func seedName(r *rand.Rand, s *SummaryInput, _ []SummaryInput) bool {
	read := summary{SummaryInput: *s, text: readSide(s.Text)}
	for i, w := range read.text.words {
		var other string
		if s.To == "en" {
			if !read.judged(i) || w.concept != 0 {
				continue
			}
			other = []string{"Mandela", "Sarkozy", "Kirchner", "Lukashenko", "Bangladesh", "Guatemala", "Stoltenberg", "Marrakesh"}[r.IntN(8)]
		} else {
			if w.latin || w.concept == 0 || w.concept > placeConcepts() {
				continue
			}
			other = []string{"أرمينيا", "الحبشة", "بلجيكا", "تشاد"}[r.IntN(4)]
		}
		s.Text = s.Text[:w.start] + other + s.Text[w.end:]
		return true
	}
	return false
}
