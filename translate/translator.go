package translate

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"mujaz/internal/arabic"
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
	plain string // the instructions without any term
	// findings are those of the whole article where audited says that every
	// unit is remembered and nothing is to be asked.
	findings []check.Finding
	audited  bool
	extra    atomic.Int64 // repair requests so far

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
	if j.plain, err = o.instructions(nil); err != nil {
		return nil, err
	}
	j.recall()
	j.show.advance(filter(j.units, func(u *unit) bool { return !wanted(u) }))
	if err := j.all(ctx); err != nil {
		return nil, err
	}
	return j.result(ctx)
}

// wanted tells which units are not settled yet.
func wanted(u *unit) bool { return u.answer == "" || len(u.faulty()) > 0 }

// all asks for what is not remembered, chunk by chunk, in parallel. The chunks
// are those of the whole article, whatever is remembered: a run that goes on
// where another was killed asks the same. The
// first error ends the article, but not before the requests in flight have been
// kept.
func (j *job) all(ctx context.Context) error {
	var wait sync.WaitGroup
	var mu sync.Mutex
	var first error
	failed := func() bool {
		mu.Lock()
		defer mu.Unlock()
		return first != nil && !errors.Is(first, llm.ErrPlanned) // a plan is of all chunks
	}
	// More at once than any setting allows in flight would only wait.
	slots := make(chan struct{}, mostChunks)
	for _, chunk := range chunks(j.units) {
		if !slices.ContainsFunc(chunk, wanted) {
			continue
		}
		slots <- struct{}{}
		if failed() {
			break
		}
		wait.Go(func() {
			defer func() { <-slots }()
			if err := j.settle(ctx, chunk); err != nil {
				mu.Lock()
				defer mu.Unlock()
				if first == nil || errors.Is(first, llm.ErrPlanned) {
					first = err
				}
			}
		})
	}
	wait.Wait()
	return first
}

// mostChunks bounds the chunks of one book that are worked on at once, and with
// them the memory; the gate bounds the requests.
const mostChunks = 64

// settle brings a chunk to its end: asked, repaired, remembered.
func (j *job) settle(ctx context.Context, chunk []*unit) error {
	unanswered := func(u *unit) bool { return u.answer == "" }
	for _, missing := range runs(chunk, unanswered) {
		if err := j.ask(ctx, j.known(chunk, missing)); err != nil {
			j.remember(chunk)
			return err
		}
	}
	err := j.repair(ctx, chunk)
	j.remember(chunk)
	if err == nil {
		j.show.advance(chunk)
	}
	return err
}

// known widens a run of missing units to a request that has been answered: a
// killed process may have remembered only some of its units.
func (j *job) known(chunk, missing []*unit) []*unit {
	first := slices.Index(chunk, missing[0])
	for start := range first + 1 {
		for end := len(chunk); end >= first+len(missing); end-- {
			if end-start > len(missing) && j.stored(chunk[start:end]) {
				return chunk[start:end]
			}
		}
	}
	return missing
}

// result runs the checks over the whole article. What only shows there has one
// more round of repair.
func (j *job) result(ctx context.Context) (*Translation, error) {
	pairs := j.pairs()
	findings := j.findings
	if !j.audited {
		findings = check.Translation(pairs)
	}
	displaced := j.displaced(findings)
	if len(displaced) > 0 && j.Repairs > 0 {
		for _, run := range pieces(displaced, chunkUnits) {
			if err := j.again(ctx, run, j.Target.Model); err != nil {
				return nil, err
			}
		}
		j.remember(displaced)
		pairs = j.pairs()
		findings = check.Translation(pairs)
	}
	if displaced = j.displaced(findings); len(displaced) > 0 {
		j.remember(displaced) // a doubt that outlived its repair is not asked about again
		for _, u := range brokenOf(displaced) {
			j.reject(u)
		}
	}
	t := &Translation{
		Findings: findings, Usage: j.usage, Requests: j.requests, Repairs: int(j.extra.Load()),
		Cached: !j.sent, Model: j.answered, Created: j.created,
	}
	for _, p := range pairs {
		t.Units = append(t.Units, Unit{Paragraph: p.Paragraph, Source: p.Source, Text: p.Answer})
	}
	for _, u := range j.units {
		for _, f := range u.findings {
			if f.Check == "glossary" {
				t.Findings = append(t.Findings, f)
			}
		}
	}
	return t, unfit(t.Findings)
}

// displaced returns the units whose answers are those of other units, with that
// among their findings, but for doubts that were delivered before.
func (j *job) displaced(findings []check.Finding) []*unit {
	at := map[int]check.Finding{}
	for _, f := range findings {
		if f.Check == "shift" || f.Check == "duplicated" {
			at[f.Paragraph] = f
		}
	}
	return filter(j.units, func(u *unit) bool {
		f, ok := at[u.paragraph]
		if ok = ok && (f.Level == check.Error || !contains(u.accepted, doubt(f))); ok {
			u.findings = append(u.findings, f)
		}
		return ok
	})
}

// pairs joins the units' parts.
func (j *job) pairs() []check.Pair {
	var pairs []check.Pair
	for _, u := range j.units {
		p := u.pair()
		p.Answer = check.Residue(arabic.OneLine(p.Answer))
		if n := len(pairs); n > 0 && pairs[n-1].Paragraph == u.paragraph {
			pairs[n-1].Source += " " + p.Source
			pairs[n-1].Answer += " " + p.Answer
			continue
		}
		pairs = append(pairs, p)
	}
	return pairs
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
