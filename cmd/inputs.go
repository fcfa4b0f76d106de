package cmd

import (
	"context"
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"mujaz/internal/article"
)

// inputs returns the names to read, and whether they count as several whatever
// their number.
func inputs(ctx context.Context, cmd *cobra.Command, env Env, args []string) (names []string, several bool, err error) {
	from, _ := cmd.Flags().GetString("files-from")
	nul, _ := cmd.Flags().GetBool("null")
	switch {
	case nul && from == "":
		return nil, false, usagef("-0 goes with --files-from")
	case from != "":
		names, err = listed(ctx, env, from, nul)
		names = append(args, names...)
		if err == nil && len(names) == 0 {
			err = usagef("--files-from %s names no inputs", from)
		}
		several = true
	case len(args) == 0 && env.StdinTerminal:
		return nil, false, &usageError{err: errors.New("no input"), hint: "name a file, a folder or a URL, or pipe text in; see " + cmd.CommandPath() + " --help"}
	case len(args) == 0:
		names = []string{"-"}
	default:
		names = args
	}
	stdin := 0
	for _, n := range names {
		if n == "-" {
			stdin++
		}
	}
	if stdin > 1 || stdin == 1 && from == "-" {
		return nil, false, usagef("standard input can be read only once")
	}
	return names, several || len(names) > 1, err
}

// listed reads the list of --files-from.
func listed(ctx context.Context, env Env, from string, nul bool) ([]string, error) {
	var source io.Reader = env.Stdin
	if from != "-" {
		f, err := os.Open(from)
		if err != nil {
			return nil, usagef("cannot read --files-from %s: %w", from, bare(err))
		}
		defer f.Close()
		source = f
	}
	var names []string
	for name, err := range article.List(ctx, source, nul) {
		if err != nil {
			return nil, &usageError{err: err}
		}
		names = append(names, name)
	}
	return names, nil
}
