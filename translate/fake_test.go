package translate

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"mujaz/internal/article"
	"mujaz/internal/llm"
	"mujaz/internal/store"
	"mujaz/prompts"
)

var markedLine = regexp.MustCompile(`(?m)^\[¶(\d+)\] (.*)$`)

// fake answers each marked line with english, unless a fault says otherwise.
type fake struct {
	mu       sync.Mutex
	requests []llm.Request
	fault    func(n int, r llm.Request, lines []string) ([]string, error) // n counts from 1
}

func (f *fake) Complete(_ context.Context, r llm.Request, emit func(llm.Event)) (llm.Response, error) {
	f.mu.Lock()
	f.requests = append(f.requests, r)
	n := len(f.requests)
	f.mu.Unlock()
	var lines []string
	for _, s := range sent(r) {
		lines = append(lines, fmt.Sprintf("[¶%s] %s", s[1], english(s[2])))
	}
	if f.fault != nil {
		var err error
		if lines, err = f.fault(n, r, lines); err != nil {
			return llm.Response{Requests: 1}, err
		}
	}
	text := strings.Join(lines, "\n")
	if emit != nil {
		emit(llm.Event{Kind: llm.Delta, Text: text})
	}
	return llm.Response{Text: text, Finish: "stop", Model: r.Target.Model, Requests: 1, Created: time.Unix(1, 0)}, nil
}

// sent are the marked lines of a request's material.
func sent(r llm.Request) [][]string {
	from := strings.Index(r.User, "<article")
	return markedLine.FindAllStringSubmatch(r.User[from:strings.LastIndex(r.User, "</article")], -1)
}

// english spells a made-up source in Latin letters: other words for other
// sources, as long as they are.
func english(source string) string {
	return strings.Map(func(r rune) rune {
		if i := strings.IndexRune(letters, r); i >= 0 {
			return rune("btsdrnmkfq"[i/len("ب")])
		}
		return r
	}, source)
}

const letters = "بتسدرنمكفق"

// paragraph makes up a source of n words.
func paragraph(seed uint64, n int) string {
	rng := rand.New(rand.NewPCG(seed, 1))
	words := make([]string, n)
	for i := range words {
		var w strings.Builder
		for range 5 {
			w.WriteRune([]rune(letters)[rng.IntN(10)])
		}
		words[i] = w.String()
	}
	return strings.Join(words, " ") + "."
}

func news(paragraphs, words int) *article.Article {
	a := &article.Article{Title: paragraph(1000, 5)}
	for i := range paragraphs {
		a.Blocks = append(a.Blocks, article.Block{Kind: article.Paragraph, Text: paragraph(uint64(i), words)})
	}
	return a
}

func options(tb testing.TB) Options {
	p, err := prompts.Open("").Find("translate", "news")
	if err != nil {
		tb.Fatal(err)
	}
	return Options{Target: llm.Target{Model: "first"}, Prompt: p, Repairs: 1, MostRepairs: 12}
}

// withStore returns the model behind a cache, and options with a memory.
func withStore(tb testing.TB, f llm.Model) (llm.Model, Options) {
	s, err := store.Open(tb.TempDir(), store.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	o := options(tb)
	o.Memory = Memory{Store: s, Read: true, Write: true}
	return llm.Cached(f, s, llm.CacheOptions{Read: true, Write: true}), o
}
