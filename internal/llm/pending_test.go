package llm

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"mujaz/internal/store"
)

func TestWaiting(t *testing.T) {
	a, b := Request{User: "a"}, Request{User: "b"}
	asked := 0
	m := Diverted(Planned(func(context.Context, Request) { asked++ }), Waiting(), func(r Request) bool { return r.Key() == a.Key() })
	if _, err := m.Complete(t.Context(), a, nil); !errors.Is(err, ErrPlanned) || CodeOf(err) != Pending || asked != 0 {
		t.Error(err, asked)
	}
	if _, err := m.Complete(t.Context(), b, nil); !errors.Is(err, ErrPlanned) || CodeOf(err) == Pending || asked != 1 {
		t.Error(err, asked)
	}
}

// TestFailing: what a batch failed with is told as it was, unless asking again
// may succeed.
func TestFailing(t *testing.T) {
	for i, tt := range []struct {
		err  *Error
		kept func(error) bool
	}{
		{&Error{Code: Filtered, Status: 400, Err: errors.New("no")}, func(err error) bool { return CodeOf(err) == Filtered && err.Error() == "no (HTTP 400)" }},
		{&Error{Code: ContextLength, Err: &ContextError{99, errors.New("long")}}, func(err error) bool { var c *ContextError; return errors.As(err, &c) && c.Window == 99 }},
		{&Error{Code: Truncated, Err: &TruncatedError{Text: "x", Endless: true}}, func(err error) bool { var c *TruncatedError; return errors.As(err, &c) && c.Endless }},
		{&Error{Code: Internal, Err: fmt.Errorf("say: %w", ErrSchema)}, func(err error) bool { return errors.Is(err, ErrSchema) }},
		{&Error{Code: Unavailable, Err: errors.New("expired")}, func(err error) bool { return errors.Is(err, ErrPlanned) }},
		{&Error{Code: Internal, Err: errors.New("odd")}, func(err error) bool { return errors.Is(err, ErrPlanned) }},
	} {
		s, err := store.Open(t.TempDir(), store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r := Request{User: "a"}
		if err := KeepFailure(s, r.Key(), tt.err); err != nil {
			t.Fatal(err)
		}
		m := Failing(Planned(func(context.Context, Request) {}), s)
		if _, err := m.Complete(t.Context(), r, nil); !tt.kept(err) {
			t.Errorf("%d: %v", i, err)
		}
		if _, err := m.Complete(t.Context(), Request{User: "b"}, nil); !errors.Is(err, ErrPlanned) {
			t.Errorf("%d: %v", i, err)
		}
	}
}
