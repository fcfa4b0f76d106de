package cmd

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"mujaz/internal/article"
	"mujaz/internal/check"
	"mujaz/internal/config"
	"mujaz/internal/glossary"
	"mujaz/internal/render"
)

const checkLong = `Check a translation or a summary made by anyone against its Arabic source: no
model, no network. Both are files, or folders side by side; the output may be
text, Markdown, or mujaz's own JSON. A TSV or TMX file of pairs needs no second
argument.

Paragraphs are compared along the best alignment, and what is missing, added,
joined or in another place is named. The task is guessed from the scripts and
lengths where --task does not say.`

const checkExample = `  mujaz check article.txt article.en.txt
  mujaz check --task summarize article.txt brief.txt
  mujaz check --strict news/ out/
  mujaz check -f json article.txt article.en.txt | jq '.checks'
  mujaz check pairs.tsv`

// checker is one execution of the check command.
type checker struct {
	env     Env
	cfg     *config.Config
	console console
	task    string // "" guesses
	terms   *glossary.Glossary
	reader  *article.Reader
	human   bool // there was an error, or with --strict a warning
	failed  int
	done    int
}

func newCheckCmd(env Env) *cobra.Command {
	var task string
	cmd := &cobra.Command{
		Use: "check SOURCE OUTPUT", Short: "Check anyone's translation or summary against its source",
		Long: checkLong, Example: checkExample,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitSome, exitChecks),
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, console, err := load(cmd, env, "translate")
			if err != nil {
				return err
			}
			terms, err := readGlossary(cfg)
			if err != nil {
				return err
			}
			if task != "" && task != "translate" && task != "summarize" {
				return usagef("--task is translate or summarize, not %q", task)
			}
			if f := render.Format(cfg.Format); f == render.Markdown {
				return usagef("check prints text, json or jsonl, not markdown")
			}
			c := &checker{env: env, cfg: cfg, console: console, task: task, terms: terms, reader: reader(cfg, env)}
			return c.run(cmd, args)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&task, "task", "", "what the output is: translate or summarize (default: guessed)")
	f.StringP("format", "f", "", "output `FORMAT`: text, json, jsonl (default text)")
	f.Bool("strict", false, "warnings count as errors: exit status 6")
	f.String("glossary", "", "`FILE` of terms whose renderings are to be verified")
	f.String("input-format", "", "`FORMAT` of the source (default auto)")
	f.String("encoding", "", "the source's encoding (default: detected)")
	f.Bool("raw", false, "compare with the source as it is, without cleaning")
	return cmd
}

func (c *checker) run(cmd *cobra.Command, args []string) error {
	var pairs [][2]string
	var err error
	switch {
	case len(args) == 1 && isPairs(args[0]):
		pairs = [][2]string{{args[0], ""}}
	case len(args) != 2:
		return &usageError{err: fmt.Errorf("%s takes a source and an output, or one TSV or TMX file of pairs", cmd.CommandPath()), hint: "see " + cmd.CommandPath() + " --help"}
	case isDir(args[0]) != isDir(args[1]):
		return usagef("%s and %s must both be files or both be folders", args[0], args[1])
	case isDir(args[0]):
		if pairs, err = c.sideBySide(args[0], args[1]); err != nil {
			return err
		}
	default:
		pairs = [][2]string{{args[0], args[1]}}
	}
	many := &render.Many{W: c.env.Stdout, Format: render.Format(c.cfg.Format)}
	for _, p := range pairs {
		if cmd.Context().Err() != nil {
			return interrupted{}
		}
		result, err := c.one(cmd.Context(), p[0], p[1])
		if err != nil && len(pairs) == 1 {
			return err
		}
		if err := c.report(many, p, result, err, len(pairs) > 1); err != nil {
			return err
		}
	}
	if len(pairs) > 1 && many.Format == render.JSON {
		if err := wrote(many.Close()); err != nil {
			return err
		}
	}
	return c.status()
}

// report prints what was found in one output.
func (c *checker) report(many *render.Many, p [2]string, result *render.Verdict, failed error, several bool) error {
	if failed != nil {
		c.failed++
		c.console.fail(failed)
		return nil
	}
	c.done++
	for _, f := range result.Checks {
		c.human = c.human || f.Level == string(check.Error) || c.cfg.Strict && f.Level == string(check.Warning)
	}
	switch {
	case many.Format == render.JSON && several:
		return wrote(many.WriteValue(result))
	case many.Format == render.JSON || many.Format == render.JSONL:
		return wrote(render.Value(c.env.Stdout, many.Format, result))
	}
	name := p[1]
	if name == "" {
		name = p[0]
	}
	for _, f := range result.Checks {
		place := "title"
		switch {
		case f.Paragraph > 0:
			place = fmt.Sprintf("paragraph %d", f.Paragraph)
		case result.Task == "summarize":
			place = "the summary"
		}
		if err := printf(c.env.Stdout, "%s: %s: %s: %s: %s\n", render.Line(name), place, f.Level, f.Check, render.Line(f.Detail)); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) status() error {
	switch {
	case c.failed > 0 && c.done == 0:
		return finished{exitFailed}
	case c.failed > 0:
		return finished{exitSome}
	case c.human:
		return finished{exitChecks}
	}
	return nil
}

// sideBySide pairs the sources of one folder with the outputs of another: by
// the same path, or by the names that mujaz gives.
func (c *checker) sideBySide(sources, outputs string) ([][2]string, error) {
	var pairs [][2]string
	for in, err := range article.Find([]string{sources}, article.FindOptions{Exclude: outputs}) {
		if err != nil {
			c.failed++
			c.console.fail(err)
			continue
		}
		found := outputsOf(outputs, in.Rel, c.task)
		if len(found) == 0 {
			c.failed++
			c.console.line("error: ", fmt.Sprintf("%s: no output for it in %s", in.Name, outputs))
		}
		for _, out := range found {
			pairs = append(pairs, [2]string{in.Path, out})
		}
	}
	if len(pairs) == 0 {
		return nil, &article.Error{Code: article.Empty, Name: outputs, Err: errors.New("no outputs for the sources")}
	}
	return pairs, nil
}

// outputsOf lists what was made from a source.
func outputsOf(dir, rel, task string) []string {
	endings := map[string][]string{"translate": {".en"}, "summarize": {".summary", ".summary.en"}}
	var candidates []string
	if task == "" {
		candidates = append(append([]string{""}, endings["translate"]...), endings["summarize"]...)
	} else {
		candidates = append([]string{""}, endings[task]...)
	}
	var found []string
	for _, base := range []string{strings.TrimSuffix(rel, filepath.Ext(rel)), rel} {
		for _, ending := range candidates {
			for _, ext := range []string{".txt", ".md", ".json"} {
				path := filepath.Join(dir, base+ending+ext)
				if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
					found = append(found, path)
				}
			}
		}
	}
	return found
}
