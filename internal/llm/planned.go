package llm

import (
	"context"
	"errors"
)

// ErrPlanned is why the model that Planned returns never answers.
var ErrPlanned = errors.New("planned and not sent")

// planned stands in for a provider where requests are only counted, or are
// handed over all together.
type planned struct {
	record func(context.Context, Request)
}

var _ Model = planned{}

// Planned returns the model that hands every request to record, with ctx as
// Complete got it and from any goroutine, and answers with an error that wraps
// ErrPlanned and is not worth a retry.
func Planned(record func(context.Context, Request)) Model { return planned{record} }

func (p planned) Complete(ctx context.Context, r Request, _ func(Event)) (Response, error) {
	if ctx.Err() != nil {
		return Response{}, Stopped(ctx)
	}
	p.record(ctx, r)
	return Response{}, &Error{Code: Unavailable, Permanent: true, Err: ErrPlanned}
}
