// Package batch runs a task over many articles: in parallel, in order, into
// files that are replaced only when they may be, with a manifest of what was
// made from what.
package batch

import (
	"context"
	"iter"
	"sync"
)

// ahead is how many finished results may wait for a slow one before them, in
// multiples of the workers: enough that one long article does not idle the
// others, and a bound on memory.
const ahead = 8

// Ordered runs work on every item with so many workers, and hands the results
// to done in the items' order, from the calling goroutine. It stops taking
// items when done returns an error or ctx ends; what has begun is finished, and
// then that error is returned.
func Ordered[I, R any](ctx context.Context, items iter.Seq[I], workers int, work func(context.Context, I) R, done func(R) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	slots := make(chan chan R, ahead*workers)
	running := make(chan struct{}, workers)
	var wait sync.WaitGroup
	wait.Go(func() {
		defer close(slots)
		for item := range items {
			slot := make(chan R, 1)
			select {
			case slots <- slot:
			case <-ctx.Done():
				return
			}
			select {
			case running <- struct{}{}:
			case <-ctx.Done():
				close(slot)
				return
			}
			wait.Go(func() {
				slot <- work(ctx, item)
				<-running
			})
		}
	})
	var failed error
	for slot := range slots {
		result, ok := <-slot
		if !ok || failed != nil {
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
