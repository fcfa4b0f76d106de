package summarize

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// oracle is a full validator: what it says of a schema and a value is right. It
// is nil for what is no schema.
func oracle(source string) *jsonschema.Schema {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(source)))
	if err != nil {
		return nil
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		return nil
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		return nil
	}
	return s
}

func allows(t *testing.T, s *jsonschema.Schema, instance string) bool {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(instance)))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(v) == nil
}

func schemas() []string {
	return []string{
		`{"type":"object","properties":{"a":{"type":"string"},"b":{"type":["integer","null"]}},"required":["a"],"additionalProperties":false}`,
		`{"type":"array","items":{"type":"integer","minimum":1,"maximum":9},"minItems":1,"maxItems":3}`,
		`{"enum":["x",1,null,{"a":[1,2]}]}`,
		`{"const":{"a":1,"b":[true]}}`,
		`{"anyOf":[{"type":"string","minLength":2,"maxLength":4},{"type":"number","minimum":0.5}]}`,
		`{"$defs":{"n":{"type":"object","properties":{"next":{"$ref":"#/$defs/n"},"v":{"type":"integer"}},"required":["v"]}},"$ref":"#/$defs/n"}`,
		`{"type":"string","pattern":"^[a-c]+$"}`,
		`{"type":"object","additionalProperties":{"type":"boolean"}}`,
		`{"title":"t","description":"d","type":["array","object"],"items":false,"properties":{"no":false,"yes":true}}`,
		`{"minimum":2,"minLength":2,"minItems":2,"required":["a","b"]}`,
	}
}

func instances() []string {
	return []string{
		`{}`, `[]`, `{"a":"x"}`, `{"a":"x","b":1}`, `{"a":"x","b":null}`, `{"a":"x","b":1.0}`, `{"a":"x","b":1.5}`, `{"a":1,"c":2}`,
		`[1]`, `[1,2,3,4]`, `[0]`, `[10]`, `["x"]`, `[[]]`, `{"a":[1,2]}`, `{"a":[2,1]}`, `{"b":[true],"a":1.0}`, `{"a":1,"b":[true],"c":0}`,
		`{"v":1,"next":{"v":2,"next":{"v":"x"}}}`, `{"v":1,"next":{"v":2}}`, `{"no":1}`, `{"yes":1}`, `{"t":true}`, `{"t":1}`, `[1,2]`, `{"a":1,"b":2}`,
	}
}

// The subset says what a full validator does.
func TestSchemaAgainstOracle(t *testing.T) {
	validated, refused := 0, 0
	for _, source := range schemas() {
		s, err := newSchema([]byte(source))
		if err != nil {
			t.Fatal(err)
		}
		full := oracle(source)
		for _, instance := range instances() {
			v, err := parseValue(instance)
			if err != nil {
				t.Fatal(err)
			}
			want := allows(t, full, instance)
			problems := s.validate(v)
			if got := len(problems) == 0; got != want {
				t.Errorf("%s of %s: %q, the oracle says %v", instance, source, problems, want)
			}
			if want {
				validated++
			} else {
				refused++
			}
		}
	}
	if validated < 30 || refused < 30 {
		t.Errorf("%d valid and %d refused instances show little", validated, refused)
	}
}

func FuzzSchema(f *testing.F) {
	for n, i := range instances() {
		f.Add(schemas()[n%len(schemas())], i)
	}
	f.Fuzz(func(t *testing.T, source, instance string) {
		if !json.Valid([]byte(source)) || !json.Valid([]byte(instance)) {
			return
		}
		v, err := parseValue(instance)
		s, bad := newSchema([]byte(source))
		if err != nil || bad != nil {
			return
		}
		again, err := parseValue(string(v.json()))
		if err != nil || !equal(v, again) {
			t.Fatalf("%s became %s", instance, v.json())
		}
		got := len(s.validate(v)) == 0
		if full := oracle(source); full != nil && allows(t, full, instance) != got {
			t.Errorf("%s of %s: %v, which the oracle denies", instance, source, got)
		}
	})
}
