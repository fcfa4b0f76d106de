package cmd

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// completing reports whether args are a shell's question for what may follow.
func completing(args []string) bool {
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd)
}

// completeFlags tells a shell the values that the flags of c and its commands
// take: those that the flags' own help lists, and the names of prompts.
func completeFlags(env Env, c *cobra.Command) {
	complete := func(f *pflag.Flag) {
		values := cobra.FixedCompletions(offered(f.Usage), cobra.ShellCompDirectiveNoFileComp)
		switch {
		case f.Name == "prompt":
			values = func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
				return promptNames(env, cmd.Name()), cobra.ShellCompDirectiveDefault // or a file
			}
		case f.Value.Type() == "bool" || len(offered(f.Usage)) == 0:
			return
		}
		_ = c.RegisterFlagCompletionFunc(f.Name, values) // fails for what is no flag of c
	}
	c.LocalFlags().VisitAll(complete)
	for _, sub := range c.Commands() {
		completeFlags(env, sub)
	}
}

// offered returns the values that a flag's help lists after a colon, as in "output
// FORMAT: text, json (default text)"; none where it tells of them in other words.
func offered(usage string) []string {
	_, list, ok := strings.Cut(usage, ": ")
	if !ok {
		return nil
	}
	list, _, _ = strings.Cut(list, " (")
	var values []string
	for _, value := range strings.Split(strings.NewReplacer(", or ", ", ", " or ", ", ").Replace(list), ", ") {
		if value != "" && strings.Trim(value, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" {
			values = append(values, value)
		}
	}
	return values
}

// promptNames lists the prompts of a task.
func promptNames(env Env, task string) []string {
	var names []string
	known, _ := library(env).List()
	for _, p := range known {
		if p.Task == task {
			names = append(names, p.Name)
		}
	}
	return slices.Compact(names)
}
