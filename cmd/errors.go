package cmd

import (
	"context"
	"errors"
	"fmt"

	"mujaz/internal/article"
	"mujaz/internal/config"
	"mujaz/internal/glossary"
	"mujaz/internal/llm"
	"mujaz/prompts"
)

// The exit statuses that scripts rely on.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitSome        = 3
	exitCredentials = 4
	exitUnavailable = 5
	exitChecks      = 6
	exitBudget      = 7
	exitInterrupted = 130
)

// usageError is a command line that cannot be run.
type usageError struct {
	err  error
	hint string
}

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error { return &usageError{err: fmt.Errorf(format, args...)} }

// hinted adds to an error what the user can do about it.
type hinted struct {
	error
	hint string
}

func (e hinted) Unwrap() error { return e.error }

// finished is the end of a run whose failures have been said one by one.
type finished struct{ status int }

func (finished) Error() string { return "some inputs failed" }

// interrupted is a run that the user ended.
type interrupted struct{}

func (interrupted) Error() string     { return "interrupted" }
func (interrupted) ErrorCode() string { return string(llm.Interrupted) }

// said reports whether there is nothing more to print.
func said(err error) bool {
	var f finished
	return errors.As(err, &f)
}

// codeOf returns an error's code in the JSON output's words.
func codeOf(err error) string {
	var coded interface{ ErrorCode() string }
	switch {
	case errors.As(err, &coded):
		return coded.ErrorCode()
	case errors.Is(err, context.Canceled):
		return string(llm.Interrupted)
	}
	return string(llm.Internal)
}

// exitStatus maps an error to the status that the run ends with.
func exitStatus(err error) int {
	var f finished
	if errors.As(err, &f) {
		return f.status
	}
	var (
		usage  *usageError
		conf   *config.Error
		prompt *prompts.Error
		terms  *glossary.Error
	)
	if errors.As(err, &usage) || errors.As(err, &conf) || errors.As(err, &prompt) || errors.As(err, &terms) {
		return exitUsage
	}
	return statusOf(codeOf(err))
}

// statusOf maps a failure's code to the status of a run that failed for it.
func statusOf(code string) int {
	switch llm.Code(code) {
	case llm.Credentials, llm.Quota:
		return exitCredentials
	case llm.Unavailable, llm.RateLimited, llm.Timeout:
		return exitUnavailable
	case "checks_failed":
		return exitChecks
	case llm.Budget:
		return exitBudget
	case llm.Interrupted:
		return exitInterrupted
	}
	return exitFailed
}

// hintOf returns what the user can do about an error, or "".
func hintOf(err error) string {
	var (
		own    hinted
		usage  *usageError
		conf   *config.Error
		source *article.Error
	)
	switch {
	case errors.As(err, &own):
		return own.hint
	case errors.As(err, &usage):
		return usage.hint
	case errors.As(err, &conf):
		return conf.Hint
	case errors.As(err, &source):
		return source.Hint
	}
	switch llm.Code(codeOf(err)) {
	case llm.Credentials:
		if errors.Is(err, llm.ErrNoKey) {
			return "set MUJAZ_API_KEY, or api-key-command: a provider's own variable, such as OPENAI_API_KEY, goes to that provider alone"
		}
		return "check the key and that it belongs to this endpoint; mujaz config show tells which one is used"
	case llm.Unavailable:
		if errors.Is(err, llm.ErrOffline) {
			return ""
		}
		return "check --base-url, --model and the network; what was finished is kept, and running again goes on"
	case llm.Timeout:
		return "a slow model may need a longer --timeout; what was finished is kept"
	case llm.Truncated:
		return "use a model with a larger answer limit (--model, --fallback-model)"
	case llm.ContextLength:
		return "use a model with a larger window (--model), or say its true size (--context)"
	case llm.Quota:
		return "the provider says that nothing is left on the account; see its billing page"
	case llm.RateLimited:
		return "what was finished is kept; run the same command later to go on"
	case llm.Pending:
		return "mujaz batch wait collects it, and then the same command goes on; mujaz batch cancel gives it up"
	case llm.Filtered:
		return "the provider's content filter refused this article; another --model or --provider may take it"
	}
	return ""
}
