// Package wire is what passes between mujaz and a model: the envelope around an
// article, the marks that number its units, the protocol that explains both,
// and the lenient reading of what comes back.
package wire

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"mujaz/internal/arabic"
)

// Unit is one numbered text of a request. Marks count within the request, from
// 0 where a title comes first, else from 1: a request's bytes depend on its
// payload alone, so equal payloads share a cache entry.
type Unit struct {
	Mark int
	Text string
}

// Mark writes the mark of unit n.
func Mark(n int) string { return "[¶" + strconv.Itoa(n) + "]" }

// Envelope wraps units as the material of a request:
//
//	<article 3f9a1c2e>
//	[¶0] title
//	[¶1] first paragraph
//	</article 3f9a1c2e>
func Envelope(units []Unit) string {
	lines := make([]string, len(units))
	for i, u := range units {
		lines[i] = Mark(u.Mark) + " " + harmless(u.Text)
	}
	return wrap("article", strings.Join(lines, "\n"))
}

// Context wraps the source text before the units, which is there to be read and
// not to be answered. It is empty for no texts.
func Context(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	lines := make([]string, len(texts))
	for i, t := range texts {
		lines[i] = harmless(t)
	}
	return wrap("context", strings.Join(lines, "\n"))
}

// harmless keeps a text from posing as a mark or as several lines.
func harmless(s string) string {
	s = strings.ReplaceAll(s, "[¶", "(¶")
	if strings.ContainsAny(s, "\n\r") {
		s = arabic.OneLine(s)
	}
	return s
}

// wrap puts a payload between tags that it cannot close.
func wrap(name, payload string) string {
	d := delimiter(payload)
	return fmt.Sprintf("<%s %s>\n%s\n</%s %s>", name, d, payload, name, d)
}

// delimiter returns the first 8 hex digits of SHA-256(payload ‖ i) for the
// smallest i whose digits do not occur in the payload: nobody can close the
// envelope from inside, and the same payload has the same delimiter.
func delimiter(payload string) string {
	for i := 0; ; i++ {
		sum := sha256.Sum256([]byte(payload + strconv.Itoa(i)))
		d := hex.EncodeToString(sum[:4])
		if !strings.Contains(payload, d) {
			return d
		}
	}
}
