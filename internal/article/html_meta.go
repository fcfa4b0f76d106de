package article

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"mujaz/internal/arabic"
)

// pageFacts are what a page tells about itself before its article is looked for.
type pageFacts struct {
	base      string
	title     string   // of <title>
	canonical string   // the page's own address for itself, absolute
	h1        []string // texts of its h1 elements
}

// pageMeta reads a page's facts; base is the address that it came from, or "".
func pageMeta(doc *html.Node, base string) pageFacts {
	p := pageFacts{base: base}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Title:
			if p.title == "" && n.Namespace == "" { // not that of an SVG
				p.title = arabic.OneLine(textOf(n))
			}
		case atom.H1:
			if text := arabic.OneLine(textOf(n)); text != "" {
				p.h1 = append(p.h1, text)
			}
		case atom.Link:
			if strings.EqualFold(attribute(n, "rel"), "canonical") {
				p.address(attribute(n, "href"))
			}
		case atom.Meta:
			if strings.EqualFold(attribute(n, "property"), "og:url") {
				p.address(attribute(n, "content"))
			}
		}
	}
	return p
}

// address takes ref as the page's address if it is one of the web and none is
// known.
func (p *pageFacts) address(ref string) {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || p.canonical != "" || ref == "" {
		return
	}
	if from, err := url.Parse(p.base); err == nil {
		u = from.ResolveReference(u)
	}
	if (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		u.User = nil
		p.canonical = u.String()
	}
}

// separators set a site's name off from a title.
const separators = "|-–—:»·•"

// headline returns the article's title: what the page declares, less the name of
// the site. A page's h1 that makes up most of its title is the title itself.
func (p pageFacts) headline(declared, site string) string {
	if declared == "" {
		declared = p.title
	}
	for _, h1 := range p.h1 {
		if h1 != site && (titleOf(declared, h1) || titleOf(p.title, h1)) {
			return h1
		}
	}
	if rest, ok := strings.CutSuffix(declared, site); ok && site != "" {
		rest = strings.TrimSpace(rest)
		if short := strings.TrimRight(rest, separators+" "); short != "" && short != rest {
			return short
		}
	}
	if declared == "" && len(p.h1) > 0 {
		return p.h1[0]
	}
	return declared
}

// titleOf tells whether long is h1, or h1 with something shorter before or behind
// it that a separator sets off: "title | site", "site - title".
func titleOf(long, h1 string) bool {
	before, after, ok := strings.Cut(long, h1)
	if !ok || len(before)+len(after) > len(h1) {
		return false
	}
	before, after = strings.TrimSpace(before), strings.TrimSpace(after)
	return (before == "" || strings.TrimRight(before, separators) != before) &&
		(after == "" || strings.TrimLeft(after, separators) != after)
}

// textOf returns all text below n, as it stands.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// attribute returns the value of n's attribute, or "".
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// withoutHeadline takes the first heading that repeats the title out of blocks.
func withoutHeadline(blocks []Block, title string) []Block {
	for i, b := range blocks {
		if b.Kind == Heading && b.Text == title {
			rest := append(blocks[:i:i], blocks[i+1:]...)
			if i < len(rest) {
				rest[i].Tight = false
			}
			return rest
		}
	}
	return blocks
}
