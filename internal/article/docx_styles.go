package article

import (
	"errors"
	"strconv"
	"strings"
)

// docxStyle is what a paragraph style says about structure.
type docxStyle struct {
	heading int  // 1 to 6, or 0
	title   bool // the Title style
	toc     bool // an entry of a table of contents
	list    bool
	depth   int // of a list, from 1
}

type docxStylePart struct {
	Style []struct {
		ID      string  `xml:"styleId,attr"`
		Name    docxVal `xml:"name"`
		BasedOn docxVal `xml:"basedOn"`
		PPr     struct {
			Outline *docxVal `xml:"outlineLvl"`
			NumPr   *struct {
				Level docxVal `xml:"ilvl"`
				ID    docxVal `xml:"numId"`
			} `xml:"numPr"`
		} `xml:"pPr"`
	} `xml:"style"`
}

type docxVal struct {
	Val string `xml:"val,attr"`
}

// readDOCXStyles maps style ids to structure. Word writes the built-in styles'
// names in English whatever its language ("heading 1"), and ids in its own, so
// names and outline levels count, never ids. A style inherits what it does not
// say from the style it is based on (ECMA-376 part 1, 17.7.4.3).
func readDOCXStyles(z *archive, name string) (map[string]docxStyle, error) {
	var part docxStylePart
	err := z.readXML(name, &part)
	if err != nil && !errors.Is(err, errMissing) {
		return nil, err
	}
	own, parent := make(map[string]docxStyle), make(map[string]string)
	for _, s := range part.Style {
		style := namedStyle(strings.ToLower(s.Name.Val))
		if s.PPr.Outline != nil && style.heading == 0 {
			style.heading = outlineLevel(s.PPr.Outline.Val)
		}
		if n := s.PPr.NumPr; n != nil && n.ID.Val != "0" {
			style.list, style.depth = true, listDepth(n.Level.Val)
		}
		own[s.ID], parent[s.ID] = style, s.BasedOn.Val
	}
	all := make(map[string]docxStyle, len(own))
	for id := range own {
		all[id] = inheritedStyle(id, own, parent)
	}
	return all, nil
}

// inheritedStyle follows basedOn to the first style that says something, for at
// most ten steps: chains in real templates are shorter, and a cycle ends.
func inheritedStyle(id string, own map[string]docxStyle, parent map[string]string) docxStyle {
	for range 10 {
		if own[id] != (docxStyle{}) {
			return own[id]
		}
		id = parent[id]
	}
	return docxStyle{}
}

// namedStyle knows the built-in styles by their lower-case names.
func namedStyle(name string) docxStyle {
	if name == "title" {
		return docxStyle{heading: 1, title: true}
	}
	if name == "subtitle" {
		return docxStyle{heading: 2}
	}
	if n, ok := strings.CutPrefix(name, "heading "); ok {
		level, _ := strconv.Atoi(n)
		return docxStyle{heading: min(max(level, 1), 6)}
	}
	if strings.HasPrefix(name, "toc ") || name == "table of figures" {
		return docxStyle{toc: true}
	}
	return docxStyle{}
}

// outlineLevel turns a w:outlineLvl, 0 to 8 for headings and 9 for body text,
// into a heading's level.
func outlineLevel(val string) int {
	level, err := strconv.Atoi(val)
	if err != nil || level < 0 || level > 8 {
		return 0
	}
	return min(level+1, 6)
}

// listDepth turns a w:ilvl, 0 to 8, into a list item's depth from 1.
func listDepth(val string) int {
	level, _ := strconv.Atoi(val)
	return min(max(level, 0), 8) + 1
}
