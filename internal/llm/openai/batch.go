package openai

import (
	"context"
	"errors"
	"iter"
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
	ID       string // what Status, Collect and Cancel take
	Task     string // as the Order said
	Provider string // as the Order said
	BaseURL  string // where it is, without credentials
	Model    string
	// State is "submitting" until the provider has the batch, then the
	// provider's word: validating, in_progress, finalizing, completed, failed,
	// expired, cancelling, cancelled.
	State    string
	Created  time.Time
	Requests int      // handed over
	Answered int      // of them, so far
	Failed   int      // of them, so far
	CostUSD  *float64 // by estimate; nil where not known
	Err      error    // why the provider refused the batch, nil where it did not
	Handed   bool     // by the call of Submit that returned it
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

// Item is a request for a batch.
type Item struct {
	Request llm.Request `json:"request"`
	Source  string      `json:"source"` // the input it is for, in words for the user
}

// Order is what is to be known of batches later.
type Order struct {
	Task, Provider string
	// Cost returns what a request may cost in USD, and whether that is known. nil
	// knows no price.
	Cost func(llm.Request) (float64, bool)
}

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

// Here reports whether a batch is at the endpoint that b asks.
func (b *Batches) Here(batch Batch) bool { return batch.BaseURL == b.baseURL() }

// Submit hands requests over, in as many batches as it takes, and returns those
// that hold them. Requests that are pending already are not handed over again:
// after an error or a crash, Submit first goes on where it was, and returns those
// batches too. What the provider
// certainly did not take is no longer pending. The items are read while other
// processes can neither submit nor collect; an error of theirs ends it.
func (b *Batches) Submit(ctx context.Context, o Order, items iter.Seq2[Item, error]) ([]Batch, error) {
	unlock, err := b.folder.lock(ctx)
	if err != nil {
		return nil, err
	}
	defer unlock()
	all, err := b.folder.load()
	if err != nil {
		return nil, err
	}
	b.folder.sweep(all, b.now())
	client, err := b.m.batchClient(ctx, nil)
	if err != nil {
		return nil, err
	}
	s := newSubmission(b, client, o, all)
	defer s.abandon()
	for _, p := range all {
		if p.Batch == "" && p.BaseURL == b.baseURL() {
			if err := b.resume(ctx, client, p); err != nil {
				return nil, err
			}
			s.wanted[p], s.handed[p] = true, true
		}
	}
	for item, err := range items {
		if err == nil {
			err = s.add(ctx, item)
		}
		if err != nil {
			return nil, err
		}
	}
	return s.end(ctx)
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

// resume takes the steps that are left of a batch, after asking the provider
// whether the last one was taken.
func (b *Batches) resume(ctx context.Context, client *goopenai.Client, p *pending) error {
	act, err := "look for batch "+p.id(), error(nil)
	if p.File == "" {
		p.File, err = b.uploaded(ctx, client, p)
	} else {
		p.Batch, err = find(ctx, client, p)
	}
	if err != nil {
		return b.failed(ctx, act, err)
	}
	return b.hand(ctx, client, p)
}

// hand takes the steps that are left until the provider has the batch.
func (b *Batches) hand(ctx context.Context, client *goopenai.Client, p *pending) error {
	for _, step := range []struct {
		act  string
		id   *string
		take func(context.Context, *goopenai.Client, *pending) (string, error)
	}{
		{"hand over the requests of batch ", &p.File, b.upload},
		{"create batch ", &p.Batch, create},
	} {
		if *step.id == "" {
			id, err := step.take(ctx, client, p)
			if err == nil && id == "" {
				err = errNoBatchAPI
			}
			if err != nil {
				err = b.failed(ctx, step.act+p.id(), err)
				if refused(err) {
					return errors.Join(err, b.folder.remove(p))
				}
				return err
			}
			*step.id = id
		}
		if err := b.folder.save(p); err != nil {
			return err
		}
	}
	b.folder.drop(p)
	return nil
}

// refused reports whether the provider certainly took nothing.
func refused(err error) bool {
	e := (&llm.Error{})
	return errors.As(err, &e) && !e.Retryable() && (e.Status >= 300 && e.Status < 500 || errors.Is(err, errNoBatchAPI))
}

var errNoBatchAPI = errors.New("the server does not answer as a batch API does")
