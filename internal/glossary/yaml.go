package glossary

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"
)

// parseYAML reads a list of terms or a mapping of sources to renderings.
func parseYAML(text string) ([]row, error) {
	var document yaml.Node
	decoder := yaml.NewDecoder(strings.NewReader(text))
	if err := decoder.Decode(&document); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		return nil, yamlFault(err)
	}
	root := document.Content[0]
	switch root.Kind {
	case yaml.SequenceNode:
		return yamlList(root)
	case yaml.MappingNode:
		return yamlMapping(root)
	}
	if root.Tag == "!!null" {
		return nil, nil
	}
	return nil, faultAt(root.Line, "want a list of terms or a mapping of sources to renderings")
}

// yamlFault takes the line out of what the YAML parser says.
func yamlFault(err error) error {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	var line int
	if n, _ := fmt.Sscanf(message, "line %d:", &line); n == 0 {
		return errors.New(message)
	}
	_, message, _ = strings.Cut(message, ": ")
	return faultAt(line, "%s", message)
}

func yamlList(list *yaml.Node) ([]row, error) {
	rows := make([]row, 0, len(list.Content))
	for _, item := range list.Content {
		if item.Kind != yaml.MappingNode {
			return nil, faultAt(item.Line, "want {source, rendering, note}")
		}
		r, err := yamlTerm(item)
		if err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func yamlTerm(item *yaml.Node) (row, error) {
	r := row{line: item.Line}
	for i := 0; i < len(item.Content); i += 2 {
		key := item.Content[i].Value
		value, err := yamlText(item.Content[i+1])
		if err != nil {
			return r, err
		}
		switch {
		case isName(key, sourceNames):
			r.Source = value
		case isName(key, renderingNames):
			r.Rendering = value
		case isName(key, noteNames):
			r.Note = value
		case !isName(key, countNames):
			return r, faultAt(item.Content[i].Line, "unknown key %q: want source, rendering, note", key)
		}
	}
	if r.Source == "" {
		return r, faultAt(item.Line, "the term has no source")
	}
	return r, nil
}

func yamlMapping(mapping *yaml.Node) ([]row, error) {
	rows := make([]row, 0, len(mapping.Content)/2)
	for i := 0; i < len(mapping.Content); i += 2 {
		key := mapping.Content[i]
		source, err := yamlText(key)
		if err != nil {
			return nil, err
		}
		rendering, err := yamlText(mapping.Content[i+1])
		if err != nil {
			return nil, err
		}
		rows = append(rows, row{Term{Source: source, Rendering: rendering}, key.Line})
	}
	return rows, nil
}

// yamlText returns a scalar as it is written, or a list of alternatives joined by
// "|".
func yamlText(n *yaml.Node) (string, error) {
	switch {
	case n.Kind == yaml.ScalarNode && n.Tag == "!!null":
		return "", nil
	case n.Kind == yaml.ScalarNode:
		return strings.TrimSpace(n.Value), nil
	case n.Kind == yaml.SequenceNode:
		texts := make([]string, len(n.Content))
		for i, item := range n.Content {
			if item.Kind != yaml.ScalarNode {
				return "", faultAt(item.Line, "want text")
			}
			texts[i] = item.Value
		}
		return strings.Join(texts, "|"), nil
	}
	return "", faultAt(n.Line, "want text")
}
