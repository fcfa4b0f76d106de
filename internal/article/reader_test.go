package article

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// readOne reads bytes as a file of that name, and returns its first article.
func readOne(t *testing.T, name string, data []byte) (*Article, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	r := Reader{Clean: CleanOptions{AnyLanguage: true}}
	for a, err := range r.Articles(t.Context(), Input{Name: name, Path: path}) {
		return a, err
	}
	t.Fatalf("%s gives nothing", name)
	return nil, nil
}

func TestPackedFormats(t *testing.T) {
	const word = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>قال الرئيس</w:t></w:r></w:p></w:body></w:document>`
	book := epubOf(t, "<p>نص</p>") // zipped deflates the mimetype
	for _, c := range []struct {
		title, name string
		data        []byte
		want        Format
		says        string
	}{
		{"deflated mimetype", "a.epub", book, EPUB, ""},
		{"any name", "a.bin", book, EPUB, ""},
		{"mimetype not first", "a.epub", zipped(t, "META-INF/container.xml", epubContainer, "OPS/book.opf", epubOPF,
			"OPS/text/b.xhtml", "<p>نص</p>", "OPS/text/أ.xhtml", "<p>نص</p>", "mimetype", "application/epub+zip"), EPUB, ""},
		{"document", "a.bin", zipped(t, "word/document.xml", word), DOCX, ""},
		{"a PDF inside", "a.zip", stored(t, "a.pdf", "%PDF-1.7 x"), "", "a zip archive, neither DOCX nor EPUB"},
		{"by its name", "a.epub", zipped(t, "x", "y"), "", "reading epub"},
		{"other", "a.zip", zipped(t, "x", "y"), "", "a zip archive, neither DOCX nor EPUB"},
		{"cut off", "a.docx", book[:len(book)/2], "", "damaged zip archive"},
	} {
		a, err := readOne(t, c.name, c.data)
		if c.says != "" {
			if e := asError(t, err); e.Code != Unreadable || !strings.Contains(e.Error(), c.says) {
				t.Errorf("%s: %v, want %q", c.title, e, c.says)
			}
			continue
		}
		if err != nil || a.Format != c.want {
			t.Errorf("%s: %+v, %v, want %s", c.title, a, err, c.want)
		}
	}
}

// stored packs one entry without compressing it.
func stored(t *testing.T, name, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	if err == nil {
		_, err = f.Write([]byte(content))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDamageWarns(t *testing.T) {
	half := strings.Repeat("قال الرئيس الروسي إن المكالمة كانت مفيدة. ", 50)
	text := half + half
	cut := func(bad string) string { return half + bad + half }
	const one, three = "1 byte is not valid UTF-8; it shows as �", "3 bytes are not valid UTF-8; they show as �"
	page := func(body, script string) string {
		return "<!DOCTYPE html><html><head><meta charset=utf-8><script>" + script + "</script></head><body><article><p>" + body + "</p></article></body></html>"
	}
	for _, c := range []struct{ title, name, source, want string }{
		{"text", "a.txt", cut("\xff"), one},
		{"three bytes", "a.txt", cut("\xff\xfe ا \xff"), three},
		{"Markdown", "a.md", cut("\xff"), one},
		{"page", "a.html", page(cut("\xff"), ""), one},
		{"dropped", "a.html", page(text, "\xff"), ""},
		{"line", "a.jsonl", `{"text":"` + cut("\xff") + `"}`, one},
		{"feed", "a.xml", "<rss version=\"2.0\"><channel><title>x</title><item><description>" + cut("\xff") + "</description></item></channel></rss>", "in its feed, " + one},
		{"sound", "a.txt", text, ""},
		{"U+FFFD of its own", "a.txt", cut("�"), ""},
	} {
		a, err := readOne(t, c.name, []byte(c.source))
		if err != nil {
			t.Errorf("%s: %v", c.title, err)
			continue
		}
		if got := strings.Join(a.Warnings, "|"); got != c.want {
			t.Errorf("%s: warns %q, want %q", c.title, got, c.want)
		}
	}
}

// Every fault of a part of an input carries the part's name.
func TestPartErrorsAreNamed(t *testing.T) {
	source := "{\"text\":\"\"}\n{\n{\"text\":\"This is an English article about trade and money.\"}\n{\"text\":\"x\x00\x01\x02\x03\"}\n"
	path := filepath.Join(t.TempDir(), "l.jsonl")
	if err := os.WriteFile(path, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, err := range (&Reader{}).Articles(t.Context(), Input{Name: "l.jsonl", Path: path}) {
		e := asError(t, err)
		got = append(got, string(e.Code)+" "+e.Name)
	}
	want := "empty l.jsonl:1|unreadable l.jsonl:2|not_arabic l.jsonl:3|unreadable l.jsonl:4"
	if joined := strings.Join(got, "|"); joined != want {
		t.Errorf("got %s, want %s", joined, want)
	}
}
