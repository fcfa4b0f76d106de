package render

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/fnv"
	"html/template"
	"io"
	"strings"
	"sync"
)

// pageHead and pageFoot are what stands around the articles of a page; a page of
// one article has its title in place of the program's name.
const (
	pageHead  = pageStart + "mujaz" + pageStyle
	pageFoot  = "</body></html>\n"
	pageStart = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>`
	pageStyle = `</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; } td { vertical-align: top; padding: .5rem; width: 50%; }
tr.flagged { background: #fff3d6; } .finding { font-size: .85rem; color: #7a4b00; } .meta { color: #666; font-size: .85rem; }
</style></head><body>
`
)

// page is the HTML form of a result: with its findings beside the paragraphs they
// are about, for people who read before they publish.
var page = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{"dir": direction, "title": title, "findings": findingsOf, "loose": loose, "anchor": anchor}).Parse(`{{$r := .}}<article>
<h1 dir="{{dir .To}}">{{title .}}</h1>
<p class="meta">{{.Source}}{{with .Article.URL}} · <a href="{{.}}">{{.}}</a>{{end}}{{with .Model}} · {{.}}{{end}}{{if eq .Engine "extractive"}} · built-in engine, without a model{{end}}{{with .SameAs}} · the same text as {{.}}{{end}} · {{.Status}}</p>
{{with .Error}}<p class="finding">{{.Code}}: {{.Message}}</p>{{end}}
{{if eq .Task "translate"}}<table>
{{if .TitleTranslated}}<tr><td dir="auto">{{.TitleTranslated}}</td><td dir="auto">{{.Title}}</td></tr>
{{end}}{{range .Paragraphs}}<tr{{if findings $r .N}} class="flagged"{{end}}><td dir="auto">{{.Text}}{{range findings $r .N}}<div class="finding">{{.Level}}: {{.Check}}: {{.Detail}}</div>{{end}}</td><td dir="auto">{{.Source}}</td></tr>
{{end}}</table>
{{else if .Claims}}<ul dir="{{dir .To}}">
{{range .Claims}}<li>{{.Text}}{{range .Paragraphs}} <a href="#{{anchor $r .}}">¶{{.}}</a>{{end}}</li>
{{end}}</ul>
<details><summary>source</summary>{{range .Paragraphs}}<p id="{{anchor $r .N}}" dir="auto">¶{{.N}} {{.Source}}</p>
{{end}}</details>
{{else}}<p dir="auto" style="white-space: pre-wrap">{{.Text}}</p>
{{end}}{{range loose .}}<p class="finding">{{if .Paragraph}}¶{{.Paragraph}}: {{end}}{{.Level}}: {{.Check}}: {{.Detail}}</p>
{{end}}</article>
`))
})

// anchor names a paragraph of a result on a page that may hold many, some of them
// of the same text.
func anchor(r *Result, n int) string {
	h := fnv.New32a()
	_, _ = io.WriteString(h, r.Source+"\x00"+r.SourceSHA256) // never fails
	return fmt.Sprintf("p%d-%08x", n, h.Sum32())
}

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

// loose returns the findings that stand beside no paragraph: those about the whole,
// and all of a summary's, whose paragraphs are the source's.
func loose(r *Result) []Check {
	if r.Task == "translate" {
		return findingsOf(r, 0)
	}
	return r.Checks
}

// title is what a result is headed with.
func title(r *Result) string { return cmp.Or(r.TitleTranslated, r.Title, r.Source) }

// htmlArticle is a result's part of a page.
func htmlArticle(r *Result) ([]byte, error) {
	var out bytes.Buffer
	if err := page().Execute(&out, r); err != nil {
		return nil, err
	}
	return []byte(Printable(out.String())), nil
}

// htmlPage is a result as a page of its own.
func htmlPage(r *Result) ([]byte, error) {
	out, err := htmlArticle(r)
	return []byte(pageStart + template.HTMLEscapeString(Printable(title(r))) + pageStyle + string(out) + strings.TrimSuffix(pageFoot, "\n")), err
}
