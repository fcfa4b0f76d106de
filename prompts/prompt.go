// Package prompts holds the instructions that are sent to models. A prompt is a
// Markdown file: YAML front matter between lines of "---", then the
// instructions as a Go text/template. Some are built in; a user's folder is
// laid over them. A prompt never sees the article: what it renders stands
// beside the program's own protocol, so that it can break neither alignment nor
// checking.
package prompts

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/template"
)

// Prompt is one prompt, ready to be rendered. It is safe for concurrent use.
type Prompt struct {
	Name        string
	Task        string // "summarize", "translate" or "digest"
	Description string
	Model       string   // the model it asks for, or ""
	Temperature *float64 // 0 to 2, nil where it asks for none
	// Length is short, medium, long, a number of words or a percentage, or "".
	Length string
	// Schema is the JSON Schema of the answer, its keys in the file's order; nil
	// where the answer is plain text.
	Schema []byte
	Vars   []Var // in the file's order
	Origin string
	// SHA256 is the hex hash of the file's bytes.
	SHA256 string
	// Source is the file as it stands.
	Source string

	path     string // for errors
	tmpl     *template.Template
	misnamed *Problem // the name is not that of the file, nil where it is
}

// BuiltIn is the Origin of the prompts that come with the program; that of the
// others is their path.
const BuiltIn = "built-in"

// Var is a variable that a prompt declares.
type Var struct {
	Name     string
	Default  string
	Required bool // has no default: a value must be given
}

// Data is what a template sees.
type Data struct {
	Task string
	To   string // the language of the answer: "en", "ar", …
	// Length is the length asked for, such as "100 words", "" for none.
	Length string
	// Vars are the values given; defaults stand in for the others.
	Vars map[string]string
	// Glossary are the terms that occur in the article.
	Glossary []Term
}

// Term is an entry of a glossary.
type Term struct {
	Source, Rendering, Note string
}

// maxRendered bounds rendered instructions, in bytes: more than any model's
// context holds beside an article.
const maxRendered = 1 << 20

// Render returns the instructions. It fails with an *Error for a variable that
// the prompt does not declare, one that is required and not given, a template
// that fails, and instructions that come out empty or beyond 1 MiB.
func (p *Prompt) Render(d Data) (string, error) {
	values, err := p.values(d.Vars)
	if err != nil {
		return "", &Error{Path: p.path, Err: err}
	}
	d.Vars = values
	out := bounded{left: maxRendered}
	if err := p.tmpl.Execute(&out, d); err != nil {
		line, message := templateError(err)
		return "", &Error{Path: p.path, Line: line, Err: errors.New(message)}
	}
	text := tidy(out.text.String())
	if text == "" {
		return "", &Error{Path: p.path, Err: fmt.Errorf("renders to an empty text for the language %q", d.To)}
	}
	return text, nil
}

// values lays the given values over the defaults.
func (p *Prompt) values(given map[string]string) (map[string]string, error) {
	names := names(p.Vars)
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !slices.Contains(names, name) {
			return nil, unknownVariable(name, names)
		}
	}
	values := make(map[string]string, len(p.Vars))
	for _, v := range p.Vars {
		value, ok := given[v.Name]
		if !ok && v.Required {
			return nil, fmt.Errorf("variable %q has no default and needs a value", v.Name)
		}
		if !ok {
			value = v.Default
		}
		values[v.Name] = value
	}
	return values, nil
}

func unknownVariable(name string, names []string) error {
	return fmt.Errorf("unknown variable %q (%s)", name, known(names))
}

func names(vars []Var) []string {
	names := make([]string, len(vars))
	for i, v := range vars {
		names[i] = v.Name
	}
	return names
}

// bounded keeps what is written to it, up to a limit.
type bounded struct {
	text strings.Builder
	left int
}

func (b *bounded) Write(p []byte) (int, error) {
	if len(p) > b.left {
		return 0, fmt.Errorf("renders to more than %d bytes", maxRendered)
	}
	b.left -= len(p)
	return b.text.Write(p)
}

// tidy takes out what conditions leave behind: spaces at line ends and more
// than one blank line in a row.
func tidy(s string) string {
	lines := strings.Split(s, "\n")
	kept := lines[:0]
	for _, line := range lines {
		line = strings.TrimRight(line, " \t\r")
		if line != "" || (len(kept) > 0 && kept[len(kept)-1] != "") {
			kept = append(kept, line)
		}
	}
	return strings.TrimSpace(strings.Join(kept, "\n"))
}
