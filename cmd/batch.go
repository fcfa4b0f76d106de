package cmd

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"mujaz/internal/llm/openai"
	"mujaz/internal/render"
)

const batchLong = `Look after the batches that --via batch has handed to a provider's batch API.
What is pending is noted in the state directory until it is collected; keys are
not, and go to no endpoint but the configured one.`

func newBatchCmd(env Env) *cobra.Command {
	c := group("batch", "Look after requests handed to a provider's batch API", batchLong,
		newBatchListCmd(env), newBatchStatusCmd(env), newBatchWaitCmd(env), newBatchCollectCmd(env), newBatchCancelCmd(env))
	flags := c.PersistentFlags()
	flags.String("provider", "", "`NAME` of the provider that has the batches (default openai)")
	flags.String("base-url", "", "`URL` of the server that has the batches")
	flags.String("timeout", "", "give up after a `DURATION` without a byte (default 60s)")
	flags.String("cache-dir", "", "keep answers in `DIR`")
	return c
}

// formatFlag is the output format of a command about batches.
func formatFlag(cmd *cobra.Command, format *string) {
	cmd.Flags().StringVarP(format, "format", "f", "text", "output `FORMAT`: text, json, jsonl")
}

// batchRow is one batch in the output.
type batchRow struct {
	ID       string    `json:"id"`
	State    string    `json:"state"`
	Task     string    `json:"task"`
	Provider string    `json:"provider"`
	BaseURL  string    `json:"base_url"`
	Model    string    `json:"model"`
	Created  time.Time `json:"created"`
	Requests int       `json:"requests"`
	Answered int       `json:"answered"`
	Failed   int       `json:"failed"`
	CostUSD  *float64  `json:"cost_usd_estimate"`
	Error    string    `json:"error,omitempty"`
}

func rowOf(b openai.Batch) batchRow {
	row := batchRow{
		ID: b.ID, State: b.State, Task: b.Task, Provider: b.Provider, BaseURL: b.BaseURL, Model: b.Model, Created: b.Created,
		Requests: b.Requests, Answered: b.Answered, Failed: b.Failed, CostUSD: b.CostUSD,
	}
	if row.State == "" {
		row.State = "pending" // the provider was not asked
	}
	if b.Err != nil {
		row.Error = render.Line(b.Err.Error())
	}
	return row
}

// printRows writes batches in the format, asked or not.
func printRows(env Env, format string, batches []openai.Batch, asked bool) error {
	rows := []batchRow{}
	for _, b := range batches {
		rows = append(rows, rowOf(b))
	}
	if format != "text" {
		return printJSON(env, format, rows)
	}
	if len(rows) == 0 {
		return nil
	}
	w := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, "batch\tstate\trequests\t")
	if asked {
		fmt.Fprint(w, "answered\tfailed\t")
	}
	fmt.Fprintln(w, "cost\ttask\tmodel\tprovider\thanded over")
	for _, r := range rows {
		fmt.Fprintf(w, "%s\t%s\t%s\t", render.Line(r.ID), render.Line(r.State), grouped(r.Requests))
		if asked {
			fmt.Fprintf(w, "%s\t%s\t", grouped(r.Answered), grouped(r.Failed))
		}
		cost := "unknown"
		if r.CostUSD != nil {
			cost = fmt.Sprintf("about $%.4f", *r.CostUSD)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", cost, r.Task, render.Line(r.Model), render.Line(r.Provider), stamp(r.Created))
	}
	return wrote(w.Flush())
}

// printJSON writes an array, or its elements one a line.
func printJSON[T any](env Env, format string, rows []T) error {
	if render.Format(format) == render.JSON {
		return wrote(render.Value(env.Stdout, render.JSON, rows))
	}
	for _, r := range rows {
		if err := render.Value(env.Stdout, render.JSONL, r); err != nil {
			return wrote(err)
		}
	}
	return nil
}

func newBatchListCmd(env Env) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "list", Short: "List the batches that are pending",
		Long: `List the batches that are handed over and not collected yet, of all providers.
Nothing is asked of them: status does that. One that is "submitting" was cut off
on its way; wait, or the command that made it, brings it there.`,
		Example: "  mujaz batch list\n  mujaz batch list -f json | jq -r '.[].id'", Args: noArgs,
		Annotations: exits(exitDone, exitFailed, exitUsage),
		RunE: func(cmd *cobra.Command, _ []string) error {
			t, err := newTender(cmd, env, format, false)
			if err != nil {
				return err
			}
			if len(t.pending) == 0 {
				t.console.notice("no batches are pending")
			}
			return printRows(env, format, t.pending, false)
		},
	}
	formatFlag(cmd, &format)
	return cmd
}

func newBatchStatusCmd(env Env) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "status [ID…]", Short: "Ask the provider how far batches are",
		Long:        "Ask the provider how far batches are: those named, or all that are pending at the configured endpoint.",
		Example:     "  mujaz batch status\n  mujaz batch status -f jsonl | jq -r 'select(.state==\"completed\").id'\n  mujaz batch status --provider groq",
		Annotations: exits(exitDone, exitFailed, exitUsage, exitCredentials, exitUnavailable, exitInterrupted),
		RunE: func(cmd *cobra.Command, args []string) error {
			t, err := newTender(cmd, env, format, true)
			if err != nil {
				return err
			}
			chosen, err := t.choose(args)
			if err != nil {
				return err
			}
			for i, b := range chosen {
				if chosen[i], err = t.batches.Status(cmd.Context(), b.ID); err != nil {
					return lost(err, b.ID)
				}
			}
			return printRows(env, format, chosen, true)
		},
	}
	formatFlag(cmd, &format)
	return cmd
}

func newBatchCollectCmd(env Env) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "collect [ID…]", Short: "Fetch the answers of batches that have ended",
		Long: `Fetch the answers of batches that have ended, and keep them in the cache: the
command that handed them over then writes its results. Without an ID all are
fetched that have ended at the configured endpoint. A request that failed is named
with its cause; it goes into the next batch, or is asked for online.`,
		Example:     "  mujaz batch collect\n  mujaz batch collect -f json | jq '.[].failures'",
		Annotations: exits(exitDone, exitFailed, exitUsage, exitSome, exitCredentials, exitUnavailable, exitInterrupted),
		RunE: func(cmd *cobra.Command, args []string) error {
			t, err := newTender(cmd, env, format, true)
			if err != nil {
				return err
			}
			return t.collectEnded(cmd.Context(), args)
		},
	}
	formatFlag(cmd, &format)
	return cmd
}

// everyDefault is how often wait asks: answers take minutes to hours, and a
// provider's limits on such questions are far above it.
const everyDefault = 30 * time.Second

func newBatchWaitCmd(env Env) *cobra.Command {
	var format string
	var every time.Duration
	cmd := &cobra.Command{
		Use: "wait [ID…]", Short: "Wait until batches have ended, and collect them",
		Long: `Wait until batches have ended, those named or all that are pending at the
configured endpoint, and collect each when it has. One that was cut off on its way
to the provider is handed over first. Interrupting it loses nothing: the batches
go on, and so does the next wait.`,
		Example:     "  mujaz batch wait\n  mujaz batch wait --every 5m\n  mujaz batch wait -f json | jq '.[].failures[].sources'",
		Annotations: exits(exitDone, exitFailed, exitUsage, exitSome, exitCredentials, exitUnavailable, exitInterrupted),
		RunE: func(cmd *cobra.Command, args []string) error {
			if every <= 0 {
				return usagef("--every must be longer than 0s")
			}
			t, err := newTender(cmd, env, format, true)
			if err != nil {
				return err
			}
			return t.wait(cmd.Context(), args, every)
		},
	}
	formatFlag(cmd, &format)
	cmd.Flags().DurationVar(&every, "every", everyDefault, "ask the provider every `DURATION`")
	return cmd
}

func newBatchCancelCmd(env Env) *cobra.Command {
	var forget bool
	cmd := &cobra.Command{
		Use: "cancel ID…", Short: "Tell the provider to stop batches",
		Long: `Tell the provider to stop batches. What it has answered by then is paid for, and
wait or collect brings it once the batch has ended. One that never reached the
provider is forgotten. With --forget nothing is asked: the batch is taken for lost,
its answers are not collected, and its requests are paid for anew.`,
		Example:     "  mujaz batch cancel batch_6761a1f2\n  mujaz batch cancel --forget batch_6761a1f2",
		Annotations: exits(exitDone, exitFailed, exitUsage, exitCredentials, exitUnavailable, exitInterrupted),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &usageError{err: errors.New("cancel takes the batches' IDs"), hint: "mujaz batch list shows them"}
			}
			t, err := newTender(cmd, env, "text", !forget)
			if err != nil {
				return err
			}
			return t.cancel(cmd.Context(), args, forget)
		},
	}
	cmd.Flags().BoolVar(&forget, "forget", false, "take them for lost, without asking the provider")
	return cmd
}

// cancel stops or forgets batches.
func (t *tender) cancel(ctx context.Context, ids []string, forget bool) error {
	if forget {
		for _, id := range ids {
			if err := t.batches.Forget(ctx, id); err != nil {
				return t.unknown(id, err)
			}
			if err := printf(t.env.Stdout, "%s: forgotten\n", render.Line(id)); err != nil {
				return err
			}
		}
		return nil
	}
	chosen, err := t.choose(ids)
	if err != nil {
		return err
	}
	for _, b := range chosen {
		if err := t.batches.Cancel(ctx, b.ID); err != nil {
			return lost(err, b.ID)
		}
		said := "told to stop; mujaz batch wait collects what was answered"
		if left, err := openai.Pending(t.env.batchDir()); err == nil && !holds(left, b.ID) && b.State == "submitting" {
			said = "forgotten: the provider never had it"
		}
		if err := printf(t.env.Stdout, "%s: %s\n", render.Line(b.ID), said); err != nil {
			return err
		}
	}
	return nil
}
