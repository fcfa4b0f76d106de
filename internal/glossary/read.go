package glossary

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// maxSize bounds a glossary file, in bytes: some 100,000 terms.
const maxSize = 10 << 20

// row is a term and the line of its file.
type row struct {
	Term
	line int
}

// Read reads a glossary: CSV (divided by commas or semicolons), TSV or YAML, told
// by the file's extension, else by its content. CSV and TSV may begin with a row
// of column names (source, rendering, note in any order); without one the column
// in Arabic is the source and what follows source and rendering is the note.
// Lines that begin with # are comments. YAML is a list of {source, rendering,
// note} or a mapping of sources to renderings.
//
// Terms without a rendering are left out. A term with two different renderings is
// an error. Every error is an *Error.
func Read(path string) (*Glossary, error) {
	g, err := read(path)
	if err == nil {
		return g, nil
	}
	fault := &Error{Path: path, Err: err}
	var at *lineError
	if errors.As(err, &at) {
		fault.Line, fault.Err = at.line, at.err
	}
	return nil, fault
}

func read(path string) (*Glossary, error) {
	text, err := readText(path)
	if err != nil {
		return nil, err
	}
	rows, err := parse(formatOf(path, text), text)
	if err != nil {
		return nil, err
	}
	return collect(rows)
}

// lineError is an error at a line, before the file's name is known to it.
type lineError struct {
	line int
	err  error
}

func (e *lineError) Error() string { return fmt.Sprintf("line %d: %v", e.line, e.err) }
func (e *lineError) Unwrap() error { return e.err }

func faultAt(line int, format string, args ...any) error {
	return &lineError{line, fmt.Errorf(format, args...)}
}

// readText returns the content of a file as UTF-8 without a byte order mark, with
// \n at line ends. UTF-16, which spreadsheets write, is known by its mark.
func readText(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", cause(err)
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return "", cause(err)
	}
	if len(content) > maxSize {
		return "", fmt.Errorf("the file is larger than %d MB", maxSize>>20)
	}
	content, _, err = transform.Bytes(unicode.BOMOverride(transform.Nop), content)
	if err != nil {
		return "", err
	}
	if i := bytes.IndexFunc(content, func(r rune) bool { return r == utf8.RuneError || r == 0 }); i >= 0 {
		return "", faultAt(1+bytes.Count(content[:i], []byte{'\n'}), "the file is not text in UTF-8")
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(content)), nil
}

// cause takes the path out of an error: it is named already.
func cause(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// formatOf tells csv, tsv and yaml apart.
func formatOf(path, text string) string {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv":
		return "csv"
	case ".tsv", ".tab":
		return "tsv"
	case ".yaml", ".yml":
		return "yaml"
	}
	first := firstLine(text)
	switch {
	case strings.Contains(first, "\t"):
		return "tsv"
	case strings.HasPrefix(first, "- "), first == "---", strings.Contains(first, ": "),
		strings.HasSuffix(first, ":"):
		return "yaml"
	}
	return "csv"
}

// firstLine returns the first line of text that is neither empty nor a comment.
func firstLine(text string) string {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			return line
		}
	}
	return ""
}

func parse(format, text string) ([]row, error) {
	switch format {
	case "yaml":
		return parseYAML(text)
	case "tsv":
		return parseTSV(text), nil
	}
	return parseCSV(text)
}

// collect makes a glossary of rows.
func collect(rows []row) (*Glossary, error) {
	g := New(nil)
	lines := make(map[string]int, len(rows))
	for _, r := range rows {
		if len(r.Accepted()) == 0 {
			continue
		}
		if len(foldedWords(r.Source)) == 0 {
			return nil, faultAt(r.line, "%q renders no term: its source is %q", r.Rendering, r.Source)
		}
		if other := g.add(r.Term); other == nil {
			lines[r.Source] = r.line
		} else if other.Rendering != r.Rendering {
			return nil, faultAt(r.line, "%q is rendered %q here and %q in line %d: keep one, or divide them by |",
				r.Source, r.Rendering, other.Rendering, lines[other.Source])
		}
	}
	g.sort()
	return g, nil
}
