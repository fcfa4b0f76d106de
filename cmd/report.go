package cmd

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"mujaz/internal/batch"
	"mujaz/internal/check"
	"mujaz/internal/render"
)

// reported is one article in the report.
type reported struct {
	Source string          `json:"source"`
	Output string          `json:"output,omitempty"`
	Status string          `json:"status"` // ok, flagged, failed, pending or kept
	Kept   string          `json:"kept,omitempty"`
	Error  *render.Failure `json:"error,omitempty"`
	Checks []render.Check  `json:"checks"`
	Usage  render.Usage    `json:"usage"`
	Cached bool            `json:"cached"`
	SameAs string          `json:"same_as,omitempty"`
}

// report collects what is said of all articles.
type report struct {
	rows  []rowAt
	spool batch.Spool
	fault error // the first failure
}

// rowAt is a row that waits to be written.
type rowAt struct {
	need, index int
	row         batch.Piece
}

func (r *report) add(j *job) {
	row := reported{Source: j.name(), Output: j.output, Status: "kept", Kept: j.kept, Checks: []render.Check{}}
	switch {
	case j.pending:
		row.Status = "pending"
	case j.flagged:
		row.Status, row.Checks = "flagged", append(row.Checks, j.checks...)
	}
	if j.result != nil {
		row.Source, row.Status, row.Error, row.Usage, row.Cached = j.result.Source, j.result.Status, j.result.Error, j.result.Usage, j.result.Cached
		row.Checks, row.SameAs = append(row.Checks, j.result.Checks...), j.result.SameAs
	}
	var line bytes.Buffer
	e := json.NewEncoder(&line)
	e.SetEscapeHTML(false)
	err := e.Encode(row)
	at := rowAt{need: row.need(), index: j.index}
	if err == nil {
		at.row, err = r.spool.Keep(line.Bytes())
	}
	if r.fault == nil {
		r.fault = err
	}
	r.rows = append(r.rows, at)
}

// need says how much an article needs a human.
func (row reported) need() int {
	if row.Status == "failed" {
		return 1 << 20
	}
	n := 0
	if row.Status == "flagged" && len(row.Checks) == 0 {
		n = 10 // by what, is not known any more
	}
	for _, c := range row.Checks {
		switch c.Level {
		case string(check.Error):
			n += 100
		case string(check.Warning):
			n += 10
		}
	}
	return n
}

// write puts the report in place, what needs a human first.
func (r *report) write(path string) error {
	if r.fault != nil {
		return fmt.Errorf("write the report: %w", r.fault)
	}
	slices.SortFunc(r.rows, func(a, b rowAt) int { return cmp.Or(b.need-a.need, a.index-b.index) })
	out, err := batch.NewDraft(path)
	if err != nil {
		return err
	}
	defer out.Discard()
	w := bufio.NewWriter(out)
	for _, at := range r.rows {
		row, err := r.spool.Take(at.row)
		if err != nil {
			return err
		}
		if _, err := w.Write(row); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return out.Place()
}

func (r *report) close() { _ = r.spool.Close() } // a temporary file
