package openai

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mujaz/internal/llm"
)

func TestSubmit(t *testing.T) {
	s, o := serveBatches(t)
	o.BaseURL += "?tenant=7"
	b := NewBatches(o, filepath.Join(t.TempDir(), "batches"))
	requests, keys := some(3)
	batches, err := b.Submit(t.Context(), requests)
	if err != nil || len(batches) != 1 || batches[0].ID != "batch-0" || batches[0].Requests != 3 {
		t.Fatal(batches, err)
	}
	if d := cmp.Diff(keys, s.keys(t)); d != "" {
		t.Error(d)
	}
	if got := s.headers.Get("Authorization") + s.headers.Get("User-Agent"); got != "Bearer "+testKey+"mujaz/test" {
		t.Errorf("headers %q", got)
	}
	if d := cmp.Diff([]string{"POST /v1/files?tenant=7", "POST /v1/batches?tenant=7"}, s.asked); d != "" {
		t.Error(d)
	}
	again, err := b.Submit(t.Context(), requests[1:]) // they are pending
	if err != nil || len(again) != 1 || again[0].ID != "batch-0" || len(s.batches) != 1 {
		t.Error(again, err)
	}
	if left, _ := filepath.Glob(filepath.Join(string(b.folder), "*"+linesSuffix)); len(left) > 0 {
		t.Error("the requests are still on the disk:", left)
	}
	state, _ := os.ReadFile(filepath.Join(string(b.folder), b.load(t)[0].Name+stateSuffix))
	if bytes.Contains(state, []byte(testKey)) || bytes.Contains(state, []byte("tenant")) {
		t.Errorf("a secret in %s", state)
	}
}

func (b *Batches) load(t *testing.T) []*pending {
	t.Helper()
	all, err := b.folder.load()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestBatchBody: a line's body is what Complete sends, but for the stream.
func TestBatchBody(t *testing.T) {
	rec := &recorder{}
	p, _ := Lookup("openai")
	o := Options{Preset: p, Transport: rec}
	r := request()
	r.Params, r.Schema = llm.Params{Temperature: zero(), MaxTokens: 99}, []byte(`{"type":"object"}`)
	m := New(o).(*model)
	if _, err := m.Complete(t.Context(), r, nil); err != nil {
		t.Fatal(err)
	}
	line, err := m.newBatchLine("k", r)
	var got struct {
		Body map[string]any `json:"body"`
	}
	if err := errors.Join(err, json.Unmarshal(line, &got)); err != nil {
		t.Fatal(err)
	}
	want := rec.bodies[0]
	want["stream"] = false
	delete(want, "stream_options")
	if d := cmp.Diff(want, got.Body); d != "" {
		t.Error(d)
	}
}

func TestSubmitSplits(t *testing.T) {
	requests, keys := some(10)
	requests[3].Target.Model = "other"
	for i, r := range requests {
		keys[i] = r.Key()
	}
	slices.Sort(keys)
	p, _ := Lookup("openai")
	line, err := New(Options{Preset: p, BaseURL: "http://localhost/v1"}).(*model).newBatchLine(keys[0], requests[0])
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct{ requests, bytes, batches int }{
		"by model":      {100, 1 << 20, 2},
		"by number":     {4, 1 << 20, 4},           // 4, 4, 1 and the other model
		"by size":       {100, 3*len(line) + 9, 4}, // 3, 3, 3 and the other model
		"one at a time": {100, 1, 10},
	} {
		t.Run(name, func(t *testing.T) {
			s, o := serveBatches(t)
			b := NewBatches(o, t.TempDir())
			b.requests, b.bytes = tt.requests, tt.bytes
			batches, err := b.Submit(t.Context(), requests)
			if err != nil || len(batches) != tt.batches || len(s.batches) != tt.batches {
				t.Fatalf("%d batches, want %d: %v", len(batches), tt.batches, err)
			}
			if d := cmp.Diff(keys, s.keys(t)); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestSubmitCrashes: whenever it dies, the next Submit hands over what is
// missing and nothing twice, also when other requests have come meanwhile.
func TestSubmitCrashes(t *testing.T) {
	requests, _ := some(6)
	for at := 1; at <= 6; at++ { // three batches, two requests each
		for _, before := range []bool{true, false} {
			t.Run(fmt.Sprintf("at request %d, before %v", at, before), func(t *testing.T) {
				s, o := serveBatches(t)
				k := &killer{next: o.Transport, at: at, before: before, dir: t.TempDir()}
				dying := o
				dying.Transport = k
				b := NewBatches(dying, k.dir)
				b.requests = 2
				if _, err := b.Submit(t.Context(), requests[:5]); err == nil {
					t.Fatal("it survived")
				}
				k.restore(t)
				b = NewBatches(o, k.dir)
				b.requests = 2
				batches, err := b.Submit(t.Context(), requests)
				if err != nil {
					t.Fatal(err)
				}
				_, keys := some(6)
				if d := cmp.Diff(keys, s.keys(t)); d != "" {
					t.Error(d)
				}
				n := 0
				for _, batch := range batches {
					n += batch.Requests
				}
				if n != 6 || len(batches) != len(s.batches) {
					t.Errorf("%d requests in %d batches, %d at the server", n, len(batches), len(s.batches))
				}
			})
		}
	}
}

// TestSubmitRefused: a batch that is refused is handed over anew.
func TestSubmitRefused(t *testing.T) {
	s, o := serveBatches(t)
	s.refuse = 400
	b := NewBatches(o, t.TempDir())
	requests, keys := some(2)
	_, err := b.Submit(t.Context(), requests)
	checkError(t, err, llm.Internal, "create batch")
	pending, _ := b.Pending()
	if len(pending) != 1 || pending[0].State != "submitting" {
		t.Error(pending)
	}
	s.files = nil // it has expired
	if _, err := b.Submit(t.Context(), requests); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(keys, s.keys(t)); d != "" {
		t.Error(d)
	}
}

func TestNoBatchAPI(t *testing.T) {
	requests, _ := some(1)
	for name, tt := range map[string]struct {
		handler http.HandlerFunc
		words   string
	}{
		"404":      {status(404, "404 page not found"), "no batch API"},
		"web page": {status(200, "<html>"), "hand over"},
		"empty":    {status(200, "{}"), "does not answer as a batch API"},
		"redirect": {status(302, "", "Location", "/login"), "redirects"},
	} {
		t.Run(name, func(t *testing.T) {
			o, _ := serve(t, tt.handler)
			_, err := NewBatches(o, t.TempDir()).Submit(t.Context(), requests)
			checkError(t, err, llm.Unavailable, tt.words)
		})
	}
}
