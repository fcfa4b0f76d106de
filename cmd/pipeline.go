package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"mujaz/internal/article"
	"mujaz/internal/batch"
	"mujaz/internal/llm"
	"mujaz/internal/render"
)

// job is one article on its way through the run.
type job struct {
	input   article.Input
	index   int // among all jobs
	article *article.Article
	sameAs  string      // an earlier article of the same text
	stamp   batch.Stamp // of the input's file, before it was read
	read    time.Time
	output  string // below the output folder, "" where there is none
	// kept says why nothing is to be made: the output stands.
	kept    string
	flagged bool           // what stands was flagged when it was made
	checks  []render.Check // by what
	pending bool           // a batch is to answer
	result  *render.Result
	piece   batch.Piece // the result as it is written, while it waits
	err     error

	swept bool // the second try
	label string
}

func (j *job) name() string {
	switch {
	case j.label != "":
		return j.label
	case j.article != nil:
		return j.article.Name
	}
	return j.input.Name
}

// workersPerJob is how many articles are worked on for each request in flight:
// reading, checking and writing some must not leave the gate idle.
const workersPerJob = 2

// ahead is how many finished results may wait for a slow one before them: as many
// as eight requests in flight answer in ten minutes, which is the patience for one
// request. What waits is the result as it will be written.
const ahead = 4096

// all runs the task over the inputs and returns what the run ends with.
func (r *run) all(cmd *cobra.Command, args []string) error {
	ctx := cmd.Context()
	names, several, err := inputs(ctx, cmd, r.env, args)
	if err != nil {
		return err
	}
	several = several || isDir(names[0])
	if r.flags.dryRun {
		return r.dryRun(cmd, names, several)
	}
	defer r.hand.close()
	if r.task.prompt != nil && r.hand == nil {
		if err := r.affordable(ctx, names, several); err != nil {
			return err
		}
	}
	if r.flags.report != "" {
		r.report = &report{}
		defer r.report.close()
	}
	if several {
		defer debug.SetGCPercent(debug.SetGCPercent(manyPercent))
	}
	plan := &plan{run: r, several: several, blind: r.hand != nil}
	defer plan.close()
	if err := plan.find(names); err != nil {
		return err
	}
	if err := plan.writable(); err != nil {
		return err
	}
	err = r.through(ctx, plan)
	switch {
	case err == nil && !r.ends.halted:
		err = r.handOver(ctx)
	case r.hand != nil && r.ends.halted:
		r.console.notice("stopped: nothing was handed over")
	}
	if r.report != nil {
		if failed := r.report.write(r.flags.report); failed != nil && err == nil {
			return failed
		}
	}
	if err != nil {
		if plan.several && (ctx.Err() != nil || r.hand != nil) {
			r.console.record("summary", r.summaryLine(plan), r.progress(plan))
		}
		return err
	}
	return r.finish(plan)
}

// through takes all articles through the run: each once, those that fail for a
// passing reason twice.
func (r *run) through(outer context.Context, p *plan) error {
	ctx, halt := context.WithCancel(outer)
	defer halt()
	r.ends.halt = halt
	defer r.heed(outer)()
	defer r.watchProgress(p)()
	defer r.ends.cut()
	err := r.each(ctx, p, p.jobs(ctx))
	if err == nil {
		err = p.fault
	}
	if err == nil || errors.Is(err, context.Canceled) {
		if swept := r.sweep(ctx, p); err == nil {
			err = swept
		}
	}
	if r.ends.halted && outer.Err() == nil && errors.Is(err, context.Canceled) {
		err = nil // what stopped the run is among its failures
	}
	if errors.Is(err, syscall.EPIPE) {
		r.ends.cut() // nobody reads on
	}
	if p.sink != nil && (err == nil || outer.Err() != nil) {
		if closed := p.sink.close(outer.Err() == nil && !r.ends.halted); err == nil {
			err = closed
		}
	}
	return err
}

// manyPercent is how much garbage, in percent of what is in use, may pile up in a
// run over several inputs: what is known of each input stays, and so 100,000
// articles stay below 100 MB.
const manyPercent = 50

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// work makes the result of one article, and what is written of it.
func (r *run) work(ctx context.Context, j *job, p *plan) {
	if j.err != nil || j.kept != "" {
		return
	}
	j.label = j.name()
	result, err := r.task.do(withSource(ctx, j.label), r, j.article, p.shown())
	if err != nil {
		j.err = err
		return
	}
	if !result.Cached && result.Engine == "model" {
		r.answered.Add(1)
	}
	result.SameAs = j.sameAs
	j.result = result
	if p.several && r.spellings != nil {
		r.spellings.learn(j.label, result)
	}
	j.err = p.keep(j)
}

// deliver counts a job and hands its result on, in order.
func (r *run) deliver(ctx context.Context, p *plan, j *job) error {
	if j.err != nil && !r.ends.halted && r.dead(j.err) {
		r.console.warn("stopped: the provider has answered none of the last %d articles", r.inRow)
		r.halt(j.err)
	}
	if j.err != nil && r.setAside(ctx, p, j) {
		return nil
	}
	if j.err != nil && ctx.Err() != nil && codeOf(j.err) == string(llm.Interrupted) {
		r.counts.leave(1)
		return nil
	}
	if r.report != nil {
		defer r.report.add(j)
	}
	switch {
	case j.kept != "":
		return nil
	case r.unanswered(j.err):
		r.await(p, j)
		return nil
	case j.err != nil:
		j.result = r.failure(j.name(), j.article, j.err)
		j.result.SameAs = j.sameAs
		r.counts.fail(j)
		if p.several {
			r.complain(j)
		}
		if err := p.keep(j); err != nil {
			return err
		}
	default:
		if j.result.Engine == "extractive" && !r.counts.builtIn {
			r.counts.builtIn = true
			r.console.notice("made by the built-in extractive engine, without a model")
		}
		r.counts.done(j, r.cfg.Strict)
		r.describe(j.name(), j.result)
		r.findings(p, j)
		r.dropped(j.article)
	}
	if err := p.put(j); err != nil {
		return err
	}
	if j.err != nil && !r.ends.halted && (r.cfg.FailFast || stops(j.err)) {
		r.halt(j.err)
	}
	return nil
}

// dropped warns of what could not be read, and says under --verbose what
// cleaning took out.
func (r *run) dropped(a *article.Article) {
	if a == nil {
		return
	}
	for _, w := range a.Warnings {
		r.console.warn("%s: %s", a.Name, w)
	}
	for _, d := range a.Dropped {
		r.console.detail("%s: dropped (%s): %s", a.Name, d.Why, d.Text)
	}
}

// complain says a failure in a line of its own, up to a number for each cause.
func (r *run) complain(j *job) {
	code := codeOf(j.err)
	if n := r.counts.causes[code]; n > linesPerCause {
		return
	}
	r.console.line("error: ", failureLine(j))
	if hint := hintOf(j.err); hint != "" && r.counts.causes[code] == 1 {
		r.console.line("hint: ", hint)
	}
}

// failureLine names the input and the cause.
func failureLine(j *job) string {
	var e *article.Error
	if errors.As(j.err, &e) {
		return e.Error()
	}
	return fmt.Sprintf("%s: %v", j.name(), j.err)
}
