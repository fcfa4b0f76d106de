package llm

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// RetryOptions say how patient Retried is. Zero durations and nil functions
// take their defaults.
type RetryOptions struct {
	Retries int // further attempts after the first; 0 for none
	// Base bounds the second wait, and is doubled for each further one; a quarter of
	// it bounds the first (1s).
	Base time.Duration
	Max  time.Duration // bound of one wait that the server did not ask for (1m)
	// Patience bounds all waits of one request together (10m). A server that
	// asks for more is not waited for at all.
	Patience time.Duration
	// Sleep waits for d or until ctx ends, whose error it returns.
	Sleep func(ctx context.Context, d time.Duration) error
	// Rand returns a number in [0, 1), for the jitter.
	Rand func() float64
}

// retried sends a request again after failures that pass.
type retried struct {
	Model
	o RetryOptions
}

var _ Model = (*retried)(nil)

// Retried repeats requests whose error is Retryable, after exponentially
// growing waits with full jitter, so that clients refused together do not come
// back together. What the server asks for in Retry-After is waited for.
// Usage and Requests are summed over the attempts.
func Retried(next Model, o RetryOptions) Model {
	defaultTo(&o.Base, time.Second)
	defaultTo(&o.Max, time.Minute)
	defaultTo(&o.Patience, 10*time.Minute)
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Rand == nil {
		o.Rand = rand.Float64
	}
	return &retried{Model: next, o: o}
}

func defaultTo(d *time.Duration, v time.Duration) {
	if *d <= 0 {
		*d = v
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (m *retried) Complete(ctx context.Context, r Request, emit func(Event)) (Response, error) {
	if emit == nil {
		emit = func(Event) {}
	}
	var spent Response
	patience := m.o.Patience
	for attempt := 1; ; attempt++ {
		resp, err := m.Model.Complete(ctx, r, emit)
		resp.Usage = resp.Usage.Add(spent.Usage)
		resp.Requests = max(resp.Requests, requestsOf(err)) + spent.Requests
		if err == nil {
			return resp, nil
		}
		wait, why := m.wait(ctx, err, attempt, patience)
		if why != nil {
			return resp, given(why, attempt, resp.Requests)
		}
		emit(Event{Kind: Wait, Wait: wait, Err: err})
		if m.o.Sleep(ctx, wait) != nil {
			return resp, given(Stopped(ctx), attempt, resp.Requests)
		}
		patience -= wait
		spent = resp
		emit(Event{Kind: Restart})
	}
}

// wait returns how long to wait before the next attempt, or the error to give
// up with.
func (m *retried) wait(ctx context.Context, err error, attempt int, patience time.Duration) (time.Duration, error) {
	var e *Error
	if !errors.As(err, &e) || !e.Retryable() || attempt > m.o.Retries {
		return 0, err
	}
	if ctx.Err() != nil {
		return 0, Stopped(ctx)
	}
	bound := m.bound(attempt, e.Code)
	wait := time.Duration(m.o.Rand() * float64(bound))
	if e.RetryAfter > 0 {
		// Later, never earlier, and not all at once.
		wait = e.RetryAfter + time.Duration(m.o.Rand()*float64(min(m.o.Base, e.RetryAfter)))
	}
	if wait <= patience {
		return wait, nil
	}
	late := *e
	late.Permanent = true
	if e.RetryAfter > patience {
		late.Err = fmt.Errorf("%w; the server asks to wait %v, which is longer than worth waiting", e.Err, e.RetryAfter)
	}
	return 0, &late
}

// bound is the longest wait after an attempt, from 1, that failed with the code. The
// first one is short: most failures are those of one connection or one process
// behind a balancer, and where a server is away the gate makes all requests wait.
func (m *retried) bound(attempt int, code Code) time.Duration {
	n := attempt - 2
	switch {
	case code == RateLimited:
		n = 0 // the gate holds all back together; to wait longer would only starve this one
	case attempt == 1:
		return min(m.o.Base/4, m.o.Max)
	}
	if n < 20 && m.o.Base<<n < m.o.Max { // 20 doublings of a second are twelve days
		return m.o.Base << n
	}
	return m.o.Max
}

// given is the error to give up with: it counts the requests made and, where
// there was more than one attempt, says so.
func given(err error, attempts, requests int) error {
	var e *Error
	if !errors.As(err, &e) {
		return err
	}
	g := *e
	g.Requests = requests
	if attempts > 1 {
		g.Err = fmt.Errorf("%w, after %d attempts", e.Err, attempts)
	}
	return &g
}

// requestsOf returns the requests that an error counted.
func requestsOf(err error) int {
	var e *Error
	if errors.As(err, &e) {
		return e.Requests
	}
	return 0
}
