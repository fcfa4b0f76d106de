package main

import (
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// corpus is a folder of made-up articles, and a server that translates them.
type corpus struct {
	counting
	bin, dir, url string
	articles      int
}

func newCorpus(t *testing.T, articles int) *corpus {
	t.Helper()
	bin, err := exec.LookPath("mujaz")
	if err != nil {
		t.Skip("the program is not in the path:", err)
	}
	c := &corpus{bin: bin, dir: t.TempDir(), articles: articles}
	server := httptest.NewServer(&c.counting)
	t.Cleanup(server.Close)
	c.url = server.URL
	rng := rand.New(rand.NewPCG(3, 4))
	if err := os.Mkdir(filepath.Join(c.dir, "in"), 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range articles {
		if err := os.WriteFile(filepath.Join(c.dir, "in", fmt.Sprintf("%04d.txt", i)), []byte(madeUp(rng, 1+i%4)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func (c *corpus) run(jobs int) *exec.Cmd {
	p := exec.Command(c.bin, "translate", "-j", fmt.Sprint(jobs), "--any-language", "--raw", "-o", "out/", "in")
	p.Dir = c.dir
	p.Env = []string{"HOME=" + c.dir, "MUJAZ_BASE_URL=" + c.url + "/v1", "PATH=" + os.Getenv("PATH"), atOnce}
	return p
}

// whole checks that every article has its output, to the end.
func (c *corpus) whole(t *testing.T) {
	t.Helper()
	names, err := os.ReadDir(filepath.Join(c.dir, "out"))
	// What a killed process was about to put in place has another name, and is swept
	// a day later.
	names = slices.DeleteFunc(names, func(n os.DirEntry) bool { return strings.HasPrefix(n.Name(), ".mujaz-") })
	if err != nil || len(names) != c.articles {
		t.Fatalf("%d outputs of %d: %v", len(names), c.articles, err)
	}
	for i, n := range names {
		content, err := os.ReadFile(filepath.Join(c.dir, "out", n.Name()))
		if got := strings.Count(string(content), " .\n"); err != nil || n.Name() != fmt.Sprintf("%04d.en.txt", i) || got != 1+i%4 {
			t.Errorf("%s has %d paragraphs of %d: %v", n.Name(), got, 1+i%4, err)
		}
	}
}

// Eight processes over the same folder send each request once.
func TestTogether(t *testing.T) {
	c := newCorpus(t, 200)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if out, err := c.run(4).CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	all.Wait()
	if n := c.count.Load(); n != 200 {
		t.Errorf("%d requests for 200 articles", n)
	}
	c.whole(t)
}

// A folder's run that is killed twenty times costs at most what was in flight, and
// leaves no half output.
func TestKilledFolder(t *testing.T) {
	const jobs, kills = 8, 20
	c := newCorpus(t, 200)
	rng := rand.New(rand.NewPCG(5, 6))
	killed := 0
	for range kills {
		p := c.run(jobs)
		if err := p.Start(); err != nil {
			t.Fatal(err)
		}
		c.killAfter(p, 1+rng.Int64N(8), time.Duration(rng.Int64N(int64(answerTime))))
		if p.Wait() != nil {
			killed++
		}
	}
	if out, err := c.run(jobs).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	n, most := c.count.Load(), int64(200+killed*jobs)
	if n > most || killed == 0 {
		t.Errorf("%d requests after %d kills, want at most %d", n, killed, most)
	}
	t.Logf("%d requests for 200 articles, killed %d times with %d in flight", n, killed, jobs)
	c.whole(t)
}
