package summarize

import (
	"context"
	"errors"
	"sync"
	"time"

	"mujaz/internal/check"
	"mujaz/internal/llm"
	"mujaz/internal/wire"
)

// job is the making of one summary or digest.
type job struct {
	Options
	model  llm.Model
	source *source
	from   string // the source's language
	to     string
	target int     // words, 0 for none asked
	shape  *schema // nil for plain text
	// protocol explains the material, beyond what every request says.
	protocol string
	show     *show
	// window is what is believed of the model's window, 0 for nothing, and
	// density how many of the server's tokens one of the estimate's is, at least
	// 1. Both change only while no request is in flight.
	window  int
	density float64

	mu       sync.Mutex
	usage    llm.Usage
	requests int
	repairs  int
	sent     bool // an answer did not come from the cache
	answered string
	created  time.Time
}

// newJob readies the work on a source.
func newJob(model llm.Model, s *source, to string, o Options) (*job, error) {
	j := &job{Options: o, model: model, source: s, from: s.language, to: to, density: 1}
	j.target = o.Length.Target(s.words(), s.language, to)
	if j.Learned == nil {
		j.Learned = &Learned{}
	}
	if j.window = o.Window; j.window == 0 {
		j.window = j.Learned.recall(targetID(j.Target)).Window
	}
	j.show = &show{watch: o.Watch, events: o.Events}
	var err error
	if j.Prompt.Schema != nil {
		j.shape, err = newSchema(j.Prompt.Schema)
	}
	return j, err
}

// settle brings an order to its answer: asked, checked, and asked again with
// what was found. It is a function of the answers alone, so that a replay of
// stored ones ends the same way. It fails with an *Error where the answer stays
// unfit; its answers are then rejected, and the next run asks anew.
func (j *job) settle(ctx context.Context, o *order) (*answer, error) {
	best, err := j.ask(ctx, o, j.Target.Model, nil)
	if err != nil {
		return nil, err
	}
	first, tried := best.text, []llm.Request{best.request}
	for range j.Repairs {
		if len(best.faults()) == 0 {
			break
		}
		better, err := j.again(ctx, o, j.Target.Model, best, &tried)
		if err != nil {
			return nil, err
		}
		if better == best {
			break // the same request again would bring the same answer
		}
		best = better
	}
	if _, bad := best.unfit(); bad && j.Fallback != "" && j.Repairs > 0 {
		if best, err = j.again(ctx, o, j.Fallback, best, &tried); err != nil {
			return nil, err
		}
	}
	if finding, bad := best.unfit(); bad {
		for _, r := range tried {
			llm.Reject(j.model, r, "left the summary unfit: "+finding.Check)
		}
		return nil, best.failed(finding)
	}
	best.first = first
	return best, nil
}

// again asks for an order once more, naming what was found, and returns the
// better answer. What only this attempt fails for leaves the one there is.
func (j *job) again(ctx context.Context, o *order, model string, best *answer, tried *[]llm.Request) (*answer, error) {
	j.repaired()
	next, err := j.ask(ctx, o, model, best.faults())
	switch {
	case err == nil:
		*tried = append(*tried, next.request)
		if check.Better(next.findings, best.findings) {
			return next, nil
		}
		return best, nil
	case tooLong(err), refusal(llm.CodeOf(err)), errors.Is(err, llm.ErrOffline):
		return best, nil
	}
	return nil, err
}

// ask sends an order, and to the fallback what the model refuses.
func (j *job) ask(ctx context.Context, o *order, model string, faults []wire.Fault) (*answer, error) {
	a, err := j.send(ctx, o, model, faults)
	if err != nil && refusal(llm.CodeOf(err)) && j.Fallback != "" && model != j.Fallback {
		j.voidLive(o)
		a, err = j.send(ctx, o, j.Fallback, faults)
	}
	if err != nil {
		j.voidLive(o)
	}
	return a, err
}

// voidLive takes back what was shown of an answer that failed.
func (j *job) voidLive(o *order) {
	if o.live {
		j.show.void()
	}
}

// send makes one request and reads and checks its answer. A server that takes
// no schema is asked in words.
func (j *job) send(ctx context.Context, o *order, model string, faults []wire.Fault) (*answer, error) {
	target := llm.Target{BaseURL: j.Target.BaseURL, Model: model}
	inWords := j.Learned.recall(targetID(target)).NoSchema
	request, err := j.request(o, target, inWords, faults)
	if err != nil {
		return nil, err
	}
	live := o.live && len(faults) == 0 && !o.structured()
	response, err := j.complete(ctx, request, j.show.listener(live))
	switch {
	case err != nil && errors.Is(err, llm.ErrSchema) && !inWords:
		return j.send(ctx, o, model, faults)
	case err != nil:
		return nil, err
	}
	a := &answer{request: request, usage: response.Usage, cached: response.Cached, created: response.Created}
	j.take(o, a, response.Text)
	return a, nil
}

// complete sends a request, unless it is known to fail for what there is a way
// around.
func (j *job) complete(ctx context.Context, r llm.Request, emit func(llm.Event)) (llm.Response, error) {
	if err := j.Learned.failure(r); err != nil && (refusal(llm.CodeOf(err)) && j.Fallback != "" || j.mayNarrow(err)) {
		return llm.Response{}, err
	}
	response, err := j.model.Complete(ctx, r, emit)
	j.Learned.hear(r, err)
	j.count(response, err)
	return response, err
}

// mayNarrow reports whether asking about less may help, and may be paid for: an
// answer that was cut has been paid already.
func (j *job) mayNarrow(err error) bool {
	return tooLong(err) && (llm.CodeOf(err) == llm.ContextLength || j.Repairs > 0)
}

// take takes an answer apart and checks it.
func (j *job) take(o *order, a *answer, text string) {
	n := len(j.source.units)
	p := o.places()
	if o.structured() {
		if problems := j.readData(a, text, p); len(problems) > 0 {
			a.findings = misshapen(problems)
			return
		}
	} else {
		a.text, a.cited, a.claims = readText(text, p, n)
	}
	cited := a.claims
	a.claims = valid(cited, n)
	a.findings = j.judge(o, a, cited)
}

// count adds a response to the job's sums.
func (j *job) count(r llm.Response, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.requests += r.Requests
	j.usage = j.usage.Add(r.Usage)
	if err != nil {
		return
	}
	j.sent = j.sent || !r.Cached
	j.answered = r.Model
	if j.created.IsZero() || r.Created.Before(j.created) {
		j.created = r.Created
	}
}

func (j *job) repaired() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.repairs++
}
