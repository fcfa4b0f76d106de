package cmd

import (
	"context"
	"io"
)

// interruptible reads from r until ctx ends. A read of standard input cannot be
// cancelled; what is under way when ctx ends is left behind.
type interruptible struct {
	ctx  context.Context
	r    io.Reader
	data chan []byte // pieces read ahead, closed after the last
	rest []byte
	err  error // how reading ended, set before data is closed
}

// readAhead is the size of the pieces, that of a pipe's buffer on Linux.
const readAhead = 64 << 10

func (i *interruptible) Read(p []byte) (int, error) {
	if i.data == nil {
		i.data = make(chan []byte)
		go i.pump()
	}
	for len(i.rest) == 0 {
		select {
		case piece, ok := <-i.data:
			if !ok {
				return 0, i.err
			}
			i.rest = piece
		case <-i.ctx.Done():
			return 0, i.ctx.Err()
		}
	}
	n := copy(p, i.rest)
	i.rest = i.rest[n:]
	return n, nil
}

// pump reads until the end, an error or ctx's end.
func (i *interruptible) pump() {
	defer close(i.data)
	for {
		piece := make([]byte, readAhead)
		n, err := i.r.Read(piece)
		if n > 0 {
			select {
			case i.data <- piece[:n]:
			case <-i.ctx.Done():
				return
			}
		}
		if err != nil {
			i.err = err
			return
		}
	}
}
