package render

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func sample() *Result {
	return &Result{
		Status: "ok", Task: "translate", Source: "a.md", Title: "عنوان", TitleTranslated: "Title",
		Text: "One <b>.\n\n- item", Created: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
		Paragraphs: []Paragraph{{1, "واحد", "One <b>."}},
		Blocks: []Block{
			{Prefix: "## ", Text: "Part", Heading: true},
			{Text: "One <b>."},
			{Prefix: "- ", Text: "item"},
			{Prefix: "- ", Text: "second", Tight: true},
			{Raw: "```\ncode\n```"},
		},
	}
}

func render(t *testing.T, f Format, r *Result) string {
	t.Helper()
	var b strings.Builder
	if err := One(&b, f, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestText(t *testing.T) {
	want := "Title\n\nPart\n\nOne <b>.\n\n- item\n- second\n\n```\ncode\n```\n"
	if d := cmp.Diff(want, render(t, Text, sample())); d != "" {
		t.Error(d)
	}
}

func TestMarkdown(t *testing.T) {
	want := "# Title\n\n## Part\n\nOne <b>.\n\n- item\n- second\n\n```\ncode\n```\n"
	if d := cmp.Diff(want, render(t, Markdown, sample())); d != "" {
		t.Error(d)
	}
}

func TestJSONHoldsEveryDocumentedField(t *testing.T) {
	var m map[string]any
	out := render(t, JSON, sample())
	if err := json.Unmarshal([]byte(out), &m); err != nil {
		t.Fatal(err)
	}
	documented := "schema status task source id title title_translated article language to engine provider model model_reported prompt text paragraphs checks cached requests created mujaz source_sha256 prompt_sha256 usage"
	for _, name := range strings.Fields(documented) {
		if _, ok := m[name]; !ok {
			t.Errorf("%s is missing", name)
		}
	}
	if !strings.Contains(out, "<b>") {
		t.Error("< is escaped")
	}
}

func TestFieldsPassThrough(t *testing.T) {
	r := sample()
	r.Fields = map[string]json.RawMessage{"desk": []byte(`"economy"`), "text": []byte(`"theirs"`)}
	for _, f := range []Format{JSON, JSONL} {
		var m map[string]any
		if err := json.Unmarshal([]byte(render(t, f, r)), &m); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		if m["desk"] != "economy" || m["text"] != r.Text {
			t.Errorf("%s: desk %v, text %v", f, m["desk"], m["text"])
		}
	}
	if line := render(t, JSONL, r); strings.Count(line, "\n") != 1 {
		t.Errorf("JSONL over several lines: %q", line)
	}
}

// A line that mujaz itself has written, a summary that goes on to be translated,
// keeps what others have put into it, and not what mujaz said of the summary.
func TestOwnLineGoesOn(t *testing.T) {
	r := sample()
	r.Fields = map[string]json.RawMessage{
		"schema": json.RawMessage(`"mujaz/1"`), "claims": json.RawMessage(`[{"text":"c","paragraphs":[7]}]`),
		"same_as": json.RawMessage(`"x"`), "desk": json.RawMessage(`"economy"`),
	}
	var m map[string]any
	if err := json.Unmarshal([]byte(render(t, JSONL, r)), &m); err != nil {
		t.Fatal(err)
	}
	if m["claims"] != nil || m["same_as"] != nil || m["desk"] != "economy" {
		t.Errorf("claims %v, same_as %v, desk %v", m["claims"], m["same_as"], m["desk"])
	}
	r.Fields["schema"] = json.RawMessage(`"other/1"`)
	if err := json.Unmarshal([]byte(render(t, JSONL, r)), &m); err != nil || m["claims"] == nil {
		t.Errorf("%v: the claims of another program's line are gone", err)
	}
}

func TestMany(t *testing.T) {
	failed := &Result{Status: "failed", Source: "b", Error: &Failure{"empty", "nothing there"}}
	short := &Result{Source: "c\x1b[31m", Blocks: []Block{{Text: "Three."}}}
	for f, want := range map[Format]string{
		Text: "==> a.md <==\nTitle\n\nPart\n\nOne <b>.\n\n- item\n- second\n\n```\ncode\n```\n\n==> c[31m <==\nThree.\n",
	} {
		var b strings.Builder
		m := Many{W: &b, Format: f}
		for _, r := range []*Result{sample(), failed, short} {
			write(t, &m, r)
		}
		if d := cmp.Diff(want, b.String()); d != "" {
			t.Errorf("%s: %s", f, d)
		}
	}
	for n := range 3 {
		var b strings.Builder
		m := Many{W: &b, Format: JSON}
		for range n {
			write(t, &m, failed)
		}
		if err := m.Close(); err != nil {
			t.Fatal(err)
		}
		var list []Result
		if err := json.Unmarshal([]byte(b.String()), &list); err != nil || len(list) != n {
			t.Errorf("%d results: %v in %q", n, err, b.String())
		}
	}
}

func write(t *testing.T, m *Many, r *Result) {
	t.Helper()
	piece, err := m.Piece(r)
	if err == nil {
		err = m.Print(piece)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// A page tells its article apart in a browser's tabs, shows both titles, and hides
// no finding: a summary's may be about a paragraph of the source.
func TestPage(t *testing.T) {
	r := sample()
	r.TitleTranslated = "<Title>"
	page := render(t, HTML, r)
	for _, want := range []string{"<title>&lt;Title&gt;</title>", "<td dir=\"auto\">عنوان</td>"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in %s", want, page)
		}
	}
	r.Task, r.Claims = "summarize", []Claim{{"C", []int{1}}}
	r.Checks = []Check{{Check: "citations", Level: "warning", Paragraph: 1, Detail: "odd"}, {Check: "length", Level: "note", Detail: "long"}}
	page = render(t, HTML, r)
	for _, want := range []string{"¶1: warning: citations: odd", ">note: length: long"} {
		if strings.Count(page, want) != 1 {
			t.Errorf("not one %s in %s", want, page)
		}
	}
}

// Articles of the same text have anchors of their own on one page.
func TestSameTextOnPage(t *testing.T) {
	one, two := sample(), sample()
	one.SourceSHA256, two.SourceSHA256, two.Source = "aaaaaaaaaa", "aaaaaaaaaa", "b.md"
	if anchor(one, 1) == anchor(two, 1) {
		t.Errorf("both have %s", anchor(one, 1))
	}
}

// A page of several articles is one page, and no link of it leads into another
// article.
func TestManyPages(t *testing.T) {
	one, two := sample(), sample()
	one.Task, two.Task = "summarize", "summarize"
	one.SourceSHA256, two.SourceSHA256 = "aaaaaaaaaa", "bbbbbbbbbb"
	one.Claims, two.Claims = []Claim{{"C", []int{1}}}, []Claim{{"D", []int{1}}}
	one.Paragraphs = []Paragraph{{N: 1, Source: "s"}}
	two.Paragraphs = one.Paragraphs
	for n := range 3 {
		var b strings.Builder
		m := Many{W: &b, Format: HTML}
		for _, r := range []*Result{one, two}[:n] {
			write(t, &m, r)
		}
		if err := m.Close(); err != nil {
			t.Fatal(err)
		}
		page := b.String()
		for part, want := range map[string]int{"<html": 1, "</html>": 1, "<article>": n, `id="p1-`: n, `href="#` + anchor(one, 1) + `"`: min(n, 1), `href="#` + anchor(two, 1) + `"`: n / 2} {
			if got := strings.Count(page, part); got != want {
				t.Errorf("%d articles: %q comes %d times", n, part, got)
			}
		}
	}
}

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"نص عادي\nسطر\t":  "نص عادي\nسطر\t",
		"a\x1b[2Jb\r\x00": "a[2Jb",
		"x\u202ey":        "xy",
		"b\xffad":         "b\uFFFDad",
		"\u0085z\u200f":   "z\u200f",
	} {
		if got := Printable(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func FuzzPrintable(f *testing.F) {
	f.Add("a\x1b]0;x\x07\u202e")
	f.Fuzz(func(t *testing.T, s string) {
		got := Printable(s)
		if !utf8.ValidString(got) || strings.ContainsFunc(got, unprintable) || Printable(got) != got {
			t.Fatalf("%q becomes %q", s, got)
		}
	})
}
