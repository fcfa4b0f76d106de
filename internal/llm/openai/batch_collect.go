package openai

import (
	"context"
	"fmt"
	"time"

	goopenai "github.com/sashabaranov/go-openai"

	"mujaz/internal/llm"
)

// Result is what became of a request.
type Result struct {
	Key    string
	Source string // as its Item said
	// Response is the whole answer, or what is known of one that failed: its Usage
	// was paid for.
	Response llm.Response
	Err      error // why there is no answer
}

// Collect hands the result of every request of a batch that has ended to yield,
// once, and then the batch to settle, which may be nil. After that the batch is
// no longer pending, and what failed may be submitted anew. An error of either
// ends it and is returned; Collect may then be called again and begins anew.
func (b *Batches) Collect(ctx context.Context, id string, yield func(Result) error, settle func(Batch) error) error {
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
	c := collector{left: map[string]int{}, batch: p, created: ended(raw), yield: yield}
	for i, key := range p.Keys {
		c.left[key] = i
	}
	for _, file := range []*string{raw.OutputFileID, raw.ErrorFileID} {
		if err := b.results(ctx, file, &c); err != nil {
			return err
		}
	}
	if err := c.rest(batch); err != nil {
		return err
	}
	if settle != nil {
		if err := settle(batch); err != nil {
			return err
		}
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
	client, err := b.m.batchClient(ctx, nil)
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
	left    map[string]int // keys without a result yet, and their places
	batch   *pending
	created time.Time
	scrub   scrubber
	yield   func(Result) error
}

func (c *collector) take(r batchResult) error {
	i, ours := c.left[r.ID]
	if !ours {
		return nil // another's, or told twice
	}
	delete(c.left, r.ID)
	resp, err := r.answer(c.batch.Model, c.created, c.scrub)
	return c.yield(Result{r.ID, c.batch.source(i), resp, err})
}

// rest hands over what has no result.
func (c *collector) rest(batch Batch) error {
	err := unanswered(batch.State, "")
	if batch.Err != nil {
		err = &llm.Error{Code: llm.Internal, Err: batch.Err}
	}
	for i, key := range c.batch.Keys {
		if _, left := c.left[key]; left {
			if err := c.yield(Result{Key: key, Source: c.batch.source(i), Err: err}); err != nil {
				return err
			}
		}
	}
	return nil
}
