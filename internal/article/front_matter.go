package article

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"mujaz/internal/arabic"
)

// takeFrontMatter reads the metadata that stands at the start of text between two
// lines of three hyphens, and returns the text behind it. What is no mapping in
// YAML stays in the text.
func (a *Article) takeFrontMatter(text string) string {
	first, rest, ok := strings.Cut(text, "\n")
	if !ok || strings.TrimRight(first, " \t") != "---" {
		return text
	}
	var front strings.Builder
	for ok {
		var line string
		line, rest, ok = strings.Cut(rest, "\n")
		if end := strings.TrimRight(line, " \t"); end == "---" || end == "..." {
			if a.setMeta(front.String()) {
				return rest
			}
			return text
		}
		front.WriteString(line)
		front.WriteByte('\n')
	}
	return text
}

// setMeta sets title and metadata from a YAML mapping, and tells whether it is one.
func (a *Article) setMeta(source string) bool {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(source), &doc); err != nil || len(doc.Content) != 1 {
		return err == nil && strings.TrimSpace(source) == ""
	}
	m := doc.Content[0]
	if m.Kind != yaml.MappingNode {
		return false
	}
	for i := 0; i+1 < len(m.Content); i += 2 {
		if to := a.metaField(strings.ToLower(m.Content[i].Value)); to != nil && *to == "" {
			*to = arabic.OneLine(yamlText(m.Content[i+1]))
		}
	}
	return true
}

// metaField returns where the value of a front matter's key goes, or nil. The keys
// are those of Jekyll, Hugo, Zola and pandoc.
func (a *Article) metaField(key string) *string {
	switch key {
	case "title":
		return &a.Title
	case "author", "authors", "by":
		return &a.Meta.Author
	case "date", "published", "pubdate", "publishdate":
		return &a.Meta.Published
	case "url", "link", "canonical", "canonical_url":
		return &a.Meta.URL
	case "site", "site_name", "publication":
		return &a.Meta.Site
	}
	return nil
}

// yamlText is a value's text: a scalar as it is written, a list's parts with commas, the name
// of a mapping. References are not followed, so that they cannot multiply.
func yamlText(n *yaml.Node) string {
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag == "!!null" {
			return ""
		}
		return n.Value
	case yaml.SequenceNode:
		var parts []string
		for _, c := range n.Content {
			if c.Kind == yaml.SequenceNode {
				continue
			}
			if part := yamlText(c); part != "" {
				parts = append(parts, part)
			}
		}
		return strings.Join(parts, ", ")
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == "name" && n.Content[i+1].Kind == yaml.ScalarNode {
				return n.Content[i+1].Value
			}
		}
	}
	return ""
}
