package openai

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzComplaint: whatever a server says, no key and no run of the article gets
// through, on one short line.
func FuzzComplaint(f *testing.F) {
	f.Add([]byte(`{"error":{"message":"bad: `+article+`"}}`), 3)
	f.Add([]byte(`{"detail":[{"msg":"`+testKey+`"}]}`), 0)
	f.Add([]byte(`{"error":"\\u0623\\u0639\\u0644\\u0646\\u062a"}`), 9)
	f.Add([]byte("plain "+article), 1)
	f.Add([]byte("<html>"), 0)
	f.Fuzz(func(t *testing.T, body []byte, at int) {
		at = min(max(at, 0), len(body))
		body = bytes.Join([][]byte{body[:at], []byte(testKey), body[at:]}, nil)
		c := newComplaint(body, newScrubber(article, testKey))
		for _, text := range []string{c.message, c.words} {
			if strings.Contains(text, testKey) || strings.ContainsAny(text, "\n\r\x1b") || !utf8.ValidString(text) {
				t.Errorf("%q", text)
			}
			runes := []rune(text)
			for i := 0; i+quotedRun <= len(runes); i++ {
				if strings.Contains(article, string(runes[i:i+quotedRun])) {
					t.Fatalf("%q quotes the article", text)
				}
			}
		}
		if utf8.RuneCountInString(c.message) > maxMessage+1 {
			t.Errorf("%d runes", utf8.RuneCountInString(c.message))
		}
	})
}

// FuzzThink: the pieces that a text comes in make no difference.
func FuzzThink(f *testing.F) {
	f.Add("<think>a</think> b", 5, 9)
	f.Add("<thin", 1, 2)
	f.Add("a <think>b</think>", 3, 4)
	f.Fuzz(func(t *testing.T, text string, i, j int) {
		i = min(max(i, 0), len(text))
		j = min(max(j, i), len(text))
		var one, three thinkFilter
		want := one.write(text) + one.end()
		got := three.write(text[:i]) + three.write(text[i:j]) + three.write(text[j:]) + three.end()
		if got != want {
			t.Errorf("%q in pieces, %q at once", got, want)
		}
		if !strings.HasSuffix(text, want) {
			t.Errorf("%q is not the end of %q", want, text)
		}
	})
}

// FuzzEvents: every line that comes out is a data line of one JSON value or
// what was sent as one, and nothing is read without end.
func FuzzEvents(f *testing.F) {
	f.Add([]byte("data: {\"error\":1}\n\n: c\nerror: {}\ndata:[DONE]\n"), false)
	f.Add([]byte("{\"a\":\n1}"), true)
	f.Add([]byte("data: "+strings.Repeat("x", 100)), false)
	f.Fuzz(func(t *testing.T, body []byte, whole bool) {
		e := &events{body: io.NopCloser(nil), lines: bufio.NewReaderSize(bytes.NewReader(body), 16), whole: whole}
		out, _ := io.ReadAll(e)
		for line := range bytes.Lines(out) {
			if !bytes.HasPrefix(line, []byte("data: ")) || !bytes.HasSuffix(line, []byte("\n")) {
				t.Errorf("%q", line)
			}
			if bytes.HasPrefix(line, []byte(`data: {"error":`)) {
				t.Errorf("%q would be swallowed", line)
			}
			_, _ = parseChunk(bytes.TrimPrefix(line, []byte("data: ")))
		}
	})
}
