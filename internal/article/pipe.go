package article

import (
	"context"
	"errors"
	"io"
	"os"
	"syscall"
	"time"
)

// openFile opens a file or a named pipe; a pipe that nobody opens for writing
// within wait does not hang the run.
func openFile(ctx context.Context, path string, wait time.Duration) (io.ReadCloser, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	switch {
	case err != nil:
	case info.IsDir():
		err = errors.New("is a folder")
	case info.Mode()&os.ModeNamedPipe != 0:
		return newPipe(ctx, f, wait), nil
	case !info.Mode().IsRegular():
		err = errors.New("is a device, not a file")
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// pipeWait is how long a named pipe may be without a writer: a shell starts
// both ends at about the same time.
const pipeWait = 10 * time.Second

// pipeStep is how often a pipe without a writer is looked at.
const pipeStep = 20 * time.Millisecond

// pipe reads a named pipe that was opened without waiting for its writer: until
// the first byte, an end of file means that nobody has opened the other end. A
// writer that is there may take its time, until the context ends.
type pipe struct {
	*os.File
	ctx     context.Context
	expired <-chan time.Time
	forget  func() bool
	started bool
}

func newPipe(ctx context.Context, f *os.File, wait time.Duration) *pipe {
	forget := context.AfterFunc(ctx, func() {
		// Ends a Read that waits for a writer. A system without deadlines for
		// pipes waits on, as it would without this.
		_ = f.SetReadDeadline(time.Unix(1, 0))
	})
	return &pipe{File: f, ctx: ctx, expired: time.After(wait), forget: forget}
}

func (p *pipe) Read(b []byte) (int, error) {
	for {
		n, err := p.File.Read(b)
		p.started = p.started || n > 0
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			return n, p.ctx.Err()
		case n > 0 || p.started || !errors.Is(err, io.EOF):
			return n, err
		}
		select {
		case <-p.ctx.Done():
			return 0, p.ctx.Err()
		case <-p.expired:
			return 0, errors.New("nobody has written to this pipe")
		case <-time.After(pipeStep):
		}
	}
}

func (p *pipe) Close() error {
	p.forget()
	return p.File.Close()
}
