package cmd

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"mujaz/internal/article"
	"mujaz/internal/batch"
	"mujaz/internal/llm"
	"mujaz/internal/render"
)

// job is one article on its way through the run.
type job struct {
	input   article.Input
	article *article.Article
	stamp   batch.Stamp // of the input's file, before it was read
	read    time.Time
	output  string // below the output folder, "" where there is none
	// kept says why nothing is to be made: the output stands.
	kept   string
	result *render.Result
	err    error
}

func (j *job) name() string {
	if j.article != nil {
		return j.article.Name
	}
	return j.input.Name
}

// all runs the task over the inputs and returns what the run ends with.
func (r *run) all(cmd *cobra.Command, args []string) error {
	ctx := cmd.Context()
	names, several, err := inputs(ctx, cmd, r.env, args)
	if err != nil {
		return err
	}
	several = several || isDir(names[0])
	if r.flags.dryRun {
		return r.dryRun(cmd, names, several)
	}
	if r.task.prompt != nil {
		if err := r.affordable(ctx, names, several); err != nil {
			return err
		}
	}
	if r.flags.report != "" {
		r.report = &report{}
	}
	plan := &plan{run: r, several: several}
	if err := plan.find(names); err != nil {
		return err
	}
	workers := workersPerJob * r.cfg.Jobs
	err = batch.Ordered(ctx, plan.jobs(ctx), workers, func(ctx context.Context, j *job) *job {
		r.work(ctx, j, plan.shown())
		return j
	}, func(j *job) error { return r.deliver(plan, j) })
	if plan.sink != nil && (err == nil || !errors.Is(err, errStop)) && ctx.Err() == nil {
		if closed := plan.sink.close(); err == nil {
			err = closed
		}
	}
	if err != nil && !errors.Is(err, errStop) {
		if plan.several && ctx.Err() != nil {
			r.console.notice("%s", r.summaryLine())
		}
		return err
	}
	if r.report != nil {
		if err := r.report.write(r.flags.report); err != nil {
			return err
		}
	}
	return r.finish(plan)
}

// workersPerJob is how many articles are worked on for each request in flight:
// reading, checking and writing some must not leave the gate idle.
const workersPerJob = 2

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// errStop ends a run whose further requests would fail the same way.
var errStop = errors.New("stopped")

// work makes the result of one article.
func (r *run) work(ctx context.Context, j *job, s *shown) {
	if j.err != nil || j.kept != "" {
		return
	}
	result, err := r.task.do(ctx, r, j.article, s)
	if err != nil {
		j.err = err
		return
	}
	j.result = result
}

// deliver counts a job and hands its result on, in order.
func (r *run) deliver(p *plan, j *job) error {
	if j.err != nil && errors.Is(context.Cause(p.ctx), context.Canceled) {
		return interrupted{}
	}
	if err := p.open(j); err != nil {
		return err
	}
	if r.report != nil {
		defer r.report.add(j)
	}
	switch {
	case j.kept != "":
		return nil
	case j.err != nil:
		j.result = r.failure(j.name(), j.article, j.err)
		r.counts.fail(j)
		if p.several {
			r.complain(j)
		}
	default:
		if j.result.Engine == "extractive" && !r.counts.builtIn {
			r.counts.builtIn = true
			r.console.notice("made by the built-in extractive engine, without a model")
		}
		r.counts.done(j, r.cfg.Strict)
		r.describe(j.name(), j.result)
		r.findings(p, j)
		r.dropped(j.article)
	}
	if err := p.sink.put(j); err != nil {
		return err
	}
	if j.err != nil && (r.cfg.FailFast || stops(j.err)) {
		return errStop
	}
	return nil
}

// stops reports whether a failure ends the run: every further request would
// fail for the same cause.
func stops(err error) bool {
	switch llm.Code(codeOf(err)) {
	case llm.Credentials, llm.Quota, llm.Budget:
		return true
	}
	return false
}

// dropped warns of what could not be read, and says under --verbose what
// cleaning took out.
func (r *run) dropped(a *article.Article) {
	for _, w := range a.Warnings {
		r.console.warn("%s: %s", a.Name, w)
	}
	for _, d := range a.Dropped {
		r.console.detail("%s: dropped (%s): %s", a.Name, d.Why, d.Text)
	}
}

// plan is what is to be read, and where the results go.
type plan struct {
	run     *run
	ctx     context.Context
	several bool
	blind   bool // only looks: nothing is shown or written
	inputs  []article.Input
	faults  map[int]error // inputs that could not be found, by index
	skipped int
	names   *batch.Names
	sink    sink
	screen  *shown
}

// find lists the inputs and prepares the output.
func (p *plan) find(names []string) error {
	out := p.run.flags.output
	toFolder := isFolder(out, p.several)
	if info, err := os.Stat(out); toFolder && err == nil && !info.IsDir() {
		return &usageError{err: fmt.Errorf("%s is a file, and there are several inputs", out), hint: "name a folder with -o, or leave -o out"}
	}
	options := article.FindOptions{Skipped: func(string) { p.skipped++ }, Ours: p.ours(append(names, out))}
	if toFolder {
		options.Exclude = out
	}
	p.faults = map[int]error{}
	var rels []string
	for in, err := range article.Find(names, options) {
		if err != nil {
			p.faults[len(p.inputs)] = err
		}
		p.inputs = append(p.inputs, in)
		rels = append(rels, in.Rel)
	}
	p.names = batch.NewNames(p.run.suffix(), rels)
	if !toFolder {
		return p.notInputs(out)
	}
	outputs := make([]string, len(rels))
	for i, rel := range rels {
		outputs[i] = filepath.Join(out, p.names.Mirror(rel))
	}
	if err := p.notInputs(outputs...); err != nil {
		return err
	}
	return p.toFolder(out)
}

// ours reports which files mujaz has written before into the folders named:
// results that lie beside their sources are not sources.
func (p *plan) ours(folders []string) func(string) bool {
	state := p.run.env.stateDir()
	known := map[string]string{}
	written := map[string]bool{}
	for _, dir := range folders {
		if dir == "" || state == "" || !isDir(dir) {
			continue
		}
		manifest, err := batch.OpenManifest(state, dir)
		if err != nil {
			continue // the output's own manifest is warned of where it is used
		}
		for _, output := range manifest.Outputs() {
			written[resolved(filepath.Join(dir, output), known)] = true
		}
	}
	return func(path string) bool { return len(written) > 0 && written[resolved(path, known)] }
}

// notInputs refuses outputs that are among the inputs.
func (p *plan) notInputs(outputs ...string) error {
	folders := map[string]string{} // resolved once each: there may be many files
	taken := map[string]bool{}
	for _, in := range p.inputs {
		if in.Path != "" {
			taken[resolved(in.Path, folders)] = true
		}
	}
	for _, out := range outputs {
		if out != "" && taken[resolved(out, folders)] {
			return usagef("the output %s is an input; nothing was sent", out)
		}
	}
	return nil
}

// resolved is a path whose folder is absolute and free of links.
func resolved(path string, folders map[string]string) string {
	dir := filepath.Dir(path)
	if _, known := folders[dir]; !known {
		folders[dir] = dir
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			folders[dir] = real
		}
		if abs, err := filepath.Abs(folders[dir]); err == nil {
			folders[dir] = abs
		}
	}
	return filepath.Join(folders[dir], filepath.Base(path))
}

// suffix is what the outputs' names end in: .en.txt, .summary.md.
func (r *run) suffix() string {
	suffix := render.Format(r.cfg.Format).Extension()
	switch r.task.name {
	case "translate":
		return ".en" + suffix
	case "extract":
		return ".article" + suffix
	}
	if r.cfg.Summarize.To == "en" {
		suffix = ".en" + suffix
	}
	return ".summary" + suffix
}

// toFolder prepares a folder of outputs.
func (p *plan) toFolder(dir string) error {
	r := p.run
	p.several = true
	f := &folder{dir: dir, format: render.Format(r.cfg.Format), settings: r.settings(), warn: r.console.warn}
	if state := r.env.stateDir(); state != "" {
		manifest, err := batch.OpenManifest(state, dir)
		if err != nil {
			r.console.warn("%v", err)
		}
		f.manifest = manifest
	}
	p.sink = f
	return nil
}

// open readies the sink when the first result shows whether there will be
// several: only the input's content tells a feed from an article.
func (p *plan) open(first *job) error {
	if p.sink != nil {
		return nil
	}
	if a := first.article; a != nil && (a.Format == article.Feed || a.Format == article.JSONL) {
		p.several = true
	}
	format := render.Format(p.run.cfg.Format)
	if out := p.run.flags.output; out != "" {
		f := &file{path: out, format: format}
		if p.several {
			f.many = &render.Many{W: &f.buffer, Format: format}
		}
		p.sink = f
		return nil
	}
	s := &stdout{w: p.run.env.Stdout, format: format, shown: p.screen}
	if p.several {
		s.many = &render.Many{W: p.run.env.Stdout, Format: format}
	}
	p.sink = s
	return nil
}

// shown returns the screen to show text on while it is made: for one article,
// as text, on a terminal.
func (p *plan) shown() *shown { return p.screen }

// jobs reads the inputs, one after the other, ahead of the requests.
func (p *plan) jobs(ctx context.Context) iter.Seq[*job] {
	p.ctx = ctx
	r := p.run
	if !p.blind && r.env.StdoutTerminal && !p.several && r.flags.output == "" && r.cfg.Format == string(render.Text) {
		p.screen = &shown{w: r.env.Stdout}
	}
	reader := reader(r.cfg, r.env)
	reader.Stdin = &interruptible{ctx: ctx, r: r.env.Stdin}
	return func(yield func(*job) bool) {
		for i, in := range p.inputs {
			j := &job{input: in, err: p.faults[i], read: r.env.Now()}
			if in.URL != "" && r.cfg.Offline {
				j.err = hinted{&article.Error{Code: article.Unreadable, Name: in.Name, Err: errors.New("--offline fetches no pages")}, "save the page and name the file"}
			}
			if j.err == nil && p.standing(j) {
				if !yield(j) {
					return
				}
				continue
			}
			if !p.read(ctx, reader, j, yield) {
				return
			}
		}
	}
}

// read yields a job for each article of an input.
func (p *plan) read(ctx context.Context, reader *article.Reader, j *job, yield func(*job) bool) bool {
	if j.err != nil {
		return yield(j)
	}
	count := 0
	for a, err := range reader.Articles(ctx, j.input) {
		next := *j
		next.article, next.err = a, err
		if a != nil && (j.input.Rel == "" || a.Format == article.Feed || a.Format == article.JSONL) {
			next.output = p.names.Entry(a.Meta.Published, a.Title, identity(a))
			if f, ok := p.sink.(*folder); ok {
				p.decide(f, &next, func() (string, error) { return a.SHA256, nil })
			}
		}
		count++
		if !yield(&next) {
			return false
		}
	}
	if count == 0 {
		j.err = &article.Error{Code: article.Empty, Name: j.input.Name, Err: errors.New("no articles in it")}
		return yield(j)
	}
	return true
}

// identity is what makes an entry the same one next time.
func identity(a *article.Article) string {
	switch {
	case a.ID != "":
		return a.ID
	case a.Meta.URL != "":
		return a.Meta.URL
	}
	return a.SHA256
}

// standing reports whether a file's output stands as it is, before the file is
// read.
func (p *plan) standing(j *job) bool {
	f, ok := p.sink.(*folder)
	if !ok || j.input.Rel == "" {
		return false
	}
	j.output = p.names.Mirror(j.input.Rel)
	if j.input.Path != "" {
		j.stamp, _ = batch.StampOf(j.input.Path)
	}
	p.decide(f, j, func() (string, error) { return hashFile(j.input.Path) })
	return j.kept != ""
}

func hashFile(path string) (string, error) {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is not a file to compare", path)
	}
	data, err := os.ReadFile(path)
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), err
}

// decide sets j.kept where the output there is must not or need not be made.
func (p *plan) decide(f *folder, j *job, sha func() (string, error)) {
	r := p.run
	if r.flags.overwrite || f.manifest == nil {
		if f.manifest == nil && !r.flags.overwrite && exists(filepath.Join(f.dir, j.output)) {
			r.counts.keep(j, keptForeign)
		}
		return
	}
	state, differs := f.manifest.State(j.output, j.input.Path, f.settings, sha)
	record, _ := f.manifest.Record(j.output)
	switch {
	case state == batch.Foreign:
		r.counts.keep(j, keptForeign)
	case state == batch.Edited:
		r.counts.keep(j, keptEdited)
	case state == batch.Done && !r.flags.refresh:
		r.counts.keep(j, keptDone)
	case state > batch.Edited && record.Engine == "model" && r.cfg.Offline:
		r.counts.keep(j, keptBetter)
	case state == batch.Other && !r.flags.update && !r.anyTyped(differs):
		r.counts.keep(j, keptSettings)
	}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// settings are what decides a result, for the manifest. Their names are those
// of the settings that change them.
func (r *run) settings() map[string]string {
	cfg := r.cfg
	s := map[string]string{
		"task": r.task.name, "format": cfg.Format, "version": Version,
		"raw": yesNo(cfg.Raw), "strip-marks": yesNo(cfg.StripMarks),
	}
	if p := r.task.prompt; p != nil {
		s[r.task.name+".prompt"] = p.SHA256
		s["provider"], s["base-url"], s["model"] = r.end.name, r.end.target.BaseURL, r.end.target.Model
	}
	if cfg.Offline {
		s["offline"] = "yes"
	}
	for key, value := range r.task.settings {
		s[key] = value
	}
	for key, value := range r.task.vars {
		s["var:"+key] = value
	}
	return s
}

// anyTyped reports whether one of the settings was typed on this command line.
func (r *run) anyTyped(names []string) bool {
	for _, n := range names {
		if r.cfg.Typed(n) || len(n) > 4 && n[:4] == "var:" {
			return true
		}
	}
	return false
}

// complain says a failure in a line of its own, up to a number for each cause.
func (r *run) complain(j *job) {
	code := codeOf(j.err)
	if n := r.counts.causes[code]; n > linesPerCause {
		return
	}
	r.console.line("error: ", failureLine(j))
	if hint := hintOf(j.err); hint != "" && r.counts.causes[code] == 1 {
		r.console.line("hint: ", hint)
	}
}

// failureLine names the input and the cause.
func failureLine(j *job) string {
	var e *article.Error
	if errors.As(j.err, &e) {
		return e.Error()
	}
	return fmt.Sprintf("%s: %v", j.name(), j.err)
}
