package translate

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"mujaz/internal/check"
	"mujaz/internal/glossary"
	"mujaz/internal/llm"
	"mujaz/internal/wire"
)

// ask sends one request for units and lays the answer against them. An answer
// that was cut, and a request that does not fit, are halved; what a model
// refuses goes to the fallback.
func (j *job) ask(ctx context.Context, units []*unit) error {
	request, err := j.request(units, j.Target.Model, false)
	if len(units) > 1 && (err != nil || j.halved(units)) {
		return j.halves(ctx, units, j.ask) // nothing was sent
	}
	if err == nil {
		err = j.send(ctx, units, request, false)
	}
	if err == nil || !j.mayRepair() {
		return err
	}
	switch llm.CodeOf(err) {
	case llm.Truncated, llm.ContextLength:
		if len(units) > 1 {
			j.extra.Add(1)
			return j.halves(ctx, units, j.ask)
		}
	case llm.Filtered, llm.Refused:
		if j.Fallback == "" {
			return err
		}
		j.extra.Add(1)
		if request, err = j.request(units, j.Fallback, false); err != nil {
			return err
		}
		return j.send(ctx, units, request, false)
	}
	return err
}

// halved reports whether units were cut and asked for in halves before: the
// first half, or its first half, has an answer and the whole has none.
func (j *job) halved(units []*unit) bool {
	if j.stored(units) {
		return false
	}
	for n := len(units) / 2; n > 0; n /= 2 {
		if j.stored(units[:n]) {
			return true
		}
	}
	return false
}

// halves runs do on both halves of units. Both are tried: what becomes fit is
// kept even where the other half fails.
func (j *job) halves(ctx context.Context, units []*unit, do func(context.Context, []*unit) error) error {
	middle := len(units) / 2
	first := do(ctx, units[:middle])
	if ctx.Err() != nil {
		return first
	}
	return errors.Join(first, do(ctx, units[middle:]))
}

// repair climbs the ladder for a chunk that has been answered: the failing
// units again with what was found, then, for those that are missing or unfit,
// halves, single units, and the fallback model. It fails where a unit stays
// unfit.
func (j *job) repair(ctx context.Context, chunk []*unit) error {
	j.markShifted(chunk)
	for range j.Repairs {
		if err := j.again(ctx, failing(chunk), j.Target.Model); err != nil {
			return err
		}
	}
	for size := (len(brokenOf(chunk)) + 1) / 2; size >= 1 && j.Repairs > 0; size /= 2 {
		for _, run := range pieces(brokenOf(chunk), size) {
			if err := j.again(ctx, run, j.Target.Model); err != nil {
				return err
			}
		}
	}
	if j.Fallback != "" && j.Repairs > 0 {
		if err := j.again(ctx, brokenOf(chunk), j.Fallback); err != nil {
			return err
		}
	}
	return j.verdict(chunk)
}

// again asks for units once more and keeps of the answer what is better than
// what was there. Faults of the answer itself are no error here: the next rung
// follows.
func (j *job) again(ctx context.Context, units []*unit, model string) error {
	if len(units) == 0 || !j.mayRepair() {
		return nil
	}
	request, err := j.request(units, model, true)
	if err != nil || askedBefore(units, request) {
		return nil // too long with what was found, or no news
	}
	j.extra.Add(1)
	before := make([]unit, len(units))
	for i, u := range units {
		before[i] = *u
	}
	err = j.send(ctx, units, request, true)
	for i, u := range units {
		if before[i].answer != "" && !better(u, &before[i]) {
			before[i].asked = u.asked
			*u = before[i]
		}
	}
	switch llm.CodeOf(err) {
	case llm.Truncated, llm.ContextLength, llm.Filtered, llm.Refused:
		return nil
	}
	return err
}

// better reports whether a repaired unit is to replace what it repairs: it is
// there, and has fewer findings.
func better(repaired, was *unit) bool {
	if repaired.answer == "" {
		return false
	}
	return check.Better(repaired.findings, was.findings)
}

// mayRepair bounds the further requests of an article.
func (j *job) mayRepair() bool { return int(j.extra.Load()) < j.MostRepairs }

// askedBefore reports whether the same request was answered for all units: its
// answer is known, whatever the rung.
func askedBefore(units []*unit, r llm.Request) bool {
	for _, u := range units {
		same := func(a llm.Request) bool { return a.User == r.User && a.System == r.System && a.Target == r.Target }
		if !slices.ContainsFunc(u.asked, same) {
			return false
		}
	}
	return true
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
		u.answer = oneLine(laid.Texts[want[i]])
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

// judge runs a unit's own checks, the glossary's among them.
func (j *job) judge(u *unit) {
	u.judge()
	u.findings = append(u.findings, j.misused(u)...)
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

// markShifted finds answers that fit their neighbours' sources better.
func (j *job) markShifted(chunk []*unit) {
	pairs := make([]check.Pair, len(chunk))
	for i, u := range chunk {
		pairs[i] = u.pair()
		pairs[i].Paragraph = i
	}
	for _, f := range check.Shift(pairs) {
		u := chunk[f.Paragraph]
		f.Paragraph, f.Detail = u.paragraph, "this translation seems to be that of another paragraph"
		u.findings = append(u.findings, f)
	}
}

// misused returns a finding for each glossary term whose rendering is missing.
func (j *job) misused(u *unit) []check.Finding {
	if j.Glossary == nil {
		return nil
	}
	var findings []check.Finding
	for _, t := range glossary.Verify(j.Glossary.In(u.source), u.source, u.answer) {
		findings = append(findings, check.Finding{
			Check: "glossary", Level: check.Warning, Paragraph: u.paragraph, Repair: true,
			Detail: fmt.Sprintf("%s is not rendered as %q", t.Source, t.Asked()),
		})
	}
	return findings
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

// verdict fails where a unit of the chunk is unfit. The answers that left it so
// are rejected: the next run asks anew.
func (j *job) verdict(chunk []*unit) error {
	for _, u := range brokenOf(chunk) {
		j.reject(u)
	}
	for _, u := range chunk {
		for _, f := range u.findings {
			if f.Level == check.Error {
				return failed(f, u.findings)
			}
		}
	}
	return nil
}

// reject marks every answer that left a unit unfit, and what is remembered of it.
func (j *job) reject(u *unit) {
	for _, r := range u.asked {
		llm.Reject(j.model, r, "left a paragraph unfit")
	}
	j.forget(u)
}

// failed is the error for a finding that makes a translation unfit.
func failed(f check.Finding, all []check.Finding) error {
	code := ChecksFailed
	if f.Check == "alignment" || f.Check == "shift" || f.Check == "duplicated" {
		code = Unaligned
	}
	where := fmt.Sprintf("paragraph %d", f.Paragraph)
	if f.Paragraph == 0 {
		where = "the title"
	}
	return &Error{Code: code, Err: fmt.Errorf("%s: %s", where, f.Detail), Findings: all}
}

func failing(units []*unit) []*unit {
	return filter(units, func(u *unit) bool { return len(u.faulty()) > 0 })
}

func brokenOf(units []*unit) []*unit { return filter(units, (*unit).broken) }

func filter(units []*unit, keep func(*unit) bool) []*unit {
	var kept []*unit
	for _, u := range units {
		if keep(u) {
			kept = append(kept, u)
		}
	}
	return kept
}

// pieces cuts units into runs of at most size.
func pieces(units []*unit, size int) [][]*unit {
	var out [][]*unit
	for len(units) > size {
		out, units = append(out, units[:size]), units[size:]
	}
	if len(units) > 0 {
		out = append(out, units)
	}
	return out
}

// oneLine joins the lines of a unit's answer: a unit is one line in the source.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
