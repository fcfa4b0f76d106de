package translate

import (
	"strings"
	"time"

	"mujaz/internal/arabic"
	"mujaz/internal/article"
	"mujaz/internal/check"
	"mujaz/internal/llm"
	"mujaz/internal/wire"
)

// unit is a text on its way: a paragraph, the title, or a part of a paragraph
// too long for one request.
type unit struct {
	paragraph int // of the article, from 1; 0 for the title
	kind      article.Kind
	source    string   // as sent: markup masked
	before    []string // the two units before it, as context
	title     string   // as context, "" for the title itself
	masks     []string // what the signs ⟦1⟧… stand for

	answer   string // as the model gave it, "" where it has not
	findings []check.Finding
	accepted []string // checks whose findings were delivered before, from memory
	model    string   // who gave the answer
	created  time.Time
	// asked are the requests that were answered for the unit.
	asked []llm.Request
}

// contextUnits is how many source units before a unit a model reads with it:
// what pronouns and short names refer to stands there.
const contextUnits = 2

// newUnits returns the article's units, long ones split.
func newUnits(a *article.Article) []*unit {
	var units []*unit
	add := func(u *unit) {
		for _, part := range split(u) {
			n := len(units)
			for _, b := range units[max(0, n-contextUnits):] {
				part.before = append(part.before, b.source)
			}
			units = append(units, part)
		}
	}
	if a.Title != "" {
		add(&unit{kind: article.Heading, source: a.Title})
	}
	for i, b := range a.Units() {
		u := &unit{paragraph: i + 1, kind: b.Kind, source: b.Text, title: a.Title}
		if a.Format == article.Markdown {
			u.source, u.masks = mask(b.Text)
		}
		add(u)
	}
	return units
}

// split cuts a unit that does not fit a request at sentence ends. Its parts
// keep its number and are joined again in the end.
func split(u *unit) []*unit {
	if wire.Tokens(u.source) <= chunkTokens {
		return []*unit{u}
	}
	var parts []*unit
	var text strings.Builder
	tokens := 0
	flush := func() {
		if text.Len() > 0 {
			part := *u
			part.source = text.String()
			parts = append(parts, &part)
			text.Reset()
			tokens = 0
		}
	}
	for _, s := range arabic.Sentences(u.source) {
		n := wire.Tokens(s)
		if tokens > 0 && tokens+n > chunkTokens {
			flush()
		}
		if text.Len() > 0 {
			text.WriteByte(' ')
		}
		text.WriteString(s)
		tokens += n
	}
	flush()
	return parts
}

// text is the translation with its markup back in place.
func (u *unit) text() string { return unmask(u.answer, u.masks) }

// pair is the unit as checks see it.
func (u *unit) pair() check.Pair {
	return check.Pair{Paragraph: u.paragraph, Source: unmask(u.source, u.masks), Answer: u.text()}
}

// judge runs the unit's own checks.
func (u *unit) judge() {
	u.findings = check.Unit(u.pair())
	if lost := lostMasks(u.source, u.answer, u.masks); lost != "" {
		u.findings = append(u.findings, check.Finding{Check: "skeleton", Level: check.Error, Paragraph: u.paragraph, Detail: lost, Repair: true})
	}
}

// faulty are the findings that asking again may mend and that were not accepted
// before.
func (u *unit) faulty() []check.Finding {
	var faults []check.Finding
	for _, f := range u.findings {
		if f.Repair && !contains(u.accepted, f.Check) {
			faults = append(faults, f)
		}
	}
	return faults
}

// broken reports whether the unit is unfit: missing, or with an error.
func (u *unit) broken() bool {
	for _, f := range u.findings {
		if f.Level == check.Error {
			return true
		}
	}
	return u.answer == ""
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}
