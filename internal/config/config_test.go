package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func file(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPrecedence(t *testing.T) {
	path := file(t, "model: from-file\ntranslate: {prompt: literal}\ntimeout: 2m\nproviders:\n- {name: gpt-4.1, base_url: http://localhost:1/v1}\n")
	s := Source{Path: path}
	check := func(want string) {
		t.Helper()
		c, err := Load(s)
		if err != nil {
			t.Fatal(err)
		}
		if c.Model != want {
			t.Errorf("model %q, want %q", c.Model, want)
		}
		if c.Translate.Prompt != "literal" || c.Summarize.Prompt != "brief" || time.Duration(c.Timeout) != 2*time.Minute {
			t.Errorf("the file's other settings are lost: %+v", c)
		}
		if len(c.Providers) != 1 || c.Providers[0].Name != "gpt-4.1" || c.Providers[0].BaseURL != "http://localhost:1/v1" {
			t.Errorf("providers %+v", c.Providers)
		}
	}
	check("from-file")
	s.Environ = []string{"MUJAZ_MODEL=from-env", "HOME=/"}
	check("from-env")
	s.Flags = map[string]string{"model": "from-flag"}
	check("from-flag")
	s.Environ = []string{"MUJAZ_MODEL="}
	s.Flags = nil
	check("from-file")
}

func TestFaults(t *testing.T) {
	tests := map[string]struct {
		content string
		env     string
		flags   map[string]string
		says    string
		hint    string
	}{
		"unknown key":      {content: "modle: x", says: `unknown key "modle"`, hint: `did you mean "model"?`},
		"nested unknown":   {content: "translate: {promt: x}", says: `unknown key "translate.promt"`, hint: `did you mean "translate.prompt"?`},
		"a key in a file":  {content: "api_key: sk-secret", says: `unknown key "api-key"`, hint: "MUJAZ_API_KEY"},
		"wrong type":       {content: "jobs: many", says: `jobs: must be a whole number, not "many"`},
		"fraction":         {content: "jobs: 2.5", says: `jobs: must be a whole number, not "2.5"`},
		"negative":         {content: "retries: -1", says: "retries: must be a whole number"},
		"list for text":    {content: "model: [a, b]", says: "model: must be text, not a list or a mapping"},
		"no unit":          {content: "timeout: 60", says: "timeout: must be a duration such as 90s"},
		"choice":           {content: "format: pdf", says: `format: must be one of text, markdown, json, jsonl, html, not "pdf"`},
		"malformed":        {content: "model: [", says: "malformed YAML: "},
		"tab":              {content: "a:\n\tb: c", says: "malformed YAML: line 2"},
		"not a mapping":    {content: "hello", says: "malformed YAML"},
		"from environment": {env: "MUJAZ_JOBS=x", says: `MUJAZ_JOBS: must be a whole number, not "x"`},
		"from a flag":      {flags: map[string]string{"summarize.to": "fr"}, says: `--to: must be one of ar, en, not "fr"`},
		"provider map":     {content: "providers: {mine: {model: x}}", says: "providers: must be a list of providers, each with a name"},
		"malformed line":   {content: "model: x\njobs: 3\nformat: 'a\n", says: "malformed YAML: line "},
		"bad indent":       {content: "model: x\n  jobs: 3\n", says: "malformed YAML: line 2"},
		"double key":       {content: "model: x\nmodel: y\n", says: "malformed YAML: line 2"},
		"no amount":        {content: "budget: .nan", says: "budget: must be an amount in USD"},
		"flow":             {content: "model: x\ntranslate: {prompt: news\njobs: 3\n", says: "malformed YAML: line "},
		"one line":         {content: "model: [", says: "malformed YAML: line 1"},
		"not keys":         {content: "- a\n- b", says: "malformed YAML: line 1"},
		"scalar provider":  {content: "providers: x", says: "providers"},
		"provider typo":    {content: "providers: [{name: a}, {name: x, base_urll: y}]", says: `providers: number 2: unknown key "base-urll"`, hint: `did you mean "base-url"?`},
		"provider type":    {content: "providers: [{name: x, context: many}]", says: "providers: number 1: context must be a whole number"},
		"price typo":       {content: "prices: [{modle: x, input: 1}]", says: `prices: number 1: unknown key "modle"`, hint: `did you mean "model"?`},
		"nameless":         {content: "providers: [{model: x}]", says: "number 1 has no name"},
		"group as scalar":  {content: "translate: news", says: "translate must hold settings of its own, such as translate: {prompt: news}"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Load(Source{Path: file(t, tt.content), Environ: []string{tt.env}, Flags: tt.flags})
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("got %v, want *Error", err)
			}
			if !strings.Contains(e.Error(), tt.says) || strings.Contains(e.Error(), "\n") {
				t.Errorf("says %q, want %q in one line", e, tt.says)
			}
			if !strings.Contains(e.Hint, tt.hint) {
				t.Errorf("hint %q, want %q", e.Hint, tt.hint)
			}
			if strings.Contains(e.Error()+e.Hint, "sk-secret") {
				t.Error("the message holds a key")
			}
		})
	}
}

func TestMissingFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none.yaml")
	if _, err := Load(Source{Path: path}); err != nil {
		t.Errorf("a missing file is no fault: %v", err)
	}
	if _, err := Load(Source{Path: path, Required: true}); err == nil {
		t.Error("a missing file that was named is a fault")
	}
	if _, err := Load(Source{Path: t.TempDir(), Required: true}); err == nil {
		t.Error("a folder is no configuration")
	}
}

func TestUnknownVariable(t *testing.T) {
	c, err := Load(Source{Environ: []string{"MUJAZ_TRANSLATE_PROMT=x", "MUJAZ_API_KEY=k"}})
	if err != nil {
		t.Fatal(err)
	}
	want := "unknown variable MUJAZ_TRANSLATE_PROMT; did you mean MUJAZ_TRANSLATE_PROMPT?"
	if len(c.Warnings) != 1 || c.Warnings[0] != want {
		t.Errorf("warnings %q, want %q", c.Warnings, want)
	}
}

// The starter file, uncommented, is a valid configuration that changes nothing.
func TestStarter(t *testing.T) {
	plain, err := Load(Source{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	body, _, _ := strings.Cut(Starter(), "\n# Further providers")
	for _, l := range strings.Split(body, "\n") {
		if rest, ok := strings.CutPrefix(l, "# "); ok && strings.Contains(rest, ":") && !strings.HasPrefix(strings.TrimSpace(rest), "#") && !strings.Contains(rest, "variable") {
			lines = append(lines, rest)
		}
	}
	c, err := Load(Source{Path: file(t, strings.Join(lines[1:], "\n"))})
	if err != nil {
		t.Fatalf("%v in\n%s", err, strings.Join(lines, "\n"))
	}
	for i, v := range c.Values() {
		if was := plain.Values()[i]; v.Value != was.Value {
			t.Errorf("%s is %q in the starter and %q by default", v.Key, v.Value, was.Value)
		}
	}
}

func TestValuesMask(t *testing.T) {
	c, err := Load(Source{Flags: map[string]string{
		"api-key-command": "echo sk-proj-1234567890abcdef",
		"base-url":        "http://user:hunter2@localhost/v1",
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range c.Values() {
		if strings.Contains(v.Value, "4567890") || strings.Contains(v.Value, "hunter2") {
			t.Errorf("%s shows a secret: %s", v.Key, v.Value)
		}
	}
}

func TestSizes(t *testing.T) {
	for in, want := range map[string]Size{"0": 0, "10": 10, "1k": 1 << 10, "64MB": 64 << 20, "2GiB": 2 << 30, "1.5 GB": 3 << 29} {
		got, err := parseSize(in)
		if err != nil || got != want {
			t.Errorf("%s: %d, %v, want %d", in, got, err, want)
		}
	}
	for _, in := range []string{"", "x", "-1", "5PB", "MB"} {
		if got, err := parseSize(in); err == nil {
			t.Errorf("%q is taken for %d", in, got)
		}
	}
	if got := Size(64 << 20).String(); got != "64MB" {
		t.Errorf("64 MB is written %s", got)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("model: x\ntranslate: {prompt: y}")
	f.Add("providers: [{name: a}]")
	f.Fuzz(func(t *testing.T, content string) {
		c, err := Load(Source{Path: file(t, content)})
		var e *Error
		if (c == nil) == (err == nil) || err != nil && !errors.As(err, &e) {
			t.Fatalf("%v, %v", c, err)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(Source{Environ: []string{"MUJAZ_MODEL=x"}}); err != nil {
			b.Fatal(err)
		}
	}
}

// What the file lists is shown with the settings, passwords masked.
func TestValuesOfLists(t *testing.T) {
	path := file(t, "providers: [{name: mine, base_url: 'http://me:secret@localhost:1/v1', context: 8192}]\nprices: [{model: m, input: 1, output: 2.5}]\n")
	c, err := Load(Source{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]Value{}
	for _, v := range c.Values() {
		got[v.Key] = v
	}
	want := map[string]Value{
		"providers": {"providers", "[{name: mine, base-url: http://me:xxxxx@localhost:1/v1, context: 8192}]", path},
		"prices":    {"prices", "[{model: m, input: 1, output: 2.5}]", path},
	}
	for key, w := range want {
		if got[key] != w {
			t.Errorf("%s is shown as %+v, want %+v", key, got[key], w)
		}
	}
}
