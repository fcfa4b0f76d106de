package translate

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"mujaz/internal/article"
	"mujaz/internal/check"
	"mujaz/internal/glossary"
	"mujaz/internal/llm"
	"mujaz/prompts"
)

// Options say how to translate.
type Options struct {
	Target llm.Target
	// Fallback is the model, at the same endpoint, that is asked where the first
	// one fails; "" for none.
	Fallback string
	Prompt   *prompts.Prompt
	Vars     map[string]string
	Glossary *glossary.Glossary // nil for none
	// Window is the model's context in tokens, 0 where it is not known.
	Window int
	// Repairs is how many times a failing unit is asked for again with what was
	// found; 0 never pays for a repair.
	Repairs int
	// MostRepairs bounds the further requests of one article.
	MostRepairs int
	Memory      Memory
	// Watch hears each unit as soon as it and its neighbour have passed their
	// checks, in order; it may be nil.
	Watch func(Unit)
	// Events hears waits and restarts; it may be nil.
	Events func(llm.Event)
}

// job is the translation of one article.
type job struct {
	Options
	model llm.Model
	units []*unit
	show  *show
	extra atomic.Int64 // repair requests so far

	mu       sync.Mutex
	usage    llm.Usage
	requests int
	sent     bool // an answer did not come from the cache
	answered string
	created  time.Time
}

// Translate returns the English translation of an article. Units that are
// remembered are not asked for again; the others go in requests of whole units,
// in parallel, and are checked and repaired. It fails with an *Error where a
// unit is missing or unfit after all repairs, and with the model's error where
// there is no answer. What became fit is remembered either way.
func Translate(ctx context.Context, model llm.Model, a *article.Article, o Options) (*Translation, error) {
	j := &job{Options: o, model: model, units: newUnits(a)}
	j.show = newShow(o.Watch, j.units)
	var err error
	if j.created, j.answered, err = o.recall(j.units); err != nil {
		return nil, err
	}
	j.show.advance()
	if err := j.all(ctx); err != nil {
		return nil, err
	}
	j.show.advance()
	return j.result()
}

// all asks for what is not remembered, run by run, in parallel. The first error
// ends the article, but not before the requests in flight have been kept.
func (j *job) all(ctx context.Context) error {
	wanted := func(u *unit) bool { return u.answer == "" || len(u.faulty()) > 0 }
	var wait sync.WaitGroup
	var mu sync.Mutex
	var first error
	failed := func() bool {
		mu.Lock()
		defer mu.Unlock()
		return first != nil
	}
	// More at once than any setting allows in flight would only wait.
	slots := make(chan struct{}, mostChunks)
	for _, run := range runs(j.units, wanted) {
		for _, chunk := range chunks(run) {
			slots <- struct{}{}
			if failed() {
				<-slots
				break
			}
			wait.Go(func() {
				defer func() { <-slots }()
				if err := j.settle(ctx, chunk); err != nil {
					mu.Lock()
					defer mu.Unlock()
					if first == nil {
						first = err
					}
				}
			})
		}
	}
	wait.Wait()
	return first
}

// mostChunks bounds the chunks of one book that are worked on at once, and with
// them the memory; the gate bounds the requests.
const mostChunks = 64

// settle brings a chunk to its end: asked, repaired, remembered.
func (j *job) settle(ctx context.Context, chunk []*unit) error {
	if chunk[0].answer == "" || !allAnswered(chunk) {
		if err := j.ask(ctx, chunk); err != nil {
			return err
		}
	}
	err := j.repair(ctx, chunk)
	j.remember(chunk, j.answeredBy(), time.Now())
	j.show.advance()
	return err
}

func allAnswered(units []*unit) bool {
	for _, u := range units {
		if u.answer == "" {
			return false
		}
	}
	return true
}

func (j *job) answeredBy() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.answered
}

// result joins the units' parts and runs the checks over the whole article.
func (j *job) result() (*Translation, error) {
	t := &Translation{
		Usage: j.usage, Requests: j.requests, Repairs: int(j.extra.Load()),
		Cached: !j.sent, Model: j.answered, Created: j.created,
	}
	var pairs []check.Pair
	for _, u := range j.units {
		p := u.pair()
		p.Answer = check.Residue(oneLine(p.Answer))
		if n := len(pairs); n > 0 && pairs[n-1].Paragraph == u.paragraph {
			pairs[n-1].Source += " " + p.Source
			pairs[n-1].Answer += " " + p.Answer
			continue
		}
		pairs = append(pairs, p)
	}
	for _, p := range pairs {
		t.Units = append(t.Units, Unit{Paragraph: p.Paragraph, Source: p.Source, Text: p.Answer})
	}
	t.Findings = check.Translation(pairs)
	for _, u := range j.units {
		for _, f := range u.findings {
			if f.Check == "glossary" {
				t.Findings = append(t.Findings, f)
			}
		}
	}
	return t, unfit(t.Findings)
}

// unfit returns the error for a translation with findings of level error.
func unfit(findings []check.Finding) error {
	for _, f := range findings {
		if f.Level == check.Error {
			return failed(f, findings)
		}
	}
	return nil
}
