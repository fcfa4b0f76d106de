package check

import (
	"fmt"
	"strings"
)

// skeleton compares the markup inside a unit: links, code spans and placeholders
// come over as often as they are in the source, emphasis does where it is in both.
func skeleton(r *reading) []Finding {
	in, out := r.source.text, r.answer.text
	if !strings.ContainsAny(in, "]`*{<%_") && !strings.ContainsAny(out, "]`*{<") {
		return nil
	}
	var found []Finding
	differ := func(level Level, what string, a, b int) {
		if a != b {
			found = append(found, r.finding("skeleton", level, true, fmt.Sprintf("%s: %d in the source, %d in the translation", what, a, b)))
		}
	}
	differ(Error, "links", strings.Count(in, "]("), strings.Count(out, "]("))
	differ(Warning, "emphasis **", strings.Count(in, "**"), strings.Count(out, "**"))
	if !strings.HasPrefix(strings.TrimSpace(out), "```") {
		differ(Error, "code spans", strings.Count(in, "`"), strings.Count(out, "`"))
	}
	for _, p := range distinct(append(placeholders(in), placeholders(out)...)) {
		differ(Error, p, strings.Count(in, p), strings.Count(out, p))
	}
	return found
}

func distinct(list []string) []string {
	var kept []string
	seen := map[string]bool{}
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			kept = append(kept, s)
		}
	}
	return kept
}

// placeholders returns what a program puts into a text: {name}, {{name}}, ${name},
// %s, %1$d, <tag>, </tag>, <tag/>.
func placeholders(text string) []string {
	var found []string
	for i := 0; i < len(text); i++ {
		end := 0
		switch text[i] {
		case '{':
			end = closes(text[i:], '}')
			if end > 0 && strings.HasPrefix(text[i:], "{{") && strings.HasPrefix(text[i+end:], "}") {
				end++
			}
		case '<':
			if i+1 < len(text) && (text[i+1] == '/' || text[i+1]|0x20 >= 'a' && text[i+1]|0x20 <= 'z') {
				end = closes(text[i:], '>')
			}
		case '%':
			end = verb(text[i:])
		}
		if end > 0 {
			found = append(found, text[i:i+end])
			i += end - 1
		}
	}
	return found
}

// closes returns the length of a bracketed piece without spaces, or 0.
func closes(s string, closer byte) int {
	end := strings.IndexByte(s, closer)
	if end < 2 || strings.ContainsAny(s[:end], " \u00a0،,") {
		return 0
	}
	return end + 1
}

// verb returns the length of a formatting verb such as %s or %1$d, or 0.
func verb(s string) int {
	i := 1
	for i < len(s) && (isDigitByte(s[i]) || s[i] == '$') {
		i++
	}
	if i < len(s) && strings.IndexByte("sdf@", s[i]) >= 0 && (i+1 == len(s) || !isAlphanumeric(s[i+1])) {
		return i + 1
	}
	return 0
}
