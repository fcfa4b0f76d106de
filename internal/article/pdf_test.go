package article

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readFixture reads a file of the package's testdata.
func readFixture(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// pdfOf writes a PDF with the given pages' contents. Its font maps every byte to
// itself; codes above 0x80 are Arabic letters in the order of Unicode.
func pdfOf(pages ...string) string {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n")
	kids := ""
	for i, content := range pages {
		kids += fmt.Sprintf(" %d 0 R", 10+2*i)
		fmt.Fprintf(&b, "%d 0 obj <</Type/Page/Contents %d 0 R>> endobj\n", 10+2*i, 11+2*i)
		fmt.Fprintf(&b, "%d 0 obj <</Length %d>> stream\n%s\nendstream endobj\n", 11+2*i, len(content), content)
	}
	cmap := "1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfrange <20> <7E> <0020> <A0> <EA> <0620> endbfrange"
	fmt.Fprintf(&b, "2 0 obj <</Type/Pages/Kids[%s]/Resources<</Font<</F 3 0 R>>/XObject<</X 5 0 R>>>>>> endobj\n", kids)
	fmt.Fprintf(&b, "3 0 obj <</Type/Font/Subtype/Type1/ToUnicode 4 0 R>> endobj\n")
	fmt.Fprintf(&b, "4 0 obj <</Length %d>> stream\n%s\nendstream endobj\n", len(cmap), cmap)
	b.WriteString("5 0 obj <</Subtype/Form/Length 11>> stream\n/X Do /X Do\nendstream endobj\n")
	b.WriteString("trailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF\n")
	return b.String()
}

// pdfShow draws texts, given in visual order, one line below the other.
func pdfShow(lines ...string) string {
	var b strings.Builder
	b.WriteString("BT /F 10 Tf 14 TL 100 700 Td ")
	for _, line := range lines {
		b.WriteByte('<')
		for _, r := range line {
			if r >= 0x620 {
				r -= 0x620 - 0xA0
			}
			fmt.Fprintf(&b, "%02x", r)
		}
		b.WriteString("> Tj T* ")
	}
	return b.String() + "ET"
}

func decodePDFString(s string) (*Article, error) {
	return decodePDF([]byte(s), input{name: "a.pdf", limits: DefaultLimits})
}

func TestDecodePDFColumns(t *testing.T) {
	a, err := decodePDFString(readFixture(t, "columns.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, b := range append([]Block{{Text: a.Title}}, a.Blocks...) {
		lines = append(lines, b.Text)
	}
	if diff := cmp.Diff(strings.Split(readFixture(t, "columns.txt"), "\n"), lines); diff != "" {
		t.Error(diff)
	}
	if n := len(a.Blocks); a.Blocks[n-2].Kind != Heading || a.Blocks[n-3].Kind != TableRow || a.Meta.Published != "2026-11-24" {
		t.Errorf("kinds or date are wrong: %+v %+v", a.Blocks[n-3:], a.Meta)
	}
}

func TestDecodePDFEdges(t *testing.T) {
	letters := []rune("بتثجحخدذرزسشصض")
	page := func(n int) string {
		lines := []string{"ةلجملا"}
		for i := range 8 {
			lines = append(lines, strings.Repeat(string(letters[n+i]), 2)+"صن")
		}
		return pdfShow(append(lines, fmt.Sprintf("%d ةحفص", n))...)
	}
	a, err := decodePDFString(pdfOf(page(1), page(2), page(3), page(4)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Dropped{{"المجلة", "page header, footer or number"}, {"صفحة 1", "page header, footer or number"}}, a.Dropped); diff != "" {
		t.Error(diff)
	}
	if text := wholeText(a); strings.Contains(text, "المجلة") || strings.Contains(text, "صفحة") || strings.Count(text, "نص") != 32 {
		t.Errorf("text %q", text)
	}
}

func TestDecodePDFFails(t *testing.T) {
	words := func(word string) []string { return strings.Split(strings.Repeat(word+"\n", 30), "\n") }
	whole := readFixture(t, "columns.pdf")
	cases := []struct {
		name, data string
		code       Code
		says       string
	}{
		{"no PDF", "hello", Unreadable, "header"},
		{"cut off", whole[:len(whole)/2], Unreadable, "cut off"},
		{"pictures", pdfOf("q 1 0 0 1 0 0 cm BI /W 1 ID x EI Q"), Unreadable, "pictures of pages"},
		{"no pages", "%PDF-1.4\ntrailer <</Root 1 0 R>>\nstartxref", Unreadable, "pictures of pages"},
		{"repeated letters", pdfOf(pdfShow(words("روووصملا")...)), Unreadable, "garbled"},
		{"reversed words", pdfOf(pdfShow(words("الملكةة")...)), Unreadable, "garbled"},
		{"unmapped", pdfOf(pdfShow(words("\x01\x02\x03\x04")...)), Unreadable, "garbled"},
		{"unknown encryption", strings.Replace(pdfOf(pdfShow("صن")), "/Root", "/Encrypt <</Filter/Own>> /Root", 1), Unreadable, "encrypted"},
		{"forms that draw themselves", pdfOf(strings.Repeat("/X Do ", 10)), Unreadable, "pictures"},
		{"deep arrays", pdfOf(strings.Repeat("[", 1<<16)), TooLarge, "nested"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := decodePDFString(c.data)
			if fault := asError(t, err); fault.Code != c.code || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v", fault.Code, err)
			}
		})
	}
}

func TestDecodePDFPages(t *testing.T) {
	in := input{name: "a", limits: DefaultLimits}
	in.limits.Pages = 2
	text := pdfShow("صن")
	if _, err := decodePDF([]byte(pdfOf(text, text)), in); err != nil {
		t.Error(err)
	}
	_, err := decodePDF([]byte(pdfOf(text, text, text)), in)
	if fault := asError(t, err); fault.Code != TooLarge {
		t.Error(fault)
	}
}

// TestPDFCycles reads files whose references lead back to themselves.
func TestPDFCycles(t *testing.T) {
	for _, objects := range []string{
		"1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Kids [2 0 R 2 0 R]>> endobj",
		"1 0 obj 1 0 R endobj",
		"1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Kids [3 0 R]>> endobj 3 0 obj <</Contents 4 0 R/Resources 3 0 R/Font 3 0 R>> endobj 4 0 obj <</Length 4 0 R/Filter 4 0 R>> stream\n/F 1 Tf (a) Tj\nendstream endobj",
		"1 0 obj <</Type/ObjStm/N 99999999999/First 1>> stream\n1 0 1 0\nendstream endobj",
	} {
		_, err := decodePDFString("%PDF-1.4\n" + objects + "\ntrailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF")
		asError(t, err)
	}
}

func TestPDFLiterals(t *testing.T) {
	cases := []struct {
		in   string
		want any
	}{
		{`(a\(b\)(c)\101\n\` + "\n" + `d)`, "a(b)(c)A\nd"},
		{"<48 65 6C6c 6f7>", "Hellop"},
		{"/A#42C", pdfName("ABC")},
		{"-1.5", -1.5},
		{"12 0 R", pdfRef(12)},
		{"[1 2 0 R (x)]", pdfArray{1.0, pdfRef(2), "x"}},
		{"<</A<</B true>>/C null>>", pdfDict{"A": pdfDict{"B": true}, "C": nil}},
		{"% comment\nBT", pdfKeyword("BT")},
		{"1e999", pdfKeyword("1e999")},
	}
	for _, c := range cases {
		l := &pdfLexer{data: []byte(c.in), work: &pdfWork{values: 100}, refs: true}
		got, err := l.value(0)
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", c.in, err, diff)
		}
	}
}

func TestPDFText(t *testing.T) {
	for in, want := range map[string]string{"\xFE\xFF\x06\x27\x06\x44": "ال", "\xEF\xBB\xBFال": "ال", "caf\xE9": "café"} {
		if got := pdfText(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
	for in, want := range map[string]string{"D:20240312101500Z": "2024-03-12", "D:2024": "", "x": ""} {
		if got := pdfDate(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

func TestGlyphText(t *testing.T) {
	for in, want := range map[string]string{
		"A": "A", "uni0627": "ا", "uni0627.fina": "ا", "u0645": "م", "afii57415": "ا", "afii57400": "٨",
		"afii57444": "ل", "hyphen": "-", "space": " ", "": "�", "g12": "�", "afii57450": "ي",
	} {
		if got := glyphText(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzPDFContent(f *testing.F) {
	f.Add(pdfShow("صن 12"))
	f.Add("BT /F 1e9 Tf 1 0 0 1 1e300 1e300 Tm (abc) Tj ET")
	f.Add("q q Q Q Q /Span <</ActualText (x)>> BDC EMC EMC BI ID EI /X Do [(a) -1e9 (b)] TJ")
	f.Add("1 0 0 0 0 0 cm BT /F 0 Tf (abc) ' 1 2 (d) \" T* ET")
	f.Fuzz(func(t *testing.T, content string) {
		a, err := decodePDF([]byte(pdfOf(content)), input{name: "a", limits: smallLimits})
		checkArticle(t, a, err)
	})
}

func FuzzPDF(f *testing.F) {
	f.Add([]byte(pdfOf(pdfShow("صن"))))
	f.Add([]byte(readFixture(f, "columns.pdf")))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := decodePDF(data, input{name: "a", limits: smallLimits})
		checkArticle(t, a, err)
	})
}

func BenchmarkPDF(b *testing.B) {
	data := []byte(readFixture(b, "columns.pdf"))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := decodePDF(data, input{limits: DefaultLimits}); err != nil {
			b.Fatal(err)
		}
	}
}
