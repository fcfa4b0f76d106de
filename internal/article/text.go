package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mujaz/internal/arabic"
)

const (
	// wrapWidth is the longest line, in characters, that a hard-wrapped file has:
	// mail and terminals wrap at 70 to 80, some editors at 100.
	wrapWidth = 100
	// wrapStops is the share of lines with a final punctuation mark from which on
	// lines are sentences or paragraphs of their own.
	wrapStops = 0.6
	// wrapFull is the share of lines into which the next line's first word would
	// not have fitted. Wrapping fills them all; in lists of short lines few are
	// full (0.1 at most in the segmented files of TICO-19).
	wrapFull = 0.6
	// titleWords is the longest title, in words.
	titleWords = 20
	// bodyWords is the least length of a paragraph that a title stands above.
	bodyWords = 15
)

// decodeText makes an article of plain text. Its paragraphs are its lines; where
// the text is hard-wrapped, lines are joined up to the next blank line, or to one
// that ends short of the width. The first line is the title when it is short, has
// no final punctuation and something clearly longer follows.
func decodeText(text string, in input) *Article {
	a := &Article{Name: in.name, Format: Text}
	lines := splitLines(text)
	if isWrapped(lines) {
		lines = unwrap(lines)
	}
	blank := false
	for _, line := range lines {
		if line == "" {
			blank = true
			continue
		}
		b := textBlock(line)
		b.Tight = !blank && len(a.Blocks) > 0
		a.Blocks = append(a.Blocks, b)
		blank = false
	}
	if isTitle(a.Blocks) {
		a.Title = a.Blocks[0].Text
		a.Blocks = a.Blocks[1:]
		a.Blocks[0].Tight = false
	}
	return a
}

// splitLines returns the lines of text without the space around them.
func splitLines(text string) []string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n", "\u0085", "\n",
		"\u2028", "\n", "\u2029", "\n\n").Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimFunc(line, invisible)
	}
	return lines
}

// invisible tells whether r shows nothing: spaces, directional marks, controls.
func invisible(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r)
}

// isWrapped tells whether lines, "" for blank ones, are paragraphs wrapped at a
// fixed width.
func isWrapped(lines []string) bool {
	width, filled, stops := 0, 0, 0
	for _, line := range lines {
		width = max(width, utf8.RuneCountInString(line))
		if line != "" {
			filled++
			if endsInPunctuation(line) {
				stops++
			}
		}
	}
	if filled < 3 || width > wrapWidth || float64(stops) >= wrapStops*float64(filled) {
		return false
	}
	pairs, full := 0, 0
	for i, line := range lines[1:] {
		if before := lines[i]; line != "" && before != "" {
			pairs++
			if !fits(before, line, width) {
				full++
			}
		}
	}
	return pairs > 0 && float64(full) >= wrapFull*float64(pairs)
}

// fits tells whether the first word of next would have fitted behind line.
func fits(line, next string, width int) bool {
	word, _, _ := strings.Cut(next, " ")
	return utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= width
}

// unwrap joins the lines of each paragraph. A paragraph ends at a blank line,
// before a list item, and after a line that the next word would have fitted into,
// if it ends in a stop or is short.
func unwrap(lines []string) []string {
	width := 0
	for _, line := range lines {
		width = max(width, utf8.RuneCountInString(line))
	}
	var joined []string
	last := "" // the last line of the paragraph that is being joined
	for _, line := range lines {
		prefix, _ := listPrefix(line)
		if line == "" || last == "" || prefix != "" || fits(last, line, width) && endsParagraph(last, width) {
			joined = append(joined, line)
		} else {
			joined[len(joined)-1] += " " + line
		}
		last = line
	}
	return joined
}

// endsParagraph tells whether line, not full, is a paragraph's last: wrapping by
// hand is uneven, and only a stop or a third of the width left free tells.
func endsParagraph(line string, width int) bool {
	return endsInPunctuation(line) || 3*utf8.RuneCountInString(line) < 2*width
}

// endsInPunctuation tells whether line ends as a sentence does, a closing quote or
// bracket behind the stop or alone included.
func endsInPunctuation(line string) bool {
	r, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".!?؟…۔:؛\"”»)", r)
}

// textBlock returns line as a paragraph, or as a list item where it begins like one.
func textBlock(line string) Block {
	if prefix, level := listPrefix(line); prefix != "" {
		return Block{Kind: ListItem, Level: level, Prefix: prefix, Text: line[len(prefix):]}
	}
	return Block{Kind: Paragraph, Text: line}
}

// listPrefix returns the bullet or the number, with the space behind it, that
// makes line an item of a list, and its level; "" for other lines.
func listPrefix(line string) (prefix string, level int) {
	marker, rest, ok := strings.Cut(line, " ")
	if !ok || strings.TrimSpace(rest) == "" {
		return "", 0
	}
	if !strings.Contains("- * • ● ▪ ◦ ‣ · – —", marker) && !isNumbering(marker) {
		return "", 0
	}
	rest = strings.TrimLeft(rest, " \t\u00a0")
	return line[:len(line)-len(rest)], 1
}

// isNumbering tells whether word is a number of one to three digits with a full
// stop, bracket or dash behind it: "1.", "٢)", "3-".
func isNumbering(word string) bool {
	digits := 0
	for i, r := range word {
		if unicode.IsDigit(r) {
			digits++
			continue
		}
		return digits >= 1 && digits <= 3 && strings.ContainsRune(".)-", r) && i+1 == len(word)
	}
	return false
}

// isTitle tells whether the first of blocks is the title of the others.
func isTitle(blocks []Block) bool {
	if len(blocks) < 2 || blocks[0].Kind != Paragraph {
		return false
	}
	title := blocks[0].Text
	words := len(strings.Fields(title))
	if last, _ := utf8.DecodeLastRuneInString(title); strings.ContainsRune(".!?؟…۔:؛،", last) {
		return false
	}
	if words > titleWords || boilerplateIn(title).rule != nil {
		return false
	}
	for _, b := range blocks[1:] {
		if n := arabic.CountFields(b.Text); n >= 2*words && n >= bodyWords {
			return true
		}
	}
	return false
}
