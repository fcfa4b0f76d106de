package cmd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/zalando/go-keyring"

	"mujaz/internal/llm"
)

// keyService is the service under which the system's keyring holds keys; the user
// is the provider's name, or the endpoint's host.
const keyService = "mujaz"

// commandPatience bounds api-key-command: a password manager may ask its user.
const commandPatience = 2 * time.Minute

// keySource finds the API key of one endpoint, in this order: MUJAZ_API_KEY, the
// preset's own variable, api-key-command, the system keyring.
type keySource struct {
	env      Env
	variable string // the preset's, "" where its key must not go to the endpoint
	command  string
	user     string // whose entry in the keyring
	optional bool   // the endpoint may do without
}

// atHand returns a key that costs nothing to find.
func (k keySource) atHand() string {
	if key := strings.TrimSpace(k.env.get("MUJAZ_API_KEY")); key != "" {
		return key
	}
	if k.variable == "" {
		return ""
	}
	return strings.TrimSpace(k.env.get(k.variable))
}

// find returns the key, or "" where the endpoint may do without. Its errors are
// Credentials errors.
func (k keySource) find(ctx context.Context) (string, error) {
	if key := k.atHand(); key != "" {
		return key, nil
	}
	if k.command != "" {
		return k.run(ctx)
	}
	if key := k.keyring(); key != "" {
		return key, nil
	}
	if k.optional {
		return "", nil
	}
	return "", k.missing()
}

// missing is the error for an endpoint that needs a key and has none.
func (k keySource) missing() error {
	err := &llm.Error{Code: llm.Credentials, Err: fmt.Errorf("no API key for %s", k.user)}
	names := "MUJAZ_API_KEY"
	if k.variable != "" {
		names = k.variable + " or " + names
	}
	return hinted{err, "set " + names + ", use a local server (--base-url http://localhost:8080/v1 or --provider ollama), or --offline for summaries without a model"}
}

// run asks the user's command for the key.
func (k keySource) run(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, commandPatience)
	defer cancel()
	shell, flag := "sh", "-c"
	if runtime.GOOS == "windows" {
		shell, flag = "cmd", "/c"
	}
	c := exec.CommandContext(ctx, shell, flag, k.command)
	c.Env = k.env.Environ
	var out, said bytes.Buffer
	c.Stdout, c.Stderr = &out, &said
	err := c.Run()
	key, _, _ := strings.Cut(strings.TrimSpace(out.String()), "\n")
	if err == nil && key == "" {
		err = errors.New("it printed nothing")
	}
	if err != nil {
		message, _, _ := strings.Cut(strings.TrimSpace(said.String()), "\n")
		if message != "" {
			message = ": " + message
		}
		return "", &llm.Error{Code: llm.Credentials, Err: fmt.Errorf("api-key-command failed: %w%s", err, message)}
	}
	return strings.TrimSpace(key), nil
}

// keyring asks the system's keyring. On Unix it is reached over the session
// bus; without one the library would start one.
func (k keySource) keyring() string {
	if runtime.GOOS != "darwin" && runtime.GOOS != "windows" && k.env.get("DBUS_SESSION_BUS_ADDRESS") == "" {
		return ""
	}
	key, err := keyring.Get(keyService, k.user)
	if err != nil {
		return "" // no keyring, or no entry in it
	}
	return strings.TrimSpace(key)
}
