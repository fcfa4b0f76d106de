package cmd

import (
	"os"
	"path/filepath"
	"strings"
)

// apart refuses an output that leads to an input by a link, and a report that is
// an input or an output: neither is to be lost under what is written. rels are the
// inputs' below the folder out, nil where out is a file or standard output.
func (p *plan) apart(out string, rels []string) error {
	if rels == nil && p.leadsToInput(out) {
		return usagef("the output %s is an input; nothing was sent", out)
	}
	report := p.run.flags.report
	if report == "" {
		return nil
	}
	if p.leadsToInput(report) {
		return usagef("the report %s is an input; nothing was sent", report)
	}
	folders := map[string]string{}
	path := resolved(report, folders)
	if rels == nil && out != "" && resolved(out, folders) == path {
		return usagef("the report %s is the output too; nothing was sent", report)
	}
	dir := folderOf(out) + string(filepath.Separator)
	for i, rel := range rels {
		if !strings.HasPrefix(path, dir) {
			break
		}
		if resolved(filepath.Join(dir, p.names.Mirror(rel)), folders) == path {
			return usagef("the report %s is the output of %s; nothing was sent", report, p.inputs[i].Name)
		}
	}
	return nil
}

// leadsToInput tells whether the regular file that path names, by itself or
// through a link, is one of the inputs.
func (p *plan) leadsToInput(path string) bool {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	for _, in := range p.inputs {
		if in.Path == "" {
			continue
		}
		if other, err := os.Stat(in.Path); err == nil && os.SameFile(info, other) {
			return true
		}
	}
	return false
}
