package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
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
	article *article.Article
	stamp   batch.Stamp // of the input's file, before it was read
	read    time.Time
	output  string // below the output folder, "" where there is none
	// kept says why nothing is to be made: the output stands.
	kept    string
	pending bool // a batch is to answer
	result  *render.Result
	err     error
}

func (j *job) name() string {
	if j.article != nil {
		return j.article.Name
	}
	return j.input.Name
}

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
	}
	plan := &plan{run: r, several: several, blind: r.hand != nil}
	if err := plan.find(names); err != nil {
		return err
	}
	workers := workersPerJob * r.cfg.Jobs
	err = batch.Ordered(ctx, plan.jobs(ctx), workers, func(ctx context.Context, j *job) *job {
		r.work(ctx, j, plan.shown())
		return j
	}, func(j *job) error { return r.deliver(plan, j) })
	if plan.sink != nil && (err == nil || !errors.Is(err, errStop)) && ctx.Err() == nil {
		if closed := plan.sink.close(); err == nil {
			err = closed
		}
	}
	switch {
	case err == nil:
		err = r.handOver(ctx)
	case r.hand != nil && errors.Is(err, errStop):
		r.console.notice("stopped: nothing was handed over")
	}
	if err != nil && !errors.Is(err, errStop) {
		if plan.several && (ctx.Err() != nil || r.hand != nil) {
			r.console.notice("%s", r.summaryLine())
		}
		return err
	}
	if r.report != nil {
		if err := r.report.write(r.flags.report); err != nil {
			return err
		}
	}
	return r.finish(plan)
}

// workersPerJob is how many articles are worked on for each request in flight:
// reading, checking and writing some must not leave the gate idle.
const workersPerJob = 2

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// errStop ends a run whose further requests would fail the same way.
var errStop = errors.New("stopped")

// work makes the result of one article.
func (r *run) work(ctx context.Context, j *job, s *shown) {
	if j.err != nil || j.kept != "" {
		return
	}
	result, err := r.task.do(withSource(ctx, j.name()), r, j.article, s)
	if err != nil {
		j.err = err
		return
	}
	j.result = result
}

// deliver counts a job and hands its result on, in order.
func (r *run) deliver(p *plan, j *job) error {
	if j.err != nil && errors.Is(context.Cause(p.ctx), context.Canceled) {
		return interrupted{}
	}
	if err := p.open(j); err != nil {
		return err
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
		r.counts.fail(j)
		if p.several {
			r.complain(j)
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
	if err := p.sink.put(j); err != nil {
		return err
	}
	if j.err != nil && (r.cfg.FailFast || stops(j.err)) {
		return errStop
	}
	return nil
}

// stops reports whether a failure ends the run: every further request would
// fail for the same cause.
func stops(err error) bool {
	switch llm.Code(codeOf(err)) {
	case llm.Credentials, llm.Quota, llm.Budget:
		return true
	}
	return false
}

// dropped warns of what could not be read, and says under --verbose what
// cleaning took out.
func (r *run) dropped(a *article.Article) {
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
