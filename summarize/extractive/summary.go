package extractive

import (
	"fmt"
	"strings"
	"time"

	"mujaz/internal/article"
	"mujaz/summarize"
)

// usual is the length where none is asked for: a news brief's.
const usual = 100

// Summary returns an article's own sentences as a summary in its language, of
// the asked length or a news brief's. Sentences of one paragraph stand on one
// line. Each is a claim that rests on its own paragraph.
func Summary(a *article.Article, length summarize.Length, now time.Time) *summarize.Summary {
	o := Options{Words: length.Words, Share: length.Share}
	if o == (Options{}) {
		o.Words = usual
	}
	s := &summarize.Summary{Engine: "extractive", Created: now}
	var text, cited strings.Builder
	last := 0
	for _, sentence := range Summarize(a, o) {
		switch {
		case last == sentence.Paragraph:
			text.WriteByte(' ')
			cited.WriteByte(' ')
		case last > 0:
			text.WriteByte('\n')
			cited.WriteByte('\n')
		}
		last = sentence.Paragraph
		text.WriteString(sentence.Text)
		fmt.Fprintf(&cited, "%s [¶%d]", sentence.Text, last)
		s.Claims = append(s.Claims, summarize.Claim{Text: sentence.Text, Paragraphs: []int{last}})
	}
	s.Text, s.Cited = text.String(), cited.String()
	return s
}
