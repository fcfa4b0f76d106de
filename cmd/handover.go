package cmd

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"mujaz/internal/llm"
	"mujaz/internal/llm/openai"
)

// handOver submits the draft and says what is to be done next.
func (r *run) handOver(ctx context.Context) error {
	h := r.hand
	if h == nil {
		return nil
	}
	if h.fault != nil {
		return h.fault
	}
	known, err := openai.Pending(r.env.batchDir())
	if err != nil {
		return err
	}
	cut := func(b openai.Batch) bool { return b.State != "" && h.batches.Here(b) } // by a crash
	if h.draft.Len() > 0 || slices.ContainsFunc(known, cut) {
		if err := r.affordableBatch(known); err != nil {
			return err
		}
		held, err := h.batches.Submit(ctx, r.order(), r.undone())
		if err != nil {
			return r.notHanded(err)
		}
		for _, b := range held { // others may have handed over the same just now
			h.waits[b.ID] = !b.Handed
		}
		r.sayHanded(slices.DeleteFunc(held, func(b openai.Batch) bool { return !b.Handed }))
		for _, b := range known { // a batch that was cut off has another name now
			h.waits[b.ID] = h.waits[b.ID] && !cut(b)
		}
	}
	maps.DeleteFunc(h.waits, func(_ string, waits bool) bool { return !waits })
	if len(h.waits) > 0 {
		r.console.notice("pending since before: %s", few(slices.Sorted(maps.Keys(h.waits))))
	}
	if r.counts.pending > 0 {
		r.console.notice("next: mujaz batch wait, then the same command again")
	}
	return nil
}

// order is what the run tells of its batches.
func (r *run) order() openai.Order {
	return openai.Order{Task: r.task.name, Provider: r.end.name, Cost: func(q llm.Request) (float64, bool) {
		p, ok := r.end.price(r.cfg, q.Target.Model)
		return openai.BatchFactor * p.Cost(r.task.estimate(q)), ok
	}}
}

// undone are the drafted requests, less those that another process has collected
// in the meantime.
func (r *run) undone() iter.Seq2[openai.Item, error] {
	return func(yield func(openai.Item, error) bool) {
		for item, err := range r.hand.draft.Items() {
			if err == nil && !r.flags.refresh {
				if _, missed := r.answers.Get(item.Request.Key()); missed == nil {
					continue
				}
			}
			if !yield(item, err) {
				return
			}
		}
	}
}

// affordableBatch refuses a draft that exceeds what may be spent. What is
// pending since today counts for the day.
func (r *run) affordableBatch(known []openai.Batch) error {
	usd := r.cost(r.hand.usage)
	if usd != nil {
		*usd *= openai.BatchFactor
	}
	today := pendingCost(r.env, known)
	if book := ledger(r.env); book != nil && r.cfg.BudgetPerDay > 0 {
		totals, err := book.Totals(midnight(r.env.Now()))
		if err != nil {
			return fmt.Errorf("read the ledger for --budget-per-day: %w", err)
		}
		today += totals.CostUSD
	}
	if over := exceeds(r.cfg, r.hand.usage, usd, today); over != "" {
		return hinted{&llm.Error{Code: llm.Budget, Err: errors.New(over)}, "nothing was handed over; --dry-run shows the plan"}
	}
	return nil
}

// pendingCost is what batches of today may cost.
func pendingCost(env Env, known []openai.Batch) (usd float64) {
	for _, b := range known {
		if b.CostUSD != nil && !b.Created.Before(midnight(env.Now())) {
			usd += *b.CostUSD
		}
	}
	return usd
}

// notHanded adds what can be done about a batch that was not taken.
func (r *run) notHanded(err error) error {
	var e *llm.Error
	if errors.As(err, &e) && e.Code == llm.Unavailable && e.Permanent {
		return hinted{err, "without --via batch the requests are sent online; openai, azure and groq have a batch API"}
	}
	return err
}

// sayHanded says what the provider has got.
func (r *run) sayHanded(batches []openai.Batch) {
	if len(batches) == 0 {
		return
	}
	requests, usd, priced := 0, 0.0, true
	var ids []string
	for _, b := range batches {
		requests += b.Requests
		ids = append(ids, b.ID)
		if priced = priced && b.CostUSD != nil; priced {
			usd += *b.CostUSD
		}
	}
	cost := ""
	if priced && usd > 0 {
		cost = fmt.Sprintf("; about $%.4f, at half the price", usd)
	}
	r.console.notice("handed over %s in %s: %s%s", counted(requests, "request"), counted(len(batches), "batch"), few(ids), cost)
}

// counted writes a number with its noun.
func counted(n int, noun string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(noun, "ch"):
		noun += "es"
	default:
		noun += "s"
	}
	return grouped(n) + " " + noun
}

// mostNamed is how many names one line holds.
const mostNamed = 5

// few lists names, the first ones of many.
func few(names []string) string {
	if n := len(names); n > mostNamed {
		return strings.Join(names[:mostNamed], ", ") + fmt.Sprintf(" and %s more", grouped(n-mostNamed))
	}
	return strings.Join(names, ", ")
}
