package llm

import (
	"context"
	"errors"
	"math"
	"net/http"
	"sync"
	"time"
)

// GateOptions say what a Gate lets through.
type GateOptions struct {
	Jobs int // most requests in flight; below 1 counts as 1
	// RPM and TPM are requests and tokens a minute; 0 leaves it to the server.
	RPM, TPM int
	// Tokens estimates the tokens of a request and its answer together. nil
	// counts letters.
	Tokens func(Request) int
	// Notify hears of every change, in order; it must not block. It may be nil.
	Notify func(GateState)
}

// GateState is what a progress line shows of a Gate.
type GateState struct {
	InFlight int
	Slots    int       // how many may be in flight now, of GateOptions.Jobs
	Until    time.Time // nothing starts before; the zero time where nobody waits
	Reason   error     // why, nil where nobody waits
}

// Gate holds requests back so that a server takes nearly all that are sent. It
// may be shared by any number of chains.
type Gate struct {
	o    GateOptions
	turn chan struct{} // held by the next in line; waiters get it in their order
	news chan struct{} // tells that one that something has changed

	mu       sync.Mutex
	inFlight int
	spent    int // tokens in flight, by estimate
	control  *control
	reason   error
	requests *meter
	tokens   *meter
	factor   float64 // tokens used per token estimated, lately
}

// NewGate returns a gate with all of its slots free.
func NewGate(o GateOptions) *Gate {
	o.Jobs = max(o.Jobs, 1)
	if o.Tokens == nil {
		o.Tokens = func(r Request) int { return letters(r) }
	}
	return &Gate{
		o: o, turn: make(chan struct{}, 1), news: make(chan struct{}, 1), factor: 1,
		control: newControl(o.Jobs, time.Now()), requests: newMeter(o.RPM), tokens: newMeter(o.TPM),
	}
}

// gated passes requests through a gate.
type gated struct {
	Model
	gate *Gate
}

var _ Model = (*gated)(nil)

// Gated returns next behind a gate of its own.
func Gated(next Model, o GateOptions) Model { return NewGate(o).Model(next) }

// Model returns next behind the gate.
func (g *Gate) Model(next Model) Model { return &gated{next, g} }

// Complete waits for its turn, or ends with its context. Whoever waits before
// the next attempt at a request holds no slot.
func (m *gated) Complete(ctx context.Context, r Request, emit func(Event)) (Response, error) {
	t, err := m.gate.enter(ctx, m.gate.o.Tokens(r))
	if err != nil {
		return Response{}, err
	}
	var resp Response
	err = errPanic
	defer func() { m.gate.leave(t, resp, err) }()
	resp, err = m.Model.Complete(ctx, r, emit)
	return resp, err
}

// errPanic stands in for the outcome of a request that never got one.
var errPanic = errors.New("the model panicked")

// ticket is one request in flight.
type ticket struct {
	begun     time.Time
	estimated int  // tokens, as the caller estimates
	tokens    int  // as charged
	level     int  // in flight when it began, itself included
	full      bool // it took the last slot
	paced     bool // a rate held it back
}

// enter waits in line and then for what the server takes.
func (g *Gate) enter(ctx context.Context, estimated int) (ticket, error) {
	if ctx.Err() != nil { // select would pick a free turn half of the time
		return ticket{}, Stopped(ctx)
	}
	select {
	case g.turn <- struct{}{}:
		defer func() { <-g.turn }()
	case <-ctx.Done():
		return ticket{}, Stopped(ctx)
	}
	t := ticket{estimated: estimated}
	for {
		wait, ok := g.start(&t)
		if ok {
			return t, nil
		}
		timer := time.NewTimer(wait)
		select {
		case <-g.news:
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ticket{}, Stopped(ctx)
		}
		timer.Stop()
	}
}

// start takes a slot, or returns how long to wait for one.
func (g *Gate) start(t *ticket) (time.Duration, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	if g.inFlight >= g.control.slots() {
		return math.MaxInt64, false // until one leaves
	}
	if wait := g.control.wait(now); wait > 0 {
		return wait, false
	}
	g.requests.set(now, g.control.pace)
	g.tokens.set(now, math.Inf(1))
	if wait := max(g.requests.wait(now), g.tokens.wait(now)); wait > 0 {
		t.paced = true
		return wait, false
	}
	g.reason = nil
	t.begun, t.tokens = now, int(g.factor*float64(t.estimated))
	g.inFlight++
	t.level = g.inFlight
	t.full = g.inFlight >= g.control.slots()
	g.spent += t.tokens
	g.requests.spend(now, 1)
	g.tokens.spend(now, t.tokens)
	g.notify(now)
	return 0, true
}

// leave gives the slot back and learns from the outcome.
func (g *Gate) leave(t ticket, resp Response, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	var e *Error
	switch {
	case errors.As(err, &e) && refusal(e):
		if g.control.overloaded(now, t, e.RetryAfter, g.inFlight) {
			g.reason = err
		}
	case err == nil || resp.Usage != Usage{}:
		g.control.accepted(now, t)
	case e != nil && e.Retryable():
		if g.control.failed(now, t, g.inFlight) {
			g.reason = err
		}
	}
	g.inFlight--
	g.spent -= t.tokens
	if l := resp.Limits; l != nil {
		g.requests.hear(l.Requests, g.inFlight)
		g.tokens.hear(l.Tokens, g.spent)
	}
	if used := resp.Usage.InputTokens + resp.Usage.OutputTokens; used > 0 && t.estimated > 0 {
		g.factor += (float64(used)/float64(t.estimated) - g.factor) / factorMemory
	}
	g.notify(now)
	select {
	case g.news <- struct{}{}:
	default: // news enough
	}
}

// factorMemory is how many answers the correction of the estimates looks back.
const factorMemory = 10

// refusal reports whether the server takes less than it is sent, rather than
// being unable to answer this request.
func refusal(e *Error) bool {
	return e.Code == RateLimited || e.Retryable() &&
		(e.RetryAfter > 0 || e.Status == http.StatusServiceUnavailable || e.Status == statusOverloaded)
}

// statusOverloaded is Anthropic's.
const statusOverloaded = 529

func (g *Gate) notify(now time.Time) {
	if g.o.Notify == nil {
		return
	}
	s := GateState{InFlight: g.inFlight, Slots: g.control.slots()}
	if g.reason != nil && now.Before(g.control.until) {
		s.Until, s.Reason = g.control.until, g.reason
	}
	g.o.Notify(s)
}
