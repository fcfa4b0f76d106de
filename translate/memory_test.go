package translate

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mujaz/internal/article"
	"mujaz/internal/llm"
	"mujaz/internal/store"
)

func TestEditResendsThree(t *testing.T) {
	f := &fake{}
	model, o := withStore(t, f)
	run := func(edit bool) *Translation {
		t.Helper()
		f.requests = nil
		a := news(50, 20)
		if edit {
			a.Blocks[20].Text = paragraph(777, 20)
		}
		got, err := Translate(context.Background(), model, a, o)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	run(false)
	if got := run(false); len(f.requests) != 0 || !got.Cached {
		t.Errorf("a second run sent %d requests", len(f.requests))
	}
	if run(true); len(f.requests) != 1 || len(sent(f.requests[0])) != 3 {
		t.Errorf("an edit sent %d requests", len(f.requests))
	}
	o.Memory.Read = false
	model = f // --refresh
	if run(false); len(f.requests) != 1 {
		t.Errorf("a refresh sent %d requests", len(f.requests))
	}
}

// A stricter check re-reads what is kept and pays for what now fails: here a
// stored unit that the checks of today do not let pass.
func TestStricterCheckPaysForWhatFails(t *testing.T) {
	f := &fake{}
	model, o := withStore(t, f)
	a := news(50, 20)
	if _, err := Translate(context.Background(), model, a, o); err != nil {
		t.Fatal(err)
	}
	plain, err := o.instructions(nil)
	if err != nil {
		t.Fatal(err)
	}
	j := &job{Options: o, plain: plain, units: newUnits(a)}
	u := j.units[30]
	u.answer, u.asked = "Short.", make([]llm.Request, 1)
	j.remember(j.units[30:31])
	f.requests = nil
	got, err := Translate(context.Background(), model, a, o)
	if err != nil || len(f.requests) != 1 || len(sent(f.requests[0])) != 1 || got.Units[30].Text != english(got.Units[30].Source) {
		t.Errorf("%d requests, %v", len(f.requests), err)
	}
}

// A process killed while it remembers a chunk has kept some of its units; the
// stored answer serves the others.
func TestHalfRememberedChunkCostsNothing(t *testing.T) {
	f := &fake{}
	model, o := withStore(t, f)
	a := news(40, 20)
	if _, err := Translate(context.Background(), model, a, o); err != nil {
		t.Fatal(err)
	}
	plain, _ := o.instructions(nil)
	j := &job{Options: o, plain: plain, units: newUnits(a)}
	for _, u := range j.units[10:] {
		j.forget(u)
	}
	f.requests = nil
	if _, err := Translate(context.Background(), model, a, o); err != nil || len(f.requests) != 0 {
		t.Errorf("%d requests, %v", len(f.requests), err)
	}
}

func TestWatchInOrder(t *testing.T) {
	o, next := options(t), 0
	o.Watch = func(u Unit) {
		if u.Paragraph != next {
			t.Errorf("paragraph %d came as number %d", u.Paragraph, next)
		}
		next++
	}
	if _, err := Translate(context.Background(), &fake{}, news(120, 20), o); err != nil || next != 121 {
		t.Errorf("%d paragraphs shown, %v", next, err)
	}
}

func TestPlanIsOfAllChunks(t *testing.T) {
	n := make(chan int, 100)
	_, err := Translate(context.Background(), llm.Planned(func(context.Context, llm.Request) { n <- 1 }), news(120, 20), options(t))
	if err == nil || len(n) != 5 {
		t.Errorf("%d requests planned, want 5; %v", len(n), err)
	}
}

func BenchmarkCached(b *testing.B) {
	model, o := withStore(b, &fake{})
	a := news(12, 30)
	for b.Loop() {
		if _, err := Translate(context.Background(), model, a, o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRemember(b *testing.B) {
	_, o := withStore(b, &fake{})
	plain, _ := o.instructions(nil)
	j := &job{Options: o, plain: plain, units: newUnits(news(12, 30))}
	for _, u := range j.units {
		u.answer, u.asked = english(u.source), make([]llm.Request, 1)
	}
	for b.Loop() {
		j.remember(j.units)
	}
}

// older keeps a unit as a version of the checks did that had less to say about it,
// or had said only these findings.
func older(t *testing.T, o Options, a *article.Article, paragraph int, answer string, accepted ...string) {
	t.Helper()
	plain, err := o.instructions(nil)
	if err != nil {
		t.Fatal(err)
	}
	j := &job{Options: o, plain: plain, units: newUnits(a)}
	u := j.units[paragraph]
	u.answer, u.model, u.accepted = answer, "first", accepted
	j.keep(u)
}

// A stricter version of the checks reads what an older one has kept: what fails
// now is sent, alone and once; what was delivered with a doubt is not sent again
// for the same doubt, but for a new one, and for an error of the same check.
func TestStricterCheckRereadsWhatIsKept(t *testing.T) {
	doubts := []string{
		"numbers: 25 is in the source and not in the translation", "numbers: 26 is in the translation and not in the source",
	}
	for _, c := range []struct {
		name, answer string
		accepted     []string
		fault        func(int, llm.Request, []string) ([]string, error)
		requests     int
		findings     int
	}{
		{name: "good as it is", answer: " 18 25."},
		{name: "a number that was not looked at", answer: " 18 26.", requests: 1},
		{
			name: "a doubt that outlives its repair", answer: " 18 26.", requests: 1, findings: 2,
			fault: func(_ int, _ llm.Request, l []string) ([]string, error) {
				for i := range l {
					l[i] = strings.ReplaceAll(l[i], "25", "26")
				}
				return l, nil
			},
		},
		{
			name: "the same doubt as before", answer: " 18 26.", findings: 2,
			accepted: doubts,
		},
		{
			name: "another of the same check", answer: " 17 26.", requests: 1,
			accepted: doubts,
		},
		{name: "an error of a check that was doubted", answer: " 18 25 قال الرجل إن", accepted: []string{"untranslated: left in Arabic: قال"}, requests: 1},
	} {
		f := &fake{}
		model, o := withStore(t, f)
		a := news(30, 20)
		a.Blocks[9].Text = paragraph(9, 20) + " 18 25."
		if _, err := Translate(context.Background(), model, a, o); err != nil {
			t.Fatal(err)
		}
		older(t, o, a, 10, english(paragraph(9, 20))+c.answer, c.accepted...)
		f.fault = c.fault
		for run := range 2 {
			f.requests = nil
			want := c.requests
			if run == 1 {
				want = 0 // paid once
			}
			got, err := Translate(context.Background(), model, a, o)
			if err != nil || len(f.requests) != want {
				t.Errorf("%s, run %d: %d requests, want %d; %v", c.name, run+1, len(f.requests), want, err)
				continue
			}
			if want == 1 && len(sent(f.requests[0])) != 1 {
				t.Errorf("%s: %d units were sent, want the one that fails", c.name, len(sent(f.requests[0])))
			}
			if len(got.Findings) != c.findings {
				t.Errorf("%s, run %d: %v, want %d", c.name, run+1, got.Findings, c.findings)
			}
		}
	}
}

// The verdict on what is remembered is kept with it, says the same each time, and
// is given anew where it is lost.
func TestVerdictIsKept(t *testing.T) {
	f := &fake{}
	model, o := withStore(t, f)
	a := news(5, 20)
	a.Blocks[2].Text = "قال " + a.Blocks[2].Text + "؟" // a question that the fake does not ask
	run := func() *Translation {
		t.Helper()
		got, err := Translate(context.Background(), model, a, o)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	first := run()
	verdicts := func() (keys []string) {
		for item := range o.Memory.Store.List() {
			if item.Kind == kindVerdict {
				keys = append(keys, item.Key)
			}
		}
		return keys
	}
	if len(first.Findings) == 0 || len(verdicts()) != 0 {
		t.Fatalf("%v, and %d verdicts are kept of a fresh translation", first.Findings, len(verdicts()))
	}
	for range 2 {
		if d := cmp.Diff(first.Findings, run().Findings); d != "" || len(verdicts()) != 1 {
			t.Errorf("%d verdicts, %s", len(verdicts()), d)
		}
	}
	if err := o.Memory.Store.Put(verdicts()[0], store.Entry{Kind: kindVerdict, Body: []byte("[")}); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(first.Findings, run().Findings); d != "" {
		t.Error(d)
	}
}
