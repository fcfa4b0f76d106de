package wire

import (
	"fmt"

	"mujaz/internal/llm"
)

// A guard against models that never stop: no translation or summary is as long,
// and a model that thinks first has room to.
const (
	answerFactor = 4
	answerRoom   = 4096
)

// Fit returns the most tokens an answer may take. Where the model's window (in
// tokens, 0 for unknown) is too small for the request and an answer as long as
// the material, it fails with a ContextLength error.
func Fit(system, user string, window int) (maxTokens int, err error) {
	need := Tokens(system) + Tokens(user)
	if window > 0 && need >= window {
		return 0, &llm.Error{Code: llm.ContextLength, Err: fmt.Errorf(
			"the article needs about %d tokens and the model's window is %d", need, window)}
	}
	limit := answerFactor*need + answerRoom
	if window > 0 {
		limit = min(limit, window-need)
	}
	return limit, nil
}
