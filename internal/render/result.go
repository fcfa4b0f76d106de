// Package render writes results: plain values in, text, Markdown, JSON or JSONL
// out.
package render

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
)

// Schema names the JSON layout. Fields are only ever added to it.
const Schema = "mujaz/1"

// Result is what mujaz has to say about one article. Its JSON form is the
// documented one.
type Result struct {
	Schema          string  `json:"schema"`
	Status          string  `json:"status"` // ok, flagged or failed
	Task            string  `json:"task"`
	Source          string  `json:"source"`
	ID              string  `json:"id"`
	Title           string  `json:"title"`
	TitleTranslated string  `json:"title_translated"`
	Article         Article `json:"article"`

	Language      string `json:"language"`
	To            string `json:"to"`
	Engine        string `json:"engine"` // model or extractive
	Provider      string `json:"provider"`
	Model         string `json:"model"`
	ModelReported string `json:"model_reported"`
	Prompt        string `json:"prompt"`

	Text       string      `json:"text"`
	Paragraphs []Paragraph `json:"paragraphs"`
	Claims     []Claim     `json:"claims,omitempty"`
	// Data is the answer to a prompt that declares a schema.
	Data   json.RawMessage `json:"data,omitempty"`
	Checks []Check         `json:"checks"`

	Cached       bool      `json:"cached"`
	Requests     int       `json:"requests"`
	Repairs      int       `json:"repairs,omitempty"` // requests among them that asked for paragraphs again
	Created      time.Time `json:"created"`
	Version      string    `json:"mujaz"`
	SourceSHA256 string    `json:"source_sha256"`
	PromptSHA256 string    `json:"prompt_sha256"`
	Usage        Usage     `json:"usage"`
	Error        *Failure  `json:"error,omitempty"`
	// Sources and Stories are a digest's: its articles, and what they tell.
	Sources []string `json:"sources,omitempty"`
	Stories []Story  `json:"stories,omitempty"`
	// SameAs is the source of an article of this run with the same text.
	SameAs string `json:"same_as,omitempty"`
	// Dropped is what cleaning took out, for the extract task.
	Dropped []Dropped `json:"dropped,omitempty"`

	// Fields are a JSONL line's own fields, put beside ours; ours win.
	Fields map[string]json.RawMessage `json:"-"`
	// Blocks is the answer in the article's structure, for the text formats.
	Blocks []Block `json:"-"`
}

// Verdict is what the checks say about anyone's answer.
type Verdict struct {
	Schema string  `json:"schema"`
	Status string  `json:"status"` // ok or flagged
	Task   string  `json:"task"`
	Source string  `json:"source"`
	Checks []Check `json:"checks"`
}

// Article is an article's metadata.
type Article struct {
	URL       string `json:"url"`
	Site      string `json:"site"`
	Author    string `json:"author"`
	Published string `json:"published"`
}

// Paragraph is one unit of the article; Text is absent in a summary.
type Paragraph struct {
	N      int    `json:"n"` // from 1
	Source string `json:"source"`
	Text   string `json:"text,omitempty"`
}

// Claim is a stretch of a summary and the paragraphs it rests on.
type Claim struct {
	Text       string `json:"text"`
	Paragraphs []int  `json:"paragraphs"`
}

// Story is one event as a digest tells it.
type Story struct {
	Title  string  `json:"title"`
	Points []Point `json:"points"`
}

// Point is a statement of a digest and what it rests on.
type Point struct {
	Text    string `json:"text"`
	Sources []Ref  `json:"sources"`
}

// Ref names a paragraph of a digest's article, both from 1; paragraph 0 is the
// title.
type Ref struct {
	Article   int    `json:"article"`
	Paragraph int    `json:"paragraph"`
	Source    string `json:"source"`
}

// Check is one finding.
type Check struct {
	Check     string `json:"check"`
	Level     string `json:"level"`
	Paragraph int    `json:"paragraph"`
	Detail    string `json:"detail"`
}

// Usage counts tokens; the cost is null where the model's price is not known.
type Usage struct {
	InputTokens  int      `json:"input_tokens"`
	OutputTokens int      `json:"output_tokens"`
	CostUSD      *float64 `json:"cost_usd"`
}

// Dropped is a piece that cleaning took out, and the rule that it fell under.
type Dropped struct {
	Text string `json:"text"`
	Why  string `json:"why"`
}

// Failure is why there is no result.
type Failure struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Block is one block of the answer: Prefix and Text, or Raw alone for what was
// never sent.
type Block struct {
	Prefix, Text, Raw string
	Tight             bool // no blank line before it
	Heading           bool
}

// Format is an output format.
type Format string

// The output formats, by their names on the command line.
const (
	Text     Format = "text"
	Markdown Format = "markdown"
	JSON     Format = "json"
	JSONL    Format = "jsonl"
	HTML     Format = "html"
)

// Extension returns the file name extension of the format, with its dot.
func (f Format) Extension() string {
	switch f {
	case Markdown:
		return ".md"
	case JSON:
		return ".json"
	case JSONL:
		return ".jsonl"
	case HTML:
		return ".html"
	}
	return ".txt"
}

// One writes a single result, ending in a newline.
func One(w io.Writer, f Format, r *Result) error {
	var out []byte
	var err error
	switch f {
	case JSON:
		out, err = marshal(r, "  ")
	case JSONL:
		out, err = marshal(r, "")
	case Markdown:
		out = []byte(markdown(r))
	case HTML:
		out, err = htmlPage(r)
	default:
		out = []byte(text(r))
	}
	if err != nil {
		return fmt.Errorf("write the result as %s: %w", f, err)
	}
	_, err = w.Write(append(out, '\n'))
	return err
}

// Many writes several results as they come: text and Markdown under headers as
// head(1) prints them, JSON as an array, JSONL a line each.
type Many struct {
	W      io.Writer
	Format Format
	count  int
}

// Piece returns what Print writes of a result, nil for a failed one in the formats
// that do not show it. It may be called by many goroutines.
func (m *Many) Piece(r *Result) (out []byte, err error) {
	switch {
	case m.Format == JSON:
		out, err = marshal(r, "  ")
	case m.Format == JSONL:
		out, err = marshal(r, "")
	case m.Format == HTML:
		out, err = htmlArticle(r)
	case r.Error != nil:
	case m.Format == Markdown:
		out = []byte("==> " + Printable(r.Source) + " <==\n" + markdown(r) + "\n")
	default:
		out = []byte("==> " + Printable(r.Source) + " <==\n" + text(r) + "\n")
	}
	if err != nil {
		return nil, fmt.Errorf("write the result as %s: %w", m.Format, err)
	}
	return out, nil
}

// Print writes a further piece.
func (m *Many) Print(piece []byte) error {
	if piece == nil {
		return nil
	}
	switch m.Format {
	case JSON:
		return m.element(piece)
	case JSONL:
		return m.print("", string(piece), "\n")
	case HTML:
		return m.print(map[bool]string{true: pageHead, false: ""}[m.count == 0], string(piece))
	}
	return m.print(map[bool]string{true: "", false: "\n"}[m.count == 0], string(piece))
}

// WriteValue writes a further element of a JSON array.
func (m *Many) WriteValue(v any) error {
	out, err := encode(v, "  ")
	if err != nil {
		return err
	}
	return m.element(out)
}

func (m *Many) element(out []byte) error {
	return m.print(map[bool]string{true: "[\n", false: ",\n"}[m.count == 0], string(out))
}

// Value writes any value as JSON or JSONL, ending in a newline.
func Value(w io.Writer, f Format, v any) error {
	indent := ""
	if f == JSON {
		indent = "  "
	}
	out, err := encode(v, indent)
	if err != nil {
		return err
	}
	_, err = w.Write(append(out, '\n'))
	return err
}

func (m *Many) print(parts ...string) error {
	m.count++
	_, err := io.WriteString(m.W, strings.Join(parts, ""))
	return err
}

// Close ends the output: a JSON array and a page need it.
func (m *Many) Close() error {
	end := ""
	switch {
	case m.Format == HTML && m.count == 0:
		end = pageHead + pageFoot
	case m.Format == HTML:
		end = pageFoot
	case m.Format == JSON && m.count == 0:
		end = "[]\n"
	case m.Format == JSON:
		end = "\n]\n"
	}
	_, err := io.WriteString(m.W, end)
	return err
}
