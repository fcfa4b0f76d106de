package llm

import (
	"time"

	"golang.org/x/time/rate"
)

// meter spaces what is spent of one rate. It allows debts: whatever comes next
// waits until they are paid, so that a request above a second's worth passes.
type meter struct {
	limiter *rate.Limiter
	fixed   rate.Limit // a second, as the user set it
	told    rate.Limit // a second, as the server tells, where little is left
}

// grain is how many of the limiter's tokens stand for one of ours: its burst,
// a whole number, is to be little more than one request.
const grain = 10

// newMeter returns a meter for so much a minute, 0 for no bound.
func newMeter(perMinute int) *meter {
	m := &meter{fixed: rate.Inf, told: rate.Inf}
	if perMinute > 0 {
		m.fixed = rate.Limit(float64(perMinute) / 60)
	}
	m.limiter = rate.NewLimiter(scaled(m.fixed), grain+slack)
	return m
}

// slack is what may be saved up beyond one: a timer that is late loses nothing.
const slack = 3

// set makes the lowest of the bounds and found the one that holds.
func (m *meter) set(now time.Time, found float64) {
	limit := min(m.fixed, m.told)
	if found < float64(limit) {
		limit = rate.Limit(found)
	}
	last := m.limiter.Limit()
	if limit = scaled(limit); limit != last {
		m.limiter.SetLimitAt(now, limit)
	}
	if last == rate.Inf { // what was started last has used up what there was
		m.spend(now, 1)
	}
}

func scaled(l rate.Limit) rate.Limit {
	if l >= rate.Inf/grain {
		return rate.Inf
	}
	return l * grain
}

// hear takes what the server tells of this rate while so much is in flight:
// where nothing will be left, what comes back bounds what is spent.
func (m *meter) hear(l Limit, inFlight int) {
	m.told = rate.Inf
	if r := l.refill(); r > 0 && l.Remaining <= inFlight {
		m.told = rate.Limit(r)
	}
}

// wait returns how long the next start has to wait.
func (m *meter) wait(now time.Time) time.Duration {
	limit := m.limiter.Limit()
	if limit == rate.Inf {
		return 0
	}
	missing := grain - m.limiter.TokensAt(now)
	if missing <= 1e-9 { // rounding
		return 0
	}
	return max(1, time.Duration(missing/float64(limit)*float64(time.Second)))
}

// spend takes n, on credit if need be: the limiter reserves no more than its
// burst at once.
func (m *meter) spend(now time.Time, n int) {
	if m.limiter.Limit() == rate.Inf {
		return
	}
	m.limiter.SetBurstAt(now, max(grain*n, grain+slack))
	m.limiter.ReserveN(now, grain*n)
	m.limiter.SetBurstAt(now, grain+slack)
}
