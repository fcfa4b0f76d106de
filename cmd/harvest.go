package cmd

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"mujaz/internal/llm"
	"mujaz/internal/llm/openai"
	"mujaz/internal/render"
	"mujaz/internal/store"
)

// harvest is what a command collects.
type harvest struct {
	*tender
	kept, failed int // requests
	reports      []*collected
}

// collected is what came of one batch.
type collected struct {
	batchRow
	Usage    llm.Usage         `json:"usage"`
	Spent    *float64          `json:"cost_usd"`
	Failures []*failedRequests `json:"failures"`

	requests int // HTTP requests, in the provider's sense: lines that were answered
}

// failedRequests are those of one cause.
type failedRequests struct {
	Code     string   `json:"code"`
	Message  string   `json:"message"`
	Requests int      `json:"requests"`
	Sources  []string `json:"sources"` // the first ones
}

// newHarvest opens the cache, where answers go.
func (t *tender) newHarvest() (*harvest, error) {
	if t.cfg.NoCache {
		return nil, usagef("the answers of batches go to the cache, and no-cache is set")
	}
	var err error
	t.answers, err = openStore(t.cfg, t.env)
	return &harvest{tender: t}, err
}

// collect fetches a batch that has ended, keeps its answers, and writes down what
// it has cost.
func (h *harvest) collect(ctx context.Context, id string) error {
	i := slices.IndexFunc(h.pending, func(b openai.Batch) bool { return b.ID == id })
	c := &collected{Failures: []*failedRequests{}}
	if i >= 0 {
		c.batchRow = rowOf(h.pending[i])
	}
	err := h.batches.Collect(ctx, id,
		func(r openai.Result) error { return h.take(c, r) },
		func(b openai.Batch) error { return h.book(c, b) })
	if err != nil {
		return err
	}
	h.kept, h.failed = h.kept+c.Answered, h.failed+c.Failed
	h.reports = append(h.reports, c)
	h.tell(c)
	return nil
}

// take keeps one answer, or why there is none.
func (h *harvest) take(c *collected, r openai.Result) error {
	c.Usage = c.Usage.Add(r.Response.Usage)
	c.requests += r.Response.Requests
	if r.Err != nil {
		c.fail(r)
		return llm.KeepFailure(h.answers, r.Key, r.Err)
	}
	c.Answered++
	if e, err := h.answers.Peek(r.Key); err == nil && e.Rejected == "" && e.Created.After(c.Created) {
		return nil // asked for since, and delivered
	}
	return llm.Keep(h.answers, r.Key, c.Model, r.Response)
}

// fail adds a request to those of its cause.
func (c *collected) fail(r openai.Result) {
	code, message := string(llm.CodeOf(r.Err)), render.Line(r.Err.Error())
	c.Failed++
	i := slices.IndexFunc(c.Failures, func(f *failedRequests) bool { return f.Code == code && f.Message == message })
	if i < 0 && len(c.Failures) == linesPerCause {
		i = linesPerCause - 1 // messages that differ in each line say no more
	}
	if i < 0 {
		i = len(c.Failures)
		c.Failures = append(c.Failures, &failedRequests{Code: code, Message: message, Sources: []string{}})
	}
	f := c.Failures[i]
	f.Requests++
	if len(f.Sources) < linesPerCause && r.Source != "" && !slices.Contains(f.Sources, r.Source) {
		f.Sources = append(f.Sources, r.Source)
	}
}

// book writes the batch into the ledger, unless a run that was cut off between
// this and the batch's end has done so.
func (h *harvest) book(c *collected, b openai.Batch) error {
	answered, failed := c.Answered, c.Failed
	c.batchRow = rowOf(b)
	c.Answered, c.Failed = answered, failed
	if p, ok := h.end.price(h.cfg, b.Model); ok {
		usd := openai.BatchFactor * p.Cost(c.Usage)
		c.Spent = &usd
	}
	book := ledger(h.env)
	if book == nil || c.requests == 0 {
		return nil
	}
	for rec, err := range book.Records(b.Created) {
		if err == nil && rec.Batch == b.ID {
			return nil
		}
	}
	err := book.Append(store.Record{
		Task: b.Task, Provider: b.Provider, Model: b.Model, Requests: c.requests, Batch: b.ID,
		InputTokens: c.Usage.InputTokens, OutputTokens: c.Usage.OutputTokens, CostUSD: c.Spent,
	})
	if err != nil {
		h.console.warn("what is spent is not recorded: %v", err)
	}
	return nil
}

// tell says what came of a batch.
func (h *harvest) tell(c *collected) {
	for _, f := range c.Failures {
		line := fmt.Sprintf("%s: %s failed, %s: %s", c.ID, counted(f.Requests, "request"), f.Code, f.Message)
		if len(f.Sources) > 0 {
			line += " (" + few(f.Sources) + ")"
		}
		h.console.line("error: ", line)
	}
	h.console.notice("%s", c.String())
}

// String is a batch's line for people.
func (c *collected) String() string {
	parts := []string{fmt.Sprintf("%s: %s, kept %s", c.ID, c.State, counted(c.Answered, "answer"))}
	if c.Failed > 0 {
		parts = append(parts, "failed "+grouped(c.Failed))
	}
	line := strings.Join(parts, ", ")
	if c.Usage != (llm.Usage{}) {
		line += fmt.Sprintf("; %s in / %s out tokens", short(c.Usage.InputTokens), short(c.Usage.OutputTokens))
	}
	if c.Spent != nil && *c.Spent > 0 {
		line += fmt.Sprintf(", $%.4f", *c.Spent)
	}
	return line
}

// finish prints what was collected, says what is next, and returns what the command
// ends with; err is what cut it short.
func (h *harvest) finish(err error) error {
	if h.format != "text" {
		reports := h.reports
		if reports == nil {
			reports = []*collected{}
		}
		if failed := printJSON(h.env, h.format, reports); failed != nil {
			return failed
		}
	}
	switch {
	case err != nil:
		return err
	case h.failed > 0:
		h.console.line("hint: ", "the command that handed them over goes on: with --via batch in a further batch where that may help, without it online")
	case len(h.reports) > 0:
		h.console.notice("next: run the command that handed them over again; it writes the results")
	}
	switch {
	case h.failed == 0:
		return nil
	case h.kept == 0:
		return finished{exitFailed}
	}
	return finished{exitSome}
}
