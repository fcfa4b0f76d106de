package translate

import (
	"slices"
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
	before    []string // the ends of the two units before it, as context
	title     string   // as context, "" for the title itself
	masks     []string // what the signs ⟦1⟧… stand for

	answer   string // as the model gave it, "" where it has not
	findings []check.Finding
	accepted []string // the doubts that were delivered before, from memory
	model    string   // who gave the answer
	created  time.Time
	// asked are the requests that were answered for the unit.
	asked []llm.Request
	// untried tells that a repair of its doubts could not be sent.
	untried bool
	key     string // of its memory, "" until it is needed
}

// contextUnits is how many source units before a unit a model reads with it:
// what pronouns and short names refer to stands there.
const contextUnits = 2

// contextWords bounds what of each is read: what a pronoun or a short name
// refers to stands last. With 12, articles of 1,050 words pay 20.0 % of their own
// tokens for protocol, marks and context, with 11 they pay 19.8 %.
const contextWords = 11

// context is the end of a unit, as those behind it show it: whole sentences
// where they are short, else the last words. A title is short and stays whole.
func (u *unit) context() string {
	words := strings.Fields(u.source)
	if u.paragraph == 0 || len(words) <= contextWords {
		return u.source
	}
	tail, n := "", 0
	for _, s := range slices.Backward(arabic.Sentences(u.source)) {
		if n += len(strings.Fields(s)); n > contextWords {
			break
		}
		tail = strings.TrimSpace(s + " " + tail)
	}
	if tail == "" {
		tail = strings.Join(words[len(words)-contextWords:], " ")
	}
	return "… " + tail
}

// newUnits returns the article's units, long ones split.
func newUnits(a *article.Article) []*unit {
	var units []*unit
	add := func(u *unit) {
		for _, part := range split(u) {
			n := len(units)
			for _, b := range units[max(0, n-contextUnits):] {
				part.before = append(part.before, b.context())
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

// sentenceHalves cuts a unit in two at the sentence end in its middle; nil for a
// single sentence.
func (u *unit) sentenceHalves() []*unit {
	sentences := arabic.Sentences(u.source)
	if len(sentences) < 2 {
		return nil
	}
	middle := len(sentences) / 2
	half := func(sentences, before []string) *unit {
		return &unit{
			paragraph: u.paragraph, kind: u.kind, title: u.title, masks: u.masks,
			source: strings.Join(sentences, " "), before: before,
		}
	}
	first := half(sentences[:middle], u.before)
	return []*unit{first, half(sentences[middle:], append(slices.Clone(u.before), first.context()))}
}

// rejoin makes the answers to a unit's halves its own, where both have come.
func (u *unit) rejoin(halves []*unit) {
	var answers []string
	for _, h := range halves {
		u.asked = append(u.asked, h.asked...)
		if h.answer == "" {
			return
		}
		answers = append(answers, h.answer)
		u.model, u.created = h.model, h.created
	}
	u.answer = strings.Join(answers, " ")
}

// judge runs the unit's own checks.
func (u *unit) judge() {
	u.findings = append(check.Unit(u.pair()), u.lost()...)
}

// lost finds markup that the answer has not copied.
func (u *unit) lost() []check.Finding {
	if lost := lostMasks(u.source, u.answer, u.masks); lost != "" {
		return []check.Finding{{Check: "skeleton", Level: check.Error, Paragraph: u.paragraph, Detail: lost, Repair: true}}
	}
	return nil
}

// doubt names a finding for the memory: in its words, so that another one of the
// same check is not taken for it. Of another order it is the check alone: whose
// the answer is may be said in other words.
func doubt(f check.Finding) string {
	if f.Check == "shift" {
		return f.Check
	}
	return f.Check + ": " + f.Detail
}

// faulty are the findings that asking again may mend: errors, and doubts that were
// not delivered before.
func (u *unit) faulty() []check.Finding {
	var faults []check.Finding
	for _, f := range u.findings {
		if f.Repair && (f.Level == check.Error || !contains(u.accepted, doubt(f))) {
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
