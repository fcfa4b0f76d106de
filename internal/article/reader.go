package article

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
)

// Reader opens inputs and turns each into its articles: most hold one; feeds
// and JSONL hold many.
type Reader struct {
	Format   Format // Auto goes by content, then by name
	Encoding string // "" detects it
	Clean    CleanOptions
	Limits   Limits
	Stdin    io.Reader
	Fetcher  Fetcher
}

// Articles reads an input. Each article comes cleaned; what cannot be read
// yields an *Error, and the input's other articles follow.
func (r *Reader) Articles(ctx context.Context, in Input) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) {
		stream, told, err := r.open(ctx, in)
		if err != nil {
			yield(nil, err)
			return
		}
		defer stream.Close()
		for a, err := range r.decode(bufio.NewReaderSize(stream, sniffed), told, in) {
			if err == nil {
				err = a.clean(r.Clean)
			}
			if err != nil {
				a = nil
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// open opens the input's bytes and says what a decoder is told of them.
func (r *Reader) open(ctx context.Context, in Input) (io.ReadCloser, input, error) {
	told := input{name: in.Name, charset: r.Encoding, forced: r.Encoding != "", limits: r.Limits.orDefault()}
	switch {
	case in.URL != "":
		page, err := r.Fetcher.Fetch(ctx, in.URL)
		if err != nil {
			return nil, told, err
		}
		told.url = page.URL
		if !told.forced {
			told.charset = page.Charset
		}
		return io.NopCloser(bytes.NewReader(page.Data)), told, nil
	case in.Path == "":
		return io.NopCloser(r.Stdin), told, nil
	}
	f, err := openFile(ctx, in.Path, pipeWait)
	if err != nil {
		return nil, told, told.fail(Unreadable, reason(err))
	}
	return f, told, nil
}

// decode finds the format and runs its decoder.
func (r *Reader) decode(stream *bufio.Reader, told input, in Input) iter.Seq2[*Article, error] {
	head, err := stream.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return one(nil, told.fail(Unreadable, reason(err)))
	}
	format := r.Format
	if format == Auto || format == "" {
		format = detect(head, in, told)
	}
	if format == JSONL {
		return decodeJSONL(stream, told)
	}
	data, err := readAll(stream, told)
	if err != nil {
		return one(nil, err)
	}
	if format == Feed {
		return decodeFeed(data, told)
	}
	if format == packed {
		format, err = packedFormat(data, told)
		if err != nil {
			return one(nil, err)
		}
	}
	a, err := decodeOne(data, format, told)
	if err != nil {
		return one(nil, err)
	}
	a.Name, a.Format = in.Name, format
	sum := sha256.Sum256(data)
	a.SHA256 = hex.EncodeToString(sum[:])
	if a.Meta.URL == "" {
		a.Meta.URL = told.url
	}
	return one(a, nil)
}

func decodeOne(data []byte, format Format, told input) (*Article, error) {
	switch format {
	case HTML:
		return decodeHTML(data, told)
	case DOCX:
		return decodeDOCX(data, told)
	case EPUB:
		return decodeEPUB(data, told)
	case PDF:
		return decodePDF(data, told)
	}
	text, name, err := decodeBytes(data, told)
	if err != nil {
		return nil, err
	}
	read := decodeText
	if format == Markdown {
		read = decodeMarkdown
	}
	a := read(text, told)
	a.warn(damage(data, text, name))
	return a, nil
}

// OrFault is articles, or where the input could not be found its fault alone.
func OrFault(articles iter.Seq2[*Article, error], fault error) iter.Seq2[*Article, error] {
	if fault != nil {
		return one(nil, fault)
	}
	return articles
}

// one is a sequence of one.
func one(a *Article, err error) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) { yield(a, err) }
}

// readAll reads the input up to its limit.
func readAll(r io.Reader, told input) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, told.limits.Bytes+1))
	if err != nil {
		return nil, told.fail(Unreadable, reason(err))
	}
	if int64(len(data)) > told.limits.Bytes {
		return nil, told.fail(TooLarge, fmt.Errorf("larger than %s", byteSize(told.limits.Bytes)))
	}
	return data, nil
}

// orDefault fills the limits that are not set.
func (l Limits) orDefault() Limits {
	d := DefaultLimits
	if l.Bytes > 0 {
		d.Bytes = l.Bytes
	}
	if l.Unpacked > 0 {
		d.Unpacked = l.Unpacked
	}
	if l.Entries > 0 {
		d.Entries = l.Entries
	}
	if l.Depth > 0 {
		d.Depth = l.Depth
	}
	if l.Pages > 0 {
		d.Pages = l.Pages
	}
	return d
}

// sniffed is how many bytes are looked at to find the format.
const sniffed = 4096

// detect finds the format by the first bytes, then by the name.
func detect(head []byte, in Input, told input) Format {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return packed
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")):
		return PDF
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0")):
		return DOCX
	}
	text := strings.ToLower(strings.TrimSpace(strings.ReplaceAll(strings.TrimPrefix(string(head), "\ufeff"), "\x00", "")))
	named := extensions()[strings.ToLower(filepath.Ext(in.Path))]
	switch {
	case named == Markdown:
		return Markdown
	case strings.HasPrefix(text, "{"):
		return detectJSON(text, named)
	case isFeed(text):
		return Feed
	case isHTML(text):
		return HTML
	case strings.HasPrefix(text, "# ") || strings.HasPrefix(text, "---\ntitle:") || strings.HasPrefix(text, "---\r\ntitle:"):
		return Markdown
	}
	return Text
}

func detectJSON(text string, named Format) Format {
	switch {
	case strings.Contains(text, "jsonfeed.org/version"):
		return Feed
	case named == JSONL, strings.Contains(text, `"text"`):
		return JSONL
	}
	return Text
}

func isFeed(text string) bool {
	if !strings.HasPrefix(text, "<") {
		return false
	}
	for _, root := range []string{"<rss", "<feed", "<rdf:rdf"} {
		if strings.Contains(text, root) && !strings.Contains(text, "<html") {
			return true
		}
	}
	return false
}

func isHTML(text string) bool {
	if strings.HasPrefix(text, "<!doctype html") || strings.HasPrefix(text, "<html") {
		return true
	}
	if !strings.HasPrefix(text, "<") {
		return false
	}
	for _, tag := range []string{"<html", "<head", "<body", "<title", "<meta", "<div", "<p>", "<article", "<h1"} {
		if strings.Contains(text, tag) {
			return true
		}
	}
	return false
}
