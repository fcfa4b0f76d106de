package cmd

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"mujaz/internal/config"
	"mujaz/internal/llm"
	"mujaz/internal/llm/openai"
	"mujaz/internal/store"
)

// tender looks after batches at the configured endpoint.
type tender struct {
	env     Env
	cfg     *config.Config
	console console
	end     endpoint
	format  string
	batches *openai.Batches
	pending []openai.Batch // of all endpoints
	answers *store.Store   // opened where something is collected
}

// newTender reads the settings; sends tells that the provider will be asked.
func newTender(cmd *cobra.Command, env Env, format string, sends bool) (*tender, error) {
	cfg, console, err := load(cmd, env, "")
	if err != nil {
		return nil, err
	}
	switch {
	case format != "text" && format != "json" && format != "jsonl":
		return nil, usagef("--format is text, json or jsonl, not %q", format)
	case sends && cfg.Offline:
		return nil, usagef("batches are at a provider, and offline is set: nothing was sent")
	case env.batchDir() == "":
		return nil, &usageError{err: errors.New("no home directory for batches"), hint: "set XDG_STATE_HOME"}
	}
	if cfg.Model == "" {
		cfg.Model = anyModel // each batch has its own
	}
	t := &tender{env: env, cfg: cfg, console: console, format: format}
	if t.end, err = resolve(cfg, env); err != nil {
		return nil, err
	}
	t.batches = t.end.batches(cfg, env)
	t.pending, err = openai.Pending(env.batchDir())
	return t, err
}

func holds(batches []openai.Batch, id string) bool {
	return slices.ContainsFunc(batches, func(b openai.Batch) bool { return b.ID == id })
}

// choose returns the batches named, or all that are pending at the endpoint. The
// key goes nowhere else, so that others are only pointed to.
func (t *tender) choose(ids []string) ([]openai.Batch, error) {
	var here, elsewhere []openai.Batch
	for _, b := range t.pending {
		if len(ids) > 0 && !slices.Contains(ids, b.ID) {
			continue
		}
		if t.batches.Here(b) {
			here = append(here, b)
		} else {
			elsewhere = append(elsewhere, b)
		}
	}
	for _, id := range ids {
		if !holds(t.pending, id) {
			return nil, t.unknown(id, openai.ErrNoBatch)
		}
	}
	if len(elsewhere) > 0 {
		b := elsewhere[0]
		said := fmt.Sprintf("batch %s is at %s, not at the configured %s", b.ID, b.BaseURL, redact(t.end.target.BaseURL))
		if len(here) == 0 || len(ids) > 0 {
			return nil, &usageError{err: errors.New(said), hint: "add " + way(b)}
		}
		t.console.notice("left alone: %s; add %s", said, way(b))
	}
	if len(here) == 0 {
		t.console.notice("no batches are pending")
	}
	return here, nil
}

// way returns the flags that lead to a batch's endpoint.
func way(b openai.Batch) string {
	p, known := openai.Lookup(b.Provider)
	switch {
	case known && p.BaseURL == b.BaseURL:
		return "--provider " + b.Provider
	case known:
		return "--provider " + b.Provider + " --base-url " + b.BaseURL
	}
	return "--base-url " + b.BaseURL
}

// unknown adds to an error about an ID which ones there are.
func (t *tender) unknown(id string, err error) error {
	if !errors.Is(err, openai.ErrNoBatch) {
		return err
	}
	hint := "none are pending; what was collected is in the cache"
	var ids []string
	for _, b := range t.pending {
		ids = append(ids, b.ID)
	}
	if len(ids) > 0 {
		hint = "pending: " + few(ids)
	}
	if near := config.Nearest(id, ids); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return &usageError{err: fmt.Errorf("no batch %q is pending here", id), hint: hint}
}

// collectEnded collects those of the batches that have ended.
func (t *tender) collectEnded(ctx context.Context, ids []string) error {
	chosen, err := t.choose(ids)
	if err != nil {
		return err
	}
	h, err := t.newHarvest()
	if err != nil {
		return err
	}
	for _, b := range chosen {
		state, err := t.batches.Status(ctx, b.ID)
		if err != nil {
			return h.finish(lost(err, b.ID))
		}
		if state.Ended() {
			if err := h.collect(ctx, b.ID); err != nil {
				return h.finish(err)
			}
			continue
		}
		if len(ids) > 0 {
			err := fmt.Errorf("batch %s has not ended: it is %s, %s of %s answered", b.ID, state.State, grouped(state.Answered), counted(state.Requests, "request"))
			return h.finish(hinted{err, "mujaz batch wait " + b.ID + " collects it when it has"})
		}
		t.console.notice("%s", progressOf(state))
	}
	return h.finish(nil)
}

func progressOf(b openai.Batch) string {
	said := fmt.Sprintf("%s: %s, %s of %s answered", b.ID, b.State, grouped(b.Answered), counted(b.Requests, "request"))
	if b.Failed > 0 {
		said += fmt.Sprintf(", %s failed", grouped(b.Failed))
	}
	return said
}

// wait asks for batches until all have ended, and collects each.
func (t *tender) wait(ctx context.Context, ids []string, every time.Duration) error {
	chosen, err := t.choose(ids)
	if err != nil {
		return err
	}
	h, err := t.newHarvest()
	if err != nil {
		return err
	}
	if chosen, err = t.submitted(ctx, chosen); err != nil {
		return h.finish(err)
	}
	told := map[string]string{}
	for first := true; len(chosen) > 0; first = false {
		if !first && !pause(ctx, every) {
			t.console.notice("%s still pending; mujaz batch wait goes on", counted(len(chosen), "batch"))
			return h.finish(interrupted{})
		}
		var left []openai.Batch
		for _, b := range chosen {
			ended, err := t.ask(ctx, h, b, told)
			if err != nil && (first || !passing(err) || ctx.Err() != nil) {
				return h.finish(lost(err, b.ID))
			}
			if err != nil {
				t.news(told, b.ID, err.Error(), fmt.Sprintf("%v; trying again", err))
			}
			if !ended {
				left = append(left, b)
			}
		}
		chosen = left
	}
	return h.finish(nil)
}

// ask asks for one batch and collects it when it has ended. What is new is said:
// a state, or a tenth of the requests.
func (t *tender) ask(ctx context.Context, h *harvest, b openai.Batch, told map[string]string) (ended bool, err error) {
	state, err := t.batches.Status(ctx, b.ID)
	if err == nil && state.Ended() {
		err = h.collect(ctx, b.ID)
		return err == nil, err
	}
	if err == nil {
		t.news(told, b.ID, fmt.Sprint(state.State, " ", 10*state.Answered/max(state.Requests, 1)), progressOf(state))
	}
	return false, err
}

// news says something of a batch where it is not what was told last.
func (t *tender) news(told map[string]string, id, news, said string) {
	if told[id] != news {
		told[id] = news
		t.console.notice("%s", said)
	}
}

// lost adds to the error of a batch that the provider does not know how to be
// rid of it.
func lost(err error, id string) error {
	var e *llm.Error
	if errors.As(err, &e) && e.Status == http.StatusNotFound {
		return hinted{err, "check --provider and --base-url; a batch that is gone is given up with mujaz batch cancel --forget " + id}
	}
	return err
}

// passing reports whether a later attempt may succeed.
func passing(err error) bool {
	var e *llm.Error
	return errors.As(err, &e) && e.Retryable()
}

// pause waits, and reports false where ctx ended.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// submitted brings batches to the provider that were cut off on their way, and
// returns the same batches with their new names.
func (t *tender) submitted(ctx context.Context, chosen []openai.Batch) ([]openai.Batch, error) {
	var whole []openai.Batch
	cut := 0
	for _, b := range chosen {
		if b.State == "" {
			whole = append(whole, b)
		} else {
			cut++
		}
	}
	if cut == 0 {
		return chosen, nil
	}
	none := func(func(openai.Item, error) bool) {}
	more, err := t.batches.Submit(ctx, openai.Order{}, none)
	for _, b := range more {
		t.console.notice("handed over %s in batch %s", counted(b.Requests, "request"), b.ID)
	}
	return append(whole, more...), err
}
