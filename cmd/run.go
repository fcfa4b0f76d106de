package cmd

import (
	"context"
	"errors"
	"syscall"
)

// Run runs the program and returns its exit status. It alone prints errors.
func Run(ctx context.Context, env Env, args []string) int {
	env.log = &logging{now: env.Now}
	root := newRootCmd(env, args)
	root.SetArgs(args)
	root.SetIn(env.Stdin)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	err := root.ExecuteContext(ctx)
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
