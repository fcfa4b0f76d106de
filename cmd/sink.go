package cmd

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"mujaz/internal/batch"
	"mujaz/internal/render"
)

// sink is where results go. put takes them in the inputs' order.
type sink interface {
	put(j *job) error
	close() error
}

// stdout prints the one result, or several with headers.
type stdout struct {
	w      io.Writer
	format render.Format
	many   *render.Many // nil for the one result
	shown  *shown       // what a terminal has seen already, or nil
}

func (s *stdout) put(j *job) error {
	switch {
	case s.many != nil:
		return wrote(s.many.Write(j.result))
	case j.result.Error != nil && s.format != render.JSON && s.format != render.JSONL:
		return nil
	}
	var out bytes.Buffer
	if err := render.One(&out, s.format, j.result); err != nil {
		return err
	}
	_, err := s.w.Write(s.shown.rest(out.Bytes()))
	return wrote(err)
}

func (s *stdout) close() error {
	if s.many == nil {
		return nil
	}
	return wrote(s.many.Close())
}

// wrote names the act in an error of writing to standard output.
func wrote(err error) error {
	if err != nil {
		return fmt.Errorf("write the result: %w", bare(err))
	}
	return nil
}

// shown is the text that a person has seen while it was made.
type shown struct {
	w    io.Writer
	text strings.Builder
}

func (s *shown) show(text string) {
	text = render.Printable(text)
	s.text.WriteString(text)
	// A terminal that goes away is noticed when the whole is written.
	_, _ = io.WriteString(s.w, text)
}

// restart marks that what was seen is void.
func (s *shown) restart() {
	if s.text.Len() > 0 {
		_, _ = io.WriteString(s.w, "\n\n")
		s.text.Reset()
	}
}

// rest returns what of the whole output has not been seen. Where the two
// differ, the whole is shown anew.
func (s *shown) rest(whole []byte) []byte {
	if s == nil || s.text.Len() == 0 {
		return whole
	}
	if rest, ok := bytes.CutPrefix(whole, []byte(s.text.String())); ok {
		return rest
	}
	return append([]byte("\n\n"), whole...)
}

// file writes everything into one file, whole or not at all.
type file struct {
	path   string
	format render.Format
	many   *render.Many
	buffer bytes.Buffer
	failed bool
}

func (f *file) put(j *job) error {
	if f.many != nil {
		return f.many.Write(j.result)
	}
	if j.result.Error != nil {
		f.failed = true
		return nil
	}
	return render.One(&f.buffer, f.format, j.result)
}

func (f *file) close() error {
	if f.failed {
		return nil
	}
	if f.many != nil {
		if err := f.many.Close(); err != nil {
			return err
		}
	}
	return batch.Place(f.path, f.buffer.Bytes())
}

// folder writes a file for each article.
type folder struct {
	dir      string
	format   render.Format
	manifest *batch.Manifest
	settings map[string]string
	warn     func(format string, args ...any)
}

func (f *folder) put(j *job) error {
	if j.result == nil || j.result.Error != nil {
		return nil // kept, or nothing to write
	}
	var content bytes.Buffer
	if err := render.One(&content, f.format, j.result); err != nil {
		return err
	}
	if err := batch.Place(filepath.Join(f.dir, j.output), content.Bytes()); err != nil {
		return err
	}
	record := batch.Record{
		Output: j.output, Source: j.input.Path, SourceFile: j.stamp, SourceSHA256: j.result.SourceSHA256,
		Settings: f.settings, Status: j.result.Status, Engine: j.result.Engine, Read: j.read,
	}
	if f.manifest == nil {
		return nil
	}
	if err := f.manifest.Add(record, content.Bytes()); err != nil {
		f.warn("%v", err)
		f.manifest = nil
	}
	return nil
}

func (f *folder) close() error { return nil }

// isFolder reports whether -o names a folder.
func isFolder(output string, several bool) bool {
	if output == "" {
		return false
	}
	if several || strings.HasSuffix(output, "/") || strings.HasSuffix(output, string(filepath.Separator)) {
		return true
	}
	info, err := os.Stat(output)
	return err == nil && info.IsDir()
}
