package cmd

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"mujaz/internal/llm"
)

// linesPerCause is how many failures of one cause are named; a provider that is
// down must not scroll everything else away.
const linesPerCause = 20

// Why an output was left as it is.
const (
	keptDone     = "done"
	keptForeign  = "foreign"
	keptEdited   = "edited"
	keptSettings = "settings"
	keptBetter   = "better"
)

// counts adds up what a run did. The inputs' reader keeps, the results'
// receiver does the rest.
type counts struct {
	mu               sync.Mutex
	finished, cached int
	failed, flagged  int
	pending          int            // a batch is to answer
	left             int            // were not tried, or not to the end
	repeats          int            // have the text of another
	said             map[string]int // findings, by their check
	kept             map[string]int
	keptNames        map[string]string // one example for each reason
	causes           map[string]int
	builtIn          bool // it was said that there was no model
	human            bool // a check's error was delivered
	usage            llm.Usage
	first            error // the only failure, where there is one
}

func (c *counts) keep(j *job, why string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil {
		c.kept, c.keptNames = map[string]int{}, map[string]string{}
	}
	j.kept = why
	c.kept[why]++
	if c.kept[why] == 1 {
		c.keptNames[why] = j.output
	}
}

// flag counts an output that stands and was flagged when it was made. What was
// doubted then stands too.
func (c *counts) flag(human bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.flagged++
	c.human = c.human || human
}

func (c *counts) done(j *job, strict bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.finished++
	if j.result.Cached {
		c.cached++
	}
	if j.result.SameAs != "" {
		c.repeats++
	}
	if j.result.Status == "flagged" {
		c.flagged++
	}
	c.human = c.human || needsHuman(j.result.Checks, strict)
	c.usage = c.usage.Add(llm.Usage{InputTokens: j.result.Usage.InputTokens, OutputTokens: j.result.Usage.OutputTokens})
}

func (c *counts) fail(j *job) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.causes == nil {
		c.causes = map[string]int{}
	}
	c.failed++
	c.causes[codeOf(j.err)]++
	if c.first == nil {
		c.first = j.err
	}
}

// say counts a finding of a check, and reports whether it is one of the first,
// which are said.
func (c *counts) say(check string) bool {
	if c.said == nil {
		c.said = map[string]int{}
	}
	c.said[check]++
	return c.said[check] <= linesPerCause
}

// leave counts articles that were not tried, or not to the end.
func (c *counts) leave(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.left += n
}

// made is what is done so far.
type made struct {
	done, cached, failed int
	usage                llm.Usage
}

// snapshot returns what is done so far; outputs that stand are done and cached.
func (c *counts) snapshot() made {
	c.mu.Lock()
	defer c.mu.Unlock()
	m := made{done: c.finished + c.failed, cached: c.cached, failed: c.failed, usage: c.usage}
	for _, n := range c.kept {
		m.done += n
		m.cached += n
	}
	return m
}

// finish says what is left to say and returns what the run ends with.
func (r *run) finish(p *plan) error {
	c := r.counts
	if !p.several {
		if c.first == nil {
			return c.status()
		}
		return c.first
	}
	for _, cause := range slices.Sorted(maps.Keys(c.causes)) {
		if n := c.causes[cause]; n > linesPerCause {
			r.console.line("error: ", fmt.Sprintf("%d more failed: %s", n-linesPerCause, cause))
		}
	}
	for _, check := range slices.Sorted(maps.Keys(c.said)) {
		if n := c.said[check] - linesPerCause; n > 0 && check != "" {
			r.console.line("warning: ", fmt.Sprintf("%s more findings of %s; --report and -f json have them all", grouped(n), check))
		}
	}
	r.keptLines()
	if p.skipped > 0 {
		r.console.notice("passed over %s of no known format", map[bool]string{true: "1 file", false: grouped(p.skipped) + " files"}[p.skipped == 1])
	}
	if c.repeats > 0 {
		r.console.notice("%s the text of another; same_as in JSON and in the report names it", map[bool]string{true: "1 article has", false: grouped(c.repeats) + " articles have"}[c.repeats == 1])
	}
	r.spellings.say(r.console)
	r.console.record("summary", r.summaryLine(p), r.progress(p))
	return c.status()
}

// keptLines says which outputs were left alone, and what would replace them.
func (r *run) keptLines() {
	for _, l := range []struct{ why, one, many string }{
		{keptForeign, "kept %s, which mujaz did not write; --overwrite replaces it", "kept %s outputs that mujaz did not write; --overwrite replaces them"},
		{keptEdited, "kept %s, which was edited; --overwrite replaces it", "kept %s outputs that were edited; --overwrite replaces them"},
		{keptBetter, "kept %s, which a model made; --overwrite replaces it", "kept %s outputs that a model made; --overwrite replaces them"},
		{keptSettings, "kept %s, made with other settings; --update remakes it", "kept %s made with other settings; --update remakes them"},
	} {
		switch n := r.counts.kept[l.why]; {
		case n == 1:
			r.console.line("", fmt.Sprintf(l.one, r.counts.keptNames[l.why]))
		case n > 1:
			r.console.line("", fmt.Sprintf(l.many, grouped(n)))
		}
	}
}

// summaryLine is the run's last line: done 48 (40 cached), failed 2, flagged 3;
// 12.3k in / 9.8k out tokens; 6.1s.
func (r *run) summaryLine(p *plan) string {
	c := r.counts
	left := c.left + len(p.inputs) - p.taken
	done := c.kept[keptDone]
	parts := []string{fmt.Sprintf("done %s", grouped(c.finished+done))}
	if n := c.cached + done; n > 0 {
		parts[0] += fmt.Sprintf(" (%s cached)", grouped(n))
	}
	kept := 0
	for why, n := range c.kept {
		if why != keptDone {
			kept += n
		}
	}
	for _, p := range []struct {
		word string
		n    int
	}{{"pending", c.pending}, {"kept", kept}, {"failed", c.failed}, {"flagged", c.flagged}, {"not tried", left}} {
		if p.n > 0 {
			parts = append(parts, p.word+" "+grouped(p.n))
		}
	}
	line := strings.Join(parts, ", ")
	if c.usage != (llm.Usage{}) {
		line += fmt.Sprintf("; %s in / %s out tokens", short(c.usage.InputTokens), short(c.usage.OutputTokens))
	}
	if usd := r.cost(c.usage); usd != nil && *usd > 0 {
		line += fmt.Sprintf(", $%.2f", *usd)
	}
	return line + "; " + r.env.Now().Sub(r.started).Round(100*time.Millisecond).String()
}

// status is what a run over several inputs ends with.
func (c *counts) status() error {
	if c.failed == 0 {
		if c.human {
			return finished{exitChecks}
		}
		return nil
	}
	status := -1
	for cause := range c.causes {
		s := statusOf(cause)
		if status >= 0 && s != status {
			s = exitFailed
		}
		status = s
	}
	succeeded := c.finished+c.pending > 0 || len(c.kept) > 0
	switch {
	case status == exitCredentials || status == exitUnavailable || status == exitChecks || status == exitBudget:
	case succeeded:
		status = exitSome
	default:
		status = exitFailed
	}
	return finished{status}
}

// grouped writes a count with commas between thousands.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// short writes a number of tokens: 950, 12.3k, 4.1M.
func short(n int) string {
	switch {
	case n >= 1_000_000:
		return fmt.Sprintf("%.1fM", float64(n)/1e6)
	case n >= 1000:
		return fmt.Sprintf("%.1fk", float64(n)/1e3)
	}
	return fmt.Sprint(n)
}
