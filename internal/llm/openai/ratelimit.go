package openai

import (
	"math"
	"net/http"
	"strconv"
	"time"

	"mujaz/internal/llm"
)

// limitHeaders are the names that one family of servers has for a rate.
type limitHeaders struct {
	most, remaining, reset string
	window                 time.Duration // in which all comes back, where there is no reset
}

// requestHeaders and tokenHeaders are those families: OpenAI, Azure, Groq and
// others; Anthropic; Mistral; gateways that name no unit, such as OpenRouter,
// and the IETF's draft-ietf-httpapi-ratelimit-headers.
func requestHeaders() []limitHeaders {
	return []limitHeaders{
		{most: "X-Ratelimit-Limit-Requests", remaining: "X-Ratelimit-Remaining-Requests", reset: "X-Ratelimit-Reset-Requests"},
		{most: "Anthropic-Ratelimit-Requests-Limit", remaining: "Anthropic-Ratelimit-Requests-Remaining", reset: "Anthropic-Ratelimit-Requests-Reset"},
		{most: "X-Ratelimit-Limit-Req-Minute", remaining: "X-Ratelimit-Remaining-Req-Minute", window: time.Minute},
		{most: "X-Ratelimit-Limit", remaining: "X-Ratelimit-Remaining", reset: "X-Ratelimit-Reset"},
		{most: "Ratelimit-Limit", remaining: "Ratelimit-Remaining", reset: "Ratelimit-Reset"},
	}
}

func tokenHeaders() []limitHeaders {
	return []limitHeaders{
		{most: "X-Ratelimit-Limit-Tokens", remaining: "X-Ratelimit-Remaining-Tokens", reset: "X-Ratelimit-Reset-Tokens"},
		{most: "Anthropic-Ratelimit-Tokens-Limit", remaining: "Anthropic-Ratelimit-Tokens-Remaining", reset: "Anthropic-Ratelimit-Tokens-Reset"},
		{most: "X-Ratelimit-Limit-Tokens-Minute", remaining: "X-Ratelimit-Remaining-Tokens-Minute", window: time.Minute},
	}
}

// newLimits reads what a response tells of the server's rates, nil for nothing.
func newLimits(h http.Header, now time.Time) *llm.Limits {
	l := llm.Limits{Requests: readLimit(h, requestHeaders(), now), Tokens: readLimit(h, tokenHeaders(), now)}
	if l == (llm.Limits{}) {
		return nil
	}
	return &l
}

// readLimit returns the first rate that the headers tell whole. Azure sends -1
// for what it does not know.
func readLimit(h http.Header, families []limitHeaders, now time.Time) llm.Limit {
	for _, f := range families {
		most, err := strconv.Atoi(h.Get(f.most))
		if err != nil || most <= 0 {
			continue
		}
		remaining, err := strconv.Atoi(h.Get(f.remaining))
		if err != nil || remaining < 0 || remaining > most {
			continue
		}
		l := llm.Limit{Most: most, Remaining: remaining, Reset: readReset(h.Get(f.reset), now)}
		if f.window > 0 {
			l.Reset = time.Duration(float64(f.window) * float64(most-remaining) / float64(most))
		}
		return l
	}
	return llm.Limit{}
}

// readReset returns how long it is until a reset, 0 where that is not told. It
// is a duration (6m0s), a number of seconds, a time (RFC 3339), or a Unix time
// in seconds or milliseconds.
func readReset(s string, now time.Time) time.Duration {
	if d, err := time.ParseDuration(s); err == nil {
		return max(d, 0)
	}
	if at, err := time.Parse(time.RFC3339, s); err == nil {
		return max(at.Sub(now), 0)
	}
	n, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil || math.IsNaN(n):
		return 0
	case n > 1e11: // as seconds it would be the year 5138
		return max(time.UnixMilli(int64(min(n, 1e15))).Sub(now), 0)
	case n > 1e9: // the year 2001; as a wait, 31 years
		return max(time.Unix(int64(n), 0).Sub(now), 0)
	}
	return seconds(n)
}
