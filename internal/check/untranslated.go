package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"mujaz/internal/arabic"
)

// What of an answer may be Arabic: a term in brackets or quotation marks. Beyond
// these shares of its letters, or this many Arabic words in a row, it was left in
// Arabic.
const (
	leftInArabic = 0.5
	partlyArabic = 0.1
	arabicRun    = 3
	// citedWords is how long a cited Arabic term may be.
	citedWords = 6
)

// untranslated reports Arabic and other scripts left in the answer.
func untranslated(r *reading) []Finding {
	s := &r.answer
	if s.letters == 0 {
		return nil
	}
	if s.arabicLetters == 0 {
		return strayScript(r)
	}
	if share := float64(s.arabicLetters) / float64(s.letters); share > leftInArabic {
		return []Finding{r.finding("untranslated", Error, true, fmt.Sprintf("%.0f %% of the answer's letters are Arabic", 100*share))}
	}
	longest, letters := arabicLeft(s)
	if longest.end == 0 {
		return strayScript(r)
	}
	detail := fmt.Sprintf("left in Arabic: %s", excerpt(longest.of(s.text)))
	if float64(letters) > partlyArabic*float64(s.letters) || arabic.CountWords(longest.of(s.text)) >= arabicRun {
		return []Finding{r.finding("untranslated", Error, true, detail)}
	}
	return []Finding{r.finding("untranslated", Warning, true, detail)}
}

// arabicLeft returns the longest run of Arabic words that is not cited, and how
// many letters such runs have in all.
func arabicLeft(s *side) (longest span, letters int) {
	for i := 0; i < len(s.words); i++ {
		if s.words[i].latin {
			continue
		}
		run, n := s.words[i].span, 1
		for i+1 < len(s.words) && !s.words[i+1].latin {
			i++
			n++
			run.end = s.words[i].end
		}
		if n <= citedWords && cited(s, run) {
			continue
		}
		letters += utf8.RuneCountInString(run.of(s.text))
		if run.end-run.start > longest.end-longest.start {
			longest = run
		}
	}
	return longest, letters
}

// cited tells whether a run stands in brackets or in quotation marks.
func cited(s *side, run span) bool {
	head := strings.TrimRight(s.text[:run.start], " \u00a0")
	tail := strings.TrimLeft(s.text[run.end:], " \u00a0")
	bracketed := strings.LastIndexAny(head, "([") > strings.LastIndexAny(head, ")]") && strings.ContainsAny(tail, ")]")
	if bracketed {
		return true
	}
	for _, q := range s.quotes {
		if q.start <= run.start && run.end <= q.end {
			return true
		}
	}
	return false
}

// strayScript reports letters of a script that belongs neither to English nor to
// the source, as multilingual models slip them in.
func strayScript(r *reading) []Finding {
	s := &r.answer
	for i, c := range s.text {
		if c < 0x370 || !unicode.IsLetter(c) || arabic.IsLetter(c) || unicode.In(c, unicode.Latin, unicode.Greek) {
			continue
		}
		if strings.ContainsRune(r.source.text, c) {
			continue
		}
		return []Finding{r.finding("untranslated", Warning, true, "letters of another script: "+excerpt(s.text[i:]))}
	}
	return nil
}
