package translate

import (
	"context"
	"slices"

	"mujaz/internal/arabic"
	"mujaz/internal/check"
	"mujaz/internal/llm"
	"mujaz/internal/wire"
)

// ask sends one request for units and lays the answer against them. An answer
// that was cut, and a request that does not fit, are asked for in halves; what a
// model refuses, and one sentence that it does not finish, go to the fallback.
func (j *job) ask(ctx context.Context, units []*unit) error {
	request, err := j.request(units, j.Target.Model, false)
	if first := firstHalf(units); first != nil && (err != nil || j.halved(units)) {
		return j.inHalves(ctx, units) // nothing was sent
	}
	if err == nil {
		err = j.send(ctx, units, request, false)
	}
	if err == nil || !j.mayRepair() {
		return err
	}
	switch llm.CodeOf(err) {
	case llm.Truncated, llm.ContextLength:
		if firstHalf(units) == nil {
			return j.fallBack(ctx, units, err)
		}
		j.extra.Add(1)
		if failed := j.inHalves(ctx, units); failed != nil {
			return failed
		}
		if len(units) == 1 && units[0].answer == "" {
			return j.fallBack(ctx, units, err)
		}
		return nil
	case llm.Filtered, llm.Refused:
		return j.fallBack(ctx, units, err)
	}
	return err
}

// fallBack asks the fallback model where there is one; else the cause stands.
func (j *job) fallBack(ctx context.Context, units []*unit, cause error) error {
	if j.Fallback == "" || !j.mayRepair() {
		return cause
	}
	request, err := j.request(units, j.Fallback, false)
	if err != nil {
		return err
	}
	j.extra.Add(1)
	return j.send(ctx, units, request, false)
}

// halved reports whether units were cut and asked for in halves before: the
// first half, or its first half, has an answer and the whole has none.
func (j *job) halved(units []*unit) bool {
	first := firstHalf(units)
	return first != nil && !j.stored(units) && (j.stored(first) || j.halved(first))
}

// firstHalf returns the first half of units, or of the sentences of a single
// unit; nil for a single sentence.
func firstHalf(units []*unit) []*unit {
	if len(units) > 1 {
		return units[:len(units)/2]
	}
	if parts := units[0].sentenceHalves(); parts != nil {
		return parts[:1]
	}
	return nil
}

// inHalves asks for both halves of units. Both are tried: what becomes fit is
// kept even where the other half fails. The halves of a single unit are joined.
func (j *job) inHalves(ctx context.Context, units []*unit) error {
	parts := units
	if len(units) == 1 {
		parts = units[0].sentenceHalves()
	}
	middle := len(parts) / 2
	err := j.ask(ctx, parts[:middle])
	if ctx.Err() != nil {
		return err
	}
	if second := j.ask(ctx, parts[middle:]); err == nil {
		err = second // of two causes one is said
	}
	if err == nil && len(units) == 1 {
		units[0].rejoin(parts)
		if units[0].answer != "" {
			j.judge(units[0])
		}
	}
	return err
}

// send makes one request and fills in the units that came back well marked.
func (j *job) send(ctx context.Context, units []*unit, request llm.Request, repair bool) error {
	response, err := j.model.Complete(ctx, request, j.show.listener(units, j.Events, repair))
	j.count(response, err)
	if err != nil {
		return err
	}
	want := make([]int, len(units))
	for i := range units {
		want[i] = i + firstMark(units)
	}
	laid := wire.Align(response.Text, want)
	for i, u := range units {
		u.answer = arabic.OneLine(laid.Texts[want[i]])
		u.model, u.created = response.Model, response.Created
		u.asked = append(u.asked, request)
		if u.answer != "" {
			j.judge(u)
		} else {
			u.findings = []check.Finding{{Check: "alignment", Level: check.Error, Paragraph: u.paragraph, Detail: absence(laid, want[i]), Repair: true}}
		}
	}
	if laid.Unordered {
		j.reorder(units)
	}
	return nil
}

// absence says why a mark has no text of its own.
func absence(laid wire.Alignment, mark int) string {
	switch {
	case slices.ContainsFunc(laid.Joined, func(marks []int) bool { return slices.Contains(marks, mark) }):
		return "this paragraph came back joined with another"
	case slices.Contains(laid.Repeated, mark):
		return "several answers came back for this paragraph"
	}
	return "no answer came back for this paragraph"
}

// reorder marks units whose answers came in another order than they were sent
// in: which text belongs to which mark is then in doubt.
func (j *job) reorder(units []*unit) {
	for _, u := range units {
		u.findings = append(u.findings, check.Finding{Check: "alignment", Level: check.Error, Paragraph: u.paragraph, Detail: "the paragraphs came back in another order", Repair: true})
	}
}

// count adds a response to the job's sums.
func (j *job) count(r llm.Response, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.requests += r.Requests
	if !r.Cached {
		j.usage = j.usage.Add(r.Usage)
	}
	if err != nil {
		return
	}
	j.sent = j.sent || !r.Cached
	j.answered = r.Model
	if j.created.IsZero() || r.Created.Before(j.created) {
		j.created = r.Created
	}
}
