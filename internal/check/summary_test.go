package check

import (
	"slices"
	"strings"
	"testing"
)

// sampleSource is the article of these tests.
func sampleSource() (source []string) {
	for _, p := range sampleArticle() {
		source = append(source, p.Source)
	}
	return source
}

func TestSummary(t *testing.T) {
	english := "Culture Minister Karim al-Bustani opened a book fair in Tyre with 140 publishers. Turnout beat expectations, director Samir Haddad said."
	arabicText := "افتتح الوزير كريم البستاني معرض الكتاب في صور بمشاركة 140 دارا. وقال سمير حداد إن \"الإقبال فاق التوقعات\"."
	for name, c := range map[string]struct {
		in   SummaryInput
		want string
	}{
		"English":            {SummaryInput{Text: english, To: "en"}, ""},
		"Arabic":             {SummaryInput{Text: arabicText, To: "ar"}, ""},
		"empty":              {SummaryInput{Text: " ", To: "en"}, "empty"},
		"another minister":   {SummaryInput{Text: strings.ReplaceAll(english, "Bustani", "Lombardi"), To: "en"}, "names"},
		"another city":       {SummaryInput{Text: strings.ReplaceAll(english, "Tyre", "Aleppo"), To: "en"}, "names"},
		"Arabic, other city": {SummaryInput{Text: strings.ReplaceAll(arabicText, "صور", "دمشق"), To: "ar"}, "names"},
		"another number":     {SummaryInput{Text: strings.ReplaceAll(english, "140", "240"), To: "en"}, "numbers"},
		"quote":              {SummaryInput{Text: strings.ReplaceAll(arabicText, "فاق التوقعات", "كان ضعيفا هذه المرة"), To: "ar"}, "quotes"},
		"language":           {SummaryInput{Text: arabicText, To: "en"}, "language"},
		"meta":               {SummaryInput{Text: "This article discusses a fair. " + english, To: "en"}, "meta"},
		"Arabic meta":        {SummaryInput{Text: "يتناول المقال افتتاح المعرض. " + arabicText, To: "ar"}, "meta"},
		"too long":           {SummaryInput{Text: english, To: "en", TargetWords: 12}, "length"},
		"as asked":           {SummaryInput{Text: english, To: "en", TargetWords: 24}, ""},
		"out of range":       {SummaryInput{Text: english, To: "en", Claims: []Claim{{english, []int{1, 2, 9}}}}, "citations"},
		"cited":              {SummaryInput{Text: english, To: "en", Claims: []Claim{{english, []int{1, 2}}}}, ""},
		"cited wrongly":      {SummaryInput{Text: english, To: "en", Claims: []Claim{{"Culture Minister Karim al-Bustani opened a book fair in Tyre with 140 publishers.", []int{4}}}}, "citations"},
		"Arabic, wrongly":    {SummaryInput{Text: arabicText, To: "ar", Claims: []Claim{{"افتتح كريم البستاني معرض الكتاب في صور بمشاركة 140 دارا.", []int{4}}}}, "citations"},
		"by glossary": {SummaryInput{
			Text: strings.ReplaceAll(english, "book fair", "Livre Fair at Dorvelle"), To: "en",
			Terms: map[string]string{"معرض الكتاب": "Livre Fair at Dorvelle"},
		}, ""},
	} {
		c.in.Source = sampleSource()
		found := Summary(c.in)
		if got := reported(found); got != c.want {
			t.Errorf("%s: found %q, want %q: %v", name, got, c.want, found)
		}
	}
}

func TestSummaryCopying(t *testing.T) {
	source := sampleSource()
	in := SummaryInput{Source: []string{source[0] + " " + source[1] + " " + source[2] + " " + source[3]}, To: "ar"}
	in.Text = in.Source[0]
	for _, extractive := range []bool{false, true} {
		in.Extractive = extractive
		copied := slices.ContainsFunc(Summary(in), func(f Finding) bool { return f.Check == "copying" })
		if copied == extractive {
			t.Errorf("extractive %v: copying found is %v", extractive, copied)
		}
	}
}

func TestSummaryCoverage(t *testing.T) {
	source := append(sampleSource(), sampleSource()...)
	in := SummaryInput{Source: source, Text: source[0], To: "ar", Extractive: true, Claims: []Claim{{source[0], []int{1}}, {source[4], []int{5}}}}
	found := Summary(in)
	if len(found) != 1 || found[0].Check != "coverage" || found[0].Level != Note {
		t.Errorf("found %v, want one note of coverage", found)
	}
}
