package translate

import (
	"fmt"

	"mujaz/internal/check"
	"mujaz/internal/glossary"
	"mujaz/internal/store"
)

// judge runs a unit's own checks, the glossary's among them.
func (j *job) judge(u *unit) {
	u.judge()
	u.findings = append(u.findings, j.misused(u)...)
}

// audit checks the remembered units. Where all are there, the checks of the
// whole article run once, and each unit's own only where something is to mend.
func (j *job) audit() {
	if len(filter(j.units, func(u *unit) bool { return u.answer == "" })) > 0 {
		for _, u := range j.units {
			if u.answer != "" {
				j.judge(u)
			}
		}
		return
	}
	findings := j.verdictOf(j.pairs())
	faults := map[int][]check.Finding{}
	for _, f := range findings {
		faults[f.Paragraph] = append(faults[f.Paragraph], f)
	}
	clean := true
	for _, u := range j.units {
		u.findings = faults[u.paragraph]
		if len(u.faulty()) > 0 || u.broken() {
			j.judge(u)
		} else {
			u.findings = append(u.lost(), j.misused(u)...)
		}
		clean = clean && !wanted(u) && !u.broken()
	}
	if clean {
		j.findings, j.audited = findings, true
	}
}

// verdictOf checks remembered units, or reads what these checks have said of the same
// texts before.
func (j *job) verdictOf(pairs []check.Pair) []check.Finding {
	key, err := check.VerdictKey(pairs)
	if err != nil {
		return check.Translation(pairs)
	}
	if entry, err := j.Memory.Store.Get(key); err == nil && entry.Kind == kindVerdict {
		if findings, err := check.DecodeVerdict(entry.Body); err == nil {
			return findings
		}
	}
	findings := check.Translation(pairs)
	if body, err := check.EncodeVerdict(findings); err == nil && j.Memory.Write {
		_ = j.Memory.Store.Put(key, store.Entry{Kind: kindVerdict, Created: j.created, Body: body}) // it is given again where it is not kept
	}
	return findings
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
