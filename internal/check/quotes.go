package check

import (
	"strings"
	"unicode/utf8"

	"mujaz/internal/arabic"
)

// quotedWords is what makes a quotation: fewer words in quotation marks are a
// name or a term, which each language marks in its own way.
const quotedWords = 4

// quotations returns the stretches between double quotation marks of any kind,
// unclosed ones to the text's end.
func quotations(text string) []span {
	var found []span
	open := -1
	for i := 0; i < len(text); {
		// Every mark begins with one of these bytes; most of a text does not.
		if b := text[i]; b != '"' && b != 0xe2 && b != 0xc2 {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isQuote(r) {
			i += size
			continue
		}
		switch {
		case open < 0 && r != '»' && !inches(text, i, r):
			open = i + size
		case open >= 0 && r != '«' && r != '„':
			if strings.TrimSpace(text[open:i]) != "" {
				found = append(found, span{open, i})
			}
			open = -1
		}
		i += size
	}
	if open >= 0 && open < len(text) {
		found = append(found, span{open, len(text)})
	}
	return found
}

func isQuote(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '‟', '«', '»':
		return true
	}
	return false
}

// inches tells whether the mark at text[i] is a measure: 5".
func inches(text string, i int, r rune) bool {
	return r == '"' && i > 0 && text[i-1] >= '0' && text[i-1] <= '9'
}

// quotes reports a quotation of the source with none in the answer, and the
// other way round. How many there are is not compared: 3 of 56 human pairs
// differ.
func quotes(r *reading) []Finding {
	in, out := longestQuotation(&r.source), longestQuotation(&r.answer)
	switch {
	case in != "" && len(r.answer.quotes) == 0 && !singleQuotes(r.answer.text):
		return []Finding{r.finding("quotes", Warning, true, "a quotation of the source is none in the translation: "+excerpt(in))}
	case out != "" && len(r.source.quotes) == 0 && !singleQuotes(r.source.text) && !strings.Contains(r.source.text, ":"):
		return []Finding{r.finding("quotes", Warning, true, "a quotation in the translation is none in the source: "+excerpt(out))}
	}
	return nil
}

func longestQuotation(s *side) string {
	words, text := quotedWords-1, ""
	for _, q := range s.quotes {
		if n := arabic.CountWords(q.of(s.text)); n > words {
			words, text = n, q.of(s.text)
		}
	}
	return text
}

// singleQuotes tells whether a text opens a quotation with a single mark.
func singleQuotes(text string) bool {
	return strings.ContainsAny(text, "‘‹") || strings.Contains(text, " '") || strings.HasPrefix(text, "'")
}
