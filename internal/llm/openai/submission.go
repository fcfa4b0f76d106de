package openai

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"

	goopenai "github.com/sashabaranov/go-openai"
)

// submission is one Submit: its batches are filled side by side, one for each
// model, and handed over when they are full.
type submission struct {
	b      *Batches
	client *goopenai.Client
	order  Order
	all    []*pending
	known  map[string]*pending // by the keys of their requests
	wanted map[*pending]bool   // those that hold an item
	handed map[*pending]bool   // those that the provider has got just now
	open   map[string]*filling // by model
}

// filling is a batch whose file is being written.
type filling struct {
	*pending
	file  *os.File
	lines *bufio.Writer
	size  int
}

func newSubmission(b *Batches, client *goopenai.Client, o Order, all []*pending) *submission {
	s := &submission{b, client, o, all, map[string]*pending{}, map[*pending]bool{}, map[*pending]bool{}, map[string]*filling{}}
	for _, p := range all {
		for _, key := range p.Keys {
			s.known[key] = p
		}
	}
	return s
}

// add puts an item that is not pending into a batch.
func (s *submission) add(ctx context.Context, item Item) error {
	r, key := item.Request, item.Request.Key()
	if p := s.known[key]; p != nil {
		s.wanted[p] = true
		return nil
	}
	if r.Target.Model == "" {
		r.Target.Model = s.b.m.o.Preset.Model
	}
	line, err := s.b.m.newBatchLine(key, r)
	if err != nil {
		return err
	}
	f := s.open[r.Target.Model]
	if f != nil && (len(f.Keys) == s.b.requests || f.size+len(line) > s.b.bytes) {
		if err := s.seal(ctx, f); err != nil {
			return err
		}
		f = nil
	}
	if f == nil {
		if f, err = s.begin(r.Target.Model); err != nil {
			return err
		}
	}
	f.Keys, f.Sources, f.size = append(f.Keys, key), append(f.Sources, item.Source), f.size+len(line)
	f.reckon(s.order, r)
	s.known[key], s.wanted[f.pending] = f.pending, true
	if _, err := f.lines.Write(line); err != nil {
		return fmt.Errorf("write the requests of a batch: %w", err)
	}
	return nil
}

// begin opens the file of a new batch.
func (s *submission) begin(model string) (*filling, error) {
	zero := 0.0
	p := &pending{
		Name: rand.Text(), BaseURL: s.b.baseURL(), Task: s.order.Task, Provider: s.order.Provider,
		Model: model, Created: s.b.now().UTC(), CostUSD: &zero,
	}
	file, err := os.CreateTemp(string(s.b.folder), p.Name+linesSuffix+".*"+tempSuffix)
	if err != nil {
		return nil, fmt.Errorf("write the requests of a batch: %w", err)
	}
	f := &filling{pending: p, file: file, lines: bufio.NewWriterSize(file, 1<<20)}
	s.open[model] = f
	return f, nil
}

// seal ends the file of a batch and hands it over.
func (s *submission) seal(ctx context.Context, f *filling) error {
	delete(s.open, f.Model)
	err := errors.Join(f.lines.Flush(), f.file.Sync(), f.file.Close())
	if err == nil {
		err = os.Rename(f.file.Name(), s.b.folder.lines(f.Name))
	}
	if err != nil {
		_ = os.Remove(f.file.Name())
		return fmt.Errorf("write the requests of a batch: %w", err)
	}
	if err := s.b.folder.save(f.pending); err != nil {
		return err
	}
	if err := s.b.hand(ctx, s.client, f.pending); err != nil {
		return err
	}
	s.all, s.handed[f.pending] = append(s.all, f.pending), true
	return nil
}

// end hands the last batches over, and returns all that hold an item.
func (s *submission) end(ctx context.Context) ([]Batch, error) {
	for _, model := range slices.Sorted(maps.Keys(s.open)) {
		if err := s.seal(ctx, s.open[model]); err != nil {
			return nil, err
		}
	}
	var batches []Batch
	for _, p := range s.all {
		if s.wanted[p] {
			b := p.batch()
			b.Handed = s.handed[p]
			batches = append(batches, b)
		}
	}
	return batches, nil
}

// abandon leaves nothing behind of what was not sealed.
func (s *submission) abandon() {
	for _, f := range s.open {
		_ = f.file.Close()
		_ = os.Remove(f.file.Name())
	}
}
