package translate

import (
	"mujaz/internal/glossary"
	"mujaz/internal/llm"
	"mujaz/internal/wire"
	"mujaz/prompts"
)

// instructions renders the system message for units, with the terms that occur
// in them.
func (o Options) instructions(units []*unit) (string, error) {
	data := prompts.Data{Task: "translate", To: "en", Vars: o.Vars}
	for _, t := range o.terms(units) {
		data.Glossary = append(data.Glossary, prompts.Term{Source: t.Source, Rendering: t.Asked(), Note: t.Note})
	}
	rendered, err := o.Prompt.Render(data)
	return wire.Join(wire.TranslateProtocol, rendered, "Write in English."), err
}

// terms returns the glossary's terms that occur in units, in their order there.
func (o Options) terms(units []*unit) []glossary.Term {
	if o.Glossary == nil {
		return nil
	}
	var terms []glossary.Term
	seen := map[string]bool{}
	for _, u := range units {
		for _, t := range o.Glossary.In(u.source) {
			if !seen[t.Source] {
				seen[t.Source] = true
				terms = append(terms, t)
			}
		}
	}
	return terms
}

// request asks for the translation of units, which are neighbours in the
// article or, where faults are named, those that failed. Marks count from 0
// where the title comes first, else from 1: equal payloads share an answer.
func (o Options) request(units []*unit, model string, withFaults bool) (llm.Request, error) {
	system, err := o.instructions(units)
	if err != nil {
		return llm.Request{}, err
	}
	marked := make([]wire.Unit, len(units))
	var faults []wire.Fault
	for i, u := range units {
		marked[i] = wire.Unit{Mark: i + firstMark(units), Text: u.source}
		if !withFaults {
			continue
		}
		for _, f := range u.faulty() {
			faults = append(faults, wire.Fault{Mark: marked[i].Mark, Detail: f.Detail})
		}
	}
	r := llm.Request{
		Target: llm.Target{BaseURL: o.Target.BaseURL, Model: model},
		System: system,
		User:   wire.Join(wire.Context(preceding(units[0])), wire.Envelope(marked), wire.Faults(faults), wire.TranslateTask(marked, "English")),
		Params: llm.Params{Temperature: o.Prompt.Temperature},
	}
	r.Params.MaxTokens, err = wire.Fit(r.System, r.User, o.Window)
	return r, err
}

func firstMark(units []*unit) int {
	if units[0].paragraph == 0 {
		return 0
	}
	return 1
}

// preceding is what a model reads before the units: the title and the units
// before them.
func preceding(first *unit) []string {
	var texts []string
	if first.title != "" && (len(first.before) == 0 || first.before[0] != first.title) {
		texts = append(texts, first.title)
	}
	return append(texts, first.before...)
}
