package llm

import "context"

// pendingError is why a request that a batch holds is not sent.
type pendingError struct{}

func (pendingError) Error() string { return "its answer is still to come from a batch" }

// Is makes it a kind of ErrPlanned: whoever plans goes on past it.
func (pendingError) Is(target error) bool { return target == ErrPlanned }

// pending stands in for a provider where the request has been handed over.
type pending struct{}

var _ Model = pending{}

// Waiting returns the model that answers every request with a Pending error,
// which is an ErrPlanned.
func Waiting() Model { return pending{} }

func (pending) Complete(ctx context.Context, _ Request, _ func(Event)) (Response, error) {
	if ctx.Err() != nil {
		return Response{}, Stopped(ctx)
	}
	return Response{}, &Error{Code: Pending, Permanent: true, Err: pendingError{}}
}

// diverted is a model that leaves some requests to another.
type diverted struct {
	Model
	other Model
	to    func(Request) bool
}

var (
	_ Model    = diverted{}
	_ Rejecter = diverted{}
)

// Diverted returns m, but with the requests for which to is true answered by
// other. Rejections are m's.
func Diverted(m, other Model, to func(Request) bool) Model { return diverted{m, other, to} }

func (d diverted) Complete(ctx context.Context, r Request, emit func(Event)) (Response, error) {
	if d.to(r) {
		return d.other.Complete(ctx, r, emit)
	}
	return d.Model.Complete(ctx, r, emit)
}

func (d diverted) Reject(r Request, reason string) { Reject(d.Model, r, reason) }
