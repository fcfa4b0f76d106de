package article

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// evidenceFolder is the folder with real documents beside the repository.
func evidenceFolder(t testing.TB) string {
	t.Helper()
	folder := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(folder); err != nil {
		t.Skip("no real documents beside the repository")
	}
	return folder
}

// TestEvidence measures which share of a document's words the decoders find
// (recall), which share of the found words is in the document (precision), and
// which share stands in the document's order.
func TestEvidence(t *testing.T) {
	folder := evidenceFolder(t)
	cases := []struct {
		file              string
		gold              func(t *testing.T, folder string) string
		recall, precision float64 // floors
	}{
		{"pdf/docling.right_to_left_01.pdf", goldFile("pdf/docling.right_to_left_01.gold.md"), .97, .97},
		{"pdf/pdfbox.BidiSample.pdf", goldFile("pdf/pdfbox.BidiSample.gold-sorted.txt"), .99, .99},
		{"pdf/pdfjs.ArabicCIDTrueType.pdf", goldText(strings.Repeat("انواع الخطوط العربية ", 4)), .99, .99},
		{"docs/poi.stress011.docx", goldDOCX("docs/poi.stress011.docx"), .99, .99},
		{"docs/regime-anticancer-arabic.epub", goldEPUB("docs/regime-anticancer-arabic.epub", "EPUB/Content/C_content.xhtml"), .99, .99},
	}
	t.Logf("%-40s %7s %7s %10s %7s", "document", "words", "recall", "precision", "order")
	for _, c := range cases {
		gold := evidenceWords(c.gold(t, folder))
		found := evidenceWords(decodedText(t, filepath.Join(folder, filepath.FromSlash(c.file))))
		hits := commonWords(gold, found)
		recall, precision := float64(hits)/float64(len(gold)), float64(hits)/float64(len(found))
		start := gold[:min(len(gold), 3000)] // the measure of order costs a square
		order := float64(inOrder(start, found[:min(len(found), 3500)])) / float64(len(start))
		t.Logf("%-40s %7d %7.3f %10.3f %7.3f", c.file, len(gold), recall, precision, order)
		if recall < c.recall || precision < c.precision {
			t.Errorf("%s: recall %.3f (floor %.2f), precision %.3f (floor %.2f)", c.file, recall, c.recall, precision, c.precision)
		}
	}
}

// decodedText decodes a document by its extension.
func decodedText(t testing.TB, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	decode := map[string]func([]byte, input) (*Article, error){
		".pdf": decodePDF, ".docx": decodeDOCX, ".epub": decodeEPUB,
	}[filepath.Ext(file)]
	a, err := decode(data, input{name: filepath.Base(file), limits: DefaultLimits})
	if err != nil {
		t.Fatal(err)
	}
	return wholeText(a)
}

// wholeText joins the title and the blocks' texts by line breaks.
func wholeText(a *Article) string {
	lines := []string{a.Title}
	for _, b := range a.Blocks {
		lines = append(lines, b.Text)
	}
	return strings.Join(lines, "\n")
}

func goldFile(name string) func(*testing.T, string) string {
	return func(t *testing.T, folder string) string {
		data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
}

func goldText(text string) func(*testing.T, string) string {
	return func(*testing.T, string) string { return text }
}

// goldDOCX reads the text runs of the body and of the notes with regular
// expressions: crude, and independent of the decoder.
func goldDOCX(name string) func(*testing.T, string) string {
	return func(t *testing.T, folder string) string {
		var text strings.Builder
		for _, part := range []string{"docProps/core.xml", "word/document.xml", "word/footnotes.xml", "word/endnotes.xml"} {
			xml := entryText(t, filepath.Join(folder, filepath.FromSlash(name)), part)
			if part == "docProps/core.xml" {
				text.WriteString(strings.Join(regexp.MustCompile(`<dc:title>[^<]*`).FindAllString(xml, 1), ""))
			}
			xml = regexp.MustCompile(`(?s)<w:del .*?</w:del>|<mc:Fallback>.*?</mc:Fallback>|<w:instrText.*?</w:instrText>`).ReplaceAllString(xml, "")
			for _, paragraph := range strings.SplitAfter(xml, "</w:p>") {
				paragraph = regexp.MustCompile(`<w:(tab|br)/>`).ReplaceAllString(paragraph, "<w:t> </w:t>")
				for _, run := range regexp.MustCompile(`(?s)<w:t(?: [^>]*)?>([^<]*)</w:t>`).FindAllStringSubmatch(paragraph, -1) {
					text.WriteString(run[1])
				}
				text.WriteByte('\n')
			}
		}
		return unescaped(text.String())
	}
}

// goldEPUB strips the tags of one chapter.
func goldEPUB(name, chapter string) func(*testing.T, string) string {
	return func(t *testing.T, folder string) string {
		xhtml := entryText(t, filepath.Join(folder, filepath.FromSlash(name)), chapter)
		_, body, _ := strings.Cut(xhtml, "<body")
		return unescaped(regexp.MustCompile(`(?s)^[^>]*>|<[^>]*>`).ReplaceAllStringFunc(body, func(tag string) string {
			if regexp.MustCompile(`^</?(a|b|i|em|strong|span|sup|sub)\b`).MatchString(tag) {
				return ""
			}
			return " "
		}))
	}
}

func entryText(t *testing.T, file, entry string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	z, err := openArchive(data, DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	text, err := z.read(entry)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func unescaped(s string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&apos;", "'", "&amp;", "&").Replace(s)
}

// evidenceWords splits a text into words of letters, marks and digits.
func evidenceWords(text string) []string {
	text = strings.ReplaceAll(norm.NFC.String(text), "ـ", "")
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
	})
}

// commonWords counts the words of a that are in b, each as often as in both.
func commonWords(a, b []string) int {
	count := make(map[string]int)
	for _, w := range b {
		count[w]++
	}
	n := 0
	for _, w := range a {
		if count[w] > 0 {
			count[w]--
			n++
		}
	}
	return n
}

// inOrder is the length of the longest common subsequence.
func inOrder(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, w := range a {
		diagonal := 0
		for j, v := range b {
			above := row[j+1]
			if w == v {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}
