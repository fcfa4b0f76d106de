package openai

import "strings"

const (
	thinkOpen  = "<think>"
	thinkClose = "</think>"
)

// thinkFilter takes the reasoning that some models write before their answer,
// between <think> and </think>, out of a stream.
type thinkFilter struct {
	state thinkState
	held  string // what may turn out to be part of a tag
}

type thinkState int

const (
	atStart thinkState = iota
	thinking
	afterThink // white space before the answer proper
	answering
)

// write takes a piece of the stream and returns what of it is answer.
func (f *thinkFilter) write(piece string) string {
	if f.state == answering {
		return piece
	}
	f.held += piece
	if f.state == atStart {
		f.start()
	}
	if f.state == thinking {
		f.skip()
	}
	if f.state == afterThink {
		if f.held = strings.TrimLeft(f.held, " \t\r\n"); f.held != "" {
			f.state = answering
		}
	}
	if f.state != answering {
		return ""
	}
	return f.end()
}

// start decides whether the text begins with the opening tag, once enough of
// it is there.
func (f *thinkFilter) start() {
	text := strings.TrimLeft(f.held, " \t\r\n")
	switch {
	case strings.HasPrefix(text, thinkOpen):
		f.state, f.held = thinking, text[len(thinkOpen):]
	case !strings.HasPrefix(thinkOpen, text):
		f.state = answering
	}
}

// skip drops reasoning up to the closing tag, keeping what may be its start.
func (f *thinkFilter) skip() {
	if i := strings.Index(f.held, thinkClose); i >= 0 {
		f.state, f.held = afterThink, f.held[i+len(thinkClose):]
		return
	}
	if keep := len(thinkClose) - 1; len(f.held) > keep {
		f.held = f.held[len(f.held)-keep:]
	}
}

// end returns what is still held and is answer: the stream is over.
func (f *thinkFilter) end() string {
	text := f.held
	f.held = ""
	if f.state == thinking {
		return ""
	}
	return text
}
