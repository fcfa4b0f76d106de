package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"mujaz/internal/llm"
)

// batchServer doubles /v1/files and /v1/batches.
type batchServer struct {
	mu      sync.Mutex
	files   []batchFile
	batches []map[string]any
	asked   []string // method and path of each request
	refuse  int      // status of the next POST /v1/batches, 0 for success
	headers http.Header
}

type batchFile struct{ id, name, content string }

func (s *batchServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked, s.headers = append(s.asked, r.Method+" "+r.URL.RequestURI()), r.Header
	path := strings.TrimPrefix(r.URL.Path, "/v1")
	id, act, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(path, "/files/"), "/batches/"), "/")
	switch {
	case r.Method == "POST" && path == "/files":
		f, h, _ := r.FormFile("file")
		content, _ := io.ReadAll(f)
		s.files = append(s.files, batchFile{fmt.Sprintf("file-%d", len(s.files)), h.Filename, string(content)})
		s.reply(w, s.file(len(s.files)-1))
	case path == "/files":
		list := []any{}
		for i := range s.files {
			list = append(list, s.file(i))
		}
		s.reply(w, map[string]any{"data": list})
	case act == "content":
		_, _ = io.WriteString(w, s.content(id))
	case r.Method == "POST" && path == "/batches":
		s.create(w, r)
	case path == "/batches":
		s.list(w, r.URL.Query().Get("after"))
	default:
		for _, b := range s.batches {
			if b["id"] == id {
				if act == "cancel" {
					b["status"] = "cancelling"
				}
				s.reply(w, b)
				return
			}
		}
		http.Error(w, `{"error":{"message":"no such thing"}}`, 404)
	}
}

func (s *batchServer) file(i int) map[string]any {
	return map[string]any{"id": s.files[i].id, "filename": s.files[i].name, "bytes": len(s.files[i].content)}
}

func (s *batchServer) content(id string) string {
	for _, f := range s.files {
		if f.id == id {
			return f.content
		}
	}
	return ""
}

func (s *batchServer) create(w http.ResponseWriter, r *http.Request) {
	if s.refuse != 0 {
		w.WriteHeader(s.refuse)
		_, _ = io.WriteString(w, `{"error":{"message":"no file for أعلنت الحكومة, sorry"}}`)
		s.refuse = 0
		return
	}
	b := map[string]any{}
	_ = json.NewDecoder(r.Body).Decode(&b)
	b["id"], b["status"], b["created_at"] = fmt.Sprintf("batch-%d", len(s.batches)), "validating", time.Now().Unix()
	s.batches = append(s.batches, b)
	s.reply(w, b)
}

// list returns pages of one, the newest first.
func (s *batchServer) list(w http.ResponseWriter, after string) {
	i := len(s.batches) - 1
	for ; after != "" && i >= 0; i-- {
		if s.batches[i]["id"] == after {
			i--
			break
		}
	}
	page := map[string]any{"data": []any{}, "has_more": i > 0}
	if i >= 0 {
		page["data"] = []any{s.batches[i]}
	}
	s.reply(w, page)
}

func (s *batchServer) reply(w http.ResponseWriter, v any) { _ = json.NewEncoder(w).Encode(v) }

// end ends a batch with these result lines.
func (s *batchServer) end(i int, status, output, failures string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.batches[i]
	b["status"], b["completed_at"] = status, 1795521640
	for name, content := range map[string]string{"output_file_id": output, "error_file_id": failures} {
		if content != "" {
			id := fmt.Sprintf("file-%d-%s", i, name)
			s.files = append(s.files, batchFile{id, name, content})
			b[name] = id
		}
	}
}

// keys returns the custom ids of all that was handed over.
func (s *batchServer) keys(t *testing.T) (keys []string) {
	t.Helper()
	for _, b := range s.batches {
		for line := range strings.Lines(s.content(b["input_file_id"].(string))) {
			var l batchLine
			if err := json.Unmarshal([]byte(line), &l); err != nil {
				t.Fatal(err)
			}
			keys = append(keys, l.ID)
		}
	}
	slices.Sort(keys)
	return keys
}

func serveBatches(t *testing.T) (*batchServer, Options) {
	t.Helper()
	s := &batchServer{}
	srv := httptest.NewServer(s)
	transport := &http.Transport{}
	t.Cleanup(func() { transport.CloseIdleConnections(); srv.Close() })
	p, _ := Lookup("openai")
	return s, Options{
		Preset: p, BaseURL: srv.URL + "/v1", Timeout: 5 * time.Second, Transport: transport, UserAgent: "mujaz/test",
		Key: func(context.Context) (string, error) { return testKey, nil },
	}
}

// some returns n requests, and their keys in order.
func some(n int) (requests []llm.Request, keys []string) {
	for i := range n {
		r := request()
		r.User = fmt.Sprintf("%s <%d>", r.User, i)
		r.Params = llm.Params{Temperature: zero(), MaxTokens: 99}
		requests, keys = append(requests, r), append(keys, r.Key())
	}
	slices.Sort(keys)
	return requests, keys
}

// submit hands requests over.
func (b *Batches) submit(ctx context.Context, requests []llm.Request) ([]Batch, error) {
	return b.Submit(ctx, Order{Task: "translate", Provider: "openai"}, func(yield func(Item, error) bool) {
		for i, r := range requests {
			if !yield(Item{r, fmt.Sprint(i, ".txt")}, nil) {
				return
			}
		}
	})
}

// killer dies at a request: before the server gets it, or after it has answered.
// What is on the disk then is what the next process finds.
type killer struct {
	next   http.RoundTripper
	at     int
	before bool
	dir    string
	n      int
	disk   map[string][]byte
}

var errKilled = errors.New("killed")

func (k *killer) RoundTrip(r *http.Request) (*http.Response, error) {
	k.n++
	if k.n != k.at {
		return k.next.RoundTrip(r)
	}
	if !k.before {
		resp, err := k.next.RoundTrip(r)
		if err != nil {
			return nil, err
		}
		_ = resp.Body.Close()
	}
	k.disk = map[string][]byte{}
	entries, _ := os.ReadDir(k.dir)
	for _, e := range entries {
		k.disk[e.Name()], _ = os.ReadFile(filepath.Join(k.dir, e.Name()))
	}
	return nil, errKilled
}

// restore puts the disk back to where it was.
func (k *killer) restore(t *testing.T) {
	t.Helper()
	_ = os.RemoveAll(k.dir)
	if err := os.MkdirAll(k.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, content := range k.disk {
		if err := os.WriteFile(filepath.Join(k.dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
