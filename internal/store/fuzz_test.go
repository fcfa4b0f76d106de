package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzDecode takes any bytes: they are refused, or they are an entry that
// encodes to one that decodes the same.
func FuzzDecode(f *testing.F) {
	key := keyOf("fuzz")
	good, err := encode(key, Entry{Kind: "answer", Meta: []byte(`{"a":[1]}`), Body: []byte("نص")})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(good[:len(good)-1])
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, b []byte) {
		again(t, key, b)
	})
}

// FuzzDecodeSealed takes any header and body and puts a right checksum on them.
func FuzzDecodeSealed(f *testing.F) {
	key := keyOf("fuzz")
	f.Add([]byte(`{"key":"`+key+`","kind":"unit","created":"2026-11-23T00:00:00Z","meta":{"a": 1}}`), []byte("نص"), uint32(0))
	f.Add([]byte(`{}`), []byte(""), uint32(1))
	f.Fuzz(func(t *testing.T, head, body []byte, off uint32) {
		b := append([]byte(magic), make([]byte, sha256.Size)...)
		b = binary.BigEndian.AppendUint32(b, uint32(len(head))+off)
		b = append(append(b, head...), body...)
		sum := sha256.Sum256(b[sumEnd:])
		copy(b[len(magic):], sum[:])
		if e, ok := again(t, key, b); ok && off == 0 && !bytes.Equal(e.Body, body) {
			t.Errorf("body %q", e.Body)
		}
	})
}

func again(t *testing.T, key string, b []byte) (Entry, bool) {
	e, err := decode(key, b)
	if err != nil {
		return e, false
	}
	c, err := encode(key, e)
	if err != nil {
		return e, false // JSON that Go reads and does not write, such as the year 10000
	}
	e2, err := decode(key, c)
	same := cmp.Comparer(func(a, b []byte) bool { return string(a) == string(b) })
	e.Meta, e2.Meta = nil, nil // its white space is not kept
	if d := cmp.Diff(e, e2, same); err != nil || d != "" {
		t.Error(err, d)
	}
	return e, true
}
