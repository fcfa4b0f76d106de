package article

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// The kinds of PDF values (ISO 32000-1, 7.3) are nil, bool, float64 for every
// number, string for bytes, and the types below.
type (
	pdfName    string
	pdfKeyword string
	pdfRef     int // an object's number; generations are not told apart
	pdfArray   []any
	pdfDict    map[pdfName]any
	pdfStream  struct {
		dict pdfDict
		raw  []byte // still filtered, already decrypted
	}
)

// pdfDepth bounds how deep arrays and dictionaries nest, pages, forms and
// references included. Real files stay far below.
const pdfDepth = 64

// pdfWork bounds what reading one PDF may cost.
type pdfWork struct {
	values int   // values that may still be parsed
	bytes  int64 // bytes that may still be unpacked or interpreted
}

// pdfFault is what stops the reading of a PDF. It travels as a panic and is
// recovered in decodePDF.
type pdfFault struct{ error }

func failPDF(format string, args ...any) {
	panic(pdfFault{fmt.Errorf(format, args...)})
}

func (w *pdfWork) spend(n int) {
	if w.bytes -= int64(n); w.bytes < 0 {
		failPDF("unpacked pages: %w", errTooLarge)
	}
}

var errPDFEnd = errors.New("end of data")

// pdfLexer reads values from a file's or a stream's bytes.
type pdfLexer struct {
	data []byte
	pos  int
	work *pdfWork
	refs bool // "1 0 R" is a reference: in files, not in content streams
}

// value reads the next value or keyword; errPDFEnd follows the last.
func (l *pdfLexer) value(depth int) (any, error) {
	l.space()
	if l.pos >= len(l.data) {
		return nil, errPDFEnd
	}
	if l.work.values--; l.work.values < 0 {
		failPDF("values: %w", errTooLarge)
	}
	c := l.data[l.pos]
	switch {
	case c == '/':
		l.pos++
		return l.name(), nil
	case c == '(':
		l.pos++
		return l.literal(), nil
	case c == '<' && l.at(1) == '<':
		l.pos += 2
		return l.dict(depth + 1)
	case c == '<':
		l.pos++
		return l.hex(), nil
	case c == '[':
		l.pos++
		return l.array(depth + 1)
	case c == '>' && l.at(1) == '>':
		l.pos += 2
		return pdfKeyword(">>"), nil
	case bytes.IndexByte([]byte("]>{})"), c) >= 0:
		l.pos++
		return pdfKeyword(c), nil
	}
	return l.number(), nil
}

func (l *pdfLexer) at(offset int) byte {
	if l.pos+offset < len(l.data) {
		return l.data[l.pos+offset]
	}
	return 0
}

// space skips white space and comments.
func (l *pdfLexer) space() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case pdfSpace(c):
			l.pos++
		case c == '%':
			end := bytes.IndexAny(l.data[l.pos:], "\r\n")
			if end < 0 {
				end = len(l.data) - l.pos
			}
			l.pos += end
		default:
			return
		}
	}
}

func pdfSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func pdfRegular(c byte) bool {
	return !pdfSpace(c) && bytes.IndexByte([]byte("()<>[]{}/%"), c) < 0
}

// word reads regular characters.
func (l *pdfLexer) word() []byte {
	start := l.pos
	for l.pos < len(l.data) && pdfRegular(l.data[l.pos]) {
		l.pos++
	}
	return l.data[start:l.pos]
}

// number reads a number, a reference, or a keyword.
func (l *pdfLexer) number() any {
	word := l.word()
	switch string(word) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	if c := word[0]; c != '+' && c != '-' && c != '.' && (c < '0' || c > '9') {
		return pdfKeyword(word)
	}
	n, err := strconv.ParseFloat(string(word), 64)
	if err != nil || n-n != 0 { // infinities and NaN would poison positions
		return pdfKeyword(word)
	}
	if l.refs && n >= 0 && n == float64(int32(n)) && l.reference() {
		return pdfRef(n)
	}
	return n
}

// reference reads the "0 R" after an object's number, if that is what follows.
func (l *pdfLexer) reference() bool {
	start := l.pos
	l.space()
	generation := l.word()
	l.space()
	if _, err := strconv.ParseUint(string(generation), 10, 16); err == nil && string(l.word()) == "R" {
		return true
	}
	l.pos = start
	return false
}

func (l *pdfLexer) name() pdfName {
	word := l.word()
	if bytes.IndexByte(word, '#') < 0 {
		return pdfName(word)
	}
	var plain []byte
	for i := 0; i < len(word); i++ {
		if word[i] == '#' && i+2 < len(word) {
			if n, err := strconv.ParseUint(string(word[i+1:i+3]), 16, 8); err == nil {
				plain = append(plain, byte(n))
				i += 2
				continue
			}
		}
		plain = append(plain, word[i])
	}
	return pdfName(plain)
}

func (l *pdfLexer) array(depth int) (any, error) {
	a := pdfArray{}
	for {
		v, err := l.inner(depth)
		if err != nil || v == pdfKeyword("]") {
			return a, err
		}
		if _, stray := v.(pdfKeyword); !stray {
			a = append(a, v)
		}
	}
}

func (l *pdfLexer) dict(depth int) (any, error) {
	d := pdfDict{}
	for {
		key, err := l.inner(depth)
		if err != nil || key == pdfKeyword(">>") {
			return d, err
		}
		name, ok := key.(pdfName)
		if !ok {
			continue
		}
		v, err := l.inner(depth)
		if err != nil || v == pdfKeyword(">>") {
			return d, err
		}
		d[name] = v
	}
}

// inner reads a value inside an array or a dictionary. Values that cannot be
// compared are never keywords, so the callers' comparisons are safe.
func (l *pdfLexer) inner(depth int) (any, error) {
	if depth > pdfDepth {
		failPDF("values nested deeper than %d: %w", pdfDepth, errTooLarge)
	}
	return l.value(depth)
}
