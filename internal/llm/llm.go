// Package llm is the one seam between mujaz and language models: a request, an
// answer, a typed error, and the decorators that stand between the program and
// a provider. Composed in one place, outermost first:
//
//	cached( retried( budgeted( gated( keeping( finishing( whole( provider ) ) ) ) ) ) ) )
package llm

import (
	"context"
	"time"
)

// Model sends requests to a language model. Implementations are safe for use by
// many goroutines at once.
type Model interface {
	// Complete sends one request and returns the whole answer. emit may be nil;
	// it hears deltas, waits and restarts as they happen, from the calling
	// goroutine. A restart voids the deltas before it: a retry has begun.
	// Errors are, or wrap, *Error. With an error the Response still holds what
	// is known of the failed answer: its Usage was paid for.
	Complete(ctx context.Context, r Request, emit func(Event)) (Response, error)
}

// Target names who answers: the endpoint and the model there.
type Target struct {
	BaseURL string `json:"base_url"`
	Model   string `json:"model"`
}

// Params are the settings that change an answer.
type Params struct {
	// Temperature is nil where the server's own default is wanted.
	Temperature *float64 `json:"temperature,omitempty"`
	// MaxTokens bounds the answer; 0 leaves it to the server. It guards against
	// models that never stop, so it is generous, and it is sent only to servers
	// whose preset says that they take it.
	MaxTokens int `json:"max_tokens,omitempty"`
}

// Request is the logical request: everything that decides the answer, and
// nothing else (no key, no header, no timeout). Its Key is the cache key.
type Request struct {
	Target Target `json:"target"`
	System string `json:"system"`
	User   string `json:"user"`
	Params Params `json:"params"`
	// Schema is a JSON Schema the answer must follow, or nil for text.
	Schema []byte `json:"schema,omitempty"`
}

// Usage counts tokens as the server reported them, 0 where it did not.
type Usage struct {
	InputTokens  int `json:"input_tokens"`
	OutputTokens int `json:"output_tokens"`
}

// Add returns the sum of both.
func (u Usage) Add(v Usage) Usage {
	return Usage{u.InputTokens + v.InputTokens, u.OutputTokens + v.OutputTokens}
}

// Response is a whole answer.
type Response struct {
	Text   string // as the model wrote it, less its reasoning
	Finish string // the server's finish reason: "stop", "length", …
	Model  string // the model that the server says has answered
	// Refusal is what the model wrote into the protocol's refusal field.
	Refusal string
	Usage   Usage
	// Cached tells that the answer came from the disk and nothing was sent.
	Cached bool
	// Requests counts the HTTP requests made for it, retries included.
	Requests int
	// Created is when the model answered, also for a cached answer.
	Created time.Time
	// Limits are what the server told of its rates, nil where it did not, and
	// for a cached answer.
	Limits *Limits
}

// EventKind tells what an Event is about.
type EventKind int

const (
	// Delta carries a further piece of the answer in Text.
	Delta EventKind = iota
	// Wait tells that the next attempt starts after Wait, because of Err.
	Wait
	// Restart voids all deltas so far: the answer begins again.
	Restart
)

// Event is something that happened on the way to an answer.
type Event struct {
	Kind EventKind
	Text string
	Wait time.Duration
	Err  error
}
