package article

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mujaz/internal/arabic"
)

func htmlInput() input { return input{name: "a.html", limits: DefaultLimits} }

// longText is a paragraph that readability takes for an article's.
const longText = "كان الرجل يمشي في المدينة القديمة مع صديقه، وكانت الأسواق مزدحمة بالناس والبضائع. " +
	"ثم جلسا في مقهى صغير قرب الميناء، وتحدثا طويلا عن السفر والكتب والأيام التي مضت. " +
	"وفي المساء عادا إلى البيت، وقد اشتريا خبزا وزيتا وتمرا."

func TestDecodeHTML(t *testing.T) {
	page := `<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>رحلة إلى المدينة القديمة | صحيفة المثال</title>
<meta property="og:site_name" content="صحيفة المثال"><meta name="author" content="ليلى أحمد">
<meta property="article:published_time" content="2024-05-01T10:00:00+03:00">
<link rel="canonical" href="/news/1"></head><body>
<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/s">رياضة</a></li></ul></nav>
<article><h1>رحلة إلى المدينة القديمة</h1><p>` + longText + `</p><h2>في السوق</h2><p>` + longText + ` <b>سعر&nbsp;جيد</b></p>
<ul><li>خبز</li><li>زيت</li></ul><blockquote><p>` + longText + `</p></blockquote></article>
<footer>جميع الحقوق محفوظة</footer></body></html>`
	in := htmlInput()
	in.url = "https://example.org/a?b"
	a, err := decodeHTML([]byte(page), in)
	if err != nil {
		t.Fatal(err)
	}
	want := &Article{
		Name: "a.html", Format: HTML, Title: "رحلة إلى المدينة القديمة",
		Meta: Meta{URL: "https://example.org/news/1", Site: "صحيفة المثال", Author: "ليلى أحمد", Published: "2024-05-01T10:00:00+03:00"},
		Blocks: []Block{
			{Text: longText},
			{Kind: Heading, Level: 2, Prefix: "## ", Text: "في السوق"},
			{Text: longText + " سعر جيد"},
			{Kind: ListItem, Level: 1, Prefix: "- ", Text: "خبز"},
			{Kind: ListItem, Level: 1, Prefix: "- ", Text: "زيت", Tight: true},
			{Kind: Quote, Prefix: "> ", Text: longText},
		},
	}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHTMLWithoutArticle(t *testing.T) {
	a, err := decodeHTML([]byte("<title>عنوان</title><h1>عنوان</h1>سطر<br>ثان<br><br>فقرة<script>x()</script><p hidden>مخفي"), htmlInput())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Block{{Text: "سطر ثان"}, {Text: "فقرة"}}, a.Blocks); a.Title != "عنوان" || diff != "" {
		t.Errorf("title %q, blocks (-want +got):\n%s", a.Title, diff)
	}
}

func TestHTMLBlocks(t *testing.T) {
	item := func(level int, prefix, text string, tight bool) Block {
		return Block{Kind: ListItem, Level: level, Prefix: prefix, Text: text, Tight: tight}
	}
	for _, tt := range []struct {
		name, source string
		want         []Block
	}{
		{"inline", "<p>كلمة <a href=x>و<b>صل</b>ة</a>\n &amp;  أخرى", []Block{{Text: "كلمة وصلة & أخرى"}}},
		{"div and text", "أ<div>ب<p>ج</p>د</div>هـ", []Block{{Text: "أ"}, {Text: "ب"}, {Text: "ج"}, {Text: "د"}, {Text: "هـ"}}},
		{"line breaks", "أ<br>ب<br>\n<br>ج<br/>", []Block{{Text: "أ ب"}, {Text: "ج"}}},
		{"nested lists", "<ul><li>أ<ol start=3><li>ب</li><li><p>ج</p><p>د</p></li></ol></li><li>هـ</ul>", []Block{
			item(1, "- ", "أ", false), item(2, "  3. ", "ب", true), item(2, "  4. ", "ج", true),
			{Prefix: "     ", Text: "د"},
			item(1, "- ", "هـ", false),
		}},
		{"table", "<table><caption>ع</caption><tr><th>أ<th>ب<tr><td><p>ج</p><td>د</table>", []Block{
			{Text: "ع"}, {Kind: TableRow, Text: "أ | ب"}, {Kind: TableRow, Text: "ج | د", Tight: true},
		}},
		{"page laid out by a table", "<table><tr><td><p>أ</p><p>ب</p></td><td>ج</td></tr></table>", []Block{{Text: "أ"}, {Text: "ب"}, {Text: "ج"}}},
		{"code", "<pre>x\n  <b>y</b> ```\n</pre>", []Block{{Kind: Opaque, Raw: "````\nx\n  y ```\n````"}}},
		{"images", "<p>أ<img src=x alt=y></p><figure><img src=x><figcaption>ب</figcaption></figure>", []Block{{Text: "أ"}, {Text: "ب"}}},
		{"headings", "<h1>أ</h1><h6>ب<br>ج</h6>", []Block{
			{Kind: Heading, Level: 1, Prefix: "# ", Text: "أ"}, {Kind: Heading, Level: 6, Prefix: "###### ", Text: "ب ج"},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := parseHTML(tt.source, htmlInput())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, htmlBlocks(doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestHeadline(t *testing.T) {
	for _, tt := range []struct {
		declared, site, title string
		h1                    []string
		want                  string
	}{
		{"خبر اليوم - موقع", "موقع", "", nil, "خبر اليوم"},
		{"خبر اليوم عن موقع", "موقع", "", nil, "خبر اليوم عن موقع"},
		{"خبر | صحيفة المثال", "صحيفة المثال", "", []string{"صحيفة المثال"}, "خبر"},
		{"خبر", "", "خبر - مصر - موقع", []string{"خبر - مصر"}, "خبر - مصر"},
		{"موقع | خبر اليوم", "", "", []string{"موقع", "خبر اليوم"}, "خبر اليوم"},
		{"خبر اليوم من مصر", "", "", []string{"خبر اليوم"}, "خبر اليوم من مصر"},
		{"", "", "خبر", nil, "خبر"},
		{"", "", "", []string{"خبر"}, "خبر"},
		{"موقع", "موقع", "", nil, "موقع"},
	} {
		if got := (pageFacts{title: tt.title, h1: tt.h1}).headline(tt.declared, tt.site); got != tt.want {
			t.Errorf("%+v: got %q", tt, got)
		}
	}
}

// TestHostileHTML gives pages that blow up parsers: each ends soon, as an article
// or as an *Error, and without much memory.
func TestHostileHTML(t *testing.T) {
	many := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)))
		}
		return b.String()
	}
	for name, source := range map[string]string{
		"divs":            many(100_000, "<div>"),
		"spans and text":  many(100_000, "<span>أ"),
		"formatting":      many(400, "<b a=#>") + many(5_000, "<p>أ"),
		"links":           many(400, "<font a=#>") + many(5_000, "<div>أ</div>"),
		"tables":          many(20_000, "<table><tr><td>أ"),
		"attributes":      "<p " + many(20_000, "a#=b ") + ">أ",
		"long attribute":  "<p a='" + strings.Repeat("x", 1<<20) + "'>أ",
		"open comment":    "<p>أ<!--" + strings.Repeat("x", 1<<20),
		"paragraphs":      many(10_000, "<p>أ"),
		"links in a list": "<ul>" + many(3_000, "<li><a href=#>أ</a>"),
		"too many":        many(600_000, "<p>"),
		"deep lists":      many(200, "<ul><li>أ"),
		"JSON-LD":         `<script type="application/ld+json">` + strings.Repeat("[", 100_000) + `</script><p>أ`,
		"bad UTF-8":       "<p>\xff\xfe\xd8<title>\xc0",
		"entities":        strings.Repeat("&amp;&#1575;&nosuch;", 50_000),
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			a, err := decodeHTML([]byte(source), htmlInput())
			var e *Error
			if (a == nil) == (err == nil) || err != nil && !errors.As(err, &e) {
				t.Errorf("article %v, error %v", a, err)
			}
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > 1<<30 {
				t.Errorf("allocated %d MB for %d kB", used>>20, len(source)>>10)
			}
		})
	}
}

func TestHTMLDepth(t *testing.T) {
	in := htmlInput()
	in.limits.Depth = 5
	if _, err := decodeHTML([]byte(strings.Repeat("<div>", 5)+"أ"), in); err != nil {
		t.Errorf("5 levels: %v", err)
	}
	_, err := decodeHTML([]byte(strings.Repeat("<div>", 6)+"أ"), in)
	var e *Error
	if !errors.As(err, &e) || e.Code != TooLarge {
		t.Errorf("6 levels: %v", err)
	}
}

// TestDeclaredWrongly reads a page that declares UTF-8 and is windows-1256.
func TestDeclaredWrongly(t *testing.T) {
	pages, _ := filepath.Glob("../../../shared/data/encodings/*.html")
	if len(pages) == 0 {
		t.Skip("real pages are not here")
	}
	for _, page := range pages {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		a, err := decodeHTML(data, htmlInput())
		if err != nil || strings.Contains(a.allText(), "\ufffd") || !strings.Contains(a.allText(), "ال") {
			t.Errorf("%s: %v, %v", filepath.Base(page), a, err)
		}
	}
}

func FuzzDecodeHTML(f *testing.F) {
	for _, s := range []string{
		"<title>t</title><h1>t</h1><p>a<br><br>b<ul><li>c<ol><li>d</ol></ul>", "<table><tr><td>a<td>b</table><pre>x</pre><blockquote>q",
		"<meta charset=windows-1256>\xc7\xe1<p>\xe1", "<script type=application/ld+json>{\"@context\":\"https://schema.org\",\"@type\":\"Article\",\"headline\":1}</script>",
		"<svg><title>x</svg><template><p>y</template><b><p>z</b>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := decodeHTML(data, htmlInput())
		var e *Error
		if err != nil {
			if !errors.As(err, &e) {
				t.Fatalf("%v is no *Error", err)
			}
			return
		}
		for _, b := range a.Blocks {
			if b.Kind != Opaque && (b.Text == "" || b.Text != arabic.OneLine(b.Text)) || (b.Kind == Opaque) != (b.Raw != "") {
				t.Errorf("malformed block %+v", b)
			}
		}
	})
}

func BenchmarkDecodeHTML(b *testing.B) {
	page := []byte("<html><head><title>ع</title></head><body><nav>" + strings.Repeat("<a href=/x>رابط</a> ", 200) + "</nav><article>" +
		strings.Repeat("<p>"+longText+"</p>", 30) + "</article></body></html>")
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if _, err := decodeHTML(page, htmlInput()); err != nil {
			b.Fatal(err)
		}
	}
}
