package batch

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// load reads the file.
func (m *Manifest) load() error {
	total := int32(0)
	err := m.lines(func(line int32, text []byte) {
		var r struct {
			Record
			Name string `json:"settings_name"`
		}
		switch {
		case json.Unmarshal(text, &r) != nil:
		case r.Name != "":
			if s, err := m.share(r.Settings); err == nil {
				m.named[r.Name], m.written[s] = s, true
			}
		case r.Output != "":
			s := m.named[r.With]
			if r.With == "" {
				s, _ = m.share(r.Settings) // strings always have JSON
			}
			if s == nil {
				s = &settings{} // its line is lost: nothing is known to be the same
			}
			m.learn(&r.Record, s, line)
			total++
		}
	})
	if err == nil && int(total) > 2*len(m.known)+1000 {
		err = m.compact()
	}
	return err
}

// lines hands over the lines of the file by number, the last one even where it is
// torn.
func (m *Manifest) lines(yield func(line int32, text []byte)) error {
	f, err := os.Open(m.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the manifest of results: %w", err)
	}
	defer f.Close()
	lines := bufio.NewReaderSize(f, 64<<10)
	for n := int32(0); ; n++ {
		text, err := readLine(lines)
		yield(n, text)
		if errors.Is(err, io.EOF) {
			m.torn = len(text) > 0
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the manifest of results: %w", err)
		}
	}
}

// readLine returns the next line with its end; it is valid until the next call.
func readLine(r *bufio.Reader) ([]byte, error) {
	line, err := r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		long := append([]byte(nil), line...)
		rest, err := r.ReadBytes('\n')
		return append(long, rest...), err
	}
	return line, err
}

// compact drops the lines that later ones replaced.
func (m *Manifest) compact() error {
	out, err := NewDraft(m.path)
	if err != nil {
		return err
	}
	defer out.Discard()
	valid := map[int32]bool{}
	for _, k := range m.known {
		valid[k.line] = true
	}
	w := bufio.NewWriter(out)
	err = m.lines(func(line int32, text []byte) {
		var l settingsLine
		if valid[line] || json.Unmarshal(text, &l) == nil && l.Name != "" {
			_, _ = w.Write(text) // Flush has the error
		}
	})
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = out.Place()
	}
	m.torn = m.torn && err != nil // valid lines are whole
	return err
}
