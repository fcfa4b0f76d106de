package summarize

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"mujaz/internal/check"
	"mujaz/internal/llm"
	"mujaz/internal/wire"
)

// answer is what came back for an order, its citations those of the source.
type answer struct {
	text, cited string
	claims      []Claim
	data        json.RawMessage
	findings    []check.Finding
	request     llm.Request
	usage       llm.Usage
	cached      bool
	created     time.Time // when the model answered
	// first is the text that was shown while it arrived.
	first string
	// units and notes are what a draft was made of.
	units []unit
	notes []string
}

// places translates between the marks of a request and the source's places.
type places []int

// of returns the place of a mark. One that was not sent becomes a place that
// the source of n texts does not have, so that the checks report it.
func (p places) of(mark, n int) int {
	switch {
	case mark == 0:
		return 0 // the title
	case mark >= 1 && mark <= len(p):
		return p[mark-1]
	}
	return n + max(mark, 1)
}

// identity reports whether marks and places are the same.
func (p places) identity() bool {
	for i, n := range p {
		if n != i+1 {
			return false
		}
	}
	return true
}

// readText reads an answer in plain text. cited has one mark behind each claim;
// claims are as cited, also where the source has no such place.
func readText(text string, p places, n int) (clean, cited string, claims []Claim) {
	clean, cited, found := wire.Claims(text)
	sound := p.identity()
	for _, c := range found {
		claim := Claim{Text: c.Text, Paragraphs: []int{}}
		for _, m := range c.Marks {
			sound = sound && m >= 1 && m <= len(p)
			if place := p.of(m, n); !slices.Contains(claim.Paragraphs, place) {
				claim.Paragraphs = append(claim.Paragraphs, place)
			}
		}
		claims = append(claims, claim)
	}
	if !sound {
		cited = recite(cited, p)
	}
	return clean, cited, claims
}

// recite writes the marks of an answer anew, as places of the source. Marks
// that are none are left out.
func recite(cited string, p places) string {
	return recited(cited, func(marks []int) string {
		var to []int
		for _, m := range marks {
			if m >= 1 && m <= len(p) && !slices.Contains(to, p[m-1]) {
				to = append(to, p[m-1])
			}
		}
		return citation(to)
	})
}

// recited writes the citations of a text anew.
func recited(cited string, write func(marks []int) string) string {
	var lines []string
	pilcrows := strings.ContainsRune(cited, '¶')
	for _, line := range claimLines(cited) {
		if pilcrows && !strings.ContainsRune(line, '¶') {
			lines = append(lines, line)
			continue
		}
		var b strings.Builder
		_, _, claims := wire.Claims(line)
		for _, c := range claims {
			join(&b, c.Text)
			join(&b, write(c.Marks))
		}
		lines = append(lines, b.String())
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// claimLines returns the lines of an answer; a citation on a line of its own
// belongs to the line before it.
func claimLines(cited string) []string {
	var lines []string
	for line := range strings.SplitSeq(cited, "\n") {
		clean, _, _ := wire.Claims(line)
		if n := len(lines); n > 0 && clean == "" && strings.TrimSpace(line) != "" {
			lines[n-1] += " " + strings.TrimSpace(line)
			continue
		}
		lines = append(lines, line)
	}
	return lines
}

// join appends a piece of a line.
func join(b *strings.Builder, piece string) {
	r, _ := utf8.DecodeRuneInString(piece)
	if b.Len() > 0 && piece != "" && !strings.ContainsRune(".,;:!?،؛؟)»", r) && !unicode.IsSpace(r) {
		b.WriteByte(' ')
	}
	b.WriteString(piece)
}

// citation writes a mark: [¶1, ¶3], or nothing for no places.
func citation(places []int) string {
	if len(places) == 0 {
		return ""
	}
	marks := make([]string, len(places))
	for i, n := range places {
		marks[i] = "¶" + strconv.Itoa(n)
	}
	return "[" + strings.Join(marks, ", ") + "]"
}

// valid drops citations of what the source of n texts does not have, and of its
// title, which is no support.
func valid(claims []Claim, n int) []Claim {
	out := make([]Claim, len(claims))
	for i, c := range claims {
		out[i] = Claim{c.Text, slices.DeleteFunc(slices.Clone(c.Paragraphs), func(p int) bool { return p < 1 || p > n })}
	}
	return out
}

// unfit returns the first finding that keeps an answer from being delivered.
func (a *answer) unfit() (check.Finding, bool) {
	for _, f := range a.findings {
		if f.Level == check.Error {
			return f, true
		}
	}
	return check.Finding{}, false
}

// faults are what a repair is to mend.
func (a *answer) faults() []wire.Fault {
	var faults []wire.Fault
	for _, f := range a.findings {
		if f.Repair {
			faults = append(faults, wire.Fault{Mark: f.Paragraph, Detail: f.Detail})
		}
	}
	return faults
}

// failed is the error for an answer that is unfit.
func (a *answer) failed(f check.Finding) error {
	return &Error{Code: ChecksFailed, Err: fmt.Errorf("the summary is unfit: %s", f.Detail), Findings: a.findings}
}
