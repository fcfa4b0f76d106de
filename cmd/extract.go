package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"mujaz/internal/article"
	"mujaz/internal/render"
)

const extractLong = `Print the clean article that summarize and translate would send: its title and
text without menus, related links and invisible characters. In JSON it comes
with its metadata, its paragraph numbers, and what was dropped and why. No model
and no key is needed.`

const extractExample = `  mujaz extract article.txt
  mujaz extract -f markdown page.html
  mujaz extract -f json article.txt | jq '.dropped'
  mujaz extract -o clean/ archive/`

func newExtractCmd(env Env) *cobra.Command {
	var flags runFlags
	cmd := &cobra.Command{
		Use: "extract [INPUT…]", Short: "Print the clean article that would be sent",
		Long: extractLong, Example: extractExample,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitSome, exitInterrupted),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := newRun(cmd, env, task{name: "extract"}, flags)
			if err != nil {
				return err
			}
			r.task.do = func(_ context.Context, r *run, a *article.Article, _ *shown) (*render.Result, error) {
				return r.extract(a), nil
			}
			return r.all(cmd, args)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVarP(&flags.output, "output", "o", "", "write to `FILE`, or into a folder DIR/")
	f.StringP("format", "f", "", "output `FORMAT`: text, markdown, json, jsonl, html (default text)")
	inputFlags(f)
	f.BoolVar(&flags.overwrite, "overwrite", false, "replace outputs that mujaz did not write or that were edited")
	return cmd
}
