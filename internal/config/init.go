package config

import (
	"fmt"
	"strings"
)

// Starter returns a configuration file with every setting as a comment, its
// default as the value.
func Starter() string {
	var b strings.Builder
	b.WriteString(`# mujaz configuration. Uncomment what you want to change.
# Flags and environment variables (MUJAZ_MODEL for model, and so on) come first.
# API keys do not belong here: they come from MUJAZ_API_KEY, the provider's own
# variable (OPENAI_API_KEY, …), the system keyring, or api-key-command.
`)
	group := ""
	for _, s := range settings() {
		name, indent := s.key, ""
		if g, rest, ok := strings.Cut(s.key, "."); ok {
			name, indent = rest, "  "
			if g != group {
				fmt.Fprintf(&b, "\n# %s:\n", g)
			}
			group = g
		} else {
			group = ""
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "# %s%s\n# %s%s: %s\n", indent, "# "+s.help, indent, name, yamlScalar(s))
	}
	b.WriteString(`
# Further providers, or changes to those that mujaz knows:
# providers:
#   - name: newsroom
#     base-url: https://llm.example.org/v1
#     key-variable: NEWSROOM_LLM_KEY
#     model: our-model
#     context: 32000
`)
	return b.String()
}

func yamlScalar(s setting) string {
	if value := fmt.Sprint(s.value); value != "" {
		return value
	}
	return `""`
}
