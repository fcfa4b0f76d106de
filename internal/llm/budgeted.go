package llm

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"mujaz/internal/store"
)

// BudgetOptions say what an Account may spend, and how to reckon it.
type BudgetOptions struct {
	Run float64 // USD that this account may spend; 0 for no bound
	Day float64 // USD that may be spent in a day, in Now's time zone; 0 for no bound
	// SpentToday is what the ledger says was spent before, in USD.
	SpentToday  float64
	InputTokens int // that may be sent; 0 for no bound
	// Estimate returns the usage to expect of a request. nil counts a token for
	// every two letters, and as many in the answer.
	Estimate func(Request) Usage
	// Cost returns the price of that usage in USD, and whether it is known. nil
	// knows no price.
	Cost func(Request, Usage) (float64, bool)
	// Record hears of every attempt that was answered or has cost something,
	// with ctx as Complete got it, from any goroutine. Task, Provider and Source
	// are the caller's to fill in. It may be nil.
	Record func(ctx context.Context, r store.Record)
	Now    func() time.Time // nil for the usual clock
}

// Account keeps the sum of what requests cost within bounds. It may be shared
// by any number of chains.
type Account struct {
	o BudgetOptions

	mu      sync.Mutex
	changed chan struct{} // closed when what is reserved becomes less
	spent   float64       // USD in this run
	today   float64       // USD on that day
	day     string
	tokens  int // input, in this run
	held    reservation
	holds   int
}

// reservation is what a request in flight may cost.
type reservation struct {
	usd    float64
	tokens int // input
}

// NewAccount returns an account of which nothing is spent but SpentToday.
func NewAccount(o BudgetOptions) *Account {
	if o.Estimate == nil {
		o.Estimate = func(r Request) Usage { n := letters(r) / 2; return Usage{n, n} }
	}
	if o.Cost == nil {
		o.Cost = func(Request, Usage) (float64, bool) { return 0, false }
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Account{o: o, today: o.SpentToday, day: o.Now().Format(time.DateOnly), changed: make(chan struct{})}
}

// budgeted sends what its account allows.
type budgeted struct {
	Model
	account *Account
}

var _ Model = (*budgeted)(nil)

// Budgeted returns next within an account of its own.
func Budgeted(next Model, o BudgetOptions) Model { return NewAccount(o).Model(next) }

// Model returns next within the account.
func (a *Account) Model(next Model) Model { return &budgeted{next, a} }

// Complete reserves what the request may cost, by estimate, and sends it; then
// what it did cost, as the server reported, takes the place of the estimate.
// Where the bound would be passed it waits for the requests in flight, which
// may leave enough, and then fails with a Budget error.
func (m *budgeted) Complete(ctx context.Context, r Request, emit func(Event)) (Response, error) {
	a := m.account
	hold, err := a.reserve(ctx, r)
	if err != nil {
		return Response{}, err
	}
	begun := a.o.Now()
	var spent reservation
	defer func() { a.settle(hold, spent) }()
	resp, err := m.Model.Complete(ctx, r, emit)
	if err != nil && resp.Usage == (Usage{}) {
		return resp, err // what was refused costs nothing, as far as is known
	}
	usd, known := a.o.Cost(r, resp.Usage)
	spent = reservation{usd, resp.Usage.InputTokens}
	if resp.Usage == (Usage{}) {
		spent = hold // not reported
	}
	a.record(ctx, begun, r, resp, usd, known)
	return resp, err
}

// reserve holds back what the request may cost.
func (a *Account) reserve(ctx context.Context, r Request) (reservation, error) {
	estimate := a.o.Estimate(r)
	usd, known := a.o.Cost(r, estimate)
	want := reservation{usd, estimate.InputTokens}
	if !known && a.o.Run+a.o.Day > 0 {
		return want, budgetError(fmt.Errorf("the price of the model %q is not known, so that no budget holds it", r.Target.Model))
	}
	for {
		changed, err := a.hold(want)
		if err == nil || changed == nil {
			return want, err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return want, Stopped(ctx)
		}
	}
}

// hold adds to what is reserved. Where that is too much it returns why, and,
// if others may yet leave enough, what to wait for.
func (a *Account) hold(want reservation) (changed <-chan struct{}, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.turn()
	if err := a.exceeded(reservation{a.held.usd + want.usd, a.held.tokens + want.tokens}); err != nil {
		if a.exceeded(want) != nil || a.holds == 0 {
			return nil, err
		}
		return a.changed, err
	}
	a.held.usd += want.usd
	a.held.tokens += want.tokens
	a.holds++
	return nil, nil
}

// turn begins a new day when there is one.
func (a *Account) turn() {
	if day := a.o.Now().Format(time.DateOnly); day != a.day {
		a.day, a.today = day, 0
	}
}

// exceeded returns which bound would be passed if so much were spent.
func (a *Account) exceeded(more reservation) error {
	switch {
	case a.o.Run > 0 && a.spent+more.usd > a.o.Run:
		return budgetError(fmt.Errorf("the budget of %s would be passed: $%.4f is spent and this needs about $%.4f", dollars(a.o.Run), a.spent, more.usd))
	case a.o.Day > 0 && a.today+more.usd > a.o.Day:
		return budgetError(fmt.Errorf("the budget of %s for a day would be passed: $%.4f is spent and this needs about $%.4f", dollars(a.o.Day), a.today, more.usd))
	case a.o.InputTokens > 0 && a.tokens+more.tokens > a.o.InputTokens:
		return budgetError(fmt.Errorf("the bound of %d input tokens would be passed: %d are sent and this needs about %d", a.o.InputTokens, a.tokens, more.tokens))
	}
	return nil
}

// dollars writes a bound as it was set, with cents where it has no less.
func dollars(usd float64) string {
	exact := strconv.FormatFloat(usd, 'f', -1, 64)
	if _, decimals, _ := strings.Cut(exact, "."); len(decimals) > 2 {
		return "$" + exact
	}
	return fmt.Sprintf("$%.2f", usd)
}

func budgetError(err error) error { return &Error{Code: Budget, Err: err} }

// settle puts what was spent in the place of what was held.
func (a *Account) settle(held, spent reservation) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.turn()
	a.spent += spent.usd
	a.today += spent.usd
	a.tokens += spent.tokens
	a.held.usd -= held.usd
	a.held.tokens -= held.tokens
	if a.holds--; a.holds == 0 {
		a.held = reservation{} // no rounding errors
	}
	close(a.changed)
	a.changed = make(chan struct{})
}

// record tells what the attempt has cost.
func (a *Account) record(ctx context.Context, begun time.Time, r Request, resp Response, usd float64, known bool) {
	if a.o.Record == nil {
		return
	}
	rec := store.Record{
		Time: begun, Model: r.Target.Model, Requests: resp.Requests,
		InputTokens: resp.Usage.InputTokens, OutputTokens: resp.Usage.OutputTokens,
	}
	if known && resp.Usage != (Usage{}) {
		rec.CostUSD = &usd
	}
	a.o.Record(ctx, rec)
}

// Spent returns what was spent in this run: USD, and input tokens.
func (a *Account) Spent() (usd float64, inputTokens int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.spent, a.tokens
}
