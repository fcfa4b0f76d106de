package openai

import (
	"encoding/json"
	"errors"
	"strings"
)

// chunk is what is read of one event of a stream, or of a whole completion.
// Values of other types than expected are passed over: servers send integer
// ids, null usage, fractional counts.
type chunk struct {
	Object  string   `json:"object"`
	Model   string   `json:"model"`
	Choices []choice `json:"choices"`
	Usage   struct {
		PromptTokens     float64 `json:"prompt_tokens"`
		CompletionTokens float64 `json:"completion_tokens"`
	} `json:"usage"`
	Error   json.RawMessage `json:"error"`
	Message json.RawMessage `json:"message"` // of a flat error
	Detail  json.RawMessage `json:"detail"`  // of a flat error
}

type choice struct {
	Index        int     `json:"index"`
	Delta        part    `json:"delta"`
	Message      part    `json:"message"` // in place of Delta where the answer came whole
	FinishReason *string `json:"finish_reason"`
}

// part is a piece of an answer. Reasoning beside it (reasoning_content,
// reasoning) is not read.
type part struct {
	Content   content           `json:"content"`
	Refusal   string            `json:"refusal"`
	ToolCalls []json.RawMessage `json:"tool_calls"`
}

// content is text, sent as a string, null, or an array of parts.
type content string

// UnmarshalJSON never fails: what is not text is none.
func (c *content) UnmarshalJSON(b []byte) error {
	var text string
	if json.Unmarshal(b, &text) == nil {
		*c = content(text)
		return nil
	}
	var parts []struct {
		Type string `json:"type"`
		Text string `json:"text"`
	}
	if json.Unmarshal(b, &parts) != nil {
		return nil
	}
	var all strings.Builder
	for _, p := range parts {
		if p.Type != "thinking" {
			all.WriteString(p.Text)
		}
	}
	*c = content(all.String())
	return nil
}

// parseChunk decodes an event's data; only what is not JSON at all is an error.
func parseChunk(data []byte) (chunk, error) {
	var c chunk
	err := json.Unmarshal(data, &c)
	var mismatch *json.UnmarshalTypeError
	if errors.As(err, &mismatch) {
		err = nil // the rest of it is decoded
	}
	return c, err
}

// failed reports whether the chunk is an error in place of an answer.
func (c chunk) failed() bool {
	if len(c.Error) > 0 && string(c.Error) != "null" {
		return true
	}
	return c.Object == "error" || len(c.Choices) == 0 && len(c.Message)+len(c.Detail) > 0
}
