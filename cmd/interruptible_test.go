package cmd

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestInterruptibleReadsEverything(t *testing.T) {
	text := strings.Repeat("نص طويل ", 50_000)
	for name, r := range map[string]io.Reader{"whole": strings.NewReader(text), "in halves": iotest.HalfReader(strings.NewReader(text))} {
		got, err := io.ReadAll(&interruptible{ctx: t.Context(), r: r})
		if err != nil || string(got) != text {
			t.Errorf("%s: %d of %d bytes, %v", name, len(got), len(text), err)
		}
	}
	fault := errors.New("broken")
	if _, err := io.ReadAll(&interruptible{ctx: t.Context(), r: iotest.ErrReader(fault)}); !errors.Is(err, fault) {
		t.Errorf("got %v", err)
	}
}

func TestInterruptibleStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	silent, end := io.Pipe()
	defer end.Close()
	cancel()
	if _, err := (&interruptible{ctx: ctx, r: silent}).Read(make([]byte, 1)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
