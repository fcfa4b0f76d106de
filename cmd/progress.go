package cmd

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"mujaz/internal/llm"
)

const (
	// barRate is how often the bar is drawn: often enough for the eye, and nothing
	// beside a model's time.
	barRate = 200 * time.Millisecond
	// lineEvery is how often a line says where a run is that nobody watches: a log
	// of a night has a thousand.
	lineEvery = 30 * time.Second
	// soonEvery is how often where progress is asked for always.
	soonEvery = 5 * time.Second
)

// gauge holds what the gate told last.
type gauge struct {
	mu    sync.Mutex
	state llm.GateState
}

func (g *gauge) hear(s llm.GateState) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.state = s
}

func (g *gauge) read() llm.GateState {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.state
}

// progress is where a run stands.
type progress struct {
	Done         int      `json:"done"`
	Total        int      `json:"total"`
	InFlight     int      `json:"in_flight"`
	Cached       int      `json:"cached"`
	Failed       int      `json:"failed"`
	InputTokens  int      `json:"input_tokens"`
	OutputTokens int      `json:"output_tokens"`
	CostUSD      *float64 `json:"cost_usd"`
	// ETA is how many seconds are left at the pace so far, 0 where it is not known.
	ETA    float64 `json:"eta_seconds,omitempty"`
	Pause  float64 `json:"pause_seconds,omitempty"` // until the next request
	Reason string  `json:"pause_reason,omitempty"`
}

// progress looks at the run.
func (r *run) progress(p *plan) progress {
	made := r.counts.snapshot()
	now, gate := r.env.Now(), r.gauge.read()
	out := progress{
		Done: made.done, Total: int(p.found.Load()), InFlight: gate.InFlight, Cached: made.cached, Failed: made.failed,
		InputTokens: made.usage.InputTokens, OutputTokens: made.usage.OutputTokens, CostUSD: r.cost(made.usage),
	}
	if fresh := made.done - made.cached; fresh > 0 && out.Total > out.Done {
		out.ETA = now.Sub(r.started).Seconds() / float64(fresh) * float64(out.Total-out.Done)
	}
	if gate.Reason != nil && now.Before(gate.Until) {
		out.Pause, out.Reason = gate.Until.Sub(now).Seconds(), gate.Reason.Error()
	}
	return out
}

// String is the line without its first figures, which the bar shows by itself.
func (p progress) String() string {
	parts := []string{fmt.Sprintf("%d in flight", p.InFlight)}
	for _, n := range []struct {
		n    int
		word string
	}{{p.Cached, "cached"}, {p.Failed, "failed"}} {
		if n.n > 0 {
			parts = append(parts, grouped(n.n)+" "+n.word)
		}
	}
	if p.InputTokens+p.OutputTokens > 0 {
		parts = append(parts, fmt.Sprintf("%s in / %s out tokens", short(p.InputTokens), short(p.OutputTokens)))
	}
	if p.CostUSD != nil && *p.CostUSD > 0 {
		parts = append(parts, fmt.Sprintf("$%.2f", *p.CostUSD))
	}
	if p.ETA > 0 {
		parts = append(parts, "ETA "+seconds(p.ETA))
	}
	if p.Pause > 0 {
		parts = append(parts, fmt.Sprintf("paused %s: %s", seconds(p.Pause), p.Reason))
	}
	return strings.Join(parts, ", ")
}

func (p progress) figures() string { return grouped(p.Done) + "/" + grouped(p.Total) }

func seconds(s float64) string {
	return (time.Duration(s+0.5) * time.Second).String()
}

// watchProgress shows where the run is: as a bar to a person, now and then as a
// line elsewhere. The function returned ends it.
func (r *run) watchProgress(p *plan) (end func()) {
	asked := r.cfg.Progress
	if r.task.prompt == nil || r.console.quiet || asked == "never" || len(p.inputs) < 2 && asked != "always" {
		return func() {}
	}
	if _, toScreen := p.sink.(*folder); r.env.StderrTerminal && !r.console.json() && (toScreen || !r.env.StdoutTerminal || r.flags.output != "" || asked == "always") {
		return r.showBar(p)
	}
	return r.sayProgress(p)
}

// sayProgress says now and then where the run is.
func (r *run) sayProgress(p *plan) (end func()) {
	ended, left := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(left)
		every := lineEvery
		if r.cfg.Progress == "always" {
			every = soonEvery
		}
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				at := r.progress(p)
				r.console.record("progress", at.figures()+": "+at.String(), at)
			case <-ended:
				return
			}
		}
	}()
	return func() { close(ended); <-left }
}

// showBar shows a bar below what is said on standard error. Where results go to
// the same terminal, they are written above it too.
func (r *run) showBar(p *plan) (end func()) {
	bars := mpb.New(mpb.WithOutput(r.env.Stderr), mpb.WithRefreshRate(barRate), mpb.WithAutoRefresh())
	figures := decor.Any(func(decor.Statistics) string { return r.progress(p).figures() + " " })
	rest := decor.Any(func(decor.Statistics) string { return " " + r.progress(p).String() })
	bar := bars.New(0, mpb.BarStyle(), mpb.BarWidth(30), mpb.PrependDecorators(figures), mpb.AppendDecorators(rest), mpb.BarRemoveOnComplete())
	stop := make(chan struct{})
	var moving sync.WaitGroup
	moving.Go(func() {
		ticker := time.NewTicker(barRate)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				at := r.progress(p)
				bar.SetTotal(int64(at.Total)+1, false) // never complete by itself
				bar.SetCurrent(int64(at.Done))
			case <-stop:
				return
			}
		}
	})
	r.screen.raise(bars)
	return func() {
		close(stop)
		moving.Wait()
		r.screen.raise(nil)
		bar.Abort(true)
		bars.Wait()
	}
}

// screen writes to a stream above the bar, while there is one.
type screen struct {
	w  io.Writer
	mu sync.Mutex
	to io.Writer // the bar's, or nil
}

// raise puts the bar on the screen, or takes it away with nil.
func (s *screen) raise(bar io.Writer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.to = bar
}

// over returns w, written above the bar while there is one.
func (s *screen) over(w io.Writer) io.Writer { return above{s, w} }

type above struct {
	screen *screen
	w      io.Writer
}

func (a above) Write(p []byte) (int, error) {
	a.screen.mu.Lock()
	defer a.screen.mu.Unlock()
	if a.screen.to != nil {
		return a.screen.to.Write(p)
	}
	return a.w.Write(p)
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.to != nil {
		if n, err := s.to.Write(p); err == nil {
			return n, nil
		}
	}
	return s.w.Write(p)
}
