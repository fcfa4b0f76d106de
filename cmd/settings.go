package cmd

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mujaz/internal/article"
	"mujaz/internal/config"
	"mujaz/internal/store"
)

// load reads the settings for a command: its flags, the environment, the file.
// task is the command's group of settings, "" for none.
func load(cmd *cobra.Command, env Env, task string) (*config.Config, console, error) {
	source := config.Source{Environ: env.Environ, Flags: typed(cmd, task)}
	source.Path, source.Required = configFile(cmd, env)
	cfg, err := config.Load(source)
	if err != nil {
		return nil, newConsole(env, false, false), err
	}
	if env.log != nil {
		env.log.json = cfg.LogFormat == "json"
	}
	c := newConsole(env, cfg.Quiet, cfg.Verbose)
	for _, w := range cfg.Warnings {
		c.warn("%s", w)
	}
	return cfg, c, nil
}

// configFile returns the configuration's path, and whether the user named it.
func configFile(cmd *cobra.Command, env Env) (path string, named bool) {
	if path, _ = cmd.Flags().GetString("config"); path != "" {
		return path, true
	}
	if path = env.get("MUJAZ_CONFIG"); path != "" {
		return path, true
	}
	if dir := env.configDir(); dir != "" {
		return filepath.Join(dir, "config.yaml"), false
	}
	return "", false
}

// own marks a flag that only shares its name with a setting.
const own = "own"

// ownFlag says that cmd's flag is none of the settings.
func ownFlag(cmd *cobra.Command, name string) {
	cmd.Flags().Lookup(name).Annotations = map[string][]string{own: nil}
}

// typed returns the flags on this command line that are settings, by key. A
// task's own settings nest below its name.
func typed(cmd *cobra.Command, task string) map[string]string {
	flags := map[string]string{}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if _, is := f.Annotations[own]; is {
			return
		}
		for _, key := range []string{task + "." + f.Name, f.Name} {
			if config.Known(key) {
				flags[key] = f.Value.String()
				return
			}
		}
	})
	return flags
}

// usable refuses settings that are well formed and no good for a run.
func usable(cfg *config.Config, f runFlags) error {
	switch {
	case f.report == "-":
		return &usageError{err: errors.New("--report takes a file"), hint: "standard output is for the results; --report /dev/stderr shows it with the rest"}
	case cfg.Jobs < 1:
		return usagef("--jobs must be 1 or more")
	case cfg.Timeout <= 0:
		return usagef("--timeout must be longer than 0s")
	case cfg.Encoding != "" && !article.KnownEncoding(cfg.Encoding):
		return &usageError{err: fmt.Errorf("unknown encoding %q", cfg.Encoding), hint: "utf-8, utf-16le, utf-16be, windows-1256, iso-8859-6 and the other names of the WHATWG encoding standard"}
	}
	return nil
}

// modelFlags are the settings of who answers.
func modelFlags(f *pflag.FlagSet) {
	f.String("provider", "", "`NAME` of a provider: openai, azure, openrouter, ollama, llamacpp, lmstudio, vllm, groq, gemini, anthropic, mistral, deepseek, or one of the configuration (default openai)")
	f.String("base-url", "", "`URL` of any OpenAI-compatible server; enough by itself")
	f.StringP("model", "m", "", "model `NAME` (default: the provider's)")
	f.String("fallback-model", "", "model `NAME`, at the same provider, that is asked where the first one fails")
	f.Int("context", 0, "the model's window in `TOKENS`, where neither the preset nor the server tells")
	f.Bool("offline", false, "nothing leaves the machine: cached answers, then built-in summaries")
	f.String("timeout", "", "give up after a `DURATION` without a byte (default 60s)")
	f.Int("retries", 0, "further attempts when a request fails for a passing reason (default 4)")
	f.Int("repairs", 0, "how often a failing paragraph is asked for again; 0 never pays for it (default 1)")
	f.Int("rpm", 0, "requests a minute (default: as the server allows)")
	f.Int("tpm", 0, "tokens a minute (default: as the server allows)")
	f.String("budget", "", "the most `USD` that this run may spend")
	f.String("budget-per-day", "", "the most `USD` that all runs of a day may spend")
	f.Int("max-input-tokens", 0, "the most input tokens that this run may send")
	f.IntP("jobs", "j", 0, "requests in flight (default 8)")
}

// cacheFlags are the settings of the store.
func cacheFlags(f *pflag.FlagSet) {
	f.String("cache-dir", "", "keep answers in `DIR`")
	f.Bool("no-cache", false, "neither read nor write the cache")
}

// inputFlags are the settings of how inputs are read.
func inputFlags(f *pflag.FlagSet) {
	f.String("input-format", "", "`FORMAT` of the inputs: auto, text, markdown, html, docx, epub, pdf, feed, jsonl (default auto)")
	f.String("encoding", "", "the inputs' encoding, such as windows-1256 (default: detected)")
	f.Bool("raw", false, "send the text as it is, without cleaning")
	f.Bool("strip-marks", false, "remove diacritics: vocalised text then costs a third")
	f.Bool("any-language", false, "accept articles that are not Arabic")
	f.String("files-from", "", "read the inputs' names from `FILE`, one a line; - for standard input")
	f.BoolP("null", "0", false, "names in --files-from end with NUL")
}

func newConsole(env Env, quiet, verbose bool) console {
	return console{w: env.Stderr, quiet: quiet, verbose: verbose, mu: new(sync.Mutex), log: env.log}
}

// openStore opens the cache where the settings say, or fails with the reason.
func openStore(cfg *config.Config, env Env) (*store.Store, error) {
	dir := cfg.CacheDir
	if dir == "" {
		dir = env.cacheDir()
	}
	if dir == "" {
		return nil, fmt.Errorf("no home directory for the cache; set --cache-dir or XDG_CACHE_HOME")
	}
	return store.Open(dir, storeOptions(cfg, env))
}

// variables splits --var key=value flags.
func variables(pairs []string) (map[string]string, error) {
	vars := map[string]string{}
	for _, p := range pairs {
		key, value, ok := strings.Cut(p, "=")
		if !ok || key == "" {
			return nil, usagef("--var %q is not of the form key=value", p)
		}
		vars[key] = value
	}
	return vars, nil
}
