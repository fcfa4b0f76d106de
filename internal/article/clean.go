package article

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"mujaz/internal/arabic"
)

const (
	// linkWords is the longest title of a linked article, in words.
	linkWords = 16
	// maxLinks is how many titles follow a heading of related links inside an
	// article: the BBC has two to four.
	maxLinks = 5
	// creditStart is how many blocks, a subtitle and a date, may stand above a credit
	// line at the start.
	creditStart = 2
	// droppedRunes is how much of a dropped piece is told.
	droppedRunes = 100
)

// CleanOptions say how far cleaning goes.
type CleanOptions struct {
	Raw         bool // drop no boilerplate, and rewrite only what is unsafe
	StripMarks  bool // remove vowel signs
	AnyLanguage bool // accept what is not Arabic
}

// clean puts a's texts into the form that is sent, takes out what is not part of
// the article, and finds its language. Lines go only for a marker of their own or
// under a heading of related links, never everything behind one: 97 % of such
// headings stand in the first 80 % of their article. What goes is listed in
// a.Dropped; credits are kept in a.Meta.
//
// An article without text is an *Error with code Empty, one in another language
// than Arabic one with NotArabic.
func (a *Article) clean(o CleanOptions) error {
	a.rewrite(o, true)
	if !o.Raw {
		a.dropBoilerplate()
	}
	text := a.allText()
	a.Language = arabic.Language(text)
	if a.Language == "ar" && strings.ContainsAny(text, "\u200c\u200d") {
		a.rewrite(o, false)
	}
	if a.empty() {
		return a.emptyError()
	}
	if a.Language != "ar" && !o.AnyLanguage {
		return a.notArabic()
	}
	return nil
}

// rewrite normalises every text of a; blocks that are left without text go.
func (a *Article) rewrite(o CleanOptions, keepJoiners bool) {
	text := func(s string) string {
		return arabic.OneLine(arabic.Clean(s, arabic.CleanOptions{StripMarks: o.StripMarks, KeepJoiners: keepJoiners}))
	}
	if o.Raw {
		spaces := strings.NewReplacer("\n", " ", "\t", " ")
		text = func(s string) string { return spaces.Replace(arabic.Safe(s)) }
	}
	a.Title = text(a.Title)
	m := &a.Meta
	for _, s := range []*string{&m.URL, &m.Site, &m.Author, &m.Published} {
		*s = arabic.OneLine(arabic.Safe(*s))
	}
	kept := make([]Block, 0, len(a.Blocks))
	for _, b := range a.Blocks {
		b.Prefix, b.Raw = arabic.Safe(b.Prefix), arabic.Safe(b.Raw)
		b.Text = text(b.Text)
		if b.Kind == Opaque || strings.TrimSpace(b.Text) != "" {
			kept = append(kept, b)
		}
	}
	a.Blocks = kept
}

// dropBoilerplate takes boilerplate out of the blocks, until none is left: a
// credit may come to stand at the end only when the links behind it are gone.
func (a *Article) dropBoilerplate() {
	matches := make([]match, len(a.Blocks))
	for i, b := range a.Blocks {
		matches[i] = ruleOf(b)
	}
	for {
		m := newMarked(a.Blocks, matches)
		var kept []Block
		var left []match
		tight := true // whether all blocks dropped since the last kept one were tight
		for i := 0; i < len(a.Blocks); {
			b := a.Blocks[i]
			n := m.dropAt(i, len(kept))
			if n == 0 {
				b.Tight = b.Tight && tight && len(kept) > 0
				kept, left, tight = append(kept, b), append(left, matches[i]), true
				i++
				continue
			}
			a.keepCredit(m.matches[i])
			for _, b := range a.Blocks[i : i+n] {
				a.Dropped = append(a.Dropped, Dropped{Text: shorten(b.Text), Why: m.matches[i].rule.why})
				tight = tight && b.Tight
			}
			i += n
		}
		if len(kept) == len(a.Blocks) {
			return
		}
		a.Blocks, matches = kept, left
	}
}

// keepCredit keeps what a credit line tells, unless it is known from elsewhere.
func (a *Article) keepCredit(m match) {
	switch {
	case m.rule.credit == toAuthor && a.Meta.Author == "":
		a.Meta.Author = m.rest
	case m.rule.credit == toSite && a.Meta.Site == "":
		a.Meta.Site = m.rest
	}
}

// marked is an article's blocks with the rules that they match.
type marked struct {
	blocks  []Block
	matches []match
	// markedTail and linkTail are from where on every block has a rule, or has one
	// or can be a link or its teaser.
	markedTail, linkTail int
}

func newMarked(blocks []Block, matches []match) *marked {
	m := &marked{blocks: blocks, matches: matches}
	for i, b := range blocks {
		if matches[i].rule != nil {
			continue
		}
		m.markedTail = i + 1
		if !isLink(b) && !isTeaser(b) {
			m.linkTail = i + 1
		}
	}
	return m
}

// ruleOf returns the rule that makes b boilerplate, if it is.
func ruleOf(b Block) match {
	if b.Kind == Opaque || b.Kind == TableRow {
		return match{}
	}
	found := boilerplateIn(b.Text)
	// "الرئيسية" and "طباعة" may be a heading's or an item's subject.
	if found.rule != nil && b.Kind != Paragraph && found.rule.why == furniture {
		return match{}
	}
	return found
}

// dropAt returns how many blocks from i on are boilerplate, with kept blocks
// before them. A credit is one only near the start, or with nothing but
// boilerplate behind it: inside an article "كتب:" may report what someone wrote.
func (m *marked) dropAt(i, kept int) int {
	found := m.matches[i]
	switch {
	case found.rule == nil:
		return 0
	case found.rule.why == creditLine:
		if found.rest == "" || kept > creditStart && i < m.markedTail {
			return 0
		}
	case found.rule.place == atHead && found.alone:
		return 1 + m.links(i+1)
	}
	return 1
}

// links returns how many blocks from i on belong to a heading of related links
// before them: all, where they are titles and teasers to the end, else the titles
// next to it.
func (m *marked) links(i int) int {
	after := m.blocks[i:]
	if i >= m.linkTail {
		return len(after)
	}
	n := 0
	for n < min(maxLinks, len(after)) && isLink(after[n]) && after[n].Kind != Heading {
		n++
	}
	return n
}

// isLink tells whether b can be the title of a linked article.
func isLink(b Block) bool {
	return b.Kind != Opaque && b.Kind != TableRow && arabic.CountFields(b.Text) <= linkWords && !endsInStop(b.Text)
}

// isTeaser tells whether b is the beginning of a linked article.
func isTeaser(b Block) bool {
	return b.Kind != Opaque && b.Kind != TableRow && arabic.CountFields(b.Text) <= markedWords &&
		(strings.HasSuffix(b.Text, "…") || strings.HasSuffix(b.Text, "..."))
}

// endsInStop tells whether s ends as a sentence does, closing quotes and brackets
// aside.
func endsInStop(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " \"'”’»)]"))
	return strings.ContainsRune(".!?؟…۔", last)
}

// shorten returns s, cut to what a list of dropped pieces shows.
func shorten(s string) string {
	if utf8.RuneCountInString(s) <= droppedRunes {
		return s
	}
	return string([]rune(s)[:droppedRunes-1]) + "…"
}

// empty tells whether a has nothing to send.
func (a *Article) empty() bool { return a.Title == "" && len(a.Units()) == 0 }

// allText returns the title and every text that is sent.
func (a *Article) allText() string {
	var b strings.Builder
	b.WriteString(a.Title)
	for _, u := range a.Units() {
		b.WriteByte('\n')
		b.WriteString(u.Text)
	}
	return b.String()
}

func (a *Article) emptyError() error {
	e := &Error{Code: Empty, Name: a.Name, Err: errors.New("no text found")}
	if len(a.Dropped) > 0 {
		e.Err = errors.New("no text found but links and notices of a site")
		e.Hint = "--raw keeps everything"
	}
	return e
}

func (a *Article) notArabic() error {
	names := map[string]string{"fa": "Persian", "ur": "Urdu", "ps": "Pashto", "ckb": "Sorani Kurdish"}
	err := errors.New("text is not Arabic: few of its letters are")
	if name := names[a.Language]; name != "" {
		err = fmt.Errorf("text is not Arabic: it looks like %s (%s)", name, a.Language)
	}
	return &Error{Code: NotArabic, Name: a.Name, Err: err, Hint: "--any-language accepts it"}
}
