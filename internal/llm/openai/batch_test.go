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
	batches, err := b.submit(t.Context(), requests)
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
	again, err := b.submit(t.Context(), requests[1:]) // they are pending
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
			batches, err := b.submit(t.Context(), requests)
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
				if _, err := b.submit(t.Context(), requests[:5]); err == nil {
					t.Fatal("it survived")
				}
				k.restore(t)
				b = NewBatches(o, k.dir)
				b.requests = 2
				batches, err := b.submit(t.Context(), requests)
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

// TestSubmitRefused: a batch that is refused is not pending, and is handed over
// anew.
func TestSubmitRefused(t *testing.T) {
	s, o := serveBatches(t)
	s.refuse = 400
	b := NewBatches(o, t.TempDir())
	requests, keys := some(2)
	_, err := b.submit(t.Context(), requests)
	checkError(t, err, llm.Internal, "create batch")
	if pending, err := Pending(string(b.folder)); len(pending) != 0 || err != nil {
		t.Error(pending, err)
	}
	if left, _ := os.ReadDir(string(b.folder)); len(left) != 1 { // the lock
		t.Error(left)
	}
	if _, err := b.submit(t.Context(), requests); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(keys, s.keys(t)); d != "" {
		t.Error(d)
	}
}

// TestSubmitDown: what may have been taken stays pending.
func TestSubmitDown(t *testing.T) {
	s, o := serveBatches(t)
	s.refuse = 503
	b := NewBatches(o, t.TempDir())
	requests, keys := some(2)
	_, err := b.submit(t.Context(), requests)
	checkError(t, err, llm.Unavailable, "create batch")
	if pending, err := Pending(string(b.folder)); len(pending) != 1 || pending[0].State != "submitting" || err != nil {
		t.Error(pending, err)
	}
	if held, err := Held(string(b.folder)); len(held) != 2 || err != nil {
		t.Error(held, err)
	}
	if _, err := b.submit(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(keys, s.keys(t)); d != "" {
		t.Error(d)
	}
}

// TestDraft: items come back in order, each once, and nothing is left behind.
func TestDraft(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "batches")
	d := NewDraft(dir)
	requests, _ := some(3)
	for i, r := range append(requests, requests[1]) {
		if fresh, err := d.Add(Item{r, fmt.Sprint(i)}); fresh != (i < 3) || err != nil {
			t.Error(i, fresh, err)
		}
	}
	var got []llm.Request
	for item, err := range d.Items() {
		if err != nil || item.Source != fmt.Sprint(len(got)) {
			t.Error(item.Source, err)
		}
		got = append(got, item.Request)
	}
	if diff := cmp.Diff(requests, got); diff != "" || d.Len() != 3 {
		t.Error(diff, d.Len())
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Error(left)
	}
	if err := NewDraft(dir).Close(); err != nil {
		t.Error(err)
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
			dir := t.TempDir()
			_, err := NewBatches(o, dir).submit(t.Context(), requests)
			checkError(t, err, llm.Unavailable, tt.words)
			if held, err := Held(dir); len(held) > 0 || err != nil {
				t.Error("pending although nobody took it:", held, err)
			}
		})
	}
}
