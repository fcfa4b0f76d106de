package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// counting is a model's server that takes a moment and counts what it was asked.
type counting struct{ count atomic.Int64 }

func (c *counting) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var q request
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	c.count.Add(1)
	time.Sleep(answerTime) // so that kills find requests in flight
	user := q.Messages[len(q.Messages)-1].Content
	var answer strings.Builder
	for _, m := range sentLine.FindAllStringSubmatch(user[strings.Index(user, "<article"):], -1) {
		fmt.Fprintf(&answer, "[¶%s] %s\n", m[1], latin(m[2]))
	}
	(&double{}).stream(w, answer.String())
}

// answerTime is what an answer takes.
const answerTime = 40 * time.Millisecond

// killAfter kills a process some time after its request number n has come, or
// leaves it to its end where it makes fewer.
func (c *counting) killAfter(p *exec.Cmd, n int64, later time.Duration) {
	n += c.count.Load()
	for deadline := time.Now().Add(2 * time.Second); c.count.Load() < n; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			break
		}
	}
	time.Sleep(later)
	_ = p.Process.Kill()
}

const killedLetters = "بتسدرنمكفق"

// latin spells a made-up word of killedLetters in others.
func latin(s string) string {
	return strings.Map(func(r rune) rune {
		if i := strings.IndexRune(killedLetters, r); i >= 0 {
			return rune("btsdrnmkfq"[i/2])
		}
		return r
	}, s)
}

// madeUp writes so many paragraphs of words that latin can spell.
func madeUp(rng *rand.Rand, paragraphs int) string {
	var source strings.Builder
	for range paragraphs {
		for range 24 {
			for range 5 {
				source.WriteRune([]rune(killedLetters)[rng.IntN(10)])
			}
			source.WriteByte(' ')
		}
		source.WriteString(".\n\n")
	}
	return source.String()
}

// A process that is killed loses at most the requests in flight, and the runs
// after it bring the translation to its end.
func TestKilled(t *testing.T) {
	const paragraphs, jobs, rounds, most = 200, 2, 2, 4
	rng := rand.New(rand.NewPCG(7, 2))
	var want strings.Builder
	dir := t.TempDir()
	article := filepath.Join(dir, "long.txt")
	if err := os.WriteFile(article, []byte(madeUp(rng, paragraphs)), 0o600); err != nil {
		t.Fatal(err)
	}
	c := &counting{}
	server := httptest.NewServer(c)
	defer server.Close()
	bin, err := exec.LookPath("mujaz")
	if err != nil {
		t.Skip("the program is not in the path:", err)
	}
	run := func(home string) (*exec.Cmd, *bytes.Buffer) {
		p := exec.Command(bin, "translate", "-q", "-j", fmt.Sprint(jobs), "--any-language", "--raw", article)
		p.Env = []string{"HOME=" + filepath.Join(dir, home), "MUJAZ_BASE_URL=" + server.URL + "/v1", "PATH=" + os.Getenv("PATH"), atOnce}
		var out bytes.Buffer
		p.Stdout = &out
		return p, &out
	}
	whole, out := run("whole")
	if err := whole.Run(); err != nil {
		t.Fatal(err)
	}
	want.WriteString(out.String())
	needed := c.count.Swap(0)
	killed := 0
	for round := range rounds {
		c.count.Store(0)
		home, kills := fmt.Sprint("killed", round), 0
		for range most {
			p, _ := run(home)
			if err := p.Start(); err != nil {
				t.Fatal(err)
			}
			c.killAfter(p, 1+rng.Int64N(3), time.Duration(rng.Int64N(int64(answerTime))))
			if p.Wait() == nil {
				break // it was done before
			}
			kills++
		}
		last, out := run(home)
		if err := last.Run(); err != nil {
			t.Fatal(err)
		}
		if out.String() != want.String() || strings.Count(out.String(), "\n\n") < paragraphs-1 {
			t.Error("the output is not that of a run that was not killed")
		}
		if n, bound := c.count.Load(), needed+int64(kills*jobs); n > bound {
			t.Errorf("%d requests after %d kills, want at most %d", n, kills, bound)
		}
		t.Logf("%d requests for %d needed, killed %d times with %d in flight", c.count.Load(), needed, kills, jobs)
		killed += kills
	}
	if killed == 0 {
		t.Error("no run was killed")
	}
}
