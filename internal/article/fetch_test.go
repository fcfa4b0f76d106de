package article

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// testServer answers with handler, and is closed after the test.
func testServer(t *testing.T, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(handler)
	t.Cleanup(s.Close)
	return s
}

func TestFetch(t *testing.T) {
	s := testServer(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/old" {
			http.SetCookie(w, &http.Cookie{Name: "c", Value: "1"})
			http.Redirect(w, r, "http://user:secret@"+r.Host+"/new", http.StatusFound)
			return
		}
		for _, name := range []string{"Cookie", "Authorization", "Referer"} {
			if value := r.Header.Get(name); value != "" {
				t.Errorf("sent %s: %s", name, value)
			}
		}
		w.Header().Set("Content-Type", "text/HTML; charset=Windows-1256")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		fmt.Fprint(z, "agent "+r.UserAgent())
		z.Close()
	})
	address := strings.Replace(s.URL, "http://", "http://me:password@", 1)
	page, err := Fetcher{Client: s.Client(), UserAgent: "mujaz/0.1 (+article reader)"}.Fetch(t.Context(), address+"/old")
	if err != nil {
		t.Fatal(err)
	}
	if page.URL != s.URL+"/new" || page.ContentType != "text/html" || page.Charset != "windows-1256" ||
		string(page.Data) != "agent mujaz/0.1 (+article reader)" {
		t.Errorf("got %+v, data %q", page, page.Data)
	}
}

func TestFetchStatus(t *testing.T) {
	for status, want := range map[int]string{
		404: "page not found (HTTP 404)",
		403: "server refuses to show the page to a program (HTTP 403)",
		429: "too many requests to this server (HTTP 429)",
		503: "server has a fault: service unavailable (HTTP 503)",
		418: "server refuses the request: i'm a teapot (HTTP 418)",
		304: "server redirects without saying where to (HTTP 304)",
	} {
		s := testServer(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "30")
			w.WriteHeader(status)
		})
		_, err := Fetcher{}.Fetch(t.Context(), s.URL)
		var e *Error
		if !errors.As(err, &e) || e.Code != Unreadable || e.Err.Error() != want || e.Name != s.URL {
			t.Errorf("%d: got %v", status, err)
		}
		if status == 429 && !strings.Contains(e.Hint, "30") {
			t.Errorf("hint %q does not tell when", e.Hint)
		}
	}
}

func TestFetchRefuses(t *testing.T) {
	var target string
	s := testServer(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, target, http.StatusFound) })
	secure := httptest.NewUnstartedServer(http.RedirectHandler(s.URL, http.StatusFound))
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	defer secure.Close()
	closed := httptest.NewServer(nil)
	closed.Close()
	for _, tt := range []struct {
		name, address, target, want string
		client                      *http.Client
	}{
		{"scheme", "ftp://example.org/a", "", `not an http or https address: "ftp:"`, nil},
		{"no host", "http:///a", "", "no host in the address", nil},
		{"bad address", "http://me:secret@exa mple.org", "", "parse the address", nil},
		{"redirect to a file", s.URL, "file:///etc/hostname", `redirected: not an http or https address: "file:"`, nil},
		{"endless redirects", s.URL, "/again", "more than 10 redirects", nil},
		{"downgrade", secure.URL, "", "redirected from https to the unprotected " + s.URL, secure.Client()},
		{"unknown certificate", secure.URL, "", "server's certificate is signed by nobody known", nil},
		{"https to http", strings.Replace(s.URL, "http:", "https:", 1), "", "server does not speak https here", nil},
		{"nobody there", closed.URL, "", "server refuses the connection", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			target = tt.target
			_, err := Fetcher{Client: tt.client}.Fetch(t.Context(), tt.address)
			var e *Error
			if !errors.As(err, &e) || e.Code != Unreadable || !strings.Contains(e.Err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
			if strings.Contains(fmt.Sprint(err), "secret") {
				t.Errorf("error tells the password: %v", err)
			}
		})
	}
}

func TestFetchLimits(t *testing.T) {
	body := strings.Repeat("a", 100_000)
	s := testServer(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/packed":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			fmt.Fprint(z, body)
			z.Close()
		case "/br":
			w.Header().Set("Content-Encoding", "br")
		case "/cut":
			w.Header().Set("Content-Length", "200000")
			fmt.Fprint(w, body)
		default:
			w.(http.Flusher).Flush() // no length is declared
			fmt.Fprint(w, body)
		}
	})
	for _, tt := range []struct {
		path   string
		limits Limits
		code   Code
	}{
		{"/", Limits{Bytes: 100_000}, ""},
		{"/", Limits{Bytes: 99_999}, TooLarge},
		{"/cut", Limits{Bytes: 150_000}, TooLarge},
		{"/cut", Limits{}, Unreadable},
		{"/packed", Limits{Bytes: 1000, Unpacked: 100_000}, ""},
		{"/packed", Limits{Bytes: 1000, Unpacked: 99_999}, TooLarge},
		{"/packed", Limits{Bytes: 50}, TooLarge},
		{"/br", Limits{}, Unreadable},
	} {
		page, err := Fetcher{Limits: tt.limits}.Fetch(t.Context(), s.URL+tt.path)
		var e *Error
		errors.As(err, &e)
		if tt.code == "" && (err != nil || len(page.Data) != len(body)) || tt.code != "" && (e == nil || e.Code != tt.code) {
			t.Errorf("%s within %+v: %d bytes, error %v", tt.path, tt.limits, len(page.Data), err)
		}
	}
}

func TestFetchEnds(t *testing.T) {
	s := testServer(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	_, err := Fetcher{Timeout: 10 * time.Millisecond}.Fetch(t.Context(), s.URL)
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "no whole answer within 10ms") {
		t.Errorf("timeout: got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (Fetcher{}).Fetch(ctx, s.URL); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: got %v", err)
	}
}
