package openai

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mujaz/internal/llm"
)

// at is when the headers are read.
var at = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func header(pairs ...string) http.Header {
	h := http.Header{}
	for i := 0; i+1 < len(pairs); i += 2 {
		h.Set(pairs[i], pairs[i+1])
	}
	return h
}

func TestNewLimits(t *testing.T) {
	for name, tt := range map[string]struct {
		header           http.Header
		requests, tokens llm.Limit
	}{
		"none": {header: header("Content-Type", "text/event-stream")},
		"OpenAI": {
			header("x-ratelimit-limit-requests", "5000", "x-ratelimit-remaining-requests", "4999", "x-ratelimit-reset-requests", "12ms",
				"x-ratelimit-limit-tokens", "160000", "x-ratelimit-remaining-tokens", "159976", "x-ratelimit-reset-tokens", "6m0s"),
			llm.Limit{Most: 5000, Remaining: 4999, Reset: 12 * time.Millisecond},
			llm.Limit{Most: 160000, Remaining: 159976, Reset: 6 * time.Minute},
		},
		"Groq": {
			header("x-ratelimit-limit-requests", "14400", "x-ratelimit-remaining-requests", "14370", "x-ratelimit-reset-requests", "2m59.56s"),
			llm.Limit{Most: 14400, Remaining: 14370, Reset: 179560 * time.Millisecond},
			llm.Limit{},
		},
		"Azure": {
			header("x-ratelimit-limit-requests", "100", "x-ratelimit-remaining-requests", "99", "x-ratelimit-reset-requests", "10",
				"x-ratelimit-limit-tokens", "-1", "x-ratelimit-remaining-tokens", "-1", "x-ratelimit-reset-tokens", "0"),
			llm.Limit{Most: 100, Remaining: 99, Reset: 10 * time.Second},
			llm.Limit{},
		},
		"Anthropic": {
			header("anthropic-ratelimit-requests-limit", "50", "anthropic-ratelimit-requests-remaining", "0", "anthropic-ratelimit-requests-reset", "2026-11-24T12:00:30Z",
				"anthropic-ratelimit-tokens-limit", "30000", "anthropic-ratelimit-tokens-remaining", "1000", "anthropic-ratelimit-tokens-reset", "2026-11-24T11:59:00Z"),
			llm.Limit{Most: 50, Reset: 30 * time.Second},
			llm.Limit{Most: 30000, Remaining: 1000},
		},
		"Mistral": {
			header("x-ratelimit-limit-req-minute", "60", "x-ratelimit-remaining-req-minute", "45", "x-ratelimit-limit-tokens-minute", "50000", "x-ratelimit-remaining-tokens-minute", "50000"),
			llm.Limit{Most: 60, Remaining: 45, Reset: 15 * time.Second},
			llm.Limit{Most: 50000, Remaining: 50000},
		},
		"OpenRouter": {
			header("X-RateLimit-Limit", "20", "X-RateLimit-Remaining", "5", "X-RateLimit-Reset", "1795521640000"),
			llm.Limit{Most: 20, Remaining: 5, Reset: 40 * time.Second},
			llm.Limit{},
		},
		"Unix time": {
			header("RateLimit-Limit", "20", "RateLimit-Remaining", "5", "RateLimit-Reset", "1795521640"),
			llm.Limit{Most: 20, Remaining: 5, Reset: 40 * time.Second},
			llm.Limit{},
		},
		"nonsense": {header: header("x-ratelimit-limit-requests", "many", "x-ratelimit-limit-tokens", "5", "x-ratelimit-remaining-tokens", "9")},
	} {
		t.Run(name, func(t *testing.T) {
			want := &llm.Limits{Requests: tt.requests, Tokens: tt.tokens}
			if *want == (llm.Limits{}) {
				want = nil
			}
			if d := cmp.Diff(want, newLimits(tt.header, at)); d != "" {
				t.Error(d)
			}
		})
	}
}

// FuzzLimits: whatever a server tells, it means no less than nothing.
func FuzzLimits(f *testing.F) {
	f.Add("100", "5", "6m0s")
	f.Add("-1", "-1", "0")
	f.Add("9", "1", "1e308")
	f.Add("9", "1", "2026-11-24T12:00:30Z")
	f.Fuzz(func(t *testing.T, most, remaining, reset string) {
		h := http.Header{"X-Ratelimit-Limit-Tokens": {most}, "X-Ratelimit-Remaining-Tokens": {remaining}, "X-Ratelimit-Reset-Tokens": {reset}}
		if l := newLimits(h, at); l != nil && (l.Tokens.Most <= 0 || l.Tokens.Remaining < 0 || l.Tokens.Reset < 0) {
			t.Errorf("%+v", l)
		}
	})
}

// TestLimitsReported: answers and refusals bring them along.
func TestLimitsReported(t *testing.T) {
	told := []string{"X-Ratelimit-Limit-Requests", "60", "X-Ratelimit-Remaining-Requests", "0", "X-Ratelimit-Reset-Requests", "1m0s"}
	want := &llm.Limits{Requests: llm.Limit{Most: 60, Reset: time.Minute}}
	for _, handler := range []http.HandlerFunc{
		status(429, `{"error":{"message":"slow down"}}`, told...),
		status(200, `{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}`, told...),
	} {
		o, _ := serve(t, handler)
		resp, _ := New(o).Complete(t.Context(), request(), nil)
		if d := cmp.Diff(want, resp.Limits); d != "" {
			t.Error(d)
		}
	}
}
