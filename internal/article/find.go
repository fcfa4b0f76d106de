package article

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Input is one thing to read: a file, a URL, or standard input.
type Input struct {
	// Name is how the user would name it: the argument, or for a file found in
	// a folder the folder's name and the path below it.
	Name string
	// Path is the file's path; empty for a URL and for standard input.
	Path string
	// Rel is the path that mirrors the input in an output folder: the path
	// below the folder it was found in, else the file's base name.
	Rel string
	// URL is set for http(s) inputs.
	URL string
}

// Stdin is the name of standard input in outputs.
const Stdin = "stdin"

// FindOptions say how inputs are looked for.
type FindOptions struct {
	// Exclude is a folder that is not walked into: the output folder.
	Exclude string
	// Ours reports files that are passed over in folders because the program
	// wrote them; nil for none.
	Ours func(path string) bool
	// Skipped hears files of no known format that were passed over.
	Skipped func(path string)
}

// Find lists the inputs that the arguments name, folders walked in name order.
// Hidden names, links to folders, and files that are not regular are passed
// over in folders; a link to a file that is not there is a failure. Each argument that gives nothing yields an *Error and the
// others go on.
func Find(args []string, o FindOptions) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		for _, arg := range args {
			if !find(arg, o, yield) {
				return
			}
		}
	}
}

// IsURL reports whether an argument names a page and not a file.
func IsURL(arg string) bool {
	scheme, _, ok := strings.Cut(arg, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

func find(arg string, o FindOptions, yield func(Input, error) bool) bool {
	switch {
	case arg == "-":
		return yield(Input{Name: Stdin, Rel: Stdin}, nil)
	case IsURL(arg):
		return yield(Input{Name: arg, URL: arg}, nil)
	}
	info, err := os.Stat(arg)
	if err != nil {
		return yield(Input{Name: arg}, &Error{Code: Unreadable, Name: arg, Err: reason(err)})
	}
	if !info.IsDir() {
		return yield(Input{Name: arg, Path: arg, Rel: filepath.Base(arg)}, nil)
	}
	return walk(arg, o, yield)
}

// errStop ends a walk whose consumer has had enough.
var errStop = errors.New("stop")

func walk(root string, o FindOptions, yield func(Input, error) bool) bool {
	found := false
	fail := func(path string, err error) error {
		if !yield(Input{Name: path}, &Error{Code: Unreadable, Name: path, Err: reason(err)}) {
			return errStop
		}
		return nil
	}
	if info, err := os.Lstat(root); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		root += string(filepath.Separator) // a link that was named is followed
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return fail(path, err)
		}
		if d.IsDir() {
			if path != root && (hidden(d.Name()) || same(path, o.Exclude)) {
				return fs.SkipDir
			}
			return nil
		}
		if hidden(d.Name()) {
			return nil
		}
		if file, err := regular(path, d); err != nil && knownExtension(path) {
			found = true
			return fail(path, err)
		} else if !file || o.Ours != nil && o.Ours(path) {
			return nil
		}
		if !knownExtension(path) {
			if o.Skipped != nil {
				o.Skipped(path)
			}
			return nil
		}
		found = true
		rel, _ := filepath.Rel(root, path)
		if !yield(Input{Name: path, Path: path, Rel: rel}, nil) {
			return errStop
		}
		return nil
	})
	if errors.Is(err, errStop) {
		return false
	}
	if !found {
		return yield(Input{Name: root}, &Error{Code: Empty, Name: root, Err: errors.New("no articles in this folder")})
	}
	return true
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") && name != "." && name != ".." }

// regular accepts files, and links to files; a link that leads nowhere is an error.
func regular(path string, d fs.DirEntry) (bool, error) {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.Type().IsRegular(), nil
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular(), err
}

// same reports whether both paths are one folder.
func same(path, other string) bool {
	if other == "" {
		return false
	}
	a, errA := os.Stat(path)
	b, errB := os.Stat(other)
	return errA == nil && errB == nil && os.SameFile(a, b)
}

// reason is what the system says, without the path that the message names.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return errors.New("no such file or folder")
	}
	return err
}

// List reads input names, one a line, or ended by NUL. Empty names are passed
// over.
func List(ctx context.Context, r io.Reader, nul bool) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		end := byte('\n')
		if nul {
			end = 0
		}
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, 1<<20)
		lines.Split(func(data []byte, atEOF bool) (int, []byte, error) {
			if i := bytes.IndexByte(data, end); i >= 0 {
				return i + 1, data[:i], nil
			}
			if atEOF && len(data) > 0 {
				return len(data), data, nil
			}
			return 0, nil, nil
		})
		for ctx.Err() == nil && lines.Scan() {
			name := lines.Text()
			if !nul {
				name = strings.TrimSuffix(name, "\r")
			}
			if name != "" && !yield(name, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield("", fmt.Errorf("read the list of inputs: %w", err))
		}
	}
}

// extensions maps file name extensions to formats. Content decides first; a
// name decides what a folder's walk looks at, and between text and Markdown.
func extensions() map[string]Format {
	return map[string]Format{
		".txt": Text, ".text": Text, ".md": Markdown, ".markdown": Markdown,
		".html": HTML, ".htm": HTML, ".xhtml": HTML, ".docx": DOCX, ".epub": EPUB, ".pdf": PDF,
		".rss": Feed, ".atom": Feed, ".xml": Feed, ".jsonl": JSONL, ".ndjson": JSONL,
	}
}

func knownExtension(path string) bool {
	_, ok := extensions()[strings.ToLower(filepath.Ext(path))]
	return ok
}

// Formats returns the names of all input formats, auto first.
func Formats() []string {
	names := []string{}
	for _, f := range []Format{Auto, Text, Markdown, HTML, DOCX, EPUB, PDF, Feed, JSONL} {
		names = append(names, string(f))
	}
	return slices.Clip(names)
}
