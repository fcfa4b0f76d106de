package prompts_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mujaz/prompts"
)

// write lays files under a new folder and returns it.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const mine = "---\ntask: summarize\nvars: {audience: experts, style: }\n---\nFor {{.Vars.audience}} in {{.Vars.style}}.\n"

func TestFind(t *testing.T) {
	dir := write(t, map[string]string{
		"summarize/brief.md":   mine,
		"bullets.md":           "---\ntask: translate\n---\nMine.\n",
		"flat.md":              mine,
		"summarize/wrong.md":   "---\ntask: digest\n---\nText.\n",
		"summarize/broken.md":  "---\ntask: summarize\nvars:\n  audience: a\n  style: b\n---\n{{.Vars.tone}}\n",
		"summarize/renamed.md": "---\nname: other\ntask: summarize\n---\nText.\n",
		"notask.md":            "---\nname: notask\n---\nText.\n",
	})
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	for _, c := range []struct{ task, name, origin, err string }{
		{task: "summarize", name: "brief", origin: at("summarize/brief.md")},
		{task: "summarize", name: "bullets", origin: prompts.BuiltIn},
		{task: "translate", name: "bullets", origin: at("bullets.md")},
		{task: "summarize", name: "flat", origin: at("flat.md")},
		{task: "translate", name: "news", origin: prompts.BuiltIn},
		{task: "summarize", name: at("flat.md"), origin: at("flat.md")},
		{task: "translate", name: at("flat.md"), err: at("flat.md") + ": the prompt is for summarize, not for translate"},
		{task: "summarize", name: "wrong", err: at("summarize/wrong.md") + ": the prompt is for digest, not for summarize"},
		{task: "summarize", name: "broken", err: at("summarize/broken.md") + `:7: unknown variable "tone" (known: audience, style)`},
		{task: "summarize", name: "renamed", err: at("summarize/renamed.md") + `:2: name "other" is not the name of the file, "renamed"`},
		{task: "summarize", name: at("summarize/renamed.md"), origin: at("summarize/renamed.md")},
		{task: "translate", name: "notask", err: at("notask.md") + ":1: task is missing (known: summarize, translate, digest)"},
		{task: "translate", name: "nws", err: `no prompt "nws" for translate; did you mean "news"? (known: bullets, literal, news)`},
		{task: "digest", name: "x", err: `no prompt "x" for digest (known: brief)`},
		{task: "summarize", name: "a b", err: `a prompt's name has letters, digits, "-", "_" and ".", not "a b"`},
		{task: "summarize", name: "", err: "a prompt's name is empty"},
		{task: "summarize", name: at("absent.md"), err: at("absent.md") + ": " + syscall.ENOENT.Error()},
	} {
		p, err := prompts.Open(dir).Find(c.task, c.name)
		if c.err != "" {
			var e *prompts.Error
			if p != nil || !errors.As(err, &e) || err.Error() != c.err {
				t.Errorf("Find(%s, %s) = %v, error %v, want %s", c.task, c.name, p, err, c.err)
			}
			continue
		}
		if err != nil || p.Origin != c.origin || p.Task != c.task {
			t.Errorf("Find(%s, %s) = %+v, %v, want origin %s", c.task, c.name, p, err, c.origin)
		}
	}
}

func TestList(t *testing.T) {
	dir := write(t, map[string]string{
		"summarize/brief.md": mine, "own.md": mine, "summarize/facts.md": "no front matter", ".hidden.md": "x", "README.txt": "x",
	})
	list, errs := prompts.Open(dir).List()
	var got []string
	for _, p := range list {
		line := p.Task + "/" + p.Name
		if p.Origin != prompts.BuiltIn {
			line += " (mine)"
		}
		got = append(got, line)
	}
	want := []string{
		"digest/brief", "summarize/brief (mine)", "summarize/bullets", "summarize/headline", "summarize/own (mine)",
		"translate/literal", "translate/news",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(errs) != 1 || !strings.Contains(errs[0].Error(), "facts.md:1: no front matter") {
		t.Errorf("errors: %v", errs)
	}
	if list, errs := prompts.Open(filepath.Join(dir, "absent")).List(); len(list) != 7 || errs != nil {
		t.Errorf("without a folder: %d prompts, %v", len(list), errs)
	}
}

func TestFrontMatter(t *testing.T) {
	text := "\ufeff---\r\nname: x\r\ntask: summarize\r\ndescription: \"a: b\"\r\nmodel: m-1\r\ntemperature: 0\r\nlength: 120\r\n" +
		"schema:\r\n  type: object\r\n  properties: {b: {type: string}, a: {enum: [1, null, true]}}\r\n" +
		"vars:\r\n  z: one\r\n  a: ~\r\n  n: 3\r\n---\r\nWrite {{.Vars.z}}\r\nand {{.Vars.a}}.\r\n"
	dir := write(t, map[string]string{"x.md": text})
	p, err := prompts.Open(dir).Find("summarize", "x")
	if err != nil {
		t.Fatal(err)
	}
	if p.Name != "x" || p.Description != "a: b" || p.Model != "m-1" || p.Temperature == nil || *p.Temperature != 0 || p.Length != "120" {
		t.Errorf("got %+v", p)
	}
	if want := `{"type":"object","properties":{"b":{"type":"string"},"a":{"enum":[1,null,true]}}}`; string(p.Schema) != want {
		t.Errorf("schema %s, want %s", p.Schema, want)
	}
	want := []prompts.Var{{Name: "z", Default: "one"}, {Name: "a", Required: true}, {Name: "n", Default: "3"}}
	if diff := cmp.Diff(want, p.Vars); diff != "" {
		t.Error(diff)
	}
	if got, err := p.Render(prompts.Data{To: "en", Vars: map[string]string{"a": "1"}}); err != nil || got != "Write one\nand 1." {
		t.Errorf("rendered %q, %v", got, err)
	}
}
