package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// busy is a model's server with a latency and limits, which fails now and then.
type busy struct {
	latency time.Duration
	failing float64 // the share of requests answered 500, and that of cut streams
	rate    int     // requests in a second, 0 for no limit
	most    int     // requests at once, 0 for no limit

	mu       sync.Mutex
	rng      *rand.Rand
	in       int
	first    time.Time
	last     time.Time
	second   time.Time
	used     int
	made     int
	failed   int
	late     int // requests after the first second
	refused  int // of them
	answered int
}

func (s *busy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var q request
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	status, broken := s.admit()
	defer s.leave(status == http.StatusOK && !broken)
	if status != http.StatusTooManyRequests {
		time.Sleep(s.latency)
	}
	switch {
	case status != http.StatusOK:
		fault(w, status, `{"error":{"message":"not now"}}`)
		return
	case broken:
		(&double{ways: map[string]bool{"cut": true}}).stream(w, "cut")
		return
	}
	user := q.Messages[len(q.Messages)-1].Content
	var answer strings.Builder
	for _, m := range sentLine.FindAllStringSubmatch(user[strings.Index(user, "<article"):], -1) {
		fmt.Fprintf(&answer, "[¶%s] %s\n", m[1], latin(m[2]))
	}
	(&double{}).stream(w, answer.String())
}

// admit decides what becomes of a request.
func (s *busy) admit() (status int, broken bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if s.rng == nil {
		s.rng, s.first, s.second = rand.New(rand.NewPCG(1, 2)), now, now
	}
	if now.Sub(s.second) >= time.Second {
		s.second, s.used = now, 0
	}
	s.used++
	s.made++
	s.in++
	late := now.Sub(s.first) > time.Second
	if late {
		s.late++
	}
	if s.rate > 0 && s.used > s.rate || s.most > 0 && s.in > s.most {
		if late {
			s.refused++
		}
		return http.StatusTooManyRequests, false
	}
	switch luck := s.rng.Float64(); {
	case luck < s.failing:
		s.failed++
		return http.StatusInternalServerError, false
	case luck < 2*s.failing:
		s.failed++
		return http.StatusOK, true
	}
	return http.StatusOK, false
}

func (s *busy) leave(answered bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.in--
	if answered {
		s.answered++
	}
	s.last = time.Now()
}

// released builds the program as it is released.
func released(b *testing.B) string {
	b.Helper()
	bin := filepath.Join(b.TempDir(), "mujaz")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", bin, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return bin
}

// articlesIn writes a folder of made-up articles.
func articlesIn(b *testing.B, dir string, articles, paragraphs int) {
	b.Helper()
	rng := rand.New(rand.NewPCG(3, 4))
	for i := range articles {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%06d.txt", i)), []byte(madeUp(rng, paragraphs)), 0o600); err != nil {
			b.Fatal(err)
		}
	}
}

// translateIn runs the program over in, with answers kept in home.
func translateIn(b *testing.B, bin, url, home, in, out string, jobs int) *exec.Cmd {
	b.Helper()
	p := exec.Command(bin, "translate", "-q", "-j", fmt.Sprint(jobs), "--any-language", "--raw", "-o", out, in)
	p.Env = []string{"HOME=" + home, "MUJAZ_BASE_URL=" + url + "/v1", "PATH=" + os.Getenv("PATH")}
	if said, err := p.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, said)
	}
	return p
}

// BenchmarkFolder runs the program over 500 articles, at servers of several kinds:
// how far it stays from what the server allows, what it asks more than once and
// what is lost.
func BenchmarkFolder(b *testing.B) {
	const articles, jobs = 500, 16
	bin := released(b)
	in := b.TempDir()
	articlesIn(b, in, articles, 4)
	for _, bench := range []struct {
		name   string
		server func() *busy
	}{
		{"200 ms", func() *busy { return &busy{latency: 200 * time.Millisecond} }},
		{"200 ms, 5 % errors, 5 % cut", func() *busy { return &busy{latency: 200 * time.Millisecond, failing: 0.05} }},
		{"50 a second, 10 at once", func() *busy { return &busy{latency: 100 * time.Millisecond, rate: 50, most: 10} }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				s := bench.server()
				server := httptest.NewServer(s)
				dir := b.TempDir()
				begun := time.Now()
				translateIn(b, bin, server.URL, dir, in, filepath.Join(dir, "out"), jobs)
				took := time.Since(begun)
				server.Close()
				if s.rate > 0 {
					b.ReportMetric(100*float64(s.answered)/s.last.Sub(s.first).Seconds()/float64(s.rate), "%limit")
					b.ReportMetric(100*float64(s.refused)/float64(max(s.late, 1)), "%refused")
				} else {
					ideal := articles * s.latency / jobs
					b.ReportMetric(100*(float64(took)/float64(ideal)-1), "%over")
					b.ReportMetric(float64(s.made-articles-s.failed), "needless")
				}
				outputs, err := os.ReadDir(filepath.Join(dir, "out"))
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(articles-len(outputs)), "lost")
			}
		})
	}
}

// BenchmarkFolderDone runs the program over 10,000 articles of 4 kB whose outputs
// are in place, and reads the same files once to compare.
func BenchmarkFolderDone(b *testing.B) {
	const articles = 10_000
	bin := released(b)
	in, home := b.TempDir(), b.TempDir()
	articlesIn(b, in, articles, 15)
	server := httptest.NewServer(&busy{})
	defer server.Close()
	out := filepath.Join(home, "out")
	translateIn(b, bin, server.URL, home, in, out, 16)
	var done, sums time.Duration
	rounds := 0
	for b.Loop() {
		begun := time.Now()
		p := translateIn(b, bin, server.URL, home, in, out, 16)
		done += time.Since(begun)
		b.ReportMetric(peak(p), "MB")
		begun = time.Now()
		hashAll(b, in)
		sums += time.Since(begun)
		rounds++
	}
	b.ReportMetric(float64(done)/float64(sums), "xsha256")
	b.ReportMetric(float64(done.Milliseconds())/float64(rounds), "ms/run")
}

// hashAll does what sha256sum does with the files of a folder.
func hashAll(b *testing.B, dir string) {
	b.Helper()
	names, err := os.ReadDir(dir)
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range names {
		f, err := os.Open(filepath.Join(dir, n.Name()))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(sha256.New(), f); err != nil {
			b.Fatal(err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
