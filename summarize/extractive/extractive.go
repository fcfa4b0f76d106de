// Package extractive summarizes an article in its own sentences: no model, no
// network. It chooses the sentences that say most of what the article is about,
// early ones before late ones, so that they fill the asked length and can be
// read without what was left out.
package extractive

import (
	"math"

	"mujaz/internal/article"
	"mujaz/summarize"
)

// Options say how long a summary is to be. Exactly one field is set.
type Options struct {
	Words int     // words, as arabic.CountWords counts
	Share float64 // of the article's words without its title, 0 to 1
}

// Sentence is one sentence of a summary.
type Sentence struct {
	Text string // as it stands in the article
	// Paragraph is where it stands: the number, from 1, of one of the article's
	// Units.
	Paragraph int
}

// Summarize returns sentences of the article in their order. Headings and rows
// of tables are not chosen unless the article has nothing else, its title never
// is. The length is within a quarter of what was asked where whole sentences
// allow it; a sentence is never cut, so where the shortest is longer than what
// was asked, one is returned. Of an article with words the summary is never
// empty. It is the same for the same article.
func Summarize(a *article.Article, o Options) []Sentence {
	candidates := candidatesOf(a)
	weigh(candidates, a.Title)
	link(candidates)
	var summary []Sentence
	for _, i := range fill(candidates, o.budget(a)) {
		c := candidates[i]
		summary = append(summary, Sentence{Text: c.text, Paragraph: c.paragraph})
	}
	return summary
}

// budget returns the asked length in words, at least 1.
func (o Options) budget(a *article.Article) float64 {
	if o.Words > 0 {
		return float64(o.Words)
	}
	return math.Max(1, o.Share*float64(summarize.Words(a)))
}
