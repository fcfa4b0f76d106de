// Command mujaz turns Arabic articles into summaries and English translations.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"mujaz/cmd"
)

func main() {
	// A closed pipe downstream is an error to handle, not a death.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := context.WithCancel(context.Background())
	insist := make(chan struct{})
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		stop()
		<-signals
		close(insist)
		signal.Stop(signals) // a third one ends at once what does not end by itself
	}()
	env := cmd.System()
	env.Insist = insist
	os.Exit(cmd.Run(ctx, env, os.Args[1:]))
}
