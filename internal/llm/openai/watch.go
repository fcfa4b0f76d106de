package openai

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"
)

// errSilence is the cause of a context that a watch has ended.
var errSilence = errors.New("no byte for too long")

// patience is how many timeouts in a row a server may fill with keep-alive
// comments alone.
const patience = 10

// watch ends a request when its server falls silent: when no byte came for one
// timeout, or no content for ten.
type watch struct {
	timeout time.Duration
	timer   *time.Timer // nil without a timeout

	mu      sync.Mutex
	content time.Time // when content last came
}

// newWatch starts watching; cancel is called with errSilence.
func newWatch(timeout time.Duration, cancel context.CancelCauseFunc) *watch {
	w := &watch{timeout: timeout, content: time.Now()}
	if timeout > 0 {
		w.timer = time.AfterFunc(timeout, func() { cancel(errSilence) })
	}
	return w
}

// heard tells that bytes came.
func (w *watch) heard() {
	if w.timer == nil {
		return
	}
	w.mu.Lock()
	left := time.Until(w.content.Add(patience * w.timeout))
	w.mu.Unlock()
	w.timer.Reset(min(w.timeout, left))
}

// progressed tells that content came.
func (w *watch) progressed() {
	w.mu.Lock()
	w.content = time.Now()
	w.mu.Unlock()
}

func (w *watch) stop() {
	if w.timer != nil {
		w.timer.Stop()
	}
}

// watched is a body whose bytes the watch hears.
type watched struct {
	io.ReadCloser
	watch *watch
}

func (r watched) Read(p []byte) (int, error) {
	n, err := r.ReadCloser.Read(p)
	if n > 0 {
		r.watch.heard()
	}
	return n, err
}
