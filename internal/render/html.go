package render

import (
	"bytes"
	"fmt"
	"html/template"
	"sync"
)

// page is the HTML form of results: each with its findings beside the
// paragraphs they are about, for people who read before they publish.
var page = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{"dir": direction, "findings": findingsOf}).Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>mujaz</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; } td { vertical-align: top; padding: .5rem; width: 50%; }
tr.flagged { background: #fff3d6; } .finding { font-size: .85rem; color: #7a4b00; } .meta { color: #666; font-size: .85rem; }
</style></head><body>
{{range .}}{{$r := .}}<article>
<h1 dir="{{dir .To}}">{{or .TitleTranslated .Title .Source}}</h1>
<p class="meta">{{.Source}}{{with .Article.URL}} · <a href="{{.}}">{{.}}</a>{{end}}{{with .Model}} · {{.}}{{end}}{{if eq .Engine "extractive"}} · built-in engine, without a model{{end}} · {{.Status}}</p>
{{with .Error}}<p class="finding">{{.Code}}: {{.Message}}</p>{{end}}
{{if eq .Task "translate"}}<table>
{{range .Paragraphs}}<tr{{if findings $r .N}} class="flagged"{{end}}><td dir="auto">{{.Text}}{{range findings $r .N}}<div class="finding">{{.Level}}: {{.Check}}: {{.Detail}}</div>{{end}}</td><td dir="auto">{{.Source}}</td></tr>
{{end}}</table>
{{else if .Claims}}<ul dir="{{dir .To}}">
{{range .Claims}}<li>{{.Text}}{{range .Paragraphs}} <a href="#p{{.}}">¶{{.}}</a>{{end}}</li>
{{end}}</ul>
<details><summary>source</summary>{{range .Paragraphs}}<p id="p{{.N}}" dir="auto">¶{{.N}} {{.Source}}</p>
{{end}}</details>
{{else}}<p dir="auto" style="white-space: pre-wrap">{{.Text}}</p>
{{end}}{{range findings . 0}}<p class="finding">{{.Level}}: {{.Check}}: {{.Detail}}</p>
{{end}}</article>
{{end}}</body></html>
`))
})

// direction is the writing direction of a language.
func direction(language string) string {
	if language == "en" {
		return "ltr"
	}
	return "rtl"
}

// findingsOf returns the findings about a paragraph.
func findingsOf(r *Result, n int) []Check {
	var found []Check
	for _, c := range r.Checks {
		if c.Paragraph == n {
			found = append(found, c)
		}
	}
	return found
}

// htmlPage writes results as one page.
func htmlPage(results ...*Result) ([]byte, error) {
	var out bytes.Buffer
	if err := page().Execute(&out, results); err != nil {
		return nil, fmt.Errorf("write the result as html: %w", err)
	}
	return []byte(Printable(out.String())), nil
}
