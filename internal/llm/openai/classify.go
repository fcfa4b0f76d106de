package openai

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"mujaz/internal/llm"
)

// failure returns the error of a response with that status, or of an error
// inside a stream (status 0).
func failure(status int, header http.Header, c complaint, r llm.Request) *llm.Error {
	e := &llm.Error{Status: status, RetryAfter: max(retryAfter(header), c.retry)}
	judged := status
	if status < 400 && c.status != 0 { // an error under 200 may carry its status
		judged = c.status
	}
	e.Code, e.Permanent = classify(judged, c)
	e.Err = explain(e, judged, c, r)
	return e
}

// classify returns the cause of an error, and whether it is there to stay in
// spite of a code that is worth a retry.
func classify(status int, c complaint) (llm.Code, bool) {
	switch {
	case status < 500 && isFiltered(c.words):
		return llm.Filtered, false
	case status != 401 && status != 403 && tooLong(status, c.words):
		return llm.ContextLength, false
	case isKey(status, c.words):
		return llm.Credentials, false
	}
	switch status {
	case 0:
		return classifyWords(c.words), false
	case 402:
		return llm.Quota, false
	case 403:
		if c.page { // a proxy or a firewall, not the provider
			return llm.Unavailable, true
		}
		if isQuota(c.words) {
			return llm.Quota, false
		}
		return llm.Credentials, false
	case 404, 405, 410, 501, 505:
		return llm.Unavailable, true
	case 408, 409, 425:
		return llm.Unavailable, false
	case 413:
		return llm.ContextLength, false
	case 429:
		if isQuota(c.words) {
			return llm.Quota, false
		}
		return llm.RateLimited, false
	case 500:
		if isInput(c.words) {
			return llm.Internal, false
		}
	}
	if status >= 500 {
		return llm.Unavailable, false
	}
	return llm.Internal, false
}

// classifyWords judges an error that came without a status.
func classifyWords(words string) llm.Code {
	switch {
	case isQuota(words):
		return llm.Quota
	case hasAny(words, "rate_limit", "rate limit", "too many requests"):
		return llm.RateLimited
	case isInput(words):
		return llm.Internal
	}
	return llm.Unavailable
}

// isFiltered knows the filters of OpenAI, Azure, Alibaba and OpenRouter.
func isFiltered(words string) bool {
	return hasAny(words, "content_filter", "responsibleai", "content management policy",
		"content_policy", "data_inspection_failed", "requires moderation")
}

// tooLong knows the messages of servers whose window is exceeded. A request
// above a limit per minute is one too: waiting does not make it smaller.
func tooLong(status int, words string) bool {
	if status == 429 {
		return strings.Contains(words, "request too large")
	}
	return hasAny(words, "exceed_context_size", "context_length", "maximum context length", "n_ctx",
		"context size", "context window", "maximum number of tokens allowed", "prompt is too long",
		"input is too long", "string_above_max_length", "reduce the length of the messages")
}

// isKey reports a refused key; Gemini refuses it with a 400.
func isKey(status int, words string) bool {
	return status == 401 || hasAny(words, "invalid_api_key", "api_key_invalid", "api key not valid")
}

// isQuota reports an account that has nothing left. Gemini speaks of quota and
// billing also where it means requests a minute, and names a daily quota.
func isQuota(words string) bool {
	if strings.Contains(words, "resource_exhausted") {
		return strings.Contains(words, "perday")
	}
	return hasAny(words, "insufficient_quota", "insufficient balance", "billing", "exceeded your current quota",
		"credit balance", "insufficient credits", "quota exceeded", "payment required")
}

// isInput reports a bad request that old llama-server and Ollama answer with 500.
func isInput(words string) bool {
	return hasAny(words, "schema", "grammar", "failed to parse", "unsupported", "missing required",
		"invalid_request", "invalid json", "invalid format", "invalid role", "invalid message", "invalid content")
}

// explain says in words for the user what happened.
func explain(e *llm.Error, status int, c complaint, r llm.Request) error {
	message := c.message
	if c.page && status < 500 && status != 404 {
		message = "it answers with a web page, as a proxy or a firewall does"
	}
	err := join(headline(e.Code, status, c, r), message)
	switch {
	case e.Code == llm.ContextLength:
		return &llm.ContextError{Window: c.window, Err: err}
	case e.Code == llm.Internal && r.Schema != nil && hasAny(c.words, "response_format", "json_schema", "schema", "grammar", "structured"):
		return fmt.Errorf("%w: %w", llm.ErrSchema, err)
	}
	return err
}

// refusedKey is what is said of a key that is refused.
const refusedKey = "the provider refused the key"

// keyless rewrites the refusal of a key where there was none.
func keyless(e *llm.Error) {
	if e.Code != llm.Credentials {
		return
	}
	if message, ok := strings.CutPrefix(e.Err.Error(), refusedKey); ok {
		e.Err = fmt.Errorf("%w%s", llm.ErrNoKey, message)
	}
}

func headline(code llm.Code, status int, c complaint, r llm.Request) string {
	switch code {
	case llm.Credentials:
		return refusedKey
	case llm.Quota:
		return "the provider's quota for this account is used up"
	case llm.RateLimited:
		return "the provider limits the rate of requests"
	case llm.ContextLength:
		return "the request does not fit the model's window"
	case llm.Filtered:
		return "the provider's content filter refused the request"
	case llm.Internal:
		return "the server rejected the request"
	}
	switch {
	case status == 404 && !c.page && hasAny(c.words, "model", "deployment", "no endpoints found"):
		return fmt.Sprintf("the server does not know the model %q", r.Target.Model)
	case status == 404 || status == 405:
		return "the server knows no chat completions at this address; is the base URL right?"
	}
	return "the server is not able to answer"
}

// join puts the server's message behind the headline, unless there is none.
func join(headline, message string) error {
	message = strings.TrimRight(message, ". ")
	if message == "" {
		return errors.New(headline)
	}
	return fmt.Errorf("%s: %s", headline, message)
}

// retryAfter returns how long the server asks to wait: Retry-After in seconds
// or as a date, OpenAI's retry-after-ms, or when a spent limit is reset.
func retryAfter(h http.Header) time.Duration {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil && ms > 0 {
		return seconds(ms / 1000)
	}
	after := h.Get("Retry-After")
	if s, err := strconv.ParseFloat(after, 64); err == nil {
		return seconds(s)
	}
	if at, err := http.ParseTime(after); err == nil {
		return max(time.Until(at), 0)
	}
	var reset time.Duration
	for _, what := range []string{"Requests", "Tokens"} {
		if h.Get("X-Ratelimit-Remaining-"+what) == "0" {
			if d, err := time.ParseDuration(h.Get("X-Ratelimit-Reset-" + what)); err == nil {
				reset = max(reset, d)
			}
		}
	}
	return reset
}

// seconds converts within what a Duration holds: a century is long enough.
func seconds(s float64) time.Duration {
	const century = 100 * 365 * 24 * 3600
	return time.Duration(min(max(s, 0), century) * float64(time.Second))
}
