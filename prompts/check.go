package prompts

import "errors"

// Check returns what is wrong with a prompt file, in the order of its lines:
// nothing where it can be used. It renders the prompt against sample data in
// either language, with a length and a glossary and without. path is the
// file's; its last element is the name that the library finds the prompt by.
func Check(data []byte, path string) []Problem {
	p, problems := parsePrompt(data, path)
	if len(problems) == 0 {
		problems = rendering(p)
	}
	if p.misnamed != nil {
		problems = append(problems, *p.misnamed)
		sortByLine(problems)
	}
	return problems
}

// rendering returns the first problem of rendering the prompt, or nothing.
func rendering(p *Prompt) []Problem {
	for _, d := range samples(p) {
		var e *Error
		if _, err := p.Render(d); errors.As(err, &e) {
			return []Problem{{Line: max(e.Line, 1), Message: e.Err.Error()}}
		}
	}
	return nil
}

// samples are data of every shape that a template can branch on.
func samples(p *Prompt) []Data {
	values := map[string]string{}
	for _, v := range p.Vars {
		if v.Required {
			values[v.Name] = "sample"
		}
	}
	terms := []Term{{Source: "مصطلح", Rendering: "term", Note: "a note"}, {Source: "آخر", Rendering: "other"}}
	var list []Data
	for _, to := range []string{"en", "ar"} {
		for _, length := range []string{"", "100 words"} {
			for _, glossary := range [][]Term{nil, terms} {
				list = append(list, Data{Task: p.Task, To: to, Length: length, Vars: values, Glossary: glossary})
			}
		}
	}
	return list
}
