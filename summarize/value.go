package summarize

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// value is a JSON value whose keys keep their order.
type value struct {
	keys   []string // of an object
	fields map[string]*value
	items  []*value // of an array, not nil
	scalar any      // string, json.Number, bool or nil
}

func (v *value) isObject() bool { return v.fields != nil }
func (v *value) isArray() bool  { return v.items != nil }

// deepest bounds the nesting of an answer, far beyond any that can be read.
const deepest = 100

// parseValue reads JSON, as decoded from the first { or [ of a text to the
// value's end: models put a fence or a remark around it.
func parseValue(text string) (*value, error) {
	start := strings.IndexAny(text, "{[")
	if start < 0 {
		return nil, errors.New("the answer holds no JSON")
	}
	d := json.NewDecoder(strings.NewReader(text[start:]))
	d.UseNumber()
	v, err := readValue(d, 0)
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return nil, errors.New("the answer's JSON breaks off")
	case errors.As(err, &syntax):
		return nil, fmt.Errorf("the answer is not valid JSON: %w", err)
	}
	return v, err
}

func readValue(d *json.Decoder, depth int) (*value, error) {
	if depth > deepest {
		return nil, fmt.Errorf("the answer is nested more than %d deep", deepest)
	}
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		return readObject(d, depth)
	case json.Delim('['):
		v := &value{items: []*value{}}
		for d.More() {
			item, err := readValue(d, depth+1)
			if err != nil {
				return nil, err
			}
			v.items = append(v.items, item)
		}
		_, err = d.Token()
		return v, err
	}
	return &value{scalar: token}, nil
}

func readObject(d *json.Decoder, depth int) (*value, error) {
	v := &value{fields: map[string]*value{}}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		key, _ := token.(string) // the decoder lets nothing else pass
		field, err := readValue(d, depth+1)
		if err != nil {
			return nil, err
		}
		if _, twice := v.fields[key]; !twice {
			v.keys = append(v.keys, key)
		}
		v.fields[key] = field
	}
	_, err := d.Token()
	return v, err
}

// write writes the value as JSON without white space, keys in their order.
func (v *value) write(b *bytes.Buffer) {
	switch {
	case v.isObject():
		b.WriteByte('{')
		for i, k := range v.keys {
			comma(b, i)
			writeScalar(b, k)
			b.WriteByte(':')
			v.fields[k].write(b)
		}
		b.WriteByte('}')
	case v.isArray():
		b.WriteByte('[')
		for i, item := range v.items {
			comma(b, i)
			item.write(b)
		}
		b.WriteByte(']')
	default:
		writeScalar(b, v.scalar)
	}
}

func comma(b *bytes.Buffer, i int) {
	if i > 0 {
		b.WriteByte(',')
	}
}

func writeScalar(b *bytes.Buffer, scalar any) {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(scalar); err != nil {
		panic(err) // strings, numbers as read, booleans and null always encode
	}
	b.Truncate(b.Len() - 1) // the encoder's line feed
}

// json returns the value's JSON.
func (v *value) json() []byte {
	var b bytes.Buffer
	v.write(&b)
	return b.Bytes()
}
