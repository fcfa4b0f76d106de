package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"mujaz/internal/llm"
)

// pending is a batch that is not collected yet, as a file keeps it. Each step
// towards the provider is written down before it is taken, under a name that
// the provider is told: after a crash it can be asked whether it was taken.
type pending struct {
	Name    string    `json:"name"`     // ours, random; in the file's name and the batch's metadata
	BaseURL string    `json:"base_url"` // without credentials
	Model   string    `json:"model"`
	Created time.Time `json:"created"`
	Keys    []string  `json:"keys"`    // of the requests
	Sources []string  `json:"sources"` // the inputs that they are for
	File    string    `json:"file"`    // the provider's name of the uploaded file, "" before
	Batch   string    `json:"batch"`   // the provider's name of the batch, "" before

	Task     string   `json:"task"`
	Provider string   `json:"provider"`
	CostUSD  *float64 `json:"cost_usd_estimate"` // nil where not known
}

// reckon adds what a request may cost.
func (p *pending) reckon(o Order, r llm.Request) {
	if p.CostUSD == nil {
		return
	}
	usd, known := 0.0, false
	if o.Cost != nil {
		usd, known = o.Cost(r)
	}
	if !known {
		p.CostUSD = nil
		return
	}
	*p.CostUSD += usd
}

// source returns what the request of that number is for.
func (p *pending) source(i int) string {
	if i < len(p.Sources) {
		return p.Sources[i]
	}
	return ""
}

// id is what users call the batch: as the provider does once it knows of it.
func (p *pending) id() string {
	if p.Batch != "" {
		return p.Batch
	}
	return p.Name
}

// folder keeps pending batches: NAME.json, and NAME.jsonl with the requests
// until the provider has them.
type folder string

const (
	stateSuffix = ".json"
	linesSuffix = ".jsonl"
	tempSuffix  = ".tmp"
	// lockPoll is how often a lock that another process holds is tried.
	lockPoll = 50 * time.Millisecond
)

func (f folder) lines(name string) string { return filepath.Join(string(f), name+linesSuffix) }

// lock keeps other processes out until unlock is called.
func (f folder) lock(ctx context.Context) (unlock func(), err error) {
	if err := os.MkdirAll(string(f), 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of batches: %w", err)
	}
	l := flock.New(filepath.Join(string(f), "lock"))
	if _, err := l.TryLockContext(ctx, lockPoll); err != nil {
		if ctx.Err() != nil {
			return nil, llm.Stopped(ctx)
		}
		return nil, fmt.Errorf("lock the folder of batches: %w", err)
	}
	return func() { _ = l.Unlock() }, nil
}

// load returns what is pending, the oldest first, and nothing where there is
// no folder.
func (f folder) load() ([]*pending, error) {
	entries, err := os.ReadDir(string(f))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the folder of batches: %w", err)
	}
	var all []*pending
	for _, e := range entries {
		if filepath.Ext(e.Name()) != stateSuffix {
			continue
		}
		raw, err := os.ReadFile(filepath.Join(string(f), e.Name()))
		if errors.Is(err, fs.ErrNotExist) { // just collected
			continue
		}
		p := &pending{}
		if err == nil {
			err = json.Unmarshal(raw, p)
		}
		if err == nil && p.Name+stateSuffix != e.Name() {
			err = errors.New("it names another batch")
		}
		if err != nil {
			return nil, fmt.Errorf("read the batch %s: %w", e.Name(), err)
		}
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b *pending) int {
		if c := a.Created.Compare(b.Created); c != 0 {
			return c
		}
		return strings.Compare(a.Name, b.Name)
	})
	return all, nil
}

// save writes the state, whole or not at all.
func (f folder) save(p *pending) error {
	raw, err := json.Marshal(p)
	if err == nil {
		err = f.place(p.Name+stateSuffix, raw)
	}
	if err != nil {
		return fmt.Errorf("keep the state of batch %s: %w", p.id(), err)
	}
	return nil
}

func (f folder) place(name string, content []byte) error {
	temp, err := os.CreateTemp(string(f), name+".*"+tempSuffix)
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // fails once it is renamed
	_, err = temp.Write(content)
	if err == nil {
		err = temp.Sync()
	}
	if err = errors.Join(err, temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), filepath.Join(string(f), name))
}

// remove forgets a batch.
func (f folder) remove(p *pending) error {
	if err := os.Remove(filepath.Join(string(f), p.Name+stateSuffix)); err != nil {
		return fmt.Errorf("forget the batch %s: %w", p.id(), err)
	}
	f.drop(p) // mostly gone
	return nil
}

// drop removes the requests of a batch; where that fails the next sweep does.
func (f folder) drop(p *pending) { _ = os.Remove(f.lines(p.Name)) }

// sweep removes what dying processes have left: drafts, and the requests of
// batches that were never written down or that the provider has.
func (f folder) sweep(all []*pending, now time.Time) {
	needed := map[string]bool{}
	for _, p := range all {
		needed[p.Name] = p.Batch == ""
	}
	entries, _ := os.ReadDir(string(f))
	for _, e := range entries {
		name, isLines := strings.CutSuffix(e.Name(), linesSuffix)
		old := false
		if filepath.Ext(e.Name()) == draftSuffix {
			info, err := e.Info()
			old = err == nil && now.Sub(info.ModTime()) > draftAge
		}
		if isLines && !needed[name] || old || filepath.Ext(e.Name()) == tempSuffix {
			_ = os.Remove(filepath.Join(string(f), e.Name()))
		}
	}
}
