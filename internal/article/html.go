package article

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"mujaz/internal/arabic"
)

const (
	// maxNodes bounds the parsed tree; a node is 150 bytes or more. The longest
	// pages of encyclopedias have under a hundred thousand.
	maxNodes = 1 << 20
	// maxReadable bounds the elements of a page whose article is looked for: the
	// search walks them many times.
	maxReadable = 50_000
	// parserDepth is what html.Parse refuses to nest deeper than.
	parserDepth = 512
)

// decodeHTML reads the article out of a page: its main text where one stands out,
// else all text of the body. Title, author, site and date come from the page's
// metadata. Faults are *Error.
func decodeHTML(data []byte, in input) (*Article, error) {
	if !in.forced {
		if _, name, certain := charset.DetermineEncoding(data[:min(len(data), 1024)], ""); certain {
			in.charset = name
		}
	}
	text, name, err := decodeBytes(data, in)
	if err != nil {
		return nil, err
	}
	doc, err := parseHTML(text, in)
	if err != nil {
		return nil, err
	}
	a := &Article{Name: in.name, Format: HTML}
	page := pageMeta(doc, in.url)
	a.Meta.URL = page.canonical
	blocks := a.readMain(doc, in)
	if len(blocks) == 0 {
		if doc, err = parseHTML(text, in); err != nil { // the search took it apart
			return nil, err
		}
		blocks = htmlBlocks(doc)
	}
	a.Title = page.headline(a.Title, a.Meta.Site)
	a.Meta.Author = arabic.OneLine(a.Meta.Author)
	a.Blocks = withoutHeadline(blocks, a.Title)
	if a.shows("\ufffd") { // else the damage is in what was left out
		a.warn(damage(data, text, name))
	}
	return a, nil
}

// parseHTML parses a page or a piece of one, within the limits of depth and nodes.
func parseHTML(text string, in input) (*html.Node, error) {
	if tooManyNodes(text) {
		return nil, in.fail(TooLarge, fmt.Errorf("page of more than %d elements and texts", maxNodes))
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil { // reading a string does not fail, so it is the depth
		return nil, in.fail(TooLarge, fmt.Errorf("page is nested deeper than %d elements", parserDepth))
	}
	if in.limits.Depth < parserDepth && deeper(doc, in.limits.Depth+2) { // html, body
		return nil, in.fail(TooLarge, fmt.Errorf("page is nested deeper than %d elements", in.limits.Depth))
	}
	return doc, nil
}

// deeper tells whether the elements below n nest deeper than depth.
func deeper(n *html.Node, depth int) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (depth == 0 || deeper(c, depth-1)) {
			return true
		}
	}
	return false
}

// tooManyNodes tells whether text may parse into more than maxNodes. Each tag
// gives a node and a text, and each block element clones the formatting elements
// (<b>, <a>, <font>) that were left open before it: some bytes may become hundreds of nodes.
func tooManyNodes(text string) bool {
	tags := strings.Count(text, "<")
	if 2*tags > maxNodes {
		return true
	}
	if 2*tags+tags*min(tags, parserDepth) <= maxNodes {
		return false
	}
	nodes, open := 0, 0
	tokens := html.NewTokenizer(strings.NewReader(text))
	for nodes <= maxNodes {
		switch tokens.Next() {
		case html.ErrorToken:
			return false
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := tokens.TagName()
			nodes += 2 + open
			if formatting(atom.Lookup(name)) {
				open = min(open+1, parserDepth)
			}
		case html.EndTagToken:
			name, _ := tokens.TagName()
			if formatting(atom.Lookup(name)) {
				open = max(open-1, 0)
			}
		}
	}
	return true
}

// formatting knows the elements that are opened again in the next block (HTML,
// 13.2.4.3, the list of active formatting elements).
func formatting(a atom.Atom) bool {
	switch a {
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr,
		atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		return true
	}
	return false
}

// readMain finds the article in doc, which it takes apart, and sets what the page
// tells about it. It returns nothing where no article stands out.
func (a *Article) readMain(doc *html.Node, in input) (blocks []Block) {
	defer func() {
		if recover() != nil { // the library's fault; the body is still there
			blocks = nil
		}
	}()
	address, err := url.Parse(in.url)
	if err != nil || in.url == "" {
		address = nil
	}
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxReadable
	found, err := parser.ParseAndMutate(doc, address)
	if err != nil {
		return nil
	}
	a.Title = arabic.OneLine(found.Title())
	a.Meta.Author = found.Byline()
	a.Meta.Site = arabic.OneLine(found.SiteName())
	if t, err := found.PublishedTime(); err == nil { // else there is none, or none that can be read
		a.Meta.Published = t.Format(time.RFC3339)
	}
	if found.Node == nil {
		return nil
	}
	return htmlBlocks(found.Node)
}
