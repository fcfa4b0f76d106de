package render

import "strings"

// text writes a result for reading: the title, then the blocks.
func text(r *Result) string {
	return document(r, func(b Block) string {
		if b.Raw != "" {
			return b.Raw
		}
		if b.Heading {
			return b.Text
		}
		return b.Prefix + b.Text
	}, func(title string) string { return title })
}

// markdown writes a result with the article's own markup.
func markdown(r *Result) string {
	return document(r, func(b Block) string {
		if b.Raw != "" {
			return b.Raw
		}
		return b.Prefix + b.Text
	}, func(title string) string { return "# " + title })
}

func document(r *Result, block func(Block) string, heading func(string) string) string {
	var b strings.Builder
	title := r.TitleTranslated
	if r.Task == "extract" { // nothing was translated
		title = r.Title
	}
	if title != "" {
		b.WriteString(heading(title))
	}
	for i, bl := range r.Blocks {
		switch {
		case b.Len() == 0:
		case bl.Tight && i > 0:
			b.WriteString("\n")
		default:
			b.WriteString("\n\n")
		}
		b.WriteString(block(bl))
	}
	return Printable(b.String())
}

// Body returns the blocks' text without the title, for the JSON text field.
func Body(blocks []Block) string { return text(&Result{Blocks: blocks}) }
