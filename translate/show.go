package translate

import (
	"slices"
	"sync"

	"mujaz/internal/arabic"
	"mujaz/internal/check"
	"mujaz/internal/llm"
	"mujaz/internal/wire"
)

// show hands units to a person in order, each as soon as it and the one behind
// it have passed their checks. Chunks that arrive out of order wait.
type show struct {
	watch func(Unit)
	mu    sync.Mutex
	units []*unit
	ready []string // provisional texts, by unit
	next  int
}

func newShow(watch func(Unit), units []*unit) *show {
	return &show{watch: watch, units: units, ready: make([]string, len(units))}
}

// advance hands on units that are settled: nobody works on them any more.
func (s *show) advance(settled []*unit) {
	if s.watch == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, u := range s.units {
		if s.ready[i] == "" && slices.Contains(settled, u) && u.answer != "" {
			s.ready[i] = arabic.OneLine(u.text())
		}
	}
	s.flush()
}

// flush hands on what is ready without a gap. Parts of a paragraph are shown
// when the last of them is.
func (s *show) flush() {
	for s.next < len(s.units) && s.ready[s.next] != "" {
		end, text := s.next+1, s.ready[s.next]
		for end < len(s.units) && s.units[end].paragraph == s.units[s.next].paragraph {
			if s.ready[end] == "" {
				return
			}
			text += " " + s.ready[end]
			end++
		}
		u := s.units[s.next]
		s.watch(Unit{Paragraph: u.paragraph, Source: u.source, Text: check.Residue(text)})
		s.next = end
	}
}

// listener follows an answer as it arrives.
func (s *show) listener(units []*unit, events func(llm.Event), repair bool) func(llm.Event) {
	if s.watch == nil && events == nil {
		return nil
	}
	var split wire.Splitter
	var done []*unit // copies with their provisional answers
	return func(e llm.Event) {
		switch {
		case e.Kind == llm.Delta && s.watch != nil && !repair:
			for _, segment := range split.Write(e.Text) {
				done = s.arrived(units, done, segment)
			}
		case e.Kind == llm.Restart:
			split, done = wire.Splitter{}, nil
		}
		if e.Kind != llm.Delta && events != nil {
			events(e)
		}
	}
}

// arrived checks a unit that has just come in whole and shows the one before
// it: the shift check needs the neighbour.
func (s *show) arrived(units, done []*unit, segment wire.Segment) []*unit {
	i := len(done)
	if i >= len(units) || len(segment.Marks) != 1 || segment.Marks[0] != i+firstMark(units) {
		return done
	}
	u := *units[i]
	u.answer = arabic.OneLine(segment.Text)
	u.judge()
	done = append(done, &u)
	if i == 0 || len(done[i-1].faulty()) > 0 || len(u.faulty()) > 0 {
		return done
	}
	pairs := make([]check.Pair, len(done))
	for k, d := range done {
		pairs[k] = d.pair()
	}
	if len(check.Shift(pairs)) > 0 {
		return done
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for k, original := range s.units {
		if original == units[i-1] {
			s.ready[k] = arabic.OneLine(done[i-1].text())
		}
	}
	s.flush()
	return done
}
