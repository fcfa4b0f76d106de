// Package config reads the settings: flag > environment > file > default. It is
// the only importer of viper.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/viper"
)

// delimiter keeps viper from tearing names with a dot in them.
const delimiter = "::"

// maxFile is far above any configuration, and keeps a wrong path from filling
// the memory.
const maxFile = 1 << 20

// Source is where settings come from.
type Source struct {
	// Path is the configuration file. It may be missing unless Required.
	Path     string
	Required bool
	Environ  []string
	// Flags are the flags typed on this command line, by key.
	Flags map[string]string
}

// Error is a setting that cannot be used.
type Error struct {
	Where string // "config.yaml", "MUJAZ_JOBS", "--jobs"
	Err   error
	Hint  string
}

func (e *Error) Error() string { return e.Where + ": " + e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// Load reads all settings. Its errors are *Error.
func Load(s Source) (*Config, error) {
	v := viper.NewWithOptions(viper.KeyDelimiter(delimiter))
	file, err := readFile(s)
	if err != nil {
		return nil, err
	}
	c := &Config{Path: s.Path, origins: map[string]string{}, values: map[string]any{}}
	env := variables(s.Environ)
	for _, row := range settings() {
		raw, origin, where := row.value, "default", "default"
		if value, ok := lookup(file, row.key); ok {
			raw, origin, where = value, s.Path, s.Path+": "+row.key
		}
		if value, ok := env[row.variable()]; ok {
			raw, origin, where = value, row.variable(), row.variable()
		}
		if value, ok := s.Flags[row.key]; ok {
			raw, origin, where = value, "flag", "--"+row.key[strings.LastIndexByte(row.key, '.')+1:]
		}
		value, err := row.typed(raw)
		if err != nil {
			return nil, &Error{Where: where, Err: err}
		}
		v.Set(strings.ReplaceAll(row.key, ".", delimiter), value)
		c.origins[row.key], c.values[row.key] = origin, value
	}
	if err := v.UnmarshalExact(c); err != nil {
		return nil, &Error{Where: s.Path, Err: err}
	}
	if err := lists(file, c); err != nil {
		return nil, err
	}
	c.Warnings = unknownVariables(env)
	return c, nil
}

// readFile returns the file's settings with - for _ in their keys, nil where
// there is no file.
func readFile(s Source) (map[string]any, error) {
	if s.Path == "" {
		return nil, nil
	}
	f, err := os.Open(s.Path)
	if errors.Is(err, fs.ErrNotExist) && !s.Required {
		return nil, nil
	}
	if err != nil {
		return nil, &Error{Where: s.Path, Err: fmt.Errorf("cannot read the configuration: %w", reason(err))}
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() || info.Size() > maxFile {
		return nil, &Error{Where: s.Path, Err: errors.New("the configuration is not a regular file of less than 1 MB")}
	}
	v := viper.NewWithOptions(viper.KeyDelimiter(delimiter))
	v.SetConfigType("yaml")
	if err := v.ReadConfig(f); err != nil {
		return nil, &Error{Where: s.Path, Err: yamlFault(err)}
	}
	file := hyphened(v.AllSettings()).(map[string]any)
	return file, unknownKeys(file, s.Path)
}

// reason is what the system says, without the path that the message names.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// yamlFault takes viper's and the parser's framing off a syntax error.
func yamlFault(err error) error {
	if inner := errors.Unwrap(err); inner != nil {
		err = inner
	}
	message := strings.Join(strings.Fields(err.Error()), " ")
	message = strings.TrimPrefix(strings.TrimPrefix(message, "yaml: "), "unmarshal errors: ")
	if line, _, ok := strings.Cut(message, ": cannot unmarshal "); ok {
		message = line + `: the file must be lines of the form "key: value"`
	}
	return errors.New("malformed YAML: " + message)
}

// hyphened rewrites the keys of nested mappings and lists.
func hyphened(value any) any {
	switch value := value.(type) {
	case map[string]any:
		m := make(map[string]any, len(value))
		for k, v := range value {
			m[strings.ReplaceAll(k, "_", "-")] = hyphened(v)
		}
		return m
	case []any:
		for i := range value {
			value[i] = hyphened(value[i])
		}
	}
	return value
}

func lookup(file map[string]any, key string) (any, bool) {
	group, rest, nested := strings.Cut(key, ".")
	value, ok := file[group]
	if !nested || !ok {
		return value, ok && value != nil
	}
	inner, ok := value.(map[string]any)
	if !ok {
		return nil, false
	}
	return lookup(inner, rest)
}

// unknownKeys refuses keys that mean nothing: a mistyped setting must not pass
// for one that is set.
func unknownKeys(file map[string]any, path string) error {
	known := keys()
	for _, key := range flatten(file, "") {
		if slices.Contains(known, key) {
			continue
		}
		if group(key) {
			return &Error{Where: path, Err: fmt.Errorf("%s must hold settings of its own, such as %s: {%s}", key, key, example(key))}
		}
		return unknownKey(key, known, path)
	}
	return nil
}

// unknownKey is the fault of a key that means nothing.
func unknownKey(key string, known []string, where string) *Error {
	e := &Error{Where: where, Err: fmt.Errorf("unknown key %q", key)}
	if key == "api-key" || key == "key" {
		e.Hint = "keys come from MUJAZ_API_KEY, the provider's own variable, the system keyring or api-key-command"
	} else if near := Nearest(key, known); near != "" {
		e.Hint = fmt.Sprintf("did you mean %q?", near)
	}
	return e
}

// keys returns all keys of the file.
func keys() []string {
	names := []string{"providers", "prices"}
	for _, s := range settings() {
		names = append(names, s.key)
	}
	return names
}

// Known reports whether key is a setting.
func Known(key string) bool {
	return slices.ContainsFunc(settings(), func(s setting) bool { return s.key == key })
}

// flatten lists the keys of nested mappings, sorted, joined with dots.
func flatten(m map[string]any, prefix string) []string {
	var names []string
	for k, v := range m {
		if inner, ok := v.(map[string]any); ok && k != "providers" && k != "prices" {
			names = append(names, flatten(inner, prefix+k+".")...)
			continue
		}
		if v != nil || !group(prefix+k) {
			names = append(names, prefix+k)
		}
	}
	slices.Sort(names)
	return names
}

// group reports whether key is the name of nested settings.
func group(key string) bool {
	return slices.ContainsFunc(settings(), func(s setting) bool { return strings.HasPrefix(s.key, key+".") })
}

// example writes the first setting of a group with its default.
func example(group string) string {
	for _, s := range settings() {
		if name, ok := strings.CutPrefix(s.key, group+"."); ok {
			return fmt.Sprintf("%s: %v", name, s.value)
		}
	}
	return ""
}

// variables returns the MUJAZ_ variables that are set and not empty.
func variables(environ []string) map[string]string {
	env := map[string]string{}
	for _, e := range environ {
		name, value, _ := strings.Cut(e, "=")
		if strings.HasPrefix(name, "MUJAZ_") && value != "" {
			env[name] = value
		}
	}
	return env
}

// unknownVariables warns of MUJAZ_ variables that mean nothing.
func unknownVariables(env map[string]string) []string {
	known := []string{"MUJAZ_API_KEY", "MUJAZ_CONFIG"}
	for _, s := range settings() {
		known = append(known, s.variable())
	}
	var warnings []string
	for name := range env {
		if slices.Contains(known, name) {
			continue
		}
		w := "unknown variable " + name
		if near := Nearest(name, known); near != "" {
			w += "; did you mean " + near + "?"
		}
		warnings = append(warnings, w)
	}
	slices.Sort(warnings)
	return warnings
}
