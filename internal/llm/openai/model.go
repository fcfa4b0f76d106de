package openai

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	goopenai "github.com/sashabaranov/go-openai"

	"mujaz/internal/llm"
)

// chatPath is the endpoint under a base URL.
const chatPath = "/chat/completions"

// Options say whom to ask, and how.
type Options struct {
	Preset  Preset
	BaseURL string // in place of the preset's; a query in it is kept
	// Key returns the API key, "" for none. It is called once, before the first
	// request; nil means that none is needed.
	Key func(ctx context.Context) (string, error)
	// Timeout is how long the server may send no byte, and a tenth of how long
	// it may send nothing but keep-alive comments; 0 for ever.
	Timeout   time.Duration
	UserAgent string
	Transport http.RoundTripper // nil for the usual one
}

// model asks one endpoint.
type model struct {
	o       Options
	address *url.URL
	invalid error // why there is no address
	client  *http.Client

	key keyring

	learnedMu sync.Mutex
	learned   map[string]quirks // by model
}

var _ llm.Model = (*model)(nil)

// New returns a model at the endpoint of the options. Requests go there
// whatever their Target.BaseURL, which only tells answers apart. The Response
// is what the server said, whole or not: see llm.Whole.
func New(o Options) llm.Model {
	m := &model{o: o, key: keyring{ask: o.Key}, learned: map[string]quirks{}}
	m.address, m.invalid = endpoint(o)
	if m.invalid == nil && o.Preset.Name == "openai" && !strings.HasSuffix(m.address.Hostname(), ".openai.com") {
		// Another server behind the usual preset: the field that all of them know,
		// and nothing concluded from the names of its models.
		m.o.Preset.LimitField, m.o.Preset.Hosted = maxTokens, false
	}
	m.client = &http.Client{
		Transport:     o.Transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	if o.Transport == nil {
		m.client.Transport = newTransport()
	}
	return m
}

// newTransport keeps as many connections as there are requests in flight: the
// default of two would open a new one for most requests.
func newTransport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 100
	return t
}

// endpoint returns the address of chat completions.
func endpoint(o Options) (*url.URL, error) {
	base := o.BaseURL
	if base == "" {
		base = o.Preset.BaseURL
	}
	if base == "" {
		return nil, fmt.Errorf("the provider %q needs a base URL", o.Preset.Name)
	}
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, errors.New("the base URL does not begin with http:// or https:// and a host")
	}
	path := strings.TrimSuffix(strings.TrimRight(u.Path, "/"), chatPath)
	if path == "" && strings.HasSuffix(u.Hostname(), ".openai.azure.com") {
		path = "/openai/v1"
	}
	u.Path, u.RawPath, u.Fragment = path+chatPath, "", ""
	return u, nil
}

func (m *model) Complete(ctx context.Context, r llm.Request, emit func(llm.Event)) (llm.Response, error) {
	if r.Target.Model == "" {
		r.Target.Model = m.o.Preset.Model
	}
	if err := m.ready(ctx, r); err != nil {
		return llm.Response{}, err
	}
	key, e := m.key.get(ctx)
	if e != nil {
		return llm.Response{}, e
	}
	q := m.quirks(r.Target.Model)
	_, most := m.o.Preset.Window(r.Target.Model)
	for requests := 1; ; requests++ {
		sent := newPayload(r, q, most)
		c, err := m.newCall(r, sent, key)
		if err != nil {
			return llm.Response{}, err
		}
		resp, failed := m.ask(ctx, c, emit)
		resp.Requests, resp.Limits = requests, c.limits
		if failed == nil {
			resp.Created = time.Now()
			return resp, nil
		}
		if better, ok := q.learn(sent, c.status, c.complaint.words); ok {
			q = better
			m.remember(r.Target.Model, q)
			continue
		}
		failed.Requests = requests
		if key == "" {
			keyless(failed)
		}
		return resp, failed
	}
}

// ready returns what keeps the request from being sent at all.
func (m *model) ready(ctx context.Context, r llm.Request) error {
	switch {
	case ctx.Err() != nil:
		return llm.Stopped(ctx)
	case m.invalid != nil:
		return &llm.Error{Code: llm.Internal, Err: m.invalid}
	case r.Target.Model == "" && m.o.Preset.NeedsModel:
		return &llm.Error{Code: llm.Internal, Err: fmt.Errorf("the provider %q needs the name of a model", m.o.Preset.Name)}
	case r.Schema != nil && m.o.Preset.NoSchema:
		return &llm.Error{Code: llm.Internal, Err: llm.ErrSchema}
	}
	return nil
}

// quirks returns what is known of the server's ways with that model.
func (m *model) quirks(name string) quirks {
	m.learnedMu.Lock()
	defer m.learnedMu.Unlock()
	if q, ok := m.learned[name]; ok {
		return q
	}
	q := quirks{limitField: m.o.Preset.LimitField, noUsage: m.o.Preset.NoStreamOptions}
	if m.o.Preset.facts(name).fixed {
		q.noTemperature, q.limitField = true, ""
	}
	return q
}

func (m *model) remember(name string, q quirks) {
	m.learnedMu.Lock()
	defer m.learnedMu.Unlock()
	m.learned[name] = q
}

// secretsOf returns what of an address is nobody's business: the password, and
// the query, where some gateways take their key.
func secretsOf(address *url.URL) []string {
	var secrets []string
	if password, ok := address.User.Password(); ok {
		secrets = append(secrets, password)
	}
	for _, values := range address.Query() {
		secrets = append(secrets, values...)
	}
	return secrets
}

// newCall prepares the HTTP request.
func (m *model) newCall(r llm.Request, p payload, key string) (*call, error) {
	body, err := p.encode()
	if err != nil { // only a schema that is no JSON
		return nil, &llm.Error{Code: llm.Internal, Err: errors.New("encoding the request: the schema is not valid JSON")}
	}
	c := &call{
		request: r, body: body, address: m.address, header: http.Header{},
		scrub: newScrubber(r.User, append(secretsOf(m.address), key)...),
	}
	if m.o.UserAgent != "" {
		c.header.Set("User-Agent", m.o.UserAgent)
	}
	if m.o.Preset.KeyHeader == "" {
		c.bearer = key
	} else if key != "" {
		c.header.Set(m.o.Preset.KeyHeader, key)
	}
	return c, nil
}

// ask makes the call and reads its answer.
func (m *model) ask(ctx context.Context, c *call, emit func(llm.Event)) (llm.Response, *llm.Error) {
	inner, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	c.watch = newWatch(m.o.Timeout, cancel)
	defer c.watch.stop()
	c.cancel = func() { cancel(nil) }
	a := newAnswer(len(c.body), emit)
	err := m.stream(c.within(inner), c, a)
	if err == nil || a.ended() && ctx.Err() == nil {
		// What breaks after the finish reason takes nothing from the answer.
		return a.response(c.events != nil && c.events.done), nil
	}
	resp := a.response(false)
	switch {
	case ctx.Err() != nil:
		return resp, llm.Stopped(ctx)
	case errors.Is(context.Cause(inner), errSilence):
		return resp, &llm.Error{Code: llm.Timeout, Err: fmt.Errorf("%s sent nothing new within the timeout of %v", c.address.Host, m.o.Timeout)}
	}
	return resp, c.failure(err, resp.Text)
}

// stream reads the whole answer into a.
func (m *model) stream(ctx context.Context, c *call, a *answer) error {
	config := goopenai.DefaultConfig(c.bearer)
	config.HTTPClient = doer{m.client}
	config.EmptyMessagesLimit = math.MaxUint32
	// The request is a blank: the call holds the real one.
	stream, err := goopenai.NewClientWithConfig(config).CreateChatCompletionStream(ctx, goopenai.ChatCompletionRequest{})
	if err != nil {
		return err
	}
	defer func() { _ = stream.Close() }()
	for {
		data, err := stream.RecvRaw()
		if errors.Is(err, io.EOF) {
			c.drain()
			return nil
		}
		if err != nil {
			return err
		}
		c.watch.progressed()
		ch, err := parseChunk(data)
		switch {
		case err != nil:
			return errBroken
		case ch.failed():
			return failure(0, nil, newComplaint(data, c.scrub), c.request)
		case !a.add(ch):
			return errEndless
		}
	}
}

// errEndless ends a stream that exceeds what an answer can be.
var errEndless = errors.New("the answer does not end")

// failure returns the typed error of what broke the call.
func (c *call) failure(err error, text string) *llm.Error {
	var e *llm.Error
	switch {
	case errors.As(err, &e):
		return e
	case errors.Is(err, errEndless), errors.Is(err, errTooLarge):
		return &llm.Error{Code: llm.Truncated, Err: &llm.TruncatedError{Text: text, Endless: true}}
	case c.events != nil: // the answer had begun
		return &llm.Error{Code: llm.Unavailable, Err: errBroken}
	}
	return unreachable(err, c.address.Host, c.scrub)
}
