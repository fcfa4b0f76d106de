package openai

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	goopenai "github.com/sashabaranov/go-openai"

	"mujaz/internal/llm"
)

// maxReply bounds what the batch API says, other than the content of files.
const maxReply = 64 << 20

// batchClient returns go-openai's client for the files and batches of m; with
// content, one that uploads it.
func (m *model) batchClient(ctx context.Context, content *os.File) (*goopenai.Client, error) {
	if m.invalid != nil {
		return nil, &llm.Error{Code: llm.Internal, Err: m.invalid}
	}
	key, e := m.key.get(ctx)
	if e != nil {
		return nil, e
	}
	base := *m.address
	base.Path, base.RawQuery, base.User = strings.TrimSuffix(base.Path, chatPath), "", nil
	config := goopenai.DefaultConfig("")
	config.BaseURL = base.String()
	config.HTTPClient = batchDoer{m, key, newScrubber("", append(secretsOf(m.address), key)...), content}
	return goopenai.NewClientWithConfig(config), nil
}

// batchDoer is go-openai's HTTP client: it adds what go-openai does not know,
// and turns every response that is none into an *llm.Error.
type batchDoer struct {
	m       *model
	key     string
	scrub   scrubber
	content *os.File // what takes the place of contentHere, or nil
}

func (d batchDoer) Do(req *http.Request) (*http.Response, error) {
	if d.content != nil {
		if err := filled(req, d.content); err != nil {
			return nil, err
		}
	}
	ctx, cancel := context.WithCancelCause(req.Context())
	w := newWatch(d.m.o.Timeout, cancel)
	end := func() { w.stop(); cancel(nil) }
	resp, err := d.m.client.Do(d.prepare(req.Clone(ctx), w))
	if err != nil {
		defer end()
		return nil, d.broken(ctx, req.Context(), err)
	}
	body := batchBody{moving{resp.Body, w}, resp.Body, end}
	if !strings.HasSuffix(req.URL.Path, "/content") {
		body.Reader = io.LimitReader(body.Reader, maxReply)
	}
	resp.Body = body
	if err := d.accept(resp, req); err != nil {
		_ = resp.Body.Close()
		return nil, err
	}
	return resp, nil
}

// prepare adds the key, the base URL's query and the watch.
func (d batchDoer) prepare(req *http.Request, w *watch) *http.Request {
	query := req.URL.Query()
	for name, values := range d.m.address.Query() {
		query[name] = values
	}
	req.URL.RawQuery, req.URL.User = query.Encode(), d.m.address.User
	switch {
	case d.key == "":
	case d.m.o.Preset.KeyHeader != "":
		req.Header.Set(d.m.o.Preset.KeyHeader, d.key)
	default:
		req.Header.Set("Authorization", "Bearer "+d.key)
	}
	if d.m.o.UserAgent != "" {
		req.Header.Set("User-Agent", d.m.o.UserAgent)
	}
	if req.Body != nil {
		req.Body = batchBody{moving{req.Body, w}, req.Body, func() {}}
	}
	return req
}

// accept returns the error that the response is, if it is one.
func (d batchDoer) accept(resp *http.Response, req *http.Request) error {
	switch {
	case resp.StatusCode < 300:
		return nil
	case resp.StatusCode < 400:
		return &llm.Error{
			Code: llm.Unavailable, Permanent: true, Status: resp.StatusCode,
			Err: fmt.Errorf("%s redirects its batch API", req.URL.Host),
		}
	}
	body, _ := io.ReadAll(io.LimitReader(resp.Body, maxComplaint)) // part of it says enough
	c := newComplaint(body, d.scrub)
	c.message = foreign(c.message)
	e := failure(resp.StatusCode, resp.Header, c, llm.Request{})
	if resp.StatusCode == http.StatusNotFound || resp.StatusCode == http.StatusMethodNotAllowed {
		e.Err = join("the provider has no batch API, or not this batch or file", c.message)
	}
	return e
}

// broken returns the error of a request that got no response.
func (d batchDoer) broken(inner, ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return llm.Stopped(ctx)
	case errors.Is(context.Cause(inner), errSilence):
		return &llm.Error{Code: llm.Timeout, Err: fmt.Errorf("%s sent nothing within the timeout of %v", d.m.address.Host, d.m.o.Timeout)}
	}
	return unreachable(err, d.m.address.Host, d.scrub)
}

// batchBody is a body that ends its watch when it is closed.
type batchBody struct {
	io.Reader
	body io.Closer
	end  func()
}

func (b batchBody) Close() error {
	defer b.end()
	return b.body.Close()
}

// moving is a body whose bytes are progress, in either direction.
type moving struct {
	io.Reader
	watch *watch
}

func (m moving) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	if n > 0 {
		m.watch.progressed()
		m.watch.heard()
	}
	return n, err
}
