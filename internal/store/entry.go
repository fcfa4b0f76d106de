package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

// An entry file is
//
//	magic      8 bytes
//	checksum  32 bytes, SHA-256 of everything after it
//	length     4 bytes, big-endian, of the header
//	header     JSON
//	body       the rest
const (
	magic    = "MUJAZ-1\n"
	sumEnd   = len(magic) + sha256.Size
	prologue = sumEnd + 4
)

// maxHeader bounds what listing reads of each file. A header is some hundred
// bytes; a mebibyte is beyond any model's name.
const maxHeader = 1 << 20

// maxEntry bounds the memory that reading an entry takes. The longest answers
// of today's models are below a mebibyte.
const maxEntry = 64 << 20

// Entry is what is kept under a key.
type Entry struct {
	Kind    string    // what it is: "answer", "unit", …
	Created time.Time // when it was made; the zero time becomes the time of Put
	// Rejected says why the entry must not be used again, or is empty.
	Rejected string
	Meta     json.RawMessage // small, valid JSON or nil; its white space is not kept
	Body     []byte
}

// header is the JSON at the start of an entry file.
type header struct {
	Key      string          `json:"key"` // so that a renamed file is noticed
	Kind     string          `json:"kind"`
	Created  time.Time       `json:"created"`
	Rejected string          `json:"rejected,omitempty"`
	Meta     json.RawMessage `json:"meta,omitempty"`
}

func encode(key string, e Entry) ([]byte, error) {
	h, err := json.Marshal(header{key, e.Kind, e.Created.UTC(), e.Rejected, e.Meta})
	if err != nil {
		return nil, err
	}
	if len(h) > maxHeader {
		return nil, fmt.Errorf("its header has %d bytes, above the limit of %d", len(h), maxHeader)
	}
	size := prologue + len(h) + len(e.Body)
	if size > maxEntry {
		return nil, fmt.Errorf("it has %d bytes, above the limit of %d", size, maxEntry)
	}
	b := make([]byte, prologue, size)
	copy(b, magic)
	binary.BigEndian.PutUint32(b[sumEnd:], uint32(len(h)))
	b = append(append(b, h...), e.Body...)
	sum := sha256.Sum256(b[sumEnd:])
	copy(b[len(magic):], sum[:])
	return b, nil
}

// decode is the inverse of encode. It returns an error for all bytes that
// encode did not make for this key.
func decode(key string, b []byte) (Entry, error) {
	h, rest, err := splitHeader(bytes.NewReader(b))
	if err != nil {
		return Entry{}, err
	}
	if sum := sha256.Sum256(b[sumEnd:]); !bytes.Equal(sum[:], b[len(magic):sumEnd]) {
		return Entry{}, errors.New("its checksum does not match")
	}
	if h.Key != key {
		return Entry{}, errors.New("it belongs to another key")
	}
	return Entry{h.Kind, h.Created, h.Rejected, h.Meta, b[rest:]}, nil
}

// splitHeader reads the header, which is not verified by it, and returns it
// with the offset of the body.
func splitHeader(r io.Reader) (header, int, error) {
	var start [prologue]byte
	if _, err := io.ReadFull(r, start[:]); err != nil {
		return header{}, 0, whatEnded(err)
	}
	if string(start[:len(magic)]) != magic {
		return header{}, 0, errors.New("it does not begin as an entry does")
	}
	n := binary.BigEndian.Uint32(start[sumEnd:])
	if n > maxHeader {
		return header{}, 0, errors.New("its header is too long")
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(r, b); err != nil {
		return header{}, 0, whatEnded(err)
	}
	var h header
	if err := json.Unmarshal(b, &h); err != nil {
		return header{}, 0, fmt.Errorf("its header: %w", err)
	}
	return h, prologue + int(n), nil
}

// whatEnded tells a file that is too short from one that cannot be read.
func whatEnded(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errCut
	}
	return err
}

var (
	errCut   = errors.New("it is cut short")
	errLarge = errors.New("it is larger than any entry")
)
