package llm

import (
	"context"
	"sync"

	"mujaz/internal/store"
)

// keeping stores answers where they come in.
type keeping struct {
	Model
	store *store.Store
	warn  func(error)
	once  *sync.Once
}

var _ Model = keeping{}

// Keeping stores every whole answer of next the moment it has come, for a Cached
// model with CacheOptions.Kept above it. It belongs inside of the gate: a slot is
// free again when the answer is safe, and a process that is killed loses at most
// as many answers as it may have requests in flight. warn hears the first failure
// of the store.
func Keeping(next Model, s *store.Store, warn func(error)) Model {
	return keeping{next, s, warn, new(sync.Once)}
}

func (k keeping) Complete(ctx context.Context, r Request, emit func(Event)) (Response, error) {
	resp, err := k.Model.Complete(ctx, r, emit)
	if err != nil {
		return resp, err
	}
	if failed := Keep(k.store, r.Key(), r.Target.Model, resp); failed != nil {
		k.once.Do(func() { k.warn(&StoreError{failed}) })
	}
	return resp, nil
}
