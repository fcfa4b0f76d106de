package cmd

import (
	"context"
	"errors"
	"io"
	"syscall"
)

// Run runs the program and returns its exit status. It alone prints errors.
func Run(ctx context.Context, env Env, args []string) int {
	env.log = &logging{now: env.Now}
	root := newRootCmd(env, args)
	root.SetArgs(args)
	root.SetIn(env.Stdin)
	out := &told{w: env.Stdout}
	root.SetOut(out)
	root.SetErr(env.Stderr)
	err := root.ExecuteContext(ctx)
	if err == nil && out.err != nil { // a help text; cobra does not look
		err = wrote(out.err)
	}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, syscall.EPIPE):
		return exitDone // the reader has what it wanted
	case ctx.Err() != nil:
		err = interrupted{}
	}
	code := exitStatus(err)
	if !said(err) {
		console{w: env.Stderr, log: env.log}.fail(err)
	}
	return code
}

// told remembers the first failure of a writer.
type told struct {
	w   io.Writer
	err error
}

func (t *told) Write(p []byte) (int, error) {
	n, err := t.w.Write(p)
	if t.err == nil {
		t.err = err
	}
	return n, err
}
