package openai

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"mujaz/internal/llm"
)

// call is one HTTP request and what became of it. It travels in the context
// through go-openai, which knows nothing of its body, address or errors.
type call struct {
	request llm.Request
	body    []byte
	address *url.URL
	header  http.Header // set over go-openai's
	scrub   scrubber
	bearer  string // the key, where it goes into the Authorization header
	watch   *watch
	cancel  func() // ends the call

	status    int
	complaint complaint
	limits    *llm.Limits
	events    *events // nil where no answer came
}

type callKey struct{}

func (c *call) within(ctx context.Context) context.Context {
	return context.WithValue(ctx, callKey{}, c)
}

// maxRedirects bounds the hops to the same host that are followed.
const maxRedirects = 5

// doer is go-openai's HTTP client: it sends the call's own body to the call's
// own address and turns every response that is no answer into an *llm.Error.
type doer struct{ client *http.Client }

func (d doer) Do(req *http.Request) (*http.Response, error) {
	c := req.Context().Value(callKey{}).(*call)
	address := c.address
	for range maxRedirects {
		resp, err := d.send(req, c, address)
		if err != nil {
			return nil, unreachable(err, address.Host, c.scrub)
		}
		resp.Body = watched{resp.Body, c.watch}
		c.status, c.limits = resp.StatusCode, newLimits(resp.Header, time.Now())
		next, err := follow(resp, address, c.scrub)
		if next != nil {
			_ = resp.Body.Close()
			address = next
			continue
		}
		if err == nil {
			err = c.accept(resp)
		}
		if err != nil {
			_ = resp.Body.Close()
			return nil, err
		}
		return resp, nil
	}
	return nil, &llm.Error{
		Code: llm.Unavailable, Permanent: true,
		Err: fmt.Errorf("%s redirects in a circle", address.Host),
	}
}

// send makes the HTTP request.
func (d doer) send(req *http.Request, c *call, address *url.URL) (*http.Response, error) {
	out := req.Clone(req.Context())
	out.URL, out.Host = address, ""
	out.Body = io.NopCloser(bytes.NewReader(c.body))
	out.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(c.body)), nil }
	out.ContentLength = int64(len(c.body))
	out.Header.Del("Connection")
	for name, values := range c.header {
		out.Header[name] = values
	}
	return d.client.Do(out)
}

// follow returns where a redirect leads to, if the key may go there, and an
// error if it may not. Only 307 and 308 keep a POST a POST.
func follow(resp *http.Response, from *url.URL, scrub scrubber) (*url.URL, error) {
	if resp.StatusCode < 300 || resp.StatusCode > 399 {
		return nil, nil
	}
	to, err := resp.Location()
	if err != nil {
		return nil, &llm.Error{
			Code: llm.Unavailable, Permanent: true, Status: resp.StatusCode,
			Err: fmt.Errorf("%s redirects to nowhere", from.Host),
		}
	}
	kept := resp.StatusCode == http.StatusTemporaryRedirect || resp.StatusCode == http.StatusPermanentRedirect
	if kept && sameServer(from, to) {
		return to, nil
	}
	shown := scrub.clean((&url.URL{Scheme: to.Scheme, Host: to.Host, Path: to.Path}).String())
	return nil, &llm.Error{Code: llm.Unavailable, Permanent: true, Status: resp.StatusCode, Err: fmt.Errorf(
		"%s redirects to %s; set the base URL to %s if you trust it", from.Host,
		shown, strings.TrimSuffix(shown, chatPath))}
}

// sameServer reports whether the key that was sent to one address may be sent
// to the other: the same origin, or its own move from http to https.
func sameServer(from, to *url.URL) bool {
	if from.Scheme == to.Scheme {
		return strings.EqualFold(from.Host, to.Host)
	}
	return from.Scheme == "http" && to.Scheme == "https" && from.Port() == "" && to.Port() == "" &&
		strings.EqualFold(from.Hostname(), to.Hostname())
}

// accept prepares the body of a response for reading, or returns the error
// that the response is.
func (c *call) accept(resp *http.Response) error {
	if resp.StatusCode >= 400 {
		body, _ := io.ReadAll(io.LimitReader(resp.Body, maxComplaint)) // part of it says enough
		c.complaint = newComplaint(body, c.scrub)
		return failure(resp.StatusCode, resp.Header, c.complaint, c.request)
	}
	c.events = &events{body: resp.Body, lines: bufio.NewReaderSize(resp.Body, 16<<10)}
	switch first := firstByte(c.events.lines); first {
	case '{', '[':
		c.events.whole = true
	case '<':
		return c.noProtocol("a web page")
	case 0, ':', 'd', 'e', 'i', 'r': // nothing, or a field: data, event, error, id, retry
	default:
		return c.noProtocol("plain text")
	}
	resp.Body = c.events
	return nil
}

func (c *call) noProtocol(with string) error {
	return &llm.Error{Code: llm.Unavailable, Permanent: true, Status: c.status, Err: fmt.Errorf(
		"%s answers with %s; is the base URL right?", c.address.Host, with)}
}

// drainTime bounds the wait for the end of a body after the end of its answer.
const drainTime = 100 * time.Millisecond

// drain reads what little may follow the answer, so that the connection can be
// used again.
func (c *call) drain() {
	if c.events != nil && c.events.done {
		defer time.AfterFunc(drainTime, c.cancel).Stop()
		_, _ = io.CopyN(io.Discard, c.events.lines, 4<<10)
	}
}

// firstByte returns the first byte that is no white space and no byte order
// mark, unread, or 0.
func firstByte(r *bufio.Reader) byte {
	if mark, _ := r.Peek(3); string(mark) == "\ufeff" {
		_, _ = r.Discard(len(mark))
	}
	for {
		b, err := r.ReadByte()
		if err != nil {
			return 0
		}
		if !strings.ContainsRune(" \t\r\n", rune(b)) {
			_ = r.UnreadByte()
			return b
		}
	}
}
