// Package translate turns an article into an English translation, unit by unit:
// what comes back is laid against what was sent, and nothing unfinished is
// called done.
package translate

import (
	"time"

	"mujaz/internal/check"
	"mujaz/internal/llm"
)

// Unit is one translated text.
type Unit struct {
	// Paragraph counts the article's units from 1; 0 is the title.
	Paragraph int
	Source    string
	Text      string
}

// Translation is a whole translation: every unit of the article, in order.
type Translation struct {
	Units    []Unit
	Findings []check.Finding
	Usage    llm.Usage
	// Requests counts the HTTP requests made, 0 where all came from the cache.
	Requests int
	// Repairs counts the requests among them that asked for units again.
	Repairs int
	Cached  bool
	// Model is the model that the server says has answered.
	Model   string
	Created time.Time
}

// Title returns the translated title, or "".
func (t *Translation) Title() string {
	if len(t.Units) > 0 && t.Units[0].Paragraph == 0 {
		return t.Units[0].Text
	}
	return ""
}

// Texts returns the translated units without the title, in the article's order.
func (t *Translation) Texts() []string {
	var texts []string
	for _, u := range t.Units {
		if u.Paragraph > 0 {
			texts = append(texts, u.Text)
		}
	}
	return texts
}

// Code is the cause of a failure in the words of the JSON output.
type Code string

// The causes a translation can fail for, beside the model's own.
const (
	Unaligned    Code = "unaligned"     // the answer's units are not those sent
	ChecksFailed Code = "checks_failed" // an answer that is unfit
)

// Error is a translation that did not become whole.
type Error struct {
	Code     Code
	Err      error
	Findings []check.Finding
}

func (e *Error) Error() string { return e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// ErrorCode returns the code for the JSON output.
func (e *Error) ErrorCode() string { return string(e.Code) }
