package llm

import (
	"context"
	"errors"
)

// ErrOffline is why the model that Offline returns never answers.
var ErrOffline = errors.New("not in the cache, and --offline sends nothing")

// offline stands in for a provider where nothing may leave the machine.
type offline struct{}

var _ Model = offline{}

// Offline returns the model that answers every request with an Unavailable
// error that wraps ErrOffline.
func Offline() Model { return offline{} }

func (offline) Complete(context.Context, Request, func(Event)) (Response, error) {
	return Response{}, &Error{Code: Unavailable, Permanent: true, Err: ErrOffline}
}
