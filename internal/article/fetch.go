package article

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	// fetchTimeout bounds a whole fetch, redirects and body included, where
	// Fetcher.Timeout is zero.
	fetchTimeout = 60 * time.Second
	// maxRedirects is what net/http and most browsers' libraries follow at least.
	maxRedirects = 10
)

// Fetcher gets pages from the web. It sends no cookies, no credentials and no
// referrer. The zero Fetcher works.
type Fetcher struct {
	Client    *http.Client  // nil: http.DefaultClient's transport
	UserAgent string        // what the server is told; "" for the program's name alone
	Limits    Limits        // Bytes bounds what is received, Unpacked what it unpacks to
	Timeout   time.Duration // of the whole fetch; 0: a minute
}

// Page is what a server sent.
type Page struct {
	URL         string // where it came from, after redirects, without user name and password
	ContentType string // the media type in lower case, "" where none was declared
	Charset     string // the declared charset, "" where none was
	Data        []byte // the body, unpacked
}

// Fetch gets the page at an http or https address, following redirects to such
// addresses, but not from https to http. A failure is an *Error whose name is the
// address without its password.
func (f Fetcher) Fetch(ctx context.Context, address string) (Page, error) {
	u, err := url.Parse(address)
	if err != nil {
		var parse *url.Error
		if errors.As(err, &parse) {
			err = parse.Err // without the address, which may hold a password
		}
		return Page{}, &Error{Code: Unreadable, Name: unparsedName(address), Err: fmt.Errorf("parse the address: %w", err)}
	}
	told := input{name: u.Redacted(), limits: f.Limits.orDefault()}
	if err := checkHop(u); err != nil {
		return Page{}, told.fail(Unreadable, err)
	}
	u.User = nil
	timeout := f.Timeout
	if timeout <= 0 {
		timeout = fetchTimeout
	}
	limited, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	page, err := f.get(limited, u, told)
	var known *Error
	switch {
	case err == nil, errors.As(err, &known):
		return page, err
	case ctx.Err() != nil:
		return Page{}, told.fail(Unreadable, ctx.Err())
	case limited.Err() != nil:
		return Page{}, told.fail(Unreadable, fmt.Errorf("no whole answer within %s: %w", timeout, limited.Err()))
	}
	return Page{}, networkError(told, err)
}

// unparsedName is an address for messages, without what may be a password.
func unparsedName(address string) string {
	scheme, rest, ok := strings.Cut(address, "://")
	if at := strings.LastIndexByte(rest, '@'); ok && at >= 0 {
		return scheme + "://" + rest[at+1:]
	}
	return address
}

// get sends the request and reads the answer. Its errors are the network's, or
// *Error.
func (f Fetcher) get(ctx context.Context, u *url.URL, told input) (Page, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return Page{}, err
	}
	agent := f.UserAgent
	if agent == "" {
		agent = "mujaz (+article reader)"
	}
	req.Header.Set("User-Agent", agent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain, */*;q=0.5")
	req.Header.Set("Accept-Language", "ar, *;q=0.5")
	req.Header.Set("Accept-Encoding", "gzip") // set here: net/http would unpack without a limit
	resp, err := f.client().Do(req)
	if err != nil {
		return Page{}, err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return Page{}, statusError(told, resp)
	}
	data, err := readBody(resp, told)
	if err != nil {
		return Page{}, err
	}
	page := Page{URL: resp.Request.URL.String(), Data: data}
	// What is declared wrongly is as good as not declared.
	if kind, params, err := mime.ParseMediaType(resp.Header.Get("Content-Type")); err == nil {
		page.ContentType, page.Charset = kind, strings.ToLower(params["charset"])
	}
	return page, nil
}

// client returns a client without a cookie jar that checks every redirect.
func (f Fetcher) client() *http.Client {
	c := http.Client{}
	if f.Client != nil {
		c = *f.Client
	}
	c.Jar = nil
	c.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects {
			return fmt.Errorf("more than %d redirects", maxRedirects)
		}
		if err := checkHop(req.URL); err != nil {
			return fmt.Errorf("redirected: %w", err)
		}
		if req.URL.Scheme == "http" && via[len(via)-1].URL.Scheme == "https" {
			return fmt.Errorf("redirected from https to the unprotected %s", req.URL.Redacted())
		}
		req.URL.User = nil
		req.Header.Del("Referer")
		return nil
	}
	return &c
}

// checkHop refuses addresses that are not pages of the web.
func checkHop(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("not an http or https address: %q", u.Scheme+":")
	}
	if u.Hostname() == "" {
		return errors.New("no host in the address")
	}
	return nil
}

// readBody reads and unpacks the body within the limits.
func readBody(resp *http.Response, told input) ([]byte, error) {
	if resp.ContentLength > told.limits.Bytes {
		return nil, tooLarge(told, told.limits.Bytes)
	}
	body := &io.LimitedReader{R: resp.Body, N: told.limits.Bytes + 1}
	limit, r := told.limits.Bytes, io.Reader(body)
	switch encoding := strings.ToLower(resp.Header.Get("Content-Encoding")); encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		unpacked, err := gzip.NewReader(body)
		if err != nil {
			return nil, fmt.Errorf("unpack the answer: %w", err)
		}
		defer unpacked.Close()
		limit, r = told.limits.Unpacked, unpacked
	default:
		return nil, told.fail(Unreadable, fmt.Errorf("answer is packed with %q, which was not asked for", encoding))
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case body.N <= 0:
		return nil, tooLarge(told, told.limits.Bytes)
	case int64(len(data)) > limit:
		return nil, tooLarge(told, limit)
	case err != nil:
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	return data, nil
}

func tooLarge(told input, limit int64) error {
	return told.fail(TooLarge, fmt.Errorf("larger than %s", byteSize(limit)))
}

// byteSize writes a limit: whole megabytes where it has any.
func byteSize(n int64) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d bytes", n)
}
