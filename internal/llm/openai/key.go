package openai

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"mujaz/internal/llm"
)

// keyring asks for the key once, when it is first needed.
type keyring struct {
	ask func(context.Context) (string, error) // nil where no key is needed

	mu    sync.Mutex
	asked bool
	key   string
	err   *llm.Error
}

// get returns the key, "" for none. What the user interrupts is not remembered.
func (k *keyring) get(ctx context.Context) (string, *llm.Error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.asked || k.ask == nil {
		return k.key, k.err
	}
	key, err := k.ask(ctx)
	if ctx.Err() != nil {
		return "", llm.Stopped(ctx)
	}
	k.asked = true
	key = strings.TrimSpace(key)
	switch {
	case err != nil:
		k.err = &llm.Error{Code: llm.Credentials, Err: fmt.Errorf("reading the key: %w", err)}
	case strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' }):
		k.err = &llm.Error{Code: llm.Credentials, Err: errors.New("the key holds characters that no key has")}
	default:
		k.key = key
	}
	return k.key, k.err
}
