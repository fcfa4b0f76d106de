// Package summarize turns an article into a summary whose claims name the
// paragraphs that they rest on.
package summarize

import (
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
	// Engine is "model" or "extractive".
	Engine   string
	Findings []check.Finding
	Usage    llm.Usage
	// Requests counts the HTTP requests made, 0 where the answer was cached.
	Requests int
	Cached   bool
	// Model is the model that the server says has answered, "" for none.
	Model   string
	Created time.Time
}
