package cmd

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"mujaz/internal/render"
)

// console is standard error: one clear line each.
type console struct {
	w              io.Writer
	quiet, verbose bool
	mu             *sync.Mutex
	log            *logging // nil for lines of text
}

// logging is the form of what is said, from the settings on.
type logging struct {
	json bool
	now  func() time.Time
}

func (c console) json() bool { return c.log != nil && c.log.json }

// line says a line of a kind: "error: ", "warning: ", "hint: " or "" for what is
// none of these.
func (c console) line(kind, text string) {
	level := strings.TrimSuffix(kind, ": ")
	if level == "" {
		level = "info"
	}
	c.say(kind, level, text, nil)
}

// record is line for a notice with figures, which are in the log's JSON.
func (c console) record(level, text string, figures any) {
	if !c.quiet {
		c.say("", level, text, figures)
	}
}

// entry is a line of the log in JSON.
type entry struct {
	Time    string `json:"time"`
	Level   string `json:"level"` // info, progress, summary, warning, error or hint
	Message string `json:"message"`
	Figures any    `json:"figures,omitempty"`
}

func (c console) say(kind, level, text string, figures any) {
	if c.mu != nil {
		c.mu.Lock()
		defer c.mu.Unlock()
	}
	line := []byte("mujaz: " + kind + render.Line(text))
	if c.json() {
		var err error
		if line, err = json.Marshal(entry{c.log.now().UTC().Format(time.RFC3339), level, render.Line(text), figures}); err != nil {
			return // strings and numbers only
		}
	}
	// Nothing is left to do where standard error cannot be written.
	_, _ = c.w.Write(append(line, '\n'))
}

// fail says an error and what to do about it.
func (c console) fail(err error) {
	c.line("error: ", err.Error())
	if hint := hintOf(err); hint != "" {
		c.line("hint: ", hint)
	}
}

// warn says what may surprise; it is not silenced by --quiet.
func (c console) warn(format string, args ...any) {
	c.line("warning: ", fmt.Sprintf(format, args...))
}

// notice says what a person wants to know.
func (c console) notice(format string, args ...any) {
	if !c.quiet {
		c.line("", fmt.Sprintf(format, args...))
	}
}

// detail says what only --verbose asks for.
func (c console) detail(format string, args ...any) {
	if c.verbose {
		c.line("", fmt.Sprintf(format, args...))
	}
}
