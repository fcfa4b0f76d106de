package cmd

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"mujaz/internal/article"
	"mujaz/internal/llm"
	"mujaz/internal/render"
	"mujaz/summarize"
	"mujaz/summarize/extractive"
)

const summarizeLong = `Summarize each article: a news brief of two to four sentences by default, in the
article's language. Inputs are files, folders, URLs, or - for standard input;
without any, standard input is read.

One input gives the summary alone on standard output. Several give each under a
header, or an array or lines of JSON, or with -o DIR/ a file each.`

const summarizeExample = `  mujaz summarize article.txt
  mujaz summarize --to en --length 150 article.txt
  cat article.txt | mujaz summarize -p bullets
  mujaz summarize -f json article.txt | jq -r .text
  mujaz summarize -o out/ news/
  mujaz summarize --via batch -o out/ archive/
  mujaz summarize --offline --length 30% article.txt`

func newSummarizeCmd(env Env) *cobra.Command {
	var flags runFlags
	cmd := &cobra.Command{
		Use: "summarize [INPUT…]", Aliases: []string{"sum"},
		Short: "Summarize each article", Long: summarizeLong + viaHelp, Example: summarizeExample,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitSome, exitCredentials, exitUnavailable, exitChecks, exitBudget, exitInterrupted),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := newModelRun(cmd, env, task{name: "summarize"}, flags)
			if err != nil {
				return err
			}
			if err := r.toSummarize(); err != nil {
				return err
			}
			return r.all(cmd, args)
		},
	}
	taskFlags(cmd, &flags)
	summaryFlags(cmd)
	viaFlag(cmd, &flags)
	return cmd
}

// toSummarize sets the run's task up from its settings.
func (r *run) toSummarize() error {
	s := r.cfg.Summarize
	asked := s.Length
	if asked == "" {
		asked = r.task.prompt.Length
	}
	length, err := summarize.ParseLength(asked)
	if err != nil {
		return &usageError{err: err}
	}
	options := r.summaryOptions(s.To, length)
	r.task.to = s.To
	r.task.settings = map[string]string{"summarize.length": asked, "summarize.to": s.To, "summarize.cite": yesNo(s.Cite)}
	r.task.do = func(ctx context.Context, r *run, a *article.Article, watch *shown) (*render.Result, error) {
		o := options
		o.Events = r.summaryEvents(ctx, a, watch)
		if watch != nil {
			o.Watch = watch.show
		}
		summary, err := summarize.Summarize(ctx, r.model, a, o)
		if errors.Is(err, llm.ErrOffline) && (o.To == "" || o.To == a.Language) {
			summary, err = extractive.Summary(a, length, r.env.Now()), nil
		}
		if err != nil {
			return nil, r.explain(err)
		}
		return r.summary(a, summary, o.Language(a)), nil
	}
	return nil
}

// summaryOptions are what summaries and digests share.
func (r *run) summaryOptions(to string, length summarize.Length) summarize.Options {
	_, answer := r.end.preset.Window(r.end.target.Model)
	return summarize.Options{
		Target: r.end.target, Prompt: r.task.prompt, Vars: r.task.vars, To: to, Length: length,
		Window: r.end.window(r.cfg), Answer: answer, Repairs: r.cfg.Repairs, Fallback: r.cfg.FallbackModel,
		Learned: &summarize.Learned{Store: r.answers, Read: !r.flags.refresh, Write: !r.cfg.Offline},
	}
}

// summaryEvents says waits, and starts the screen over when a summary that was
// shown is made anew.
func (r *run) summaryEvents(ctx context.Context, a *article.Article, watch *shown) func(llm.Event) {
	say := r.events(ctx, a)
	return func(e llm.Event) {
		if e.Kind == llm.Restart && watch != nil {
			watch.restart()
		}
		say(e)
	}
}

// explain adds what --offline means for a summary in another language.
func (r *run) explain(err error) error {
	if errors.Is(err, llm.ErrOffline) {
		return hinted{err, "without a model, summaries are in the article's language and there are no translations; leave out --offline to ask a model"}
	}
	return err
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
