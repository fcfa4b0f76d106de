package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// doubles are the servers of the running scripts, by their work folder.
var doubles sync.Map

// double is an OpenAI-compatible server that reads the marks of a request and
// answers each: the paragraphs of the sample articles with their translations in
// testdata/golden, others with a line that names the mark; a summary with the
// golden one, or two sentences. Words in its ways change how it behaves.
type double struct {
	*httptest.Server
	golden  map[string]string // English by source, as sent
	ids     map[string]string // sample article by title
	count   atomic.Int64
	arrived chan struct{}
	ways    map[string]bool
	batches *batchDouble
}

func newDouble(ways ...string) *double {
	d := &double{batches: &batchDouble{files: map[string]string{}}, arrived: make(chan struct{}, 1), ways: map[string]bool{}, golden: map[string]string{}, ids: map[string]string{}}
	files, err := filepath.Glob(filepath.Join(goldenDir, "*.tsv"))
	if err != nil || len(files) == 0 {
		panic("no golden translations")
	}
	for _, f := range files {
		d.learn(f)
	}
	for _, w := range ways {
		d.ways[w] = true
	}
	d.Server = httptest.NewServer(d)
	return d
}

// goldenDir holds the golden answers, from this package's folder.
var goldenDir, _ = filepath.Abs("../../testdata/golden")

// learn reads a golden translation: source and English, a unit a line, the
// title first.
func (d *double) learn(path string) {
	content, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(content)), "\n") {
		source, english, _ := strings.Cut(line, "\t")
		d.golden[source] = english
		if i == 0 {
			d.ids[source] = strings.TrimSuffix(filepath.Base(path), ".tsv")
		}
	}
}

// request is what the double reads of a request's body.
type request struct {
	Model    string
	Messages []struct{ Role, Content string }
	Stream   bool
}

func (d *double) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if d.serveBatches(w, r) {
		return
	}
	n := d.count.Add(1)
	select {
	case d.arrived <- struct{}{}:
	default:
	}
	var q request
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil || r.URL.Path != "/v1/chat/completions" {
		http.NotFound(w, r)
		return
	}
	switch {
	case d.ways["hang"]:
		<-r.Context().Done()
		return
	case d.ways["unauthorized"]:
		fault(w, http.StatusUnauthorized, `{"error":{"message":"Incorrect API key provided: `+strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")+`","code":"invalid_api_key"}}`)
		return
	case d.ways["quota"]:
		fault(w, http.StatusTooManyRequests, `{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}`)
		return
	case d.ways["flaky"] && n%2 == 1:
		fault(w, http.StatusInternalServerError, `{"error":{"message":"try again"}}`)
		return
	case d.ways["first"] && n == 1:
		fault(w, http.StatusInternalServerError, `{"error":{"message":"not yet"}}`)
		return
	case d.ways["down"]:
		w.Header().Set("Retry-After", "0")
		fault(w, http.StatusServiceUnavailable, `{"error":{"message":"Loading model"}}`)
		return
	}
	if d.ways["slow"] { // so that a signal finds requests in flight
		time.Sleep(slowly)
	}
	d.stream(w, d.answer(q))
}

const slowly = 300 * time.Millisecond

func fault(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body))
}

// signs stand for markup that a model only copies.
var signs = regexp.MustCompile("⟦[0-9]+⟧")

// sentLine finds the marks of a request's material.
var sentLine = regexp.MustCompile(`(?m)^\[¶(\d+)\] (.*)$`)

func (d *double) answer(q request) string {
	user := q.Messages[len(q.Messages)-1].Content
	article := user[strings.Index(user, "<article"):strings.LastIndex(user, "</article")]
	marks := sentLine.FindAllStringSubmatch(article, -1)
	if !strings.Contains(user, "paragraphs from") && !strings.Contains(user, "that paragraph in") {
		return d.summary(marks, strings.Contains(q.Messages[0].Content, "Write in English"))
	}
	if d.ways["drop"] {
		if marks = marks[:len(marks)-1]; len(marks) == 0 {
			return "There is nothing to say."
		}
	}
	var lines []string
	for _, m := range marks {
		lines = append(lines, fmt.Sprintf("[¶%s] %s", m[1], d.line(m[1], m[2])))
	}
	return strings.Join(lines, "\n")
}

// summary answers with the golden summary of a sample article.
func (d *double) summary(marks [][]string, english bool) string {
	name, known := d.ids[marks[0][2]]
	if !known {
		return "The first claim. [¶1] The second claim. [¶" + marks[len(marks)-1][1] + "]"
	}
	language := map[bool]string{true: "en", false: "ar"}[english]
	content, err := os.ReadFile(filepath.Join(goldenDir, name+".summary."+language+".txt"))
	if err != nil {
		panic(err)
	}
	return strings.TrimSpace(string(content))
}

func (d *double) line(mark, source string) string {
	if english, ok := d.golden[source]; ok && !d.ways["poor"] && !d.ways["escape"] {
		return english
	}
	if d.ways["escape"] {
		return "Paragraph \x1b[31m" + mark + " in English."
	}
	line := "Paragraph " + mark + " in English."
	for _, sign := range signs.FindAllString(source, -1) {
		line += " " + sign
	}
	return line
}

// stream sends an answer as servers do: in pieces, the usage last.
func (d *double) stream(w http.ResponseWriter, answer string) {
	w.Header().Set("Content-Type", "text/event-stream")
	finish := "stop"
	if d.ways["length"] {
		finish = "length"
	}
	send := func(choices string) {
		fmt.Fprintf(w, "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"model\":\"double\",\"choices\":%s}\n\n", choices)
		w.(http.Flusher).Flush()
	}
	for len(answer) > 0 {
		n := min(len(answer), 40)
		for n < len(answer) && answer[n]&0xC0 == 0x80 {
			n++
		}
		piece, err := json.Marshal(answer[:n])
		if err != nil {
			panic(err)
		}
		answer = answer[n:]
		send(`[{"index":0,"delta":{"content":` + string(piece) + `},"finish_reason":null}]`)
		if d.ways["cut"] {
			return
		}
	}
	send(`[{"index":0,"delta":{},"finish_reason":"` + finish + `"}]`)
	fmt.Fprint(w, "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"model\":\"double\",\"choices\":[],\"usage\":{\"prompt_tokens\":900,\"completion_tokens\":300,\"total_tokens\":1200}}\n\ndata: [DONE]\n\n")
}

// interrupted runs mujaz, sends it the signals, comma between them, when its first
// request has arrived, and returns its exit status.
func (d *double) interrupted(ts *testscript.TestScript, signals string, args []string) (int, error) {
	self, err := exec.LookPath("mujaz")
	if err != nil {
		self = filepath.Join(filepath.Dir(os.Args[0]), "mujaz")
	}
	if found, err := exec.LookPath(filepath.Join(strings.Split(ts.Getenv("PATH"), string(os.PathListSeparator))[0], "mujaz")); err == nil {
		self = found
	}
	c := exec.Command(self, args...)
	c.Dir = ts.Getenv("WORK")
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "MUJAZ_BASE_URL", "PATH"} {
		c.Env = append(c.Env, name+"="+ts.Getenv(name))
	}
	c.Env = append(c.Env, atOnce)
	select {
	case <-d.arrived: // a request of the run before
	default:
	}
	if err := c.Start(); err != nil {
		return 0, err
	}
	select {
	case <-d.arrived:
	case <-time.After(20 * time.Second):
		_ = c.Process.Kill()
	}
	for i, name := range strings.Split(signals, ",") {
		if i > 0 {
			time.Sleep(slowly / 3) // two at once are one to the system
		}
		sig := map[string]os.Signal{"SIGINT": os.Interrupt, "SIGTERM": syscall.SIGTERM, "SIGKILL": os.Kill}[name]
		if err := c.Process.Signal(sig); err != nil {
			return 0, err
		}
	}
	_ = c.Wait() // the status tells
	return c.ProcessState.ExitCode(), nil
}
