package cmd

import (
	"fmt"
	"strings"

	"mujaz/internal/check"
	"mujaz/internal/render"
)

// spellings follows the names of a run's translations.
type spellings struct{ check.Spellings }

func (s *spellings) learn(name string, result *render.Result) {
	var pairs []check.Pair
	for _, p := range result.Paragraphs {
		pairs = append(pairs, check.Pair{Paragraph: p.N, Source: p.Source, Answer: p.Text})
	}
	s.Add(name, pairs)
}

// say names what is spelt in more than one way over the articles.
func (s *spellings) say(c console) {
	if s == nil {
		return
	}
	found := s.Several()
	for i, n := range found {
		if i == linesPerCause {
			c.notice("%s more names are spelt in more than one way", grouped(len(found)-i))
			return
		}
		var ways []string
		for _, w := range n.Spellings {
			ways = append(ways, fmt.Sprintf("%s in %s (%s)", w.Text, counted(w.Articles, "article"), w.Example))
		}
		c.notice("%s is %s", n.Arabic, strings.Join(ways, ", "))
	}
}
