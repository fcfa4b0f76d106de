package summarize

import (
	"context"

	"mujaz/internal/arabic"
	"mujaz/internal/article"
	"mujaz/internal/llm"
	"mujaz/prompts"
)

// Options say how to summarize.
type Options struct {
	Target llm.Target
	// Fallback is the model, at the same endpoint, that is asked where the first
	// one refuses or stays unfit; "" for none.
	Fallback string
	Prompt   *prompts.Prompt
	Vars     map[string]string
	// To is the language of the summary, "" for the article's own.
	To     string
	Length Length
	// Window is the model's context in tokens and Answer the most that one
	// answer may have, 0 where it is not known.
	Window, Answer int
	// Repairs is how many times an answer is asked for again with what the
	// checks found; 0 never pays for a repair.
	Repairs int
	// Learned remembers what the server does not take, for all articles; nil for
	// this one only.
	Learned *Learned
	// Watch hears the summary's text, without citations, while it arrives; it
	// may be nil. What it heard is void after Events has heard a restart.
	Watch func(string)
	// Events hears waits and restarts, one at a time; it may be nil.
	Events func(llm.Event)
}

// Summarize returns a summary of an article, checked and repaired. What fits
// the model's window is one request; what does not is read in parts, side by
// side, whose notes are merged. It fails with an *Error where the summary stays
// unfit, and with the model's error where there is no answer.
func Summarize(ctx context.Context, model llm.Model, a *article.Article, o Options) (*Summary, error) {
	j, err := newJob(model, newSource(a), o.Language(a), o)
	if err != nil {
		return nil, err
	}
	made, err := j.write(ctx)
	if err != nil {
		return nil, err
	}
	j.show.settle(made.first, made.text)
	return &Summary{
		Text: made.text, Cited: made.cited, Claims: made.claims, Data: made.data, Findings: made.findings,
		Engine: "model", Usage: j.usage, Requests: j.requests, Repairs: j.repairs,
		Cached: !j.sent, Model: j.answered, Created: j.created,
	}, nil
}

// Language returns the language of the summary of an article.
func (o Options) Language(a *article.Article) string {
	if o.To != "" {
		return o.To
	}
	return a.Language
}

// Words counts the words of an article's text without its title.
func Words(a *article.Article) int {
	n := 0
	for _, b := range a.Units() {
		n += arabic.CountWords(b.Text)
	}
	return n
}
