package llm

import (
	"math"
	"slices"
	"time"
)

// The tuning of control, found on the servers of TestGate, with and without
// Retry-After.
const (
	// cutWindow and cutPace are what a refusal leaves of the concurrency and of
	// the rate. Little is taken: a refusal costs little, an idle slot much.
	cutWindow = 0.9
	cutPace   = 0.95
	// nearCeiling is the share of the concurrency last refused above which the
	// window grows slowly: at its fullest, one slot for each window of answers,
	// again after windowPatience answers. The pace grows by e^0.5 within
	// pacePatience. So one or two requests in a hundred find out what is taken.
	nearCeiling    = 0.8
	windowPatience = 500
	pacePatience   = 200
	// enoughAnswers within enoughTime tell a rate.
	enoughAnswers = 20
	enoughTime    = time.Second
	// rateWindow is over how long servers count: what one took within its last
	// rateWindow is the first guess at its rate. It is right where windows are
	// counted, and low for a bucket that was full.
	rateWindow = time.Second
	cutGuess   = 0.97 // what of the guess is used: the last answers may have come in two windows
	// mostGrowth is how much a second the pace may grow, as a share: a server that
	// counts windows refuses only at a window's end, and by then all that is too
	// much. guessGrowth is that of a first guess, until something is refused.
	mostGrowth, guessGrowth = 0.05, 0.1
	// takenMemory and latencyMemory are how many outcomes averages look back.
	takenMemory   = 4
	latencyMemory = 10
	// fewestRefused in a row may be most of what is in flight.
	fewestRefused = 3
	// firstPause is the first pause that no server asked for; the next one is
	// twice as long, and lastPause the longest; of a server that has never answered
	// it is coldPause, for the address may be wrong.
	firstPause = 250 * time.Millisecond
	lastPause  = 30 * time.Second
	coldPause  = 2 * time.Second
)

// control finds out how much a server takes: how many requests at once (the
// window) and how many a second (the pace), by additive increase and
// multiplicative decrease. It does no waiting of its own.
type control struct {
	most    float64 // the window's bound
	window  float64
	pace    float64       // requests a second, +Inf until a limit is met
	ceiling float64       // in flight when the window was last cut
	since   int           // answers since the last cut of either
	guessed bool          // nothing was refused yet at a pace that is a first guess
	before  int           // and how many there were when it came
	lately  []time.Time   // when what was taken within rateWindow began
	latency time.Duration // of an answer, on average
	// taken is, by how many were in flight, the share of requests lately taken.
	taken []float64

	// A row is what is refused before a request begun later is answered.
	refused  int           // requests in the row
	row      time.Time     // its first one
	inRow    int           // what was in flight then
	asked    time.Duration // its longest Retry-After
	tooOften bool          // it is the rate that is limited, not the concurrency

	broken int // failures in a row that are no refusals

	until time.Time     // the end of the pause
	pause time.Duration // the last one of our own
	cool  time.Time     // the next start: refusals come fast, and do not speed us up

	began    time.Time // of the stretch without a pause that is measured
	answered int       // in it
	epoch    time.Time // of the stretch, pauses included, that is measured
	total    int       // answers in it
}

func newControl(most int, now time.Time) *control {
	return &control{
		most: float64(most), window: float64(most), pace: math.Inf(1), ceiling: math.Inf(1),
		taken: make([]float64, most+1), began: now, epoch: now,
	}
}

// slots returns how many requests may be in flight.
func (c *control) slots() int { return int(math.Round(c.window)) }

// wait returns how long nothing may start.
func (c *control) wait(now time.Time) time.Duration {
	return max(c.until.Sub(now), c.cool.Sub(now))
}

// accepted hears that the server took a request.
func (c *control) accepted(now time.Time, t ticket) {
	for i := range c.taken[:t.level+1] { // with fewer in flight it would have been, too
		c.taken[i] += (1 - c.taken[i]) / takenMemory
	}
	if took := now.Sub(t.begun); c.latency == 0 {
		c.latency = took
	} else {
		c.latency += (took - c.latency) / latencyMemory
	}
	if !t.begun.Before(c.row) {
		c.refused, c.asked, c.pause = 0, 0, 0
	}
	c.broken = 0
	c.since++
	c.lately = append(slices.DeleteFunc(c.lately, func(begun time.Time) bool { return t.begun.Sub(begun) > rateWindow }), t.begun)
	c.answered++
	c.total++
	if t.full {
		step := 1.
		if c.window >= nearCeiling*c.ceiling {
			step = min(1, float64(c.since)/windowPatience)
		}
		c.window = min(c.most, c.window+step/c.window)
	}
	switch {
	case t.paced && c.guessed:
		c.pace += guessGrowth
	case t.paced:
		c.pace += min(c.pace*float64(c.since)/(pacePatience*pacePatience), mostGrowth)
	}
}

// overloaded hears that the server refused a request, when so many were in
// flight, this one included. It reports whether a pause begins.
func (c *control) overloaded(now time.Time, t ticket, after time.Duration, inFlight int) bool {
	if now.Before(c.until) { // begun before the pause
		if later := now.Add(after); later.After(c.until) {
			c.until = later
		}
		return false
	}
	c.cool = now.Add(c.latency / time.Duration(c.slots()))
	c.refused++
	c.asked = max(c.asked, after)
	if c.refused == 1 {
		c.row, c.inRow = now, inFlight
		c.decrease(now, t, inFlight)
	} else if !c.tooOften {
		c.window = max(1, c.ceiling/2, c.window-1)
	}
	if c.refused < fewestRefused || 2*c.refused <= c.inRow {
		return false
	}
	c.stop(now)
	return true
}

// decrease takes a little back: of the pace where as many in flight were taken
// before, else of the window.
func (c *control) decrease(now time.Time, t ticket, inFlight int) {
	c.before, c.since = c.since, 0
	c.tooOften = c.taken[t.level] > 0.5
	for i := t.level; i < len(c.taken); i++ {
		c.taken[i] -= c.taken[i] / takenMemory
	}
	d := now.Sub(c.began)
	switch {
	case c.tooOften && t.paced && !math.IsInf(c.pace, 1):
		c.pace *= cutPace
		c.guessed = false
	case c.tooOften && d >= enoughTime && c.answered >= enoughAnswers:
		c.pace = min(c.pace, float64(c.answered)/d.Seconds())
	default:
		c.ceiling = float64(inFlight)
		c.window = max(1, cutWindow*min(c.window, c.ceiling))
	}
}

// failed learns that a request that began with t failed for want of an answer,
// with so many in flight, itself included. It reports whether a pause has begun:
// where most of what was in flight fails and nothing is answered in between, the
// server is away, and to go on asking would use up the patience of every request.
// One failure among answers says nothing.
func (c *control) failed(now time.Time, t ticket, inFlight int) bool {
	if now.Before(c.until) || t.begun.Before(c.row) {
		return false
	}
	c.broken++
	if c.broken < fewestRefused || 2*c.broken <= inFlight {
		return false
	}
	c.broken, c.row = 0, now
	longest := lastPause
	if c.latency == 0 {
		longest = coldPause
	}
	c.pause = min(max(2*c.pause, firstPause), longest)
	c.until = now.Add(c.pause)
	c.began, c.answered = c.until, 0
	c.epoch, c.total = c.until, 0
	return true
}

// stop begins a pause. Where the rate is limited, the first one tells how much a
// second is taken. A pace that was taken for long has been cut enough. Else what
// was answered since the last time, the pauses included, tells the rate; for it
// may tell too little, it is not believed below half the pace.
func (c *control) stop(now time.Time) {
	wait := c.asked
	if wait == 0 {
		c.pause = min(max(2*c.pause, firstPause), lastPause)
		wait = c.pause
	}
	c.until = now.Add(wait)
	c.began, c.answered = c.until, 0
	c.refused, c.asked = 0, 0
	if !c.tooOften || c.total < enoughAnswers {
		return
	}
	found := float64(c.total) / c.until.Sub(c.epoch).Seconds()
	switch {
	case math.IsInf(c.pace, 1):
		c.pace, c.guessed = cutGuess*float64(len(c.lately))/rateWindow.Seconds(), true
	case c.before >= enoughAnswers:
	case found > c.pace/2:
		c.pace = min(c.pace, found)
	default:
		c.pace /= 2
	}
	c.epoch, c.total = c.until, 0
}
