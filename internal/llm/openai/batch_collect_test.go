package openai

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mujaz/internal/llm"
)

// result is a line of output.
func result(key string, status int, body string) string {
	return fmt.Sprintf(`{"id":"r","custom_id":%q,"response":{"status_code":%d,"body":%s},"error":null}`+"\n", key, status, body)
}

func completion(text, finish string) string {
	return fmt.Sprintf(`{"object":"chat.completion","model":"m-1","choices":[{"index":0,"message":{"content":%q},"finish_reason":%q}],"usage":{"prompt_tokens":9,"completion_tokens":2}}`, text, finish)
}

// collected is what Collect has handed over.
type collected map[string]string

func (c collected) add(t *testing.T) func(Result) error {
	return func(r Result) error {
		if _, twice := c[r.Key]; twice {
			t.Errorf("%s twice", r.Key)
		}
		c[r.Key] = r.Response.Text
		if r.Err != nil {
			c[r.Key] = fmt.Sprintf("%s: %v", llm.CodeOf(r.Err), r.Err)
		}
		return nil
	}
}

func TestCollect(t *testing.T) {
	refused := `{"error":{"message":"bad: أعلنت الحكومة اليوم عن خطة","type":"invalid_request_error"}}`
	for name, tt := range map[string]struct {
		status string
		output func(keys []string) string
		errors func(keys []string) string
		want   []string
	}{
		"all": {
			status: "completed",
			output: func(k []string) string {
				return result(k[2], 200, completion("C", "stop")) + result(k[0], 200, completion("A", "stop")) +
					"\n" + result(k[1], 200, completion("B", "stop")) + result(k[1], 200, completion("B2", "stop")) + result("foreign", 200, "{}")
			},
			want: []string{"A", "B", "C"},
		},
		"some failed": {
			status: "completed",
			output: func(k []string) string {
				return result(k[0], 200, completion("A", "stop")) + result(k[1], 200, completion("B", "length"))
			},
			errors: func(k []string) string { return result(k[2], 400, refused) },
			want:   []string{"A", "truncated: the answer was cut", "internal: the server rejected the request: bad: … (HTTP 400)"},
		},
		"expired": {
			status: "expired",
			output: func(k []string) string { return result(k[1], 200, completion("B", "stop")) },
			errors: func(k []string) string {
				return fmt.Sprintf(`{"custom_id":%q,"response":null,"error":{"code":"batch_expired","message":"late"}}`, k[0])
			},
			want: []string{"unavailable: the batch expired", "B", "unavailable: the batch expired"},
		},
		"cancelled": {
			status: "cancelled",
			output: func(k []string) string { return result(k[1], 200, completion("B", "stop")) },
			want:   []string{"interrupted: the batch was cancelled", "B", "interrupted: the batch was cancelled"},
		},
		"failed": {status: "failed", want: []string{"internal: the provider refused", "internal: the provider refused", "internal: the provider refused"}},
		"lost": {
			status: "completed",
			output: func(k []string) string {
				return fmt.Sprintf(`{"custom_id":%q}`+"\n"+`{"custom_id":%q,"response":null,"error":{"code":"x","message":"odd"}}`, k[0], k[1])
			},
			want: []string{"unavailable: the batch's result is empty", "unavailable: the batch did not answer this: odd", "unavailable: the batch did not answer this"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, o := serveBatches(t)
			b := NewBatches(o, t.TempDir())
			requests, keys := some(3)
			if _, err := b.submit(t.Context(), requests); err != nil {
				t.Fatal(err)
			}
			got := collected{}
			if err := b.Collect(t.Context(), "batch-0", got.add(t), nil); !errors.Is(err, ErrBatchRunning) || len(got) > 0 {
				t.Error(got, err)
			}
			var output, failures string
			if tt.output != nil {
				output = tt.output(keys)
			}
			if tt.errors != nil {
				failures = tt.errors(keys)
			}
			if tt.status == "failed" {
				s.batches[0]["errors"] = map[string]any{"data": []any{map[string]any{"message": "line 1 is no JSON"}}}
			}
			s.end(0, tt.status, output, failures)
			if err := b.Collect(t.Context(), "batch-0", got.add(t), nil); err != nil {
				t.Fatal(err)
			}
			for i, key := range keys {
				if !strings.HasPrefix(got[key], tt.want[i]) {
					t.Errorf("request %d: %q, want %q", i, got[key], tt.want[i])
				}
			}
			if len(got) != 3 || len(b.load(t)) != 0 {
				t.Errorf("%d results, %d batches left", len(got), len(b.load(t)))
			}
			if again, err := b.submit(t.Context(), requests); err != nil || again[0].ID != "batch-1" {
				t.Error(again, err) // what was collected may be asked anew
			}
		})
	}
}

func TestCollectAgain(t *testing.T) {
	s, o := serveBatches(t)
	b := NewBatches(o, t.TempDir())
	requests, keys := some(2)
	if _, err := b.submit(t.Context(), requests); err != nil {
		t.Fatal(err)
	}
	whole := result(keys[0], 200, completion("A", "stop")) + result(keys[1], 200, completion("B", "stop"))
	s.end(0, "completed", whole[:len(whole)-30], "")
	err := b.Collect(t.Context(), "batch-0", func(Result) error { return nil }, nil)
	checkError(t, err, llm.Unavailable, "broke off")
	s.end(0, "completed", whole, "")
	s.files = slices.DeleteFunc(s.files, func(f batchFile) bool { return strings.Contains(whole[:len(whole)-30], f.content) })
	full := errors.New("the disk is full")
	if err := b.Collect(t.Context(), "batch-0", func(Result) error { return full }, nil); !errors.Is(err, full) {
		t.Error(err)
	}
	none := func(Result) error { return nil }
	if err := b.Collect(t.Context(), "batch-0", none, func(Batch) error { return full }); !errors.Is(err, full) {
		t.Error(err)
	}
	var last Result
	settled := func(b Batch) error {
		if b.State != "completed" || b.Task != "translate" || b.Requests != 2 || last.Key == "" {
			t.Error(b)
		}
		return nil
	}
	if err := b.Collect(t.Context(), "batch-0", func(r Result) error { last = r; return r.Err }, settled); err != nil {
		t.Error(err)
	}
	if last.Source != "1.txt" && last.Source != "0.txt" {
		t.Error(last.Source)
	}
	want := llm.Response{Text: "B", Finish: "stop", Model: "m-1", Usage: llm.Usage{InputTokens: 9, OutputTokens: 2}, Requests: 1, Created: time.Unix(1795521640, 0)}
	if d := cmp.Diff(want, last.Response); d != "" {
		t.Error(d)
	}
	if err := b.Collect(t.Context(), "batch-0", none, nil); !errors.Is(err, ErrNoBatch) {
		t.Error(err)
	}
}

func TestStatusAndCancel(t *testing.T) {
	s, o := serveBatches(t)
	b := NewBatches(o, t.TempDir())
	requests, _ := some(1)
	if _, err := b.submit(t.Context(), requests); err != nil {
		t.Fatal(err)
	}
	if err := b.Cancel(t.Context(), "batch-0"); err != nil || s.batches[0]["status"] != "cancelling" {
		t.Error(err, s.batches)
	}
	if batch, err := b.Status(t.Context(), "batch-0"); err != nil || batch.State != "cancelling" || batch.Ended() {
		t.Error(batch, err)
	}
	s.end(0, "cancelled", "", "")
	if batch, err := b.Status(t.Context(), "batch-0"); err != nil || !batch.Ended() || !b.Here(batch) {
		t.Error(batch, err)
	}
	if _, err := b.Status(t.Context(), "batch-7"); !errors.Is(err, ErrNoBatch) {
		t.Error(err)
	}
	if err := b.Forget(t.Context(), "batch-7"); !errors.Is(err, ErrNoBatch) {
		t.Error(err)
	}
	if err := b.Forget(t.Context(), "batch-0"); err != nil || len(b.load(t)) != 0 {
		t.Error(err)
	}
}

// TestCancelSubmitting: one that was never handed over is forgotten.
func TestCancelSubmitting(t *testing.T) {
	s, o := serveBatches(t)
	s.refuse = 503
	b := NewBatches(o, t.TempDir())
	requests, _ := some(1)
	if _, err := b.submit(t.Context(), requests); err == nil {
		t.Fatal("not refused")
	}
	pending, _ := Pending(string(b.folder))
	if err := b.Cancel(t.Context(), pending[0].ID); err != nil || len(b.load(t)) != 0 {
		t.Error(err)
	}
}

// FuzzResults: whatever a file of results holds, each key is handed over once,
// with an answer or an error.
func FuzzResults(f *testing.F) {
	f.Add(result("a", 200, completion("A", "stop")))
	f.Add(result("a", 500, `"oops"`) + `{"custom_id":"b","error":{}}`)
	f.Add("\n{")
	f.Fuzz(func(t *testing.T, file string) {
		got := collected{}
		p := &pending{Keys: []string{"a", "b"}}
		c := collector{left: map[string]int{"a": 0, "b": 1}, batch: p, yield: func(r Result) error {
			if r.Err == nil && strings.TrimSpace(r.Response.Text) == "" {
				t.Errorf("%+v is no answer", r)
			}
			return got.add(t)(r)
		}}
		if err := eachResult(strings.NewReader(file), c.take); err != nil {
			return
		}
		if err := c.rest(Batch{State: "completed"}); err != nil || len(got) != 2 {
			t.Error(got, err)
		}
	})
}
