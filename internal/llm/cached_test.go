package llm

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"mujaz/internal/store"
)

// costly counts what is asked of it; gate, if any, holds each call back.
type costly struct {
	calls atomic.Int32
	gate  chan struct{}
	err   error
}

var paid = Response{
	Text: "Hello\nworld", Finish: "stop", Model: "m-2026", Usage: Usage{10, 20}, Requests: 1,
	Created: time.Date(2026, 11, 23, 20, 15, 0, 0, time.UTC),
}

func (c *costly) Complete(_ context.Context, r Request, _ func(Event)) (Response, error) {
	c.calls.Add(1)
	if c.gate != nil {
		<-c.gate
	}
	resp := paid
	resp.Text += r.User
	return resp, c.err
}

func newStore(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(filepath.Join(t.TempDir(), "cache"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var both = CacheOptions{Read: true, Write: true}

// Kept answers are safe before the gate lets the next request go, and are stored
// once.
func TestKeeping(t *testing.T) {
	s := newStore(t)
	g := NewGate(GateOptions{Jobs: 1})
	g.o.Notify = func(st GateState) {
		if st.InFlight > 0 {
			return
		}
		if _, err := s.Get(Request{User: "a"}.Key()); err != nil {
			t.Errorf("the slot is free before the answer is kept: %v", err)
		}
	}
	fresh := &script{steps: []step{fine}}
	m := Cached(g.Model(Keeping(fresh, s, func(err error) { t.Error(err) })), s, CacheOptions{Read: true, Write: true, Kept: true})
	for range 2 {
		if resp, err := m.Complete(t.Context(), Request{User: "a"}, nil); err != nil || resp.Text != "Hello" {
			t.Error(resp, err)
		}
	}
	if fresh.calls != 1 {
		t.Errorf("%d requests", fresh.calls)
	}
	var warned []error
	if err := os.RemoveAll(s.Dir()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.Dir(), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	broken := Keeping(fresh, s, func(err error) { warned = append(warned, err) })
	for range 2 {
		if _, err := broken.Complete(t.Context(), Request{User: "b"}, nil); err != nil {
			t.Error(err)
		}
	}
	if len(warned) != 1 {
		t.Errorf("warned of %v", warned)
	}
}

func TestCachedHit(t *testing.T) {
	next, s := &costly{}, newStore(t)
	first, err := Cached(next, s, both).Complete(t.Context(), Request{}, nil)
	if d := cmp.Diff(paid, first); d != "" || err != nil {
		t.Error(err, d)
	}
	var events []Event
	second, err := Cached(next, s, both).Complete(t.Context(), Request{}, func(e Event) { events = append(events, e) })
	want := paid
	want.Cached, want.Requests = true, 0
	if d := cmp.Diff(want, second); d != "" || err != nil {
		t.Error(err, d)
	}
	if d := cmp.Diff([]Event{{Kind: Delta, Text: paid.Text}}, events); d != "" {
		t.Error(d)
	}
	if _, err := Cached(next, s, both).Complete(t.Context(), Request{User: "other"}, nil); err != nil || next.calls.Load() != 2 {
		t.Errorf("%d calls, %v", next.calls.Load(), err)
	}
}

func TestCachedOptions(t *testing.T) {
	for name, tt := range map[string]struct {
		o     CacheOptions
		calls int32 // of two with an answer stored before
		wrote bool  // an answer to another request
	}{
		"both":       {both, 0, true},
		"refresh":    {CacheOptions{Write: true}, 2, true},
		"offline":    {CacheOptions{Read: true}, 0, false},
		"neither":    {CacheOptions{}, 2, false},
		"with warns": {CacheOptions{Read: true, Write: true, Warn: func(err error) { panic(err) }}, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			next, s := &costly{}, newStore(t)
			Cached(next, s, both).Complete(t.Context(), Request{}, nil)
			next.calls.Store(0)
			m := Cached(next, s, tt.o)
			for range 2 {
				if _, err := m.Complete(t.Context(), Request{}, nil); err != nil {
					t.Error(err)
				}
			}
			if next.calls.Load() != tt.calls {
				t.Errorf("%d calls, want %d", next.calls.Load(), tt.calls)
			}
			other := Request{User: "other"}
			m.Complete(t.Context(), other, nil)
			if _, err := s.Get(other.Key()); (err == nil) != tt.wrote {
				t.Error(err)
			}
		})
	}
}

func TestCachedKeepsNoError(t *testing.T) {
	next, s := &costly{err: &Error{Code: Truncated, Err: errors.New("cut")}}, newStore(t)
	m := Cached(next, s, both)
	for range 2 {
		if resp, err := m.Complete(t.Context(), Request{}, nil); CodeOf(err) != Truncated || resp.Usage != paid.Usage {
			t.Error(resp, err)
		}
	}
	if _, err := s.Get(Request{}.Key()); !errors.Is(err, store.ErrNotFound) || next.calls.Load() != 2 {
		t.Errorf("%d calls, %v", next.calls.Load(), err)
	}
}

// TestKeep: what a batch brought is found by its request's key.
func TestKeep(t *testing.T) {
	next, s := &costly{}, newStore(t)
	if err := Keep(s, Request{User: "r"}.Key(), "m", paid); err != nil {
		t.Fatal(err)
	}
	got, err := Cached(next, s, both).Complete(t.Context(), Request{User: "r"}, nil)
	want := paid
	want.Cached, want.Requests = true, 0
	if d := cmp.Diff(want, got); d != "" || err != nil || next.calls.Load() != 0 {
		t.Error(err, d)
	}
}

func TestCachedAsksOnce(t *testing.T) {
	defer goleak.VerifyNone(t)
	next, s := &costly{gate: make(chan struct{})}, newStore(t)
	m := Cached(next, s, both)
	var all sync.WaitGroup
	var hits atomic.Int32
	for range 20 {
		all.Go(func() {
			resp, err := m.Complete(t.Context(), Request{}, nil)
			if err != nil || resp.Text != paid.Text {
				t.Error(resp, err)
			}
			if resp.Cached {
				hits.Add(1)
			}
		})
	}
	next.gate <- struct{}{} // a second call would wait here for ever
	all.Wait()
	if next.calls.Load() != 1 || hits.Load() != 19 {
		t.Errorf("%d calls, %d hits", next.calls.Load(), hits.Load())
	}
}

// TestCachedWaiterStops has a waiter give up while another asks.
func TestCachedWaiterStops(t *testing.T) {
	next, s := &costly{}, newStore(t)
	release, err := s.Lease(t.Context(), Request{}.Key())
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Cached(next, s, both).Complete(ctx, Request{}, nil); CodeOf(err) != Interrupted || next.calls.Load() != 0 {
		t.Errorf("%v after %d calls", err, next.calls.Load())
	}
}

type panicking struct{}

func (panicking) Complete(context.Context, Request, func(Event)) (Response, error) { panic("broken") }

func TestCachedReleases(t *testing.T) {
	s := newStore(t)
	func() {
		defer func() { _ = recover() }()
		Cached(panicking{}, s, both).Complete(t.Context(), Request{}, nil)
	}()
	next := &costly{}
	if _, err := Cached(next, s, both).Complete(t.Context(), Request{}, nil); err != nil || next.calls.Load() != 1 {
		t.Error(err)
	}
}

func TestReject(t *testing.T) {
	next, s := &costly{}, newStore(t)
	m := Cached(next, s, both)
	ask := func(m Model) Response {
		t.Helper()
		resp, err := m.Complete(t.Context(), Request{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return resp
	}
	ask(m)
	Reject(Cached(next, s, CacheOptions{Read: true}), Request{}, "a store that is only read")
	if !ask(m).Cached {
		t.Error("rejected without leave to write")
	}
	Reject(next, Request{}, "no Rejecter")
	Reject(m, Request{}, "a unit is missing")
	if ask(m).Cached || !ask(m).Cached || next.calls.Load() != 2 {
		t.Errorf("%d calls", next.calls.Load())
	}
}

func TestCachedWarns(t *testing.T) {
	t.Run("no folder", func(t *testing.T) {
		s := newStore(t)
		if err := os.WriteFile(filepath.Dir(s.Dir()), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		warned := warnings(t, s, Request{}, Request{User: "2"})
		if len(warned) != 1 || !strings.Contains(warned[0].Error(), "going on without") {
			t.Error(warned)
		}
	})
	t.Run("damage", func(t *testing.T) {
		s := newStore(t)
		Cached(&costly{}, s, both).Complete(t.Context(), Request{}, nil)
		for item := range s.List() {
			if err := os.Truncate(item.Path, item.Size-1); err != nil {
				t.Fatal(err)
			}
		}
		warned := warnings(t, s, Request{}, Request{})
		if len(warned) != 1 || !errors.As(warned[0], new(*store.DamagedError)) {
			t.Error(warned)
		}
	})
	t.Run("not an answer", func(t *testing.T) {
		s := newStore(t)
		if err := s.Put(Request{}.Key(), store.Entry{Kind: "unit"}); err != nil {
			t.Fatal(err)
		}
		if warned := warnings(t, s, Request{}, Request{}); len(warned) != 1 {
			t.Error(warned)
		}
	})
}

// warnings returns what is told while every request is answered all the same.
func warnings(t *testing.T, s *store.Store, requests ...Request) (warned []error) {
	t.Helper()
	m := Cached(&costly{}, s, CacheOptions{Read: true, Write: true, Warn: func(err error) { warned = append(warned, err) }})
	for _, r := range requests {
		if resp, err := m.Complete(t.Context(), r, nil); err != nil || resp.Text != paid.Text+r.User {
			t.Error(resp, err)
		}
	}
	return warned
}
