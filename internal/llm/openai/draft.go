package openai

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"sync"
	"time"
)

// Draft collects requests in a file, each once, until they are handed over:
// there may be more of them than memory holds. It may be used by many
// goroutines at once.
type Draft struct {
	dir string

	mu    sync.Mutex
	keys  map[string]bool
	file  *os.File // nil before the first request
	lines *bufio.Writer
}

const (
	draftSuffix = ".draft"
	// draftAge is how long a draft may lie untouched before its process is taken
	// for dead. A run writes into it all along.
	draftAge = 24 * time.Hour
)

// NewDraft returns an empty draft, whose file will lie in the folder of batches.
func NewDraft(dir string) *Draft { return &Draft{dir: dir, keys: map[string]bool{}} }

// Add notes an item down, and reports whether its request is a new one.
func (d *Draft) Add(item Item) (fresh bool, err error) {
	line, err := json.Marshal(item)
	if err != nil {
		return false, err
	}
	key := item.Request.Key()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.keys[key] {
		return false, nil
	}
	d.keys[key] = true
	if err := d.open(); err != nil {
		return true, fmt.Errorf("note the requests for a batch: %w", err)
	}
	if _, err := d.lines.Write(append(line, '\n')); err != nil {
		return true, fmt.Errorf("note the requests for a batch: %w", err)
	}
	return true, nil
}

func (d *Draft) open() (err error) {
	if d.file != nil {
		return nil
	}
	if err := os.MkdirAll(d.dir, 0o700); err != nil {
		return err
	}
	if d.file, err = os.CreateTemp(d.dir, "*"+draftSuffix); err == nil {
		d.lines = bufio.NewWriterSize(d.file, 1<<16)
	}
	return err
}

// Len returns the number of requests.
func (d *Draft) Len() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.keys)
}

// Items returns what was added, in that order. Nothing may be added meanwhile.
func (d *Draft) Items() iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		if d.file == nil {
			return
		}
		err := d.lines.Flush()
		if err == nil {
			_, err = d.file.Seek(0, io.SeekStart)
		}
		if err != nil {
			yield(Item{}, fmt.Errorf("read the requests for a batch: %w", err))
			return
		}
		decoder := json.NewDecoder(d.file)
		for {
			var item Item
			err := decoder.Decode(&item)
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				err = fmt.Errorf("read the requests for a batch: %w", err)
			}
			if !yield(item, err) || err != nil {
				return
			}
		}
	}
}

// Close throws the draft away.
func (d *Draft) Close() error {
	if d.file == nil {
		return nil
	}
	return errors.Join(d.file.Close(), os.Remove(d.file.Name()))
}
