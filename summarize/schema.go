package summarize

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// schema is a JSON Schema of the subset that model servers take for structured
// answers: type, enum, const, properties, required, additionalProperties,
// items, anyOf, $ref to $defs, and bounds of length, number and size. A full
// validator compiles its metaschemas at every start of the program, 4 to 5 ms;
// the tests hold this one against such a validator.
type schema struct {
	source []byte
	root   *value
}

// annotations are keywords that restrict nothing.
func annotations() []string {
	return []string{"title", "description", "default", "examples", "$schema", "$id", "$comment", "$defs", "definitions", "deprecated"}
}

// newSchema reads a schema. It fails for a keyword outside of the subset: an
// answer that is not checked must not pass for one that is.
func newSchema(source []byte) (*schema, error) {
	root, err := parseValue(string(source))
	if err != nil {
		return nil, fmt.Errorf("the prompt's schema: %w", err)
	}
	s := &schema{source: source, root: root}
	if err := s.sound(root, "#"); err != nil {
		return nil, fmt.Errorf("the prompt's schema: %w", err)
	}
	return s, nil
}

// sound reports what of a schema cannot be checked.
func (s *schema) sound(v *value, at string) error {
	if _, ok := v.scalar.(bool); ok {
		return nil
	}
	if !v.isObject() {
		return fmt.Errorf("%s is not a schema", at)
	}
	for _, k := range v.keys {
		if err := s.soundKeyword(k, v.fields[k], at+"/"+k); err != nil {
			return err
		}
	}
	return nil
}

func (s *schema) soundKeyword(k string, v *value, at string) error {
	switch k {
	case "properties", "$defs", "definitions":
		for _, name := range v.keys {
			if err := s.sound(v.fields[name], at+"/"+name); err != nil {
				return err
			}
		}
	case "items", "additionalProperties":
		return s.sound(v, at)
	case "anyOf":
		for _, option := range v.items {
			if err := s.sound(option, at); err != nil {
				return err
			}
		}
	case "$ref":
		if target := s.resolve(v); target == nil || target.fields["$ref"] != nil {
			return fmt.Errorf("%s: %s is not a schema in it", at, v.json())
		}
	case "pattern":
		text, _ := v.scalar.(string)
		if _, err := regexp.Compile(text); err != nil {
			return fmt.Errorf("%s: %w", at, err)
		}
	case "type", "enum", "const", "required", "minItems", "maxItems", "minLength", "maxLength", "minimum", "maximum":
	default:
		if !slices.Contains(annotations(), k) {
			return fmt.Errorf("%s: the keyword is not supported", at)
		}
	}
	return nil
}

// resolve returns what a $ref names: #, or a path of keys below it.
func (s *schema) resolve(ref *value) *value {
	path, _ := ref.scalar.(string)
	rest, ok := strings.CutPrefix(path, "#")
	if !ok {
		return nil
	}
	at := s.root
	for _, key := range strings.Split(rest, "/")[1:] {
		if at = at.fields[key]; at == nil {
			return nil
		}
	}
	return at
}

// mostProblems bounds what one answer is told.
const mostProblems = 8

// validate returns what keeps a value from following the schema, in words.
func (s *schema) validate(v *value) []string {
	found := s.check(s.root, v, "the answer", 0)
	return found[:min(len(found), mostProblems)]
}

// check validates v, which stands at a place of the answer, against rule. depth
// bounds a schema that refers to itself without end.
func (s *schema) check(rule, v *value, at string, depth int) []string {
	if depth++; depth > 2*deepest {
		return []string{at + " is nested too deep for its schema"}
	}
	if allowed, ok := rule.scalar.(bool); ok {
		if !allowed {
			return []string{at + " must not be there"}
		}
		return nil
	}
	if ref := rule.fields["$ref"]; ref != nil {
		return s.check(s.resolve(ref), v, at, depth)
	}
	if t := rule.fields["type"]; t != nil && !typed(t, v) {
		return []string{fmt.Sprintf("%s must be of type %s", at, t.json())}
	}
	found := s.bounds(rule, v, at)
	if e := rule.fields["enum"]; e != nil && !slices.ContainsFunc(e.items, func(o *value) bool { return equal(o, v) }) {
		found = append(found, fmt.Sprintf("%s must be one of %s", at, e.json()))
	}
	if c := rule.fields["const"]; c != nil && !equal(c, v) {
		found = append(found, fmt.Sprintf("%s must be %s", at, c.json()))
	}
	if shapes := rule.fields["anyOf"]; shapes != nil && !slices.ContainsFunc(shapes.items, func(o *value) bool { return len(s.check(o, v, at, depth)) == 0 }) {
		found = append(found, at+" is of none of the shapes it may have")
	}
	switch {
	case v.isObject():
		found = append(found, s.object(rule, v, at, depth)...)
	case v.isArray() && rule.fields["items"] != nil:
		for i, item := range v.items {
			found = append(found, s.check(rule.fields["items"], item, fmt.Sprintf("%s[%d]", at, i), depth)...)
		}
	}
	return found
}

// object validates the fields of an object.
func (s *schema) object(rule, v *value, at string, depth int) (found []string) {
	if required := rule.fields["required"]; required != nil {
		for _, r := range required.items {
			if name, _ := r.scalar.(string); v.fields[name] == nil {
				found = append(found, fmt.Sprintf("%s lacks %q", at, name))
			}
		}
	}
	properties := &value{}
	if p := rule.fields["properties"]; p != nil {
		properties = p
	}
	for _, k := range v.keys {
		place := fmt.Sprintf("%s, %q", at, k)
		if p := properties.fields[k]; p != nil {
			found = append(found, s.check(p, v.fields[k], place, depth)...)
		} else if more := rule.fields["additionalProperties"]; more != nil {
			found = append(found, s.check(more, v.fields[k], place, depth)...)
		}
	}
	return found
}

// typed reports whether a value is of the type named, or of one of several.
func typed(t, v *value) bool {
	if t.isArray() {
		return slices.ContainsFunc(t.items, func(o *value) bool { return typed(o, v) })
	}
	switch v.scalar.(type) {
	case string:
		return t.scalar == "string"
	case bool:
		return t.scalar == "boolean"
	case json.Number:
		return t.scalar == "number" || t.scalar == "integer" && rational(v).IsInt()
	}
	switch {
	case v.isObject():
		return t.scalar == "object"
	case v.isArray():
		return t.scalar == "array"
	}
	return t.scalar == "null"
}

// mostExponent keeps a number such as 1e999999999 from being spelt out.
const mostExponent = 400

// rational returns a number, nil for what is none.
func rational(v *value) *big.Rat {
	n, ok := v.scalar.(json.Number)
	if !ok {
		return nil
	}
	if f, err := n.Float64(); err != nil || f == 0 && len(n) > mostExponent {
		return new(big.Rat)
	}
	r, ok := new(big.Rat).SetString(string(n))
	if !ok {
		return new(big.Rat)
	}
	return r
}

// bounds validates sizes.
func (s *schema) bounds(rule, v *value, at string) (found []string) {
	test := func(keyword string, of *big.Rat, sign int, what string) {
		if b := rule.fields[keyword]; b != nil && of != nil && rational(b) != nil && of.Cmp(rational(b)) == sign {
			found = append(found, fmt.Sprintf("%s %s %s", at, what, b.json()))
		}
	}
	number := rational(v)
	test("minimum", number, -1, "must be at least")
	test("maximum", number, 1, "must be at most")
	if v.isArray() {
		n := big.NewRat(int64(len(v.items)), 1)
		test("minItems", n, -1, "must have as many items as")
		test("maxItems", n, 1, "must have no more items than")
	}
	if text, ok := v.scalar.(string); ok {
		n := big.NewRat(int64(utf8.RuneCountInString(text)), 1)
		test("minLength", n, -1, "must have as many characters as")
		test("maxLength", n, 1, "must have no more characters than")
		if p := rule.fields["pattern"]; p != nil {
			pattern, _ := p.scalar.(string)
			if ok, err := regexp.MatchString(pattern, text); err == nil && !ok {
				found = append(found, fmt.Sprintf("%s must match %s", at, p.json()))
			}
		}
	}
	return found
}

// equal compares values as JSON Schema does: numbers by value, objects without
// order.
func equal(a, b *value) bool {
	switch {
	case a.isObject() && b.isObject():
		if len(a.fields) != len(b.fields) {
			return false
		}
		for k, v := range a.fields {
			if b.fields[k] == nil || !equal(v, b.fields[k]) {
				return false
			}
		}
		return true
	case a.isArray() && b.isArray():
		return slices.EqualFunc(a.items, b.items, equal)
	case rational(a) != nil && rational(b) != nil:
		return rational(a).Cmp(rational(b)) == 0
	}
	return bytes.Equal(a.json(), b.json())
}
