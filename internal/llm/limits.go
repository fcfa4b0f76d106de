package llm

import "time"

// Limits are what a server tells of its rates along with a response.
type Limits struct {
	Requests Limit
	Tokens   Limit
}

// Limit is one rate of a server. The zero value tells nothing.
type Limit struct {
	Most      int           // what may be spent from a full account, 0 where not told
	Remaining int           // what is left of it
	Reset     time.Duration // until it is full again, 0 where not told
}

// refill returns what comes back each second, 0 where that is not known. At
// token buckets (OpenAI, Groq, Anthropic) it is exact; where a window ends at a
// fixed time it errs upwards, by the part of the window that is over.
func (l Limit) refill() float64 {
	if l.Reset <= 0 || l.Remaining >= l.Most {
		return 0
	}
	return float64(l.Most-l.Remaining) / l.Reset.Seconds()
}
