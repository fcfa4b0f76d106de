package summarize

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"mujaz/internal/arabic"
	"mujaz/internal/check"
	"mujaz/internal/llm"
	"mujaz/internal/wire"
)

// write brings the job to its answer: one request where everything fits the
// window, else notes on parts and their merge, or a summary in parts where it is
// itself too long for one answer.
func (j *job) write(ctx context.Context) (*answer, error) {
	all, err := j.newOrder(whole, j.source.units, nil, j.target)
	if err != nil {
		return nil, err
	}
	if !j.many(all) && j.tryable(all) {
		a, err := j.settle(ctx, all)
		if err == nil || !j.narrow(err, all) {
			return a, err
		}
	}
	if j.many(all) {
		return j.inParts(ctx)
	}
	read, err := j.read(ctx, j.drafts)
	if err != nil {
		return nil, err
	}
	return j.merge(ctx, read)
}

// partWords is the most that is asked for in one answer: models hardly write
// more than 2,000 words at once, whatever is asked (LongWriter, arXiv
// 2408.07055).
const partWords = 2000

// many reports whether the summary is too long for one answer. JSON is not
// written in parts.
func (j *job) many(all *order) bool {
	tokens := int(tokensPerWord * float64(j.target))
	return !all.structured() && (j.target > partWords || j.Answer > 0 && tokens > j.Answer || j.window > 0 && !j.fits(all) && tokens > j.window/3)
}

// narrow takes in that an order was too long, and reports whether asking about
// less is worth while. It is called while no request is in flight.
func (j *job) narrow(err error, o *order) bool {
	var named *llm.ContextError
	switch {
	case !j.mayNarrow(err):
		return false
	case errors.As(err, &named) && named.Window > 0:
		j.window = named.Window
	default:
		j.window = j.need(o) / unnamedShare
	}
	for j.fits(o) { // the server counts more tokens than the estimate
		j.density *= densityStep
	}
	return true
}

const (
	// unnamedShare is which part of a request that was too long is tried next,
	// where the server does not name its window.
	unnamedShare = 3
	// densityStep is by how much the estimate is raised at a time.
	densityStep = 1.2
	// mostDensity is the most tokens for one of the estimate's that is believed:
	// cl100k has about two.
	mostDensity = 4
)

// calibrate corrects the estimate by what the server counted.
func (j *job) calibrate(a *answer) {
	sent := wire.Tokens(a.request.System) + wire.Tokens(a.request.User)
	counted := float64(a.usage.InputTokens) / float64(sent)
	j.density = max(j.density, min(counted, mostDensity))
}

// plan tells how the source is cut, and how many words are asked for a chunk.
type plan struct {
	of    kind
	room  func() (int, error)
	words func(chunk []unit) int
}

// drafts plans notes on chunks that fill the window.
func (j *job) drafts() plan {
	words := j.noteWords()
	room := func() (int, error) {
		o, err := j.newOrder(draft, nil, nil, words)
		if err != nil {
			return 0, err
		}
		return j.room(o)
	}
	return plan{draft, room, func([]unit) int { return words }}
}

// Notes have so many words for each token of the window, within bounds: enough
// to write a summary from, and few enough that reading them again costs a small
// part of what the source does.
const (
	windowPerNoteWord = 50
	fewestNoteWords   = 60
	mostNoteWords     = 1200
)

// noteWords is how long notes on a chunk are. It follows the length of the
// summary in one step only, so that other lengths find the same notes cached.
func (j *job) noteWords() int {
	words := max(fewestNoteWords, min(j.window/windowPerNoteWord, mostNoteWords))
	chunks := 1 + int(j.density*float64(tokensOf(j.source.units)))/j.window
	if words*chunks < 2*j.target {
		words *= 2
	}
	return words
}

// inParts writes a long summary chunk by chunk, each at its share of the words,
// and joins what was written.
func (j *job) inParts(ctx context.Context) (*answer, error) {
	made, err := j.read(ctx, j.parts)
	if err != nil {
		return nil, err
	}
	return j.joined(made), nil
}

// parts plans the parts of a summary.
func (j *job) parts() plan {
	total := max(j.source.words(), 1)
	words := func(chunk []unit) int {
		n := 0
		for _, u := range chunk {
			n += arabic.CountWords(u.text)
		}
		return max(1, j.target*n/total)
	}
	room := func() (int, error) {
		// Half of what a model can write leaves room for chunks of uneven size.
		most := tokensOf(j.source.units) * partWords / 2 / j.target
		if j.window == 0 {
			return max(most, leastRoom), nil
		}
		o, err := j.newOrder(part, nil, nil, min(j.target, partWords/2, j.window/8))
		if err != nil {
			return 0, err
		}
		free, err := j.room(o)
		return min(free, max(most, leastRoom)), err
	}
	return plan{part, room, words}
}

// joined puts the parts of a summary together and checks the whole. Each part
// was fit by itself.
func (j *job) joined(made []*answer) *answer {
	all := &answer{}
	var texts, cited []string
	for _, a := range made {
		texts, cited = append(texts, a.text), append(cited, a.cited)
		all.claims = append(all.claims, a.claims...)
	}
	all.text, all.cited = strings.Join(texts, "\n\n"), strings.Join(cited, "\n\n")
	all.first = all.text
	o := &order{of: whole, units: j.source.units, to: j.to, words: j.target}
	all.findings = j.judge(o, all, all.claims)
	for i := range all.findings {
		if all.findings[i].Level == check.Error {
			all.findings[i].Level = check.Warning
		}
	}
	return all
}

// read has the source answered chunk by chunk, in its order. The first chunk
// goes alone: it shows whether chunks of that size fit, and what the server
// counts.
func (j *job) read(ctx context.Context, planned func() plan) ([]*answer, error) {
	for {
		p := planned()
		room, err := p.room()
		if err != nil {
			return nil, err
		}
		list := chunks(j.source.units, room)
		o, err := j.newOrder(p.of, list[0], nil, p.words(list[0]))
		if err != nil {
			return nil, err
		}
		first, err := j.settle(ctx, o)
		if err != nil && j.narrow(err, o) {
			continue
		}
		if err != nil {
			return nil, err
		}
		first.units = list[0]
		j.calibrate(first)
		if room, err = p.room(); err != nil {
			return nil, err
		}
		rest, err := sideBySide(chunks(slices.Concat(list[1:]...), room), func(chunk []unit) ([]*answer, error) {
			return j.chunk(ctx, p, chunk)
		})
		return append([]*answer{first}, rest...), err
	}
}

// chunk has a chunk answered, in halves where it is too long after all.
func (j *job) chunk(ctx context.Context, p plan, units []unit) ([]*answer, error) {
	o, err := j.newOrder(p.of, units, nil, p.words(units))
	if err != nil {
		return nil, err
	}
	a, err := j.settle(ctx, o)
	if err == nil {
		a.units = units
		return []*answer{a}, nil
	}
	first, second, ok := halves(units)
	if !ok || !j.mayNarrow(err) {
		return nil, err
	}
	before, err := j.chunk(ctx, p, first)
	if err != nil {
		return nil, err
	}
	after, err := j.chunk(ctx, p, second)
	return append(before, after...), err
}

// mostAtOnce bounds the nodes of one book that are worked on at once, and with
// them the memory; the gate bounds the requests.
const mostAtOnce = 64

// sideBySide does each of in at the same time and returns the results in order.
// The first error ends it, but not before what has begun is kept; a plan is of
// all.
func sideBySide[T, R any](in []T, do func(T) ([]R, error)) ([]R, error) {
	var (
		wait  sync.WaitGroup
		mu    sync.Mutex
		first error
	)
	failed := func() bool {
		mu.Lock()
		defer mu.Unlock()
		return first != nil && !errors.Is(first, llm.ErrPlanned)
	}
	results := make([][]R, len(in))
	slots := make(chan struct{}, mostAtOnce)
	for i, t := range in {
		slots <- struct{}{}
		if failed() {
			break
		}
		wait.Go(func() {
			defer func() { <-slots }()
			r, err := do(t)
			mu.Lock()
			defer mu.Unlock()
			results[i] = r
			if err != nil && (first == nil || errors.Is(first, llm.ErrPlanned)) {
				first = err
			}
		})
	}
	wait.Wait()
	return slices.Concat(results...), first
}
