package cmd

import (
	"cmp"
	"fmt"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"mujaz/internal/config"
	"mujaz/internal/render"
	"mujaz/internal/store"
)

// spent is what was spent on one day with one model for one task.
type spent struct {
	Day          string  `json:"day"`
	Model        string  `json:"model"`
	Task         string  `json:"task"`
	Requests     int     `json:"requests"`
	InputTokens  int     `json:"input_tokens"`
	OutputTokens int     `json:"output_tokens"`
	CostUSD      float64 `json:"cost_usd"`
	Unpriced     int     `json:"unpriced"` // requests without a known price
}

func newUsageCmd(env Env) *cobra.Command {
	var since, format string
	cmd := &cobra.Command{
		Use: "usage", Short: "Print what was spent, by day, model and task",
		Long: `Print what was spent, by day, model and task: requests, tokens, and the cost
where the price was known. It comes from the ledger of this user's runs, which
clearing the cache does not touch.`,
		Example: "  mujaz usage\n  mujaz usage --since 7d -f json | jq '.[].cost_usd'", Args: noArgs,
		Annotations: exits(exitDone, exitFailed, exitUsage),
		RunE: func(*cobra.Command, []string) error {
			age, _, err := config.Bounds(since, "")
			if err != nil {
				return usagef("--since must be a duration such as 12h or 30d, not %q", since)
			}
			if format != "text" && format != "json" {
				return usagef("--format is text or json, not %q", format)
			}
			days, err := spending(env, env.Now().Add(-time.Duration(age)))
			if err != nil {
				return err
			}
			if format == "json" {
				return wrote(render.Value(env.Stdout, render.JSON, days))
			}
			return printSpending(env, days)
		},
	}
	cmd.Flags().StringVar(&since, "since", "30d", "how far to look back: a `DURATION` such as 12h or 30d")
	cmd.Flags().StringVarP(&format, "format", "f", "text", "output `FORMAT`: text, json")
	return cmd
}

// spending sums the ledger up.
func spending(env Env, since time.Time) ([]spent, error) {
	type key struct{ day, model, task string }
	sums := map[key]*spent{}
	days := []spent{}
	book := ledger(env)
	if book == nil {
		return days, nil
	}
	for rec, err := range book.Records(since) {
		if err != nil {
			return nil, err
		}
		k := key{rec.Time.Local().Format(time.DateOnly), rec.Model, rec.Task}
		if sums[k] == nil {
			sums[k] = &spent{Day: k.day, Model: k.model, Task: k.task}
		}
		sums[k].add(rec)
	}
	for _, s := range sums {
		days = append(days, *s)
	}
	slices.SortFunc(days, func(a, b spent) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Model, b.Model), cmp.Compare(a.Task, b.Task))
	})
	return days, nil
}

func (s *spent) add(rec store.Record) {
	s.Requests += max(rec.Requests, 1)
	s.InputTokens += rec.InputTokens
	s.OutputTokens += rec.OutputTokens
	if rec.CostUSD == nil {
		s.Unpriced += max(rec.Requests, 1)
		return
	}
	s.CostUSD += *rec.CostUSD
}

func printSpending(env Env, days []spent) error {
	w := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "day\tmodel\ttask\trequests\tinput\toutput\tcost")
	for _, s := range days {
		cost := fmt.Sprintf("$%.4f", s.CostUSD)
		switch {
		case s.Unpriced == s.Requests && s.Unpriced > 0:
			cost = "unknown: no price is known"
		case s.Unpriced > 0:
			cost += fmt.Sprintf(" (+%s without a price)", grouped(s.Unpriced))
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", s.Day, render.Line(s.Model), s.Task, grouped(s.Requests), short(s.InputTokens), short(s.OutputTokens), cost)
	}
	return wrote(w.Flush())
}
