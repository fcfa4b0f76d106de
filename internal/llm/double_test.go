package llm

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"
)

// double is a server with limits, in whatever time there is.
type double struct {
	latency time.Duration // of an answer
	jitter  float64       // the most that it differs by, as a share
	most    int           // requests at once, 0 for no bound
	rate    int           // requests a second, 0 for no bound
	burst   float64       // what a bucket that fills at the rate holds; 0 for windows of a second
	after   time.Duration // Retry-After, 0 for none
	failing float64       // share of requests that fail, half of them broken off late

	mu                sync.Mutex
	rand              *rand.Rand
	in, used          int
	started, filled   time.Time
	bucket            float64
	answered, refused []time.Time
	failed            int
}

func (d *double) Complete(ctx context.Context, _ Request, _ func(Event)) (Response, error) {
	latency, err := d.admit()
	if sleep(ctx, latency) != nil {
		return Response{}, Stopped(ctx)
	}
	if err != nil {
		return Response{Requests: 1}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.in--
	if d.rand.Float64() < d.failing/2 {
		d.failed++
		return Response{Requests: 1}, &Error{Code: Unavailable, Requests: 1, Err: errors.New("the answer broke off")}
	}
	d.answered = append(d.answered, time.Now())
	return Response{Text: "ok", Finish: "stop", Requests: 1}, nil
}

// admit returns after which time the answer comes, or the refusal.
func (d *double) admit() (time.Duration, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := time.Now()
	if d.rand == nil {
		d.rand = rand.New(rand.NewPCG(1, 2))
		d.started, d.filled, d.bucket = now, now, d.burst
	}
	if d.most > 0 && d.in >= d.most || d.rate > 0 && !d.within(now) {
		d.refused = append(d.refused, now)
		return time.Millisecond, &Error{Code: RateLimited, Status: 429, RetryAfter: d.after, Requests: 1, Err: errors.New("slow down")}
	}
	if d.rand.Float64() < d.failing/2 {
		d.failed++
		return time.Millisecond, &Error{Code: Unavailable, Status: 500, Requests: 1, Err: errors.New("oops")}
	}
	d.in++
	return time.Duration((1 + d.jitter*(2*d.rand.Float64()-1)) * float64(d.latency)), nil
}

// within takes one from the rate, if there is one left.
func (d *double) within(now time.Time) bool {
	if d.burst > 0 {
		d.bucket = min(d.burst, d.bucket+now.Sub(d.filled).Seconds()*float64(d.rate))
		d.filled = now
		if d.bucket < 1 {
			return false
		}
		d.bucket--
		return true
	}
	if n := now.Sub(d.filled) / time.Second; n > 0 {
		d.filled, d.used = d.filled.Add(n*time.Second), 0
	}
	d.used++
	return d.used <= d.rate
}

// throughput returns the answers a second, and the share of requests after the
// first second that were refused.
func (d *double) throughput() (perSecond, refused float64) {
	last := d.answered[len(d.answered)-1]
	count := func(times []time.Time) (n float64) {
		for _, at := range times {
			if at.Sub(d.started) > time.Second {
				n++
			}
		}
		return n
	}
	a, r := count(d.answered), count(d.refused)
	return float64(len(d.answered)) / last.Sub(d.started).Seconds(), r / (a + r)
}

// ask sends so many requests through a gate, from as many callers as there are
// slots, and returns how long it took and how many requests were made and lost.
func ask(d *double, o GateOptions, requests int) (took time.Duration, made, lost int) {
	return askFrom(o.Jobs, d, o, requests)
}

// askFrom is ask with so many callers: while one waits before a retry, another
// takes its slot.
func askFrom(callers int, d *double, o GateOptions, requests int) (took time.Duration, made, lost int) {
	m := Retried(Gated(d, o), RetryOptions{Retries: 8})
	todo := make(chan struct{}, requests)
	for range requests {
		todo <- struct{}{}
	}
	close(todo)
	var all sync.WaitGroup
	var made64, lost64 atomic.Int64
	begun := time.Now()
	for range callers {
		all.Go(func() {
			for range todo {
				resp, err := m.Complete(context.Background(), Request{}, nil)
				made64.Add(int64(resp.Requests))
				if err != nil {
					lost64.Add(1)
				}
			}
		})
	}
	all.Wait()
	return time.Since(begun), int(made64.Load()), int(lost64.Load())
}
