package summarize_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"mujaz/internal/article"
	"mujaz/internal/check"
	"mujaz/internal/llm"
	"mujaz/internal/store"
	"mujaz/internal/wire"
	"mujaz/summarize"
)

// reader answers as a model that keeps to what it is asked: notes of some 150
// words on a part, and a short summary of the whole.
func reader(r llm.Request) string {
	if strings.Contains(r.System, "one part of a longer one") {
		n := len(markedLine.FindAllString(r.User, -1))
		return lead(max(1, n/8), 18)(r)
	}
	n := len(markedLine.FindAllString(r.User, -1))
	return lead(max(1, n/4), 20)(r)
}

// tokens adds up the input of requests.
func tokens(sent []llm.Request) int {
	n := 0
	for _, r := range sent {
		n += wire.Tokens(r.System) + wire.Tokens(r.User)
	}
	return n
}

// mostInput is how many tokens of input a hierarchical summary may cost for each
// token of its source.
const mostInput = 1.3

// A book of 200,000 words through a window of 8,192 tokens.
func TestBook(t *testing.T) {
	a := book(bookWords)
	f := window(8192, reader)
	m := keep(f)
	o := options(t)
	o.Window = 8192
	s, err := summarize.Summarize(context.Background(), m, a, o)
	if err != nil {
		t.Fatal(err)
	}
	var source strings.Builder
	for _, b := range a.Blocks {
		source.WriteString(b.Text + "\n")
	}
	whole, paid := wire.Tokens(source.String()), tokens(f.sent)
	t.Logf("%d words, %d tokens: %d requests, %d tokens of input, %.3f times the source's",
		summarize.Words(a), whole, len(f.sent), paid, float64(paid)/float64(whole))
	if float64(paid) > mostInput*float64(whole) {
		t.Errorf("%d tokens were sent for a source of %d", paid, whole)
	}
	if s.Requests != len(f.sent) {
		t.Errorf("%d requests are told of %d", s.Requests, len(f.sent))
	}
	supported(t, a, s)
	before := len(f.sent)
	again, err := summarize.Summarize(context.Background(), m, a, o)
	if err != nil || len(f.sent) != before || !again.Cached || again.Text != s.Text {
		t.Errorf("a second run sent %d requests (%v)", len(f.sent)-before, err)
	}
	// Another length and language only cost the last merge.
	o.Length, o.To = summarize.Length{Words: 60}, "en"
	f.answer = func(int, llm.Request) (string, error) {
		return "The old city lies on the bank of the great river. [¶1]", nil
	}
	o.Repairs = 0
	if _, err := summarize.Summarize(context.Background(), m, a, o); err != nil || len(f.sent) != before+1 {
		t.Errorf("another length and language sent %d requests (%v)", len(f.sent)-before, err)
	}
}

// supported checks that each claim of a summary by reader stands in a paragraph
// that it cites.
func supported(t *testing.T, a *article.Article, s *summarize.Summary) {
	t.Helper()
	units := a.Units()
	if len(s.Claims) == 0 {
		t.Error("no claims")
	}
	for _, c := range s.Claims {
		found := false
		for _, n := range c.Paragraphs {
			found = found || strings.Contains(units[n-1].Text, strings.TrimSuffix(c.Text, "."))
			if !strings.Contains(s.Cited, fmt.Sprintf("[¶%d]", n)) {
				t.Errorf("¶%d is not in %q", n, s.Cited)
			}
		}
		if !found {
			t.Errorf("%q is not in paragraphs %v", c.Text, c.Paragraphs)
		}
	}
	for _, f := range s.Findings {
		if f.Level != check.Note && f.Check != "copying" {
			t.Errorf("finding %v", f)
		}
	}
}

// Whatever the server tells of its window, the summary is made, and nothing
// that did not fit is sent again, not even by another run.
func TestWindowIsLearnt(t *testing.T) {
	named := func(tokens int) error {
		return &llm.Error{Code: llm.ContextLength, Err: &llm.ContextError{Window: tokens, Err: errors.New("too long")}}
	}
	for _, c := range []struct {
		name    string
		err     error
		density float64 // the server's tokens for one of the estimate's
		set     int     // the window that the user believes in
	}{
		{"named", named(6000), 1, 0},
		{"not named", named(0), 1, 0},
		{"cut", &llm.Error{Code: llm.Truncated, Err: &llm.TruncatedError{}}, 1, 0},
		{"denser", named(6000), 2.1, 0},
		{"denser, not named", named(0), 2.1, 0},
		{"believed larger", named(6000), 1, 32_000},
		{"believed, denser", named(6000), 2.1, 6000},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := store.Open(t.TempDir(), store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			failed := map[string]bool{}
			f := &fake{}
			f.answer = func(_ int, r llm.Request) (string, error) {
				if float64(wire.Tokens(r.System)+wire.Tokens(r.User))*c.density > 6000 {
					f.mu.Lock()
					defer f.mu.Unlock()
					if failed[r.Key()] {
						t.Error("what does not fit was sent twice")
					}
					failed[r.Key()] = true
					return "", c.err
				}
				return reader(r), nil
			}
			m, a, o := keep(f), book(5_000), options(t)
			o.Window = c.set
			sent := 0
			for n := range 2 {
				o.Learned = &summarize.Learned{Store: s, Read: true, Write: true}
				made, err := summarize.Summarize(context.Background(), m, a, o)
				if err != nil {
					t.Fatal(err)
				}
				supported(t, a, made)
				if n > 0 && len(f.sent) > sent {
					t.Errorf("another run sent %d requests", len(f.sent)-sent)
				}
				sent = len(f.sent)
			}
			if len(failed) > 6 {
				t.Errorf("%d requests were too long", len(failed))
			}
			t.Logf("%d requests, %d of them too long", len(f.sent), len(failed))
		})
	}
}

// What a long article teaches about the window changes no request for a short
// one: it would be paid again.
func TestLearningKeepsKeys(t *testing.T) {
	f := window(6000, reader)
	m, o := keep(f), options(t)
	o.Learned = &summarize.Learned{}
	short := book(300)
	for _, a := range []*article.Article{short, book(5_000), short} {
		before := len(f.sent)
		if _, err := summarize.Summarize(context.Background(), m, a, o); err != nil {
			t.Fatal(err)
		}
		if a == short && before > 0 && len(f.sent) > before {
			t.Error("the short article was asked for again")
		}
	}
}

// A paragraph that alone exceeds the window is read in pieces.
func TestOneParagraph(t *testing.T) {
	var all []string
	for _, b := range book(12_000).Blocks {
		all = append(all, strings.TrimSuffix(b.Text, "."))
	}
	a, o := text("", strings.Join(all, " ")), options(t)
	o.Window = 4096
	s, err := summarize.Summarize(context.Background(), window(4096, reader), a, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range s.Claims {
		if len(c.Paragraphs) != 1 || c.Paragraphs[0] != 1 {
			t.Errorf("claim %v", c)
		}
	}
}

// A window without room for an article is the user's to know.
func TestTinyWindow(t *testing.T) {
	o := options(t)
	o.Window = 400
	_, err := summarize.Summarize(context.Background(), window(400, reader), news(), o)
	if llm.CodeOf(err) != llm.ContextLength {
		t.Error(err)
	}
}

// Merging keeps out what notes invented: a doubted note is not passed on, its
// sentences are.
func TestInventionsAreNotMerged(t *testing.T) {
	o := options(t)
	o.Window = 6000
	f := window(6000, func(r llm.Request) string {
		if strings.Contains(r.System, "one part of a longer one") {
			m := markedLine.FindAllStringSubmatch(r.User, -1)
			return "زار المدينة القديمة 987654 تاجرا في ذلك العام. [¶" + m[1+len(m)/2][1] + "]\n" + reader(r)
		}
		return reader(r)
	})
	if _, err := summarize.Summarize(context.Background(), f, book(10_000), o); err != nil {
		t.Fatal(err)
	}
	last := f.sent[len(f.sent)-1]
	if strings.Contains(last.User, "987654") {
		t.Error("the merge was told the invention")
	}
	if !strings.Contains(last.User, "<context") || !strings.Contains(last.System, "notes on its parts") {
		t.Error("the last request is no merge")
	}
}

// A summary that is too long for one answer is written in parts.
func TestLongSummary(t *testing.T) {
	o := options(t)
	o.Length = summarize.Length{Share: 0.3}
	a := book(20_000)
	f := &fake{answer: func(_ int, r llm.Request) (string, error) { return lead(1, 18)(r), nil }}
	s, err := summarize.Summarize(context.Background(), f, a, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.sent) < 4 || len(s.Claims) < 100 {
		t.Errorf("%d requests, %d claims", len(f.sent), len(s.Claims))
	}
	last := 0
	for _, c := range s.Claims {
		if c.Paragraphs[0] < last {
			t.Fatalf("paragraph %d comes after %d", c.Paragraphs[0], last)
		}
		last = c.Paragraphs[0]
	}
	supported(t, a, s)
}

func TestFirstErrorEndsIt(t *testing.T) {
	o := options(t)
	o.Window = 6000
	f := &fake{answer: func(n int, r llm.Request) (string, error) {
		if n > 2 {
			return "", &llm.Error{Code: llm.Quota, Err: errors.New("no money")}
		}
		return reader(r), nil
	}}
	if _, err := summarize.Summarize(context.Background(), f, book(40_000), o); llm.CodeOf(err) != llm.Quota {
		t.Error(err)
	}
}
