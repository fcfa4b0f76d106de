package config

import "strings"

// kind is the type of a setting's value.
type kind int

const (
	text kind = iota
	whole
	toggle
	duration
	size
	choice
	money
)

// setting is one row of the table that everything else is read off: defaults,
// environment variables, the file's keys, what show prints and init writes.
type setting struct {
	key     string // nested keys are joined with a dot: "translate.prompt"
	kind    kind
	value   any // the default
	choices []string
	help    string
}

// settings are all settings that last, in the order they are shown in.
func settings() []setting {
	return []setting{
		{key: "provider", kind: text, value: "openai", help: "who answers: a name from the presets or from providers below"},
		{key: "base-url", kind: text, value: "", help: "any OpenAI-compatible endpoint, such as http://localhost:8080/v1"},
		{key: "model", kind: text, value: "", help: "the model; the provider's default where empty"},
		{key: "fallback-model", kind: text, value: "", help: "the model that is asked where the first one fails, at the same provider"},
		{key: "context", kind: whole, value: 0, help: "the model's window in tokens, where neither the preset nor the server tells"},
		{key: "api-key-command", kind: text, value: "", help: "a command that prints the API key, such as: pass show openai"},
		{key: "offline", kind: toggle, value: false, help: "nothing leaves the machine: cached answers, then built-in summaries"},
		{key: "rpm", kind: whole, value: 0, help: "requests a minute; 0 leaves it to the server"},
		{key: "tpm", kind: whole, value: 0, help: "tokens a minute; 0 leaves it to the server"},
		{key: "budget", kind: money, value: 0.0, help: "the most USD that one run may spend; 0 for no bound"},
		{key: "budget-per-day", kind: money, value: 0.0, help: "the most USD that all runs of a day may spend; 0 for no bound"},
		{key: "max-input-tokens", kind: whole, value: 0, help: "the most input tokens that one run may send; 0 for no bound"},
		{key: "fail-fast", kind: toggle, value: false, help: "stop at the first input that fails"},
		{key: "strict", kind: toggle, value: false, help: "warnings of checks count as errors: exit status 6"},
		{key: "repairs", kind: whole, value: 1, help: "how often a failing paragraph is asked for again; 0 never pays for a repair"},
		{key: "most-repairs", kind: whole, value: 12, help: "the most further requests that one article's repairs may take"},
		{key: "timeout", kind: duration, value: "60s", help: "give up on an answer after so long without a byte"},
		{key: "retries", kind: whole, value: 4, help: "further attempts when a request fails for a passing reason"},
		{key: "jobs", kind: whole, value: 8, help: "requests in flight"},
		{key: "format", kind: choice, value: "text", choices: []string{"text", "markdown", "json", "jsonl", "html"}, help: "the output's format"},
		{key: "input-format", kind: choice, value: "auto", choices: []string{"auto", "text", "markdown", "html", "docx", "epub", "pdf", "feed", "jsonl"}, help: "the inputs' format; auto goes by content, then by name"},
		{key: "encoding", kind: text, value: "", help: "the inputs' encoding, such as windows-1256; detected where empty"},
		{key: "any-language", kind: toggle, value: false, help: "accept articles that are not Arabic"},
		{key: "strip-marks", kind: toggle, value: false, help: "remove diacritics before sending"},
		{key: "raw", kind: toggle, value: false, help: "send articles as they are, without cleaning"},
		{key: "summarize.prompt", kind: text, value: "brief", help: "a prompt's name or file"},
		{key: "summarize.to", kind: choice, value: "", choices: []string{"", "ar", "en"}, help: "the summary's language; the article's where empty"},
		{key: "summarize.length", kind: text, value: "", help: "short, medium, long, a number of words, or a share such as 30%"},
		{key: "summarize.cite", kind: toggle, value: false, help: "keep the [¶n] marks of a summary"},
		{key: "digest.prompt", kind: text, value: "brief", help: "a prompt's name or file"},
		{key: "digest.to", kind: choice, value: "", choices: []string{"", "ar", "en"}, help: "the digest's language; the first article's where empty"},
		{key: "digest.length", kind: text, value: "", help: "short, medium, long, a number of words, or a share such as 30%"},
		{key: "digest.cite", kind: toggle, value: false, help: "keep the [2¶3] marks of a digest"},
		{key: "translate.prompt", kind: text, value: "news", help: "a prompt's name or file"},
		{key: "translate.to", kind: choice, value: "en", choices: []string{"en"}, help: "the translation's language"},
		{key: "translate.glossary", kind: text, value: "", help: "a file of terms and their renderings: CSV, TSV or YAML"},
		{key: "no-cache", kind: toggle, value: false, help: "neither read nor write the cache"},
		{key: "cache-dir", kind: text, value: "", help: "where answers are kept; the user's cache directory where empty"},
		{key: "cache.max-age", kind: duration, value: "0s", help: "forget answers older than this; 0s keeps them"},
		{key: "cache.max-size", kind: size, value: "2GB", help: "forget the answers longest unused beyond this size; 0 for no bound"},
		{key: "limits.input-size", kind: size, value: "64MB", help: "the most bytes read of one input"},
		{key: "limits.unpacked-size", kind: size, value: "256MB", help: "the most bytes that an archive or a compressed page may unpack to"},
		{key: "limits.entries", kind: whole, value: 10000, help: "the most entries of an archive or a feed"},
		{key: "limits.depth", kind: whole, value: 512, help: "the deepest nesting of markup"},
		{key: "limits.pages", kind: whole, value: 5000, help: "the most pages of a PDF"},
		{key: "progress", kind: choice, value: "auto", choices: []string{"auto", "always", "never"}, help: "a bar on a terminal, now and then a line elsewhere: auto, always or never"},
		{key: "log-format", kind: choice, value: "text", choices: []string{"text", "json"}, help: "the form of what is said on standard error"},
		{key: "quiet", kind: toggle, value: false, help: "no notices, only errors"},
		{key: "verbose", kind: toggle, value: false, help: "say what is done: waits, drops, what comes from the cache"},
	}
}

// variable returns the setting's environment variable.
func (s setting) variable() string { return Variable(s.key) }

// Variable returns the environment variable of a key.
func Variable(key string) string {
	return "MUJAZ_" + strings.ToUpper(strings.NewReplacer("-", "_", ".", "_").Replace(key))
}

// Config is every setting, typed.
type Config struct {
	Provider      string `mapstructure:"provider"`
	BaseURL       string `mapstructure:"base-url"`
	Model         string `mapstructure:"model"`
	FallbackModel string `mapstructure:"fallback-model"`
	Context       int    `mapstructure:"context"`
	APIKeyCommand string `mapstructure:"api-key-command"`
	Offline       bool   `mapstructure:"offline"`

	Timeout Duration `mapstructure:"timeout"`
	Retries int      `mapstructure:"retries"`
	Jobs    int      `mapstructure:"jobs"`

	RPM            int     `mapstructure:"rpm"`
	TPM            int     `mapstructure:"tpm"`
	Budget         float64 `mapstructure:"budget"`
	BudgetPerDay   float64 `mapstructure:"budget-per-day"`
	MaxInputTokens int     `mapstructure:"max-input-tokens"`
	FailFast       bool    `mapstructure:"fail-fast"`

	Strict      bool `mapstructure:"strict"`
	Repairs     int  `mapstructure:"repairs"`
	MostRepairs int  `mapstructure:"most-repairs"`

	Format      string `mapstructure:"format"`
	InputFormat string `mapstructure:"input-format"`
	Encoding    string `mapstructure:"encoding"`
	AnyLanguage bool   `mapstructure:"any-language"`
	Raw         bool   `mapstructure:"raw"`
	StripMarks  bool   `mapstructure:"strip-marks"`
	Limits      Limits `mapstructure:"limits"`

	Summarize Summarize `mapstructure:"summarize"`
	Digest    Summarize `mapstructure:"digest"`
	Translate Translate `mapstructure:"translate"`

	NoCache  bool   `mapstructure:"no-cache"`
	CacheDir string `mapstructure:"cache-dir"`
	Cache    Cache  `mapstructure:"cache"`

	Progress  string `mapstructure:"progress"`
	LogFormat string `mapstructure:"log-format"`

	Quiet   bool `mapstructure:"quiet"`
	Verbose bool `mapstructure:"verbose"`

	// Providers are the user's own rows of the preset table.
	Providers []Provider `mapstructure:"providers"`
	// Prices are the user's own, which come before the table's.
	Prices []Price `mapstructure:"prices"`

	// Path is the configuration file, whether or not it exists.
	Path string `mapstructure:"-"`
	// Warnings are lines for the user about what was read.
	Warnings []string `mapstructure:"-"`
	origins  map[string]string
	values   map[string]any
}

// Summarize are the settings of that task, and of a digest.
type Summarize struct {
	Prompt string `mapstructure:"prompt"`
	To     string `mapstructure:"to"`
	Length string `mapstructure:"length"`
	Cite   bool   `mapstructure:"cite"`
}

// Translate are the settings of that task.
type Translate struct {
	Prompt   string `mapstructure:"prompt"`
	To       string `mapstructure:"to"`
	Glossary string `mapstructure:"glossary"`
}

// Limits bound what one input may cost.
type Limits struct {
	InputSize    Size `mapstructure:"input-size"`
	UnpackedSize Size `mapstructure:"unpacked-size"`
	Entries      int  `mapstructure:"entries"`
	Depth        int  `mapstructure:"depth"`
	Pages        int  `mapstructure:"pages"`
}

// Cache bounds the store of answers.
type Cache struct {
	MaxAge  Duration `mapstructure:"max-age"`
	MaxSize Size     `mapstructure:"max-size"`
}

// Price is what a model costs in USD per million tokens.
type Price struct {
	Model  string  `mapstructure:"model"`
	Input  float64 `mapstructure:"input"`
	Output float64 `mapstructure:"output"`
}

// Provider adds a preset, or changes one of the same name.
type Provider struct {
	Name        string `mapstructure:"name"`
	BaseURL     string `mapstructure:"base-url"`
	KeyVariable string `mapstructure:"key-variable"`
	Model       string `mapstructure:"model"`
	Context     int    `mapstructure:"context"`
	// LimitField is the parameter that bounds an answer: max_tokens,
	// max_completion_tokens, or none.
	LimitField string `mapstructure:"limit-field"`
}
