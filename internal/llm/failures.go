package llm

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"

	"mujaz/internal/store"
)

// failureKind is the kind of entry that failures are stored as.
const failureKind = "failure"

// failure is what is stored of one.
type failure struct {
	Code    Code   `json:"code"`
	Status  int    `json:"status,omitempty"`
	Message string `json:"message"`
	Window  int    `json:"window,omitempty"` // of a ContextError
	Endless bool   `json:"endless,omitempty"`
	Schema  bool   `json:"schema,omitempty"`
}

func failureKey(key string) string {
	sum := sha256.Sum256([]byte("failure " + key))
	return hex.EncodeToString(sum[:])
}

// KeepFailure stores why the request with that key has no answer, where the same
// request would fail the same way again and there may be another way to ask. It
// is for failures that nobody waited for: see Failing.
func KeepFailure(s *store.Store, key string, err error) error {
	var (
		e      *Error
		window *ContextError
		cut    *TruncatedError
	)
	if !errors.As(err, &e) {
		return nil
	}
	f := failure{Code: e.Code, Status: e.Status, Message: e.Err.Error(), Schema: errors.Is(err, ErrSchema)}
	switch {
	case f.Schema, e.Code == Filtered, e.Code == Refused, e.Code == ContextLength, e.Code == Truncated:
	default:
		return nil
	}
	if errors.As(err, &window) {
		f.Window = window.Window
	}
	f.Endless = errors.As(err, &cut) && cut.Endless
	meta, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return s.Put(failureKey(key), store.Entry{Kind: failureKind, Meta: meta})
}

// knownFailures answers with what KeepFailure has stored.
type knownFailures struct {
	Model
	store *store.Store
}

var _ Model = knownFailures{}

// Failing returns next, but with the failures that KeepFailure has stored in the
// place of asking again: the caller learns of them and goes another way, as it
// would have when they happened.
func Failing(next Model, s *store.Store) Model { return knownFailures{next, s} }

func (m knownFailures) Complete(ctx context.Context, r Request, emit func(Event)) (Response, error) {
	var f failure
	e, err := m.store.Get(failureKey(r.Key()))
	if err != nil || e.Kind != failureKind || json.Unmarshal(e.Meta, &f) != nil {
		return m.Model.Complete(ctx, r, emit)
	}
	return Response{}, &Error{Code: f.Code, Status: f.Status, Permanent: true, Err: f.cause()}
}

// cause returns what was in the chain of the error.
func (f failure) cause() error {
	err := errors.New(f.Message)
	switch {
	case f.Schema:
		return ErrSchema
	case f.Code == ContextLength:
		return &ContextError{Window: f.Window, Err: err}
	case f.Code == Truncated:
		return &TruncatedError{Endless: f.Endless}
	}
	return err
}
