package config

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/go-viper/mapstructure/v2"
)

// lists decodes what the file lists: the user's own providers and prices.
func lists(file map[string]any, c *Config) error {
	if err := rows(file["providers"], &c.Providers, "a list of providers, each with a name"); err != nil {
		return inList("providers", c.Path, err)
	}
	for i, p := range c.Providers {
		if p.Name == "" {
			return inList("providers", c.Path, fmt.Errorf("number %d has no name", i+1))
		}
	}
	if err := rows(file["prices"], &c.Prices, "a list of {model: NAME, input: USD, output: USD}, per million tokens"); err != nil {
		return inList("prices", c.Path, err)
	}
	for i, p := range c.Prices {
		if p.Model == "" || p.Input < 0 || p.Output < 0 {
			return inList("prices", c.Path, fmt.Errorf("number %d has no model, or a price below 0", i+1))
		}
	}
	return nil
}

// inList says where a fault is; one that is placed already keeps its hint.
func inList(list, path string, err error) error {
	e := &Error{Where: path + ": " + list, Err: err}
	var placed *Error
	if errors.As(err, &placed) {
		e.Err, e.Hint = fmt.Errorf("%s: %w", placed.Where, placed.Err), placed.Hint
	}
	return e
}

// rows decodes a list of mappings with the keys of T, nil for none; form says
// what it should look like.
func rows[T any](raw any, into *[]T, form string) error {
	if raw == nil {
		return nil
	}
	list, ok := raw.([]any)
	if !ok {
		return errors.New("must be " + form)
	}
	known := fields(reflect.TypeFor[T]())
	for i, value := range list {
		row, ok := value.(map[string]any)
		if !ok {
			return errors.New("must be " + form)
		}
		where := fmt.Sprintf("number %d", i+1)
		for _, key := range slices.Sorted(maps.Keys(row)) {
			at, is := known[key]
			if !is {
				return unknownKey(key, slices.Sorted(maps.Keys(known)), where)
			}
			if !fits(row[key], at) {
				return &Error{Where: where, Err: fmt.Errorf("%s must be %s, not %s", key, kinds(at), quote(row[key]))}
			}
		}
		var out T
		if err := mapstructure.Decode(row, &out); err != nil {
			return errors.New("must be " + form)
		}
		*into = append(*into, out)
	}
	return nil
}

// fields maps the keys of a row to their kinds.
func fields(t reflect.Type) map[string]reflect.Kind {
	known := map[string]reflect.Kind{}
	for i := range t.NumField() {
		known[t.Field(i).Tag.Get("mapstructure")] = t.Field(i).Type.Kind()
	}
	return known
}

// fits tells whether a value of the file can stand in a field.
func fits(value any, kind reflect.Kind) bool {
	switch value.(type) {
	case nil:
		return true
	case string:
		return kind == reflect.String
	case int, int64, uint64:
		return kind == reflect.Int || kind == reflect.Float64
	case float64:
		return kind == reflect.Float64
	}
	return false
}

func kinds(kind reflect.Kind) string {
	switch kind {
	case reflect.Int:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	}
	return "text"
}

// listValues writes the lists as the file would hold them, nothing for those that
// are empty.
func (c *Config) listValues() []Value {
	var values []Value
	add := func(key string, list reflect.Value) {
		var rows []string
		for i := range list.Len() {
			rows = append(rows, flow(list.Index(i)))
		}
		if len(rows) > 0 {
			values = append(values, Value{key, "[" + strings.Join(rows, ", ") + "]", c.Path})
		}
	}
	add("providers", reflect.ValueOf(c.Providers))
	add("prices", reflect.ValueOf(c.Prices))
	return values
}

// flow writes what is set of a row as a mapping in one line.
func flow(row reflect.Value) string {
	var parts []string
	for i := range row.NumField() {
		if f := row.Field(i); !f.IsZero() {
			key := row.Type().Field(i).Tag.Get("mapstructure")
			parts = append(parts, key+": "+mask(key, fmt.Sprint(f.Interface())))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
