package article

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	epubContainer = `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>`
	epubOPF       = `<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>كتاب</dc:title><dc:creator>سعاد</dc:creator><dc:creator>نور</dc:creator><dc:date>2012</dc:date></metadata>
<manifest>
<item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="a" href="text/%D8%A3.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="text/b.xhtml" media-type="application/xhtml+xml"/>
<item id="x" href="text/notes.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine><itemref idref="c"/><itemref idref="n"/><itemref idref="b"/><itemref idref="a"/><itemref idref="b"/><itemref idref="x" linear="no"/></spine>
<guide><reference type="cover" href="cover.xhtml"/></guide></package>`
)

// epubOf packs a book of two chapters, the first of them given.
func epubOf(t testing.TB, chapter string, more ...string) []byte {
	return zipped(t, append([]string{
		"mimetype", "application/epub+zip",
		"META-INF/container.xml", epubContainer,
		"OPS/book.opf", epubOPF,
		"OPS/cover.xhtml", "<body><p>غلاف</p></body>",
		"OPS/nav.xhtml", "<body><p>فهرس</p></body>",
		"OPS/text/b.xhtml", chapter,
		"OPS/text/أ.xhtml", "<html><body><p>الفصل الثاني</p></body></html>",
		"OPS/text/notes.xhtml", "<body><p>ملحق</p></body>",
	}, more...)...)
}

func TestDecodeEPUB(t *testing.T) {
	chapter := `<?xml version="1.0"?><html xmlns:epub="http://www.idpf.org/2007/ops"><head><title/><style>p{}</style></head><body>
<h1>ما هو<br/>السرطان؟</h1><p>نص <b>عر</b>يض &amp; آخر<a id="x"/>.</p>
<nav><p>فهرس</p></nav><script/><div>سطر<p>فقرة</p>بقية</div>
<ul><li>أ<ul><li>ب</li></ul></li></ul><blockquote><p>قول</p></blockquote>
<table><tr><th>الدولة</th><td><p>مصر</p><p>تونس</p></td></tr></table><aside epub:type="pagebreak">12</aside></body></html>`
	a, err := decodeEPUB(epubOf(t, chapter), input{name: "a.epub", limits: DefaultLimits})
	if err != nil {
		t.Fatal(err)
	}
	want := &Article{
		Name: "a.epub", Title: "كتاب", Format: EPUB, Meta: Meta{Author: "سعاد, نور", Published: "2012"},
		Blocks: []Block{
			{Kind: Heading, Level: 1, Prefix: "# ", Text: "ما هو السرطان؟"},
			{Text: "نص عريض & آخر."},
			{Text: "سطر"},
			{Text: "فقرة"},
			{Text: "بقية"},
			{Kind: ListItem, Level: 1, Prefix: "- ", Text: "أ"},
			{Kind: ListItem, Level: 2, Prefix: "  - ", Text: "ب"},
			{Kind: Quote, Prefix: "> ", Text: "قول"},
			{Kind: TableRow, Text: "الدولة | مصر تونس", Tight: true},
			{Text: "الفصل الثاني"},
		},
	}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Error(diff)
	}
}

func TestDecodeEPUBRights(t *testing.T) {
	rights := func(algorithm string) string {
		return `<encryption><EncryptedData><EncryptionMethod Algorithm="` + algorithm + `"/></EncryptedData></encryption>`
	}
	in := input{name: "a.epub", limits: DefaultLimits}
	if _, err := decodeEPUB(epubOf(t, "<p>نص</p>", "META-INF/encryption.xml", rights("http://www.idpf.org/2008/embedding")), in); err != nil {
		t.Errorf("obfuscated fonts: %v", err)
	}
	_, err := decodeEPUB(epubOf(t, "<p>نص</p>", "META-INF/encryption.xml", rights("http://www.w3.org/2001/04/xmlenc#aes128-cbc")), in)
	if fault := asError(t, err); fault.Code != Unreadable || !strings.Contains(err.Error(), "encrypted") || fault.Hint == "" {
		t.Errorf("encrypted text: %+v", fault)
	}
}

func TestDecodeEPUBFails(t *testing.T) {
	in := input{name: "a", limits: DefaultLimits}
	cases := []struct {
		name string
		data []byte
		code Code
	}{
		{"no zip", []byte("x"), Unreadable},
		{"no container", zipped(t, "a", "b"), Unreadable},
		{"no package", zipped(t, "META-INF/container.xml", epubContainer), Unreadable},
		{"no chapter", zipped(t, "META-INF/container.xml", epubContainer, "OPS/book.opf", epubOPF), Unreadable},
		{"deep", epubOf(t, strings.Repeat("<div>", 600)), TooLarge},
	}
	for _, c := range cases {
		_, err := decodeEPUB(c.data, in)
		if fault := asError(t, err); fault.Code != c.code {
			t.Errorf("%s: %+v", c.name, fault)
		}
	}
}

func FuzzEPUBChapter(f *testing.F) {
	f.Add("<h1>عنوان</h1><table><tr><td>أ<tr><td>ب</table>")
	f.Add("<nav><nav></nav>x</nav></tr></td><li><h6>")
	f.Add("<title/><p>نص<br>سطر")
	f.Fuzz(func(t *testing.T, chapter string) {
		a, err := decodeEPUB(epubOf(t, chapter), input{name: "a", limits: smallLimits})
		checkArticle(t, a, err)
	})
}

func FuzzEPUB(f *testing.F) {
	f.Add(epubOf(f, "<p>نص</p>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := decodeEPUB(data, input{name: "a", limits: smallLimits})
		checkArticle(t, a, err)
	})
}

func BenchmarkEPUBChapter(b *testing.B) {
	page := []byte(strings.Repeat("<p>قال <b>المدير</b> إن الاجتماع سيبدأ غداً.</p>", 2000))
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if _, err := epubBlocks(page, DefaultLimits.Depth); err != nil {
			b.Fatal(err)
		}
	}
}
