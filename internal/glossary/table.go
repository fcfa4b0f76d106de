package glossary

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"mujaz/internal/arabic"
)

// record is one row of a table as it is written.
type record struct {
	fields []string
	line   int
}

// parseCSV reads CSV whose divider is the more frequent of comma and semicolon in
// its first line: spreadsheets write semicolons where the comma is decimal.
func parseCSV(text string) ([]row, error) {
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comment, reader.FieldsPerRecord, reader.LazyQuotes = '#', -1, true
	first := firstLine(text)
	switch commas := strings.Count(first, ","); {
	case strings.Count(first, "\t") > commas:
		reader.Comma = '\t'
	case strings.Count(first, ";") > commas:
		reader.Comma = ';'
	}
	var records []record
	for {
		fields, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return rowsOf(records), nil
		}
		var parse *csv.ParseError
		if errors.As(err, &parse) {
			return nil, &lineError{parse.Line, parse.Err}
		}
		if err != nil {
			return nil, err
		}
		line, _ := reader.FieldPos(0)
		if slices.ContainsFunc(fields, func(f string) bool { return strings.Contains(f, "\n") }) {
			return nil, faultAt(line, "a field spans lines: its quotation mark is not closed")
		}
		records = append(records, record{fields, line})
	}
}

// parseTSV reads lines of fields divided by tabs; quotes around a whole field are
// taken off, any others are part of it.
func parseTSV(text string) []row {
	var records []record
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		fields := strings.Split(line, "\t")
		for i, f := range fields {
			if len(f) >= 2 && f[0] == '"' && f[len(f)-1] == '"' {
				fields[i] = strings.ReplaceAll(f[1:len(f)-1], `""`, `"`)
			}
		}
		records = append(records, record{fields, n})
	}
	return rowsOf(records)
}

// columns are the places of a table's columns, -1 for none.
type columns struct{ source, rendering, note int }

func rowsOf(records []record) []row {
	if len(records) == 0 {
		return nil
	}
	c, named := namedColumns(records[0].fields)
	if named {
		records = records[1:]
	} else {
		c = guessedColumns(records)
	}
	rows := make([]row, len(records))
	for i, r := range records {
		rows[i] = row{Term{r.at(c.source), r.at(c.rendering), r.at(c.note)}, r.line}
	}
	return rows
}

// at returns the field of a column, "" where there is none.
func (r record) at(column int) string {
	if column < 0 || column >= len(r.fields) {
		return ""
	}
	return strings.TrimSpace(r.fields[column])
}

const (
	sourceNames    = "source,source term,term,arabic,arabic term,ar,المصدر,المصطلح,العربية,عربي,الأصل"
	renderingNames = "rendering,translation,target,target term,english,english term,en,الترجمة,المقابل,الإنجليزية,إنجليزي"
	noteNames      = "note,notes,comment,comments,remark,ملاحظة,ملاحظات,تعليق"
	// countNames are what Write adds and Read passes over.
	countNames = "count,articles,kind"
)

// isName tells whether a column's name or a key is among names.
func isName(s, names string) bool {
	return slices.Contains(strings.Split(names, ","), strings.ToLower(strings.TrimSpace(s)))
}

// namedColumns reads a row of column names. ok tells whether it is one: whether
// it names a source and a rendering.
func namedColumns(fields []string) (c columns, ok bool) {
	c = columns{-1, -1, -1}
	for i, f := range fields {
		switch {
		case isName(f, sourceNames):
			c.source = i
		case isName(f, renderingNames):
			c.rendering = i
		case isName(f, noteNames):
			c.note = i
		}
	}
	return c, c.source >= 0 && c.rendering >= 0
}

// guessedColumns takes the more Arabic one of the first two columns for the
// source.
func guessedColumns(records []record) columns {
	arabicFirst := 0
	for _, r := range records {
		first, second := arabic.ArabicShare(r.at(0)) > 0.5, arabic.ArabicShare(r.at(1)) > 0.5
		if first && !second {
			arabicFirst++
		} else if second && !first {
			arabicFirst--
		}
	}
	if arabicFirst < 0 {
		return columns{1, 0, 2}
	}
	return columns{0, 1, 2}
}
