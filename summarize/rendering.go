package summarize

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"

	"mujaz/internal/arabic"
)

// renderer writes data as labelled lines. A field is a line of its label and its
// value; a list is a line for each item below its label; an object without
// lists is its values in a row. What is empty is left out. A label is the
// field's title in the schema, where it may be given in English and Arabic with
// a slash between them, else its key.
type renderer struct {
	schema       *schema
	arabic       bool
	plain, cited []string
	claims       []Claim
}

func (r *renderer) top(v *value) { r.value(v, r.schema.root, "", "") }

// value writes v under a label.
func (r *renderer) value(v, rule *value, indent, label string) {
	rule = r.rule(rule)
	switch {
	case empty(v):
	case v.isArray() && !simple(v):
		if len(v.items) == 1 {
			r.value(v.items[0], rule.fields["items"], indent, label)
			return
		}
		if label != "" {
			r.line(indent, label, "", nil)
		}
		for _, item := range v.items {
			r.item(item, rule.fields["items"], indent)
		}
	case v.isObject() && !flat(v):
		if label != "" {
			r.line(indent, label, "", nil)
			indent += "  "
		}
		for _, k := range v.keys {
			field := r.field(rule, k)
			r.value(v.fields[k], field, indent, r.label(field, k))
		}
	default:
		r.line(indent, label, r.inline(v), v)
	}
}

// item writes an item of a list.
func (r *renderer) item(v, rule *value, indent string) {
	switch {
	case empty(v):
	case flat(v) || simple(v):
		r.line(indent+"- ", "", r.inline(v), v)
	default:
		from := len(r.plain)
		r.value(v, rule, indent+"  ", "")
		if from < len(r.plain) { // the item's first line carries its bullet
			r.plain[from] = indent + "- " + strings.TrimSpace(r.plain[from])
			r.cited[from] = indent + "- " + strings.TrimSpace(r.cited[from])
		}
	}
}

// line adds a line. of is the value it is about, which may be a claim.
func (r *renderer) line(before, label, text string, of *value) {
	line := before
	if label != "" {
		line += label + ":"
		if text != "" {
			line += " "
		}
	}
	line += text
	r.plain = append(r.plain, line)
	if of != nil && of.isObject() && of.fields[paragraphsKey] != nil {
		claim := Claim{Text: text, Paragraphs: []int{}}
		for _, item := range of.fields[paragraphsKey].items {
			if n := rational(item); n != nil && n.IsInt() {
				claim.Paragraphs = append(claim.Paragraphs, int(n.Num().Int64()))
			}
		}
		r.claims = append(r.claims, claim)
		line = strings.TrimRight(line+" "+citation(claim.Paragraphs), " ")
	}
	r.cited = append(r.cited, line)
}

// inline writes a value in a row: an object's values, a list's items.
func (r *renderer) inline(v *value) string {
	var parts []string
	switch {
	case v.isObject():
		for _, k := range v.keys {
			if k != paragraphsKey && !empty(v.fields[k]) {
				parts = append(parts, r.inline(v.fields[k]))
			}
		}
	case v.isArray():
		for _, item := range v.items {
			if !empty(item) {
				parts = append(parts, r.inline(item))
			}
		}
	default:
		return r.scalar(v)
	}
	if r.arabic {
		return strings.Join(parts, "، ")
	}
	return strings.Join(parts, ", ")
}

func (r *renderer) scalar(v *value) string {
	switch s := v.scalar.(type) {
	case string:
		return arabic.OneLine(s)
	case json.Number:
		return string(s)
	case bool:
		switch {
		case s && r.arabic:
			return "نعم"
		case s:
			return "yes"
		case r.arabic:
			return "لا"
		}
		return "no"
	}
	return ""
}

// empty reports whether there is nothing in v to show.
func empty(v *value) bool {
	switch {
	case v.isArray():
		for _, item := range v.items {
			if !empty(item) {
				return false
			}
		}
		return true
	case v.isObject():
		for k, field := range v.fields {
			if k != paragraphsKey && !empty(field) {
				return false
			}
		}
		return true
	}
	text, ok := v.scalar.(string)
	return v.scalar == nil || ok && strings.TrimSpace(text) == ""
}

// simple reports whether v is a scalar or a list of scalars.
func simple(v *value) bool {
	for _, item := range v.items {
		if item.isObject() || item.isArray() {
			return false
		}
	}
	return !v.isObject()
}

// flat reports whether v can be written in a row: a claim of scalars and lists of
// them. An object that is no claim has its fields on lines of their own.
func flat(v *value) bool {
	for _, field := range v.fields {
		if !simple(field) {
			return false
		}
	}
	return v.isObject() && v.fields[paragraphsKey] != nil
}

// rule follows a reference, and picks of several shapes the one with fields.
func (r *renderer) rule(rule *value) *value {
	if rule == nil {
		return &value{}
	}
	if ref := rule.fields["$ref"]; ref != nil {
		return r.schema.resolve(ref)
	}
	if shapes := rule.fields["anyOf"]; shapes != nil {
		for _, option := range shapes.items {
			if o := r.rule(option); o.fields["properties"] != nil || o.fields["items"] != nil {
				return o
			}
		}
	}
	return rule
}

// field returns the schema of a field, nil where it has none.
func (r *renderer) field(rule *value, key string) *value {
	if p := rule.fields["properties"]; p != nil {
		return p.fields[key]
	}
	return nil
}

// label names a field in the language of the text.
func (r *renderer) label(rule *value, key string) string {
	title := ""
	if rule != nil && rule.fields["title"] != nil {
		title, _ = rule.fields["title"].scalar.(string)
	}
	if title == "" {
		first, size := utf8.DecodeRuneInString(key)
		return string(unicode.ToUpper(first)) + strings.ReplaceAll(key[size:], "_", " ")
	}
	for side := range strings.SplitSeq(title, " / ") {
		if (arabicLetters(side) > 0) == r.arabic {
			return side
		}
	}
	return title
}

func arabicLetters(s string) int {
	n := 0
	for _, c := range s {
		if arabic.IsLetter(c) {
			n++
		}
	}
	return n
}
