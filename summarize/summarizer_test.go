package summarize_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mujaz/internal/check"
	"mujaz/internal/llm"
	"mujaz/summarize"
)

const good = "افتتح وزير النقل المصري جسرا على النيل في القاهرة بعد 18 شهرا. [¶1] وبلغت تكلفة الجسر 250 مليون جنيه بحسب الوزير. [¶2] وانتقد سكان إمبابة تأخر الافتتاح. [¶3]"

const invented = "افتتح وزير النقل المصري جسرا على النيل في القاهرة بعد 73 شهرا. [¶1]"

func run(t *testing.T, m llm.Model, o summarize.Options) *summarize.Summary {
	t.Helper()
	s, err := summarize.Summarize(context.Background(), m, news(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCitations(t *testing.T) {
	const first, second = "افتتح الوزير جسرا جديدا على النيل في القاهرة.", "انتقد سكان حي إمبابة تأخر افتتاح الجسر."
	claims := []summarize.Claim{{Text: first, Paragraphs: []int{1}}, {Text: second, Paragraphs: []int{3}}}
	for name, answer := range map[string]string{
		"as asked":      first + " [¶1] " + second + " [¶3]",
		"before":        "[¶1] " + first + "\n[¶3] " + second,
		"Arabic digits": first + " [¶١] " + second + " 【¶٣】",
		"bare":          first + " [1] " + second + " [3]",
		"fenced":        "```\n" + first + " [¶1]\n" + second + " [¶3]\n```",
		"inside":        strings.TrimSuffix(first, ".") + " [¶1]. " + strings.TrimSuffix(second, ".") + " [¶3].",
	} {
		m := in(answer)
		s := run(t, m, options(t))
		if d := cmp.Diff(claims, s.Claims); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if strings.ContainsAny(s.Text, "[]【】¶") || !strings.ContainsAny(s.Cited, "[【") {
			t.Errorf("%s: text %q, cited %q", name, s.Text, s.Cited)
		}
		if len(m.sent) != 1 {
			t.Errorf("%s: %d requests: notation is not worth a repair", name, len(m.sent))
		}
	}
}

func TestCitationsAreRepaired(t *testing.T) {
	for name, bad := range map[string]string{
		"out of range": strings.Replace(good, "¶3", "¶9", 1),
		"none":         strings.NewReplacer("[¶1]", "", "[¶2]", "", "[¶3]", "").Replace(good),
		"wrong":        strings.Replace(good, "¶3", "¶2", 1),
	} {
		m := in(bad, good)
		s := run(t, m, options(t))
		if len(m.sent) != 2 || s.Repairs != 1 || len(s.Claims) != 3 || s.Claims[2].Paragraphs[0] != 3 {
			t.Errorf("%s: %d requests, claims %v", name, len(m.sent), s.Claims)
		}
		for _, f := range s.Findings {
			if f.Level != check.Note {
				t.Errorf("%s: after the repair: %v", name, f)
			}
		}
	}
}

func TestMarksThatAreNoneAreDropped(t *testing.T) {
	s := run(t, in(strings.Replace(good, "¶3", "¶3, ¶9, ¶0", 1)), options(t))
	if d := cmp.Diff([]int{3}, s.Claims[2].Paragraphs); d != "" || strings.Contains(s.Cited, "9") || !strings.HasSuffix(s.Cited, "[¶3]") {
		t.Errorf("claims %v, cited %q", s.Claims, s.Cited)
	}
}

func TestRepair(t *testing.T) {
	o := options(t)
	m := in(invented, good)
	s := run(t, m, o)
	if s.Repairs != 1 || !strings.Contains(s.Text, "18") || len(s.Findings) > 0 {
		t.Errorf("repairs %d, findings %v, text %q", s.Repairs, s.Findings, s.Text)
	}
	if user := m.sent[1].User; !strings.Contains(user, "73") || !strings.HasPrefix(user, m.sent[0].User[:500]) || m.sent[1].System != m.sent[0].System {
		t.Errorf("the repair does not say what was found, or does not begin as the request did: %q", user)
	}
	m = in(invented)
	if s = run(t, m, o); len(m.sent) != 2 || len(s.Findings) != 1 || s.Findings[0].Check != "numbers" {
		t.Errorf("not mended: %d requests, findings %v", len(m.sent), s.Findings)
	}
	o.Repairs = 0
	m = in(invented, good)
	if s = run(t, m, o); len(m.sent) != 1 || len(s.Findings) == 0 {
		t.Errorf("without repairs: %d requests, findings %v", len(m.sent), s.Findings)
	}
}

// A stored run is replayed without a request, and ends the same way.
func TestReplay(t *testing.T) {
	f := in(invented, good)
	m := keep(f)
	first, second := run(t, m, options(t)), run(t, m, options(t))
	if len(f.sent) != 2 || !second.Cached || second.Requests != 0 || first.Text != second.Text {
		t.Errorf("%d requests; %q, then %q", len(f.sent), first.Text, second.Text)
	}
}

func TestUnfit(t *testing.T) {
	for name, bad := range map[string]string{
		"language": "The minister of transport opened a new bridge over the Nile in Cairo. [¶1]",
		"refusal":  "عذرا، لا يمكنني تلخيص هذا النص",
		"symbols":  "…",
	} {
		m := keep(in(bad))
		_, err := summarize.Summarize(context.Background(), m, news(), options(t))
		var e *summarize.Error
		if !errors.As(err, &e) || e.ErrorCode() != "checks_failed" || len(e.Findings) == 0 {
			t.Errorf("%s: %v", name, err)
		}
		if len(m.rejected) != 2 {
			t.Errorf("%s: rejected %q, want both answers", name, m.rejected)
		}
	}
}

func TestLengthAndLanguage(t *testing.T) {
	o := options(t)
	o.To, o.Length = "en", summarize.Length{Words: 20}
	long := strings.Repeat("The minister opened a new bridge in Cairo and residents criticized the delay. [¶1, ¶3]\n", 4)
	short := "The transport minister opened a new bridge over the Nile in Cairo after 18 months, and residents criticized the delay. [¶1, ¶3]"
	for name, bad := range map[string]string{"length": long, "script": good} {
		m := in(bad, short)
		s := run(t, m, o)
		if len(m.sent) != 2 || !strings.HasPrefix(s.Text, "The transport") {
			t.Errorf("%s: %d requests, %q, %v", name, len(m.sent), s.Text, s.Findings)
		}
		for _, want := range []string{"Write in English.", "about 20 words"} {
			if !strings.Contains(m.sent[0].System, want) {
				t.Errorf("%s: %q is not asked for", name, want)
			}
		}
	}
}

// refusing makes a model that answers by its name.
func refusing(code llm.Code) *fake {
	return &fake{answer: func(_ int, r llm.Request) (string, error) {
		if r.Target.Model == "m" {
			return "آسف", &llm.Error{Code: code, Err: errors.New("no")}
		}
		return good, nil
	}}
}

func TestFallback(t *testing.T) {
	for _, code := range []llm.Code{llm.Refused, llm.Filtered} {
		o := options(t)
		o.Fallback, o.Learned = "other", &summarize.Learned{}
		m := refusing(code)
		if s := run(t, m, o); len(m.sent) != 2 || s.Text == "" {
			t.Errorf("%s: %d requests", code, len(m.sent))
		}
		if run(t, m, o); len(m.sent) != 3 {
			t.Errorf("%s: the refusal was asked for again", code)
		}
		o.Fallback = ""
		if _, err := summarize.Summarize(context.Background(), m, news(), o); llm.CodeOf(err) != code {
			t.Errorf("without a fallback: %v", err)
		}
	}
}

// screen is what a person sees.
func screen(o *summarize.Options) *strings.Builder {
	var b strings.Builder
	o.Watch = func(s string) { b.WriteString(s) }
	o.Events = func(e llm.Event) {
		if e.Kind == llm.Restart {
			b.WriteString("|")
		}
	}
	return &b
}

func TestWatch(t *testing.T) {
	plain := func(s string) string {
		return strings.NewReplacer(" [¶1]", "", " [¶2]", "", " [¶3]", "").Replace(s)
	}
	for _, c := range []struct {
		name  string
		model llm.Model
		want  string
	}{
		{"fit", in(good), plain(good)},
		{"repaired", in(invented, good), plain(invented) + "|" + plain(good)},
		{"not mended", in(invented, invented), plain(invented)},
		{"fallback", refusing(llm.Refused), "آسف|" + plain(good)},
	} {
		o := options(t)
		o.Fallback = "other"
		seen := screen(&o)
		if s := run(t, c.model, o); seen.String() != c.want || !strings.HasSuffix(c.want, s.Text) {
			t.Errorf("%s: %q, want %q", c.name, seen, c.want)
		}
	}
}
