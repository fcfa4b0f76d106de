package article

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

const (
	longA = "قال الرئيس الروسي فلاديمير بوتين إن المكالمة الهاتفية التي أجراها اليوم الاثنين مع نظيره الأميركي كانت مفيدة للغاية وصريحة"
	longB = "وأوضح الرئيس أن تحقيق اتفاق ممكن بعد التوصل إلى تفاهمات محددة، مؤكداً استعداد بلاده للعمل على مذكرة بشأن محادثات السلام."
)

func TestDecodeText(t *testing.T) {
	para := func(s string) Block { return Block{Kind: Paragraph, Text: s} }
	tight := func(b Block) Block { b.Tight = true; return b }
	tests := []struct {
		name, in, title string
		blocks          []Block
	}{
		{"empty", " \n\u200f\n", "", nil},
		{"one line", "مرحبا بكم", "", []Block{para("مرحبا بكم")}},
		{"lines", longA + "\r\n" + longB, "", []Block{para(longA), tight(para(longB))}},
		{"old Mac", longA + "\r" + longB, "", []Block{para(longA), tight(para(longB))}},
		{"blank lines", longA + "\n\u00a0\n\n" + longB, "", []Block{para(longA), para(longB)}},
		{"title", "بوتين يصف المكالمة بالمفيدة\n" + longA, "بوتين يصف المكالمة بالمفيدة", []Block{para(longA)}},
		{"a sentence is no title", "هذا خبر عاجل.\n" + longA, "", []Block{para("هذا خبر عاجل."), tight(para(longA))}},
		{"nothing longer follows", "بوتين يصف المكالمة\nترامب يرد عليه", "", []Block{para("بوتين يصف المكالمة"), tight(para("ترامب يرد عليه"))}},
		{"a heading of links is no title", "اقرأ أيضاً\n" + longA, "", []Block{para("اقرأ أيضاً"), tight(para(longA))}},
		{"list", longB + "\n- أول\n• ثان\n3. ثالث\n٤) رابع", "", []Block{
			para(longB),
			{Kind: ListItem, Level: 1, Prefix: "- ", Text: "أول", Tight: true},
			{Kind: ListItem, Level: 1, Prefix: "• ", Text: "ثان", Tight: true},
			{Kind: ListItem, Level: 1, Prefix: "3. ", Text: "ثالث", Tight: true},
			{Kind: ListItem, Level: 1, Prefix: "٤) ", Text: "رابع", Tight: true},
		}},
		{"no list", longB + "\n2024. كان عاماً\n-5 درجات\n3.5 مليون", "", []Block{
			para(longB), tight(para("2024. كان عاماً")), tight(para("-5 درجات")), tight(para("3.5 مليون")),
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := &Article{Name: "x", Format: Text, Title: tt.title, Blocks: tt.blocks}
			if diff := cmp.Diff(want, decodeText(tt.in, input{name: "x"})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// wrap breaks each paragraph into lines of at most width characters.
func wrap(paragraphs []string, width int, between string) string {
	var out []string
	for _, p := range paragraphs {
		var lines []string
		line := ""
		for _, w := range strings.Fields(p) {
			if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(w) > width {
				lines, line = append(lines, line), ""
			}
			line = strings.TrimSpace(line + " " + w)
		}
		out = append(out, strings.Join(append(lines, line), "\n"))
	}
	return strings.Join(out, between)
}

func TestDecodeTextUnwraps(t *testing.T) {
	paragraphs := []string{longA + " " + longB, longB + " " + longA + " " + longB, longB}
	for _, width := range []int{40, 60, 72, 80, 100} {
		for _, between := range []string{"\n", "\n\n"} {
			a := decodeText(wrap(paragraphs, width, between), input{})
			var got []string
			for _, b := range a.Blocks {
				got = append(got, b.Text)
			}
			if diff := cmp.Diff(paragraphs, got); diff != "" && between == "\n\n" {
				t.Errorf("width %d: %s", width, diff)
			}
			if strings.Join(got, " ") != strings.Join(paragraphs, " ") || len(got) > len(paragraphs) {
				t.Errorf("width %d, between %q: %d paragraphs: %q", width, between, len(got), got)
			}
		}
	}
}

// Every word of real documents is in the article, in order; lines of segmented
// files stay apart and wrapped ones come together again.
func TestDecodeTextOnCorpus(t *testing.T) {
	for name, text := range corpus(t) {
		a := decodeText(text, input{})
		words := a.Title
		for _, b := range a.Blocks {
			words += " " + b.Prefix + b.Text
		}
		clean := func(s string) string { return strings.Join(strings.FieldsFunc(s, invisible), " ") }
		if clean(words) != clean(text) {
			t.Errorf("%s: the words differ", name)
		}
		var paragraphs []string
		for line := range strings.Lines(text) {
			if line = clean(line); line != "" {
				paragraphs = append(paragraphs, line)
			}
		}
		n := len(a.Blocks)
		if a.Title != "" {
			n++
		}
		if n != len(paragraphs) {
			t.Errorf("%s: %d blocks of %d lines", name, n, len(paragraphs))
		}
		if strings.HasPrefix(name, "Topic") && a.Title != "" {
			t.Errorf("%s has no title, and %q was taken for one", name, a.Title)
		}
		wrapped := decodeText(wrap(paragraphs, 72, "\n\n"), input{})
		if n := len(wrapped.Blocks); strings.HasPrefix(name, "Topic") && n != len(paragraphs) {
			t.Errorf("%s wrapped: %d blocks of %d paragraphs", name, n, len(paragraphs))
		}
	}
}

func TestDecodeTextOnSampleArticle(t *testing.T) {
	a := sampleArticle(t)
	if a.Title != "" || len(a.Blocks) != 13 {
		t.Errorf("title %q, %d blocks; want none and 13", a.Title, len(a.Blocks))
	}
}

// sampleArticle decodes the sample article, or skips the test.
func sampleArticle(t *testing.T) *Article {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", "putin-trump-call.txt"))
	if err != nil {
		t.Skip("no ../shared/data/putin-trump-call.txt")
	}
	return decodeText(string(data), input{name: "x"})
}

func FuzzDecodeText(f *testing.F) {
	f.Add("عنوان\n\n" + longA + "\n- بند\n")
	f.Add(wrap([]string{longA, longB}, 40, "\n"))
	f.Fuzz(func(t *testing.T, s string) {
		a := decodeText(s, input{})
		got := a.Title
		for _, b := range a.Blocks {
			if b.Text == "" || b.Kind == Opaque {
				t.Fatalf("decodeText(%q): block %+v", s, b)
			}
			got += b.Prefix + b.Text
		}
		drop := func(s string) string {
			return strings.Map(func(r rune) rune {
				if invisible(r) {
					return -1
				}
				return r
			}, s)
		}
		if drop(got) != drop(s) {
			t.Fatalf("decodeText(%q) lost text: %q", s, got)
		}
	})
}
