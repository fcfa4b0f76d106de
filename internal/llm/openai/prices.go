package openai

import (
	"regexp"
	"strings"
	"sync"

	"mujaz/internal/llm"
)

// BatchFactor is what providers take of the price for requests handed to their
// batch API: OpenAI, Anthropic, Google, Groq and Mistral all publish one half.
const BatchFactor = 0.5

// Price is what a model costs, in USD per million tokens. What providers take
// off for input that they have cached is not reckoned with: the cost is an
// upper bound there.
type Price struct {
	// Model is the model's name. It stands for its dated versions too:
	// "gpt-4.1" also for "gpt-4.1-2025-04-14", not for "gpt-4.1-mini".
	Model  string
	Input  float64
	Output float64
	Date   string // when the figures were last compared, as 2026-11-24; "" for the user's own
}

// Cost returns what the usage costs in USD.
func (p Price) Cost(u llm.Usage) float64 {
	return (p.Input*float64(u.InputTokens) + p.Output*float64(u.OutputTokens)) / 1e6
}

// PriceOf returns what a model costs at the preset of that name, and whether it
// is known: the user's own prices first, then nothing for servers that need no
// key, then the table.
func PriceOf(preset, model string, own []Price) (Price, bool) {
	if p, ok := priced(own, model); ok {
		return p, true
	}
	if p, ok := Lookup(preset); ok && p.KeyVar == "" {
		return Price{Model: model}, true
	}
	if preset == "openrouter" { // it passes on the vendors' prices
		vendor, name, _ := strings.Cut(model, "/")
		preset, model = openrouterVendor(vendor), name
		if preset == "anthropic" {
			model = strings.ReplaceAll(model, ".", "-") // claude-haiku-4.5
		}
	}
	return priced(pricesOf(preset), model)
}

// openrouterVendor returns the preset whose prices OpenRouter passes on. Models
// that many hosts serve have as many prices.
func openrouterVendor(vendor string) string {
	switch vendor {
	case "openai", "anthropic":
		return vendor
	case "google":
		return "gemini"
	}
	return ""
}

// version is what follows a model's name to name its version. It has at least
// four digits, for "claude-opus-4-1" is no version of "claude-opus-4".
var version = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(-\d{4}(\d|-\d\d){0,4})?$`) })

// priced returns the price of the model, the longest name winning.
func priced(prices []Price, model string) (best Price, ok bool) {
	for _, p := range prices {
		if rest, is := strings.CutPrefix(model, p.Model); is && version().MatchString(rest) && len(p.Model) >= len(best.Model) {
			best, ok = p, true
		}
	}
	return best, ok
}

// compared is the day of the last comparison with the public price lists.
const compared = "2026-11-24"

// pricesOf is the table. Prices that rise with the length of the prompt are
// those for short ones (up to 200,000 tokens). A name that the vendor moves has
// the price of what it named on that day; gemini-flash-latest, which moves
// between prices far apart, is left out, and so is Azure, whose users name
// their deployments as they like.
func pricesOf(preset string) []Price {
	switch preset {
	case "openai":
		return openaiPrices()
	case "anthropic":
		return anthropicPrices()
	case "gemini":
		return []Price{
			{"gemini-2.5-pro", 1.25, 10, compared},
			{"gemini-2.5-flash", 0.30, 2.50, compared},
			{"gemini-2.5-flash-lite", 0.10, 0.40, compared},
			{"gemini-3-flash-preview", 0.50, 3, compared},
			{"gemini-3.5-flash", 1.50, 9, compared},
			{"gemini-3.6-flash", 1.50, 7.50, compared},
		}
	case "mistral":
		return []Price{
			{"mistral-small-latest", 0.15, 0.60, "2026-09-25"},
			{"mistral-small-2603", 0.15, 0.60, "2026-09-25"},
			{"mistral-large-latest", 0.50, 1.50, "2026-09-25"},
			{"mistral-large-2512", 0.50, 1.50, "2026-09-25"},
			{"mistral-large-2411", 2, 6, compared},
		}
	case "deepseek": // the first two are other names of the third
		return []Price{
			{"deepseek-chat", 0.14, 0.28, "2026-04-30"},
			{"deepseek-reasoner", 0.14, 0.28, "2026-04-30"},
			{"deepseek-v4-flash", 0.14, 0.28, "2026-04-30"},
		}
	case "groq":
		return []Price{
			{"llama-3.3-70b-versatile", 0.59, 0.79, compared},
			{"llama-3.1-8b-instant", 0.05, 0.08, compared},
			{"openai/gpt-oss-120b", 0.15, 0.60, compared},
			{"openai/gpt-oss-20b", 0.075, 0.30, compared},
		}
	}
	return nil
}

func openaiPrices() []Price {
	return []Price{
		{"gpt-4.1", 2, 8, compared},
		{"gpt-4.1-mini", 0.40, 1.60, compared},
		{"gpt-4.1-nano", 0.10, 0.40, compared},
		{"gpt-4o", 2.50, 10, compared},
		{"gpt-4o-mini", 0.15, 0.60, compared},
		{"gpt-5", 1.25, 10, compared},
		{"gpt-5-mini", 0.25, 2, compared},
		{"gpt-5-nano", 0.05, 0.40, compared},
		{"gpt-5.1", 1.25, 10, compared},
		{"gpt-5.2", 1.75, 14, compared},
		{"gpt-5.4", 2.50, 15, compared},
		{"gpt-5.4-mini", 0.75, 4.50, compared},
		{"gpt-5.4-nano", 0.20, 1.25, compared},
		{"gpt-5.5", 5, 30, compared},
	}
}

func anthropicPrices() []Price {
	return []Price{
		{"claude-haiku-4-5", 1, 5, compared},
		{"claude-3-5-haiku", 0.80, 4, compared},
		{"claude-sonnet-4", 3, 15, compared},
		{"claude-sonnet-4-5", 3, 15, compared},
		{"claude-sonnet-5", 2, 10, compared},
		{"claude-opus-4", 15, 75, compared},
		{"claude-opus-4-1", 15, 75, compared},
		{"claude-opus-4-5", 5, 25, compared},
		{"claude-opus-4-6", 5, 25, compared},
		{"claude-opus-5", 5, 25, compared},
	}
}
