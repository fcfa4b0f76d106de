package article

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

func markdownInput() input { return input{name: "a.md", limits: DefaultLimits} }

// joinMarkdown writes an article as a renderer does.
func joinMarkdown(a *Article) string {
	var b strings.Builder
	b.WriteByte('\n') // so that a first block of hyphens is no front matter
	if a.Title != "" {
		b.WriteString("# " + a.Title + "\n\n")
	}
	for i, block := range a.Blocks {
		if i > 0 && !block.Tight {
			b.WriteByte('\n')
		}
		b.WriteString(block.Prefix + block.Text + block.Raw + "\n")
	}
	return b.String()
}

func TestDecodeMarkdown(t *testing.T) {
	para := func(text string) Block { return Block{Text: text} }
	opaque := func(raw string) Block { return Block{Kind: Opaque, Raw: raw} }
	tight := func(b Block) Block { b.Tight = true; return b }
	item := func(level int, prefix, text string) Block {
		return Block{Kind: ListItem, Level: level, Prefix: prefix, Text: text}
	}
	row := func(text string) Block { return Block{Kind: TableRow, Prefix: "| ", Text: text} }
	heading := func(level int, text string) Block {
		return Block{Kind: Heading, Level: level, Prefix: strings.Repeat("#", level) + " ", Text: text}
	}
	quote := func(prefix, text string) Block { return Block{Kind: Quote, Prefix: prefix, Text: text} }
	for _, tt := range []struct {
		name, source, title string
		blocks              []Block
	}{
		{"empty", "", "", nil},
		{"soft-wrapped lines", "سطر أول\nوسطر ثان  \nوثالث\\\nورابع\n\nفقرة", "", []Block{para("سطر أول وسطر ثان وثالث ورابع"), para("فقرة")}},
		{"title", "# العنوان #\nنص\n\n## قسم\nنص", "العنوان", []Block{para("نص"), heading(2, "قسم"), tight(para("نص"))}},
		{"underlined", "العنوان\n===\n\nقسم\nطويل\n---\nنص", "العنوان", []Block{heading(2, "قسم طويل"), tight(para("نص"))}},
		{"second heading of level 1", "# أ\n\n# ب", "أ", []Block{heading(1, "ب")}},
		{"title below a date", "2024\n# أ\nب", "أ", []Block{para("2024"), para("ب")}},
		{"section after a list", "- أ\n# ب", "", []Block{item(1, "- ", "أ"), tight(heading(1, "ب"))}},
		{"no heading", "#وسم نص", "", []Block{para("#وسم نص")}},
		{"closing signs need a space", "## لغة C#", "", []Block{heading(2, "لغة C#")}},
		{"list", "- أ\n- ب\n  تتمة\n  - ج\n    1. د\n- هـ", "", []Block{
			item(1, "- ", "أ"), tight(item(1, "- ", "ب تتمة")), tight(item(2, "  - ", "ج")), tight(item(3, "    1. ", "د")), tight(item(1, "- ", "هـ")),
		}},
		{"ordered", "1. أ\n2) ب\n\n10. ج", "", []Block{item(1, "1. ", "أ"), tight(item(1, "2) ", "ب")), item(1, "10. ", "ج")}},
		{"tasks", "- [ ] أ\n- [x] ب", "", []Block{item(1, "- [ ] ", "أ"), tight(item(1, "- [x] ", "ب"))}},
		{"paragraph in an item", "- أ\n\n  ب\n\nج", "", []Block{item(1, "- ", "أ"), {Prefix: "  ", Text: "ب"}, para("ج")}},
		{"a year does not begin a list", "وقع ذلك في عام\n1986. ثم", "", []Block{para("وقع ذلك في عام 1986. ثم")}},
		{"a list interrupts", "الأسباب:\n- أ", "", []Block{para("الأسباب:"), tight(item(1, "- ", "أ"))}},
		{"quote", "> قال\nكذا\n>\n> ثم\n> > وأيضا", "", []Block{quote("> ", "قال كذا"), quote("> ", "ثم"), tight(quote("> > ", "وأيضا"))}},
		{"list in a quote", "> - أ\n> - ب", "", []Block{item(1, "> - ", "أ"), tight(item(1, "> - ", "ب"))}},
		{"table", "قبل\n\n| أ | ب |\n|---|:-:|\n| ج | |\n|| د \\| هـ|\n\nبعد", "", []Block{
			para("قبل"), row("أ | ب"), tight(opaque("|---|:-:|")), tight(row("ج")), tight(row("| د \\| هـ")), para("بعد"),
		}},
		{"table without outer bars", "أ | ب\n--- | ---\nج | د", "", []Block{row("أ | ب"), tight(opaque("--- | ---")), tight(row("ج | د"))}},
		{"fence", "نص\n```go\n# x\n\n- y\n```\nنص", "", []Block{para("نص"), tight(opaque("```go\n# x\n\n- y\n```")), tight(para("نص"))}},
		{"open fence", "~~~\nx\n", "", []Block{opaque("~~~\nx")}},
		{"fence in a quote ends with it", "> ```\n> x\nنص", "", []Block{opaque("> ```\n> x"), tight(para("نص"))}},
		{"indented code", "نص\n\n    x\n\n    y\n\nنص", "", []Block{para("نص"), opaque("    x\n\n    y"), para("نص")}},
		{"image", "![صورة](a.png)\n\nنص ![ص](b.png)", "", []Block{opaque("![صورة](a.png)"), para("نص ![ص](b.png)")}},
		{"linked image", "[![صورة](a.png)](https://example.org)", "", []Block{opaque("[![صورة](a.png)](https://example.org)")}},
		{"break", "أ\n\n***\n\n- - -\nب", "", []Block{para("أ"), opaque("***"), opaque("- - -"), tight(para("ب"))}},
		{"definition", "[أ]: https://example.org \"ع\"\n\n[ملاحظة]: هذا نص عادي", "", []Block{opaque("[أ]: https://example.org \"ع\""), para("[ملاحظة]: هذا نص عادي")}},
		{"footnote", "نص[^1]\n\n[^1]: الحاشية", "", []Block{para("نص[^1]"), {Prefix: "[^1]: ", Text: "الحاشية"}}},
		{"tags", "<div dir=\"rtl\">\nنص\n</div>", "", []Block{opaque("<div dir=\"rtl\">"), tight(para("نص")), tight(opaque("</div>"))}},
		{"text in tags", "<p dir=\"rtl\">نص</p>", "", []Block{para("<p dir=\"rtl\">نص</p>")}},
		{"comment", "<!-- أ\n\nب -->\nنص", "", []Block{opaque("<!-- أ\n\nب -->"), tight(para("نص"))}},
		{"windows lines", "# أ\r\n\r\nب\r\nج\r\n", "أ", []Block{para("ب ج")}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := decodeMarkdown(tt.source, markdownInput())
			if diff := cmp.Diff(tt.blocks, a.Blocks); a.Title != tt.title || diff != "" {
				t.Errorf("title %q, want %q; blocks (-want +got):\n%s", a.Title, tt.title, diff)
			}
			checkRejoins(t, a)
		})
	}
}

// TestHostileMarkdown gives long sources that nest or repeat without end.
func TestHostileMarkdown(t *testing.T) {
	for name, piece := range map[string]string{
		"quotes": ">", "items": "- ", "indented": "  ", "open fences": "- ```\n", "open comments": "> <!--\n", "images": "![",
		"tables": "a|b\n-|-\n", "tags": "<a b='", "definitions": "[a]:\n", "breaks": "\\\n", "blank code": "    a\n\n\n",
	} {
		source := strings.Repeat(piece, 1<<17/len(piece)) + "\nنهاية"
		a := decodeMarkdown(source, markdownInput())
		if !strings.Contains(joinMarkdown(a), "نهاية") {
			t.Errorf("%s: the end is lost", name)
		}
	}
}

func TestFrontMatter(t *testing.T) {
	const body = "\n# آخر\n\nنص"
	for _, tt := range []struct {
		name, source, title string
		meta                Meta
		blocks              int
	}{
		{
			"all", "\ufeff---\ntitle: العنوان\nauthor: [أحمد, {name: ليلى}]\ndate: 2024-05-01\nlink: https://example.org/a\nsite: موقع\ntags: [x]\n---" + body,
			"العنوان",
			Meta{URL: "https://example.org/a", Site: "موقع", Author: "أحمد, ليلى", Published: "2024-05-01"},
			2,
		},
		{"same title", "---\r\ntitle: \"آخر\"\r\n---\r\n" + body, "آخر", Meta{}, 1},
		{"without title", "---\npublished: 2024\n...\n" + body, "آخر", Meta{Published: "2024"}, 1},
		{"no mapping", "---\nنص\n---\n" + body, "آخر", Meta{}, 3},
		{"not closed", "---\ntitle: x\n" + body, "آخر", Meta{}, 3},
		{"references do not multiply", "---\na: &a [x, x]\nauthor: [*a, *a]\n---\n" + body, "آخر", Meta{}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := decodeMarkdown(tt.source, markdownInput())
			if a.Title != tt.title || a.Meta != tt.meta || len(a.Blocks) != tt.blocks {
				t.Errorf("title %q, meta %+v, blocks %+v", a.Title, a.Meta, a.Blocks)
			}
		})
	}
}

// checkRejoins checks that the blocks written out decode to the same blocks.
func checkRejoins(t *testing.T, a *Article) {
	t.Helper()
	joined := joinMarkdown(a)
	again := decodeMarkdown(joined, markdownInput())
	if diff := cmp.Diff(a.Blocks, again.Blocks); diff != "" || a.Title != again.Title {
		t.Errorf("%q decodes to title %q, not %q, and other blocks (-first +second):\n%s", joined, again.Title, a.Title, diff)
	}
}

func FuzzDecodeMarkdown(f *testing.F) {
	for _, s := range []string{
		"# ع\n\nنص\nنص\n\n- أ\n  - ب\n\n    ج\n\n> q\n> > r\n",
		"| a | b |\n|---|---|\n| c |\n\n```\nx\n```\n    code\n",
		"<div>\nx\n</div>\n<!-- c\n-->\n![i](u)\n[r]: u\n[^1]: f\n***\na\n===\nb\n-\n",
		"# \f", "0\n>\t#", "[^0]: ```\n0", "# # #", "# \v#", "    0\n>\n    0", "#\\\n0", "\\\n0", "0)\\\nx", "0|0\n- *\n0", "[^0]: 0\n=", // found by fuzzing
		"---\ntitle: t\n---\n1. a\n2) [ ] b\n\t- c\n> - d\n>\n>   e\n> ~~~\nf",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		source = strings.ToValidUTF8(source, "?")
		a := decodeMarkdown(source, markdownInput())
		front := strings.HasPrefix(strings.TrimPrefix(source, "\ufeff"), "---")
		if !front { // its title may be any text, also one that is no heading's
			checkRejoins(t, a)
		}
		for _, b := range a.Blocks {
			if strings.ContainsAny(b.Prefix+b.Text, "\r\n") || (b.Kind == Opaque) != (b.Text == "") || (b.Kind == Opaque) != (b.Raw != "") {
				t.Errorf("malformed block %+v", b)
			}
		}
		if !front && a.Title == "" && letters(source) != letters(joinMarkdown(a)) {
			t.Errorf("letters of %q\nare not those of %q", source, joinMarkdown(a))
		}
	})
}

// letters returns the letters of s in order.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

func BenchmarkDecodeMarkdown(b *testing.B) {
	source := "# عنوان\n\n" + strings.Repeat("فقرة من النص فيها كلمات كثيرة\nوسطر آخر من الفقرة نفسها\n\n- بند\n- بند آخر\n\n| أ | ب |\n|---|---|\n| ج | د |\n\n", 100)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		decodeMarkdown(source, markdownInput())
	}
}
