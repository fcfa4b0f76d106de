package cmd

import (
	"fmt"
	"io"
	"sync"

	"mujaz/internal/render"
)

// console is standard error: one clear line each.
type console struct {
	w              io.Writer
	quiet, verbose bool
	mu             *sync.Mutex
}

func (c console) line(kind, text string) {
	if c.mu != nil {
		c.mu.Lock()
		defer c.mu.Unlock()
	}
	// Nothing is left to do where standard error cannot be written.
	_, _ = fmt.Fprintf(c.w, "mujaz: %s%s\n", kind, render.Line(text))
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
