package store

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// maxRecord bounds a line of the ledger; a record has some hundred bytes.
const maxRecord = 1 << 20

// disorder is how far records may lie out of the order of their times: a record
// is dated when its request began and written when it ended.
const disorder = 24 * time.Hour

// searchBlock is where the search for a time ends and reading begins, and how
// much of the file one of its steps reads. Some 300 records.
const searchBlock = 64 << 10

// Record is what one request, with its retries, has cost.
type Record struct {
	Time         time.Time `json:"time"` // the zero time becomes the time of Append
	Task         string    `json:"task"`
	Provider     string    `json:"provider"`
	Model        string    `json:"model"`
	Source       string    `json:"source,omitempty"` // the input's name
	InputTokens  int       `json:"input_tokens"`
	OutputTokens int       `json:"output_tokens"`
	CostUSD      *float64  `json:"cost_usd"` // nil where no price is known
	Requests     int       `json:"requests"`
	Batch        string    `json:"batch,omitempty"` // that the requests were handed over in
}

// Totals sum up records.
type Totals struct {
	Records      int
	Requests     int
	InputTokens  int
	OutputTokens int
	CostUSD      float64 // of the records with a known price
	Unpriced     int     // records without one
}

// Ledger is a file of records, one JSON object a line, in the order of their
// writing. It may be used by many goroutines and processes at once.
type Ledger struct {
	path string
	now  func() time.Time
}

// OpenLedger returns the ledger at path. The file and its folder are made by
// the first Append. now may be nil.
func OpenLedger(path string, now func() time.Time) *Ledger {
	if now == nil {
		now = time.Now
	}
	return &Ledger{path, now}
}

// Append writes a record at the end of the file.
func (l *Ledger) Append(r Record) error {
	if r.Time.IsZero() {
		r.Time = l.now()
	}
	r.Time = r.Time.UTC()
	line, err := json.Marshal(r)
	if err == nil && len(line) >= maxRecord {
		err = fmt.Errorf("the record has %d bytes", len(line))
	}
	if err == nil {
		err = l.write(append(line, '\n'))
	}
	if err != nil {
		return fmt.Errorf("write the ledger %s: %w", l.path, cause(err))
	}
	return nil
}

// write adds a line by a single write, alone. The lock is a file of its own:
// on Windows a locked file cannot be read.
func (l *Ledger) write(line []byte) (err error) {
	if err := os.MkdirAll(filepath.Dir(l.path), 0o700); err != nil {
		return err
	}
	lock := flock.New(l.path + lockSuffix)
	if err := lock.Lock(); err != nil {
		return err
	}
	defer lock.Unlock()
	f, err := os.OpenFile(l.path, os.O_RDWR|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	torn, err := endsTorn(f)
	if err != nil {
		return err
	}
	if torn {
		line = append([]byte{'\n'}, line...)
	}
	_, err = f.Write(line)
	return err
}

// endsTorn reports whether the file ends within a line, whose writer died.
func endsTorn(f *os.File) (bool, error) {
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return false, err
	}
	var last [1]byte
	_, err = f.ReadAt(last[:], info.Size()-1)
	return last[0] != '\n', err
}

// Records returns the records from since on, in the order of the file. Lines
// that a dying process has torn are left out. An error ends the sequence; a
// ledger that does not exist is empty.
func (l *Ledger) Records(since time.Time) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		f, err := os.Open(l.path)
		if errors.Is(err, fs.ErrNotExist) {
			return
		}
		if err == nil {
			defer f.Close()
			err = seek(f, since)
		}
		if err != nil {
			yield(Record{}, l.unreadable(err))
			return
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, maxRecord+1)
		for lines.Scan() {
			if r, ok := parse(lines.Bytes()); ok && !r.Time.Before(since) && !yield(r, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(Record{}, l.unreadable(err))
		}
	}
}

func (l *Ledger) unreadable(err error) error {
	return fmt.Errorf("read the ledger %s: %w", l.path, cause(err))
}

// Totals sums up the records from since on. What is older is not read.
func (l *Ledger) Totals(since time.Time) (Totals, error) {
	var t Totals
	for r, err := range l.Records(since) {
		if err != nil {
			return t, err
		}
		t.Records++
		t.Requests += r.Requests
		t.InputTokens += r.InputTokens
		t.OutputTokens += r.OutputTokens
		if r.CostUSD == nil {
			t.Unpriced++
			continue
		}
		t.CostUSD += *r.CostUSD
	}
	return t, nil
}

// seek sets f by halving to the start of a line before which everything is
// older than since.
func seek(f *os.File, since time.Time) error {
	t := since.Add(-disorder)
	high, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	low := int64(0)
	block := make([]byte, searchBlock)
	for high-low > searchBlock {
		middle := low + (high-low)/2
		n, err := f.ReadAt(block, middle)
		if err != nil && err != io.EOF {
			return err
		}
		offset, r, ok := firstRecord(block[:n])
		if ok && r.Time.Before(t) {
			low = middle + int64(offset)
		} else {
			high = middle
		}
	}
	_, err = f.Seek(low, io.SeekStart)
	return err
}

// firstRecord returns the first record that begins after a line end in b, and
// where.
func firstRecord(b []byte) (int, Record, bool) {
	for offset := 0; ; {
		i := bytes.IndexByte(b[offset:], '\n')
		if i < 0 {
			return 0, Record{}, false
		}
		offset += i + 1
		line, _, _ := bytes.Cut(b[offset:], []byte{'\n'})
		if r, ok := parse(line); ok {
			return offset, r, true
		}
	}
}

func parse(line []byte) (Record, bool) {
	var r Record
	err := json.Unmarshal(line, &r)
	return r, err == nil && !r.Time.IsZero()
}
