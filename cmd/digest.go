package cmd

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"mujaz/internal/article"
	"mujaz/internal/llm"
	"mujaz/internal/render"
	"mujaz/summarize"
)

const digestLong = `Write one briefing over many articles, for example today's folder: grouped by
story, what several articles tell named once, and contradictions between them
stated. With --cite each point names its articles and paragraphs: [2¶3] is the
third paragraph of the second article; JSON has them always. --dry-run and the
budgets know the first requests only: the last ones rest on their answers.`

// digestViaHelp says what a batch is to a digest.
const digestViaHelp = `

--via batch hands what is not cached to the provider's batch API, as summarize
--help explains. A digest rests on answers about its articles, and they on each
other: it takes several batches, each after a run of the same command.`

const digestExample = `  mujaz digest today/
  mujaz digest --to en --length long -f markdown -o briefing.md today/
  mujaz digest -f json a.txt b.txt | jq '.stories[].title'`

func newDigestCmd(env Env) *cobra.Command {
	var flags runFlags
	cmd := &cobra.Command{
		Use: "digest [INPUT…]", Short: "Write one briefing over many articles", Long: digestLong + digestViaHelp, Example: digestExample,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitSome, exitCredentials, exitUnavailable, exitChecks, exitBudget, exitInterrupted),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := newModelRun(cmd, env, task{name: "digest"}, flags)
			if err != nil {
				return err
			}
			return r.digest(cmd, args)
		},
	}
	taskFlags(cmd, &flags)
	summaryFlags(cmd)
	viaFlag(cmd, &flags)
	return cmd
}

// summaryFlags are the settings that summaries and digests share.
func summaryFlags(cmd *cobra.Command) {
	cmd.Flags().String("to", "", "the `LANGUAGE` to write in: ar or en (default: the article's)")
	cmd.Flags().String("length", "", "`LENGTH`: short, medium, long (50, 100, 200 words), a number of words, or a share such as 30%")
	cmd.Flags().Bool("cite", false, "keep the marks that name the paragraphs behind each claim")
}

// digest reads all inputs and writes their briefing.
func (r *run) digest(cmd *cobra.Command, args []string) error {
	ctx := cmd.Context()
	names, _, err := inputs(ctx, cmd, r.env, args)
	if err != nil {
		return err
	}
	if isFolder(r.flags.output, false) {
		r.flags.output = filepath.Join(r.flags.output, "digest"+render.Format(r.cfg.Format).Extension())
	}
	plan := &plan{run: r}
	if err := plan.find(names); err != nil {
		return err
	}
	articles, err := r.read(ctx, plan)
	if err != nil {
		return err
	}
	settings := r.cfg.Digest
	length, err := summarize.ParseLength(settings.Length)
	if err != nil {
		return &usageError{err: err}
	}
	o := r.summaryOptions(settings.To, length)
	o.Events = r.events(ctx, &article.Article{Name: "digest"})
	defer r.hand.close()
	defer r.heed(ctx)()
	if r.flags.dryRun || r.bounded() && r.hand == nil {
		f, err := r.digestPlan(ctx, articles, o)
		switch {
		case err != nil:
			return err
		case r.flags.dryRun:
			return r.show(f)
		}
		if err := r.within(f); err != nil {
			return err
		}
	}
	briefing, err := summarize.Digest(withSource(ctx, "digest"), r.model, articles, o)
	if r.unanswered(err) {
		r.counts.pending++
		return r.handOver(ctx)
	}
	if err != nil {
		if errors.Is(err, llm.ErrOffline) {
			err = hinted{err, "a digest needs a model; summarize --offline makes a summary of each article"}
		}
		return err
	}
	j := &job{article: articles[0], result: r.briefing(articles, briefing, o)}
	defer plan.close()
	if err := plan.open(&job{}); err != nil {
		return err
	}
	r.findings(plan, j)
	r.counts.done(j, r.cfg.Strict)
	if err := plan.keep(j); err != nil {
		return err
	}
	if err := plan.put(j); err != nil {
		return err
	}
	return errors.Join(plan.sink.close(true), r.counts.status())
}

// digestPlan is what a digest would send first: what it asks for later rests on
// the answers.
func (r *run) digestPlan(ctx context.Context, articles []*article.Article, o summarize.Options) (*forecast, error) {
	f := &forecast{Articles: len(articles), Model: r.end.target.Model}
	_, err := summarize.Digest(ctx, r.planner(f).model, articles, o)
	switch {
	case err == nil:
		f.Cached = len(articles)
	case errors.Is(err, llm.ErrPlanned):
		f.ToSend, err = len(articles), nil
	}
	r.price(f)
	return f, err
}

// read returns the articles of all inputs. One that fails is said, and the
// others go on.
func (r *run) read(ctx context.Context, p *plan) ([]*article.Article, error) {
	var articles []*article.Article
	var first error
	reader := reader(r.cfg, r.env)
	for i, in := range p.inputs {
		for a, err := range article.OrFault(reader.Articles(ctx, in), p.faults[i]) {
			if ctx.Err() != nil {
				return nil, interrupted{}
			}
			if err == nil {
				articles = append(articles, a)
				continue
			}
			if first == nil {
				first = err
			}
			if len(p.inputs) > 1 {
				r.counts.fail(&job{input: in, err: err})
				r.complain(&job{input: in, err: err})
			}
		}
	}
	if len(articles) == 0 {
		if first == nil {
			first = &article.Error{Code: article.Empty, Name: "digest", Err: errors.New("no articles")}
		}
		return nil, first
	}
	return articles, nil
}

// briefing is a digest as a result.
func (r *run) briefing(articles []*article.Article, b *summarize.Briefing, o summarize.Options) *render.Result {
	var names []string
	for _, a := range articles {
		names = append(names, a.Name)
	}
	out := r.base(&article.Article{Name: strings.Join(names, ", ")})
	out.To, out.Sources, out.Language = o.Language(articles[0]), names, articles[0].Language
	out.Text = b.Text
	if r.cfg.Digest.Cite {
		out.Text = b.Cited
	}
	out.Blocks = []render.Block{{Text: out.Text}}
	for _, s := range b.Stories {
		story := render.Story{Title: s.Title}
		for _, p := range s.Points {
			point := render.Point{Text: p.Text}
			for _, ref := range p.Sources {
				point.Sources = append(point.Sources, render.Ref{Article: ref.Article, Paragraph: ref.Paragraph, Source: names[ref.Article-1]})
			}
			story.Points = append(story.Points, point)
		}
		out.Stories = append(out.Stories, story)
	}
	out.Cached, out.Requests, out.ModelReported, out.Created = b.Cached, b.Requests, b.Model, b.Created.UTC()
	if !b.Cached {
		out.Usage = render.Usage{InputTokens: b.Usage.InputTokens, OutputTokens: b.Usage.OutputTokens}
	}
	r.console.detail("%s", fmt.Sprintf("digest of %d articles: %d requests", len(articles), b.Requests))
	return judged(out, slices.Clone(b.Findings))
}
