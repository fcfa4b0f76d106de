package openai

import (
	"bytes"
	"encoding/json"
	"strings"

	"mujaz/internal/llm"
)

// payload is the HTTP body. It is ours because go-openai drops a temperature
// of 0 and holds models to OpenAI's rules by their names at any server.
type payload struct {
	Model               string          `json:"model,omitempty"`
	Messages            []message       `json:"messages"`
	Stream              bool            `json:"stream"`
	StreamOptions       *streamOptions  `json:"stream_options,omitempty"`
	Temperature         *float64        `json:"temperature,omitempty"`
	MaxTokens           int             `json:"max_tokens,omitempty"`
	MaxCompletionTokens int             `json:"max_completion_tokens,omitempty"`
	ResponseFormat      *responseFormat `json:"response_format,omitempty"`
}

type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

type streamOptions struct {
	IncludeUsage bool `json:"include_usage"`
}

type responseFormat struct {
	Type       string     `json:"type"`
	JSONSchema jsonSchema `json:"json_schema"`
}

type jsonSchema struct {
	Name   string          `json:"name"`
	Strict bool            `json:"strict"`
	Schema json.RawMessage `json:"schema"`
}

// quirks are what a server turned out not to take for a model.
type quirks struct {
	limitField    string
	swapped       bool // limitField is the second one tried
	noTemperature bool
	noUsage       bool
}

// newPayload returns the body of the request within the quirks.
func newPayload(r llm.Request, q quirks, most int) payload {
	p := payload{Model: r.Target.Model, Stream: true}
	if r.System != "" {
		p.Messages = append(p.Messages, message{"system", r.System})
	}
	p.Messages = append(p.Messages, message{"user", r.User})
	if !q.noUsage {
		p.StreamOptions = &streamOptions{IncludeUsage: true}
	}
	if !q.noTemperature {
		p.Temperature = r.Params.Temperature
	}
	limit := r.Params.MaxTokens
	if most > 0 && limit > most { // servers refuse a limit above the model's
		limit = most
	}
	switch q.limitField {
	case maxTokens:
		p.MaxTokens = limit
	case maxCompletionTokens:
		p.MaxCompletionTokens = limit
	}
	if r.Schema != nil {
		p.ResponseFormat = &responseFormat{"json_schema", jsonSchema{"answer", true, r.Schema}}
	}
	return p
}

// encode returns the JSON of the payload. Letters stay letters: escaping < and
// & would only cost bytes.
func (p payload) encode() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(p); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// learn reads a refusal of the payload for a parameter to leave out, and
// reports whether sending it again without is worth while. Each answer of true
// leaves less to learn, so that it cannot go on for ever.
func (q quirks) learn(sent payload, status int, words string) (quirks, bool) {
	if status != 400 && status != 422 {
		return q, false
	}
	limited := sent.MaxTokens+sent.MaxCompletionTokens > 0
	switch {
	case sent.Temperature != nil && strings.Contains(words, "temperature"):
		q.noTemperature = true
	case sent.StreamOptions != nil && hasAny(words, "stream_options", "include_usage"):
		q.noUsage = true
	case limited && hasAny(words, maxTokens, maxCompletionTokens) && !q.swapped && unknownField(words):
		q.swapped, q.limitField = true, other(q.limitField)
	// "… in the completion": the limit and the prompt together are too much.
	case limited && hasAny(words, maxTokens, maxCompletionTokens, "in the completion"):
		q.limitField = ""
	default:
		return q, false
	}
	return q, true
}

// unknownField reports whether the server says that it does not take a field,
// rather than its value.
func unknownField(words string) bool {
	return hasAny(words, "unsupported", "not supported", "unknown", "unrecognized", "unexpected",
		"extra", "additional", "not permitted", "not allowed", "forbidden")
}

func other(limitField string) string {
	if limitField == maxTokens {
		return maxCompletionTokens
	}
	return maxTokens
}

// hasAny reports whether one of the needles occurs in s.
func hasAny(s string, needles ...string) bool {
	for _, n := range needles {
		if strings.Contains(s, n) {
			return true
		}
	}
	return false
}
