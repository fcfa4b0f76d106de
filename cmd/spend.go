package cmd

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"mujaz/internal/config"
	"mujaz/internal/llm"
	"mujaz/internal/llm/openai"
	"mujaz/internal/store"
	"mujaz/internal/wire"
)

// answerShare is how many tokens a translation has for each of its request's:
// English takes about 0.8 of what the Arabic does.
const answerShare = 0.8

// summaryTokens is what a summary of the usual length takes, with its citations.
const summaryTokens = 250

// estimate returns the usage to expect of a request, by the tokenizer's
// coefficients; it is within some per cent for o200k and low for older ones.
func (t task) estimate(r llm.Request) llm.Usage {
	user := wire.Tokens(r.User)
	out := summaryTokens
	if t.name == "translate" {
		out = int(answerShare * float64(user))
	}
	return llm.Usage{InputTokens: wire.Tokens(r.System) + user, OutputTokens: out}
}

// price returns what the endpoint's model costs, if that is known.
func (e endpoint) price(cfg *config.Config, model string) (openai.Price, bool) {
	var own []openai.Price
	for _, p := range cfg.Prices {
		own = append(own, openai.Price{Model: p.Model, Input: p.Input, Output: p.Output})
	}
	return openai.PriceOf(e.preset.Name, model, own)
}

// cost returns the price of a usage in USD, nil where it is not known.
func (r *run) cost(u llm.Usage) *float64 {
	p, ok := r.end.price(r.cfg, r.end.target.Model)
	if !ok {
		return nil
	}
	usd := p.Cost(u)
	return &usd
}

// ledger is the file of what was spent, nil where the user has no home.
func ledger(env Env) *store.Ledger {
	if dir := env.stateDir(); dir != "" {
		return store.OpenLedger(filepath.Join(dir, "ledger.jsonl"), env.Now)
	}
	return nil
}

// midnight returns when the day began.
func midnight(now time.Time) time.Time {
	return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
}

// account returns the account that the run spends from.
func (r *run) account() (*llm.Account, error) {
	cfg, book := r.cfg, ledger(r.env)
	o := llm.BudgetOptions{
		Run: cfg.Budget, Day: cfg.BudgetPerDay, InputTokens: cfg.MaxInputTokens, Now: r.env.Now,
		Estimate: r.task.estimate,
		Cost: func(q llm.Request, u llm.Usage) (float64, bool) {
			p, ok := r.end.price(cfg, q.Target.Model)
			return p.Cost(u), ok
		},
	}
	if cfg.Budget > 0 || cfg.BudgetPerDay > 0 {
		if _, ok := r.end.price(cfg, r.end.target.Model); !ok {
			return nil, &usageError{err: fmt.Errorf("a budget needs a price, and that of %s is not known", r.end.target.Model), hint: "add it to the configuration: prices: [{model: NAME, input: USD, output: USD}], per million tokens"}
		}
	}
	if cfg.BudgetPerDay > 0 && book != nil {
		totals, err := book.Totals(midnight(r.env.Now()))
		if err != nil {
			return nil, fmt.Errorf("read the ledger for --budget-per-day: %w", err)
		}
		o.SpentToday = totals.CostUSD
		if known, err := openai.Pending(r.env.batchDir()); err == nil {
			o.SpentToday += pendingCost(r.env, known)
		}
	}
	if book != nil {
		o.Record = func(_ context.Context, rec store.Record) {
			rec.Task, rec.Provider = r.task.name, r.end.name
			if err := book.Append(rec); err != nil {
				r.ledgerFault.Do(func() { r.console.warn("what is spent is not recorded: %v", err) })
			}
		}
	}
	return llm.NewAccount(o), nil
}
