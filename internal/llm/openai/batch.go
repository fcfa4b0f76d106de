package openai

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	goopenai "github.com/sashabaranov/go-openai"

	"mujaz/internal/llm"
)

// The most that OpenAI takes in one batch; its file is for one model only.
// https://platform.openai.com/docs/api-reference/batch/create
const (
	maxBatchRequests = 50_000
	maxBatchBytes    = 200_000_000
)

// metadataName is the key under which a batch's metadata hold its pending.Name.
const metadataName = "mujaz"

// Batch is a batch of requests at the provider.
type Batch struct {
	ID    string // what Status, Wait, Collect and Cancel take
	Model string
	// State is "submitting" until the provider has the batch, then the
	// provider's word: validating, in_progress, finalizing, completed, failed,
	// expired, cancelling, cancelled.
	State    string
	Created  time.Time
	Requests int   // handed over
	Answered int   // of them, so far
	Failed   int   // of them, so far
	Err      error // why the provider refused the batch, nil where it did not
}

// Ended reports whether nothing more will happen to the batch.
func (b Batch) Ended() bool {
	return slices.Contains([]string{"completed", "failed", "expired", "cancelled"}, b.State)
}

var (
	// ErrBatchRunning is why a batch that has not ended cannot be collected.
	ErrBatchRunning = errors.New("the batch has not ended yet")
	// ErrNoBatch is why nothing is known of a batch.
	ErrNoBatch = errors.New("no such batch is pending here")
)

// Batches hands requests to the batch API of a provider (OpenAI's, and those
// that share it) and gets the answers, later and at BatchFactor of the price.
// A folder keeps what is pending; it may be shared by processes.
type Batches struct {
	m        *model
	folder   folder
	now      func() time.Time
	requests int // most in a batch
	bytes    int
}

// NewBatches returns the batches of the endpoint that the options name, with
// those pending in the folder, which is made when needed.
func NewBatches(o Options, dir string) *Batches {
	return &Batches{New(o).(*model), folder(dir), time.Now, maxBatchRequests, maxBatchBytes}
}

// Submit hands the requests over, in as many batches as it takes, and returns
// those that hold them. Requests that are pending already are not handed over
// again: after an error or a crash, Submit goes on where it was.
func (b *Batches) Submit(ctx context.Context, requests []llm.Request) ([]Batch, error) {
	unlock, err := b.folder.lock(ctx)
	if err != nil {
		return nil, err
	}
	defer unlock()
	all, err := b.folder.load()
	if err != nil {
		return nil, err
	}
	b.folder.sweep(all)
	client, err := b.m.batchClient(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		if p.Batch == "" && p.BaseURL == b.baseURL() {
			if err := b.hand(ctx, client, p, true); err != nil {
				return nil, err
			}
		}
	}
	wanted := map[string]bool{}
	fresh := b.fresh(requests, all, wanted)
	for len(fresh) > 0 {
		p, n, err := b.write(fresh)
		if err == nil {
			err = b.hand(ctx, client, p, false)
		}
		if err != nil {
			return nil, err
		}
		all, fresh = append(all, p), fresh[n:]
	}
	return holding(all, wanted), nil
}

// baseURL is the endpoint's, less its secrets.
func (b *Batches) baseURL() string {
	if b.m.address == nil {
		return ""
	}
	u := *b.m.address
	u.User, u.RawQuery = nil, ""
	return strings.TrimSuffix(u.String(), chatPath)
}

// keyed is a request with its key.
type keyed struct {
	llm.Request
	key string
}

// fresh returns the requests that are not pending, each once, in an order that
// keeps those to one model together. It notes the keys of all.
func (b *Batches) fresh(requests []llm.Request, all []*pending, wanted map[string]bool) []keyed {
	known := map[string]bool{}
	for _, p := range all {
		for _, key := range p.Keys {
			known[key] = true
		}
	}
	var fresh []keyed
	for _, r := range requests {
		k := keyed{r, r.Key()}
		wanted[k.key] = true
		if !known[k.key] {
			known[k.key] = true
			fresh = append(fresh, k)
		}
	}
	slices.SortFunc(fresh, func(x, y keyed) int {
		return cmp.Or(strings.Compare(x.Target.Model, y.Target.Model), strings.Compare(x.key, y.key))
	})
	return fresh
}

// write puts as many of the requests as one batch holds into its file, and
// returns their number.
func (b *Batches) write(requests []keyed) (*pending, int, error) {
	p := &pending{Name: rand.Text(), BaseURL: b.baseURL(), Model: requests[0].Target.Model, Created: b.now().UTC()}
	var lines []byte
	for _, r := range requests {
		if r.Target.Model != p.Model || len(p.Keys) == b.requests {
			break
		}
		named := r.Request
		if named.Target.Model == "" {
			named.Target.Model = b.m.o.Preset.Model
		}
		line, err := b.m.newBatchLine(r.key, named)
		if err != nil {
			return nil, 0, err
		}
		if len(lines)+len(line) > b.bytes && len(p.Keys) > 0 {
			break
		}
		lines = append(lines, line...)
		p.Keys = append(p.Keys, r.key)
	}
	if err := b.folder.place(p.Name+linesSuffix, lines); err != nil {
		return nil, 0, fmt.Errorf("write the requests of a batch: %w", err)
	}
	return p, len(p.Keys), b.folder.save(p)
}

// hand takes the steps that are left until the provider has the batch. again
// tells that a step may have been taken without its outcome being known.
func (b *Batches) hand(ctx context.Context, client *goopenai.Client, p *pending, again bool) error {
	if p.File == "" {
		file, err := b.upload(ctx, client, p, again)
		if err != nil {
			return b.failed(ctx, "hand over the requests of batch "+p.id(), err)
		}
		p.File = file
		if err := b.folder.save(p); err != nil {
			return err
		}
	}
	id, err := b.create(ctx, client, p, again)
	if err != nil {
		if e := (&llm.Error{}); errors.As(err, &e) && e.Status >= 400 && e.Status < 500 && !e.Retryable() {
			p.File = "" // it may be what the provider does not find, or like
			err = errors.Join(err, b.folder.save(p))
		}
		return b.failed(ctx, "create batch "+p.id(), err)
	}
	p.Batch = id
	if err := b.folder.save(p); err != nil {
		return err
	}
	_ = os.Remove(b.folder.lines(p.Name)) // or the next sweep does
	return nil
}

// upload returns the provider's name of the file with the requests.
func (b *Batches) upload(ctx context.Context, client *goopenai.Client, p *pending, again bool) (string, error) {
	name := "mujaz-" + p.Name + linesSuffix
	content, err := os.ReadFile(b.folder.lines(p.Name))
	if err != nil {
		return "", fmt.Errorf("read its requests: %w", err)
	}
	if again {
		files, err := client.ListFiles(ctx)
		if err != nil {
			return "", err
		}
		for _, f := range files.Files {
			if f.FileName == name && f.Bytes == len(content) {
				return f.ID, nil
			}
		}
	}
	file, err := client.CreateFileBytes(ctx, goopenai.FileBytesRequest{Name: name, Bytes: content, Purpose: goopenai.PurposeBatch})
	if err == nil && file.ID == "" {
		err = errNoBatchAPI
	}
	return file.ID, err
}

// create returns the provider's name of the batch.
func (b *Batches) create(ctx context.Context, client *goopenai.Client, p *pending, again bool) (string, error) {
	if again {
		id, err := find(ctx, client, p)
		if id != "" || err != nil {
			return id, err
		}
	}
	resp, err := client.CreateBatch(ctx, goopenai.CreateBatchRequest{
		InputFileID: p.File, Endpoint: goopenai.BatchEndpointChatCompletions, CompletionWindow: "24h",
		Metadata: map[string]any{metadataName: p.Name},
	})
	if err == nil && resp.ID == "" {
		err = errNoBatchAPI
	}
	return resp.ID, err
}

var errNoBatchAPI = errors.New("the server does not answer as a batch API does")
