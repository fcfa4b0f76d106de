package article

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"mujaz/internal/arabic"
)

// decodeFeed reads the entries of an RSS, Atom or JSON feed, each an article
// named NAME#N from 1: the whole text where the feed has it, else the summary. A
// feed that cannot be read, or that has more entries than the limit, yields an
// *Error, the latter after the entries within the limit.
func decodeFeed(data []byte, in input) iter.Seq2[*Article, error] {
	feed, warning, err := parseFeed(data, in)
	if err != nil {
		return one(nil, err)
	}
	return func(yield func(*Article, error) bool) {
		for i, item := range feed.Items {
			if i == in.limits.Entries {
				yield(nil, in.fail(TooLarge, fmt.Errorf("feed of %d entries, of which %d are read", len(feed.Items), i)))
				return
			}
			told := in
			told.name = fmt.Sprintf("%s#%d", in.name, i+1)
			a, err := decodeEntry(feed, item, told)
			if err == nil && a.shows("\ufffd") {
				a.warn(warning)
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// parseFeed decodes and parses a feed; warning is about its bytes, "" for none.
func parseFeed(data []byte, in input) (feed *gofeed.Feed, warning string, err error) {
	if in.charset == "" {
		in.charset = declaredXML(data)
	}
	text, name, err := decodeBytes(data, in)
	if err != nil {
		return nil, "", err
	}
	if warning = damage(data, text, name); warning != "" {
		warning = "in its feed, " + warning
	}
	text = withoutDeclaration(text)
	if deeperXML(text, in.limits.Depth) {
		return nil, "", in.fail(TooLarge, fmt.Errorf("feed is nested deeper than %d elements", in.limits.Depth))
	}
	feed, err = gofeed.NewParser().Parse(strings.NewReader(text))
	switch {
	case errors.Is(err, gofeed.ErrFeedTypeNotDetected):
		return nil, "", in.fail(Unreadable, errors.New("neither an RSS, an Atom nor a JSON feed"))
	case err != nil:
		return nil, "", in.fail(Unreadable, fmt.Errorf("parse the feed: %w", err))
	case len(feed.Items) == 0:
		return nil, "", in.fail(Empty, errors.New("feed has no entries"))
	}
	return feed, warning, nil
}

// xmlHead is how far an XML declaration is looked for.
const xmlHead = 256

// declaredXML returns the encoding that an XML declaration names, or "".
func declaredXML(data []byte) string {
	head := string(data[:min(len(data), xmlHead)])
	head, _, ok := strings.Cut(head, "?>")
	_, value, found := strings.Cut(head, "encoding")
	if !ok || !found {
		return ""
	}
	value = strings.TrimLeft(value, " \t\r\n=")
	if value == "" {
		return ""
	}
	name, _, _ := strings.Cut(value[1:], value[:1])
	return name
}

// withoutDeclaration takes the XML declaration off, whose encoding is no longer
// true.
func withoutDeclaration(text string) string {
	text = strings.TrimLeft(text, " \t\r\n")
	if strings.HasPrefix(text, "<?xml") {
		if _, rest, ok := strings.Cut(text, "?>"); ok {
			return strings.TrimLeft(rest, " \t\r\n")
		}
	}
	return text
}

// deeperXML tells whether XML is nested deeper than depth. The feed's parser
// calls itself for each level.
func deeperXML(text string, depth int) bool {
	open := 0
	for {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			return false
		}
		text = text[i:]
		end := ">"
		switch {
		case strings.HasPrefix(text, "<!--"):
			end = "-->"
		case strings.HasPrefix(text, "<![CDATA["):
			end = "]]>"
		}
		n := strings.Index(text, end)
		if n < 0 {
			n = len(text) - len(end)
		}
		switch {
		case len(text) < 2 || n < 1 || text[1] == '!' || text[1] == '?':
		case text[1] == '/':
			open = max(open-1, 0)
		case text[n-1] != '/':
			if open++; open > depth {
				return true
			}
		}
		text = text[max(n+len(end), 1):]
	}
}

// decodeEntry makes an article of one entry.
func decodeEntry(feed *gofeed.Feed, item *gofeed.Item, in input) (*Article, error) {
	content := item.Content
	if strings.TrimSpace(content) == "" {
		content = item.Description
	}
	blocks, err := fragmentBlocks(content, in)
	if err != nil {
		return nil, err
	}
	title, err := fragmentText(item.Title, in)
	if err != nil {
		return nil, err
	}
	site, err := fragmentText(feed.Title, in)
	if err != nil {
		return nil, err
	}
	a := &Article{Name: in.name, ID: item.GUID, Title: title, Blocks: withoutHeadline(blocks, title), Format: Feed}
	a.Meta = Meta{URL: entryURL(feed, item, in), Site: site, Author: entryAuthor(item), Published: entryDate(item)}
	a.SHA256 = entryHash(item.GUID, item.Link, item.Title, content)
	return a, nil
}

// fragmentBlocks returns the blocks of a piece of HTML. Text without a tag is
// taken as it is written: its lines are its paragraphs.
func fragmentBlocks(content string, in input) ([]Block, error) {
	if !strings.Contains(content, "<") {
		content = strings.ReplaceAll(content, "\n", "<br><br>")
	}
	doc, err := parseHTML(content, in)
	if err != nil {
		return nil, err
	}
	return htmlBlocks(doc), nil
}

// fragmentText returns the text of a piece of HTML on one line.
func fragmentText(content string, in input) (string, error) {
	if !strings.ContainsAny(content, "<&") {
		return arabic.OneLine(content), nil
	}
	doc, err := parseHTML(content, in)
	if err != nil {
		return "", err
	}
	return arabic.OneLine(textOf(doc)), nil
}

// entryURL returns an entry's absolute address, or "".
func entryURL(feed *gofeed.Feed, item *gofeed.Item, in input) string {
	for _, base := range []string{"", in.url, feed.FeedLink, feed.Link} {
		from, err := url.Parse(base)
		if err != nil {
			continue
		}
		u, err := from.Parse(strings.TrimSpace(item.Link))
		if err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
			return u.String()
		}
	}
	return ""
}

func entryAuthor(item *gofeed.Item) string {
	var names []string
	for _, p := range item.Authors {
		if p != nil && p.Name != "" {
			names = append(names, arabic.OneLine(p.Name))
		}
	}
	return strings.Join(names, "، ")
}

// entryDate returns when an entry was published, or else changed: RFC 3339, or
// what the feed says where that cannot be parsed.
func entryDate(item *gofeed.Item) string {
	switch {
	case item.PublishedParsed != nil:
		return item.PublishedParsed.Format(time.RFC3339)
	case item.Published == "" && item.UpdatedParsed != nil:
		return item.UpdatedParsed.Format(time.RFC3339)
	}
	return arabic.OneLine(item.Published)
}

// entryHash is the hash of what the entry holds: its bytes in the feed are gone
// after parsing.
func entryHash(parts ...string) string {
	var b bytes.Buffer
	for _, p := range parts {
		fmt.Fprintf(&b, "%d:%s", len(p), p)
	}
	sum := sha256.Sum256(b.Bytes())
	return hex.EncodeToString(sum[:])
}
