package llm

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Code is the cause of a failure in the words of the JSON output; scripts
// match on it.
type Code string

// The causes a model can fail for.
const (
	Credentials   Code = "credentials"    // no key, or the provider refused it
	Quota         Code = "quota"          // the account has nothing left; waiting does not help
	RateLimited   Code = "rate_limited"   // too many requests or tokens a minute
	Unavailable   Code = "unavailable"    // not reachable, overloaded, broken off, not speaking the protocol
	Timeout       Code = "timeout"        // no byte for too long
	ContextLength Code = "context_length" // the request does not fit the model's window
	Filtered      Code = "filtered"       // the provider's content filter
	Refused       Code = "refused"        // the model declined, or answered nothing
	Truncated     Code = "truncated"      // the answer was cut at its token limit
	Budget        Code = "budget"         // the user's budget is reached
	Interrupted   Code = "interrupted"    // the run was cancelled
	Pending       Code = "pending"        // handed over to a batch that has not answered yet
	Internal      Code = "internal"       // anything else, such as a request the server cannot read
)

// Error is the failure of a request.
type Error struct {
	Code   Code
	Status int // the HTTP status, 0 where none was received
	// RetryAfter is how long the server asked to wait, 0 where it did not say.
	RetryAfter time.Duration
	// Permanent tells that the same request will fail the same way again, for
	// codes that are otherwise worth a retry (Unavailable with a 404, say).
	Permanent bool
	// Requests counts the HTTP requests made before it was given up.
	Requests int
	// Err says what happened, in words for the user. It holds nothing of the
	// article and no key.
	Err error
}

func (e *Error) Error() string {
	if e.Status != 0 {
		return fmt.Sprintf("%v (HTTP %d)", e.Err, e.Status)
	}
	return e.Err.Error()
}

func (e *Error) Unwrap() error { return e.Err }

// ErrorCode returns the code for the JSON output.
func (e *Error) ErrorCode() string { return string(e.Code) }

// Retryable reports whether sending the same request again may succeed.
func (e *Error) Retryable() bool {
	switch e.Code {
	case RateLimited, Unavailable, Timeout:
		return !e.Permanent
	}
	return false
}

// CodeOf returns the code of the *Error in err's chain, or Internal.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}

// ErrSchema is in the chain of an error when the server does not take a JSON
// Schema: ask for the shape in words instead.
var ErrSchema = errors.New("the server takes no JSON schema")

// ErrNoKey is in the chain of a Credentials error where the request carried no
// key at all.
var ErrNoKey = errors.New("the provider wants a key, and none was sent")

// ContextError is in the chain of a ContextLength error.
type ContextError struct {
	Window int // the model's window in tokens as the server named it, or 0
	Err    error
}

func (e *ContextError) Error() string { return e.Err.Error() }

func (e *ContextError) Unwrap() error { return e.Err }

// TruncatedError is in the chain of a Truncated error and carries what came.
type TruncatedError struct {
	Text string
	// Endless tells that the model would not stop and was cut off by us: its
	// text is worth nothing.
	Endless bool
}

func (e *TruncatedError) Error() string {
	if e.Endless {
		return "the model did not stop writing and was cut off"
	}
	return "the answer was cut at the model's token limit"
}

// Stopped returns the error for work that ended because ctx did: Interrupted
// where it was cancelled, Timeout where its deadline passed.
func Stopped(ctx context.Context) *Error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return &Error{Code: Timeout, Permanent: true, Err: context.DeadlineExceeded}
	}
	return &Error{Code: Interrupted, Err: context.Canceled}
}
