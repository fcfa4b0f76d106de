package prompts

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// keys are the front matter's, in the order the documentation gives them.
func keys() []string {
	return []string{"name", "task", "description", "model", "temperature", "length", "schema", "vars"}
}

// fields reads the front matter's keys into the prompt. Every value is taken
// from its node, so that each problem has its line.
type fields struct {
	*parser
	seen map[string]int // the line of each key
}

func (f *fields) read(root *yaml.Node) {
	if root.Kind != yaml.MappingNode {
		f.add(root.Line, `the front matter must be lines of the form "key: value"`)
		return
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		if first, twice := f.seen[key.Value]; twice {
			f.add(key.Line, "%s is given already on line %d", key.Value, first)
			continue
		}
		f.seen[key.Value] = key.Line
		f.field(key, value)
	}
}

func (f *fields) field(key, value *yaml.Node) {
	p := f.prompt
	switch key.Value {
	case "name":
		if p.Name = f.text(key, value); p.Name != "" {
			f.must(value, ValidName(p.Name))
		}
	case "task":
		f.task(value)
	case "description":
		p.Description = f.text(key, value)
	case "model":
		p.Model = f.text(key, value)
	case "temperature":
		f.temperature(value)
	case "length":
		f.length(key, value)
	case "schema":
		f.schema(value)
	case "vars":
		f.vars(value)
	default:
		f.unknownKey(key)
	}
}

func (f *fields) unknownKey(key *yaml.Node) {
	hint := known(keys())
	if n := nearest(key.Value, keys()); n != "" {
		hint = fmt.Sprintf("did you mean %q?", n)
	}
	f.add(key.Line, "unknown key %q (%s)", key.Value, hint)
}

func (f *fields) must(n *yaml.Node, err error) {
	if err != nil {
		f.add(n.Line, "%s", err)
	}
}

// text reads a string. A number or true is taken as it is written.
func (f *fields) text(key, value *yaml.Node) string {
	if value.Kind != yaml.ScalarNode || value.Tag == "!!null" {
		f.add(value.Line, "%s must be text", key.Value)
		return ""
	}
	return strings.TrimSpace(value.Value)
}

func (f *fields) task(value *yaml.Node) {
	if value.Kind != yaml.ScalarNode || !slices.Contains(Tasks(), value.Value) {
		f.add(value.Line, "task must be one of %s", strings.Join(Tasks(), ", "))
		return
	}
	f.prompt.Task = value.Value
}

// temperature takes what the usual APIs take: 0 to 2.
func (f *fields) temperature(value *yaml.Node) {
	t, err := strconv.ParseFloat(value.Value, 64)
	number := value.Tag == "!!int" || value.Tag == "!!float"
	if !number || err != nil || !(t >= 0 && t <= 2) {
		f.add(value.Line, "temperature must be a number from 0 to 2")
		return
	}
	f.prompt.Temperature = &t
}

func (f *fields) length(key, value *yaml.Node) {
	s := f.text(key, value)
	if s != "" && !validLength(s) {
		f.add(value.Line, "length %q is not short, medium, long, a number of words or a percentage such as 30%%", s)
	}
	f.prompt.Length = s
}

// validLength knows the lengths of the command line.
func validLength(s string) bool {
	if slices.Contains([]string{"short", "medium", "long"}, s) {
		return true
	}
	number, share := strings.CutSuffix(s, "%")
	n, err := strconv.Atoi(strings.TrimSpace(number))
	return err == nil && n > 0 && (!share || n <= 100)
}

// schema takes a mapping, or JSON in a string.
func (f *fields) schema(value *yaml.Node) {
	var out bytes.Buffer
	var err error
	if value.Kind == yaml.ScalarNode && value.Tag == "!!str" {
		err = json.Compact(&out, []byte(value.Value))
	} else {
		err = writeJSON(&out, value)
	}
	switch {
	case err != nil:
		f.add(value.Line, "schema: %s", err)
	case out.Len() == 0 || out.Bytes()[0] != '{':
		f.add(value.Line, "schema must be a JSON Schema: a mapping, or its JSON in a string")
	default:
		f.prompt.Schema = out.Bytes()
	}
}

// writeJSON writes a node as JSON. It keeps the order of keys, in which models
// fill in an answer.
func writeJSON(out *bytes.Buffer, n *yaml.Node) error {
	switch n.Kind {
	case yaml.MappingNode:
		return writeAll(out, "{}", len(n.Content)/2, func(i int) error {
			key, _ := json.Marshal(n.Content[2*i].Value)
			out.Write(append(key, ':'))
			return writeJSON(out, n.Content[2*i+1])
		})
	case yaml.SequenceNode:
		return writeAll(out, "[]", len(n.Content), func(i int) error { return writeJSON(out, n.Content[i]) })
	case yaml.ScalarNode:
		var v any
		if err := n.Decode(&v); err != nil {
			return err
		}
		text, err := json.Marshal(v)
		out.Write(text)
		return err
	}
	// A few nested aliases can stand for gigabytes.
	return fmt.Errorf("line %d: aliases are not supported", n.Line)
}

func writeAll(out *bytes.Buffer, brackets string, n int, each func(int) error) error {
	out.WriteByte(brackets[0])
	for i := range n {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := each(i); err != nil {
			return err
		}
	}
	out.WriteByte(brackets[1])
	return nil
}

func (f *fields) vars(value *yaml.Node) {
	if value.Kind != yaml.MappingNode {
		if value.Tag != "!!null" {
			f.add(value.Line, `vars must be a mapping of names to defaults ("name: default", or "name:" for one that must be given)`)
		}
		return
	}
	for i := 0; i+1 < len(value.Content); i += 2 {
		f.variable(value.Content[i], value.Content[i+1])
	}
}

func (f *fields) variable(name, value *yaml.Node) {
	switch {
	case !identifier(name.Value):
		f.add(name.Line, "variable %q: a name has letters, digits and \"_\", the first a letter", name.Value)
	case slices.Contains(names(f.prompt.Vars), name.Value):
		f.add(name.Line, "variable %q is declared twice", name.Value)
	case value.Kind != yaml.ScalarNode:
		f.add(value.Line, "the default of variable %q must be text", name.Value)
	default:
		v := Var{Name: name.Value, Required: value.Tag == "!!null"}
		if !v.Required {
			v.Default = value.Value
		}
		f.prompt.Vars = append(f.prompt.Vars, v)
	}
}

// identifier tells whether a template can name it: {{.Vars.name}}.
func identifier(s string) bool {
	for i, r := range s {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return s != ""
}
