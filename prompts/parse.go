package prompts

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// parser reads one prompt file and gathers its problems.
type parser struct {
	prompt   *Prompt
	problems []Problem
	lines    int // of the file; YAML counts U+0085, U+2028 and U+2029 as well
}

func (p *parser) add(line int, format string, args ...any) {
	p.problems = append(p.problems, Problem{Line: max(1, min(line, p.lines)), Message: fmt.Sprintf(format, args...)})
}

// parsePrompt reads a prompt file; name is what errors call it. The prompt is usable
// where there are no problems. Problems are in the order of their lines; that its
// name is not the file's is not among them, but in the prompt.
func parsePrompt(data []byte, name string) (*Prompt, []Problem) {
	sum := sha256.Sum256(data)
	p := parser{prompt: &Prompt{SHA256: hex.EncodeToString(sum[:]), Source: string(data), path: name}}
	if text, ok := p.decode(data); ok {
		if front, instructions, ok := p.split(text); ok {
			p.frontMatter(front, name)
			p.template(instructions)
		}
	}
	sortByLine(p.problems)
	return p.prompt, p.problems
}

func sortByLine(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
}

// decode takes off a byte order mark and makes every line end a line feed.
func (p *parser) decode(data []byte) (string, bool) {
	if len(data) > maxFile {
		p.add(1, "the file has more than %d KiB", maxFile>>10)
		return "", false
	}
	text := string(data)
	if !utf8.ValidString(text) {
		p.lines = 1 + strings.Count(validStart(text), "\n")
		p.add(p.lines, "the file is not UTF-8 text")
		return "", false
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(text, "\ufeff"))
	p.lines = 1 + strings.Count(text, "\n")
	return text, true
}

// validStart returns what stands before the first byte that is not UTF-8.
func validStart(s string) string {
	for i, r := range s {
		if _, size := utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && size == 1 {
			return s[:i]
		}
	}
	return s
}

// split separates the front matter from the instructions. Both keep the file's
// line numbers: empty lines stand for what is left out before them.
func (p *parser) split(text string) (front, instructions string, ok bool) {
	lines := strings.SplitAfter(text, "\n")
	if !isFence(lines[0]) {
		p.add(1, `no front matter: the file must begin with a line "---", its keys, and another "---"`)
		return "", "", false
	}
	end := slices.IndexFunc(lines[1:], isFence) + 1
	if end == 0 {
		p.add(1, `the front matter is not closed by a line "---"`)
		return "", "", false
	}
	front = "\n" + strings.Join(lines[1:end], "")
	return front, strings.Repeat("\n", end+1) + strings.Join(lines[end+1:], ""), true
}

func isFence(line string) bool { return strings.TrimRight(line, " \t\n") == "---" }

// frontMatter reads the keys.
func (p *parser) frontMatter(front, path string) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(front), &doc); err != nil {
		line, message := yamlError(err)
		p.add(line, "front matter: %s", message)
		return
	}
	f := fields{parser: p, seen: map[string]int{}}
	if len(doc.Content) > 0 {
		f.read(doc.Content[0])
	}
	// In a library a name that is not the file's would make a prompt that cannot
	// be found.
	stem, isFile := strings.CutSuffix(filepath.Base(path), ".md")
	switch {
	case p.prompt.Name == "":
		p.prompt.Name = stem
	case isFile && p.prompt.Name != stem:
		p.prompt.misnamed = &Problem{
			Line:    max(1, min(f.seen["name"], p.lines)),
			Message: fmt.Sprintf("name %q is not the name of the file, %q", p.prompt.Name, stem),
		}
	}
	if _, ok := f.seen["task"]; !ok {
		p.add(1, "task is missing (%s)", known(Tasks()))
	}
}

// yamlError splits "yaml: line 3: did not find …" into its parts.
func yamlError(err error) (line int, message string) {
	message = strings.TrimPrefix(err.Error(), "yaml: ")
	if n, _ := fmt.Sscanf(message, "line %d:", &line); n == 1 {
		_, message, _ = strings.Cut(message, ": ")
	}
	return line, message
}

// template parses the instructions and looks up every name in them.
func (p *parser) template(text string) {
	if strings.TrimSpace(text) == "" {
		p.add(p.lines, "no instructions follow the front matter")
		return
	}
	tmpl, err := template.New(templateName).Option("missingkey=error").Parse(text)
	if err != nil {
		line, message := templateError(err)
		p.add(line, "template: %s", message)
		return
	}
	p.prompt.tmpl = tmpl
	w := walker{parser: p, source: text, vars: names(p.prompt.Vars)}
	w.all(tmpl)
}

const templateName = "prompt"

// templateError splits "template: prompt:3:5: executing "prompt" at <.X>: …"
// into the line and what is wrong; the line of other errors is 0.
func templateError(err error) (line int, message string) {
	message = err.Error()
	rest, ok := strings.CutPrefix(message, "template: "+templateName+":")
	if n, _ := fmt.Sscanf(rest, "%d:", &line); !ok || n != 1 {
		return 0, message
	}
	_, message, _ = strings.Cut(rest, ": ")
	if _, after, ok := strings.Cut(message, ">: "); ok && strings.HasPrefix(message, "executing ") {
		message = after
	}
	return line, message
}
