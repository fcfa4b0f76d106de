package prompts

import "strings"

// Starter returns the text of a new prompt for a task, with a comment on each
// key: a file to edit, which passes Check as it is.
func Starter(name, task string) []byte {
	return []byte(strings.NewReplacer("<name>", name, "<task>", task, "<work>", starterWork(task)).Replace(starter))
}

func starterWork(task string) string {
	switch task {
	case "translate":
		return `Translate this Arabic news into English for {{.Vars.audience}}.
Say all that each paragraph says and nothing more.
Keep who said what, figures, hedges such as about or at least, and negation.`
	case "digest":
		return `Write a briefing over these articles for {{.Vars.audience}}.
Name the event first, then what each article adds to it.
Write only what the articles state, each claim with who made it.`
	}
	return `Write a summary of the article for {{.Vars.audience}}{{if not .Length}}, three sentences{{end}}.
Begin with the newest fact: who did or said what, where and when.
Write only what the article states, each claim with who made it.`
}

const starter = `---
# The name is the file's, without .md. The task is summarize, translate or digest.
name: <name>
task: <task>
description: What this prompt is for, in one line.
# What this prompt wants where nothing else is asked for:
# model: gpt-4.1-mini
# temperature: 0.3
# length: medium          short, medium, long, 120 or 30% (summaries)
# The answer as JSON, by a JSON Schema:
# schema: {type: object, properties: {headline: {type: string}}}
# Variables and their defaults; one without a default must be given.
vars:
  audience: a general reader
---
{{- /*
The instructions, as a Go text/template. The program adds the article, how it is
marked up, the length and the language: leave these out. There are
  .To        the language of the answer: en, ar
  .Length    the length asked for, such as "100 words", or nothing
  .Vars      the variables above: .Vars.audience
  .Glossary  terms: range .Glossary, and in it .Source, .Rendering, .Note
  .Task      the task
and if, else, with, range, and, or, not, eq, ne, lt, le, gt, ge, len.
*/ -}}
<work>
{{- if .Glossary}}

Render these terms as given:
{{range .Glossary}}- {{.Source}}: {{.Rendering}}{{if .Note}} ({{.Note}}){{end}}
{{end}}{{end}}
`
