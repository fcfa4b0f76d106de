package extractive

import (
	"mujaz/internal/arabic"
	"mujaz/internal/article"
)

// candidate is a sentence that may be chosen.
type candidate struct {
	text      string
	paragraph int // from 1
	words     int
	// density is what the sentence is worth per word.
	density float64
	// needsPrevious forbids it without the candidate before it, neededByPrevious
	// forbids that one without it.
	needsPrevious, neededByPrevious bool
	// opens tells that a summary can begin with it.
	opens bool
}

// value is what choosing c adds to a summary.
func (c *candidate) value() float64 { return c.density * float64(c.words) }

// candidatesOf returns the sentences of running text, lists and quotations; of an
// article without any, those of its headings and tables.
func candidatesOf(a *article.Article) []candidate {
	var running, other []candidate
	for i, b := range a.Units() {
		into := &running
		if b.Kind == article.Heading || b.Kind == article.TableRow {
			into = &other
		}
		for _, s := range arabic.Sentences(b.Text) {
			if n := arabic.CountWords(s); n > 0 && s != a.Title {
				*into = append(*into, candidate{text: s, paragraph: i + 1, words: n})
			}
		}
	}
	if running == nil {
		return other
	}
	return running
}
