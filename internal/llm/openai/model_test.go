package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"mujaz/internal/llm"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const testKey = "sk-test-4f8a0c2e9b7d"

// article is long enough for a quotation of it to be known.
const article = "[¶1] أعلنت الحكومة اليوم عن خطة جديدة لدعم المزارعين في المناطق الجنوبية من البلاد."

// sse writes each event as a data line.
func sse(w http.ResponseWriter, events ...string) {
	w.Header().Set("Content-Type", "text/event-stream")
	for _, e := range events {
		_, _ = fmt.Fprintf(w, "data: %s\n\n", e)
		w.(http.Flusher).Flush()
	}
}

func delta(text string) string {
	b, _ := json.Marshal(text)
	return `{"id":"x","model":"m-1","choices":[{"index":0,"delta":{"content":` + string(b) + `},"finish_reason":null}]}`
}

func finish(reason string) string {
	return `{"choices":[{"index":0,"delta":{},"finish_reason":"` + reason + `"}]}`
}

const usageChunk = `{"choices":[],"usage":{"prompt_tokens":90,"completion_tokens":7}}`

// good is an answer as OpenAI sends it.
func good(w http.ResponseWriter, _ *http.Request) {
	sse(w, delta("Hel"), delta("lo"), finish("stop"), usageChunk, "[DONE]")
}

func status(code int, body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
		_, _ = io.WriteString(w, body)
	}
}

func streamed(lines ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { sse(w, lines...) }
}

// abort sends the events and cuts the connection.
func abort(lines ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		sse(w, lines...)
		panic(http.ErrAbortHandler)
	}
}

// serve starts a server, and returns options for it and its count of requests.
func serve(t testing.TB, h http.HandlerFunc) (Options, *atomic.Int32) {
	t.Helper()
	var n atomic.Int32
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.Add(1)
		_, _ = io.Copy(io.Discard, r.Body)
		h(w, r)
	}))
	srv.Config.ErrorLog = nil
	transport := &http.Transport{}
	t.Cleanup(func() { transport.CloseIdleConnections(); srv.Close() })
	p, _ := Lookup("openai")
	return Options{
		Preset: p, BaseURL: srv.URL + "/v1", Timeout: 5 * time.Second, Transport: transport,
		Key: func(context.Context) (string, error) { return testKey, nil },
	}, &n
}

func request() llm.Request {
	return llm.Request{Target: llm.Target{Model: "m"}, System: "Translate.", User: article}
}

// chain is the model as cmd composes it, without waiting.
func chain(o Options, retries int) llm.Model {
	return llm.Retried(llm.Gated(llm.Whole(New(o)), llm.GateOptions{Jobs: 4}), llm.RetryOptions{
		Retries: retries,
		Sleep:   func(context.Context, time.Duration) error { return nil },
		Rand:    func() float64 { return 0.5 },
	})
}

func TestContextWindow(t *testing.T) {
	for body, want := range map[string]int{
		`{"error":{"message":"too long","type":"exceed_context_size_error","n_prompt_tokens":53147,"n_ctx":4096}}`:                                          4096,
		`{"error":{"message":"request (53147 tokens) exceeds the available context size (2048 tokens), try increasing it"}}`:                                2048,
		`{"error":{"message":"This model's maximum context length is 8192 tokens. However, you requested 9,000 tokens.","code":"context_length_exceeded"}}`: 8192,
		`{"message":"Prompt contains 40000 tokens, too large for model with 32768 maximum context length"}`:                                                 32768,
		`{"error":{"message":"prompt is too long: 210000 tokens > 200000 maximum"}}`:                                                                        200000,
		`[{"error":{"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576)."}}]`:                                 1048576,
		`{"error":{"message":"context_length_exceeded"}}`:                                                                                                   0,
	} {
		o, _ := serve(t, status(400, body))
		_, err := New(o).Complete(t.Context(), request(), nil)
		var c *llm.ContextError
		if !errors.As(err, &c) || c.Window != want {
			t.Errorf("%s: %v (%+v), want a window of %d", body, err, c, want)
		}
	}
}

func TestDeltas(t *testing.T) {
	o, _ := serve(t, streamed(delta(" <think>hm"), delta("</think> A"), delta("B"), finish("stop"), usageChunk, "[DONE]"))
	var got []string
	resp, err := New(o).Complete(t.Context(), request(), func(e llm.Event) { got = append(got, e.Text) })
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"A", "B"}, got); d != "" {
		t.Error(d)
	}
	if resp.Text != "AB" || resp.Model != "m-1" || resp.Requests != 1 || resp.Finish != "stop" ||
		resp.Usage != (llm.Usage{InputTokens: 90, OutputTokens: 7}) || resp.Created.IsZero() {
		t.Errorf("got %+v", resp)
	}
}

func TestEndless(t *testing.T) {
	o, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			sse(w, delta(strings.Repeat("la ", 1000)))
		}
	})
	_, err := chain(o, 3).Complete(t.Context(), request(), nil)
	var cut *llm.TruncatedError
	if !errors.As(err, &cut) || !cut.Endless || llm.CodeOf(err) != llm.Truncated {
		t.Fatal(err)
	}
	if n := len(cut.Text); n < minLimit || n > 2*minLimit {
		t.Errorf("read %d bytes", n)
	}
}

func TestTimeout(t *testing.T) {
	for name, before := range map[string]string{
		"no response": "", "stalled": "data: " + delta("Hel") + "\n\n", "keep-alives for ever": ": ping\n\n",
	} {
		t.Run(name, func(t *testing.T) {
			o, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
				for before != "" && r.Context().Err() == nil {
					_, _ = io.WriteString(w, before)
					w.(http.Flusher).Flush()
					if before[0] == 'd' {
						break
					}
					time.Sleep(time.Millisecond)
				}
				<-r.Context().Done()
			})
			o.Timeout = 20 * time.Millisecond
			_, err := New(o).Complete(t.Context(), request(), nil)
			checkError(t, err, llm.Timeout, "timeout")
			var e *llm.Error
			if errors.As(err, &e); !e.Retryable() {
				t.Error("not retryable")
			}
		})
	}
}

func TestCancel(t *testing.T) {
	hang := func(w http.ResponseWriter, r *http.Request) { sse(w, delta("Hel")); <-r.Context().Done() }
	o, n := serve(t, hang)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := chain(o, 3).Complete(ctx, request(), func(llm.Event) { cancel() })
	checkError(t, err, llm.Interrupted, "")
	ctx, cancel = context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err = chain(o, 3).Complete(ctx, request(), nil)
	checkError(t, err, llm.Timeout, "")
	if n.Load() != 2 {
		t.Errorf("%d requests", n.Load())
	}
}

// TestConnection: a connection is used again, and one that the server keeps
// open after its answer does not hold it up.
func TestConnection(t *testing.T) {
	var dialled atomic.Int32
	o, _ := serve(t, good)
	transport := o.Transport.(*http.Transport)
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		dialled.Add(1)
		return new(net.Dialer).DialContext(ctx, network, address)
	}
	m := New(o)
	for range 5 {
		if _, err := m.Complete(t.Context(), request(), nil); err != nil {
			t.Fatal(err)
		}
	}
	if dialled.Load() != 1 {
		t.Errorf("%d connections for 5 requests", dialled.Load())
	}
	o, _ = serve(t, func(w http.ResponseWriter, r *http.Request) { good(w, r); <-r.Context().Done() })
	o.Timeout = 0
	if resp, err := New(o).Complete(t.Context(), request(), nil); err != nil || resp.Text != "Hello" {
		t.Error(resp, err)
	}
}

func TestRedirects(t *testing.T) {
	other, hits := serve(t, good)
	o, _ := serve(t, status(308, "", "Location", other.BaseURL+"/chat/completions?key="+testKey))
	_, err := New(o).Complete(t.Context(), request(), nil)
	checkError(t, err, llm.Unavailable, other.BaseURL)
	if hits.Load() != 0 {
		t.Error("followed to another host")
	}
	o, _ = serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/v1/chat/completions":
			http.Redirect(w, r, "/api/chat/completions", http.StatusTemporaryRedirect)
		case r.Method != http.MethodPost || r.Header.Get("Authorization") != "Bearer "+testKey:
			w.WriteHeader(http.StatusUnauthorized)
		default:
			good(w, r)
		}
	})
	if resp, err := New(o).Complete(t.Context(), request(), nil); err != nil || resp.Text != "Hello" {
		t.Error(resp, err)
	}
}

func TestNotReachable(t *testing.T) {
	srv := httptest.NewServer(http.NotFoundHandler())
	srv.Close()
	tlsSrv := httptest.NewTLSServer(http.NotFoundHandler())
	defer tlsSrv.Close()
	plain, _ := serve(t, good)
	for name, tt := range map[string]struct {
		base, words string
		code        llm.Code
	}{
		"refused":   {srv.URL, "connection refused", llm.Unavailable},
		"untrusted": {tlsSrv.URL, "not trusted", llm.Unavailable},
		"no TLS":    {strings.Replace(plain.BaseURL, "http:", "https:", 1), "does not speak TLS", llm.Unavailable},
		"no scheme": {"localhost:8080", "base URL", llm.Internal},
		"no host":   {"http:///v1", "base URL", llm.Internal},
	} {
		t.Run(name, func(t *testing.T) {
			o := plain
			o.BaseURL = tt.base
			_, err := New(o).Complete(t.Context(), request(), nil)
			checkError(t, err, tt.code, tt.words)
		})
	}
}
