package summarize

import (
	"sync"

	"mujaz/internal/llm"
	"mujaz/internal/wire"
)

// show lets a person see the summary while it is made. What replaces text that
// was shown comes after a restart.
type show struct {
	watch  func(string)
	events func(llm.Event)
	mu     sync.Mutex // parts are made side by side
	strip  wire.Stripper
	text   string
}

// listener follows an answer. Only what is live, the beginning of the summary
// itself, is shown while it arrives.
func (s *show) listener(live bool) func(llm.Event) {
	if s.watch == nil && s.events == nil {
		return nil
	}
	return func(e llm.Event) {
		s.mu.Lock()
		defer s.mu.Unlock()
		switch {
		case e.Kind == llm.Delta && live:
			s.write(s.strip.Write(e.Text))
		case e.Kind == llm.Restart && live:
			s.restart()
		case e.Kind == llm.Wait && s.events != nil:
			s.events(e)
		}
	}
}

func (s *show) write(text string) {
	if s.watch != nil && text != "" {
		s.text += text
		s.watch(text)
	}
}

// restart voids what was shown.
func (s *show) restart() {
	s.strip = wire.Stripper{}
	if s.text != "" && s.events != nil {
		s.events(llm.Event{Kind: llm.Restart})
	}
	s.text = ""
}

// void is restart for callers outside of a listener.
func (s *show) void() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.restart()
}

// settle makes the shown text the summary's own.
func (s *show) settle(first, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.write(s.strip.Flush())
	if first == text && s.text != "" {
		return
	}
	s.restart()
	s.write(text)
}
