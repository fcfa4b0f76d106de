package openai

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"time"

	goopenai "github.com/sashabaranov/go-openai"

	"mujaz/internal/llm"
)

// clockSkew is by how much a provider's clock may be behind ours.
const clockSkew = time.Hour

// find returns the provider's name of the batch, "" where it has none.
func find(ctx context.Context, client *goopenai.Client, p *pending) (string, error) {
	limit := 100
	var after *string
	for {
		page, err := client.ListBatch(ctx, after, &limit)
		if err != nil {
			return "", err
		}
		for _, b := range page.Data {
			if b.Metadata[metadataName] == p.Name {
				return b.ID, nil
			}
		}
		n := len(page.Data)
		if !page.HasMore || n == 0 || time.Unix(int64(page.Data[n-1].CreatedAt), 0).Before(p.Created.Add(-clockSkew)) {
			return "", nil // the newest come first
		}
		after = &page.Data[n-1].ID
	}
}

// holding returns the batches with one of the keys.
func holding(all []*pending, wanted map[string]bool) []Batch {
	var batches []Batch
	for _, p := range all {
		if slices.ContainsFunc(p.Keys, func(key string) bool { return wanted[key] }) {
			batches = append(batches, p.batch())
		}
	}
	return batches
}

// batch is what is known without asking the provider.
func (p *pending) batch() Batch {
	b := Batch{ID: p.id(), Model: p.Model, Created: p.Created, Requests: len(p.Keys)}
	if p.Batch == "" {
		b.State = "submitting"
	}
	return b
}

// Pending returns the batches that are not collected, the oldest first. Nothing
// is asked of the provider: their State is "" unless it is "submitting".
func (b *Batches) Pending() ([]Batch, error) {
	all, err := b.folder.load()
	var batches []Batch
	for _, p := range all {
		batches = append(batches, p.batch())
	}
	return batches, err
}

// one returns the pending batch of that name.
func (b *Batches) one(id string) (*pending, error) {
	all, err := b.folder.load()
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		if p.id() != id {
			continue
		}
		if p.BaseURL != b.baseURL() {
			return nil, fmt.Errorf("batch %s is at %s, not at %s", id, p.BaseURL, b.baseURL())
		}
		return p, nil
	}
	return nil, fmt.Errorf("%w: %s", ErrNoBatch, id)
}

// Status asks the provider how far a batch is.
func (b *Batches) Status(ctx context.Context, id string) (Batch, error) {
	p, err := b.one(id)
	if err != nil {
		return Batch{}, err
	}
	batch, _, err := b.ask(ctx, p)
	return batch, err
}

// ask returns the batch as the provider has it, in our words and in its own.
func (b *Batches) ask(ctx context.Context, p *pending) (Batch, goopenai.Batch, error) {
	batch := p.batch()
	if p.Batch == "" {
		return batch, goopenai.Batch{}, nil
	}
	client, err := b.m.batchClient(ctx)
	if err != nil {
		return batch, goopenai.Batch{}, err
	}
	resp, err := client.RetrieveBatch(ctx, p.Batch)
	if err == nil && resp.Status == "" {
		err = errNoBatchAPI
	}
	if err != nil {
		return batch, goopenai.Batch{}, b.failed(ctx, "ask for batch "+p.id(), err)
	}
	batch.State = resp.Status
	batch.Answered, batch.Failed = resp.RequestCounts.Completed, resp.RequestCounts.Failed
	batch.Err = refusalOf(resp.Batch)
	return batch, resp.Batch, nil
}

// refusalOf returns why the provider took the batch as a whole for invalid.
func refusalOf(batch goopenai.Batch) error {
	if batch.Errors == nil || len(batch.Errors.Data) == 0 {
		return nil
	}
	first := batch.Errors.Data[0]
	return join("the provider refused the batch", foreign(cut(oneLine(first.Message), maxMessage)))
}

// Wait asks for the batch every so often until it has ended, and tells notify,
// which may be nil, of each answer. Failures that pass are waited out too.
func (b *Batches) Wait(ctx context.Context, id string, every time.Duration, notify func(Batch)) (Batch, error) {
	for {
		batch, err := b.Status(ctx, id)
		var e *llm.Error
		if err != nil && !(errors.As(err, &e) && e.Retryable()) {
			return batch, err
		}
		if err == nil && notify != nil {
			notify(batch)
		}
		if err == nil && batch.Ended() {
			return batch, nil
		}
		select {
		case <-time.After(every):
		case <-ctx.Done():
			return batch, llm.Stopped(ctx)
		}
	}
}

// Cancel tells the provider to stop; what it has answered can be collected
// once the batch has ended. One that the provider never got is forgotten.
func (b *Batches) Cancel(ctx context.Context, id string) error {
	unlock, err := b.folder.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	p, err := b.one(id)
	if err != nil {
		return err
	}
	client, err := b.m.batchClient(ctx)
	if err != nil {
		return err
	}
	if p.Batch == "" {
		found, err := find(ctx, client, p) // its creation may have got through
		if err != nil {
			return b.failed(ctx, "look for batch "+id, err)
		}
		if found == "" {
			return b.folder.remove(p)
		}
		p.Batch = found
		if err := b.folder.save(p); err != nil {
			return err
		}
	}
	if _, err := client.CancelBatch(ctx, p.Batch); err != nil {
		return b.failed(ctx, "cancel batch "+id, err)
	}
	return nil
}

// failed returns the error of an act that failed: typed, unless the failure is
// the disk's.
func (b *Batches) failed(ctx context.Context, act string, err error) error {
	var e *llm.Error
	var disk *fs.PathError
	switch {
	case ctx.Err() != nil:
		e = llm.Stopped(ctx)
	case errors.As(err, &e):
	case errors.As(err, &disk):
		return fmt.Errorf("%s: %w", act, err)
	default: // a reply that is none, or that broke off
		passing := errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, context.Canceled)
		e = &llm.Error{Code: llm.Unavailable, Permanent: !passing, Err: err}
	}
	told := *e
	told.Err = fmt.Errorf("%s: %w", act, e.Err)
	return &told
}
