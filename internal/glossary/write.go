package glossary

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// Write writes candidates as a glossary file with empty renderings to be filled
// in. format is "csv", "tsv" or "yaml". Read takes the file, passing over terms
// whose rendering is still empty.
func Write(w io.Writer, candidates []Candidate, format string) error {
	switch format {
	case "csv":
		return writeTable(w, candidates, ',')
	case "tsv":
		return writeTable(w, candidates, '\t')
	case "yaml":
		return writeYAML(w, candidates)
	}
	return fmt.Errorf("writing glossary: unknown format %q: want csv, tsv or yaml", format)
}

func writeTable(w io.Writer, candidates []Candidate, comma rune) error {
	table := csv.NewWriter(w)
	table.Comma = comma
	rows := make([][]string, 0, len(candidates)+1)
	rows = append(rows, []string{"source", "rendering", "note", "count", "articles", "kind"})
	for _, c := range candidates {
		rows = append(rows, []string{c.Source, "", "", strconv.Itoa(c.Count), strconv.Itoa(c.Articles), c.Kind})
	}
	if err := table.WriteAll(rows); err != nil {
		return fmt.Errorf("writing glossary: %w", err)
	}
	return nil
}

func writeYAML(w io.Writer, candidates []Candidate) error {
	type term struct {
		Source    string
		Rendering string
		Note      string
		Count     int
		Articles  int
		Kind      string
	}
	terms := make([]term, len(candidates))
	for i, c := range candidates {
		terms[i] = term{Source: c.Source, Count: c.Count, Articles: c.Articles, Kind: c.Kind}
	}
	encoder := yaml.NewEncoder(w)
	if err := encoder.Encode(terms); err != nil {
		return fmt.Errorf("writing glossary: %w", err)
	}
	return encoder.Close()
}
