package llm

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

// TestGate holds the gate to its evidence at servers that allow 50 requests a
// second, 10 at once.
func TestGate(t *testing.T) {
	for name, tt := range map[string]struct {
		server *double
		jobs   int
		limit  float64 // a second
	}{
		"concurrency":            {&double{latency: 200 * time.Millisecond}, 16, 50},
		"concurrency, many jobs": {&double{latency: 200 * time.Millisecond}, 32, 50},
		"concurrency, told":      {&double{latency: 200 * time.Millisecond, after: 100 * time.Millisecond}, 16, 50},
		"slow answers":           {&double{latency: 400 * time.Millisecond, rate: 50}, 16, 25},
		"bucket":                 {&double{latency: 100 * time.Millisecond, rate: 50, burst: 50}, 16, 50},
		"small bucket":           {&double{latency: 100 * time.Millisecond, rate: 50, burst: 10}, 32, 50},
		"small bucket, told":     {&double{latency: 50 * time.Millisecond, rate: 50, burst: 10, after: 20 * time.Millisecond}, 16, 50},
		"fast answers":           {&double{latency: 20 * time.Millisecond, rate: 50, burst: 50}, 8, 50},
		"both limits":            {&double{latency: 200 * time.Millisecond, rate: 50, burst: 50}, 16, 50},
		"both limits, windows":   {&double{latency: 200 * time.Millisecond, rate: 50}, 16, 50},
		"windows, told":          {&double{latency: 100 * time.Millisecond, rate: 50, after: time.Second}, 16, 50},
		"within limits":          {&double{latency: 200 * time.Millisecond, rate: 50}, 8, 40},
		"one at a time, one job": {&double{latency: 20 * time.Millisecond, most: 1}, 1, 50},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := tt.server
				d.jitter = 0.2
				if d.most == 0 {
					d.most = 10
				}
				_, _, lost := askFrom(4*tt.jobs, d, GateOptions{Jobs: tt.jobs}, 1500)
				perSecond, refused := d.throughput()
				if lost > 0 || perSecond < 0.9*tt.limit || refused > 0.05 {
					t.Errorf("%.1f answers a second of %.0f, %.1f %% refused, %d lost", perSecond, tt.limit, 100*refused, lost)
				}
			})
		})
	}
}

// TestGateFailures: failures that say nothing of the load cost nothing but
// their own repetition.
func TestGateFailures(t *testing.T) {
	for _, share := range []float64{0, 0.1} {
		synctest.Test(t, func(t *testing.T) {
			d := &double{latency: 200 * time.Millisecond, failing: share}
			took, made, lost := ask(d, GateOptions{Jobs: 16}, 500)
			if lost > 0 || made != 500+d.failed {
				t.Errorf("%d made for %d failures, %d lost", made, d.failed, lost)
			}
			if share == 0 && took > 500*d.latency/16*105/100 {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestGateFixedRates(t *testing.T) {
	for name, tt := range map[string]struct {
		o    GateOptions
		want time.Duration // for 41 requests
	}{
		"requests":        {GateOptions{RPM: 120}, 20 * time.Second},
		"tokens":          {GateOptions{TPM: 6000, Tokens: func(Request) int { return 200 }}, 80 * time.Second},
		"the lower":       {GateOptions{RPM: 120, TPM: 6000, Tokens: func(Request) int { return 10 }}, 20 * time.Second},
		"above the burst": {GateOptions{TPM: 60, Tokens: func(Request) int { return 60 }}, 40 * time.Minute},
		"none":            {GateOptions{}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tt.o.Jobs = 8
				took, _, _ := ask(&double{}, tt.o, 41)
				if took < tt.want*98/100-time.Second/2 || took > tt.want+time.Second/2 {
					t.Errorf("took %v, want %v", took, tt.want)
				}
			})
		})
	}
}

// TestGateLearnsTokens: the estimate is half of what the server counts.
func TestGateLearnsTokens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{steps: []step{{resp: Response{Usage: Usage{150, 50}}}}}
		m := Gated(s, GateOptions{TPM: 60 * 200, Tokens: func(Request) int { return 100 }})
		begun := time.Now()
		for range 101 {
			if _, err := m.Complete(t.Context(), Request{}, nil); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(begun); took < 93*time.Second || took > 101*time.Second {
			t.Errorf("%v for 100 requests at one a second", took)
		}
	})
}

// telling is a server that tells of its bucket, and refuses when it is empty.
type telling struct {
	bucket  float64
	filled  time.Time
	refused int
}

func (s *telling) Complete(ctx context.Context, _ Request, _ func(Event)) (Response, error) {
	const most, perSecond = 20, 2
	now := time.Now()
	s.bucket = min(most, s.bucket+now.Sub(s.filled).Seconds()*perSecond)
	s.filled = now
	var err error
	if s.bucket < 1 {
		s.refused++
		err = &Error{Code: RateLimited, Status: 429, Err: errors.New("slow down")}
	} else {
		s.bucket--
	}
	l := Limit{Most: most, Remaining: int(s.bucket), Reset: time.Duration((most - s.bucket) / perSecond * float64(time.Second))}
	sleep(ctx, 100*time.Millisecond)
	return Response{Limits: &Limits{Requests: l}}, err
}

func TestGateHearsLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &telling{bucket: 20, filled: time.Now()}
		m := Gated(s, GateOptions{Jobs: 1})
		begun := time.Now()
		for range 120 {
			m.Complete(t.Context(), Request{}, nil)
		}
		if took := time.Since(begun); s.refused > 0 || took > 55*time.Second {
			t.Errorf("%v for 120 requests of which 20 were free and two a second allowed, %d refused", took, s.refused)
		}
	})
}

// TestGatePauses: one refusal of many holds nobody else back; most of them do.
func TestGatePauses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		refusal := &Error{Code: RateLimited, Status: 429, RetryAfter: time.Minute, Err: errors.New("slow down")}
		s := &script{steps: []step{{err: refusal}, fine, {err: refusal}, {err: refusal}, {err: refusal}, fine}}
		var state GateState
		m := Gated(s, GateOptions{Jobs: 4, Notify: func(now GateState) { state = now }})
		begun := time.Now()
		for i, want := range []time.Duration{0, 0, 0, 0, 0, time.Minute} {
			m.Complete(t.Context(), Request{}, nil)
			if took := time.Since(begun); took != want {
				t.Errorf("request %d began after %v, want %v", i, took, want)
			}
			if paused := i == 4; paused != (state.Reason != nil) || paused != !state.Until.IsZero() {
				t.Errorf("after request %d: %+v", i, state)
			}
		}
	})
}

// TestGatePausesItself: without a Retry-After the pauses grow.
func TestGatePausesItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{steps: []step{{err: &Error{Code: Unavailable, Status: 503, Err: errors.New("loading")}}}}
		m := Gated(s, GateOptions{Jobs: 4})
		begun := time.Now()
		for range 3*8 + 1 {
			m.Complete(t.Context(), Request{}, nil)
		}
		if took := time.Since(begun); took < 60*time.Second || took > 63*time.Second { // 0.25 + 0.5 + … + 16 + 30
			t.Errorf("25 requests within %v", took)
		}
	})
}

// TestGateWaitsHoldNoSlot: while one request waits for its next attempt, the
// only slot is free.
func TestGateWaitsHoldNoSlot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{steps: []step{failing(Timeout, time.Hour), fine}}
		m := Retried(Gated(s, GateOptions{Jobs: 1}), RetryOptions{Retries: 1, Patience: 2 * time.Hour})
		go m.Complete(t.Context(), Request{}, nil)
		synctest.Wait()
		begun := time.Now()
		if _, err := m.Complete(t.Context(), Request{}, nil); err != nil || time.Since(begun) > 0 {
			t.Errorf("%v after %v", err, time.Since(begun))
		}
	})
}

func TestGateReleases(t *testing.T) {
	defer goleak.VerifyNone(t)
	g := NewGate(GateOptions{})
	func() {
		defer func() { _ = recover() }()
		g.Model(panicking{}).Complete(t.Context(), Request{}, nil)
	}()
	c := &crowd{leave: make(chan struct{}), entered: make(chan struct{}, 1)}
	done := make(chan error)
	go func() {
		_, err := g.Model(c).Complete(t.Context(), Request{}, nil)
		done <- err
	}()
	<-c.entered
	ctx, cancel := context.WithCancel(t.Context())
	for range 3 { // one waits for the slot, the others for their turn
		go func() {
			_, err := g.Model(c).Complete(ctx, Request{}, nil)
			done <- err
		}()
	}
	cancel()
	for range 3 {
		if err := <-done; CodeOf(err) != Interrupted {
			t.Error(err)
		}
	}
	close(c.leave)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// BenchmarkGate prints the gate's evidence, in real time.
func BenchmarkGate(b *testing.B) {
	for name, d := range map[string]*double{
		"50 a second, 10 at once": {latency: 100 * time.Millisecond, most: 10, rate: 50, burst: 10},
		"10 at once":              {latency: 200 * time.Millisecond, most: 10, rate: 50},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				fresh := &double{latency: d.latency, jitter: 0.2, most: d.most, rate: d.rate, burst: d.burst}
				_, _, lost := ask(fresh, GateOptions{Jobs: 16}, 500)
				perSecond, refused := fresh.throughput()
				b.ReportMetric(100*perSecond/50, "%limit")
				b.ReportMetric(100*refused, "%refused")
				b.ReportMetric(float64(lost), "lost")
			}
		})
	}
	for name, failing := range map[string]float64{"500 articles": 0, "500 articles, 10 % failing": 0.1} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				d := &double{latency: 200 * time.Millisecond, failing: failing}
				took, made, lost := ask(d, GateOptions{Jobs: 16}, 500)
				b.ReportMetric(100*took.Seconds()/(500*0.2/16)-100, "%over")
				b.ReportMetric(float64(made-500-d.failed), "extra")
				b.ReportMetric(float64(lost), "lost")
			}
		})
	}
	b.Run("500 articles, 10 % failing, more callers", func(b *testing.B) {
		for b.Loop() {
			d := &double{latency: 200 * time.Millisecond, failing: 0.1}
			took, made, lost := askFrom(32, d, GateOptions{Jobs: 16}, 500)
			b.ReportMetric(100*took.Seconds()/(500*0.2/16)-100, "%over")
			b.ReportMetric(float64(made-500-d.failed), "extra")
			b.ReportMetric(float64(lost), "lost")
		}
	})
	b.Run("through an open gate", func(b *testing.B) {
		m := Gated(&script{steps: []step{fine}}, GateOptions{})
		b.ReportAllocs()
		for b.Loop() {
			m.Complete(b.Context(), Request{}, nil)
		}
	})
}
