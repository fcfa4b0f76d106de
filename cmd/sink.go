package cmd

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"mujaz/internal/batch"
	"mujaz/internal/render"
)

// sink is where results go. put takes them in the inputs' order, unless each has
// a file of its own.
type sink interface {
	// piece is what put writes of a result, nil for nothing. It may be called by
	// many goroutines.
	piece(r *render.Result) ([]byte, error)
	put(j *job, piece []byte) error
	// close ends the output; whole tells whether all results are in it.
	close(whole bool) error
}

// one is the piece of an output that has one result.
func one(f render.Format, r *render.Result) ([]byte, error) {
	if r.Error != nil && f != render.JSON && f != render.JSONL {
		return nil, nil
	}
	var out bytes.Buffer
	err := render.One(&out, f, r)
	return out.Bytes(), err
}

// stdout prints the one result, or several with headers.
type stdout struct {
	w      io.Writer
	format render.Format
	many   *render.Many // nil for the one result
	shown  *shown       // what a terminal has seen already, or nil
}

func (s *stdout) piece(r *render.Result) ([]byte, error) {
	if s.many != nil {
		return s.many.Piece(r)
	}
	return one(s.format, r)
}

func (s *stdout) put(_ *job, piece []byte) error {
	if s.many != nil {
		return wrote(s.many.Print(piece))
	}
	if piece == nil {
		return nil
	}
	_, err := s.w.Write(s.shown.rest(piece))
	return wrote(err)
}

func (s *stdout) close(bool) error {
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
	many   *render.Many // nil for the one result
	draft  *batch.Draft // of several
	whole  []byte       // of one; nil where it failed
}

// newFile begins the file at path.
func newFile(path string, format render.Format, several bool) (*file, error) {
	f := &file{path: path, format: format}
	if !several {
		return f, nil
	}
	var err error
	if f.draft, err = batch.NewDraft(path); err == nil {
		f.many = &render.Many{W: f.draft, Format: format}
	}
	return f, err
}

func (f *file) piece(r *render.Result) ([]byte, error) {
	switch {
	case f.many != nil:
		return f.many.Piece(r)
	case r.Error != nil:
		return nil, nil
	}
	return one(f.format, r)
}

func (f *file) put(_ *job, piece []byte) error {
	if f.many != nil {
		return f.many.Print(piece)
	}
	f.whole = piece
	return nil
}

func (f *file) close(whole bool) error {
	switch {
	case f.many == nil && f.whole == nil:
		return nil
	case f.many == nil:
		return batch.Place(f.path, f.whole)
	case !whole:
		f.draft.Discard()
		return nil
	}
	if err := f.many.Close(); err != nil {
		f.draft.Discard()
		return err
	}
	return f.draft.Place()
}

// folder writes a file for each article.
type folder struct {
	dir      string
	format   render.Format
	manifest *batch.Manifest
	settings map[string]string
	now      func() time.Time
	swept    map[string]bool // folders
	warn     func(format string, args ...any)
}

func (f *folder) piece(r *render.Result) ([]byte, error) {
	if r.Error != nil {
		return nil, nil
	}
	return one(f.format, r)
}

func (f *folder) put(j *job, piece []byte) error {
	if piece == nil {
		return nil
	}
	path := filepath.Join(f.dir, j.output)
	if dir := filepath.Dir(path); !f.swept[dir] {
		f.swept[dir] = true
		batch.Sweep(dir, f.now())
	}
	if err := batch.Place(path, piece); err != nil {
		return err
	}
	record := batch.Record{
		Output: j.output, Source: j.input.Path, SourceFile: j.stamp, SourceSHA256: j.result.SourceSHA256,
		Settings: f.settings, Status: j.result.Status, Engine: j.result.Engine, Read: j.read,
	}
	if f.manifest == nil {
		return nil
	}
	if record.Status == "flagged" {
		var err error
		if record.Checks, err = json.Marshal(j.result.Checks); err != nil {
			return err
		}
	}
	if err := f.manifest.Add(record, piece); err != nil {
		f.warn("%v", err)
		f.manifest = nil
	}
	return nil
}

func (f *folder) close(bool) error { return nil }

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
