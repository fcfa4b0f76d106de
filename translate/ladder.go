package translate

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"mujaz/internal/check"
	"mujaz/internal/llm"
)

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
	if err != nil && optional(before, err) && ctx.Err() == nil {
		for _, u := range units {
			u.untried = true
		}
		return nil
	}
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
	for _, u := range units {
		u.untried = err != nil // what is remembered of it now is not settled
	}
	return err
}

// optional reports whether a repair that failed was only to mend doubts: the
// units are delivered with their findings. A plan is to tell of every request.
func optional(before []unit, err error) bool {
	broken := func(u unit) bool { return u.broken() }
	return !slices.ContainsFunc(before, broken) && !errors.Is(err, llm.ErrPlanned)
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
	return filter(units, func(u *unit) bool { return len(u.faulty()) > 0 && !u.untried })
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
