// Package summarize turns an article into a summary whose claims name the
// paragraphs that they rest on, and many articles into one digest. What does
// not fit a model's window is read in parts, and the parts' notes are merged.
package summarize

import (
	"encoding/json"
	"time"

	"mujaz/internal/check"
	"mujaz/internal/llm"
)

// Claim is a stretch of a summary, usually a sentence.
type Claim struct {
	Text string `json:"text"`
	// Paragraphs are the article's paragraphs, from 1, that it rests on.
	Paragraphs []int `json:"paragraphs"`
}

// Summary is a summary of one article.
type Summary struct {
	Text   string // without citations
	Cited  string // the same with its marks [¶n]
	Claims []Claim
	// Data is the answer to a prompt that declares a schema, valid by it; Text
	// is then a rendering of it. It is nil for other prompts.
	Data json.RawMessage
	// Engine is "model" or "extractive".
	Engine string
	// Findings are what is left to say about it after the repairs.
	Findings []check.Finding
	Usage    llm.Usage
	// Requests counts the HTTP requests made, 0 where the answers were cached.
	Requests int
	// Repairs counts the answers that were asked for again.
	Repairs int
	Cached  bool
	// Model is the model that the server says has answered, "" for none.
	Model   string
	Created time.Time
}

// Code is the cause of a failure in the words of the JSON output.
type Code string

// ChecksFailed is the code of a summary that is unfit, beside the model's own
// causes of failure.
const ChecksFailed Code = "checks_failed"

// Error is a summary that is unfit after all repairs.
type Error struct {
	Code     Code
	Err      error
	Findings []check.Finding
}

func (e *Error) Error() string { return e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// ErrorCode returns the code for the JSON output.
func (e *Error) ErrorCode() string { return string(e.Code) }
