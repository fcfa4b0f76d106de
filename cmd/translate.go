package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"mujaz/internal/article"
	"mujaz/internal/render"
	"mujaz/translate"
)

const translateLong = `Translate each article into English, paragraph by paragraph: an answer whose
paragraphs are not those of the article is an error, not a result. Numbers,
names, quotations, negations and more are checked against the Arabic, and what
fails is asked for again. Inputs are files, folders, URLs, or - for standard
input; without any, standard input is read.

One input gives the translation alone on standard output. Several give each
under a header, or an array or lines of JSON, or with -o DIR/ a file each.`

const translateExample = `  mujaz translate article.txt
  mujaz translate -p literal article.txt
  mujaz translate -f json article.txt | jq -r '.paragraphs[0].text'
  mujaz translate --provider ollama -m qwen3:8b article.txt
  mujaz translate --glossary terms.csv article.txt
  mujaz translate -o out/ news/
  mujaz translate --via batch -o out/ archive/
  find . -name '*.txt' -print0 | mujaz translate -0 --files-from - -f jsonl`

func newTranslateCmd(env Env) *cobra.Command {
	var flags runFlags
	cmd := &cobra.Command{
		Use: "translate [INPUT…]", Aliases: []string{"tr"},
		Short: "Translate each article into English", Long: translateLong + viaHelp, Example: translateExample,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitSome, exitCredentials, exitUnavailable, exitChecks, exitBudget, exitInterrupted),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := newModelRun(cmd, env, task{name: "translate", to: "en"}, flags)
			if err != nil {
				return err
			}
			if err := r.toTranslate(); err != nil {
				return err
			}
			return r.all(cmd, args)
		},
	}
	taskFlags(cmd, &flags)
	cmd.Flags().String("to", "", "the translation's `LANGUAGE`: en")
	cmd.Flags().String("glossary", "", "`FILE` of terms and their renderings: CSV, TSV or YAML")
	viaFlag(cmd, &flags)
	return cmd
}

// toTranslate sets the run's task up from its settings.
func (r *run) toTranslate() error {
	terms, err := readGlossary(r.cfg)
	if err != nil {
		return err
	}
	r.task.settings = map[string]string{"translate.glossary": digest(terms)}
	options := translate.Options{
		Target: r.end.target, Prompt: r.task.prompt, Vars: r.task.vars, Window: r.end.window(r.cfg),
		Glossary: terms, Repairs: r.cfg.Repairs, MostRepairs: r.cfg.MostRepairs, Fallback: r.cfg.FallbackModel,
		Memory: translate.Memory{Store: r.answers, Read: !r.flags.refresh, Write: !r.cfg.Offline},
	}
	r.spellings = new(spellings)
	r.task.do = func(ctx context.Context, r *run, a *article.Article, watch *shown) (*render.Result, error) {
		o := options
		o.Events = r.events(ctx, a)
		if watch != nil {
			o.Watch = r.showUnits(a, watch.show)
		}
		t, err := translate.Translate(ctx, r.model, a, o)
		if err != nil {
			return nil, r.explain(err)
		}
		return r.translation(a, t), nil
	}
	return nil
}

// showUnits turns finished units into the text a person reads, with the markup
// that the units do not have.
func (r *run) showUnits(a *article.Article, watch func(string)) func(translate.Unit) {
	var shown []string
	title := ""
	return func(u translate.Unit) {
		before := len(render.Body(blocks(a, shown)))
		if u.Paragraph == 0 {
			title = u.Text
			watch(title + "\n\n")
			return
		}
		shown = append(shown, u.Text)
		if len(shown) == u.Paragraph {
			watch(render.Body(blocks(a, shown))[before:])
		}
	}
}
