package cmd

import (
	"bytes"
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
type report struct{ rows []reported }

func (r *report) add(j *job) {
	row := reported{Source: j.name(), Output: j.output, Status: "kept", Kept: j.kept, Checks: []render.Check{}}
	if j.pending {
		row.Status = "pending"
	}
	if j.result != nil {
		row.Source, row.Status, row.Error, row.Usage, row.Cached = j.result.Source, j.result.Status, j.result.Error, j.result.Usage, j.result.Cached
		row.Checks, row.SameAs = append(row.Checks, j.result.Checks...), j.result.SameAs
	}
	r.rows = append(r.rows, row)
}

// need says how much an article needs a human.
func (row reported) need() int {
	if row.Status == "failed" {
		return 1 << 20
	}
	n := 0
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
	slices.SortStableFunc(r.rows, func(a, b reported) int { return b.need() - a.need() })
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	for _, row := range r.rows {
		if err := e.Encode(row); err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
	}
	return batch.Place(path, out.Bytes())
}
