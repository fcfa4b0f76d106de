package article

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"mujaz/internal/arabic"
)

// TestLikeGoldmark compares the texts found with those of a CommonMark parser, on
// documents as people write them.
func TestLikeGoldmark(t *testing.T) {
	for _, source := range []string{
		"مقدمة\nفي سطرين\n\n## قسم\n\n- بند\n  تتمته\n- بند ثان\n\n  فقرة فيه\n\n  - بند تحته\n\n    وفقرة تحته\n\n        code\n\nنص بعد القائمة\n",
		"قسم\n---\n1. أول\n2. ثان\n   - داخلي\n   - آخر\n3. ثالث\n\n> اقتباس\nكسول\n> > أعمق\n> > سطر\n>\n> - بند\n> - بند ثان\n\n***\n\nنهاية\n",
		"فقرة `code`\n```\n# لا عنوان\n```\nبعد\n\n    code\n\n    code\n\nعنوان\nطويل\n====\n## قسم ##\nنص **غامق\nممتد** [رابط](u)\n",
		"* أ\n* ب\n\n* ج\n+ د\n- [x] هـ\n10) و\n11) ز\n",
		"نص\n# عنوان\n> اقتباس\n# عنوان\n- بند\n## قسم\nنص\n- بند\n\n\nنص\n",
		"- أ\n\n      code\n\n- ب\n\n  ```\n  - x\n  ```\n\n  نص\n",
		">نص\n>نص\n\n>نص\n\n> # عنوان\n> نص\n",
	} {
		want := goldmarkTexts(source)
		s := &markdownScanner{lines: strings.Split(source, "\n")}
		var got []string
		for _, b := range s.scan() {
			if b.Kind != Opaque {
				got = append(got, b.Text)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s\n(-goldmark +own):\n%s", source, diff)
		}
	}
}

// goldmarkTexts returns the texts of headings and paragraphs on one line each.
func goldmarkTexts(source string) []string {
	var texts []string
	doc := goldmark.DefaultParser().Parse(text.NewReader([]byte(source)))
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Kind() != ast.KindParagraph && n.Kind() != ast.KindTextBlock && n.Kind() != ast.KindHeading {
			return ast.WalkContinue, nil
		}
		line := arabic.OneLine(string(n.Lines().Value([]byte(source))))
		texts = append(texts, strings.TrimPrefix(line, "[x] ")) // a task's box is GFM's
		return ast.WalkSkipChildren, nil
	})
	return texts
}
