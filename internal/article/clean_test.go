package article

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// paragraphs makes an article of lines.
func paragraphs(lines ...string) *Article {
	a := &Article{Name: "x"}
	for _, l := range lines {
		a.Blocks = append(a.Blocks, Block{Kind: Paragraph, Text: l})
	}
	return a
}

func texts(a *Article) []string {
	var lines []string
	for _, b := range a.Blocks {
		lines = append(lines, b.Text+b.Raw)
	}
	return lines
}

func TestCleanDrops(t *testing.T) {
	tests := []struct {
		name     string
		in, want []string
	}{
		{"tail", []string{longA, "شاهد أيضاً", "عنوان آخر", longA + " …"}, []string{longA}},
		{"tail with furniture", []string{longA, "اقرأ أيضاً", "عنوان", "جميع الحقوق محفوظة", "طباعة"}, []string{longA}},
		{"in the middle", []string{longA, "اقرأ أيضاً", "عنوان أول", "عنوان ثان", longB, "خاتمة قصيرة"}, []string{longA, longB, "خاتمة قصيرة"}},
		{"one line", []string{longA, "اقرأ أيضاً: عنوان", "جملة قصيرة", longB}, []string{longA, "جملة قصيرة", longB}},
		{"at most five titles", []string{"قد يهمك", "أ أ", "ب ب", "ج ج", "د د", "ه ه", "و و", longB}, []string{"و و", longB}},
		{"credits inside", []string{longA, longB, longA, "كتب: لن نستسلم", longB}, []string{longA, longB, longA, "كتب: لن نستسلم", longB}},
		{"credits before links", []string{longA, longB, longA, "تحرير: م. ع", "شاهد أيضاً", "عنوان"}, []string{longA, longB, longA}},
		{"a sentence is no title", []string{"اقرأ أيضاً", "هذه جملة.", longB}, []string{"هذه جملة.", longB}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := paragraphs(tt.in...)
			if err := a.clean(CleanOptions{}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, texts(a)); diff != "" {
				t.Error(diff)
			}
			if len(a.Dropped) != len(tt.in)-len(tt.want) {
				t.Errorf("dropped %v", a.Dropped)
			}
		})
	}
}

func TestCleanKinds(t *testing.T) {
	a := &Article{Name: "x", Title: "عنوان\u00a0المقال", Blocks: []Block{
		{Kind: Heading, Level: 2, Prefix: "## ", Text: "الرئيسية"},
		{Kind: TableRow, Text: "طباعة"},
		{Kind: Opaque, Raw: "![x](y)\x1b"},
		{Kind: Heading, Level: 2, Text: "مواضيع ذات صلة"},
		{Kind: ListItem, Prefix: "- ", Text: "عنوان مرتبط", Tight: true},
		{Kind: Heading, Level: 2, Text: "خاتمة", Tight: true},
		{Kind: Paragraph, Text: "\u200f"},
		{Kind: Paragraph, Text: "نص\nعلى  سطرين.", Tight: true},
	}}
	if err := a.clean(CleanOptions{}); err != nil {
		t.Fatal(err)
	}
	want := []Block{
		{Kind: Heading, Level: 2, Prefix: "## ", Text: "الرئيسية"},
		{Kind: TableRow, Text: "طباعة"},
		{Kind: Opaque, Raw: "![x](y)"},
		{Kind: Heading, Level: 2, Text: "خاتمة"},
		{Kind: Paragraph, Text: "نص على سطرين.", Tight: true},
	}
	if diff := cmp.Diff(want, a.Blocks); diff != "" || a.Title != "عنوان المقال" || a.Language != "ar" {
		t.Errorf("title %q, language %q, %s", a.Title, a.Language, diff)
	}
}

func TestCleanKeepsTablesBehindLinks(t *testing.T) {
	a := paragraphs(longA, "شاهد أيضاً", "عنوان", longB+" …")
	a.Blocks = append(a.Blocks, Block{Kind: TableRow, Text: "السنة | العدد"})
	if err := a.clean(CleanOptions{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{longA, longB + " …", "السنة | العدد"}, texts(a)); diff != "" {
		t.Error(diff)
	}
}

func TestCleanCredits(t *testing.T) {
	a := paragraphs("كتب: محمد علي", longA, "*نقلاً عن الشرق الأوسط", "المصدر: وكالات")
	if err := a.clean(CleanOptions{}); err != nil {
		t.Fatal(err)
	}
	if want := (Meta{Author: "محمد علي", Site: "الشرق الأوسط"}); a.Meta != want || len(a.Blocks) != 1 {
		t.Errorf("%+v, %q", a.Meta, texts(a))
	}
}

func TestCleanRaw(t *testing.T) {
	a := paragraphs("شاهد أيضاً", "كـتاب\u00a0مُهمّ\x1b[2J\nثان\xff")
	if err := a.clean(CleanOptions{Raw: true}); err != nil {
		t.Fatal(err)
	}
	want := []string{"شاهد أيضاً", "كـتاب\u00a0مُهمّ[2J ثان\ufffd"}
	if diff := cmp.Diff(want, texts(a)); diff != "" || a.Dropped != nil {
		t.Errorf("%s, dropped %v", diff, a.Dropped)
	}
}

func TestCleanLanguages(t *testing.T) {
	const persian = "او گفت که این کتاب را می\u200cخواند و به خانه می\u200cرود"
	a := paragraphs(persian)
	err := a.clean(CleanOptions{})
	if e := (*Error)(nil); !errors.As(err, &e) || e.Code != NotArabic || !strings.Contains(e.Error(), "Persian") || !strings.Contains(e.Hint, "--any-language") {
		t.Errorf("Persian: %v", err)
	}
	a = paragraphs(persian)
	if err := a.clean(CleanOptions{AnyLanguage: true}); err != nil || a.Language != "fa" || a.Blocks[0].Text != persian {
		t.Errorf("Persian accepted: %q, %q, %v", a.Language, texts(a), err)
	}
	a = paragraphs("An English text.")
	if err := a.clean(CleanOptions{AnyLanguage: true}); err != nil || a.Language != "" {
		t.Errorf("English accepted: %q, %v", a.Language, err)
	}
	a = paragraphs("نص\u200cعربي أيضا")
	if err := a.clean(CleanOptions{}); err != nil || a.Blocks[0].Text != "نصعربي أيضا" {
		t.Errorf("Arabic: %q, %v", texts(a), err)
	}
	for _, a := range []*Article{paragraphs(), paragraphs("\u200b\n"), paragraphs("شاهد أيضاً", "عنوان")} {
		err := a.clean(CleanOptions{AnyLanguage: true})
		if e := (*Error)(nil); !errors.As(err, &e) || e.Code != Empty {
			t.Errorf("empty: %v", err)
		}
	}
}

func TestCleanSampleArticle(t *testing.T) {
	a := sampleArticle(t)
	before := texts(a)
	if err := a.clean(CleanOptions{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before[:10], texts(a)); diff != "" || a.Language != "ar" {
		t.Errorf("language %q, %s", a.Language, diff)
	}
	if len(a.Dropped) != 3 || a.Dropped[0].Text != "شاهد أيضاً" || a.Dropped[0].Why != relatedLink {
		t.Errorf("dropped %v", a.Dropped)
	}
}

// Nothing of real articles without boilerplate may be dropped.
func TestCleanDropsNothingOfCorpus(t *testing.T) {
	blocks, documents := 0, 0
	for name, text := range corpus(t) {
		a := decodeText(text, input{name: name})
		documents++
		blocks += len(a.Blocks)
		if err := a.clean(CleanOptions{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, d := range a.Dropped {
			t.Errorf("%s: dropped %q as %s", name, d.Text, d.Why)
		}
	}
	t.Logf("%d blocks of %d documents", blocks, documents)
}

// FuzzArticleClean cleans articles made of s and of lines that rules look at.
func FuzzArticleClean(f *testing.F) {
	lines := []string{
		longA, longB, longB + " …", "عنوان قصير", "شاهد أيضاً", "اقرأ أيضاً: عنوان", "كتب: محمد علي", "المصدر: وكالات",
		"*نقلاً عن صحيفة", "طباعة", "جميع الحقوق محفوظة", "المصدر:", "هل هذا سؤال؟", "می\u200cخواهم گفت که", "كـ\u200dـتاب",
	}
	f.Add("", []byte{0, 4, 3, 2}, false, false)
	f.Add("\u200c\xff", []byte{3, 6, 6, 6, 1, 4, 5, 3, 3, 7, 10, 4, 2}, false, true)
	f.Add("a", []byte{0, 1, 0, 7, 5, 8, 9}, true, false)
	f.Fuzz(func(t *testing.T, s string, picks []byte, raw, strip bool) {
		o := CleanOptions{Raw: raw, StripMarks: strip, AnyLanguage: true}
		a := paragraphs(s)
		for _, p := range picks {
			a.Blocks = append(a.Blocks, Block{Kind: Kind(int(p) / len(lines) % int(Opaque)), Text: lines[int(p)%len(lines)]})
		}
		if a.clean(o) != nil {
			return
		}
		once := append([]Block(nil), a.Blocks...)
		language, dropped := a.Language, len(a.Dropped)
		for _, b := range once {
			if b.Text == "" || strings.ContainsAny(b.Text, "\n\r\x1b") || !utf8.ValidString(b.Text) {
				t.Fatalf("clean(%q) leaves %q", s, b.Text)
			}
		}
		err := a.clean(o)
		if diff := cmp.Diff(once, a.Blocks); err != nil || diff != "" || a.Language != language || len(a.Dropped) != dropped {
			t.Fatalf("clean(%q, %v) twice: %v, %q then %q, %s", s, picks, err, language, a.Language, diff)
		}
	})
}

func BenchmarkArticleClean(b *testing.B) {
	lines := strings.Split(strings.Repeat(longA+"\n"+longB+"\n", 200), "\n")
	b.SetBytes(int64(len(strings.Join(lines, "\n"))))
	b.ReportAllocs()
	for b.Loop() {
		if err := paragraphs(lines...).clean(CleanOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
