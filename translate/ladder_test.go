package translate

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"mujaz/internal/check"
	"mujaz/internal/glossary"
	"mujaz/internal/llm"
)

func TestLadder(t *testing.T) {
	type lines = []string
	cut := &llm.Error{Code: llm.Truncated, Err: errors.New("cut")}
	refused := &llm.Error{Code: llm.Refused, Err: errors.New("refused")}
	first := func(do func(lines) lines) func(int, llm.Request, lines) (lines, error) {
		return func(n int, _ llm.Request, l lines) (lines, error) {
			if n == 1 {
				return do(l), nil
			}
			return l, nil
		}
	}
	drop := func(l lines) lines { return slices.Delete(l, 3, 4) }
	for _, test := range []struct {
		name     string
		fault    func(int, llm.Request, lines) (lines, error)
		set      func(*Options)
		requests int
		code     string
	}{
		{"whole", nil, nil, 1, ""},
		{"missing", first(drop), nil, 2, ""},
		{"joined", first(func(l lines) lines {
			l[3] = strings.Replace(l[3], "[¶3]", "[¶3, ¶4]", 1)
			return slices.Delete(l, 4, 5)
		}), nil, 2, ""},
		{"another order", first(func(l lines) lines { l[2], l[3] = l[3], l[2]; return l }), nil, 2, ""},
		{"left in Arabic", first(func(l lines) lines { l[4] = "[¶4] " + strings.Repeat("قال الرجل ", 20); return l }), nil, 2, ""},
		{"cut: halves", func(_ int, r llm.Request, l lines) (lines, error) {
			if len(l) > 3 {
				return nil, cut
			}
			return l, nil
		}, nil, 7, ""},
		{"refused", func(int, llm.Request, lines) (lines, error) { return nil, refused }, nil, 1, "refused"},
		{"refused: fallback", func(_ int, r llm.Request, l lines) (lines, error) {
			if r.Target.Model == "first" {
				return nil, refused
			}
			return l, nil
		}, func(o *Options) { o.Fallback = "second" }, 2, ""},
		{"never repaired: fallback", func(_ int, r llm.Request, l lines) (lines, error) {
			if r.Target.Model == "first" && len(l) == 1 {
				return lines{"nothing"}, nil
			}
			if r.Target.Model == "first" {
				return drop(l), nil
			}
			return l, nil
		}, func(o *Options) { o.Fallback = "second" }, 3, ""},
		{"no repairs", first(drop), func(o *Options) { o.Repairs = 0 }, 1, "unaligned"},
		{"a bound", func(_ int, _ llm.Request, l lines) (lines, error) { return lines{"nothing"}, nil }, func(o *Options) { o.MostRepairs = 2 }, 3, "unaligned"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, o := &fake{fault: test.fault}, options(t)
			if test.set != nil {
				test.set(&o)
			}
			got, err := Translate(context.Background(), f, news(9, 20), o)
			if len(f.requests) != test.requests {
				t.Errorf("%d requests, want %d", len(f.requests), test.requests)
			}
			var coded interface{ ErrorCode() string }
			switch {
			case test.code != "":
				if !errors.As(err, &coded) || coded.ErrorCode() != test.code {
					t.Errorf("error %v, want %s", err, test.code)
				}
			case err != nil:
				t.Error(err)
			default:
				for _, u := range got.Units {
					if u.Text != english(u.Source) {
						t.Errorf("paragraph %d: %s", u.Paragraph, u.Text)
					}
				}
			}
		})
	}
}

func TestWorseRepairIsNotAccepted(t *testing.T) {
	a := news(3, 20)
	a.Blocks[1].Text += " http://example.org/1 ؟"
	f := &fake{fault: func(n int, _ llm.Request, l []string) ([]string, error) {
		if n == 1 {
			l[2] = strings.ReplaceAll(l[2], "؟", "")
			return l, nil
		}
		return []string{"[¶1] " + strings.Repeat("قال الرجل ", 30)}, nil
	}}
	got, err := Translate(context.Background(), f, a, options(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.requests) != 2 || !strings.Contains(got.Units[2].Text, "example.org") || len(got.Findings) == 0 {
		t.Errorf("%d requests, %q, %v", len(f.requests), got.Units[2].Text, got.Findings)
	}
}

func TestRejectedIsAskedAnew(t *testing.T) {
	bad := true
	f := &fake{fault: func(_ int, _ llm.Request, l []string) ([]string, error) {
		if bad {
			return l[:len(l)-1], nil
		}
		return l, nil
	}}
	model, o := withStore(t, f)
	if _, err := Translate(context.Background(), model, news(5, 20), o); err == nil {
		t.Fatal("no error for a missing paragraph")
	}
	bad, f.requests = false, nil
	if _, err := Translate(context.Background(), model, news(5, 20), o); err != nil {
		t.Fatal(err)
	}
	if len(f.requests) != 1 || len(sent(f.requests[0])) != 1 {
		t.Errorf("%d requests; want one, for the one paragraph", len(f.requests))
	}
}

// An answer given for two paragraphs of different chunks is only found in the
// whole article.
func TestDisplacedAcrossChunks(t *testing.T) {
	for _, mends := range []bool{true, false} {
		a := news(40, 20)
		stolen, text := a.Blocks[35].Text, english(a.Blocks[2].Text)
		f := &fake{fault: func(_ int, r llm.Request, l []string) ([]string, error) {
			for i, s := range sent(r) {
				if s[2] == stolen && (!mends || !strings.Contains(r.User, "<faults")) {
					l[i] = "[¶" + s[1] + "] " + text
				}
			}
			return l, nil
		}}
		model, o := withStore(t, f)
		_, err := Translate(context.Background(), model, a, o)
		if (err == nil) != mends {
			t.Errorf("mends %v: %v", mends, err)
		}
		n := len(f.requests)
		_, err = Translate(context.Background(), model, a, o)
		if (err == nil) != mends || mends && len(f.requests) != n || !mends && len(f.requests) == n {
			t.Errorf("mends %v: again: %v, %d requests after %d", mends, err, len(f.requests), n)
		}
	}
}

// A paragraph that a model does not finish is asked for by its sentences; one
// sentence alone goes to the fallback, else the article fails as cut.
func TestTruncatedUnit(t *testing.T) {
	cut := &llm.Error{Code: llm.Truncated, Err: errors.New("cut")}
	for _, test := range []struct {
		name, text, fallback string
		requests             int
		whole                bool
	}{
		{"sentences", paragraph(1, 20) + " " + paragraph(2, 20), "", 3, true},
		{"one sentence", paragraph(1, 40), "", 1, false},
		{"fallback", paragraph(1, 40), "second", 2, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := &fake{fault: func(_ int, r llm.Request, l []string) ([]string, error) {
				if r.Target.Model == "first" && len(strings.Fields(l[0])) > 30 {
					return nil, cut
				}
				return l, nil
			}}
			a, o := news(1, 20), options(t)
			a.Title, a.Blocks[0].Text, o.Fallback = "", test.text, test.fallback
			got, err := Translate(context.Background(), f, a, o)
			if len(f.requests) != test.requests {
				t.Errorf("%d requests, want %d", len(f.requests), test.requests)
			}
			if test.whole && (err != nil || got.Units[0].Text != english(test.text)) {
				t.Errorf("%v, %v", got, err)
			}
			if !test.whole && llm.CodeOf(err) != llm.Truncated {
				t.Errorf("error %v, want it cut", err)
			}
		})
	}
}

// What fails in both halves is said once, in one line.
func TestBothHalvesFail(t *testing.T) {
	f := &fake{fault: func(n int, _ llm.Request, _ []string) ([]string, error) {
		return nil, &llm.Error{Code: llm.ContextLength, Err: fmt.Errorf("too long %d", n)}
	}}
	_, err := Translate(context.Background(), f, news(4, 20), options(t))
	if llm.CodeOf(err) != llm.ContextLength || strings.Count(err.Error(), "too long") != 1 || strings.Contains(err.Error(), "\n") {
		t.Errorf("error %q", err)
	}
}

// What cannot be sent to mend a doubt does not cost the article, and a later run
// tries again; without repairs nothing is sent at all.
func TestDoubtIsDelivered(t *testing.T) {
	for _, repairs := range []int{0, 1} {
		down := &llm.Error{Code: llm.Unavailable, Err: errors.New("down")}
		f := &fake{fault: func(n int, _ llm.Request, l []string) ([]string, error) {
			if n > 1 {
				return nil, down
			}
			l[2] = strings.ReplaceAll(l[2], "؟", "")
			return l, nil
		}}
		model, o := withStore(t, f)
		o.Repairs = repairs
		a := news(3, 20)
		a.Blocks[1].Text += " ؟"
		for run := 1; run <= 2; run++ {
			got, err := Translate(context.Background(), model, a, o)
			if err != nil || len(got.Findings) == 0 || len(f.requests) != 1+run*repairs {
				t.Errorf("%d repairs, run %d: %d requests, %v, %v", repairs, run, len(f.requests), got, err)
			}
		}
	}
}

// A repair that is only planned leaves its unit unsettled: when its answer has
// come, from a batch, it is used.
func TestPlannedRepairIsWaitedFor(t *testing.T) {
	planned := &llm.Error{Code: llm.Unavailable, Permanent: true, Err: llm.ErrPlanned}
	f := &fake{fault: func(n int, _ llm.Request, l []string) ([]string, error) {
		switch n {
		case 1:
			l[2] = strings.ReplaceAll(l[2], "؟", "")
		case 2, 3:
			return nil, planned
		}
		return l, nil
	}}
	model, o := withStore(t, f)
	a := news(3, 20)
	a.Blocks[1].Text += " ؟"
	for run := 1; run <= 2; run++ {
		if _, err := Translate(context.Background(), model, a, o); !errors.Is(err, llm.ErrPlanned) || len(f.requests) != 1+run {
			t.Fatalf("run %d: %d requests, %v", run, len(f.requests), err)
		}
	}
	if f.requests[1].Key() != f.requests[2].Key() {
		t.Error("the repair is another one in the second run")
	}
	got, err := Translate(context.Background(), model, a, o)
	if err != nil || len(f.requests) != 4 || !strings.Contains(got.Units[2].Text, "?") {
		t.Errorf("%d requests, %v", len(f.requests), err)
	}
}

// Terms are sent where they occur only, and a wrong rendering is repaired once.
func TestGlossary(t *testing.T) {
	a, o := news(3, 20), options(t)
	term := strings.Fields(a.Blocks[1].Text)[3]
	o.Glossary = glossary.New([]glossary.Term{{Source: term, Rendering: "Rendered"}, {Source: "غائب", Rendering: "Absent"}})
	f := &fake{}
	got, err := Translate(context.Background(), f, a, o)
	if err != nil {
		t.Fatal(err)
	}
	if s := f.requests[0].System; !strings.Contains(s, "Rendered") || strings.Contains(s, "Absent") {
		t.Errorf("the terms that occur are not those sent: %s", s)
	}
	if len(f.requests) != 2 || !strings.Contains(f.requests[1].User, "Rendered") || len(sent(f.requests[1])) != 1 {
		t.Errorf("%d requests", len(f.requests))
	}
	if !slices.ContainsFunc(got.Findings, func(f check.Finding) bool { return f.Check == "glossary" && f.Paragraph == 2 }) {
		t.Errorf("no finding in %v", got.Findings)
	}
}

// Two paragraphs of a chunk that came under each other's marks are asked again.
func TestShiftWithinChunk(t *testing.T) {
	a := news(6, 20)
	for i := range a.Blocks {
		a.Blocks[i].Text += fmt.Sprintf(" %d %d %d.", 1111*(i+1), 2013+i, 37*(i+2))
	}
	f := &fake{fault: func(n int, _ llm.Request, l []string) ([]string, error) {
		if n == 1 {
			l[2], l[3] = "[¶2]"+strings.TrimPrefix(l[3], "[¶3]"), "[¶3]"+strings.TrimPrefix(l[2], "[¶2]")
		}
		return l, nil
	}}
	got, err := Translate(context.Background(), f, a, options(t))
	if err != nil || len(f.requests) != 2 || len(sent(f.requests[1])) != 2 {
		t.Fatalf("%d requests, %v", len(f.requests), err)
	}
	if got.Units[2].Text != english(got.Units[2].Source) {
		t.Errorf("paragraph 2: %s", got.Units[2].Text)
	}
}

// The rungs come in their order: the failing paragraphs alone with what was found,
// their halves, each alone, and the fallback model; what became fit stays kept.
func TestRungsInOrder(t *testing.T) {
	f := &fake{fault: func(_ int, r llm.Request, l []string) ([]string, error) {
		if r.Target.Model == "second" {
			return l, nil
		}
		kept := []string{"nothing"}
		for i, s := range sent(r) {
			if !strings.HasPrefix(s[2], "X") {
				kept = append(kept, l[i])
			}
		}
		return kept, nil
	}}
	model, o := withStore(t, f)
	a := news(10, 20)
	for _, i := range []int{1, 4, 5, 8} {
		a.Blocks[i].Text = "X" + a.Blocks[i].Text
	}
	rungs := func() (sizes []string) {
		for _, r := range f.requests {
			size := fmt.Sprintf("%s %d", r.Target.Model, len(sent(r)))
			if strings.Contains(r.User, "<faults") {
				size += " with faults"
			}
			sizes = append(sizes, size)
		}
		f.requests = nil
		return sizes
	}
	want := []string{
		"first 11", "first 4 with faults", "first 2 with faults", "first 2 with faults",
		"first 1 with faults", "first 1 with faults", "first 1 with faults", "first 1 with faults",
	}
	_, err := Translate(context.Background(), model, a, o)
	var fault *Error
	if got := rungs(); !errors.As(err, &fault) || fault.Code != Unaligned || !slices.Equal(got, want) {
		t.Errorf("%v, %v, want %v", err, got, want)
	}
	// What was fit is kept: a fallback pays for the others alone.
	o.Fallback = "second"
	got, err := Translate(context.Background(), model, a, o)
	if sizes := rungs(); err != nil || sizes[len(sizes)-1] != "second 4 with faults" || sizes[0] != "first 1" {
		t.Errorf("%v, %v", err, sizes)
	} else if got.Repairs > o.MostRepairs {
		t.Errorf("%d repairs, at most %d", got.Repairs, o.MostRepairs)
	}
	// The extra requests of an article are bounded.
	o.Fallback, o.MostRepairs, o.Memory.Read, model = "", 3, false, f
	if _, err := Translate(context.Background(), model, a, o); err == nil || len(f.requests) != 1+3 {
		t.Errorf("%v, %d requests, want 4", err, len(f.requests))
	}
}
