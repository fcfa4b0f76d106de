package openai

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"syscall"

	"mujaz/internal/llm"
)

// unreachable returns the error of a request that got no response, in clear
// words: those of net/http repeat the whole URL.
func unreachable(err error, host string, scrub scrubber) *llm.Error {
	var (
		dns    *net.DNSError
		cert   *tls.CertificateVerificationError
		record tls.RecordHeaderError
		wire   *url.Error
		netErr net.Error
	)
	e := &llm.Error{Code: llm.Unavailable}
	switch {
	case errors.As(err, &dns):
		e.Err = fmt.Errorf("looking up host %s: not found", host)
	case errors.Is(err, syscall.ECONNREFUSED):
		e.Err = fmt.Errorf("nothing answers at %s (connection refused)", host)
	case errors.As(err, &cert):
		e.Permanent, e.Err = true, fmt.Errorf("the certificate of %s is not trusted: %s", host, scrub.clean(cert.Err.Error()))
	case errors.As(err, &record), strings.Contains(err.Error(), "HTTP response to HTTPS client"):
		e.Permanent, e.Err = true, fmt.Errorf("%s does not speak TLS; does its base URL begin with http://?", host)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET):
		e.Err = fmt.Errorf("%s closed the connection without an answer", host)
	case errors.As(err, &netErr) && netErr.Timeout():
		e.Err = fmt.Errorf("%s does not answer", host)
	case errors.As(err, &wire):
		e.Err = fmt.Errorf("asking %s: %s", host, cut(scrub.clean(wire.Err.Error()), maxMessage))
	default:
		e.Err = fmt.Errorf("asking %s: %s", host, cut(scrub.clean(err.Error()), maxMessage))
	}
	return e
}
