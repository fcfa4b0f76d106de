package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// batchDouble is the part of a double that is a batch API: it answers the lines
// of a batch as the double does its requests, when it is asked for the second
// time how far it is.
type batchDouble struct {
	mu      sync.Mutex
	files   map[string]string // content by id
	names   []map[string]any  // the files as they are listed
	batches []map[string]any
	stalled bool
}

func (b *batchDouble) len() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.batches)
}

// serveBatches answers what is asked of the batch API, and reports whether that
// was it. Ways: nobatch has none; stall lets the first creation happen and never
// says so; filter blocks one article, but not the model other; expire only the first, in time.
func (d *double) serveBatches(w http.ResponseWriter, r *http.Request) bool {
	path, ours := strings.CutPrefix(r.URL.Path, "/v1/")
	kind, rest, _ := strings.Cut(path, "/")
	if !ours || kind != "files" && kind != "batches" {
		return false
	}
	b := d.batches
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case d.ways["nobatch"]:
		http.NotFound(w, r)
	case d.ways["unauthorized"]:
		fault(w, http.StatusUnauthorized, `{"error":{"message":"Incorrect API key","code":"invalid_api_key"}}`)
	case kind == "files":
		b.serveFiles(w, r, strings.TrimSuffix(rest, "/content"))
	case r.Method == http.MethodPost && rest == "":
		batch := b.create(r)
		if d.ways["stall"] && !b.stalled {
			b.stalled = true
			d.arrived <- struct{}{}
			b.mu.Unlock()
			<-r.Context().Done()
			b.mu.Lock()
			return true
		}
		reply(w, batch)
	case rest == "":
		list := slices.Clone(b.batches)
		slices.Reverse(list)
		reply(w, map[string]any{"data": list, "has_more": false})
	default:
		d.serveBatch(w, r, rest)
	}
	return true
}

func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

func (b *batchDouble) serveFiles(w http.ResponseWriter, r *http.Request, id string) {
	if r.Method != http.MethodPost {
		if id == "" {
			reply(w, map[string]any{"data": b.names})
			return
		}
		_, _ = io.WriteString(w, b.files[id])
		return
	}
	file, header, err := r.FormFile("file")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	content, _ := io.ReadAll(file)
	reply(w, b.keep(header.Filename, string(content)))
}

// keep adds a file.
func (b *batchDouble) keep(name, content string) map[string]any {
	id := fmt.Sprintf("file-%d", len(b.files)+1)
	b.files[id] = content
	f := map[string]any{"id": id, "filename": name, "bytes": len(content), "purpose": "batch"}
	b.names = append(b.names, f)
	return f
}

func (b *batchDouble) create(r *http.Request) map[string]any {
	batch := map[string]any{}
	_ = json.NewDecoder(r.Body).Decode(&batch)
	batch["id"], batch["status"] = fmt.Sprintf("batch_%d", len(b.batches)+1), "validating"
	batch["created_at"] = time.Now().Unix()
	b.batches = append(b.batches, batch)
	return batch
}

// serveBatch tells of one batch, which goes on each time that it is asked for.
func (d *double) serveBatch(w http.ResponseWriter, r *http.Request, id string) {
	id, act, _ := strings.Cut(id, "/")
	i := slices.IndexFunc(d.batches.batches, func(b map[string]any) bool { return b["id"] == id })
	if i < 0 {
		fault(w, http.StatusNotFound, `{"error":{"message":"no such batch"}}`)
		return
	}
	batch := d.batches.batches[i]
	total := strings.Count(d.batches.files[batch["input_file_id"].(string)], "\n")
	counts := map[string]any{"total": total, "completed": 0, "failed": 0}
	switch {
	case act == "cancel":
		batch["status"] = "cancelling"
	case batch["status"] == "cancelling":
		batch["status"], batch["cancelled_at"] = "cancelled", time.Now().Unix()
	case batch["status"] == "validating":
		batch["status"], batch["request_counts"] = "in_progress", counts
	case batch["status"] == "in_progress":
		d.run(batch, counts)
	}
	reply(w, batch)
}

// run answers the lines of a batch.
func (d *double) run(batch, counts map[string]any) {
	var output, failures strings.Builder
	lines := slices.Collect(strings.Lines(d.batches.files[batch["input_file_id"].(string)]))
	status := "completed"
	for i, line := range lines {
		var l struct {
			ID   string `json:"custom_id"`
			Body request
		}
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			panic(err)
		}
		switch {
		case d.ways["expire"] && i > 0:
			status = "expired"
			fmt.Fprintf(&failures, `{"custom_id":%q,"response":null,"error":{"code":"batch_expired","message":"too late"}}`+"\n", l.ID)
		case d.ways["filter"] && strings.Contains(line, "الياسمين") && l.Body.Model != "other":
			fmt.Fprintf(&failures, `{"custom_id":%q,"response":{"status_code":400,"body":{"error":{"message":"blocked","code":"content_filter"}}},"error":null}`+"\n", l.ID)
		default:
			text, _ := json.Marshal(d.answer(l.Body))
			fmt.Fprintf(&output, `{"custom_id":%q,"response":{"status_code":200,"body":{"model":"double","choices":[{"index":0,"message":{"role":"assistant","content":%s},"finish_reason":"stop"}],"usage":{"prompt_tokens":900,"completion_tokens":300}}},"error":null}`+"\n", l.ID, text)
		}
	}
	batch["status"], batch["completed_at"] = status, time.Now().Unix()
	counts["completed"], counts["failed"] = strings.Count(output.String(), "\n"), strings.Count(failures.String(), "\n")
	batch["request_counts"] = counts
	if output.Len() > 0 {
		batch["output_file_id"] = d.batches.keep("output", output.String())["id"]
	}
	if failures.Len() > 0 {
		batch["error_file_id"] = d.batches.keep("errors", failures.String())["id"]
	}
}
