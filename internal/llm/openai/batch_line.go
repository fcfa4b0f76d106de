package openai

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode"

	goopenai "github.com/sashabaranov/go-openai"

	"mujaz/internal/llm"
)

// batchLine is one request in a batch's file.
type batchLine struct {
	ID     string                 `json:"custom_id"`
	Method string                 `json:"method"`
	URL    goopenai.BatchEndpoint `json:"url"`
	Body   json.RawMessage        `json:"body"`
}

// newBatchLine returns the line of the request with that key, and its end: what
// Complete would send, but not as a stream.
func (m *model) newBatchLine(key string, r llm.Request) ([]byte, error) {
	_, most := m.o.Preset.Window(r.Target.Model)
	p := newPayload(r, m.quirks(r.Target.Model), most)
	p.Stream, p.StreamOptions = false, nil
	body, err := p.encode()
	if err != nil {
		return nil, &llm.Error{Code: llm.Internal, Err: errors.New("encoding the request: the schema is not valid JSON")}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err = e.Encode(batchLine{key, http.MethodPost, goopenai.BatchEndpointChatCompletions, body})
	return b.Bytes(), err
}

// batchResult is one line of a batch's output or errors.
type batchResult struct {
	ID       string `json:"custom_id"`
	Response *struct {
		Status int             `json:"status_code"`
		Body   json.RawMessage `json:"body"`
	} `json:"response"`
	Error *struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// eachResult reads a file of results until yield fails.
func eachResult(file io.Reader, yield func(batchResult) error) error {
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, maxEvent)
	for lines.Scan() {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		var r batchResult
		if err := json.Unmarshal(line, &r); err != nil {
			return &llm.Error{Code: llm.Unavailable, Err: errors.New("the batch's results broke off")}
		}
		if err := yield(r); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return &llm.Error{Code: llm.Unavailable, Err: fmt.Errorf("reading the batch's results: %w", err)}
	}
	return nil
}

// answer returns the whole answer that the result is, or its error. The
// Response holds what is known of a failed one.
func (r batchResult) answer(asked string, created time.Time, scrub scrubber) (llm.Response, error) {
	request := llm.Request{Target: llm.Target{Model: asked}}
	switch {
	case r.Response == nil && r.Error == nil:
		return llm.Response{}, &llm.Error{Code: llm.Unavailable, Err: errors.New("the batch's result is empty")}
	case r.Response == nil:
		return llm.Response{}, unanswered(r.Error.Code, foreign(scrub.clean(r.Error.Message)))
	}
	c, err := parseChunk(r.Response.Body)
	if err != nil || r.Response.Status >= 400 || c.failed() {
		words := newComplaint(r.Response.Body, scrub)
		words.message = foreign(words.message)
		return llm.Response{Requests: 1}, failure(r.Response.Status, nil, words, request)
	}
	a := newAnswer(maxEvent, nil)
	a.add(c)
	resp := a.response(true)
	resp.Requests, resp.Created = 1, created
	return llm.Whole(answered{resp}).Complete(context.Background(), request, nil)
}

// answered is a model that has answered.
type answered struct{ resp llm.Response }

func (a answered) Complete(context.Context, llm.Request, func(llm.Event)) (llm.Response, error) {
	return a.resp, nil
}

// unanswered returns the error of a request that the batch never answered.
func unanswered(code, message string) error {
	switch code {
	case "batch_expired", "expired":
		return &llm.Error{Code: llm.Unavailable, Err: errors.New("the batch expired before this was answered")}
	case "batch_cancelled", "cancelled":
		return &llm.Error{Code: llm.Interrupted, Err: errors.New("the batch was cancelled before this was answered")}
	}
	return &llm.Error{Code: llm.Unavailable, Err: join("the batch did not answer this", message)}
}

// foreign takes out of a message what may quote the article, which is not at
// hand to compare: every run of letters that are not Latin.
func foreign(message string) string {
	var b strings.Builder
	out := false
	for _, r := range message {
		if r > unicode.MaxASCII && unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			if !out {
				b.WriteString("…")
			}
			out = true
			continue
		}
		out = out && (unicode.IsSpace(r) || unicode.IsMark(r) || unicode.IsPunct(r))
		if !out {
			b.WriteRune(r)
		}
	}
	return b.String()
}
