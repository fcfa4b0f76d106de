package prompts_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"mujaz/prompts"
)

func TestRender(t *testing.T) {
	terms := []prompts.Term{{Source: "س", Rendering: "s"}, {Source: "ص", Rendering: "z", Note: "n"}}
	for _, c := range []struct {
		name, body string
		data       prompts.Data
		want, err  string
	}{
		{name: "default", body: "For {{.Vars.audience}}.", data: vars("style", "x"), want: "For experts."},
		{name: "given", body: "For {{.Vars.audience}}.", data: vars("style", "x", "audience", "all"), want: "For all."},
		{name: "required", body: "x", data: vars(), err: `x.md: variable "style" has no default and needs a value`},
		{name: "unknown", body: "x", data: vars("style", "x", "tone", "y"), err: `x.md: unknown variable "tone" (known: audience, style)`},
		{
			name: "glossary", body: "{{range .Glossary}}\n{{.Source}}={{.Rendering}} {{.Note}} \n\n{{end}}end",
			data: prompts.Data{Vars: map[string]string{"style": ""}, Glossary: terms}, want: "س=s\n\nص=z n\n\nend",
		},
		{name: "empty", body: `{{if eq .To "en"}}x{{end}}`, data: vars("style", "x"), err: `x.md: renders to an empty text for the language ""`},
		{name: "fails", body: "one\n{{lt .To 3}}", data: vars("style", "x"), err: "x.md:6: error calling lt: incompatible types for comparison: string and int"},
		{
			name: "too much", body: strings.Repeat("{{.Vars.style}}", 20), data: vars("style", strings.Repeat("x", 100_000)),
			err: "x.md: renders to more than 1048576 bytes",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := write(t, map[string]string{"x.md": "---\ntask: summarize\nvars: {audience: experts, style: }\n---\n" + c.body})
			p, err := prompts.Open(dir).Find("summarize", "x")
			if err != nil {
				t.Fatal(err)
			}
			got, err := p.Render(c.data)
			if c.err != "" {
				if want := filepath.Join(dir, c.err); err == nil || err.Error() != want {
					t.Errorf("error %v, want %s", err, want)
				}
				return
			}
			if err != nil || got != c.want {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
		})
	}
}

func vars(pairs ...string) prompts.Data {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return prompts.Data{Vars: m}
}

// maxInstructions is what a built-in prompt may cost with every article: about
// 350 tokens of English at 4.2 bytes a token. Arabic letters have two bytes and
// 3.1 letters a token: about 6.
const maxInstructions = 350

func TestBuiltIn(t *testing.T) {
	list, errs := prompts.Open("").List()
	if len(errs) > 0 || len(list) != 7 {
		t.Fatalf("%d prompts, %v", len(list), errs)
	}
	for _, p := range list {
		for _, problem := range prompts.Check([]byte(p.Source), p.Name+".md") {
			t.Errorf("%s: %+v", p.Name, problem)
		}
		if p.Description == "" {
			t.Errorf("%s has no description", p.Name)
		}
		for _, to := range []string{"en", "ar"} {
			plain, err := p.Render(prompts.Data{Task: p.Task, To: to})
			if err != nil {
				t.Errorf("%s: %v", p.Name, err)
			}
			if arabic := share(plain) > 0.5; arabic != (to == "ar" && p.Task != "translate") {
				t.Errorf("%s for %s is in the wrong language", p.Name, to)
			}
			if n := tokens(plain); n > maxInstructions {
				t.Errorf("%s for %s has about %d tokens, more than %d", p.Name, to, n, maxInstructions)
			}
			long, err := p.Render(prompts.Data{Task: p.Task, To: to, Length: "100 words"})
			if err != nil || len(long) > len(plain) {
				t.Errorf("%s does not give way to a length (%v)", p.Name, err)
			}
			glossary, err := p.Render(prompts.Data{Task: p.Task, To: to, Glossary: []prompts.Term{{Source: "سد", Rendering: "dam", Note: "noun"}}})
			if err != nil || strings.Contains(glossary, "سد: dam (noun)") != strings.HasPrefix(glossary, plain) {
				t.Errorf("%s with a glossary: %v\n%s", p.Name, err, glossary)
			}
		}
	}
}

// tokens is an estimate for the o200k tokenizer.
func tokens(s string) int {
	arabic := share(s) * float64(utf8.RuneCountInString(s))
	return int(arabic/3.1 + (float64(utf8.RuneCountInString(s))-arabic)/4.2)
}

// share of Arabic among the characters.
func share(s string) float64 {
	n := 0
	for _, r := range s {
		if unicode.Is(unicode.Arabic, r) {
			n++
		}
	}
	return float64(n) / float64(utf8.RuneCountInString(s))
}

func TestStarter(t *testing.T) {
	for _, task := range prompts.Tasks() {
		dir := write(t, map[string]string{"summarize/.keep": "", "translate/.keep": "", "digest/.keep": ""})
		library := prompts.Open(dir)
		text := prompts.Starter("house", task)
		if problems := prompts.Check(text, "house.md"); problems != nil {
			t.Fatalf("%s: %v", task, problems)
		}
		if err := os.WriteFile(library.Path(task, "house"), text, 0o644); err != nil {
			t.Fatal(err)
		}
		p, err := library.Find(task, "house")
		if err != nil {
			t.Fatal(err)
		}
		got, err := p.Render(prompts.Data{Task: task, To: "en"})
		if err != nil || !strings.Contains(got, "a general reader") || strings.ContainsAny(got, "<{") || strings.Contains(got, "template") {
			t.Errorf("%s renders to %q, %v", task, got, err)
		}
	}
}

func ExamplePrompt_Render() {
	p, err := prompts.Open("").Find("summarize", "headline")
	if err != nil {
		fmt.Println(err)
		return
	}
	text, _ := p.Render(prompts.Data{Task: p.Task, To: "en"})
	fmt.Println(strings.SplitN(text, "\n", 2)[0])
	// Output: Write one English headline for this news, on one line, six to twelve words, without a final stop.
}

func BenchmarkFindAndRender(b *testing.B) {
	for b.Loop() {
		p, err := prompts.Open("").Find("summarize", "brief")
		if err != nil {
			b.Fatal(err)
		}
		if _, err := p.Render(prompts.Data{Task: p.Task, To: "ar"}); err != nil {
			b.Fatal(err)
		}
	}
}
