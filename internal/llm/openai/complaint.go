package openai

import (
	"bytes"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// maxComplaint bounds an error body.
const maxComplaint = 64 << 10

// complaint is what an error body says, whatever its shape: OpenAI's object, a
// bare text, FastAPI's detail, a problem document, an array, a flat object, a
// web page, plain text.
type complaint struct {
	message string // for the user: scrubbed, one line, short
	words   string // for the program: messages, codes and types, lower-case, scrubbed
	status  int    // an HTTP status named in the body, or 0
	window  int    // the model's window in tokens, or 0
	retry   time.Duration
	page    bool // it is a web page
}

// newComplaint reads an error body.
func newComplaint(body []byte, scrub scrubber) complaint {
	body = bytes.TrimSpace(body)
	var c complaint
	var v any
	switch {
	case len(body) > 0 && body[0] == '<':
		c.page = true
		return c
	case json.Unmarshal(body, &v) == nil:
		g := gatherer{c: &c}
		g.gather(v, "message", 0)
		c.message = strings.Join(g.messages, ": ")
		c.words = strings.Join(append(g.names, g.messages...), " ")
	default:
		c.message, c.words = string(body), string(body)
	}
	c.message = cut(scrub.clean(c.message), maxMessage)
	c.words = strings.ToLower(scrub.clean(c.words))
	if c.window == 0 {
		c.window = windowIn(c.words)
	}
	return c
}

// gatherer collects from a JSON value what the program and the user want of it.
type gatherer struct {
	c        *complaint
	messages []string
	names    []string
}

// maxDepth bounds the nesting looked into; the deepest seen is four.
const maxDepth = 8

// gather looks into the value of that key.
func (g *gatherer) gather(v any, key string, depth int) {
	if depth > maxDepth {
		return
	}
	switch v := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			if k != "input" && k != "ctx" { // FastAPI quotes the request there
				g.gather(v[k], strings.ToLower(k), depth+1)
			}
		}
	case []any:
		for _, element := range v {
			g.gather(element, key, depth+1)
		}
	case string:
		g.text(v, key, depth)
	case float64:
		g.number(v, key)
	}
}

func (g *gatherer) text(s, key string, depth int) {
	switch key {
	case "message", "msg", "detail", "error", "title", "raw", "error_description":
		var inner any
		if strings.HasPrefix(s, "{") && json.Unmarshal([]byte(s), &inner) == nil {
			g.gather(inner, key, depth+1) // a gateway quotes the server behind it
		} else if s != "" && !slices.Contains(g.messages, s) {
			g.messages = append(g.messages, s)
		}
	case "code", "type", "status", "param", "loc", "reason", "quotaid":
		g.names = append(g.names, s)
	case "retrydelay": // Google's RetryInfo
		g.c.retry, _ = time.ParseDuration(s)
	}
}

func (g *gatherer) number(n float64, key string) {
	switch key {
	case "n_ctx":
		g.c.window = int(n)
	case "code", "status", "error_code":
		if n >= 400 && n < 600 {
			g.c.status = int(n)
		}
	}
}

// windowPattern finds the window in the messages of OpenAI, vLLM, DeepSeek
// ("maximum context length is 8192 tokens"), llama-server ("available context
// size (4096 tokens)"), Gemini, Anthropic ("> 200000 maximum"), Mistral ("with
// 32768 maximum context length"), and limits per minute ("Limit 6000, Requested 9000").
var windowPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`([\d,]+) maximum context length|` +
		`(?:context (?:length|size|window)|n_ctx\w*|max_model_len\w*|tokens allowed)\D{0,12}?([\d,]{3,})|` +
		`> ([\d,]+) maximum|limit ([\d,]+), requested`)
})

// windowIn returns the tokens that the words name as the most there can be.
func windowIn(words string) int {
	for _, group := range windowPattern().FindStringSubmatch(words) {
		if n, err := strconv.Atoi(strings.ReplaceAll(group, ",", "")); err == nil {
			return n
		}
	}
	return 0
}
