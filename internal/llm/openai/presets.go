// Package openai speaks the OpenAI chat protocol to the servers that share it,
// as they really behave. It is the only importer of go-openai.
package openai

import "strings"

// The names under which servers take the bound of an answer in tokens.
const (
	maxTokens           = "max_tokens"
	maxCompletionTokens = "max_completion_tokens"
)

// Preset is what is known of a provider: a row of the table.
type Preset struct {
	Name    string
	BaseURL string // "" where only the user knows it
	KeyVar  string // the environment variable of the key; "" where none is needed
	// Model answers when the user names none. "" where the user must name one
	// (NeedsModel) or where the server has a single model.
	Model      string
	NeedsModel bool
	// Context is the window in tokens of models that Window does not know by
	// name, 0 where it is not known.
	Context int
	// LimitField carries Params.MaxTokens. "" sends no limit: the server refuses
	// values above its own, or counts its reasoning into them.
	LimitField string
	// KeyHeader carries the bare key; "" is Authorization: Bearer.
	KeyHeader string
	// NoSchema tells that the server ignores or refuses response_format json_schema.
	NoSchema bool
	// NoStreamOptions tells that the server refuses stream_options, and reports
	// usage unasked.
	NoStreamOptions bool
	// NoBatches tells that the provider has no batch API, or one of its own that
	// is not OpenAI's.
	NoBatches bool
	// Hosted tells that model names are the vendors' own, so that what is known
	// of them by name holds.
	Hosted bool
}

// Presets returns the table, in the order to show it in.
func Presets() []Preset {
	return []Preset{
		{Name: "openai", BaseURL: "https://api.openai.com/v1", KeyVar: "OPENAI_API_KEY", Model: "gpt-4.1-mini", LimitField: maxCompletionTokens, Hosted: true},
		// The v1 endpoint: the model is the deployment's name, and no api-version
		// is needed. A base URL of the older form …/openai/deployments/NAME?api-version=… works too.
		{Name: "azure", KeyVar: "AZURE_OPENAI_API_KEY", NeedsModel: true, LimitField: maxCompletionTokens, KeyHeader: "api-key", Hosted: true},
		{Name: "openrouter", BaseURL: "https://openrouter.ai/api/v1", KeyVar: "OPENROUTER_API_KEY", Model: "openai/gpt-4.1-mini", LimitField: maxTokens, NoBatches: true, Hosted: true},
		{Name: "ollama", BaseURL: "http://localhost:11434/v1", NeedsModel: true, Context: 4096, LimitField: maxTokens, NoBatches: true},
		{Name: "llamacpp", BaseURL: "http://localhost:8080/v1", LimitField: maxTokens, NoBatches: true},
		{Name: "lmstudio", BaseURL: "http://localhost:1234/v1", LimitField: maxTokens, NoBatches: true},
		// vLLM refuses a limit that does not fit beside the prompt.
		{Name: "vllm", BaseURL: "http://localhost:8000/v1", NeedsModel: true, NoBatches: true},
		{Name: "groq", BaseURL: "https://api.groq.com/openai/v1", KeyVar: "GROQ_API_KEY", Model: "llama-3.3-70b-versatile", LimitField: maxCompletionTokens, Hosted: true},
		// Gemini counts its reasoning into the limit. Its batches take no files
		// over the OpenAI protocol.
		{Name: "gemini", BaseURL: "https://generativelanguage.googleapis.com/v1beta/openai", KeyVar: "GEMINI_API_KEY", Model: "gemini-flash-latest", NoBatches: true, Hosted: true},
		{Name: "anthropic", BaseURL: "https://api.anthropic.com/v1", KeyVar: "ANTHROPIC_API_KEY", Model: "claude-haiku-4-5", LimitField: maxTokens, NoSchema: true, NoBatches: true, Hosted: true},
		{Name: "mistral", BaseURL: "https://api.mistral.ai/v1", KeyVar: "MISTRAL_API_KEY", Model: "mistral-small-latest", LimitField: maxTokens, NoStreamOptions: true, NoBatches: true, Hosted: true},
		{Name: "deepseek", BaseURL: "https://api.deepseek.com/v1", KeyVar: "DEEPSEEK_API_KEY", Model: "deepseek-chat", LimitField: maxTokens, NoSchema: true, NoBatches: true, Hosted: true},
	}
}

// Lookup returns the preset of that name.
func Lookup(name string) (Preset, bool) {
	for _, p := range Presets() {
		if p.Name == name {
			return p, true
		}
	}
	return Preset{}, false
}

// Window returns the tokens that the model's window holds and the most that
// one answer may have, 0 for what is not known.
func (p Preset) Window(model string) (context, answer int) {
	f := p.facts(model)
	if f.context == 0 {
		return p.Context, f.answer
	}
	return f.context, f.answer
}

// facts is what is known of all models whose names begin with prefix.
type facts struct {
	prefix          string
	context, answer int // tokens, 0 where not known
	// fixed tells that the model reasons: it refuses a temperature, and counts
	// its reasoning into the limit of an answer.
	fixed bool
}

// facts returns what is known of the model by its name, the longest prefix
// winning. A vendor's name before it ("openai/gpt-5-mini") does not matter.
func (p Preset) facts(model string) facts {
	var best facts
	if !p.Hosted {
		return best
	}
	name := model[strings.LastIndex(model, "/")+1:]
	for _, f := range models() {
		if strings.HasPrefix(name, f.prefix) && len(f.prefix) > len(best.prefix) {
			best = f
		}
	}
	return best
}

// models are the windows that the vendors publish.
func models() []facts {
	return []facts{
		{prefix: "gpt-4.1", context: 1_047_576, answer: 32_768},
		{prefix: "gpt-4o", context: 128_000, answer: 16_384},
		{prefix: "gpt-4-turbo", context: 128_000, answer: 4_096},
		{prefix: "gpt-3.5-turbo", context: 16_385, answer: 4_096},
		{prefix: "gpt-5", context: 400_000, answer: 128_000, fixed: true},
		{prefix: "gpt-5-chat", context: 128_000, answer: 16_384},
		{prefix: "gpt-6", fixed: true},
		{prefix: "o1", context: 200_000, answer: 100_000, fixed: true},
		{prefix: "o1-mini", context: 128_000, answer: 65_536, fixed: true},
		{prefix: "o1-preview", context: 128_000, answer: 32_768, fixed: true},
		{prefix: "o3", context: 200_000, answer: 100_000, fixed: true},
		{prefix: "o4-mini", context: 200_000, answer: 100_000, fixed: true},
		{prefix: "gpt-oss", context: 131_072, answer: 65_536},
		{prefix: "llama-3.3-70b-versatile", context: 131_072, answer: 32_768},
		{prefix: "claude-3-5-haiku", context: 200_000, answer: 8_192},
		{prefix: "claude-haiku-4-5", context: 200_000, answer: 64_000},
		{prefix: "claude-sonnet-4", context: 200_000, answer: 64_000},
		{prefix: "claude-opus-4", context: 200_000, answer: 32_000},
		{prefix: "gemini-2.0-flash", context: 1_048_576, answer: 8_192},
		{prefix: "gemini-2.5", context: 1_048_576, answer: 65_535},
		{prefix: "gemini-flash-latest", context: 1_048_576, answer: 65_535},
		{prefix: "deepseek-chat", context: 131_072, answer: 8_192},
		{prefix: "deepseek-reasoner", context: 131_072, answer: 65_536},
		{prefix: "mistral-small-latest", context: 131_072},
	}
}
