package cmd

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"mujaz/internal/article"
	"mujaz/internal/render"
)

// ownOutput reads mujaz's own JSON or JSONL at path: the result for source, or nil
// where the file is another thing.
func ownOutput(path string, source *article.Article) (*answer, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil // whoever reads it next says why
	}
	results := ownResults(data)
	if len(results) == 1 {
		return ownAnswer(&results[0]), nil
	}
	for i, r := range results {
		if r.SourceSHA256 == source.SHA256 && r.Error == nil {
			return ownAnswer(&results[i]), nil
		}
	}
	if len(results) > 0 {
		err := fmt.Errorf("none of its %d results is of %s as it is now", len(results), filepath.Base(source.Name))
		return nil, &article.Error{Code: article.Unreadable, Name: path, Err: err}
	}
	return nil, nil
}

// ownResults decodes one result, an array of them, or one a line.
func ownResults(data []byte) []render.Result {
	data = bytes.TrimSpace(data)
	if len(data) == 0 || data[0] != '{' && data[0] != '[' {
		return nil
	}
	var results []render.Result
	if json.Unmarshal(data, &results) != nil {
		results = nil
		for d := json.NewDecoder(bytes.NewReader(data)); d.More(); {
			var r render.Result
			if d.Decode(&r) != nil {
				return nil
			}
			results = append(results, r)
		}
	}
	for _, r := range results {
		if r.Schema != render.Schema {
			return nil
		}
	}
	return results
}

// ownAnswer takes an output of mujaz apart.
func ownAnswer(r *render.Result) *answer {
	out := &answer{task: r.Task, title: r.TitleTranslated, text: r.Text, numbered: true}
	for _, p := range r.Paragraphs {
		out.units = append(out.units, p.Text)
	}
	return out
}
