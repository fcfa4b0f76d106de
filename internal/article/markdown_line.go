package article

import (
	"regexp"
	"strings"
	"sync"
)

// markdownLine is a line taken apart: quote markers, indentation, list markers,
// and the rest.
type markdownLine struct {
	source  string
	quote   string // "> > "
	space   string // the indentation behind it, if it is of use
	markers string // "- ", "1. ", "- [ ] "
	rest    string // without space around it
	indent  int    // columns from the quote markers to the markers or the rest
	content int    // columns to the rest
	item    bool
}

// maxMarkers bounds the quote markers, and the list markers, of one line; what is
// more is text.
const maxMarkers = 32

// prefix is what stands before the text.
func (l markdownLine) prefix() string { return l.quote + l.space + l.markers }

// splitMarkers takes a line apart. What counts as a list marker depends on what
// is open in s; for s nil none does.
func splitMarkers(line string, s *markdownScanner) markdownLine {
	l := markdownLine{source: line}
	var body string
	l.quote, body = cutQuote(line, -1)
	l.rest = strings.TrimLeft(body, " \t")
	l.space = body[:len(body)-len(l.rest)]
	l.indent = columns(body)
	l.content = l.indent
	l.rest = strings.TrimRight(l.rest, " \t")
	if s == nil {
		return l
	}
	if s.itemFits(l) {
		l.takeItems(body)
	}
	// Only inside an item does the indentation of a paragraph mean something.
	if !l.item && (s.content(l) == 0 || l.indent < s.items[0].content) {
		l.space = ""
	}
	return l
}

// itemFits tells whether a list item may begin at l: not as deep as code, and inside
// a paragraph only with text, and with the number 1 if it is numbered.
func (s *markdownScanner) itemFits(l markdownLine) bool {
	n := l.marker()
	if n == 0 || l.indent >= s.content(l)+codeIndent || isBreak(l.rest) {
		return false
	}
	if s.begins(l) || s.para.Kind == ListItem {
		return true
	}
	marker := strings.TrimRight(l.rest[:n], " \t")
	return len(marker) == 1 || marker == "1." || marker == "1)"
}

// marker returns the length of the list marker that l's rest begins with, with the
// space behind it, or 0.
func (l markdownLine) marker() int { return len(markdownSyntax().item.FindString(l.rest)) }

// takeItems moves list markers from the rest to the markers: several items may
// begin on one line.
func (l *markdownLine) takeItems(body string) {
	for n, i := l.marker(), 0; n > 0 && i < maxMarkers && !isBreak(l.rest); n, i = l.marker(), i+1 {
		l.item = true
		l.markers += l.rest[:n]
		l.rest = l.rest[n:]
	}
	if task := markdownSyntax().task.FindString(l.rest); task != "" {
		l.markers += task
		l.rest = l.rest[len(task):]
	}
	l.content = columns(strings.Repeat(" ", columns(body)) + strings.Map(blankOut, l.markers))
}

func blankOut(r rune) rune {
	if r == '\t' {
		return r
	}
	return ' '
}

// cutQuote cuts up to depth quote markers off a line, all for a negative depth.
func cutQuote(line string, depth int) (quote, rest string) {
	rest = line
	for n := 0; n != depth && n < maxMarkers; n++ {
		body := strings.TrimLeft(rest, " ")
		if len(rest)-len(body) >= codeIndent || !strings.HasPrefix(body, ">") {
			break
		}
		rest = body[1:]
		if rest != "" && (rest[0] == ' ' || rest[0] == '\t') {
			rest = rest[1:]
		}
		quote += "> "
	}
	return quote, rest
}

// columns is the width of the space that s begins with; tabs stop at every fourth.
func columns(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ':
			n++
		case '\t':
			n += codeIndent - n%codeIndent
		default:
			return n
		}
	}
	return n
}

// joinLines joins a paragraph's lines, without the marks of hard line breaks.
func joinLines(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			b.WriteByte(' ')
		}
		if body, ok := strings.CutSuffix(line, `\`); ok && i < len(lines)-1 && !strings.HasSuffix(body, `\`) {
			body = strings.TrimRight(body, " \t")
			if l := (markdownLine{rest: body}); body != "" && !l.opaque() && !l.incomplete() {
				line = body
			}
		}
		b.WriteString(line)
	}
	return b.String()
}

// atxLevel returns the level of the heading that rest is, or 0.
func atxLevel(rest string) int {
	n := len(rest) - len(strings.TrimLeft(rest, "#"))
	if n < 1 || n > 6 || n == len(rest) || rest[n] != ' ' && rest[n] != '\t' {
		return 0
	}
	if trimClosing(strings.Trim(rest[n:], " \t")) == "" {
		return 0
	}
	return n
}

// trimClosing takes closing number signs off a heading's text, all that there are:
// a heading that is written again must not lose more.
func trimClosing(text string) string {
	for {
		body := strings.TrimRight(text, "#")
		if body == text || body != "" && !strings.HasSuffix(body, " ") && !strings.HasSuffix(body, "\t") {
			return text
		}
		text = strings.TrimRight(body, " \t")
	}
}

// isBreak tells whether rest is a thematic break.
func isBreak(rest string) bool {
	if rest == "" || !strings.ContainsAny(rest[:1], "-*_") {
		return false
	}
	marks := strings.Count(rest, rest[:1])
	return marks >= 3 && marks+strings.Count(rest, " ")+strings.Count(rest, "\t") == len(rest)
}

// opaque tells whether l holds or opens what is never sent, inside a paragraph too.
func (l markdownLine) opaque() bool {
	if l.rest == "" {
		return l.item
	}
	switch l.rest[0] {
	case '`', '~':
		return fenceOf(l.rest) != ""
	case '#':
		signs := len(l.rest) - len(strings.TrimLeft(l.rest, "#"))
		return signs <= 6 && trimClosing(strings.Trim(l.rest[signs:], " \t")) == ""
	case '-', '*', '_':
		return isBreak(l.rest)
	case '<':
		return htmlEnd(l.rest) != "" || markdownSyntax().tags.MatchString(l.rest)
	case '!', '[':
		return markdownSyntax().images.MatchString(l.rest)
	}
	return false
}

// incomplete tells whether l is a link's definition, or a mark without the text
// that it is for: text on the next line must not slip behind it.
func (l markdownLine) incomplete() bool {
	return l.rest != "" && markdownSyntax().incomplete.MatchString(l.rest)
}

// fenceOf returns the fence of a code block that rest opens, or "".
func fenceOf(rest string) string {
	if rest == "" {
		return ""
	}
	n := len(rest) - len(strings.TrimLeft(rest, rest[:1]))
	if n < 3 || rest[0] != '`' && rest[0] != '~' || rest[0] == '`' && strings.Contains(rest[n:], "`") {
		return ""
	}
	return rest[:n]
}

func closesFence(rest, fence string) bool {
	rest = strings.TrimRight(rest, " \t")
	return len(rest) >= len(fence) && strings.Trim(rest, fence[:1]) == ""
}

// htmlEnd returns what ends the HTML block that rest opens, if that is another
// thing than its line (CommonMark 0.31, HTML blocks, conditions 1 to 5).
func htmlEnd(rest string) string {
	lower := strings.ToLower(rest[:min(len(rest), 12)])
	for _, kind := range [][2]string{
		{"<!--", "-->"},
		{"<![cdata[", "]]>"},
		{"<?", "?>"},
		{"<script", "</script>"},
		{"<style", "</style>"},
		{"<pre", "</pre>"},
	} {
		if after, ok := strings.CutPrefix(lower, kind[0]); ok {
			if kind[0][1] == '!' || kind[0][1] == '?' || after == "" || strings.ContainsAny(after[:1], " \t>") {
				return kind[1]
			}
		}
	}
	return ""
}

// footnoteMark returns the mark of a footnote's text, with the space behind it.
func footnoteMark(rest string) string { return markdownSyntax().footnote.FindString(rest) }

// markdownRegexps know the syntax that plain comparisons do not.
type markdownRegexps struct {
	item, task, tags, images, footnote, incomplete *regexp.Regexp
}

var markdownSyntax = sync.OnceValue(func() *markdownRegexps {
	const image = `!\[[^\]]*\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])`
	return &markdownRegexps{
		item:     regexp.MustCompile(`^(?:[-*+]|[0-9]{1,9}[.)])[ \t]+`),
		task:     regexp.MustCompile(`^\[[ xX]\][ \t]+`),
		tags:     regexp.MustCompile(`^(?:</?[A-Za-z][A-Za-z0-9-]*(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?/?>\s*|<![A-Za-z][^<>]*>\s*)+$`),
		images:   regexp.MustCompile(`^(?:(?:` + image + `|\[` + image + `\]\([^()]*\))[ \t]*)+$`),
		footnote: regexp.MustCompile(`^\[\^[^\]\s]+\]:[ \t]+`),
		incomplete: regexp.MustCompile(`^(?:[-*+]|[0-9]{1,9}[.)]|\[[ xX]\]|\[\^[^\]\s]+\]:|` +
			`\[(?:[^\[\]\\^]|\\.)(?:[^\[\]\\]|\\.)*\]:(?:[ \t]*(?:<[^<>]*>|[^\s<]\S*)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?)?)$`),
	}
})
