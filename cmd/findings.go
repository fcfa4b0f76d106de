package cmd

import (
	"fmt"

	"mujaz/internal/check"
	"mujaz/internal/render"
)

// linesPerArticle is how many findings of one article are named; the JSON has
// them all.
const linesPerArticle = 10

// findings says what checks have found, notes apart.
func (r *run) findings(p *plan, j *job) {
	said := 0
	line := func(level, check, text string) {
		if p.several && !r.counts.say(check) {
			return
		}
		r.console.line(level+": ", text)
	}
	for _, c := range j.result.Checks {
		if c.Level == string(check.Note) {
			r.console.detail("%s: note: %s", r.where(j.name(), c, p.several), c.Detail)
			continue
		}
		if said++; said <= linesPerArticle {
			line(r.level(c), c.Check, r.where(j.name(), c, p.several)+": "+c.Detail)
		}
	}
	if said > linesPerArticle {
		line("warning", "", fmt.Sprintf("%s: %d more findings; -f json has them all", j.name(), said-linesPerArticle))
	}
}

// level is the finding's level as it counts in this run.
func (r *run) level(c render.Check) string {
	if r.cfg.Strict {
		return string(check.Error)
	}
	return c.Level
}

// where names the article, if there are several, and the paragraph.
func (r *run) where(name string, c render.Check, several bool) string {
	place := "the title"
	if r.task.name != "translate" {
		place = "the " + map[string]string{"summarize": "summary", "digest": "digest"}[r.task.name]
	}
	if c.Paragraph > 0 {
		place = fmt.Sprintf("paragraph %d", c.Paragraph)
	}
	if several {
		place = name + ": " + place
	}
	return place + ": " + c.Check
}

// needsHuman reports whether there are errors among the checks of a result that is
// delivered.
func needsHuman(checks []render.Check, strict bool) bool {
	for _, c := range checks {
		if c.Level == string(check.Error) || strict && c.Level == string(check.Warning) {
			return true
		}
	}
	return false
}
