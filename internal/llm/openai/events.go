package openai

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// maxEvent bounds one event, and an answer that comes whole: far above what a
// chunk holds, and below what would hurt.
const maxEvent = 16 << 20

var (
	errTooLarge = errors.New("the server's answer is too large")
	errBroken   = errors.New("the answer broke off")
)

// events is a response body reduced to the data lines that go-openai's reader
// takes well: without comments (which it counts as failures), with errors as
// ordinary data (which it would swallow), and a completion that came whole as
// the only event.
type events struct {
	body  io.Closer
	lines *bufio.Reader
	whole bool // the body is one JSON value
	done  bool // the server marked the end
	line  []byte
	err   error
}

func (e *events) Close() error { return e.body.Close() }

func (e *events) Read(p []byte) (int, error) {
	for len(e.line) == 0 {
		if e.err != nil {
			return 0, e.err
		}
		if e.whole {
			e.readWhole()
		} else {
			e.readLine()
		}
	}
	n := copy(p, e.line)
	e.line = e.line[n:]
	return n, nil
}

// readWhole makes the one event of a JSON body.
func (e *events) readWhole() {
	body, err := io.ReadAll(io.LimitReader(e.lines, maxEvent+1))
	switch {
	case err != nil:
		e.err = err
	case len(body) > maxEvent:
		e.err = errTooLarge
	case !json.Valid(body):
		e.err = errBroken
	default:
		var line bytes.Buffer
		_ = json.Compact(&line, body) // valid JSON compacts
		e.done, e.err = true, io.EOF
		e.setEvent(line.Bytes())
	}
}

// readLine reads one line of the stream and makes an event of it if it is one.
func (e *events) readLine() {
	line, err := e.nextLine()
	e.err = err
	line = bytes.TrimSpace(line)
	field, data, _ := bytes.Cut(line, []byte(":"))
	data = bytes.TrimSpace(data)
	switch {
	case len(line) > 0 && line[0] == '{': // an error without its field name
		e.setEvent(line)
	case string(field) == "error": // old llama-server
		e.setEvent(append(append([]byte(`{ "error":`), data...), '}'))
	case string(field) == "data" && string(data) == "[DONE]":
		e.done = true
		e.line = []byte("data: [DONE]\n")
	case string(field) == "data" && len(data) > 0:
		e.setEvent(data)
	}
}

// setEvent makes the event with that data the next to be read. A space keeps
// go-openai from seeing an error, which it does not always return.
func (e *events) setEvent(data []byte) {
	line := append(make([]byte, 0, len(data)+9), "data: "...)
	if data[0] == '{' {
		line, data = append(line, "{ "...), data[1:]
	}
	e.line = append(append(line, data...), '\n')
}

// nextLine returns the next line, valid until the one after it.
func (e *events) nextLine() ([]byte, error) {
	line, err := e.lines.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return line, err
	}
	long := bytes.Clone(line)
	for errors.Is(err, bufio.ErrBufferFull) {
		if len(long) > maxEvent {
			return nil, errTooLarge
		}
		line, err = e.lines.ReadSlice('\n')
		long = append(long, line...)
	}
	return long, err
}
