package article

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const docxHead = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
	`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>`

const docxStyles = `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:styleId="a1"><w:name w:val="Title"/></w:style>
<w:style w:styleId="عنوان2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="own"><w:name w:val="Own"/><w:basedOn w:val="عنوان2"/></w:style>
<w:style w:styleId="lvl"><w:name w:val="Law"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>
<w:style w:styleId="list"><w:name w:val="List"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="toc1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="x"><w:name w:val="X"/><w:basedOn w:val="y"/></w:style>
<w:style w:styleId="y"><w:name w:val="Y"/><w:basedOn w:val="x"/></w:style>
</w:styles>`

// docxOf packs a body.
func docxOf(t testing.TB, body string, more ...string) []byte {
	return zipped(t, append([]string{
		"word/document.xml", docxHead + body + "</w:body></w:document>",
		"word/styles.xml", docxStyles,
	}, more...)...)
}

func docxP(style, text string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

func TestDecodeDOCX(t *testing.T) {
	run := func(s string) string { return "<w:r><w:t>" + s + "</w:t></w:r>" }
	cell := func(s string) string { return "<w:tc><w:p>" + run(s) + "</w:p></w:tc>" }
	cases := []struct {
		name, body string
		want       []Block
	}{
		{
			"runs", "<w:p>" + run("وقا") + run("ل") + "<w:r><w:tab/></w:r>" + run("أمس") + "<w:r><w:br/></w:r>" + run("هنا") + "</w:p>",
			[]Block{{Text: "وقال أمس هنا"}},
		},
		{"tab stops", `<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>` + run("نص") + "</w:p>", []Block{{Text: "نص"}}},
		{
			"revisions", "<w:p>" + run("قبل") + "<w:del><w:r><w:delText>حذف</w:delText></w:r></w:del><w:ins>" + run(" بعد") + "</w:ins></w:p>",
			[]Block{{Text: "قبل بعد"}},
		},
		{"hidden", "<w:p>" + run("ظاهر") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>خفي</w:t></w:r></w:p>", []Block{{Text: "ظاهر"}}},
		{"fields", "<w:p><w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:hyperlink>" + run("رابط") + "</w:hyperlink></w:p>", []Block{{Text: "رابط"}}},
		{"headings", docxP("عنوان2", "أ") + docxP("own", "ب") + docxP("lvl", "ج") + docxP("x", "د"), []Block{
			{Kind: Heading, Level: 2, Prefix: "## ", Text: "أ"},
			{Kind: Heading, Level: 2, Prefix: "## ", Text: "ب"},
			{Kind: Heading, Level: 4, Prefix: "#### ", Text: "ج"},
			{Text: "د"},
		}},
		{"lists", docxP("list", "أ") + `<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr>` + run("ب") + "</w:p>" +
			`<w:p><w:pPr><w:pStyle w:val="list"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>` + run("ج") + "</w:p>", []Block{
			{Kind: ListItem, Level: 1, Prefix: "- ", Text: "أ"}, {Kind: ListItem, Level: 2, Prefix: "  - ", Text: "ب"}, {Text: "ج"},
		}},
		{
			"table", "<w:tbl><w:tr>" + cell("أ") + cell("ب") + "</w:tr><w:tr><w:tc><w:tbl><w:tr>" + cell("ج") + cell("د") + "</w:tr></w:tbl></w:tc>" + cell("ه") + "</w:tr></w:tbl>",
			[]Block{{Kind: TableRow, Text: "أ | ب", Tight: true}, {Kind: TableRow, Text: "ج | د | ه", Tight: true}},
		},
		{
			"frame", "<w:tbl><w:tr><w:tc>" + docxP("own", "أ") + docxP("", "ب") + "</w:tc></w:tr></w:tbl>",
			[]Block{{Kind: Heading, Level: 2, Prefix: "## ", Text: "أ"}, {Text: "ب"}},
		},
		{
			"text box once", "<w:p>" + run("قبل") + "<mc:AlternateContent><mc:Choice><w:txbxContent><w:p>" + run("صندوق") +
				"</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>" + run("صندوق") +
				"</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent>" + run(" بعد") + "</w:p>",
			[]Block{{Text: "قبل بعد"}, {Text: "صندوق"}},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a, err := decodeDOCX(docxOf(t, c.body), input{name: "a.docx", limits: DefaultLimits})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, a.Blocks); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDecodeDOCXWhole(t *testing.T) {
	notes := func(kind string) string {
		return `<w:notes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` +
			`<w:` + kind + ` w:id="-1"><w:p/></w:` + kind + `><w:` + kind + ` w:id="2"><w:p><w:r><w:t>حاشية ` + kind + `</w:t></w:r></w:p></w:` + kind + `></w:notes>`
	}
	body := docxP("a1", "العنوان") + docxP("toc1", "الفهرس 3") +
		`<w:p><w:r><w:t>نص</w:t><w:endnoteReference w:id="2"/><w:footnoteReference w:id="2"/></w:r></w:p>` + docxP("", "آخر")
	core := `<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>سعاد</dc:creator><created>2024-03-12T08:00:00Z</created></c>`
	data := docxOf(t, body, "word/footnotes.xml", notes("footnote"), "word/endnotes.xml", notes("endnote"), "docProps/core.xml", core)
	a, err := decodeDOCX(data, input{name: "a.docx", limits: DefaultLimits})
	if err != nil {
		t.Fatal(err)
	}
	want := &Article{
		Name: "a.docx", Title: "العنوان", Format: DOCX,
		Blocks:  []Block{{Text: "نص"}, {Text: "آخر"}, {Text: "حاشية footnote"}, {Text: "حاشية endnote"}},
		Meta:    Meta{Author: "سعاد", Published: "2024-03-12T08:00:00Z"},
		Dropped: []Dropped{{"الفهرس 3", "table of contents"}},
	}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Error(diff)
	}
}

func TestDecodeDOCXFails(t *testing.T) {
	deep := strings.Repeat("<w:sdt>", 600) + strings.Repeat("</w:sdt>", 600)
	cases := []struct {
		name string
		data []byte
		code Code
		says string
	}{
		{"old .doc", []byte(oleMagic + "rest"), Unreadable, "encrypted or an old .doc file"},
		{"no zip", []byte("text"), Unreadable, "zip"},
		{"other zip", zipped(t, "a", "b"), Unreadable, "main document"},
		{"broken XML", docxOf(t, "<w:p>"), Unreadable, "word/document.xml"},
		{"deep", docxOf(t, deep), TooLarge, "nested"},
		{"bomb", docxOf(t, docxP("", strings.Repeat("ا", 1<<21))), TooLarge, "limits"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			in := input{name: "a", limits: DefaultLimits}
			in.limits.Unpacked = 1 << 20
			_, err := decodeDOCX(c.data, in)
			if fault := asError(t, err); fault.Code != c.code || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v", fault.Code, err)
			}
		})
	}
}

func FuzzDOCXBody(f *testing.F) {
	f.Add(docxP("a1", "العنوان") + "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>")
	f.Add("<mc:AlternateContent><mc:Choice/></mc:AlternateContent></w:p><w:tr></w:tc>")
	f.Add("<w:tc><w:p><w:tr><w:p></w:p></w:tr></w:p></w:tc>")
	f.Fuzz(func(t *testing.T, body string) {
		a, err := decodeDOCX(docxOf(t, body), input{name: "a", limits: smallLimits})
		checkArticle(t, a, err)
	})
}

func FuzzDOCX(f *testing.F) {
	f.Add(docxOf(f, docxP("a1", "العنوان")))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := decodeDOCX(data, input{name: "a", limits: smallLimits})
		checkArticle(t, a, err)
	})
}

func BenchmarkDOCX(b *testing.B) {
	data, err := os.ReadFile(filepath.Join(evidenceFolder(b), "docs", "poi.stress011.docx"))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := decodeDOCX(data, input{limits: DefaultLimits}); err != nil {
			b.Fatal(err)
		}
	}
}
