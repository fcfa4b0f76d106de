// Package article turns inputs (files, folders, stdin, URLs, feeds) into
// articles: found, read, decoded, extracted and cleaned.
package article

import (
	"encoding/json"
	"slices"
	"strings"
)

// Article is one text with what is known about it. Its blocks hold every
// paragraph in order; nothing after this package sees the raw input.
type Article struct {
	// Name is the input as the user named it: a path, a URL, "stdin", or for a
	// part of an input (a feed's entry, a JSONL line) a name derived from it.
	Name string
	// ID is the id that a JSONL line or a feed entry gave, else empty.
	ID string
	// Title is the article's headline, empty where it has none. It is not among
	// the blocks.
	Title  string
	Blocks []Block
	Meta   Meta
	// Language is the ISO 639 code found for the text: "ar", "fa", …, or "".
	Language string
	// Format is the input format the article was read from.
	Format Format
	// Dropped lists what cleaning took out, in order.
	Dropped []Dropped
	// SHA256 is the hex hash of the input's bytes (of the line or the entry for
	// a part of an input).
	SHA256 string
	// Warnings are faults of the input that it was read in spite of, in words.
	Warnings []string
	// Fields are a JSONL line's other fields, passed through to the output.
	Fields map[string]json.RawMessage
}

// Meta is what is known about an article and never sent to a model.
type Meta struct {
	URL, Site, Author, Published string
}

// Kind tells what a block is.
type Kind int

const (
	// Paragraph is running text.
	Paragraph Kind = iota
	// Heading is a heading of Level 1 to 6.
	Heading
	// ListItem is one item of a list; Level is its depth from 1.
	ListItem
	// TableRow is one row; its cells are joined by " | ".
	TableRow
	// Quote is a paragraph inside a block quotation.
	Quote
	// Opaque is code, an image or raw HTML: only Raw is set, and it is never
	// sent to a model.
	Opaque
)

// Block is one heading, list item, table row, paragraph or opaque piece.
//
// Written as it was, or with Text replaced by its translation, a block is one line,
// Prefix+Text, or for Opaque Raw; a blank line goes before it unless it is Tight or
// the first. Blocks of Markdown make Markdown again so: a table's rows have the
// Prefix "| ", and its delimiter row is an Opaque block below the first.
type Block struct {
	Kind  Kind
	Level int
	// Prefix is the markup before the text ("## ", "- ", "> "). It never leaves
	// the program, so that a model cannot lose it.
	Prefix string
	// Text is what is sent: clean, on one line. Empty exactly for Opaque blocks.
	Text string
	// Raw is an opaque block as it stood in the source, without its final newline.
	Raw string
	// Tight tells that no blank line stood between this block and the one before.
	Tight bool
}

// Format is an input format.
type Format string

// The input formats, by their names on the command line.
const (
	Auto     Format = "auto"
	Text     Format = "text"
	Markdown Format = "markdown"
	HTML     Format = "html"
	DOCX     Format = "docx"
	EPUB     Format = "epub"
	PDF      Format = "pdf"
	Feed     Format = "feed"
	JSONL    Format = "jsonl"
)

// Dropped is a piece that cleaning took out.
type Dropped struct {
	Text string // the piece, shortened to one line
	Why  string // the rule, in words: "related link", "share bar", …
}

// Code is the cause of a failure in the words of the JSON output.
type Code string

// The causes an input can fail for.
const (
	Unreadable Code = "unreadable"
	TooLarge   Code = "too_large"
	NotArabic  Code = "not_arabic"
	Empty      Code = "empty"
)

// Error is an input that gave no article.
type Error struct {
	Code Code
	Name string // the input's name
	Err  error
	Hint string // what the user can do, or ""
}

func (e *Error) Error() string { return e.Name + ": " + e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// ErrorCode returns the code for the JSON output.
func (e *Error) ErrorCode() string { return string(e.Code) }

// warn adds a warning; "" is none.
func (a *Article) warn(text string) {
	if text != "" {
		a.Warnings = append(a.Warnings, text)
	}
}

// shows tells whether s stands in the title or a block.
func (a *Article) shows(s string) bool {
	return strings.Contains(a.Title, s) || slices.ContainsFunc(a.Blocks, func(b Block) bool {
		return strings.Contains(b.Text, s) || strings.Contains(b.Raw, s)
	})
}

// Units returns the texts that are sent, in order, without the title.
func (a *Article) Units() []Block {
	var units []Block
	for _, b := range a.Blocks {
		if b.Kind != Opaque {
			units = append(units, b)
		}
	}
	return units
}
