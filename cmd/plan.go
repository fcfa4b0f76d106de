package cmd

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"mujaz/internal/article"
	"mujaz/internal/batch"
	"mujaz/internal/render"
)

// plan is what is to be read, and where the results go.
type plan struct {
	run     *run
	several bool
	blind   bool // nothing is shown while it is made
	inputs  []article.Input
	faults  map[int]error // inputs that could not be found, by index
	// manifests are those of the folders named, by their resolved paths.
	manifests map[string]*batch.Manifest
	skipped   int
	names     *batch.Names
	sink      sink
	spool     batch.Spool // results that wait for their turn
	screen    *shown
	taken     int          // inputs whose reading has begun
	found     atomic.Int64 // articles, as far as is known
	first     sameTexts
	fault     error // why there is nowhere to write
	dry       bool  // nothing is written at all
}

// asDone reports whether results are written as they are finished.
func (p *plan) asDone() bool {
	_, own := p.sink.(*folder)
	return own
}

// keep makes what is to be written of j's result, and lets go of what is not
// needed any more: results may wait for long behind a slow one.
func (p *plan) keep(j *job) error {
	if p.dry {
		return nil
	}
	content, err := p.sink.piece(j.result)
	if err != nil {
		return err
	}
	if j.piece, err = p.spool.Keep(content); err != nil {
		return err
	}
	r := j.result
	r.Text, r.Paragraphs, r.Claims, r.Data, r.Fields, r.Blocks, r.Dropped = "", nil, nil, nil, nil, nil, nil
	if a := j.article; a != nil {
		j.article = &article.Article{Name: a.Name, Warnings: a.Warnings, Dropped: a.Dropped}
	}
	return nil
}

// put writes j's result.
func (p *plan) put(j *job) error {
	content, err := p.spool.Take(j.piece)
	if err != nil {
		return err
	}
	return p.sink.put(j, content)
}

// close ends what the plan holds open; what was not placed by then is not whole.
func (p *plan) close() {
	_ = p.spool.Close() // a temporary file
	if f, ok := p.sink.(*file); ok && f.draft != nil {
		f.draft.Discard()
	}
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
		if err := p.notInput(out); err != nil {
			return err
		}
		return p.apart(out, nil)
	}
	if err := p.notOutputs(out, rels); err != nil {
		return err
	}
	if err := p.apart(out, rels); err != nil {
		return err
	}
	return p.toFolder(out)
}

// writable fails where results or the report cannot be written, before anything is
// paid for.
func (p *plan) writable() error {
	out := p.run.flags.output
	if f, ok := p.sink.(*folder); ok {
		out = filepath.Join(f.dir, "x")
	}
	for _, path := range []string{out, p.run.flags.report} {
		if path == "" {
			continue
		}
		if err := batch.Writable(path); err != nil {
			return err
		}
	}
	return nil
}

// toFolder prepares a folder of outputs.
func (p *plan) toFolder(dir string) error {
	r := p.run
	p.several = true
	f := &folder{dir: dir, format: render.Format(r.cfg.Format), settings: r.settings(), warn: r.console.warn, now: r.env.Now, swept: map[string]bool{}}
	f.manifest = p.manifests[folderOf(dir)]
	if state := r.env.stateDir(); state != "" && f.manifest == nil {
		manifest, err := batch.OpenManifest(state, dir)
		if err != nil {
			r.console.warn("%v", err)
		}
		f.manifest = manifest
	}
	p.sink = f
	return nil
}

// open readies the sink when the first article shows whether there will be
// several: only the input's content tells a feed from an article.
func (p *plan) open(first *job) error {
	if p.sink != nil || p.dry {
		return nil
	}
	if a := first.article; a != nil && (a.Format == article.Feed || a.Format == article.JSONL) || partial(first) {
		p.several = true
	}
	format := render.Format(p.run.cfg.Format)
	if out := p.run.flags.output; out != "" {
		f, err := newFile(out, format, p.several)
		p.sink = f
		return err
	}
	s := &stdout{w: p.run.stdout(), format: format, shown: p.screen}
	if p.several {
		s.many = &render.Many{W: s.w, Format: format}
	}
	p.sink = s
	return nil
}

// partial reports whether a failure is that of a part of the input: a line or an
// entry.
func partial(j *job) bool {
	var e *article.Error
	return errors.As(j.err, &e) && strings.HasPrefix(e.Name, j.input.Name+":")
}

// shown returns the screen to show text on while it is made: for one article,
// as text, on a terminal.
func (p *plan) shown() *shown { return p.screen }

// jobs reads the inputs, one after the other, ahead of the requests.
func (p *plan) jobs(ctx context.Context) iter.Seq[*job] {
	r := p.run
	if !p.blind && r.env.StdoutTerminal && !p.several && r.flags.output == "" && r.cfg.Format == string(render.Text) {
		p.screen = &shown{w: r.env.Stdout}
	}
	reader := reader(r.cfg, r.env)
	reader.Stdin = &interruptible{ctx: ctx, r: r.env.Stdin}
	p.found.Store(int64(len(p.inputs)))
	return func(yield func(*job) bool) {
		index := 0
		next := func(j *job) bool {
			j.index = index
			index++
			if p.fault = p.open(j); p.fault != nil {
				return false
			}
			return yield(j)
		}
		for i, in := range p.inputs {
			p.taken++
			j := &job{input: in, err: p.faults[i], read: r.env.Now()}
			if in.URL != "" && r.cfg.Offline {
				j.err = hinted{&article.Error{Code: article.Unreadable, Name: in.Name, Err: errors.New("--offline fetches no pages")}, "save the page and name the file"}
			}
			if j.err == nil && p.standing(j) {
				if !next(j) {
					p.taken--
					return
				}
				continue
			}
			if !p.read(ctx, reader, j, next) {
				p.taken--
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
		if a != nil {
			next.sameAs = p.first.of(a)
			p.entry(&next)
		}
		if count++; count > 1 {
			p.found.Add(1)
		}
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

// entry names the output of an article that is not a file of its own, where it
// gets one.
func (p *plan) entry(j *job) {
	a := j.article
	f, ok := p.sink.(*folder)
	if !ok || j.input.Rel != "" && a.Format != article.Feed && a.Format != article.JSONL {
		return
	}
	j.output = p.names.Entry(a.Meta.Published, a.Title, identity(a))
	p.decide(f, j, func() (string, error) { return a.SHA256, nil })
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
