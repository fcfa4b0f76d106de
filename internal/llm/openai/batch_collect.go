package openai

import (
	"context"
	"fmt"
	"time"

	goopenai "github.com/sashabaranov/go-openai"

	"mujaz/internal/llm"
)

// Collect hands every request of a batch that has ended to yield, once: its
// key, and its whole answer or why there is none. When all are handed over the
// batch is no longer pending, and what failed may be submitted anew. An error
// of yield ends it and is returned; Collect may then be called again.
func (b *Batches) Collect(ctx context.Context, id string, yield func(key string, resp llm.Response, err error) error) error {
	unlock, err := b.folder.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	p, err := b.one(id)
	if err != nil {
		return err
	}
	batch, raw, err := b.ask(ctx, p)
	if err != nil {
		return err
	}
	if !batch.Ended() {
		return fmt.Errorf("%w: %s is %s, %d of %d requests answered", ErrBatchRunning, id, batch.State, batch.Answered, batch.Requests)
	}
	c := collector{left: map[string]bool{}, model: p.Model, created: ended(raw), yield: yield}
	for _, key := range p.Keys {
		c.left[key] = true
	}
	for _, file := range []*string{raw.OutputFileID, raw.ErrorFileID} {
		if err := b.results(ctx, file, &c); err != nil {
			return err
		}
	}
	if err := c.rest(p.Keys, batch); err != nil {
		return err
	}
	return b.folder.remove(p)
}

// ended returns when the batch ended.
func ended(raw goopenai.Batch) time.Time {
	for _, at := range []*int{raw.CompletedAt, raw.ExpiredAt, raw.CancelledAt, raw.FailedAt} {
		if at != nil && *at > 0 {
			return time.Unix(int64(*at), 0)
		}
	}
	return time.Unix(int64(raw.CreatedAt), 0)
}

// results reads a file of results, if there is one.
func (b *Batches) results(ctx context.Context, file *string, c *collector) error {
	if file == nil || *file == "" {
		return nil
	}
	client, err := b.m.batchClient(ctx)
	if err != nil {
		return err
	}
	content, err := client.GetFileContent(ctx, *file)
	if err != nil {
		return b.failed(ctx, "get the results of the batch", err)
	}
	defer content.Close()
	key, _ := b.m.key.get(ctx)
	c.scrub = newScrubber("", append(secretsOf(b.m.address), key)...)
	if err := eachResult(content, c.take); err != nil {
		if ctx.Err() != nil {
			return llm.Stopped(ctx)
		}
		return err
	}
	return nil
}

// collector hands results over, each once.
type collector struct {
	left    map[string]bool // keys without a result yet
	model   string          // that was asked
	created time.Time
	scrub   scrubber
	yield   func(string, llm.Response, error) error
}

func (c *collector) take(r batchResult) error {
	if !c.left[r.ID] {
		return nil // not ours, or told twice
	}
	delete(c.left, r.ID)
	resp, err := r.answer(c.model, c.created, c.scrub)
	return c.yield(r.ID, resp, err)
}

// rest hands over what has no result.
func (c *collector) rest(keys []string, batch Batch) error {
	err := unanswered(batch.State, "")
	if batch.Err != nil {
		err = &llm.Error{Code: llm.Internal, Err: batch.Err}
	}
	for _, key := range keys {
		if c.left[key] {
			if err := c.yield(key, llm.Response{}, err); err != nil {
				return err
			}
		}
	}
	return nil
}
