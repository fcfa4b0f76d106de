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
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
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
	f, err := openFile(ctx, in.Path)
	if err != nil {
		return nil, told, told.fail(Unreadable, reason(err))
	}
	return f, told, nil
}

// openFile opens a file or a named pipe; a pipe nobody writes to does not hang
// the run.
func openFile(ctx context.Context, path string) (io.ReadCloser, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	switch {
	case err != nil:
	case info.IsDir():
		err = errors.New("is a folder")
	case info.Mode()&os.ModeNamedPipe != 0:
		return &pipe{File: f, ctx: ctx}, nil
	case !info.Mode().IsRegular():
		err = errors.New("is a device, not a file")
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// pipeWait is how long a named pipe may be without a writer: a shell starts
// both ends at about the same time.
const pipeWait = 10 * time.Second

// pipe reads a named pipe that was opened without waiting for its writer: until
// the first byte, an end of file means that nobody has opened the other end.
type pipe struct {
	*os.File
	ctx     context.Context
	waited  time.Duration
	started bool
}

func (p *pipe) Read(b []byte) (int, error) {
	for {
		n, err := p.File.Read(b)
		p.started = p.started || n > 0
		if n > 0 || p.started || !errors.Is(err, io.EOF) || p.waited >= pipeWait {
			return n, err
		}
		const step = 20 * time.Millisecond
		select {
		case <-p.ctx.Done():
			return 0, p.ctx.Err()
		case <-time.After(step):
			p.waited += step
		}
	}
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
	text, _, err := decodeBytes(data, told)
	if err != nil {
		return nil, err
	}
	if format == Markdown {
		return decodeMarkdown(text, told), nil
	}
	return decodeText(text, told), nil
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
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")):
		return PDF
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) && bytes.Contains(head, []byte("application/epub+zip")):
		return EPUB
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0")):
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
