package openai

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mujaz/internal/llm"
)

// recorder keeps the bodies it is sent, and refuses what its rules name.
type recorder struct {
	mu     sync.Mutex
	bodies []map[string]any
	header http.Header
	path   string
	// rules are answers to bodies that have a field.
	rules map[string]string
}

func (rec *recorder) RoundTrip(r *http.Request) (*http.Response, error) {
	raw, _ := io.ReadAll(r.Body)
	var body map[string]any
	if err := json.Unmarshal(raw, &body); err != nil {
		return nil, err
	}
	rec.mu.Lock()
	defer rec.mu.Unlock()
	rec.bodies = append(rec.bodies, body)
	rec.header, rec.path = r.Header, r.URL.String()
	for field, message := range rec.rules {
		if _, ok := body[field]; ok {
			return reply(400, `{"error":{"message":"`+message+`","param":"`+field+`"}}`), nil
		}
	}
	return reply(200, `{"choices":[{"message":{"content":"ok"},"finish_reason":"stop"}]}`), nil
}

func reply(status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}
}

func zero() *float64 { return new(float64) }

func TestPayload(t *testing.T) {
	for name, tt := range map[string]struct {
		preset, base, model string
		has                 map[string]any
		lacks               []string
	}{
		"openai":           {"openai", "", "gpt-4.1-mini", map[string]any{"temperature": 0.0, "max_completion_tokens": 9000.0, "stream": true}, []string{"max_tokens"}},
		"default model":    {"openai", "", "", map[string]any{"model": "gpt-4.1-mini"}, nil},
		"reasoning":        {"openai", "", "gpt-5-mini", nil, []string{"temperature", "max_tokens", "max_completion_tokens"}},
		"chat variant":     {"openai", "", "gpt-5-chat-latest", map[string]any{"temperature": 0.0}, nil},
		"behind a vendor":  {"openrouter", "", "openai/o4-mini", nil, []string{"temperature"}},
		"o1 at home":       {"ollama", "", "o1-mini-of-mine", map[string]any{"temperature": 0.0, "max_tokens": 9000.0}, []string{"max_completion_tokens"}},
		"gpt-5 elsewhere":  {"openai", "http://localhost:1/v1", "gpt-5-copy", map[string]any{"temperature": 0.0, "max_tokens": 9000.0}, nil},
		"limit of a model": {"anthropic", "", "claude-3-5-haiku-latest", map[string]any{"max_tokens": 8192.0}, nil},
		"no limit":         {"vllm", "", "m", nil, []string{"max_tokens", "max_completion_tokens"}},
		"mistral":          {"mistral", "", "", nil, []string{"stream_options"}},
		"single model":     {"llamacpp", "", "", nil, []string{"model"}},
	} {
		t.Run(name, func(t *testing.T) {
			rec := &recorder{}
			p, ok := Lookup(tt.preset)
			if !ok {
				t.Fatal("no such preset")
			}
			r := llm.Request{Target: llm.Target{Model: tt.model}, System: "s", User: "<u&>", Params: llm.Params{Temperature: zero(), MaxTokens: 9000}}
			resp, err := New(Options{Preset: p, BaseURL: tt.base, Transport: rec}).Complete(t.Context(), r, nil)
			if err != nil || resp.Requests != 1 || len(rec.bodies) != 1 {
				t.Fatal(resp, err)
			}
			for field, want := range tt.has {
				if d := cmp.Diff(want, rec.bodies[0][field]); d != "" {
					t.Error(field, d)
				}
			}
			for _, field := range tt.lacks {
				if v, ok := rec.bodies[0][field]; ok {
					t.Errorf("%s is %v", field, v)
				}
			}
			want := []any{map[string]any{"role": "system", "content": "s"}, map[string]any{"role": "user", "content": "<u&>"}}
			if d := cmp.Diff(want, rec.bodies[0]["messages"]); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestLearn: what a server refuses is left out, at once and from then on.
func TestLearn(t *testing.T) {
	p := Preset{LimitField: maxCompletionTokens}
	for name, tt := range map[string]struct {
		rules map[string]string
		sent  int // requests for the first answer
		want  []string
	}{
		"temperature":    {map[string]string{"temperature": "Unsupported value: 'temperature' does not support 0"}, 2, []string{"max_completion_tokens", "stream_options"}},
		"other limit":    {map[string]string{"max_completion_tokens": "Unsupported parameter"}, 2, []string{"max_tokens", "stream_options", "temperature"}},
		"limit's value":  {map[string]string{"max_completion_tokens": "is too large"}, 2, []string{"stream_options", "temperature"}},
		"stream_options": {map[string]string{"stream_options": "Extra inputs are not permitted"}, 2, []string{"max_completion_tokens", "temperature"}},
		"everything": {map[string]string{
			"temperature": "unknown", "max_completion_tokens": "unknown", "max_tokens": "unknown", "stream_options": "unknown",
		}, 5, nil},
	} {
		t.Run(name, func(t *testing.T) {
			rec := &recorder{rules: tt.rules}
			m := New(Options{Preset: p, BaseURL: "http://h/v1", Transport: rec})
			r := request()
			r.Params = llm.Params{Temperature: zero(), MaxTokens: 100}
			for i, want := range []int{tt.sent, 1} {
				resp, err := m.Complete(t.Context(), r, nil)
				if err != nil || resp.Requests != want {
					t.Fatalf("answer %d took %d requests, want %d: %v", i, resp.Requests, want, err)
				}
			}
			var got []string
			for field := range rec.bodies[len(rec.bodies)-1] {
				if !slices.Contains([]string{"model", "messages", "stream"}, field) {
					got = append(got, field)
				}
			}
			slices.Sort(got)
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
			r.Target.Model = "another" // has its own ways
			if resp, err := m.Complete(t.Context(), r, nil); err != nil || resp.Requests != tt.sent {
				t.Error(resp.Requests, err)
			}
		})
	}
}

func TestSchema(t *testing.T) {
	r := request()
	r.Schema = []byte(`{"type":"object"}`)
	rec := &recorder{}
	p, _ := Lookup("openai")
	if _, err := New(Options{Preset: p, Transport: rec}).Complete(t.Context(), r, nil); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"type": "json_schema", "json_schema": map[string]any{
		"name": "answer", "strict": true, "schema": map[string]any{"type": "object"},
	}}
	if d := cmp.Diff(want, rec.bodies[0]["response_format"]); d != "" {
		t.Error(d)
	}
	rec = &recorder{rules: map[string]string{"response_format": "Invalid schema for response_format 'answer'"}}
	_, err := New(Options{Preset: p, Transport: rec}).Complete(t.Context(), r, nil)
	if !errors.Is(err, llm.ErrSchema) || len(rec.bodies) != 1 {
		t.Error(err)
	}
	p, _ = Lookup("deepseek")
	_, err = New(Options{Preset: p, Transport: rec}).Complete(t.Context(), r, nil)
	if !errors.Is(err, llm.ErrSchema) || len(rec.bodies) != 1 {
		t.Error(err)
	}
	r.Schema = []byte(`{`)
	p, _ = Lookup("openai")
	_, err = New(Options{Preset: p, Transport: rec}).Complete(t.Context(), r, nil)
	checkError(t, err, llm.Internal, "schema")
}

func TestAddressAndKey(t *testing.T) {
	key := func(context.Context) (string, error) { return " " + testKey + "\n", nil }
	for name, tt := range map[string]struct {
		preset, base, path, header, value string
	}{
		"openai":       {"openai", "", "https://api.openai.com/v1/chat/completions", "Authorization", "Bearer " + testKey},
		"azure":        {"azure", "https://x.openai.azure.com", "https://x.openai.azure.com/openai/v1/chat/completions", "Api-Key", testKey},
		"azure, older": {"azure", "https://x.openai.azure.com/openai/deployments/d?api-version=2024-10-21", "https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21", "Api-Key", testKey},
		"full path":    {"openai", "http://h/v1/chat/completions/", "http://h/v1/chat/completions", "Authorization", "Bearer " + testKey},
		"slash":        {"llamacpp", "http://h:1/", "http://h:1/chat/completions", "Authorization", "Bearer " + testKey},
	} {
		t.Run(name, func(t *testing.T) {
			p, _ := Lookup(tt.preset)
			rec := &recorder{}
			if _, err := New(Options{Preset: p, BaseURL: tt.base, Key: key, UserAgent: "mujaz/1", Transport: rec}).Complete(t.Context(), request(), nil); err != nil {
				t.Fatal(err)
			}
			if rec.path != tt.path || rec.header.Get(tt.header) != tt.value || rec.header.Get("User-Agent") != "mujaz/1" {
				t.Errorf("sent to %s with %v", rec.path, rec.header)
			}
			if tt.header != "Authorization" && rec.header.Get("Authorization") != "" {
				t.Error("the key is sent twice")
			}
		})
	}
}

func TestKeyOnce(t *testing.T) {
	var asked atomic.Int32
	m := New(Options{BaseURL: "http://h/v1", Transport: &recorder{}, Key: func(context.Context) (string, error) {
		asked.Add(1)
		return testKey, nil
	}})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := m.Complete(t.Context(), request(), nil); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if asked.Load() != 1 {
		t.Errorf("asked %d times", asked.Load())
	}
	for _, bad := range []func(context.Context) (string, error){
		func(context.Context) (string, error) { return "", errors.New("no pass") },
		func(context.Context) (string, error) { return testKey + "\n" + testKey, nil },
	} {
		rec := &recorder{}
		_, err := New(Options{BaseURL: "http://h/v1", Transport: rec, Key: bad}).Complete(t.Context(), request(), nil)
		checkError(t, err, llm.Credentials, "key")
		if len(rec.bodies) > 0 {
			t.Error("sent without its key")
		}
	}
}

func TestPresets(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range Presets() {
		if seen[p.Name] {
			t.Errorf("%s is there twice", p.Name)
		}
		seen[p.Name] = true
		if p.NeedsModel && p.Model != "" || p.Hosted && p.KeyVar == "" {
			t.Errorf("%+v contradicts itself", p)
		}
		if context, _ := p.Window(p.Model); p.Model != "" && context == 0 {
			t.Errorf("%s: the window of %s is not known", p.Name, p.Model)
		}
	}
	p, _ := Lookup("openrouter")
	if c, a := p.Window("openai/gpt-4o-mini"); c != 128_000 || a != 16_384 {
		t.Error(c, a)
	}
	p, _ = Lookup("ollama")
	if c, a := p.Window("gpt-4o"); c != 4096 || a != 0 {
		t.Error(c, a)
	}
}

func TestRetryAfter(t *testing.T) {
	for _, tt := range []struct {
		header []string
		want   time.Duration
	}{
		{[]string{"Retry-After", "7"}, 7 * time.Second},
		{[]string{"Retry-After", "1.5"}, 1500 * time.Millisecond},
		{[]string{"Retry-After-Ms", "20", "Retry-After", "1"}, 20 * time.Millisecond},
		{[]string{"Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT"}, 0},
		{[]string{"Retry-After", "soon"}, 0},
		{[]string{"Retry-After", "-5"}, 0},
		{[]string{"Retry-After", "1e300"}, 100 * 365 * 24 * time.Hour},
		{[]string{"X-Ratelimit-Remaining-Tokens", "0", "X-Ratelimit-Reset-Tokens", "6m0s"}, 6 * time.Minute},
		{[]string{"X-Ratelimit-Remaining-Tokens", "9", "X-Ratelimit-Reset-Tokens", "6m0s"}, 0},
	} {
		h := http.Header{}
		for i := 0; i < len(tt.header); i += 2 {
			h.Set(tt.header[i], tt.header[i+1])
		}
		if got := retryAfter(h); got != tt.want {
			t.Errorf("%v: %v, want %v", tt.header, got, tt.want)
		}
	}
}

func TestScrub(t *testing.T) {
	s := newScrubber("one two three four five six", "k7")
	for message, want := range map[string]string{
		"bad key k7":                            "bad key …",
		"a\nb\x1b[1m\u202e":                     "a b[1m",
		`said "two three\nfour five six" twice`: `said "…" twice`,
		"one two three, only":                   "one two three, only",
	} {
		if got := s.clean(message); got != want {
			t.Errorf("%q: %q, want %q", message, got, want)
		}
	}
}
