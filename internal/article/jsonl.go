package article

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"mujaz/internal/arabic"
)

// decodeJSONL reads one article from each line: an object with text, and
// optionally id, title and url; its other fields are kept in Fields. Articles,
// and the *Errors of bad lines, are named NAME:LINE; the lines after a bad one
// go on. Lines are read as they are asked for, one at a time in memory.
func decodeJSONL(r io.Reader, in input) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) {
		// A byte order mark, which lines cannot be split by without, decides.
		dec := unicode.BOMOverride(transform.Nop)
		if in.forced {
			enc, _ := encodingNamed(in.charset)
			if enc == nil {
				_, _, err := decodeForced(nil, in)
				yield(nil, err)
				return
			}
			dec, in.charset, in.forced = enc.NewDecoder(), "", false
		}
		lines := lineReader{r: bufio.NewReader(transform.NewReader(r, dec)), limit: in.limits.Bytes}
		for n := 1; ; n++ {
			line, err := lines.next()
			if errors.Is(err, io.EOF) {
				return
			}
			told := in
			told.name = fmt.Sprintf("%s:%d", in.name, n)
			a, err := decodeLine(line, err, told)
			if a == nil && err == nil {
				continue
			}
			if !yield(a, err) || lines.broken {
				return
			}
		}
	}
}

// lineReader reads lines of at most limit bytes.
type lineReader struct {
	r      *bufio.Reader
	limit  int64
	broken bool // reading failed: there is no next line
}

// next returns the next line without its end, or io.EOF after the last. A line
// over the limit is passed over, and is errTooLarge.
func (l *lineReader) next() ([]byte, error) {
	var line []byte
	size := int64(0)
	for {
		part, err := l.r.ReadSlice('\n')
		size += int64(len(part))
		if size <= l.limit {
			line = append(line, part...)
		} else {
			line = nil
		}
		switch {
		case err == nil, errors.Is(err, io.EOF) && size > 0:
			if size > l.limit {
				return nil, errTooLarge
			}
			return line, nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF):
			return nil, io.EOF
		default:
			l.broken = true
			return nil, err
		}
	}
}

// decodeLine makes an article of a line; readErr is why there is none. It returns
// nothing for a blank line.
func decodeLine(line []byte, readErr error, in input) (*Article, error) {
	switch {
	case errors.Is(readErr, errTooLarge):
		return nil, tooLarge(in, in.limits.Bytes)
	case readErr != nil:
		return nil, in.fail(Unreadable, readErr)
	}
	line = bytes.TrimSpace(line)
	if len(line) == 0 {
		return nil, nil
	}
	text, name, err := decodeBytes(line, in)
	if err != nil {
		return nil, err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &fields); err != nil || fields == nil {
		return nil, in.fail(Unreadable, fmt.Errorf("not a line of JSON Lines: %w", objectError(err)))
	}
	a, err := articleOf(fields, in)
	if err != nil {
		return nil, in.fail(Unreadable, err)
	}
	sum := sha256.Sum256(line)
	a.SHA256 = hex.EncodeToString(sum[:])
	a.warn(damage(line, text, name))
	return a, nil
}

// objectError says what is wrong with a line that holds no object.
func objectError(err error) error {
	var kind *json.UnmarshalTypeError
	if err == nil || errors.As(err, &kind) {
		return errors.New("no object")
	}
	return err
}

// articleOf makes an article of an object's fields.
func articleOf(fields map[string]json.RawMessage, in input) (*Article, error) {
	if _, ok := fields["text"]; !ok {
		return nil, errors.New(`no "text" field`)
	}
	var text, title, url, id string
	for _, f := range []struct {
		name string
		to   *string
	}{{"text", &text}, {"title", &title}, {"url", &url}, {"id", &id}} {
		raw, ok := fields[f.name]
		delete(fields, f.name)
		switch {
		case !ok || f.name != "text" && string(raw) == "null":
		case f.name == "id" && raw[0] != '"':
			*f.to = string(raw) // a number, as it is written
		case raw[0] != '"':
			return nil, fmt.Errorf("field %q is no string", f.name)
		default:
			if err := json.Unmarshal(raw, f.to); err != nil {
				return nil, err
			}
		}
	}
	a := decodeText(text, in)
	a.retitle(arabic.OneLine(title))
	a.ID, a.Format, a.Fields = id, JSONL, fields
	a.Meta.URL = url
	return a, nil
}

// retitle gives the article the title that came with it. What was taken for one
// goes back to the blocks.
func (a *Article) retitle(title string) {
	if title == "" {
		return
	}
	if a.Title != "" && arabic.OneLine(a.Title) != title {
		a.Blocks = append([]Block{{Text: a.Title}}, a.Blocks...)
	}
	a.Title = title
	if len(a.Blocks) > 1 && strings.TrimSpace(a.Blocks[0].Text) == title {
		a.Blocks = a.Blocks[1:]
		a.Blocks[0].Tight = false
	}
}
