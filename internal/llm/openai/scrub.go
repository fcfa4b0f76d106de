package openai

import (
	"strconv"
	"strings"
	"unicode"
)

const (
	maxMessage = 300 // runes of a server's message that are shown
	// maxRead bounds the runes of a message that are looked at: comparing them
	// with the article takes time.
	maxRead = 2000
	// quotedRun is how many runes in a row a message may share with the article:
	// less than a sentence.
	quotedRun = 20
	// keyRun is how many it may share with the key.
	keyRun = 8
)

// scrubber takes the article and the key out of servers' messages.
type scrubber struct {
	article string
	secrets []string
}

func newScrubber(article string, secrets ...string) scrubber {
	s := scrubber{article: oneLine(article)}
	for _, secret := range secrets {
		if secret != "" {
			s.secrets = append(s.secrets, secret)
		}
	}
	return s
}

// clean returns the message on one line, without control characters, secrets
// or more than quotedRun runes of the article.
func (s scrubber) clean(message string) string {
	message = oneLine(unescape(cut(message, maxRead)))
	for _, secret := range s.secrets {
		message = strings.ReplaceAll(message, secret, "…")
		message = dropRuns(message, secret, keyRun)
	}
	return dropRuns(message, s.article, quotedRun)
}

// dropRuns replaces the runs of at least n runes that occur in text.
func dropRuns(message, text string, n int) string {
	runes := []rune(message)
	var out strings.Builder
	for i := 0; i < len(runes); {
		end := i + n
		if end > len(runes) || !strings.Contains(text, string(runes[i:end])) {
			out.WriteRune(runes[i])
			i++
			continue
		}
		for end < len(runes) && strings.Contains(text, string(runes[i:end+1])) {
			end++
		}
		out.WriteString("…")
		i = end
	}
	return out.String()
}

// cut returns at most n runes of s.
func cut(s string, n int) string {
	count := 0
	for i := range s {
		if count == n {
			return s[:i] + "…"
		}
		count++
	}
	return s
}

// oneLine makes every run of white space one space and drops what a terminal
// might obey: control and format characters.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// unescape undoes JSON escapes that a server quoted its input with, for the
// article would not be known behind them.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			out.WriteByte(s[i])
			continue
		}
		i++
		switch c := s[i]; {
		case c == 'u' && i+4 < len(s):
			if r, err := strconv.ParseUint(s[i+1:i+5], 16, 16); err == nil {
				out.WriteRune(rune(r))
				i += 4
			}
		case c == 'n' || c == 'r' || c == 't':
			out.WriteByte(' ')
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}
