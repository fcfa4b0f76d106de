package cmd

import (
	"context"
	"slices"

	"mujaz/internal/batch"
)

// mostAside is how many failed articles are set aside for the sweep; where more
// fail, the provider has a trouble that a second try does not end.
const mostAside = 1000

// setAside keeps an article whose failure may pass for a second try, and reports
// whether it did. In a folder's run that comes at the end; where results are
// printed in order, the article is tried again as soon as it is its turn.
func (r *run) setAside(ctx context.Context, p *plan, j *job) bool {
	if j.swept || !unreachable(j.err) || ctx.Err() != nil || !p.several || r.cfg.FailFast || r.hand != nil {
		return false
	}
	if p.asDone() {
		if len(r.aside) == mostAside {
			return false
		}
		r.console.detail("%s: %v; tried again at the end", j.name(), j.err)
		r.aside = append(r.aside, j)
		return true
	}
	if r.inRow >= neverInRow { // it is not this one alone
		return false
	}
	r.console.detail("%s: %v; tried once more", j.name(), j.err)
	again := j.again()
	r.work(ctx, again, p)
	*j = *again
	return false
}

// again is the job with its article for a second try.
func (j *job) again() *job {
	next := *j
	next.err, next.swept = nil, true
	return &next
}

// sweep tries what was set aside once more, where anything else was answered.
func (r *run) sweep(ctx context.Context, p *plan) error {
	if len(r.aside) == 0 {
		return nil
	}
	aside := r.aside
	r.aside = nil
	if r.answered.Load() == 0 || ctx.Err() != nil { // there is no hope, or no time
		for _, j := range aside {
			j.swept = true
			if err := r.deliver(ctx, p, j); err != nil {
				return err
			}
		}
		return nil
	}
	r.console.notice("trying %s again that failed", counted(len(aside), "article"))
	return r.each(ctx, p, func(yield func(*job) bool) {
		for j := range slices.Values(aside) {
			if !yield(j.again()) {
				return
			}
		}
	})
}

// each works on jobs and delivers their results.
func (r *run) each(ctx context.Context, p *plan, jobs func(func(*job) bool)) error {
	o := batch.Options{Workers: workersPerJob * r.cfg.Jobs, Ahead: ahead, AsDone: p.asDone()}
	return batch.Each(ctx, jobs, o, func(ctx context.Context, j *job, w *batch.Worker) *job {
		r.work(context.WithValue(ctx, workerKey{}, w), j, p)
		return j
	}, func(j *job) error { return r.deliver(ctx, p, j) })
}
