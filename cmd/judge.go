package cmd

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"mujaz/internal/arabic"
	"mujaz/internal/article"
	"mujaz/internal/check"
	"mujaz/internal/glossary"
	"mujaz/internal/render"
	"mujaz/internal/wire"
)

// answer is an output as it is to be judged.
type answer struct {
	task  string // as the output itself says, else ""
	title string
	units []string
	// numbered tells that units stand under the source's own numbers.
	numbered bool
	text     string
}

// one checks an output against its source.
func (c *checker) one(ctx context.Context, source, output string) (*render.Verdict, error) {
	if output == "" {
		pairs, err := readPairs(source)
		if err != nil {
			return nil, err
		}
		return c.verdict("translate", source, c.translation(pairs, nil)), nil
	}
	a, err := c.source(ctx, source)
	if err != nil {
		return nil, err
	}
	out, err := c.output(ctx, output, a)
	if err != nil {
		return nil, err
	}
	task := c.task
	if task == "" {
		task = out.task
	}
	if task == "" {
		var sure bool
		if task, sure = guess(a, out, output); !sure {
			c.console.notice("%s: taken for a %s; --task says otherwise", output, map[string]string{"summarize": "summary", "translate": "translation"}[task])
		}
	}
	if task == "summarize" {
		return c.verdict(task, source, check.Summary(summaryInput(a, out))), nil
	}
	pairs, findings := laid(a, out)
	return c.verdict(task, source, c.translation(pairs, findings)), nil
}

func (c *checker) verdict(task, source string, findings []check.Finding) *render.Verdict {
	v := &render.Verdict{Schema: render.Schema, Status: "ok", Task: task, Source: source, Checks: []render.Check{}}
	for _, f := range findings {
		v.Checks = append(v.Checks, render.Check{Check: f.Check, Level: string(f.Level), Paragraph: f.Paragraph, Detail: f.Detail})
		if f.Level != check.Note {
			v.Status = "flagged"
		}
	}
	return v
}

// translation runs all checks of a translation, the glossary's among them.
func (c *checker) translation(pairs []check.Pair, findings []check.Finding) []check.Finding {
	findings = append(findings, check.Translation(pairs)...)
	if c.terms == nil {
		return findings
	}
	for _, p := range pairs {
		for _, t := range glossary.Verify(c.terms.In(p.Source), p.Source, p.Answer) {
			findings = append(findings, check.Finding{
				Check: "glossary", Level: check.Warning, Paragraph: p.Paragraph,
				Detail: fmt.Sprintf("%s is not rendered as %q", t.Source, t.Asked()),
			})
		}
	}
	return findings
}

// source reads the one article of a file.
func (c *checker) source(ctx context.Context, path string) (*article.Article, error) {
	return only(ctx, c.reader, path)
}

// only reads the one article of a file.
func only(ctx context.Context, r *article.Reader, path string) (*article.Article, error) {
	for in, err := range article.Find([]string{path}, article.FindOptions{}) {
		if err != nil {
			return nil, err
		}
		var first *article.Article
		for a, err := range r.Articles(ctx, in) {
			if first != nil {
				return nil, &article.Error{Code: article.Unreadable, Name: path, Err: errors.New("it holds several articles, and a check compares one")}
			}
			if first = a; err != nil {
				return nil, err
			}
		}
		if first != nil {
			return first, nil
		}
	}
	return nil, &article.Error{Code: article.Empty, Name: path, Err: errors.New("no article in it")}
}

// output reads what is to be judged: mujaz's own JSON, or text or Markdown in
// any language. A text for a source with lists, tables or code may hold them as
// Markdown does, as mujaz's own texts do: it is read so where that leaves more
// nearly as many paragraphs as the source has.
func (c *checker) output(ctx context.Context, path string, source *article.Article) (*answer, error) {
	if own, err := ownOutput(path, source); own != nil || err != nil {
		return own, err
	}
	plain := *c.reader
	plain.Encoding, plain.Format = "", article.Auto
	plain.Clean = article.CleanOptions{Raw: true, AnyLanguage: true}
	a, err := only(ctx, &plain, path)
	if err != nil {
		return nil, err
	}
	if a.Format == article.Text && source.Format != article.Text {
		plain.Format = article.Markdown
		if marked, err := only(ctx, &plain, path); err == nil && nearer(marked, a, source) {
			a = marked
		}
	}
	out := &answer{title: a.Title, text: wholeText(a)}
	for _, b := range a.Units() {
		out.units = append(out.units, b.Text)
	}
	return out, nil
}

// units counts an article's paragraphs, its title among them.
func units(a *article.Article) int {
	if a.Title != "" {
		return len(a.Units()) + 1
	}
	return len(a.Units())
}

// nearer reports whether a has more nearly as many units as source than b has.
func nearer(a, b, source *article.Article) bool {
	n, m := units(a)-units(source), units(b)-units(source)
	return max(n, -n) < max(m, -m)
}

// summaryShare is the length below which an English text is taken for a summary
// of its source and not for a translation: English has 1.02 to 1.59 runes for
// each Arabic one.
const summaryShare = 0.5

// guess tells a summary from a translation by script, by the names that mujaz
// gives, and by length: an output that begins as long as its source begins is a
// translation that may have lost its end. Only lengths leave it unsure.
func guess(a *article.Article, out *answer, name string) (task string, sure bool) {
	switch {
	case arabic.ArabicShare(out.text) > 0.5 || strings.Contains(name, ".summary."):
		return "summarize", true
	case strings.Contains(name, ".en."):
		return "translate", true
	}
	if a.Title != "" && out.title != "" && len(out.units) > 0 {
		if ratio := runes(out.units[0]) / runes(a.Units()[0].Text); ratio > summaryShare && ratio < 3 {
			return "translate", false
		}
	}
	if runes(out.text) < summaryShare*runes(wholeText(a)) {
		return "summarize", false
	}
	return "translate", false
}

func runes(s string) float64 { return float64(utf8.RuneCountInString(s)) }

// laid pairs the units of an article with those of its translation, one to one
// where their numbers agree, else along the best alignment.
func laid(a *article.Article, out *answer) ([]check.Pair, []check.Finding) {
	var sources []string
	first := 1
	if a.Title != "" {
		sources, first = append(sources, a.Title), 0
	}
	for _, b := range a.Units() {
		sources = append(sources, b.Text)
	}
	answers := out.units
	if out.title != "" {
		answers = append([]string{out.title}, answers...)
	}
	var pairs []check.Pair
	if out.numbered && len(answers) == len(sources) {
		for i := range sources {
			pairs = append(pairs, check.Pair{Paragraph: first + i, Source: sources[i], Answer: answers[i]})
		}
		return pairs, nil
	}
	matches := check.AlignMoved(sources, answers)
	findings := disorder(matches, first)
	for _, m := range matches {
		if f, odd := oddity(m, first); odd {
			findings = append(findings, f)
		}
		if len(m.Source) > 0 && len(m.Answer) > 0 {
			pairs = append(pairs, check.Pair{Paragraph: first + m.Source[0], Source: joined(sources, m.Source), Answer: joined(answers, m.Answer)})
		}
	}
	return pairs, findings
}

// oddity names a match that is not one to one.
func oddity(m check.Match, first int) (check.Finding, bool) {
	f := check.Finding{Check: "alignment", Level: check.Error}
	switch s, o := len(m.Source), len(m.Answer); {
	case o == 0:
		f.Paragraph, f.Detail = first+m.Source[0], "this paragraph is missing from the output"
	case s == 0 && m.Answer[0]+first == 0:
		f.Detail = "the output has a title and the source has none for it"
	case s == 0:
		f.Detail = fmt.Sprintf("paragraph %d of the output has no source", m.Answer[0]+first)
	case s > 1:
		f.Level, f.Paragraph, f.Detail = check.Warning, first+m.Source[0], fmt.Sprintf("%d paragraphs of the source, from this one on, are joined", s)
	case o > 1:
		f.Level, f.Paragraph, f.Detail = check.Note, first+m.Source[0], fmt.Sprintf("this paragraph is split into %d", o)
	default:
		return f, false
	}
	return f, true
}

func joined(texts []string, indexes []int) string {
	var parts []string
	for _, i := range indexes {
		parts = append(parts, texts[i])
	}
	return strings.Join(parts, " ")
}

// summaryInput is what the checks of a summary look at.
func summaryInput(a *article.Article, out *answer) check.SummaryInput {
	in := check.SummaryInput{Title: a.Title, To: "en"}
	for _, b := range a.Units() {
		in.Source = append(in.Source, b.Text)
	}
	clean, _, claims := wire.Claims(out.text)
	in.Text = clean
	for _, claim := range claims {
		in.Claims = append(in.Claims, check.Claim{Text: claim.Text, Paragraphs: claim.Marks})
	}
	if arabic.ArabicShare(clean) > 0.5 {
		in.To = "ar"
	}
	return in
}
