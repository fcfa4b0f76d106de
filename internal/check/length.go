package check

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mujaz/internal/arabic"
)

// English has 1.02 to 1.59 times the letters of its Arabic (31 human paragraphs,
// median 1.40): a ratio outside these bounds is a fault, and a small part of what
// the article's other units have is a doubt. No bound proves completeness.
const (
	measurable   = 80 // letters of a source whose length says something
	shortest     = 0.5
	longest      = 3.0
	ofMedian     = 0.6
	fewSentences = 0.6
	// A median is taken of so many ratios at least, the usual one among them where
	// the article has fewer units.
	medianOf    = 3
	leastUnits  = 2
	usualLength = 1.2 // median of 1,196 human pairs; of news 1.4
	// How far a ratio may lie below the median in spreads, which are wider for short
	// sources: of 505 human pairs under 80 letters none lies 2.6 below it.
	readable = 15
	farShort = 2.6
)

// empty reports a unit without an answer.
func empty(r *reading) []Finding {
	switch {
	case r.source.letters > 0 && r.answer.letters == 0 && !hasDigit(&r.answer):
		return []Finding{r.finding("empty", Error, true, "the translation of this paragraph is empty")}
	case r.source.runes == 0 && r.answer.runes > 0:
		return []Finding{r.finding("empty", Error, true, "a translation of nothing: "+excerpt(r.answer.text))}
	}
	return nil
}

func hasDigit(s *side) bool {
	return slices.ContainsFunc(s.words, func(w word) bool { return w.digit })
}

// ratio returns the length of the answer over the source's, without marks and
// white space, or 0 where the source is too short to tell.
func (r *reading) ratio() float64 {
	if r.source.letters < measurable || r.answer.letters == 0 {
		return 0
	}
	return float64(r.answer.runes) / float64(r.source.runes)
}

// length reports answers that are far too short or too long for their source.
func length(r *reading) []Finding {
	switch ratio := r.ratio(); {
	case ratio == 0 || ratio >= shortest && ratio <= longest:
		return nil
	case ratio < shortest:
		return []Finding{r.finding("length", Warning, true, fmt.Sprintf("the translation has %.2f times the letters of its source: part of it seems to be missing", ratio))}
	default:
		return []Finding{r.finding("length", Warning, true, fmt.Sprintf("the translation has %.1f times the letters of its source: something seems to be added", ratio))}
	}
}

// outliers reports answers that are short for their source when compared with
// the article's other units.
func outliers(article []reading) []Finding {
	if len(article) < leastUnits {
		return nil
	}
	ratios := make([]float64, 0, len(article)+medianOf)
	for i := range article {
		if r := &article[i]; r.source.letters >= readable && r.answer.letters > 0 {
			ratios = append(ratios, float64(r.answer.runes)/float64(r.source.runes))
		}
	}
	for len(ratios) < medianOf {
		ratios = append(ratios, usualLength)
	}
	slices.Sort(ratios)
	median := ratios[len(ratios)/2]
	var found []Finding
	for i := range article {
		if r := &article[i]; r.curt(median) {
			ratio := float64(r.answer.runes) / float64(r.source.runes)
			found = append(found, r.finding("length", Warning, true,
				fmt.Sprintf("the translation is short: %.2f times the letters of its source, the article's median is %.2f", ratio, median)))
		}
	}
	return found
}

// curt tells whether an answer is short in an article of that median. The shorter
// a source, the more its ratio varies.
func (r *reading) curt(median float64) bool {
	if r.source.letters < readable || r.answer.letters == 0 {
		return false
	}
	ratio := float64(r.answer.runes) / float64(r.source.runes)
	if r.source.letters >= measurable && (ratio < shortest || ratio < ofMedian*median) {
		return ratio >= shortest // below is length's own finding
	}
	spread := math.Sqrt(placeSpread + placeByRune/float64(r.source.runes))
	return math.Log(ratio/median) < -farShort*spread
}

// sentences notes that an answer has far fewer sentences than its source.
func sentences(r *reading) []Finding {
	if strings.Count(r.source.text, ".")+strings.Count(r.source.text, "؟") < 3 {
		return nil
	}
	in, out := len(arabic.Sentences(r.source.text)), len(arabic.Sentences(r.answer.text))
	if in < 3 || float64(out) >= fewSentences*float64(in) {
		return nil
	}
	return []Finding{r.finding("sentences", Note, false, fmt.Sprintf("%d sentences became %d", in, out))}
}

// ending reports an answer that breaks off: its source ends a sentence and it
// does not, or its last word is one that no English sentence ends with.
func ending(r *reading) []Finding {
	if r.answer.letters == 0 || endsSentence(r.answer.text) {
		return nil
	}
	source, answer := strings.TrimSpace(r.source.text), strings.TrimSpace(r.answer.text)
	cut := strings.HasSuffix(answer, ",") && !strings.HasSuffix(source, "،")
	if !cut && !dangles(lastWord(&r.answer)) && (r.source.letters < readable || !endsSentence(source) || strings.HasSuffix(source, ":")) {
		return nil
	}
	return []Finding{r.finding("ending", Warning, true, "the translation breaks off: …"+tail(r.answer.text))}
}

// lastWord returns the word that a text ends with, "" where a mark does.
func lastWord(s *side) string {
	n := len(s.words)
	if n == 0 || s.words[n-1].end != len(strings.TrimRight(s.text, " ,")) {
		return ""
	}
	return s.word(n - 1)
}

// tail returns the last runes of a text for a finding.
func tail(s string) string {
	const most = 40
	runes := []rune(s)
	return string(runes[max(0, len(runes)-most):])
}

// endsSentence tells whether a text ends with a stop, a colon or a closing mark.
func endsSentence(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(text, unicode.IsSpace))
	return strings.ContainsRune(".!?؟۔…:;؛)]}\"'”’»*_`>", r)
}

// dangles tells whether no English text ends with the word.
func dangles(word string) bool {
	switch word {
	case "the", "a", "an", "of", "and", "or", "to", "with", "from", "by", "at", "as", "that", "which", "than",
		"was", "were", "has", "had", "their", "its", "his", "into", "between", "but", "because", "if", "when", "while":
		return true
	}
	return false
}
