package check

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"mujaz/internal/arabic"
)

// SummaryInput is a summary with what it is checked against.
type SummaryInput struct {
	Source []string // the article's paragraphs, in Arabic
	Title  string
	Text   string // the summary without citations
	Claims []Claim
	// To is the language of the summary: "ar" or "en".
	To string
	// TargetWords is the length that was asked for, 0 for none.
	TargetWords int
	// Extractive tells that the summary consists of the article's own sentences.
	Extractive bool
	// Terms are the renderings of Arabic terms in English that a glossary gives.
	Terms map[string]string
}

// Claim is a stretch of a summary with the paragraphs cited for it, from 1.
type Claim struct {
	Text       string
	Paragraphs []int
}

// summary is an input with its texts read once.
type summary struct {
	SummaryInput
	source []side // the paragraphs
	title  side
	text   side
	claims []side
}

// Summary checks a summary against its article. A finding about a claim names the
// first paragraph cited for it; the others are about the whole.
func Summary(in SummaryInput) []Finding {
	s := summary{SummaryInput: in, title: readSide(in.Title), text: readSide(in.Text)}
	if s.text.letters == 0 {
		return []Finding{{Check: "empty", Level: Error, Detail: "the summary is empty", Repair: true}}
	}
	for _, p := range in.Source {
		s.source = append(s.source, readSide(p))
	}
	for _, c := range in.Claims {
		s.claims = append(s.claims, readSide(c.Text))
	}
	found := SummaryNumbers(append([]string{in.Title}, in.Source...), in.Text, in.To)
	for _, check := range []func(*summary) []Finding{
		summaryLanguage, summaryMeta, summaryLength, summaryNames, summaryQuotes,
		summaryCitations, summaryCoverage, summaryCopying, summaryRepetition,
	} {
		found = append(found, check(&s)...)
	}
	return found
}

// asked is the least share of a summary's letters in the script that was asked.
const asked = 0.8

// summaryLanguage reports a summary in another script than was asked for.
func summaryLanguage(s *summary) []Finding {
	share := float64(s.text.arabicLetters) / float64(s.text.letters)
	if s.To != "ar" {
		share = 1 - share
	}
	if share >= asked {
		return nil
	}
	return []Finding{{
		Check: "language", Level: Error, Repair: true,
		Detail: fmt.Sprintf("only %.0f %% of the summary's letters are in the script of %q", 100*share, s.To),
	}}
}

// lengthTolerance is how far a summary may be from the length asked for.
const lengthTolerance = 0.25

// fewestWords is from what length on the tolerance says something.
const fewestWords = 12

// summaryLength reports a summary that is not as long as was asked, or longer than
// its article.
func summaryLength(s *summary) []Finding {
	words, whole := arabic.CountWords(s.Text), 0
	for _, p := range s.Source {
		whole += arabic.CountWords(p)
	}
	most := float64(whole)
	if s.To != "ar" {
		most *= intoEnglish
	}
	finding := func(detail string) []Finding {
		return []Finding{{Check: "length", Level: Warning, Repair: true, Detail: detail}}
	}
	off := math.Abs(float64(words - s.TargetWords))
	switch {
	case float64(words) > most+1 && whole > 0:
		return finding(fmt.Sprintf("the summary has %d words, the article %d", words, whole))
	case s.TargetWords > 0 && off > lengthTolerance*float64(s.TargetWords) && off > fewestWords*lengthTolerance &&
		float64(s.TargetWords) < most*(1-lengthTolerance):
		return finding(fmt.Sprintf("the summary has %d words, %d were asked for", words, s.TargetWords))
	}
	return nil
}

// intoEnglish is how many English words say what one Arabic word says: its clitics
// become words of their own.
const intoEnglish = 1.45

// copiedWords is the longest run of the article's own words that a summary by a
// model may have.
const copiedWords = 25

// summaryCopying reports a long run of words that stands in the article as it is.
func summaryCopying(s *summary) []Finding {
	if s.Extractive || s.To != "ar" {
		return nil
	}
	known := map[uint64]bool{}
	for i := range s.source {
		for _, g := range grams(&s.source[i], copiedWords+1) {
			known[g] = true
		}
	}
	for i, g := range grams(&s.text, copiedWords+1) {
		if known[g] {
			return []Finding{{
				Check: "copying", Level: Warning, Repair: true,
				Detail: fmt.Sprintf("more than %d words in a row are the article's: %s", copiedWords, excerpt(s.Text[s.text.words[i].start:])),
			}}
		}
	}
	return nil
}

// summaryRepetition reports a summary that says the same twice.
func summaryRepetition(s *summary) []Finding {
	most, repeated := repeats(&s.text, loopWords)
	if s.Extractive || most < loopTimes && (repeated < loopWords || float64(repeated) < saidBefore*float64(len(s.text.words))) {
		return nil
	}
	return []Finding{{Check: "repetition", Level: Error, Repair: true, Detail: "the summary repeats itself"}}
}

// summaryQuotes reports a quotation that the article does not have: its words in an
// Arabic summary, any quotation at all in an English one.
func summaryQuotes(s *summary) []Finding {
	var found []Finding
	for _, q := range s.text.quotes {
		quoted := readSide(q.of(s.Text))
		if len(quoted.words) < 2 || s.quoted(&quoted) {
			continue
		}
		found = append(found, Finding{Check: "quotes", Level: Warning, Repair: true, Detail: "quoted and not in the article: " + excerpt(q.of(s.Text))})
	}
	return found
}

// quoted tells whether the article has the quotation.
func (s *summary) quoted(q *side) bool {
	if q.arabicLetters*2 < q.letters {
		return s.quotesAtAll(q)
	}
	within := func(in *side) bool {
		for i := 0; i+len(q.words) <= len(in.words); i++ {
			if slices.EqualFunc(in.words[i:i+len(q.words)], q.words, func(a, b word) bool { return a.hash == b.hash }) {
				return true
			}
		}
		return false
	}
	return within(&s.title) || slices.ContainsFunc(s.source, func(p side) bool { return within(&p) })
}

// quotesAtAll tells whether the article has any quotation that an English one can
// render; a short one is a name or a term.
func (s *summary) quotesAtAll(q *side) bool {
	if len(q.words) < quotedWords || len(s.title.quotes) > 0 {
		return true
	}
	return slices.ContainsFunc(s.source, func(p side) bool {
		return len(p.quotes) > 0 || singleQuotes(p.text) || strings.Contains(p.text, ":")
	})
}
