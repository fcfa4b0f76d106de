package wire

import (
	"slices"
	"strings"
)

// Claim is a stretch of a summary with the marks cited for it.
type Claim struct {
	Text  string // without marks
	Marks []int  // as cited, without repetition; none where nothing was cited
}

// Claims reads an answer to a request for a summary: a claim reaches from one
// citation to the next, or to the end of its line. clean is the answer with its
// citations taken out, cited the answer with them.
func Claims(answer string) (clean, cited string, claims []Claim) {
	cited = unwrapAnswer(answer)
	for line := range strings.SplitSeq(cited, "\n") {
		claims = lineClaims(claims, line, adjacent(line, findCitations(line, cited)))
	}
	clean, _ = cut(cited, findCitations(cited, cited))
	return tidy(clean), cited, claims
}

// findCitations returns the citations of a piece of an answer. A bare [3] is a
// citation only where the whole answer has no ¶.
func findCitations(piece, answer string) []mark {
	if strings.ContainsRune(answer, '¶') {
		return findPilcrows(piece)
	}
	return findMarks(piece)
}

// adjacent joins marks with nothing but spaces between them: [¶1] [¶3].
func adjacent(line string, marks []mark) []mark {
	var joined []mark
	for _, m := range marks {
		if n := len(joined); n > 0 && strings.TrimSpace(line[joined[n-1].end:m.start]) == "" {
			joined[n-1].end = m.end
			joined[n-1].numbers = append(joined[n-1].numbers, m.numbers...)
			continue
		}
		joined = append(joined, m)
	}
	return joined
}

// lineClaims appends the claims of a line. Where the line begins with a mark
// and does not end with one, the model has put each mark before its claim.
func lineClaims(claims []Claim, line string, marks []mark) []Claim {
	if n := len(marks); n > 0 && bare(line[:marks[0].start]) && !bare(line[marks[n-1].end:]) {
		for i, m := range marks {
			end := len(line)
			if i+1 < n {
				end = marks[i+1].start
			}
			claims = appendClaim(claims, line[m.end:end], m.numbers)
		}
		return claims
	}
	start := 0
	for _, m := range marks {
		text := line[start:m.start]
		start = m.end
		// A full stop behind the citation belongs to the claim before it.
		if stop := closing(line[start:]); stop != "" {
			text = strings.TrimRight(text, " ") + stop
			start += len(stop)
		}
		claims = appendClaim(claims, text, m.numbers)
	}
	return appendClaim(claims, line[start:], nil)
}

// bare reports whether s holds no words: nothing, a bullet, a full stop.
func bare(s string) bool { return strings.Trim(s, "-*•#.!?؟… \t") == "" }

// closing returns the sentence-final punctuation that s starts with.
func closing(s string) string {
	return s[:len(s)-len(strings.TrimLeft(s, ".!?؟…"))]
}

func appendClaim(claims []Claim, text string, numbers []int) []Claim {
	text = tidy(text)
	if bare(text) {
		if len(claims) > 0 {
			last := &claims[len(claims)-1]
			last.Marks = unique(append(last.Marks, numbers...))
		}
		return claims
	}
	return append(claims, Claim{text, unique(numbers)})
}

func unique(numbers []int) []int {
	var kept []int
	for _, n := range numbers {
		if !slices.Contains(kept, n) {
			kept = append(kept, n)
		}
	}
	return kept
}

// cut removes the marks from s, each with the spaces before it, and reports
// whether there were any.
func cut(s string, marks []mark) (string, bool) {
	if len(marks) == 0 {
		return s, false
	}
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(strings.TrimRight(s[at:m.start], " \t\u00a0"))
		at = m.end
	}
	b.WriteString(s[at:])
	return b.String(), true
}

// tidy trims every line of s at its end and s as a whole.
func tidy(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t\r")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
