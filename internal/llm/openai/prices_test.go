package openai

import (
	"math"
	"regexp"
	"testing"

	"mujaz/internal/llm"
)

func TestPriceOf(t *testing.T) {
	own := []Price{{Model: "gpt-4.1", Input: 1, Output: 2}, {Model: "mine/big", Input: 7, Output: 8}}
	for _, tt := range []struct {
		preset, model string
		own           []Price
		input         float64 // -1 where it is not known
	}{
		{"openai", "gpt-4.1", nil, 2},
		{"openai", "gpt-4.1-mini", nil, 0.4},
		{"openai", "gpt-4.1-mini-2025-04-14", nil, 0.4},
		{"openai", "gpt-4.1-micro", nil, -1},
		{"openai", "gpt-5-pro", nil, -1},
		{"openai", "gpt-5.9", nil, -1},
		{"openai", "", nil, -1},
		{"openai", "gpt-4.1", own, 1},
		{"", "gpt-4.1-2025-04-14", own, 1},
		{"", "mine/big", own, 7},
		{"", "gpt-4.1", nil, -1},
		{"azure", "gpt-4.1", nil, -1},
		{"azure", "gpt-4.1", own, 1},
		{"anthropic", "claude-haiku-4-5-20251001", nil, 1},
		{"anthropic", "claude-opus-4-20250514", nil, 15},
		{"anthropic", "claude-opus-4-5", nil, 5},
		{"anthropic", "claude-opus-4-9", nil, -1},
		{"openrouter", "openai/gpt-4.1-mini", nil, 0.4},
		{"openrouter", "anthropic/claude-haiku-4.5", nil, 1},
		{"openrouter", "google/gemini-2.5-flash", nil, 0.3},
		{"openrouter", "deepseek/deepseek-chat", nil, -1},
		{"openrouter", "openai/gpt-4.1-mini:free", nil, -1},
		{"groq", "openai/gpt-oss-120b", nil, 0.15},
		{"ollama", "qwen3:8b", nil, 0},
		{"llamacpp", "", nil, 0},
		{"nowhere", "m", nil, -1},
	} {
		p, ok := PriceOf(tt.preset, tt.model, tt.own)
		if ok != (tt.input >= 0) || ok && p.Input != tt.input {
			t.Errorf("%s %s: %+v, %v; want %v", tt.preset, tt.model, p, ok, tt.input)
		}
	}
}

// TestPrices holds the table to what a price is.
func TestPrices(t *testing.T) {
	dated := regexp.MustCompile(`^202\d-[01]\d-[0-3]\d$`)
	for _, preset := range Presets() {
		for _, p := range pricesOf(preset.Name) {
			if p.Model == "" || p.Input <= 0 || p.Output < p.Input || p.Output > 200 || !dated.MatchString(p.Date) {
				t.Errorf("%s: %+v", preset.Name, p)
			}
		}
	}
	for _, name := range []string{"openai", "openrouter", "groq", "anthropic", "mistral", "deepseek"} {
		p, _ := Lookup(name)
		if _, ok := PriceOf(name, p.Model, nil); !ok {
			t.Errorf("the price of %s's own model %s is not known", name, p.Model)
		}
	}
}

func TestCost(t *testing.T) {
	p := Price{Input: 0.4, Output: 1.6}
	if got := p.Cost(llm.Usage{InputTokens: 1500, OutputTokens: 500}); math.Abs(got-0.0014) > 1e-12 {
		t.Error(got)
	}
}
