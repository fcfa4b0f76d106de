// Package cmd is the command line: it reads flags and settings, wires the other
// packages together, and decides about exit codes. It decides nothing about
// text.
package cmd

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"golang.org/x/term"
)

// Env is all that the program gets from outside; tests give their own.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Environ        []string
	// Whether a person is at the other end.
	StdinTerminal, StdoutTerminal, StderrTerminal bool
	Now                                           func() time.Time
	// Insist is closed when the user asks for the second time to stop, after the
	// context has ended. It is nil where nobody can.
	Insist <-chan struct{}
	// Transport carries all HTTP; nil for the real one.
	Transport http.RoundTripper

	// log is how the program says what it says, once the settings are read.
	log *logging
}

// System returns the process's own environment.
func System() Env {
	return Env{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Environ:        os.Environ(),
		StdinTerminal:  term.IsTerminal(int(os.Stdin.Fd())),
		StdoutTerminal: term.IsTerminal(int(os.Stdout.Fd())),
		StderrTerminal: term.IsTerminal(int(os.Stderr.Fd())),
		Now:            time.Now,
	}
}

// get returns an environment variable, "" where it is not set.
func (e Env) get(name string) string {
	for _, pair := range e.Environ {
		if value, ok := strings.CutPrefix(pair, name+"="); ok {
			return value
		}
	}
	return ""
}

// dir returns mujaz's folder for one purpose: the XDG variable's on Unix, the
// system's own elsewhere. It is "" where the user has no home.
func (e Env) dir(variable, unix, mac, windows string) string {
	base := e.get(variable)
	if !filepath.IsAbs(base) {
		home := e.get("HOME")
		switch runtime.GOOS {
		case "windows":
			home, unix = e.get("LOCALAPPDATA"), windows
		case "darwin":
			unix = mac
		}
		if home == "" {
			return ""
		}
		base = filepath.Join(home, unix)
	}
	return filepath.Join(base, "mujaz")
}

func (e Env) configDir() string {
	return e.dir("XDG_CONFIG_HOME", ".config", "Library/Application Support", ".")
}

func (e Env) cacheDir() string { return e.dir("XDG_CACHE_HOME", ".cache", "Library/Caches", "cache") }

func (e Env) stateDir() string {
	return e.dir("XDG_STATE_HOME", ".local/state", "Library/Application Support", "state")
}
