package wire

import "strings"

// longestMark is how many bytes a bracket may stay open before it is taken for
// text: [¶1, ¶2, … ] with some twenty numbers.
const longestMark = 120

// Stripper takes citations out of a summary that is shown while it arrives. It
// holds back what may still become a mark.
type Stripper struct {
	held string
}

// Write takes a further piece of the answer and returns what can be shown.
func (s *Stripper) Write(delta string) string {
	text := s.held + delta
	clean, _ := cut(text, findPilcrows(text))
	at := len(clean)
	// Spaces are held too: a mark that follows takes them with it.
	if open := strings.LastIndexAny(clean, "[【［〔"); open >= 0 && len(clean)-open < longestMark && !strings.ContainsAny(clean[open:], "]】］〕\n") {
		at = open
	}
	at = len(strings.TrimRight(clean[:at], " \t\u00a0"))
	s.held = clean[at:]
	return clean[:at]
}

// Flush returns what is still held back when the answer is whole.
func (s *Stripper) Flush() string {
	rest := s.held
	s.held = ""
	return strings.TrimRight(rest, " \t\u00a0")
}

// Splitter gives the units of a translation while it arrives, each as soon as
// the mark after it has begun.
type Splitter struct {
	answer strings.Builder
	given  int
}

// Write takes a further piece of the answer and returns the segments that are
// complete and were not returned before.
func (s *Splitter) Write(delta string) []Segment {
	s.answer.WriteString(delta)
	if !strings.ContainsAny(delta, "]】］〕") {
		return nil // no mark can have ended in this piece
	}
	return s.rest(1)
}

// Flush returns the segments that are left when the answer is whole.
func (s *Splitter) Flush() []Segment { return s.rest(0) }

// rest returns the segments after those given, less the last open ones.
func (s *Splitter) rest(open int) []Segment {
	_, segments := Segments(s.answer.String())
	end := max(len(segments)-open, s.given)
	fresh := segments[min(s.given, len(segments)):min(end, len(segments))]
	s.given = end
	return fresh
}
