package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"mujaz/internal/article"
	"mujaz/internal/config"
	"mujaz/internal/llm"
	"mujaz/internal/render"
	"mujaz/internal/store"
	"mujaz/prompts"
)

// task is what is done with each article: summarize or translate.
type task struct {
	name   string
	prompt *prompts.Prompt
	vars   map[string]string
	// to is the language that was asked for, "" for the article's own.
	to string
	// do makes the result of one article; watch shows text as it is made, and is
	// nil where nobody looks.
	do func(ctx context.Context, r *run, a *article.Article, watch *shown) (*render.Result, error)
	// settings are those of the task that decide a result, for the manifest.
	settings map[string]string
}

// runFlags are the flags of a single run.
type runFlags struct {
	output    string
	vars      []string
	overwrite bool
	update    bool
	refresh   bool
	dryRun    bool
	report    string
	via       string
}

// run is one execution of a task over its inputs.
type run struct {
	env     Env
	cfg     *config.Config
	console console
	task    task
	flags   runFlags
	end     endpoint
	answers *store.Store // nil for none
	model   llm.Model
	started time.Time
	counts  *counts
	report  *report           // nil where none is wanted
	hand    *handing          // nil for a run that asks online
	held    map[string]string // the batches of requests that are pending, by key

	ledgerFault, storeFault, prepare *sync.Once

	ends         *ends
	gauge        *gauge
	screen       *screen       // standard error, above the bar
	answered     *atomic.Int64 // articles that the provider has answered
	answeredThen int64         // when the last one failed
	inRow        int           // articles that failed in a row
	aside        []*job        // to be tried again at the end
	spellings    *spellings    // of names over all articles, nil where it is not asked
}

// stdout is where results are printed: above the bar where both share a terminal.
func (r *run) stdout() io.Writer {
	if r.env.StdoutTerminal && r.env.StderrTerminal {
		return r.screen.over(r.env.Stdout)
	}
	return r.env.Stdout
}

// taskFlags adds the flags that summarize and translate share.
func taskFlags(cmd *cobra.Command, f *runFlags) {
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVarP(&f.output, "output", "o", "", "write to `FILE`, or into a folder DIR/")
	flags.StringP("format", "f", "", "output `FORMAT`: text, markdown, json, jsonl, html (default text)")
	flags.StringP("prompt", "p", "", "prompt `NAME` or file; see mujaz prompts list")
	flags.StringArrayVar(&f.vars, "var", nil, "set a prompt's variable: `KEY=VALUE`; repeatable")
	flags.Bool("fail-fast", false, "stop at the first input that fails")
	flags.Bool("strict", false, "warnings of checks count as errors: exit status 6")
	modelFlags(flags)
	inputFlags(flags)
	cacheFlags(flags)
	flags.BoolVar(&f.refresh, "refresh", false, "ask again, and keep the new answers")
	flags.BoolVar(&f.overwrite, "overwrite", false, "replace outputs that mujaz did not write or that were edited")
	flags.BoolVar(&f.dryRun, "dry-run", false, "print what would be sent and what it would cost; send nothing")
	flags.StringVar(&f.report, "report", "", "write a line of JSON for each article to `FILE`, what needs a human first")
	flags.String("progress", "", "`WHEN` to show progress: auto, always, never (default auto)")
	flags.BoolVar(&f.update, "update", false, "remake outputs that were made with other settings")
}

// newRun reads the settings of a run.
func newRun(cmd *cobra.Command, env Env, t task, f runFlags) (*run, error) {
	cfg, console, err := load(cmd, env, t.name)
	if err != nil {
		return nil, err
	}
	if t.vars, err = variables(f.vars); err != nil {
		return nil, err
	}
	if f.output == "-" { // standard output; a file of this name is ./-
		f.output = ""
	}
	if err := usable(cfg, f); err != nil {
		return nil, err
	}
	r := &run{
		counts: new(counts), ledgerFault: new(sync.Once), storeFault: new(sync.Once), prepare: new(sync.Once), env: env, cfg: cfg, console: console, task: t, flags: f, started: env.Now(),
		ends: newEnds(cmd.Context()), gauge: new(gauge), screen: &screen{w: env.Stderr}, answered: new(atomic.Int64),
	}
	r.console.w = r.screen
	return r, nil
}

// newModelRun readies a run that asks a model, up to the inputs.
func newModelRun(cmd *cobra.Command, env Env, t task, f runFlags) (*run, error) {
	r, err := newRun(cmd, env, t, f)
	if err != nil {
		return nil, err
	}
	if r.task.prompt, err = library(env).Find(t.name, promptName(r.cfg, t.name)); err != nil {
		return nil, err
	}
	if r.cfg.Model == "" {
		r.cfg.Model = r.task.prompt.Model
	}
	if r.end, err = resolve(r.cfg, env); err != nil {
		return nil, err
	}
	if r.answers, err = r.store(); err != nil {
		return nil, err
	}
	if !r.cfg.Offline && (f.refresh || r.answers == nil || !r.answers.Exists()) {
		r.ready() // nothing can be cached
	}
	account, err := r.account()
	if err != nil {
		return nil, err
	}
	r.model = r.compose(account)
	return r, r.route()
}

func promptName(cfg *config.Config, task string) string {
	switch task {
	case "translate":
		return cfg.Translate.Prompt
	case "digest":
		return cfg.Digest.Prompt
	}
	return cfg.Summarize.Prompt
}

// store opens the cache, nil where there is none. Without a key in sight, and
// with no cache that could answer, the run ends before any work.
func (r *run) store() (*store.Store, error) {
	noKey := func() error {
		if r.cfg.Offline || r.flags.dryRun || r.end.keys.optional || r.end.keys.atHand() != "" || r.end.keys.command != "" || r.end.keys.keyring() != "" {
			return nil
		}
		return r.end.keys.missing()
	}
	if r.cfg.NoCache {
		return nil, noKey()
	}
	s, err := openStore(r.cfg, r.env)
	if err != nil {
		r.console.warn("going on without a cache: %v", err)
		return nil, noKey()
	}
	if !s.Exists() {
		return s, noKey()
	}
	return s, nil
}

// library opens the prompts with the user's folder over them.
func library(env Env) *prompts.Library {
	if dir := env.configDir(); dir != "" {
		return prompts.Open(filepath.Join(dir, "prompts"))
	}
	return prompts.Open("")
}

// reader returns the reader of inputs as the settings say.
func reader(cfg *config.Config, env Env) *article.Reader {
	l := cfg.Limits
	limits := article.Limits{
		Bytes: int64(l.InputSize), Unpacked: int64(l.UnpackedSize), Entries: l.Entries, Depth: l.Depth, Pages: l.Pages,
	}
	return &article.Reader{
		Format: article.Format(cfg.InputFormat), Encoding: cfg.Encoding, Stdin: env.Stdin, Limits: limits,
		Clean: article.CleanOptions{Raw: cfg.Raw, AnyLanguage: cfg.AnyLanguage, StripMarks: cfg.StripMarks},
		Fetcher: article.Fetcher{
			UserAgent: "mujaz/" + Version + " (+article reader)", Limits: limits, Timeout: time.Duration(cfg.Timeout),
		},
	}
}

// bare is what the system says, without the path that the message names.
func bare(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// describe says where an answer comes from, for --verbose.
func (r *run) describe(source string, result *render.Result) {
	how := fmt.Sprintf("%d requests%s, %d in / %d out tokens", result.Requests, repairs(result.Repairs), result.Usage.InputTokens, result.Usage.OutputTokens)
	switch {
	case result.Engine == "":
		return // no engine took part
	case result.Engine == "extractive":
		how = "built-in engine"
	case result.Cached:
		how = "from the cache"
	}
	r.console.detail("%s: %s", source, how)
}

// events says waits and restarts.
func (r *run) events(ctx context.Context, a *article.Article) func(llm.Event) {
	return func(e llm.Event) {
		if e.Kind == llm.Wait {
			r.resting(ctx)
			r.console.detail("%s: %v; trying again in %s", a.Name, e.Err, strings.TrimSuffix(e.Wait.Round(10*time.Millisecond).String(), "0s"))
		}
	}
}
