package prompts_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"mujaz/prompts"
)

const head = "---\ntask: summarize\nvars: {audience: all}\n---\n"

func TestCheck(t *testing.T) {
	one := func(line int, message string) []prompts.Problem {
		return []prompts.Problem{{Line: line, Message: message}}
	}
	functions := "(known: and, or, not, len, eq, ne, lt, le, gt, ge)"
	for _, c := range []struct {
		name, text string
		want       []prompts.Problem
	}{
		{"good", head + "For {{.Vars.audience}}{{with .Length}}, {{.}}{{end}}.", nil},
		{"variables of the template", head + "{{range $i, $t := .Glossary}}{{$i}}{{$t.Source}}{{$.To}}{{end}}{{$v := .Vars}}{{$v.audience}}x", nil},
		{"range over vars", head + "x{{range $k, $v := .Vars}}{{$k}}{{$v}}{{.}}{{end}}", nil},
		{"no front matter", "Write.", one(1, `no front matter: the file must begin with a line "---", its keys, and another "---"`)},
		{"empty file", "", one(1, `no front matter: the file must begin with a line "---", its keys, and another "---"`)},
		{"unclosed", "---\ntask: summarize\nWrite.\n", one(1, `the front matter is not closed by a line "---"`)},
		{"empty body", "---\ntask: summarize\n---\n \n", one(5, "no instructions follow the front matter")},
		{"not UTF-8", "---\ntask: summarize\n---\nab\n\xff\n", one(5, "the file is not UTF-8 text")},
		{"too large", strings.Repeat("x", 257<<10), one(1, "the file has more than 256 KiB")},
		{"YAML", "---\ntask: summarize\nname: [\n---\nx", one(3, "front matter: did not find expected node content")},
		{"no mapping", "---\n- a\n---\nx", []prompts.Problem{
			{1, "task is missing (known: summarize, translate, digest)"}, {2, `the front matter must be lines of the form "key: value"`},
		}},
		{"nearest key", "---\ntask: summarize\ntemprature: 1\n---\nx", one(3, `unknown key "temprature" (did you mean "temperature"?)`)},
		{
			"unknown key", "---\ntask: summarize\ncolour: 1\n---\nx",
			one(3, `unknown key "colour" (known: name, task, description, model, temperature, length, schema, vars)`),
		},
		{"key twice", "---\ntask: summarize\ntask: translate\n---\nx", one(3, "task is given already on line 2")},
		{"wrong types", "---\ntask: sum\ndescription: [a]\ntemperature: hot\nlength: tall\nschema: [1]\nvars: [a]\n---\nx", []prompts.Problem{
			{2, "task must be one of summarize, translate, digest"},
			{3, "description must be text"},
			{4, "temperature must be a number from 0 to 2"},
			{5, `length "tall" is not short, medium, long, a number of words or a percentage such as 30%`},
			{6, "schema must be a JSON Schema: a mapping, or its JSON in a string"},
			{7, `vars must be a mapping of names to defaults ("name: default", or "name:" for one that must be given)`},
		}},
		{"not a number", "---\ntask: summarize\ntemperature: .nan\n---\nx", one(3, "temperature must be a number from 0 to 2")},
		{"schema of JSON", "---\ntask: summarize\nschema: '{\"type\": '\n---\nx", one(3, "schema: unexpected end of JSON input")},
		{"alias", "---\ntask: summarize\nschema: {a: &x {}, b: *x}\n---\nx", one(3, "schema: line 3: aliases are not supported")},
		{"variable's name", "---\ntask: summarize\nvars:\n  a-b: 1\n  c: {}\n---\nx", []prompts.Problem{
			{4, `variable "a-b": a name has letters, digits and "_", the first a letter`}, {5, `the default of variable "c" must be text`},
		}},
		{"name", "---\ntask: summarize\nname: brief\n---\nx", one(3, `name "brief" is not the name of the file, "x"`)},
		{"name and template", "---\ntask: summarize\nname: brief\n---\n{{.X}}", []prompts.Problem{
			{3, `name "brief" is not the name of the file, "x"`}, {5, `unknown field ".X" (known: .Task, .To, .Length, .Vars, .Glossary)`},
		}},
		{"name and rendering", "---\ntask: summarize\nname: brief\n---\na\n{{lt .To 3}}", []prompts.Problem{
			{3, `name "brief" is not the name of the file, "x"`}, {6, "error calling lt: incompatible types for comparison: string and int"},
		}},
		{"syntax", head + "a\n{{if}}\n", one(6, "template: missing value for if")},
		{"unclosed action", head + "a\n\n{{.To", one(7, "template: unclosed action")},
		{"action over lines", head + "a\n{{.To\n\n", one(8, "template: unclosed action started at prompt:6")},
		{"unknown variable", head + "a\n{{.Vars.tone}} {{if .Vars.mood}}x{{end}}", []prompts.Problem{
			{6, `unknown variable "tone" (known: audience)`}, {6, `unknown variable "mood" (known: audience)`},
		}},
		{"through $", head + "{{range .Glossary}}{{$.Vars.tone}}{{end}}x", one(5, `unknown variable "tone" (known: audience)`)},
		{"unknown field", head + "{{.Text}}", one(5, `unknown field ".Text" (known: .Task, .To, .Length, .Vars, .Glossary)`)},
		{"forgotten Vars", head + "{{.audience}}", one(5, `unknown field ".audience" (did you mean .Vars.audience?)`)},
		{
			"field of a term", head + "{{range .Glossary}}{{.To}}{{end}}x",
			one(5, `unknown field ".To" (known: .Source, .Rendering, .Note; outside of the range $.Task, $.To, $.Length, $.Vars)`),
		},
		{"field of text", head + "{{.To.X}}", one(5, `unknown field ".X" (text has no fields)`)},
		{"no text", head + "{{.Glossary}}", one(5, ".Glossary is not text: name one of its fields, or use range")},
		{"function", head + "{{printf \"%9999999s\" .To}}", one(5, `function "printf" is not available in prompts `+functions)},
		{"function unknown", head + "{{upper .To}}", one(5, `template: function "upper" not defined`)},
		{"range over a number", head + "x{{range 1000000000}}{{end}}", one(5, "range works on .Glossary and .Vars, not on 1000000000")},
		{
			"range in a range", head + "x{{range .Glossary}}{{range $.Glossary}}{{end}}{{end}}",
			one(5, "a range within a range is not available in prompts"),
		},
		{"recursion", head + "x\n{{define \"a\"}}{{template \"a\"}}{{end}}{{template \"a\"}}", []prompts.Problem{
			{6, "define and block are not available in prompts"}, {6, "template is not available in prompts"},
		}},
		{"runtime", head + "a\n{{lt .To 3}}", one(6, "error calling lt: incompatible types for comparison: string and int")},
		{"empty for a language", head + `{{if eq .To "en"}}x{{end}}`, one(1, `renders to an empty text for the language "ar"`)},
		{
			"CRLF and BOM", "\ufeff---\r\ntask: summarize\r\n---\r\na\r\n{{.X}}\r\n",
			one(5, `unknown field ".X" (known: .Task, .To, .Length, .Vars, .Glossary)`),
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, prompts.Check([]byte(c.text), "prompts/x.md")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// FuzzCheck holds that no file makes Check panic, that its lines are in the
// file, and that what it passes is usable.
func FuzzCheck(f *testing.F) {
	list, _ := prompts.Open("").List()
	for _, p := range list {
		f.Add([]byte(p.Source))
	}
	f.Add(prompts.Starter("x", "summarize"))
	f.Add([]byte(head + "{{range $i, $t := .Glossary}}{{$x := $t}}{{$x.Note}}{{else}}{{with .Vars}}{{.audience}}{{end}}{{end}}"))
	f.Add([]byte("---\ntask: digest\nschema: {a: &a [*a]}\nvars: {a: , b: 1}\n---\n{{define \"x\"}}{{end}}"))
	f.Fuzz(func(t *testing.T, file []byte) {
		problems := prompts.Check(file, "x")
		last := 1
		for _, p := range problems {
			if p.Line < last || p.Line > 1+strings.Count(string(file), "\n")+strings.Count(string(file), "\r") || !utf8.ValidString(p.Message) || p.Message == "" {
				t.Errorf("problem %+v after line %d", p, last)
			}
			last = p.Line
		}
	})
}
