package cmd

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"mujaz/internal/arabic"
	"mujaz/internal/check"
)

// isPairs reports whether a file holds sources and translations side by side.
func isPairs(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".tsv", ".tmx":
		return true
	}
	return false
}

// readPairs reads a TSV file (the Arabic column and the one behind it) or a TMX
// file (its Arabic and its English variants), numbered from 1.
func readPairs(path string) ([]check.Pair, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s: cannot read the pairs: %w", path, bare(err))
	}
	var pairs []check.Pair
	if strings.EqualFold(filepath.Ext(path), ".tmx") {
		pairs, err = tmxPairs(data)
	} else {
		pairs = tsvPairs(string(data))
	}
	if err == nil && len(pairs) == 0 {
		err = errors.New("no pairs of Arabic and another language")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return pairs, nil
}

// tsvPairs finds the Arabic column of each line; its translation is the next
// one, or the one before where it is the last.
func tsvPairs(text string) []check.Pair {
	var pairs []check.Pair
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		for i, cell := range cells {
			if len(cells) < 2 || arabic.ArabicShare(cell) < 0.5 {
				continue
			}
			other := i + 1
			if other == len(cells) {
				other = i - 1
			}
			pairs = append(pairs, check.Pair{Paragraph: len(pairs) + 1, Source: cell, Answer: cells[other]})
			break
		}
	}
	return pairs
}

// tmxUnit is a translation unit of TMX 1.4: a variant a language.
type tmxUnit struct {
	Variants []struct {
		Lang    string `xml:"lang,attr"` // xml:lang, or lang as before TMX 1.4
		Segment struct {
			Text string `xml:",innerxml"`
		} `xml:"seg"`
	} `xml:"tuv"`
}

func tmxPairs(data []byte) ([]check.Pair, error) {
	var pairs []check.Pair
	d := xml.NewDecoder(strings.NewReader(string(data)))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return pairs, nil
		}
		if err != nil {
			return nil, fmt.Errorf("malformed TMX: %w", err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "tu" {
			continue
		}
		var unit tmxUnit
		if err := d.DecodeElement(&unit, &start); err != nil {
			return nil, fmt.Errorf("malformed TMX: %w", err)
		}
		pair := check.Pair{Paragraph: len(pairs) + 1}
		for _, v := range unit.Variants {
			text := plainXML(v.Segment.Text)
			if strings.HasPrefix(strings.ToLower(v.Lang), "ar") {
				pair.Source = text
			} else {
				pair.Answer = text
			}
		}
		if pair.Source != "" && pair.Answer != "" {
			pairs = append(pairs, pair)
		}
	}
}

// plainXML is the text of a segment without its inline elements.
func plainXML(inner string) string {
	var b strings.Builder
	d := xml.NewDecoder(strings.NewReader(inner))
	for {
		token, err := d.Token()
		if err != nil {
			return strings.TrimSpace(b.String())
		}
		if text, ok := token.(xml.CharData); ok {
			b.Write(text)
		}
	}
}
