package openai

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
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

// batch is what is known without asking the provider.
func (p *pending) batch() Batch {
	b := Batch{
		ID: p.id(), Task: p.Task, Provider: p.Provider, BaseURL: p.BaseURL, Model: p.Model,
		Created: p.Created, Requests: len(p.Keys), CostUSD: p.CostUSD,
	}
	if p.Batch == "" {
		b.State = "submitting"
	}
	return b
}

// Pending returns the batches in a folder that are not collected, the oldest
// first, wherever they are. Nothing is asked of the provider: their State is ""
// unless it is "submitting".
func Pending(dir string) ([]Batch, error) {
	all, err := folder(dir).load()
	var batches []Batch
	for _, p := range all {
		batches = append(batches, p.batch())
	}
	return batches, err
}

// Held returns the keys of the requests that are pending in a folder's batches,
// and the batch of each; nil where there are none.
func Held(dir string) (map[string]string, error) {
	all, err := folder(dir).load()
	if len(all) == 0 {
		return nil, err
	}
	held := map[string]string{}
	for _, p := range all {
		for _, key := range p.Keys {
			held[key] = p.id()
		}
	}
	return held, err
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
	client, err := b.m.batchClient(ctx, nil)
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
	client, err := b.m.batchClient(ctx, nil)
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

// Forget takes a batch for lost without asking the provider: what it answers is
// not collected, and its requests may be handed over or asked for anew.
func (b *Batches) Forget(ctx context.Context, id string) error {
	unlock, err := b.folder.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	all, err := b.folder.load()
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.id() == id {
			return b.folder.remove(p)
		}
	}
	return fmt.Errorf("%w: %s", ErrNoBatch, id)
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
		if !passing && !errors.Is(err, errNoBatchAPI) {
			err = fmt.Errorf("%w: %w", errNoBatchAPI, err)
		}
		e = &llm.Error{Code: llm.Unavailable, Permanent: !passing, Err: err}
	}
	told := *e
	told.Err = fmt.Errorf("%s: %w", act, e.Err)
	return &told
}
