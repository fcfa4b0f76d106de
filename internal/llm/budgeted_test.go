package llm

import (
	"context"
	"errors"
	"math"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mujaz/internal/store"
)

// noon is in the middle of a day.
var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// cent prices input at a cent a token and output at ten.
func cent(_ Request, u Usage) (float64, bool) {
	return float64(u.InputTokens)/100 + float64(u.OutputTokens)/10, true
}

func options() BudgetOptions {
	return BudgetOptions{
		Cost:     cent,
		Estimate: func(Request) Usage { return Usage{20, 3} }, // $0.50
		Now:      func() time.Time { return noon },
	}
}

func TestBudgeted(t *testing.T) {
	answer := func(in, out int) step { return step{resp: Response{Text: "a", Usage: Usage{in, out}, Requests: 1}} }
	cut := step{resp: Response{Usage: Usage{10, 9}}, err: &Error{Code: Truncated, Err: errors.New("cut")}}
	for name, tt := range map[string]struct {
		change func(*BudgetOptions)
		step   step
		calls  int // of five requests
		usd    float64
		words  string
	}{
		"no bound":         {nil, answer(10, 9), 5, 5, ""},
		"run":              {func(o *BudgetOptions) { o.Run = 2.6 }, answer(10, 9), 3, 3, "budget of $2.60 would be passed: $3.0000 is spent"},
		"run, to the cent": {func(o *BudgetOptions) { o.Run = 1.5 }, answer(10, 9), 2, 2, "needs about $0.5000"},
		"day":              {func(o *BudgetOptions) { o.Day, o.SpentToday = 10, 8 }, answer(10, 9), 2, 2, "for a day"},
		"both":             {func(o *BudgetOptions) { o.Run, o.Day = 9, 1 }, answer(10, 9), 1, 1, "for a day"},
		"input tokens":     {func(o *BudgetOptions) { o.InputTokens = 49 }, answer(10, 9), 3, 3, "30 are sent and this needs about 20"},
		"failed and paid":  {func(o *BudgetOptions) { o.Run = 2.6 }, cut, 3, 3, "$3.0000 is spent"},
		"failed for free":  {func(o *BudgetOptions) { o.Run = 1 }, step{err: &Error{Code: RateLimited, Err: errors.New("slow")}}, 5, 0, ""},
		"not reported":     {func(o *BudgetOptions) { o.Run = 1 }, answer(0, 0), 2, 1, "$1.0000 is spent"},
		"no price":         {func(o *BudgetOptions) { o.Run, o.Cost = 1, nil }, answer(10, 9), 0, 0, `price of the model "m" is not known`},
		"no price needed":  {func(o *BudgetOptions) { o.InputTokens, o.Cost = 45, nil }, answer(10, 9), 3, 0, "input tokens"},
	} {
		t.Run(name, func(t *testing.T) {
			o := options()
			if tt.change != nil {
				tt.change(&o)
			}
			s := &script{steps: []step{tt.step}}
			a := NewAccount(o)
			m := a.Model(s)
			var last error
			for range 5 {
				_, err := m.Complete(t.Context(), Request{Target: Target{Model: "m"}}, nil)
				if CodeOf(err) == Budget {
					last = err
				}
			}
			if usd, _ := a.Spent(); s.calls != tt.calls || math.Abs(usd-tt.usd) > 1e-9 {
				t.Errorf("%d calls for $%v, want %d for $%v", s.calls, usd, tt.calls, tt.usd)
			}
			if (last == nil) != (tt.words == "") || last != nil && !strings.Contains(last.Error(), tt.words) {
				t.Errorf("error %v does not say %q", last, tt.words)
			}
		})
	}
}

func TestBudgetedNewDay(t *testing.T) {
	o, now := options(), noon
	o.Day, o.SpentToday, o.Now = 1, 1, func() time.Time { return now }
	m := Budgeted(&script{steps: []step{fine}}, o)
	if _, err := m.Complete(t.Context(), Request{}, nil); CodeOf(err) != Budget {
		t.Error(err)
	}
	now = now.Add(12 * time.Hour)
	if _, err := m.Complete(t.Context(), Request{}, nil); err != nil {
		t.Error(err)
	}
}

// slow takes a second for each answer.
type slow struct{ usage Usage }

func (s slow) Complete(ctx context.Context, _ Request, _ func(Event)) (Response, error) {
	if sleep(ctx, time.Second) != nil {
		return Response{}, Stopped(ctx)
	}
	return Response{Usage: s.usage}, nil
}

// TestBudgetedTogether: requests at the same time never pass the bound, and
// none fails for a reservation that is given back.
func TestBudgetedTogether(t *testing.T) {
	for name, tt := range map[string]struct {
		usage Usage
		done  int
	}{
		"as estimated": {Usage{20, 3}, 4},  // $0.50
		"cheaper":      {Usage{5, 0}, 31},  // $0.05, while the estimate fits
		"nothing":      {Usage{1, 0}, 40},  // $0.01
		"dearer":       {Usage{100, 0}, 4}, // $1: four are on their way before it shows
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o := options()
				o.Run = 2.04
				m := Budgeted(slow{tt.usage}, o)
				var all sync.WaitGroup
				var mu sync.Mutex
				done := 0
				for range 40 {
					all.Go(func() {
						_, err := m.Complete(t.Context(), Request{}, nil)
						mu.Lock()
						defer mu.Unlock()
						if err == nil {
							done++
						} else if CodeOf(err) != Budget {
							t.Error(err)
						}
					})
				}
				all.Wait()
				if done != tt.done {
					t.Errorf("%d done, want %d", done, tt.done)
				}
			})
		})
	}
}

func TestBudgetedWaiterStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := options()
		o.Run = 0.6
		m := Budgeted(slow{}, o)
		go m.Complete(context.Background(), Request{}, nil)
		synctest.Wait()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := m.Complete(ctx, Request{}, nil); CodeOf(err) != Interrupted {
			t.Error(err)
		}
		time.Sleep(2 * time.Second)
	})
}

func TestBudgetedRecords(t *testing.T) {
	type key struct{}
	o := options()
	var got []store.Record
	o.Record = func(ctx context.Context, r store.Record) {
		r.Source, _ = ctx.Value(key{}).(string)
		got = append(got, r)
	}
	s := &script{steps: []step{
		fine,
		{resp: Response{Usage: Usage{10, 1}, Requests: 1}, err: &Error{Code: Truncated, Err: errors.New("cut")}},
		{err: &Error{Code: RateLimited, Err: errors.New("slow")}},
		{resp: Response{Requests: 2}},
	}}
	m := Budgeted(s, o)
	for range s.steps {
		m.Complete(context.WithValue(t.Context(), key{}, "a.txt"), Request{Target: Target{Model: "m"}}, nil)
	}
	usd := func(v float64) *float64 { return &v }
	want := []store.Record{
		{Time: noon, Model: "m", Source: "a.txt", InputTokens: 10, OutputTokens: 20, CostUSD: usd(2.1), Requests: 1},
		{Time: noon, Model: "m", Source: "a.txt", InputTokens: 10, OutputTokens: 1, CostUSD: usd(0.2), Requests: 1},
		{Time: noon, Model: "m", Source: "a.txt", Requests: 2},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestPlanned(t *testing.T) {
	var got []Request
	m := Retried(Whole(Planned(func(_ context.Context, r Request) { got = append(got, r) })), RetryOptions{Retries: 3})
	_, err := m.Complete(t.Context(), Request{User: "a"}, nil)
	if !errors.Is(err, ErrPlanned) || len(got) != 1 || got[0].User != "a" {
		t.Error(got, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := m.Complete(ctx, Request{}, nil); CodeOf(err) != Interrupted || len(got) != 1 {
		t.Error(got, err)
	}
}

// A bound is told as it was set: one below a cent is not "$0.00".
func TestDollars(t *testing.T) {
	for usd, want := range map[float64]string{5: "$5.00", 2.6: "$2.60", 0.004: "$0.004", 0.29: "$0.29", 1.1: "$1.10", 1.005: "$1.005"} {
		if got := dollars(usd); got != want {
			t.Errorf("%v is told as %s, want %s", usd, got, want)
		}
	}
}
