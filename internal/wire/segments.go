package wire

import (
	"fmt"
	"slices"
	"strings"
)

// Segment is a piece of an answer under its mark, or under several where the
// model joined units.
type Segment struct {
	Marks []int
	Text  string
}

// Segments reads an answer to a request for translation. Text before the first
// mark is returned apart: it is a model's remark, never part of the answer.
// A mark that is not at a line's start opens a segment only where it is the
// next one and does not come at a line's start elsewhere; other marks inside a
// line are citations that nobody asked for, and dropped.
func Segments(answer string) (preamble string, segments []Segment) {
	answer = unwrapAnswer(answer)
	marks := opening(findMarks(answer))
	if len(marks) == 0 {
		return strings.TrimSpace(answer), nil
	}
	preamble = strings.TrimSpace(undecorated(answer[:marks[0].start]))
	for i, m := range marks {
		end := len(answer)
		if i+1 < len(marks) {
			end = marks[i+1].start
		}
		segments = append(segments, Segment{m.numbers, segmentText(answer[m.end:end], i+1 == len(marks))})
	}
	return preamble, segments
}

// opening picks the marks that open a segment.
func opening(marks []mark) []mark {
	atStart := map[int]bool{}
	for _, m := range marks {
		if m.lineStart {
			for _, n := range m.numbers {
				atStart[n] = true
			}
		}
	}
	var opens []mark
	next := -1
	for _, m := range marks {
		last := m.numbers[len(m.numbers)-1]
		if m.lineStart || m.pilcrow && len(m.numbers) == 1 && last == next && !atStart[last] {
			opens = append(opens, m)
			next = last + 1
		}
	}
	return opens
}

// segmentText cleans what stands between two marks: decoration of the next
// mark's line, and citations.
func segmentText(s string, final bool) string {
	if !final {
		s = undecorated(s)
	}
	s, _ = cut(s, findPilcrows(s))
	s = strings.TrimSpace(s)
	s = strings.TrimPrefix(s, ":")
	// **[¶1]** leaves its closing stars behind.
	if rest, ok := strings.CutPrefix(s, "**"); ok && !strings.Contains(rest, "**") {
		s = rest
	}
	return strings.TrimSpace(s)
}

// findPilcrows returns the marks written with ¶: a bare [1] within a text may
// well be the text's own.
func findPilcrows(s string) []mark {
	marks := findMarks(s)
	return slices.DeleteFunc(marks, func(m mark) bool { return !m.pilcrow })
}

// undecorated cuts the decoration of a mark that follows on a line of its own.
func undecorated(s string) string {
	line := strings.LastIndexByte(s, '\n')
	if line < 0 || strings.TrimFunc(s[line:], decoration) != "" {
		return s
	}
	return s[:line]
}

// unwrapAnswer takes off what models put around a whole answer: a code fence,
// and the envelope's own tags.
func unwrapAnswer(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
	if strings.HasPrefix(s, "```") {
		if first := strings.IndexByte(s, '\n'); first > 0 && strings.HasSuffix(s, "\n```") {
			s = strings.TrimSpace(s[first : len(s)-len("```")])
		}
	}
	lines := strings.Split(s, "\n")
	lines = slices.DeleteFunc(lines, isTag)
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// isTag reports whether a line is one of the envelope's tags, with any or no
// delimiter.
func isTag(line string) bool {
	line = strings.TrimSpace(line)
	for _, name := range []string{"article", "context", "faults"} {
		for _, open := range []string{"<" + name, "</" + name} {
			rest, ok := strings.CutPrefix(line, open)
			if ok && strings.HasSuffix(rest, ">") && len(rest) <= len(" 01234567>") {
				return true
			}
		}
	}
	return false
}

// Alignment is an answer laid against the marks that were sent.
type Alignment struct {
	Texts     map[int]string // the text of each mark that came back once, alone and not empty
	Missing   []int          // marks without a text of their own
	Joined    [][]int        // marks that share a text
	Repeated  []int          // marks with several different texts
	Unknown   []int          // marks that were not sent
	Unordered bool           // the marks do not come in the order sent
	Preamble  string         // what stood before the first mark
}

// Align lays an answer against the marks that were sent, in the order sent.
func Align(answer string, want []int) Alignment {
	preamble, segments := Segments(answer)
	a := Alignment{Texts: map[int]string{}, Preamble: preamble}
	last := -1
	for _, s := range segments {
		if len(s.Marks) > 1 {
			a.Joined = append(a.Joined, s.Marks)
			continue
		}
		n := s.Marks[0]
		text, seen := a.Texts[n]
		switch at := slices.Index(want, n); {
		case at < 0:
			a.Unknown = append(a.Unknown, n)
		case seen && text != s.Text && s.Text != "":
			a.Repeated = append(a.Repeated, n)
		case !seen && s.Text != "":
			a.Unordered = a.Unordered || at < last
			last = at
			a.Texts[n] = s.Text
		}
	}
	for _, n := range a.Repeated {
		delete(a.Texts, n) // nobody knows which is the right one
	}
	for _, n := range want {
		if _, ok := a.Texts[n]; !ok {
			a.Missing = append(a.Missing, n)
		}
	}
	return a
}

// Whole reports whether every mark came back once, in order, and nothing else.
func (a Alignment) Whole() bool {
	return len(a.Missing) == 0 && len(a.Unknown) == 0 && len(a.Joined) == 0 && !a.Unordered
}

// String says in words what is wrong, or "whole".
func (a Alignment) String() string {
	var faults []string
	for _, j := range a.Joined {
		faults = append(faults, fmt.Sprintf("paragraphs %s came back joined", list(j)))
	}
	joined := slices.Concat(a.Joined...)
	missing := slices.DeleteFunc(slices.Clone(a.Missing), func(n int) bool {
		return slices.Contains(joined, n) || slices.Contains(a.Repeated, n)
	})
	if len(missing) > 0 {
		faults = append(faults, "no answer for "+paragraphs(missing))
	}
	if len(a.Repeated) > 0 {
		faults = append(faults, "several answers for "+paragraphs(a.Repeated))
	}
	if len(a.Unknown) > 0 {
		faults = append(faults, "an answer for "+paragraphs(a.Unknown)+" that was not sent")
	}
	if a.Unordered {
		faults = append(faults, "the paragraphs came back in another order")
	}
	if len(faults) == 0 {
		return "whole"
	}
	return strings.Join(faults, "; ")
}

func paragraphs(numbers []int) string {
	if len(numbers) == 1 {
		return fmt.Sprintf("paragraph %d", numbers[0])
	}
	return "paragraphs " + list(numbers)
}

// list writes numbers with runs shortened: 1–3, 7.
func list(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		switch {
		case j == i:
			parts = append(parts, fmt.Sprint(numbers[i]))
		case j == i+1:
			parts = append(parts, fmt.Sprint(numbers[i]), fmt.Sprint(numbers[j]))
		default:
			parts = append(parts, fmt.Sprintf("%d–%d", numbers[i], numbers[j]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
