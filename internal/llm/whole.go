package llm

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// lettersPerToken bounds from above how many letters a token carries on
// average: Arabic has 3.1 on o200k and 1.5 on older vocabularies, English 4 to
// 5. Fewer tokens counted than letters/8 means that the prompt was cut.
const lettersPerToken = 8

// smallestWindow keeps servers that report a made-up handful of prompt tokens
// from looking as if they had cut the prompt: no model's window is below it.
const smallestWindow = 64

// leastWindow is the smallest window that a server is believed to have: the
// smallest default of those in use is 2,048. What is learnt of a window decides
// about further articles, so a made-up count must not be taken for one.
const leastWindow = 2048

// whole lets only whole answers pass.
type whole struct{ Model }

var _ Model = whole{}

// Whole turns what only looks like an answer into a typed error: one without a
// finish reason, cut, filtered, refused, empty, or given to a prompt that the
// server cut. The Response returned beside the error keeps its Usage.
func Whole(next Model) Model { return whole{next} }

func (w whole) Complete(ctx context.Context, r Request, emit func(Event)) (Response, error) {
	resp, err := w.Model.Complete(ctx, r, emit)
	if err != nil {
		return resp, err
	}
	if e := fault(r, resp); e != nil {
		e.Requests = resp.Requests
		return resp, e
	}
	return resp, nil
}

// fault returns what keeps the answer from being whole, or nil.
func fault(r Request, resp Response) *Error {
	if e := finishFault(resp); e != nil {
		return e
	}
	if resp.Refusal != "" {
		return &Error{Code: Refused, Err: errors.New("the model refused")}
	}
	if n := resp.Usage.InputTokens; n >= smallestWindow && n < letters(r)/lettersPerToken {
		window := n
		if n < leastWindow {
			window = 0 // cut, or miscounted: no window to rely on
		}
		return &Error{Code: ContextLength, Err: &ContextError{Window: window, Err: fmt.Errorf(
			"the server cut the request to its context of %d tokens", n)}}
	}
	if strings.TrimSpace(resp.Text) == "" {
		return &Error{Code: Refused, Err: errors.New("the model answered nothing")}
	}
	return nil
}

// finishFault judges the finish reason. The names are those of OpenAI,
// Anthropic, Gemini, Mistral, Cohere, DeepSeek, Ollama, TGI and llama.cpp. One
// that is not known is an error: nothing unfinished is called done.
func finishFault(resp Response) *Error {
	switch reason := strings.ToLower(resp.Finish); reason {
	case "stop", "eos", "eos_token", "end_turn", "stop_sequence", "complete", "completed", "done", "end":
		return nil
	case "":
		return &Error{Code: Unavailable, Err: errors.New("the answer broke off")}
	case "length", "max_tokens", "max_output_tokens", "model_length":
		return &Error{Code: Truncated, Err: &TruncatedError{Text: resp.Text}}
	case "content_filter", "safety", "recitation", "blocklist", "prohibited_content", "sensitive":
		return &Error{Code: Filtered, Err: errors.New("the provider's content filter stopped the answer")}
	case "refusal":
		return &Error{Code: Refused, Err: errors.New("the model refused")}
	case "tool_calls", "tool_use", "function_call":
		return &Error{Code: Internal, Err: errors.New("the model called a tool instead of answering")}
	case "load", "error", "network_error", "insufficient_system_resource":
		return &Error{Code: Unavailable, Err: fmt.Errorf("the server ended the answer with %q", reason)}
	default:
		return &Error{Code: Unavailable, Permanent: true, Err: fmt.Errorf(
			"the server ended the answer for an unknown reason: %.19q", reason)}
	}
}

// letters counts the letters of a request's messages.
func letters(r Request) int {
	n := 0
	for _, text := range []string{r.System, r.User} {
		for _, c := range text {
			if unicode.IsLetter(c) {
				n++
			}
		}
	}
	return n
}
