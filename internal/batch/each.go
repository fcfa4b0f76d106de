// Package batch runs a task over many articles: in parallel, in order, into
// files that are replaced only when they may be, with a manifest of what was
// made from what.
package batch

import (
	"context"
	"iter"
	"sync"
)

// Options say how Each runs.
type Options struct {
	Workers int // items worked on at the same time, those at rest apart
	// Ahead is how many finished results may wait for a slow one before them.
	Ahead int
	// AsDone hands results over as they are finished and not in the items' order.
	AsDone bool
}

// Each runs work on every item, and hands the results to done from the calling
// goroutine. It stops taking items when done returns an error or ctx ends; what
// has begun is finished and, after ctx's end, handed over; then that error is
// returned.
func Each[I, R any](ctx context.Context, items iter.Seq[I], o Options, work func(context.Context, I, *Worker) R, done func(R) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	pool := &pool{running: make(chan struct{}, o.Workers), resting: make(chan struct{}, restShare*o.Workers)}
	results := newQueue[R](o)
	var wait sync.WaitGroup
	produce := func() {
		for item := range items {
			result, ok := results.place(ctx)
			if !ok {
				return
			}
			select {
			case pool.running <- struct{}{}:
			case <-ctx.Done():
				results.giveUp(result)
				return
			}
			wait.Go(func() {
				w := &Worker{pool: pool}
				defer w.leave()
				result <- work(ctx, item, w)
			})
		}
	}
	go func() {
		produce()
		if o.AsDone {
			wait.Wait() // the queue is one channel, which closes after the last
		}
		results.close()
	}()
	var failed error
	for result := range results.all() {
		if failed != nil {
			continue
		}
		if failed = done(result); failed != nil {
			cancel()
		}
	}
	wait.Wait()
	if failed == nil {
		failed = context.Cause(ctx)
	}
	return failed
}

// queue holds what is being worked on: a channel for each result where their
// order counts, else one for all.
type queue[R any] struct {
	inOrder chan chan R
	asDone  chan R
}

func newQueue[R any](o Options) *queue[R] {
	if o.AsDone {
		return &queue[R]{asDone: make(chan R)}
	}
	return &queue[R]{inOrder: make(chan chan R, max(o.Ahead, o.Workers))}
}

// place returns where the next item's result goes; it waits while too many are
// unread, and is not ok when ctx ends.
func (q *queue[R]) place(ctx context.Context) (result chan R, ok bool) {
	if q.asDone != nil {
		return q.asDone, ctx.Err() == nil
	}
	result = make(chan R, 1)
	select {
	case q.inOrder <- result:
		return result, true
	case <-ctx.Done():
		return nil, false
	}
}

// giveUp marks a place whose item is not worked on.
func (q *queue[R]) giveUp(result chan R) {
	if q.asDone == nil {
		close(result)
	}
}

func (q *queue[R]) close() {
	if q.asDone != nil {
		close(q.asDone)
	} else {
		close(q.inOrder)
	}
}

// all yields the results.
func (q *queue[R]) all() iter.Seq[R] {
	return func(yield func(R) bool) {
		if q.asDone != nil {
			for result := range q.asDone {
				if !yield(result) {
					return
				}
			}
			return
		}
		for place := range q.inOrder {
			if result, ok := <-place; ok && !yield(result) {
				return
			}
		}
	}
}

// restShare bounds how many items may be at rest, in multiples of the workers:
// each holds its article in memory.
const restShare = 16

// pool counts who works and who rests.
type pool struct{ running, resting chan struct{} }

// Worker is who works on an item.
type Worker struct {
	pool *pool
	mu   sync.Mutex
	rest bool
}

// Rest lets a further item begin because this one waits for something, such as
// the time at which a server wants to be asked again. The item goes on when it
// likes: for a moment one more than Options.Workers may be at work. A nil Worker
// does nothing.
func (w *Worker) Rest() {
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.rest {
		return
	}
	select {
	case w.pool.resting <- struct{}{}:
		<-w.pool.running
		w.rest = true
	default: // enough are at rest
	}
}

// leave ends the work.
func (w *Worker) leave() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.rest {
		<-w.pool.resting
	} else {
		<-w.pool.running
	}
}
