package cmd

import (
	"errors"
	"fmt"
	"strings"

	"mujaz/internal/article"
	"mujaz/internal/check"
	"mujaz/internal/render"
	"mujaz/summarize"
	"mujaz/translate"
)

// base is what every result says about its article.
func (r *run) base(a *article.Article) *render.Result {
	out := &render.Result{
		Status: "ok", Task: r.task.name, Source: a.Name, ID: a.ID, Title: a.Title,
		Article:  render.Article{URL: a.Meta.URL, Site: a.Meta.Site, Author: a.Meta.Author, Published: a.Meta.Published},
		Language: a.Language, To: r.task.to, Created: r.env.Now().UTC(), Version: Version,
		SourceSHA256: a.SHA256, Fields: a.Fields,
	}
	if p := r.task.prompt; p != nil {
		out.Engine, out.Provider, out.Model = "model", r.end.name, r.end.target.Model
		out.Prompt, out.PromptSHA256 = p.Name, p.SHA256
	}
	return out
}

// extract is the article itself as a result.
func (r *run) extract(a *article.Article) *render.Result {
	out := r.base(a)
	var texts []string
	for i, b := range a.Units() {
		texts = append(texts, b.Text)
		out.Paragraphs = append(out.Paragraphs, render.Paragraph{N: i + 1, Source: b.Text})
	}
	out.Blocks = r.blocks(a, texts)
	out.Text = render.Body(out.Blocks)
	for _, d := range a.Dropped {
		out.Dropped = append(out.Dropped, render.Dropped{Text: d.Text, Why: d.Why})
	}
	return out
}

func (r *run) summary(a *article.Article, s *summarize.Summary, to string) *render.Result {
	out := r.base(a)
	out.To, out.Engine = to, s.Engine
	out.Text = s.Text
	if r.cfg.Summarize.Cite {
		out.Text = s.Cited
	}
	out.Blocks = []render.Block{{Text: out.Text}}
	for i, b := range a.Units() {
		out.Paragraphs = append(out.Paragraphs, render.Paragraph{N: i + 1, Source: b.Text})
	}
	out.Data = s.Data
	for _, c := range s.Claims {
		out.Claims = append(out.Claims, render.Claim{Text: c.Text, Paragraphs: c.Paragraphs})
	}
	out.Cached, out.Requests, out.ModelReported, out.Created = s.Cached, s.Requests, s.Model, s.Created.UTC()
	if !s.Cached { // what it cost once was counted then
		out.Usage = render.Usage{InputTokens: s.Usage.InputTokens, OutputTokens: s.Usage.OutputTokens, CostUSD: r.cost(s.Usage)}
	}
	if s.Engine != "model" {
		out.Provider, out.Model, out.Prompt, out.PromptSHA256 = "", "", "", ""
	}
	return judged(out, s.Findings)
}

func (r *run) translation(a *article.Article, t *translate.Translation) *render.Result {
	out := r.base(a)
	out.TitleTranslated = t.Title()
	out.Blocks = r.blocks(a, t.Texts())
	out.Text = render.Body(out.Blocks)
	for _, u := range t.Units {
		if u.Paragraph > 0 {
			out.Paragraphs = append(out.Paragraphs, render.Paragraph{N: u.Paragraph, Source: u.Source, Text: u.Text})
		}
	}
	out.Cached, out.Requests, out.ModelReported, out.Created = t.Cached, t.Requests, t.Model, t.Created.UTC()
	out.Repairs = min(t.Repairs, t.Requests) // the others were answered from the cache
	out.Usage = render.Usage{InputTokens: t.Usage.InputTokens, OutputTokens: t.Usage.OutputTokens, CostUSD: r.cost(t.Usage)}
	return judged(out, t.Findings)
}

// judged puts findings into a result: it is flagged where one is more than a
// note.
func judged(out *render.Result, findings []check.Finding) *render.Result {
	for _, f := range findings {
		out.Checks = append(out.Checks, render.Check{Check: f.Check, Level: string(f.Level), Paragraph: f.Paragraph, Detail: f.Detail})
		if f.Level != check.Note {
			out.Status = "flagged"
		}
	}
	return out
}

// blocks lays texts into the article's structure, for the format that is asked for.
func (r *run) blocks(a *article.Article, texts []string) []render.Block {
	out := blocks(a, texts)
	if render.Format(r.cfg.Format) == render.Markdown {
		return withTables(a, out)
	}
	return out
}

// withTables makes Markdown's tables of rows that come from another format.
func withTables(a *article.Article, blocks []render.Block) []render.Block {
	var out []render.Block
	for i, block := range blocks {
		b := a.Blocks[i]
		if b.Kind != article.TableRow || b.Prefix != "" {
			out = append(out, block)
			continue
		}
		head := i == 0 || a.Blocks[i-1].Kind != article.TableRow
		block.Prefix, block.Text, block.Tight = "| ", block.Text+" |", !head
		out = append(out, block)
		if head {
			out = append(out, render.Block{Raw: "|" + strings.Repeat("---|", strings.Count(b.Text, " | ")+1), Tight: true})
		}
	}
	return out
}

// blocks lays texts into the article's structure, as far as there are texts.
func blocks(a *article.Article, texts []string) []render.Block {
	var out []render.Block
	for i, b := range a.Blocks {
		// Paragraphs that are lines in the source are set apart: an English
		// paragraph does not show where it ends.
		lines := i > 0 && b.Kind == article.Paragraph && a.Blocks[i-1].Kind == article.Paragraph
		block := render.Block{Prefix: b.Prefix, Raw: b.Raw, Tight: b.Tight && !lines, Heading: b.Kind == article.Heading}
		if b.Kind != article.Opaque {
			if len(texts) == 0 {
				break
			}
			block.Raw, block.Text, texts = "", texts[0], texts[1:]
			if b.Kind == article.TableRow && strings.HasPrefix(strings.TrimLeft(b.Prefix, "> "), "|") {
				block.Text += " |" // the bar that a Markdown table's row ends with
			}
		}
		out = append(out, block)
	}
	return out
}

// failure is the result of an article that has none.
func (r *run) failure(source string, a *article.Article, err error) *render.Result {
	if a == nil {
		a = &article.Article{Name: source}
	}
	out := r.base(a)
	var fault *article.Error
	if errors.As(err, &fault) && a.Title == "" && len(a.Blocks) == 0 {
		out.Source = fault.Name // a line or an entry of the input
	}
	if r.cfg.Offline {
		out.Engine, out.Provider, out.Model = "", "", ""
	}
	out.Status = "failed"
	out.Error = &render.Failure{Code: codeOf(err), Message: render.Line(err.Error())}
	return out
}

// repairs says how many of an article's requests asked again, where any did.
func repairs(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", %d of them to repair", n)
}
