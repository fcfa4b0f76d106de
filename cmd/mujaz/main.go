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
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ctx.Done()
		stop() // a second signal ends at once what does not end by itself
	}()
	code := cmd.Run(ctx, cmd.System(), os.Args[1:])
	stop()
	os.Exit(code)
}
