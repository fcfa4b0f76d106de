package cmd

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"mujaz/internal/config"
	"mujaz/internal/llm"
	"mujaz/internal/llm/openai"
)

// viaHelp is what the help of each task says of --via batch.
const viaHelp = `

--via batch hands what is not cached to the provider's batch API: half the
price, and answers within a day. What is complete already is written; the rest is
pending, which is no failure. Then mujaz batch wait collects the answers, and the
same command writes what they complete. What needs a further answer (a repair, the
parts of a book) goes into a further batch, or is asked for online where the
command is run without --via batch. Nothing is handed over twice, and a run
without --via batch fails what is still pending in place of paying again.`

func viaFlag(cmd *cobra.Command, f *runFlags) {
	cmd.Flags().StringVar(&f.via, "via", "online", "the `WAY` of requests: online, batch (the provider's batch API)")
}

// batchDir is the folder of pending batches, "" where the user has no home.
func (e Env) batchDir() string {
	if dir := e.stateDir(); dir != "" {
		return filepath.Join(dir, "batches")
	}
	return ""
}

// batches returns the batches at the endpoint.
func (e endpoint) batches(cfg *config.Config, env Env) *openai.Batches {
	return openai.NewBatches(openai.Options{
		Preset: e.preset, BaseURL: e.target.BaseURL, Key: e.keys.find,
		Timeout: time.Duration(cfg.Timeout), UserAgent: "mujaz/" + Version, Transport: env.Transport,
	}, env.batchDir())
}

// handing is what a run hands over.
type handing struct {
	batches *openai.Batches
	draft   *openai.Draft

	mu    sync.Mutex
	usage llm.Usage       // of the draft, by estimate
	waits map[string]bool // batches that hold what the run needs
	fault error           // the first failure of the draft
}

// route decides which way the run's requests take.
func (r *run) route() error {
	switch r.flags.via {
	case "", "online":
		return r.holdBack()
	case "batch":
		return r.toBatch()
	}
	return usagef("--via is online or batch, not %q", r.flags.via)
}

// holdBack keeps a run from paying for what a batch is to answer.
func (r *run) holdBack() error {
	if dir := r.env.batchDir(); dir != "" && !r.cfg.Offline {
		var err error
		if r.held, err = openai.Held(dir); err != nil {
			r.console.warn("what is pending in batches is not known, and may be paid for twice: %v", err)
		}
	}
	if len(r.held) == 0 {
		return nil
	}
	waiting := llm.Waiting()
	if r.answers != nil {
		waiting = llm.Cached(waiting, r.answers, llm.CacheOptions{Read: !r.flags.refresh})
	}
	r.model = llm.Diverted(r.model, waiting, func(q llm.Request) bool { return r.held[q.Key()] != "" })
	return nil
}

// toBatch puts a draft in the place of the provider.
func (r *run) toBatch() (err error) {
	dir := r.env.batchDir()
	switch {
	case r.cfg.NoCache:
		return usagef("--via batch needs the cache, where the answers arrive; leave out --no-cache")
	case r.cfg.Offline:
		return usagef("--via batch sends requests, and --offline sends nothing")
	case r.end.noBatches():
		return &usageError{
			err:  fmt.Errorf("%s has no batch API of OpenAI's kind", r.end.name),
			hint: "openai, azure and groq have one, and so may a server behind --base-url; without --via batch it is asked online",
		}
	case dir == "" || r.answers == nil:
		return &usageError{err: errors.New("there is no place to keep batches and their answers"), hint: "set XDG_STATE_HOME and --cache-dir"}
	}
	if r.held, err = openai.Held(dir); err != nil {
		return err
	}
	h := &handing{batches: r.end.batches(r.cfg, r.env), draft: openai.NewDraft(dir), waits: map[string]bool{}}
	r.hand = h
	planned := llm.Failing(llm.Planned(r.draft), r.answers)
	if r.flags.refresh {
		planned = llm.Planned(r.draft)
	}
	// Write is for what it does besides: leases keep out whoever asks online, and
	// what leaves an article unfit is rejected.
	r.model = llm.Cached(planned, r.answers, llm.CacheOptions{
		Read: !r.flags.refresh, Write: true, Warn: func(err error) { r.console.warn("%v", err) },
	})
	return nil
}

// noBatches reports whether the endpoint is known to have no batch API.
func (e endpoint) noBatches() bool {
	return e.preset.NoBatches && e.target.BaseURL == strings.TrimRight(e.preset.BaseURL, "/")
}

// sourceKey is the key under which a context holds the name of the input.
type sourceKey struct{}

func withSource(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, sourceKey{}, name)
}

// draft notes down a request that is not cached.
func (r *run) draft(ctx context.Context, q llm.Request) {
	h := r.hand
	if id := r.held[q.Key()]; id != "" {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.waits[id] = true
		return
	}
	source, _ := ctx.Value(sourceKey{}).(string)
	fresh, err := h.draft.Add(openai.Item{Request: q, Source: source})
	h.mu.Lock()
	defer h.mu.Unlock()
	if fresh {
		h.usage = h.usage.Add(r.task.estimate(q))
	}
	if h.fault == nil {
		h.fault = err
	}
}

// close throws away what was not handed over; the next run drafts it again.
func (h *handing) close() {
	if h != nil {
		_ = h.draft.Close() // a file that stays behind is swept later
	}
}

// unanswered reports whether an article waits for a batch.
func (r *run) unanswered(err error) bool { return r.hand != nil && errors.Is(err, llm.ErrPlanned) }

// await counts an article whose answers are still to come.
func (r *run) await(p *plan, j *job) {
	j.pending = true
	r.counts.pending++
	r.console.detail("%s: waits for a batch", j.name())
}
