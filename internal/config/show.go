package config

import (
	"fmt"
	"net/url"
	"regexp"
)

// Value is a setting as it is in force.
type Value struct {
	Key    string
	Value  string
	Origin string // "default", a file, a variable, or "flag"
}

// Values returns every setting in force, with secrets masked.
func (c *Config) Values() []Value {
	var values []Value
	for _, s := range settings() {
		values = append(values, Value{s.key, mask(s.key, fmt.Sprint(c.values[s.key])), c.origins[s.key]})
	}
	return append(values, c.listValues()...)
}

// Typed reports whether the setting comes from this command line.
func (c *Config) Typed(key string) bool { return c.origins[key] == "flag" }

// Set reports whether the setting comes from anywhere but the default.
func (c *Config) Set(key string) bool { return c.origins[key] != "default" }

// mask hides passwords in addresses, and in a command the words that look like
// keys: long, with digits.
func mask(key, value string) string {
	switch key {
	case "base-url":
		if u, err := url.Parse(value); err == nil && u.User != nil {
			return u.Redacted()
		}
	case "api-key-command":
		return regexp.MustCompile(`[A-Za-z_-]*[0-9][A-Za-z0-9_-]{12,}`).ReplaceAllStringFunc(value, MaskKey)
	}
	return value
}

// MaskKey shows of a key only so much that its owner knows which one it is.
func MaskKey(key string) string {
	if len(key) < 12 {
		return "…"
	}
	return key[:3] + "…" + key[len(key)-4:]
}
