package cmd

import (
	"context"
	"errors"
	"time"

	"mujaz/internal/batch"
	"mujaz/internal/llm"
)

// grace is how long a run waits for what is in flight after
// the first signal: most answers take less, and service managers that ask to stop
// wait three times as long before they kill.
const grace = 30 * time.Second

// ends are the two ways in which a run can be made to stop.
type ends struct {
	// hard ends what is in flight; cut ends it.
	hard context.Context
	cut  context.CancelFunc
	// halt ends the taking of further inputs and the sending of further requests;
	// halted tells that the run itself has done so.
	halt   context.CancelFunc
	halted bool
	// leave parts the hard end from the context, which brings it otherwise.
	leave func() bool
}

func newEnds(ctx context.Context) *ends {
	e := &ends{halt: func() {}}
	e.hard, e.cut = context.WithCancel(context.WithoutCancel(ctx))
	e.leave = context.AfterFunc(ctx, e.cut)
	return e
}

// heed makes signals stop the run: the first one lets what is in flight finish, for
// it is paid for, and for so long as grace; the second one does not. The function
// returned ends the heeding.
func (r *run) heed(ctx context.Context) (end func()) {
	if !r.ends.leave() {
		return func() {} // it has ended already
	}
	ended, left := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(left)
		select {
		case <-ctx.Done():
		case <-ended:
			return
		}
		r.console.notice("stopping: what is in flight is finished first, for %.0f s at the most; a second signal stops at once", grace.Seconds())
		timer := time.NewTimer(grace)
		defer timer.Stop()
		select {
		case <-r.env.Insist:
		case <-timer.C:
		case <-ended:
		}
		r.ends.cut()
	}()
	return func() { close(ended); <-left }
}

// halt ends a run whose further requests would fail the same way. What is in
// flight is finished, unless it must fail too.
func (r *run) halt(cause error) {
	r.ends.halted = true
	r.ends.halt()
	switch llm.Code(codeOf(cause)) {
	case llm.Credentials, llm.Quota:
		r.ends.cut()
	}
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

// deadInRow is how many articles in a row, as multiples of the workers, must fail
// for want of a server, with nothing answered in between, to call it dead. Each has
// had all of its retries, between pauses that grow to half a minute: that comes to
// some minutes.
const deadInRow = 3

// neverInRow is how many articles must fail where nothing was ever answered, and no
// fewer than may be asked for at once: one
// may fail for itself, at servers that answer bad input with 500.
const neverInRow = 3

// dead reports whether the provider has to be taken for dead. One that has never
// answered is given less time: the address may be wrong.
func (r *run) dead(err error) bool {
	if !unreachable(err) {
		r.inRow = 0
		return false
	}
	now := r.answered.Load()
	if now != r.answeredThen {
		r.answeredThen, r.inRow = now, 0
	}
	r.inRow++
	if now == 0 {
		return r.inRow == max(neverInRow, r.cfg.Jobs)
	}
	return r.inRow == deadInRow*workersPerJob*r.cfg.Jobs
}

// unreachable reports whether an article failed for a cause that may pass.
func unreachable(err error) bool {
	var e *llm.Error
	return errors.As(err, &e) && e.Retryable()
}

// workerKey is the key under which a context holds who works on an article.
type workerKey struct{}

// resting tells that the work on an article waits, so that another may begin; not
// where all requests wait, for then nothing would come of it but more that fail.
func (r *run) resting(ctx context.Context) {
	if gate := r.gauge.read(); gate.Reason != nil && time.Now().Before(gate.Until) {
		return
	}
	w, _ := ctx.Value(workerKey{}).(*batch.Worker)
	w.Rest()
}
