package llm

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

// script answers with its steps in turn, the last one for ever.
type script struct {
	steps []step
	calls int
}

type step struct {
	resp Response
	err  error
}

func (s *script) Complete(_ context.Context, _ Request, emit func(Event)) (Response, error) {
	now := s.steps[min(s.calls, len(s.steps)-1)]
	s.calls++
	if emit != nil {
		emit(Event{Kind: Delta, Text: now.resp.Text})
	}
	return now.resp, now.err
}

func failing(code Code, after time.Duration) step {
	return step{
		resp: Response{Usage: Usage{1, 2}, Requests: 1},
		err:  &Error{Code: code, Status: 503, RetryAfter: after, Requests: 1, Err: errors.New("no luck")},
	}
}

var fine = step{resp: Response{Text: "Hello", Finish: "stop", Usage: Usage{10, 20}, Requests: 1}}

func TestRetried(t *testing.T) {
	for name, tt := range map[string]struct {
		steps    []step
		retries  int
		patience time.Duration
		calls    int
		waits    []time.Duration
		words    string // in the error; "" for an answer
	}{
		"first time":        {steps: []step{fine}, retries: 4, calls: 1},
		"second time":       {steps: []step{failing(Unavailable, 0), fine}, retries: 4, calls: 2, waits: []time.Duration{125 * time.Millisecond}},
		"growing waits":     {steps: []step{failing(Timeout, 0)}, retries: 4, calls: 5, waits: []time.Duration{125 * time.Millisecond, 500 * time.Millisecond, time.Second, 2 * time.Second}, words: "no luck, after 5 attempts (HTTP 503)"},
		"refused":           {steps: []step{failing(RateLimited, 0)}, retries: 2, calls: 3, waits: []time.Duration{500 * time.Millisecond, 500 * time.Millisecond}, words: "after 3 attempts"},
		"no retries":        {steps: []step{failing(Unavailable, 0)}, calls: 1, words: "no luck (HTTP 503)"},
		"not retryable":     {steps: []step{failing(Quota, 0)}, retries: 4, calls: 1, words: "no luck (HTTP 503)"},
		"no typed error":    {steps: []step{{err: errors.New("bare")}}, retries: 4, calls: 1, words: "bare"},
		"server's wish":     {steps: []step{failing(RateLimited, 9*time.Second), fine}, retries: 1, calls: 2, waits: []time.Duration{9500 * time.Millisecond}},
		"a day":             {steps: []step{failing(RateLimited, 24*time.Hour)}, retries: 4, calls: 1, words: "24h0m0s"},
		"patience used up":  {steps: []step{failing(RateLimited, 5*time.Second)}, retries: 9, patience: 8 * time.Second, calls: 2, waits: []time.Duration{5500 * time.Millisecond}, words: "after 2 attempts"},
		"permanent (a 404)": {steps: []step{{err: &Error{Code: Unavailable, Permanent: true, Err: errors.New("gone")}}}, retries: 4, calls: 1, words: "gone"},
	} {
		t.Run(name, func(t *testing.T) {
			s := &script{steps: tt.steps}
			var slept, told []time.Duration
			restarts := 0
			m := Retried(s, RetryOptions{
				Retries: tt.retries, Max: 6 * time.Second, Patience: tt.patience,
				Rand:  func() float64 { return 0.5 },
				Sleep: func(_ context.Context, d time.Duration) error { slept = append(slept, d); return nil },
			})
			resp, err := m.Complete(t.Context(), Request{}, func(e Event) {
				switch e.Kind {
				case Wait:
					told = append(told, e.Wait)
					if e.Err == nil {
						t.Error("a wait without its cause")
					}
				case Restart:
					restarts++
				}
			})
			if s.calls != tt.calls || restarts != tt.calls-1 {
				t.Errorf("%d calls and %d restarts, want %d calls", s.calls, restarts, tt.calls)
			}
			if d := cmp.Diff(tt.waits, slept) + cmp.Diff(slept, told); d != "" {
				t.Error(d)
			}
			if tt.words == "" {
				want := Usage{10 + tt.calls - 1, 20 + 2*(tt.calls-1)}
				if err != nil || resp.Text != "Hello" || resp.Requests != tt.calls || resp.Usage != want {
					t.Errorf("got %+v, %v", resp, err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), tt.words) {
				t.Fatalf("error %v does not say %q", err, tt.words)
			}
			var e *Error
			if errors.As(err, &e) && e.Status == 503 && e.Requests != tt.calls {
				t.Errorf("counted %d requests, want %d", e.Requests, tt.calls)
			}
		})
	}
}

func TestRetriedStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := &script{steps: []step{failing(Unavailable, 0)}}
	_, err := Retried(s, RetryOptions{Retries: 4, Base: time.Hour, Max: time.Hour, Patience: 9 * time.Hour}).
		Complete(ctx, Request{}, func(e Event) {
			if e.Kind == Wait {
				cancel()
			}
		})
	if CodeOf(err) != Interrupted || s.calls != 1 {
		t.Errorf("%v after %d calls", err, s.calls)
	}
}

func TestWhole(t *testing.T) {
	long := strings.Repeat("كلمة ", 8000) // 32,000 letters
	for name, tt := range map[string]struct {
		resp Response
		user string
		code Code // "" for whole
		can  bool // be retried
	}{
		"stop":           {resp: fine.resp},
		"eos":            {resp: Response{Text: "a", Finish: "eos"}},
		"COMPLETE":       {resp: Response{Text: "a", Finish: "COMPLETE"}},
		"none":           {resp: Response{Text: "a"}, code: Unavailable, can: true},
		"length":         {resp: Response{Text: "a", Finish: "length"}, code: Truncated},
		"MAX_TOKENS":     {resp: Response{Text: "a", Finish: "MAX_TOKENS"}, code: Truncated},
		"content_filter": {resp: Response{Text: "a", Finish: "content_filter"}, code: Filtered},
		"tool_calls":     {resp: Response{Finish: "tool_calls"}, code: Internal},
		"refusal":        {resp: Response{Finish: "stop", Refusal: "no"}, code: Refused},
		"empty":          {resp: Response{Finish: "stop"}, code: Refused},
		"white":          {resp: Response{Finish: "stop", Text: " \n\t"}, code: Refused},
		"load":           {resp: Response{Finish: "load"}, code: Unavailable, can: true},
		"unknown":        {resp: Response{Text: "a", Finish: "zap"}, code: Unavailable},
		"prompt cut":     {resp: Response{Text: "a", Finish: "stop", Usage: Usage{InputTokens: 3999}}, user: long, code: ContextLength},
		"prompt whole":   {resp: Response{Text: "a", Finish: "stop", Usage: Usage{InputTokens: 4000}}, user: long},
		"not counted":    {resp: Response{Text: "a", Finish: "stop"}, user: long},
		"made-up count":  {resp: Response{Text: "a", Finish: "stop", Usage: Usage{InputTokens: 10}}, user: long},
	} {
		t.Run(name, func(t *testing.T) {
			resp, err := Whole(&script{steps: []step{{resp: tt.resp}}}).Complete(t.Context(), Request{User: tt.user}, nil)
			if d := cmp.Diff(tt.resp, resp); d != "" {
				t.Error(d)
			}
			if tt.code == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			var e *Error
			if !errors.As(err, &e) || e.Code != tt.code || e.Retryable() != tt.can {
				t.Fatalf("got %#v, want %s", err, tt.code)
			}
			var cut *TruncatedError
			if errors.As(err, &cut) != (tt.code == Truncated) || cut != nil && cut.Text != "a" {
				t.Errorf("truncated: %+v", cut)
			}
			var window *ContextError
			if errors.As(err, &window) && window.Window != tt.resp.Usage.InputTokens {
				t.Errorf("window %d", window.Window)
			}
		})
	}
}

// crowd counts how many are in it at once.
type crowd struct {
	in, most atomic.Int32
	leave    chan struct{}
	entered  chan struct{}
}

func (c *crowd) Complete(context.Context, Request, func(Event)) (Response, error) {
	n := c.in.Add(1)
	for m := c.most.Load(); n > m && !c.most.CompareAndSwap(m, n); m = c.most.Load() {
	}
	c.entered <- struct{}{}
	<-c.leave
	c.in.Add(-1)
	return Response{}, nil
}

func TestGated(t *testing.T) {
	defer goleak.VerifyNone(t)
	c := &crowd{leave: make(chan struct{}), entered: make(chan struct{}, 20)}
	g := Gated(c, GateOptions{Jobs: 3})
	done := make(chan error)
	for range 20 {
		go func() {
			_, err := g.Complete(t.Context(), Request{}, nil)
			done <- err
		}()
	}
	for range 3 {
		<-c.entered
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := g.Complete(ctx, Request{}, nil); CodeOf(err) != Interrupted {
		t.Error(err)
	}
	close(c.leave)
	for range 20 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if c.most.Load() != 3 {
		t.Errorf("%d at once", c.most.Load())
	}
}
