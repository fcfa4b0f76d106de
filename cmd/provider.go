package cmd

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"mujaz/internal/check"
	"mujaz/internal/config"
	"mujaz/internal/llm"
	"mujaz/internal/llm/openai"
	"mujaz/internal/wire"
)

// endpoint is who answers, as the settings say.
type endpoint struct {
	name   string // the provider's, or the host of a bare base URL
	preset openai.Preset
	target llm.Target
	keys   keySource
}

// resolve finds the endpoint. A base URL by itself is enough; together with a
// provider it moves that provider elsewhere.
func resolve(cfg *config.Config, env Env) (endpoint, error) {
	preset, err := findPreset(cfg)
	if err != nil {
		return endpoint{}, err
	}
	base, bare := cfg.BaseURL, cfg.BaseURL != "" && !cfg.Set("provider")
	switch {
	case bare:
		preset = openai.Preset{Name: "", BaseURL: base}
	case base == "" && preset.Name == "openai":
		base = env.get("OPENAI_BASE_URL")
	}
	if base == "" {
		base = preset.BaseURL
	}
	u, err := url.Parse(base)
	if base == "" || err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		if base == "" {
			return endpoint{}, &usageError{err: fmt.Errorf("provider %s needs a base URL", preset.Name), hint: "set --base-url or base-url in the configuration"}
		}
		return endpoint{}, &usageError{err: fmt.Errorf("base URL %q is not an http(s) address", redact(base)), hint: "an example: http://localhost:8080/v1"}
	}
	model := cfg.Model
	if model == "" {
		model = preset.Model
	}
	if model == "" && preset.NeedsModel {
		return endpoint{}, &usageError{err: fmt.Errorf("provider %s needs a model", preset.Name), hint: "name one with --model"}
	}
	if model == "" {
		model = anyModel
	}
	e := endpoint{name: preset.Name, preset: preset, target: llm.Target{BaseURL: strings.TrimRight(base, "/"), Model: model}}
	if bare {
		e.name = u.Host
	}
	e.keys = keySource{
		env: env, variable: preset.KeyVar, command: cfg.APIKeyCommand,
		user: e.name, optional: preset.KeyVar == "",
	}
	return e, nil
}

// anyModel is sent where no model is named: servers with a single model answer
// to any name, the others say which they have.
const anyModel = "default"

// redact hides a password in an address.
func redact(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Redacted()
	}
	return address
}

// findPreset looks a provider up: the user's rows first.
func findPreset(cfg *config.Config) (openai.Preset, error) {
	preset, known := openai.Lookup(cfg.Provider)
	names := []string{}
	for _, p := range openai.Presets() {
		names = append(names, p.Name)
	}
	for _, own := range cfg.Providers {
		names = append(names, own.Name)
		if own.Name == cfg.Provider {
			preset, known = overlay(preset, own), true
		}
	}
	if known {
		return preset, nil
	}
	e := &usageError{err: fmt.Errorf("unknown provider %q", cfg.Provider), hint: "known ones: " + strings.Join(names, ", ")}
	if near := config.Nearest(cfg.Provider, names); near != "" {
		e.hint = fmt.Sprintf("did you mean %q?", near)
	}
	return openai.Preset{}, e
}

// overlay puts what the user's row says over a preset.
func overlay(p openai.Preset, own config.Provider) openai.Preset {
	p.Name = own.Name
	for _, field := range []struct {
		to   *string
		from string
	}{{&p.BaseURL, own.BaseURL}, {&p.KeyVar, own.KeyVariable}, {&p.Model, own.Model}, {&p.LimitField, own.LimitField}} {
		if field.from != "" {
			*field.to = field.from
		}
	}
	if p.LimitField == "none" {
		p.LimitField = ""
	}
	if p.Model != "" {
		p.NeedsModel = false
	}
	if own.Context > 0 {
		p.Context = own.Context
	}
	return p
}

// window returns the model's context in tokens, 0 where it is not known.
func (e endpoint) window(cfg *config.Config) int {
	if cfg.Context > 0 {
		return cfg.Context
	}
	window, _ := e.preset.Window(e.target.Model)
	return window
}

// patience is how long the waits before one request's repetitions may be in
// sum, beyond which a run is better ended and started again later.
const patience = 10 * time.Minute

// compose builds the chain of decorators around the provider, the one place
// where it is done.
func (r *run) compose(account *llm.Account) llm.Model {
	cfg, e := r.cfg, r.end
	model := llm.Offline()
	if !cfg.Offline {
		gate := llm.GateOptions{Jobs: cfg.Jobs, RPM: cfg.RPM, TPM: cfg.TPM, Notify: r.begun, Tokens: func(q llm.Request) int {
			return wire.Tokens(q.System) + int((1+answerShare)*float64(wire.Tokens(q.User)))
		}}
		provider := openai.New(openai.Options{
			Preset: e.preset, BaseURL: e.target.BaseURL, Key: e.keys.find,
			Timeout: time.Duration(cfg.Timeout), UserAgent: "mujaz/" + Version, Transport: r.env.Transport,
		})
		model = llm.Finishing(llm.Whole(provider), r.ends.hard)
		if r.answers != nil {
			model = llm.Keeping(model, r.answers, r.warnOfStore)
		}
		model = llm.Retried(account.Model(llm.Gated(model, gate)), llm.RetryOptions{Retries: cfg.Retries, Patience: patience})
	}
	if r.answers == nil {
		return model
	}
	return llm.Cached(model, r.answers, llm.CacheOptions{
		Read: !r.flags.refresh, Write: !cfg.Offline, Kept: true, Warn: r.warnOfStore,
	})
}

// begun hears of the gate. When the first request is on its way there is time to
// ready the checks.
func (r *run) begun(s llm.GateState) {
	r.gauge.hear(s)
	r.ready()
}

// ready readies the checks beside what else there is to do.
func (r *run) ready() {
	r.prepare.Do(func() { go check.Prepare() })
}

// warnOfStore says what is wrong with the cache: each damaged entry, and once that
// it does not work.
func (r *run) warnOfStore(err error) {
	var broken *llm.StoreError
	if !errors.As(err, &broken) {
		r.console.warn("%v", err)
		return
	}
	r.storeFault.Do(func() { r.console.warn("%v", err) })
}
