package cmd

import (
	"os"

	"mujaz/internal/article"
)

// apart refuses a run that would write over what it reads: an output or a report
// that is an input, under any name that links give it, and a report that is an
// output. outputs are those of the inputs, in their order; a single one may be
// empty, for standard output.
func (p *plan) apart(outputs []string) error {
	if err := p.notInputs(outputs...); err != nil {
		return err
	}
	if len(outputs) == 1 && isInput(outputs[0], p.inputs) {
		return usagef("the output %s is an input; nothing was sent", outputs[0])
	}
	report := p.run.flags.report
	if report == "" {
		return nil
	}
	if isInput(report, p.inputs) {
		return usagef("the report %s is an input; nothing was sent", report)
	}
	folders := map[string]string{}
	path := resolved(report, folders)
	for i, out := range outputs {
		if out != "" && resolved(out, folders) == path {
			return usagef("the report %s is the output of %s; nothing was sent", report, p.inputs[i].Name)
		}
	}
	return nil
}

// isInput tells whether the regular file that path names, by itself or through a
// link, is one of the inputs.
func isInput(path string, inputs []article.Input) bool {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	for _, in := range inputs {
		if in.Path == "" {
			continue
		}
		if other, err := os.Stat(in.Path); err == nil && os.SameFile(info, other) {
			return true
		}
	}
	return false
}
