package openai

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"mujaz/internal/llm"
)

// TestServers holds the client to how servers really behave.
func TestServers(t *testing.T) {
	const ok = `{"choices":[{"index":0,"message":{"content":"Hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":90,"completion_tokens":7}}`
	quoted := `{"error":{"message":"bad input: ` + article + `"}}`
	tests := []struct {
		name     string
		handler  http.HandlerFunc
		code     llm.Code // "" for an answer of "Hello"
		words    string   // in the error
		attempts int      // of at most 2; 0 counts as 1
	}{
		{name: "OpenAI's own", handler: good},
		{name: "runner killed in mid-stream", handler: streamed(delta("Hel")), code: llm.Unavailable, words: "broke off", attempts: 2},
		{name: "[DONE] without a finish reason", handler: streamed(delta("Hel"), "[DONE]"), code: llm.Unavailable, words: "broke off", attempts: 2},
		{name: "empty finish reason and [DONE]", handler: streamed(`{"choices":[{"delta":{"content":"Hello"},"finish_reason":""}]}`, "[DONE]")},
		{name: "empty finish reason, cut", handler: streamed(`{"choices":[{"delta":{"content":"Hello"},"finish_reason":""}]}`), code: llm.Unavailable, attempts: 2},
		{name: "HTML under 200", handler: status(200, "<!doctype html><p>Sign in"), code: llm.Unavailable, words: "web page"},
		{name: "plain text under 200", handler: status(200, "OK"), code: llm.Unavailable, words: "plain text"},
		{name: "broken JSON in the stream", handler: streamed(delta("Hel"), `{"choices":[{"del`), code: llm.Unavailable, words: "broke off", attempts: 2},
		{name: "broken JSON under 200", handler: status(200, `{"choices":[{"mess`), code: llm.Unavailable, words: "broke off", attempts: 2},
		{name: "nothing under 200", handler: status(200, ""), code: llm.Unavailable, attempts: 2},
		{name: "error object in the stream", handler: streamed(delta("Hel"), `{"error":{"message":"CUDA out of memory","code":500}}`), code: llm.Unavailable, words: "CUDA out of memory", attempts: 2},
		{name: "error object first", handler: streamed(`{"error":{"message":"slow down","type":"rate_limit_error"}}`), code: llm.RateLimited, attempts: 2},
		{name: "error text in the stream after a comment", handler: func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, ": ping\n\n"+`data: {"error":"model runner has stopped"}`+"\n\n")
		}, code: llm.Unavailable, words: "runner has stopped", attempts: 2},
		{name: "old llama-server's error field", handler: func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, `error: {"code":500,"message":"slot gone","type":"server_error"}`+"\n\n")
		}, code: llm.Unavailable, words: "slot gone", attempts: 2},
		{name: "connection cut", handler: abort(delta("Hel")), code: llm.Unavailable, words: "broke off", attempts: 2},
		{name: "connection cut after the finish", handler: abort(delta("Hello"), finish("stop"))},
		{name: "no response at all", handler: func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, code: llm.Unavailable, words: "closed the connection", attempts: 2},
		{name: "1,000 keep-alives", handler: func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, strings.Repeat(": keep-alive\n\n", 1000))
			good(w, r)
		}},
		{name: "CRLF, event names and ids", handler: func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "event: m\r\nid: 1\r\nretry: 9\r\ndata:"+delta("Hello")+"\r\n\r\ndata:"+finish("stop")+"\r\n\r\ndata:[DONE]\r\n\r\n")
		}},
		{name: "byte order mark", handler: func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "\ufeff"); good(w, r) }},
		{name: "no newline at the end", handler: status(200, "data: "+delta("Hello")+"\n\ndata: "+finish("stop"))},

		{name: "whole JSON", handler: status(200, ok, "Content-Type", "application/json")},
		{name: "whole JSON on many lines", handler: status(200, "{\n \"choices\": [\n {\"message\": {\"content\": \"Hello\"}, \"finish_reason\": \"stop\"}\n]}\n")},
		{name: "whole JSON without a finish reason", handler: status(200, `{"choices":[{"message":{"content":"Hello"}}]}`), code: llm.Unavailable, attempts: 2},
		{name: "error under 200", handler: status(200, `{"error":{"message":"no credit","code":402}}`), code: llm.Quota, words: "no credit"},
		{name: "detail under 200", handler: status(200, `{"detail":"upstream down"}`), code: llm.Unavailable, words: "upstream down", attempts: 2},

		{name: "context, llama-server", handler: status(400, `{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error","n_prompt_tokens":53147,"n_ctx":4096}}`), code: llm.ContextLength},
		{name: "context, OpenAI", handler: status(400, `{"error":{"message":"This model's maximum context length is 8192 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}`), code: llm.ContextLength},

		{name: "reasoning fields", handler: streamed(`{"choices":[{"delta":{"content":null,"reasoning_content":"hm","reasoning":"hm"}}]}`, delta("Hello"), finish("stop"), "[DONE]")},
		{name: "think in the text", handler: streamed(delta("<th"), delta("ink>hm</thi"), delta("nk>\n\nHel"), delta("lo"), finish("stop"), "[DONE]")},
		{name: "think without end", handler: streamed(delta("<think>hm hm"), finish("length"), "[DONE]"), code: llm.Truncated},
		{name: "reasoning used up the limit", handler: streamed(`{"choices":[{"delta":{"reasoning":"hm"}}]}`, finish("length"), "[DONE]"), code: llm.Truncated},
		{name: "empty", handler: streamed(delta(""), finish("stop"), "[DONE]"), code: llm.Refused, words: "answered nothing"},
		{name: "null", handler: status(200, `{"choices":[{"message":{"content":null},"finish_reason":"stop"}]}`), code: llm.Refused},
		{name: "missing", handler: status(200, `{"choices":[{"message":{},"finish_reason":"stop"}]}`), code: llm.Refused},
		{name: "white space", handler: streamed(delta(" \n"), finish("stop"), "[DONE]"), code: llm.Refused},
		{name: "array of parts", handler: streamed(`{"choices":[{"delta":{"content":[{"type":"thinking","text":"hm"},{"type":"text","text":"Hello"}]},"finish_reason":"stop"}]}`, "[DONE]")},
		{name: "tool call", handler: streamed(`{"choices":[{"delta":{"content":null,"tool_calls":[{"id":"1"}]}}]}`, finish("tool_calls"), "[DONE]"), code: llm.Internal, words: "tool"},
		{name: "content filter", handler: streamed(delta("Hel"), finish("content_filter"), "[DONE]"), code: llm.Filtered},
		{name: "finish eos", handler: streamed(delta("Hello"), finish("eos"), "[DONE]")},
		{name: "finish STOP", handler: streamed(delta("Hello"), finish("STOP"), "[DONE]")},
		{name: "finish load", handler: streamed(finish("load"), "[DONE]"), code: llm.Unavailable, attempts: 2},
		{name: "finish unknown", handler: streamed(delta("Hello"), finish("zap"), "[DONE]"), code: llm.Unavailable, words: "zap"},
		{name: "length", handler: streamed(delta("Hel"), finish("length"), "[DONE]"), code: llm.Truncated},
		{name: "choices empty", handler: status(200, `{"choices":[]}`), code: llm.Unavailable, attempts: 2},
		{name: "choices null", handler: status(200, `{"choices":null}`), code: llm.Unavailable, attempts: 2},
		{name: "refusal field", handler: streamed(`{"choices":[{"delta":{"refusal":"I can't help"}}]}`, finish("stop"), "[DONE]"), code: llm.Refused},
		{name: "first content null", handler: streamed(`{"choices":[{"delta":{"role":"assistant","content":null}}]}`, delta("Hello"), finish("stop"), "[DONE]")},

		{name: "usage null, always", handler: streamed(`{"choices":[{"delta":{"content":"Hello"}}],"usage":null}`, `{"choices":[{"delta":{},"finish_reason":"stop"}],"usage":null}`, "[DONE]")},
		{name: "usage fractional, id an integer", handler: streamed(`{"id":7,"created":"now","choices":[{"delta":{"content":"Hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":90.5,"completion_tokens":"7"}}`, "[DONE]")},

		{name: "error a text", handler: status(400, `{"error":"bad thing"}`), code: llm.Internal, words: "bad thing"},
		{name: "error with an integer code", handler: status(503, `{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}`), code: llm.Unavailable, words: "Loading model", attempts: 2},
		{name: "error with a null code", handler: status(400, `{"error":{"code":null,"message":"no","param":null}}`), code: llm.Internal},
		{name: "error in an array", handler: status(400, `[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}]`), code: llm.Credentials},
		{name: "error as detail", handler: status(422, `{"detail":[{"loc":["body","top"],"msg":"Extra inputs are not permitted","input":"أعلنت الحكومة اليوم عن"}]}`), code: llm.Internal, words: "Extra inputs"},
		{name: "error flat", handler: status(400, `{"object":"error","message":"flat thing","type":"BadRequestError","code":400}`), code: llm.Internal, words: "flat thing"},
		{name: "error a web page", handler: status(502, "<html><h1>502 Bad Gateway</h1>"), code: llm.Unavailable, attempts: 2},
		{name: "error plain text", handler: status(500, "internal failure"), code: llm.Unavailable, words: "internal failure", attempts: 2},
		{name: "error behind a gateway", handler: status(400, `{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"error\":{\"message\":\"prompt is too long: 210000 tokens > 200000 maximum\"}}"}}}`), code: llm.ContextLength, words: "too long"},
		{name: "article quoted", handler: status(400, quoted), code: llm.Internal, words: "bad input"},

		{name: "401", handler: status(401, `{"error":{"message":"Incorrect API key provided: `+testKey+`","code":"invalid_api_key"}}`), code: llm.Credentials, words: "Incorrect API key"},
		{name: "402", handler: status(402, `{"error":{"message":"Insufficient Balance"}}`), code: llm.Quota},
		{name: "403", handler: status(403, `{"error":{"message":"no access"}}`), code: llm.Credentials},
		{name: "403 billing", handler: status(403, `{"error":{"message":"billing is not active"}}`), code: llm.Quota},
		{name: "403 web page", handler: status(403, "<html>blocked"), code: llm.Unavailable},
		{name: "404 model", handler: status(404, `{"error":{"message":"model 'm' not found","type":"not_found_error"}}`), code: llm.Unavailable, words: `model "m"`},
		{name: "404 path", handler: status(404, "404 page not found"), code: llm.Unavailable, words: "base URL"},
		{name: "408", handler: status(408, ""), code: llm.Unavailable, attempts: 2},
		{name: "409", handler: status(409, `{"error":{"message":"locked"}}`), code: llm.Unavailable, attempts: 2},
		{name: "413", handler: status(413, "<html>413 Request Entity Too Large"), code: llm.ContextLength},
		{name: "429", handler: status(429, `{"error":{"message":"Rate limit reached"}}`), code: llm.RateLimited, attempts: 2},
		{name: "429 quota", handler: status(429, `{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}`), code: llm.Quota},
		{name: "429 Gemini a minute", handler: status(429, `[{"error":{"code":429,"message":"You exceeded your current quota, check billing","status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"34s"}]}}]`), code: llm.RateLimited, attempts: 2},
		{name: "429 Gemini a day", handler: status(429, `[{"error":{"code":429,"message":"You exceeded your current quota","status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"RequestsPerDay"}]}]}}]`), code: llm.Quota},
		{name: "429 for a day", handler: status(429, `{"error":{"message":"later"}}`, "Retry-After", "86400"), code: llm.RateLimited, words: "24h0m0s"},
		{name: "500", handler: status(500, `{"error":{"message":"oops"}}`), code: llm.Unavailable, attempts: 2},
		{name: "500 bad input", handler: status(500, `{"error":{"code":500,"message":"Failed to parse messages","type":"server_error"}}`), code: llm.Internal},
		{name: "504", handler: status(504, ""), code: llm.Unavailable, attempts: 2},
		{name: "529", handler: status(529, `{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}`), code: llm.Unavailable, words: "Overloaded", attempts: 2},
		{name: "Azure's filter", handler: status(400, `{"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy.","code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation"}}}`), code: llm.Filtered},
		{name: "301", handler: status(301, "", "Location", "/v2/chat/completions"), code: llm.Unavailable, words: "/v2 if you trust it"},
		{name: "307 to itself", handler: status(307, "", "Location", "/v1/chat/completions"), code: llm.Unavailable, words: "circle", attempts: maxRedirects},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o, n := serve(t, tt.handler)
			resp, err := chain(o, 1).Complete(t.Context(), request(), nil)
			if got, want := int(n.Load()), max(tt.attempts, 1); got != want {
				t.Errorf("%d requests, want %d", got, want)
			}
			if tt.code == "" {
				if err != nil || resp.Text != "Hello" {
					t.Fatalf("got %q, %v; want Hello", resp.Text, err)
				}
				return
			}
			checkError(t, err, tt.code, tt.words)
		})
	}
}

// checkError holds an error to its code and words, and to what none may hold.
func checkError(t *testing.T, err error, code llm.Code, words string) {
	t.Helper()
	if err == nil || llm.CodeOf(err) != code {
		t.Fatalf("error %v, code %s, want %s", err, llm.CodeOf(err), code)
	}
	text := err.Error()
	if !strings.Contains(text, words) {
		t.Errorf("error %q does not say %q", text, words)
	}
	for _, secret := range []string{testKey, testKey[:keyRun], "أعلنت الحكومة اليوم", "\n"} {
		if strings.Contains(text, secret) {
			t.Errorf("error %q holds %q", text, secret)
		}
	}
}
