package prompts

import (
	"fmt"
	"strings"
)

// Error is a prompt that cannot be found, read or used.
type Error struct {
	// Path names the file, or the built-in prompt; "" where there is none.
	Path string
	Line int // in that file, from 1; 0 where the fault has no line
	Err  error
}

func (e *Error) Error() string {
	switch {
	case e.Path == "":
		return e.Err.Error()
	case e.Line == 0:
		return e.Path + ": " + e.Err.Error()
	}
	return fmt.Sprintf("%s:%d: %s", e.Path, e.Line, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Problem is one fault in a prompt file.
type Problem struct {
	Line    int // in the file, from 1
	Message string
}

// known lists what could have been meant instead.
func known(names []string) string {
	if len(names) == 0 {
		return "there are none"
	}
	return "known: " + strings.Join(names, ", ")
}

// nearest returns the name at most two edits away from word that is closest to
// it, or "". Two edits are what cobra's own suggestions allow.
func nearest(word string, names []string) string {
	best, found := 3, ""
	for _, n := range names {
		if d := distance([]rune(strings.ToLower(word)), []rune(n)); d < best {
			best, found = d, n
		}
	}
	return found
}

// distance is the Levenshtein distance of a and b.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range b {
			change := diagonal
			if r != s {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
