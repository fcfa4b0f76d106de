package llm

import "context"

// gated bounds how many requests are in flight.
type gated struct {
	Model
	slots chan struct{}
}

var _ Model = (*gated)(nil)

// Gated passes at most n requests at a time to next; the others wait, or end
// with their context. n below 1 counts as 1.
func Gated(next Model, n int) Model {
	return &gated{Model: next, slots: make(chan struct{}, max(n, 1))}
}

func (g *gated) Complete(ctx context.Context, r Request, emit func(Event)) (Response, error) {
	if ctx.Err() != nil { // select would pick a free slot half of the time
		return Response{}, Stopped(ctx)
	}
	select {
	case g.slots <- struct{}{}:
		defer func() { <-g.slots }()
		return g.Model.Complete(ctx, r, emit)
	case <-ctx.Done():
		return Response{}, Stopped(ctx)
	}
}
