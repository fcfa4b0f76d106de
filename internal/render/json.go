package render

import (
	"bytes"
	"encoding/json"
	"slices"
)

// marshal writes r as JSON without escaping <, > and &, which articles hold.
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
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(out); err != nil {
		return nil, err
	}
	return passThrough(bytes.TrimSpace(b.Bytes()), r.Fields, indent)
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
	var names []string
	for name := range fields {
		if _, taken := ours[name]; !taken {
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
