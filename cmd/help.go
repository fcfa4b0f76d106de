package cmd

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// exitKey is the annotation that holds a command's exit-status section.
const exitKey = "exit"

// helpTemplate is cobra's, with the exit status at the end.
const helpTemplate = `{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}

{{end}}{{.UsageString}}{{with index .Annotations "exit"}}
Exit status:
{{.}}{{end}}`

// exits returns the annotation for the statuses that a command ends with.
func exits(codes ...int) map[string]string {
	means := map[int]string{
		exitDone:        "done",
		exitFailed:      "the one input failed, or all did",
		exitUsage:       "wrong usage or configuration; nothing was sent",
		exitSome:        "some inputs failed, the others are done; running again may help",
		exitCredentials: "no credentials, or the provider refused them, or the quota is used up",
		exitUnavailable: "the provider cannot be reached or is overloaded, after all retries",
		exitChecks:      "delivered, and some of it needs a human: errors of checks",
		exitBudget:      "the plan exceeds the budget, or the budget was reached",
		exitInterrupted: "interrupted; what was finished is kept",
	}
	var b strings.Builder
	for _, c := range codes {
		fmt.Fprintf(&b, "  %3d  %s\n", c, means[c])
	}
	return map[string]string{exitKey: b.String()}
}

// group is a command that only holds others.
func group(use, short, long string, commands ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{
		Use: use, Short: short, Long: long, Args: noCommand,
		Annotations: exits(exitDone, exitUsage),
		RunE:        func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	for _, sub := range commands {
		c.Example += sub.Example + "\n"
	}
	c.Example = strings.TrimSuffix(c.Example, "\n")
	c.AddCommand(commands...)
	return c
}

func newHelpCmd(Env) *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND…]", Short: "Print the help of a command",
		Long:        "Print the help of a command: what it does, its flags, examples and exit status.",
		Annotations: exits(exitDone, exitUsage),
		Example:     "  mujaz help summarize\n  mujaz help cache prune",
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil {
				return &usageError{err: err, hint: "see mujaz --help"}
			}
			if len(rest) > 0 {
				return noCommand(about, rest)
			}
			about.InitDefaultHelpFlag()
			about.InitDefaultVersionFlag()
			return about.Help()
		},
	}
}
