package cmd

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"mujaz/internal/batch"
	"mujaz/internal/config"
	"mujaz/internal/llm"
	"mujaz/internal/llm/openai"
	"mujaz/internal/render"
)

// forecast is what a run would send.
type forecast struct {
	mu       sync.Mutex
	Articles int       `json:"articles"`
	Cached   int       `json:"cached"`
	Kept     int       `json:"kept"`
	Failed   int       `json:"failed"`
	ToSend   int       `json:"to_send"`
	Requests int       `json:"requests"`
	Pending  int       `json:"pending,omitempty"`       // requests that batches hold
	NoModel  int       `json:"without_model,omitempty"` // articles for the built-in engine
	Usage    llm.Usage `json:"usage_estimate"`
	CostUSD  *float64  `json:"cost_usd_estimate"`
	Model    string    `json:"model"`
	Prices   string    `json:"prices,omitempty"` // the day they are of
}

// forecast goes through the inputs with a model that only counts. Nothing is
// sent; answers that are cached count as such.
func (r *run) forecast(ctx context.Context, names []string, several bool) (*forecast, error) {
	f := &forecast{Model: r.end.target.Model}
	planner := r.planner(f)
	p := &plan{run: planner, several: several, blind: true, dry: true}
	if err := p.find(names); err != nil {
		return nil, err
	}
	work := func(ctx context.Context, j *job, _ *batch.Worker) *job { planner.work(ctx, j, p); return j }
	o := batch.Options{Workers: r.cfg.Jobs, AsDone: true}
	err := batch.Each(ctx, p.jobs(ctx), o, work, func(j *job) error {
		f.Articles++
		switch {
		case errors.Is(j.err, llm.ErrPlanned):
			f.ToSend++
		case j.err != nil:
			f.Failed++
		case j.kept != "" && j.kept != keptDone:
			f.Kept++
		case j.result != nil && j.result.Engine == "extractive":
			f.NoModel++
		default:
			f.Cached++
		}
		return nil
	})
	r.price(f)
	return f, err
}

// planner is the run with a model that only counts what would be sent.
func (r *run) planner(f *forecast) *run {
	planner := *r
	planner.counts = new(counts)
	planner.console.quiet, planner.console.verbose = true, false
	planner.model = llm.Planned(func(_ context.Context, q llm.Request) {
		f.mu.Lock()
		defer f.mu.Unlock()
		if r.held[q.Key()] != "" {
			f.Pending++
			return
		}
		f.Requests++
		f.Usage = f.Usage.Add(r.task.estimate(q))
	})
	if r.cfg.Offline {
		planner.model = llm.Offline()
	}
	if r.answers != nil {
		planner.model = llm.Cached(planner.model, r.answers, llm.CacheOptions{Read: !r.flags.refresh})
	}
	return &planner
}

// price adds what the plan costs.
func (r *run) price(f *forecast) {
	f.CostUSD = r.cost(f.Usage)
	if r.hand != nil && f.CostUSD != nil {
		*f.CostUSD *= openai.BatchFactor
	}
	if price, ok := r.end.price(r.cfg, f.Model); ok {
		f.Prices = price.Date
	}
}

// dryRun prints what the run would send.
func (r *run) dryRun(cmd *cobra.Command, names []string, several bool) error {
	f, err := r.forecast(cmd.Context(), names, several)
	if err != nil {
		return err
	}
	return r.show(f)
}

// show prints a plan.
func (r *run) show(f *forecast) error {
	if format := render.Format(r.cfg.Format); format == render.JSON || format == render.JSONL {
		return wrote(render.Value(r.env.Stdout, format, f))
	}
	return printf(r.env.Stdout, "%s", f.String())
}

// String is the plan for people.
func (f *forecast) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "articles:       %s (%s cached, %s kept, %s failed)\n", grouped(f.Articles), grouped(f.Cached), grouped(f.Kept), grouped(f.Failed))
	fmt.Fprintf(&b, "to send:        %s articles in %s requests\n", grouped(f.ToSend), grouped(f.Requests))
	if f.NoModel > 0 {
		fmt.Fprintf(&b, "no model:       %s by the built-in engine\n", counted(f.NoModel, "article"))
	}
	if f.Pending > 0 {
		fmt.Fprintf(&b, "pending:        %s in batches\n", counted(f.Pending, "request"))
	}
	fmt.Fprintf(&b, "input tokens:   about %s (estimated)\noutput tokens:  about %s (estimated)\n", grouped(f.Usage.InputTokens), grouped(f.Usage.OutputTokens))
	switch {
	case f.Requests == 0:
		b.WriteString("cost:           nothing\n")
	case f.CostUSD == nil:
		fmt.Fprintf(&b, "cost:           unknown: no price is known for %s\n", f.Model)
	case f.Prices == "":
		fmt.Fprintf(&b, "cost:           about $%.4f (%s)\n", *f.CostUSD, f.Model)
	default:
		fmt.Fprintf(&b, "cost:           about $%.4f (%s, prices of %s)\n", *f.CostUSD, f.Model, f.Prices)
	}
	return b.String()
}

// affordable refuses a run whose plan exceeds what it may spend. Standard input
// can be read only once, so there the account alone watches.
func (r *run) affordable(ctx context.Context, names []string, several bool) error {
	if !r.bounded() {
		return nil
	}
	for _, n := range names {
		if n == "-" {
			return nil
		}
	}
	f, err := r.forecast(ctx, names, several)
	if err != nil {
		return err
	}
	return r.within(f)
}

// bounded reports whether there is a bound to what the run may spend.
func (r *run) bounded() bool {
	return r.cfg.Budget > 0 || r.cfg.BudgetPerDay > 0 || r.cfg.MaxInputTokens > 0
}

// within refuses a plan that exceeds a bound.
func (r *run) within(f *forecast) error {
	over := exceeds(r.cfg, f.Usage, f.CostUSD, 0) // the account knows what else was spent
	if over == "" {
		return nil
	}
	return hinted{&llm.Error{Code: llm.Budget, Err: errors.New(over)}, "nothing was sent; --dry-run shows the plan"}
}

// exceeds says which bound a plan passes, "" for none; today was spent before.
func exceeds(cfg *config.Config, u llm.Usage, usd *float64, today float64) string {
	switch {
	case cfg.MaxInputTokens > 0 && u.InputTokens > cfg.MaxInputTokens:
		return fmt.Sprintf("the plan needs about %s input tokens, and --max-input-tokens is %s", grouped(u.InputTokens), grouped(cfg.MaxInputTokens))
	case usd != nil && cfg.Budget > 0 && *usd > cfg.Budget:
		return fmt.Sprintf("the plan costs about $%.4f, and --budget is $%.4f", *usd, cfg.Budget)
	case usd != nil && cfg.BudgetPerDay > 0 && today > 0 && today+*usd > cfg.BudgetPerDay:
		return fmt.Sprintf("the plan costs about $%.4f, $%.4f is spent or pending today, and --budget-per-day is $%.4f", *usd, today, cfg.BudgetPerDay)
	case usd != nil && cfg.BudgetPerDay > 0 && *usd > cfg.BudgetPerDay:
		return fmt.Sprintf("the plan costs about $%.4f, and --budget-per-day is $%.4f", *usd, cfg.BudgetPerDay)
	}
	return ""
}
