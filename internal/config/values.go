package config

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cast"
)

// Duration is a time.Duration that is written with its unit, days included.
type Duration time.Duration

func (d Duration) String() string { return time.Duration(d).String() }

// Size is a number of bytes that is written with its unit.
type Size int64

func (s Size) String() string {
	for _, u := range slices.Backward(units) {
		if s > 0 && int64(s)%u.bytes == 0 {
			return strconv.FormatInt(int64(s)/u.bytes, 10) + u.name
		}
	}
	return strconv.FormatInt(int64(s), 10)
}

// units are binary: 1MB is 1,048,576 bytes, as in du and ls.
var units = []struct {
	name  string
	bytes int64
}{{"B", 1}, {"KB", 1 << 10}, {"MB", 1 << 20}, {"GB", 1 << 30}, {"TB", 1 << 40}}

// typed turns what a flag, a variable or the file holds into the setting's
// type. The error says what is wanted.
func (s setting) typed(raw any) (any, error) {
	switch s.kind {
	case whole:
		n, err := wholeNumber(raw)
		if err != nil || n < 0 {
			return nil, fmt.Errorf("must be a whole number, not %s", quote(raw))
		}
		return n, nil
	case money:
		usd, err := strconv.ParseFloat(strings.TrimPrefix(scalar(raw), "$"), 64)
		if err != nil || !(usd >= 0) || math.IsInf(usd, 0) { // NaN is not >= 0
			return nil, fmt.Errorf("must be an amount in USD such as 2.50, not %s", quote(raw))
		}
		return usd, nil
	case toggle:
		b, err := cast.ToBoolE(raw)
		if err != nil {
			return nil, fmt.Errorf("must be true or false, not %s", quote(raw))
		}
		return b, nil
	case duration:
		d, err := parseDuration(scalar(raw))
		if err != nil || d < 0 {
			return nil, fmt.Errorf("must be a duration such as 90s, 5m or 30d, not %s", quote(raw))
		}
		return d, nil
	case size:
		n, err := parseSize(scalar(raw))
		if err != nil {
			return nil, fmt.Errorf("must be a size such as 500MB or 2GB, not %s", quote(raw))
		}
		return n, nil
	}
	value, err := cast.ToStringE(raw)
	if err != nil {
		return nil, fmt.Errorf("must be text, not %s", quote(raw))
	}
	if s.kind == choice && !slices.Contains(s.choices, value) {
		return nil, fmt.Errorf("must be one of %s, not %s", strings.Join(slices.DeleteFunc(slices.Clone(s.choices), func(c string) bool { return c == "" }), ", "), quote(raw))
	}
	return value, nil
}

// wholeNumber takes 8 and "8", not 8.5 and true.
func wholeNumber(raw any) (int, error) {
	if f, ok := raw.(float64); ok && f != math.Trunc(f) {
		return 0, strconv.ErrSyntax
	}
	return strconv.Atoi(scalar(raw))
}

func scalar(raw any) string { return strings.TrimSpace(fmt.Sprint(raw)) }

func quote(raw any) string {
	switch raw.(type) {
	case []any, map[string]any:
		return "a list or a mapping"
	}
	return strconv.Quote(scalar(raw))
}

func parseDuration(s string) (Duration, error) {
	if s == "0" {
		return 0, nil
	}
	if days, ok := strings.CutSuffix(s, "d"); ok {
		n, err := strconv.ParseFloat(days, 64)
		return Duration(n * float64(24*time.Hour)), err
	}
	d, err := time.ParseDuration(s)
	return Duration(d), err
}

func parseSize(s string) (Size, error) {
	digits := strings.TrimRight(s, "kKmMgGtTiIbB ")
	unit := strings.ToUpper(strings.TrimSpace(s[len(digits):]))
	unit = strings.Replace(unit, "I", "", 1)
	if unit != "B" && unit != "" && !strings.HasSuffix(unit, "B") {
		unit += "B"
	}
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil || n < 0 {
		return 0, strconv.ErrSyntax
	}
	for _, u := range units {
		if u.name == unit || unit == "" {
			return Size(n * float64(u.bytes)), nil
		}
	}
	return 0, strconv.ErrSyntax
}

// Nearest returns the candidate that a mistyped name was probably meant to be,
// or "" where none is near: at most a third of its letters differ.
func Nearest(name string, candidates []string) string {
	best, bestDistance := "", len(name)/3+2
	for _, c := range candidates {
		if d := distance(name, c); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// distance is Levenshtein's, in bytes: the names are ASCII.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := last
			if a[i] != b[j] {
				change++
			}
			last = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// Bounds reads an age and a size as the settings of the cache are written; the
// empty string is no bound.
func Bounds(age, size string) (Duration, Size, error) {
	var d Duration
	var s Size
	var err error
	if age != "" {
		if d, err = parseDuration(age); err != nil || d <= 0 {
			return 0, 0, fmt.Errorf("--max-age must be a duration above 0 such as 12h or 90d, not %q", age)
		}
	}
	if size != "" {
		if s, err = parseSize(size); err != nil || s <= 0 {
			return 0, 0, fmt.Errorf("--max-size must be a size above 0 such as 500MB or 2GB, not %q", size)
		}
	}
	return d, s, nil
}
