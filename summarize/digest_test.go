package summarize_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mujaz/internal/article"
	"mujaz/internal/check"
	"mujaz/internal/llm"
	"mujaz/summarize"
)

func digestOptions(t *testing.T) summarize.Options {
	o := options(t)
	o.Prompt = find(t, "digest", "brief")
	return o
}

// desk is a day's articles: a flood told twice with two tolls and a paragraph
// of the agency in both, and another story between them.
func desk() []*article.Article {
	agency := "وصلت فرق الإنقاذ إلى القرى المعزولة في محافظة الحسكة بعد ساعات من انهيار السد الترابي."
	return []*article.Article{
		text("فيضان الحسكة يقتل 12 شخصا", "قتل 12 شخصا في فيضان ضرب محافظة الحسكة بعد انهيار سد ترابي قرب القرية.", agency),
		text("البنك المركزي يرفع الفائدة", "رفع البنك المركزي المصري سعر الفائدة إلى 19 في المئة في اجتماعه الشهري بالقاهرة."),
		text("ارتفاع حصيلة فيضان الحسكة", "ارتفعت حصيلة الفيضان في محافظة الحسكة إلى 17 قتيلا بعد انهيار السد الترابي بحسب الدفاع المدني.", agency),
	}
}

const briefing = `## فيضان الحسكة
- قتل 12 شخصا في فيضان الحسكة، وقال الدفاع المدني إن الحصيلة بلغت 17 قتيلا. [¶2, ¶5]
- وصلت فرق الإنقاذ إلى القرى المعزولة في محافظة الحسكة. [¶3]
## الفائدة في مصر
- رفع البنك المركزي المصري سعر الفائدة إلى 19 في المئة. [¶7]`

func TestDigest(t *testing.T) {
	m := in(briefing)
	d, err := summarize.Digest(context.Background(), m, desk(), digestOptions(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []summarize.Story{
		{Title: "فيضان الحسكة", Points: []summarize.Point{
			{Text: "قتل 12 شخصا في فيضان الحسكة، وقال الدفاع المدني إن الحصيلة بلغت 17 قتيلا.", Sources: []summarize.Ref{{Article: 1, Paragraph: 1}, {Article: 3, Paragraph: 1}}},
			{Text: "وصلت فرق الإنقاذ إلى القرى المعزولة في محافظة الحسكة.", Sources: []summarize.Ref{{Article: 1, Paragraph: 2}, {Article: 3, Paragraph: 2}}},
		}},
		{Title: "الفائدة في مصر", Points: []summarize.Point{
			{Text: "رفع البنك المركزي المصري سعر الفائدة إلى 19 في المئة.", Sources: []summarize.Ref{{Article: 2, Paragraph: 1}}},
		}},
	}
	if diff := cmp.Diff(want, d.Stories); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(d.Cited, "[1¶1, 3¶1]\n- وصلت") || !strings.Contains(d.Cited, "## الفائدة في مصر\n") || strings.ContainsAny(d.Text, "¶[") {
		t.Errorf("text %q, cited %q", d.Text, d.Cited)
	}
	user := m.sent[0].User
	if strings.Count(user, "فرق الإنقاذ") != 1 {
		t.Error("the agency's paragraph was sent twice")
	}
	if first, second, other := strings.Index(user, "يقتل 12"), strings.Index(user, "ارتفاع حصيلة"), strings.Index(user, "رفع البنك"); first > second || second > other {
		t.Errorf("the articles on one event are not side by side: %q", user)
	}
	if len(m.sent) != 1 || len(d.Findings) > 0 {
		t.Errorf("%d requests, findings %v", len(m.sent), d.Findings)
	}
}

func TestDigestIsChecked(t *testing.T) {
	bad := strings.Replace(briefing, "17 قتيلا", "71 قتيلا", 1)
	m := in(bad, briefing)
	d, err := summarize.Digest(context.Background(), m, desk(), digestOptions(t))
	if err != nil || len(m.sent) != 2 || d.Repairs != 1 || !strings.Contains(d.Text, "17") {
		t.Errorf("%d requests, %v", len(m.sent), err)
	}
	head, _, _ := strings.Cut(briefing, "## الفائدة")
	d, err = summarize.Digest(context.Background(), in(head), desk(), digestOptions(t))
	if err != nil || len(d.Findings) != 1 || d.Findings[0].Level != check.Note || !strings.Contains(d.Findings[0].Detail, "1 of 3 articles: 2") {
		t.Errorf("findings %v, %v", d.Findings, err)
	}
}

// Many articles go through a small window as a long one does.
func TestLongDigest(t *testing.T) {
	var articles []*article.Article
	for i := range 40 {
		a := book(600)
		a.Title = fmt.Sprintf("قصة المدينة رقم %d", i+1)
		for n := range a.Blocks {
			a.Blocks[n].Text = fmt.Sprintf("%s وفي العدد %d.", strings.TrimSuffix(a.Blocks[n].Text, "."), 5000+i)
		}
		articles = append(articles, a)
	}
	o := digestOptions(t)
	o.Window = 8192
	f := window(8192, func(r llm.Request) string {
		if strings.Contains(r.System, "one part of a longer one") {
			return reader(r)
		}
		return "## قصة المدينة\n" + strings.ReplaceAll(reader(r), "## ", "- ")
	})
	d, err := summarize.Digest(context.Background(), keep(f), articles, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Stories) == 0 || len(d.Stories[0].Points) == 0 || len(f.sent) < 4 {
		t.Fatalf("%d requests, stories %v", len(f.sent), d.Stories)
	}
	for _, p := range d.Stories[0].Points {
		if len(p.Sources) == 0 {
			t.Errorf("%q rests on nothing", p.Text)
		}
		for _, r := range p.Sources {
			if r.Paragraph > 0 && !strings.Contains(articles[r.Article-1].Units()[r.Paragraph-1].Text, strings.TrimSuffix(p.Text, ".")) {
				t.Errorf("%q is not at %s", p.Text, r)
			}
		}
	}
}

func TestDigestOfNothing(t *testing.T) {
	_, err := summarize.Digest(context.Background(), in(briefing), nil, digestOptions(t))
	var e *summarize.Error
	if !errors.As(err, &e) || e.ErrorCode() != "empty" {
		t.Error(err)
	}
	o := options(t)
	o.Prompt = find(t, "summarize", "facts")
	if _, err := summarize.Digest(context.Background(), in(briefing), desk(), o); err == nil {
		t.Error("a digest cannot follow a schema")
	}
}
