package render

import (
	"bytes"
	"encoding/json"
	"slices"
)

// marshal writes r as JSON.
func marshal(r *Result, indent string) ([]byte, error) {
	out := *r
	out.Schema = Schema
	out.Text = Printable(out.Text)
	out.TitleTranslated = Printable(out.TitleTranslated)
	if out.Paragraphs == nil {
		out.Paragraphs = []Paragraph{}
	}
	if out.Checks == nil {
		out.Checks = []Check{}
	}
	object, err := encode(out, indent)
	if err != nil {
		return nil, err
	}
	return passThrough(object, r.Fields, indent)
}

// encode writes JSON with <, > and & as they are, which articles hold.
func encode(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	err := e.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

// passThrough puts a JSONL line's own fields behind ours.
func passThrough(object []byte, fields map[string]json.RawMessage, indent string) ([]byte, error) {
	if len(fields) == 0 {
		return object, nil
	}
	var ours map[string]json.RawMessage
	if err := json.Unmarshal(object, &ours); err != nil {
		return nil, err
	}
	var stale []string
	if string(fields["schema"]) == `"`+Schema+`"` {
		stale = []string{"claims", "dropped", "error", "repairs", "same_as"} // about the result before
	}
	var names []string
	for name := range fields {
		if _, taken := ours[name]; !taken && !slices.Contains(stale, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	end := bytes.LastIndexByte(object, '}')
	out := bytes.TrimRight(object[:end], "\n")
	for _, name := range names {
		key, err := json.Marshal(name)
		if err != nil {
			return nil, err
		}
		out = append(out, ',')
		if indent != "" {
			out = append(append(out, '\n'), indent...)
		}
		out = append(append(append(out, key...), ':'), fields[name]...)
	}
	if indent != "" {
		out = append(out, '\n')
	}
	return append(out, '}'), nil
}
