package openai

import (
	"strings"

	"mujaz/internal/llm"
)

// answer gathers the chunks of a stream.
type answer struct {
	emit  func(llm.Event)
	limit int // bytes of text, reasoning left in it included
	bytes int

	text, refusal strings.Builder
	think         thinkFilter
	finish        *string // nil where the server never named one
	tools         bool
	model         string
	usage         llm.Usage
}

// minLimit and limitFactor bound an answer against its request, for models that
// never stop: a translation from Arabic has about the bytes of its source, and
// reasoning written into the text has several times that.
const (
	minLimit    = 64 << 10
	limitFactor = 12
)

func newAnswer(requestBytes int, emit func(llm.Event)) *answer {
	if emit == nil {
		emit = func(llm.Event) {}
	}
	return &answer{emit: emit, limit: max(minLimit, limitFactor*requestBytes)}
}

// add takes a chunk and reports whether the answer is still within its limit.
func (a *answer) add(c chunk) bool {
	if c.Model != "" {
		a.model = c.Model
	}
	if u := c.Usage; u.PromptTokens > 0 || u.CompletionTokens > 0 {
		a.usage = llm.Usage{InputTokens: int(u.PromptTokens), OutputTokens: int(u.CompletionTokens)}
	}
	for _, ch := range c.Choices {
		if ch.Index == 0 {
			a.addPart(ch.Delta)
			a.addPart(ch.Message)
			a.addFinish(ch.FinishReason)
		}
	}
	return a.bytes <= a.limit
}

func (a *answer) addPart(p part) {
	a.bytes += len(p.Content) + len(p.Refusal)
	a.refusal.WriteString(p.Refusal)
	a.tools = a.tools || len(p.ToolCalls) > 0
	a.write(a.think.write(string(p.Content)))
}

func (a *answer) write(text string) {
	if text != "" {
		a.text.WriteString(text)
		a.emit(llm.Event{Kind: llm.Delta, Text: text})
	}
}

// addFinish keeps the last reason that says something: some servers send "" in
// every chunk.
func (a *answer) addFinish(reason *string) {
	if reason != nil && (a.finish == nil || *reason != "") {
		a.finish = reason
	}
}

// ended reports whether the server said that the answer is complete.
func (a *answer) ended() bool { return a.finish != nil && *a.finish != "" }

// response returns the answer. closed tells that the server marked its end,
// which stands in for an empty finish reason, not for a missing one.
func (a *answer) response(closed bool) llm.Response {
	a.write(a.think.end())
	r := llm.Response{Text: a.text.String(), Refusal: a.refusal.String(), Model: a.model, Usage: a.usage}
	if a.finish != nil {
		r.Finish = *a.finish
		if r.Finish == "" && closed {
			r.Finish = "done"
		}
	}
	if a.tools && r.Text == "" {
		r.Finish = "tool_calls"
	}
	return r
}
