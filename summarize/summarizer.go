package summarize

import (
	"context"

	"mujaz/internal/arabic"
	"mujaz/internal/article"
	"mujaz/internal/llm"
	"mujaz/internal/wire"
	"mujaz/prompts"
)

// Options say how to summarize.
type Options struct {
	Target llm.Target
	Prompt *prompts.Prompt
	Vars   map[string]string
	// To is the language of the summary, "" for the article's own.
	To     string
	Length Length
	// Window is the model's context in tokens, 0 where it is not known.
	Window int
	// Watch hears the summary's text, without citations, while it arrives; it
	// may be nil. What it heard is void after Events has heard a restart.
	Watch func(string)
	// Events hears waits and restarts; it may be nil.
	Events func(llm.Event)
}

// Summarize returns a summary of an article in one request. It fails with the
// model's error.
func Summarize(ctx context.Context, model llm.Model, a *article.Article, o Options) (*Summary, error) {
	request, err := o.request(a)
	if err != nil {
		return nil, err
	}
	response, err := model.Complete(ctx, request, o.listener())
	if err != nil {
		return nil, err
	}
	s := Summary{
		Engine: "model", Usage: response.Usage, Requests: response.Requests,
		Cached: response.Cached, Model: response.Model, Created: response.Created,
	}
	s.Text, s.Cited, s.Claims = read(response.Text, len(a.Units()))
	return &s, nil
}

// Language returns the language of the summary of an article.
func (o Options) Language(a *article.Article) string {
	if o.To != "" {
		return o.To
	}
	return a.Language
}

func (o Options) request(a *article.Article) (llm.Request, error) {
	to := o.Language(a)
	target := o.Length.Target(Words(a), a.Language, to)
	data := prompts.Data{Task: "summarize", To: to, Vars: o.Vars}
	if target > 0 {
		data.Length = wordCount(target)
	}
	instructions, err := o.Prompt.Render(data)
	if err != nil {
		return llm.Request{}, err
	}
	r := llm.Request{
		Target: o.Target,
		System: wire.Join(wire.SummarizeProtocol, instructions, instruction(target, to)),
		User:   wire.Join(wire.Envelope(units(a)), wire.SummarizeTask),
		Params: llm.Params{Temperature: o.Prompt.Temperature},
	}
	r.Params.MaxTokens, err = wire.Fit(r.System, r.User, o.Window)
	return r, err
}

// Words counts the words of an article's text without its title.
func Words(a *article.Article) int {
	n := 0
	for _, b := range a.Units() {
		n += arabic.CountWords(b.Text)
	}
	return n
}

func units(a *article.Article) []wire.Unit {
	var units []wire.Unit
	if a.Title != "" {
		units = append(units, wire.Unit{Mark: 0, Text: a.Title})
	}
	for i, b := range a.Units() {
		units = append(units, wire.Unit{Mark: i + 1, Text: b.Text})
	}
	return units
}

// listener turns the deltas of an answer into text for Watch.
func (o Options) listener() func(llm.Event) {
	if o.Watch == nil && o.Events == nil {
		return nil
	}
	var strip wire.Stripper
	return func(e llm.Event) {
		switch e.Kind {
		case llm.Delta:
			if o.Watch != nil {
				o.Watch(strip.Write(e.Text))
			}
			return
		case llm.Restart:
			strip = wire.Stripper{}
		}
		if o.Events != nil {
			o.Events(e)
		}
	}
}

// read splits an answer into its text and its claims. Citations of the title
// and of paragraphs that the article does not have are no support.
func read(answer string, paragraphs int) (clean, cited string, claims []Claim) {
	clean, cited, found := wire.Claims(answer)
	for _, c := range found {
		claim := Claim{Text: c.Text, Paragraphs: []int{}}
		for _, n := range c.Marks {
			if n >= 1 && n <= paragraphs {
				claim.Paragraphs = append(claim.Paragraphs, n)
			}
		}
		claims = append(claims, claim)
	}
	return clean, cited, claims
}
