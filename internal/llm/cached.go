package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"mujaz/internal/store"
)

// answerKind is the kind of entry that whole answers are stored as.
const answerKind = "answer"

// CacheOptions say what Cached may do with its store.
type CacheOptions struct {
	Read  bool // answer from the store; false asks anew (--refresh)
	Write bool // keep answers, and lease what is asked for; false leaves the store as it is
	Kept  bool // answers are kept by a Keeping model below
	// Warn hears what is wrong with the store, from any goroutine; the request
	// goes on without it. Each damaged entry is told, everything else once. It
	// may be nil.
	Warn func(error)
}

// Rejecter is a Model that remembers answers and can be told that one was no
// good.
type Rejecter interface {
	Model
	// Reject marks the stored answer to r as not to be used again.
	Reject(r Request, reason string)
}

// Reject tells m, where it is a Rejecter, that its answer to r was no good: the
// next run asks anew.
func Reject(m Model, r Request, reason string) {
	if c, ok := m.(Rejecter); ok {
		c.Reject(r, reason)
	}
}

// cached answers from the disk.
type cached struct {
	Model
	store *store.Store
	o     CacheOptions
	once  sync.Once // for the first failure of the store
}

var (
	_ Model    = (*cached)(nil)
	_ Rejecter = (*cached)(nil)
)

// Cached answers a request from s where it can, and keeps next's answers there
// before it returns them. Of all processes that want the same answer one asks
// and the others wait for it. Errors are not kept. A cached answer is emitted
// as one Delta; its Usage is what it once cost, its Requests are 0.
func Cached(next Model, s *store.Store, o CacheOptions) Model {
	if o.Warn == nil {
		o.Warn = func(error) {}
	}
	return &cached{Model: next, store: s, o: o}
}

// answerMeta is what is stored of an answer beside its text. The endpoint is
// in the key only: its URL may hold credentials.
type answerMeta struct {
	Asked   string `json:"asked"` // the model asked for
	Model   string `json:"model,omitempty"`
	Finish  string `json:"finish"`
	Refusal string `json:"refusal,omitempty"`
	Usage   Usage  `json:"usage"`
}

func (c *cached) Complete(ctx context.Context, r Request, emit func(Event)) (Response, error) {
	key := r.Key()
	resp, err := c.read(key, emit)
	if err == nil {
		return resp, nil
	}
	c.missed(err)
	if !c.o.Write {
		return c.Model.Complete(ctx, r, emit)
	}
	release, err := c.store.Lease(ctx, key)
	switch {
	case err == nil:
		defer release()
		// Whoever held the lease may have brought the answer.
		if resp, err := c.read(key, emit); err == nil {
			return resp, nil
		}
	case ctx.Err() != nil:
		return Response{}, Stopped(ctx)
	default:
		c.warn(err)
	}
	resp, err = c.Model.Complete(ctx, r, emit)
	if err == nil && !c.o.Kept {
		c.keep(key, r, resp)
	}
	return resp, err
}

// Reject marks the stored answer to r, see Rejecter.
func (c *cached) Reject(r Request, reason string) {
	if !c.o.Write {
		return
	}
	if err := c.store.Reject(r.Key(), reason); err != nil {
		c.warn(err)
	}
}

// read returns and emits the stored answer, if it may.
func (c *cached) read(key string, emit func(Event)) (Response, error) {
	if !c.o.Read {
		return Response{}, store.ErrNotFound
	}
	e, err := c.store.Get(key)
	if err != nil {
		return Response{}, err
	}
	var m answerMeta
	if err := json.Unmarshal(e.Meta, &m); err != nil || e.Kind != answerKind {
		return Response{}, fmt.Errorf("the cache entry %s holds no answer", key)
	}
	resp := Response{
		Text: string(e.Body), Finish: m.Finish, Model: m.Model, Refusal: m.Refusal,
		Usage: m.Usage, Cached: true, Created: e.Created,
	}
	if emit != nil {
		emit(Event{Kind: Delta, Text: resp.Text})
	}
	return resp, nil
}

// missed warns of what is more than a miss.
func (c *cached) missed(err error) {
	var damage *store.DamagedError
	switch {
	case errors.As(err, &damage):
		c.o.Warn(err)
	case !errors.Is(err, store.ErrNotFound):
		c.warn(err)
	}
}

func (c *cached) keep(key string, r Request, resp Response) {
	if err := Keep(c.store, key, r.Target.Model, resp); err != nil {
		c.warn(err)
	}
}

// Keep stores a whole answer, which came by another way than a Cached model,
// under the key of its request; asked is the model that was asked for.
func Keep(s *store.Store, key, asked string, resp Response) error {
	meta, err := json.Marshal(answerMeta{asked, resp.Model, resp.Finish, resp.Refusal, resp.Usage})
	if err != nil {
		return err
	}
	return s.Put(key, store.Entry{Kind: answerKind, Created: resp.Created, Meta: meta, Body: []byte(resp.Text)})
}

func (c *cached) warn(err error) {
	c.once.Do(func() { c.o.Warn(&StoreError{err}) })
}

// StoreError is why requests go on without the store.
type StoreError struct{ Err error }

func (e *StoreError) Error() string {
	return fmt.Sprintf("the cache does not work, going on without it: %v", e.Err)
}

func (e *StoreError) Unwrap() error { return e.Err }
