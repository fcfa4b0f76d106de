package llm

import "context"

// finishing lets what has begun end.
type finishing struct {
	Model
	hard context.Context
}

var _ Model = finishing{}

// Finishing returns next with requests that outlive the context they were sent
// with: they end with hard alone, for an answer on its way is paid for. A request
// whose own context has ended is not begun. It belongs inside of everything that
// waits.
func Finishing(next Model, hard context.Context) Model { return finishing{next, hard} }

func (m finishing) Complete(ctx context.Context, r Request, emit func(Event)) (Response, error) {
	if ctx.Err() != nil {
		return Response{}, Stopped(ctx)
	}
	lasting, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(m.hard, cancel)()
	return m.Model.Complete(lasting, r, emit)
}
