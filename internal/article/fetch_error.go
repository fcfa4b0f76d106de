package article

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
)

// statusError says what the server's status means for the reader of an article.
func statusError(told input, resp *http.Response) error {
	code := resp.StatusCode
	save := "open the page in a browser, save it, and give the file"
	say := func(what, hint string) error {
		e := told.fail(Unreadable, fmt.Errorf("%s (HTTP %d)", what, code))
		e.Hint = hint
		return e
	}
	switch {
	case code == http.StatusNotFound, code == http.StatusGone:
		return say("page not found", "")
	case code == http.StatusUnauthorized, code == http.StatusPaymentRequired, code == http.StatusProxyAuthRequired:
		return say("page needs a login or a subscription", save)
	case code == http.StatusForbidden, code == http.StatusUnavailableForLegalReasons, code == http.StatusNotAcceptable:
		return say("server refuses to show the page to a program", save)
	case code == http.StatusTooManyRequests:
		hint := "try again later"
		if after := printableASCII(resp.Header.Get("Retry-After")); after != "" {
			hint += " (the server says: Retry-After " + after + ")"
		}
		return say("too many requests to this server", hint)
	case code >= 500:
		return say("server has a fault: "+statusText(code), "try again later")
	case code >= 300 && code < 400:
		return say("server redirects without saying where to", "")
	}
	return say("server refuses the request: "+statusText(code), "")
}

func statusText(code int) string {
	if text := http.StatusText(code); text != "" {
		return strings.ToLower(text)
	}
	return "unknown status"
}

// printableASCII returns a header's value if a terminal may show it.
func printableASCII(s string) string {
	if len(s) > 40 || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) {
		return ""
	}
	return s
}

// networkError says in words why no answer came.
func networkError(told input, err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err // the name says the address
	}
	var (
		dns       *net.DNSError
		authority x509.UnknownAuthorityError
		host      x509.HostnameError
		invalid   x509.CertificateInvalidError
		noTLS     tls.RecordHeaderError
		timeout   net.Error
	)
	what := ""
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		what = "no such host"
	case errors.As(err, &dns):
		what = "name of the host cannot be looked up"
	case errors.Is(err, syscall.ECONNREFUSED):
		what = "server refuses the connection"
	case errors.As(err, &authority):
		what = "server's certificate is signed by nobody known"
	case errors.As(err, &host):
		what = "server's certificate is for another host"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		what = "server's certificate has expired or is not valid yet"
	case errors.As(err, &invalid):
		what = "server's certificate is not valid"
	case errors.As(err, &noTLS), errors.Is(err, http.ErrSchemeMismatch):
		what = "server does not speak https here"
	case errors.As(err, &timeout) && timeout.Timeout():
		what = "server does not answer in time"
	default:
		return told.fail(Unreadable, fmt.Errorf("fetch the page: %w", err))
	}
	return told.fail(Unreadable, fmt.Errorf("%s: %w", what, err))
}
