package check

import (
	"strings"

	"mujaz/internal/arabic"
)

// metaEnglish and metaArabic are what a model says about its text instead of
// saying what the text says.
const metaEnglish = `this article discusses
this article describes
this article talks about
this article explores
this article examines
this article covers
this article is about
this article reports
this article presents
this article provides
this article highlights
this text discusses
this text describes
this passage
the article discusses
the article describes
the article talks about
the article explores
the article examines
the article covers
the article reports
the article highlights
the article presents
the article provides
the article also
the article concludes
the article mentions
the text discusses
the text describes
the author discusses
as an ai
as a language model
no changes needed
no changes are needed
here is a summary
here's a summary
here is the summary
here's the summary
here is a brief
in summary,
summary:
sure, here
sure! here
certainly! here
the provided text
the provided article
the given text
based on the provided
i cannot summarize
i can't summarize
i'm sorry, but`

const metaArabic = `يتناول المقال
تتناول المقالة
يتناول النص
يتناول هذا المقال
يناقش المقال
تناقش المقالة
يناقش النص
يناقش هذا المقال
يتحدث المقال
تتحدث المقالة
يتحدث النص
يتحدث هذا المقال
يستعرض المقال
يستعرض النص
تستعرض المقالة
يسلط المقال
تسلط المقالة
يشير المقال إلى
يذكر المقال
يوضح المقال
توضح المقالة
يصف المقال
هذا المقال يتحدث
هذا المقال يتناول
هذه المقالة تتناول
ويختتم المقال
يختتم المقال
إليك ملخص
إليكم ملخص
فيما يلي ملخص
هذا ملخص
ملخص المقال
ملخص النص
الملخص:
ملخص:
الموجز:
بالتأكيد!
بصفتي نموذج
كنموذج لغوي
لا توجد تغييرات
لا حاجة إلى تغيير
لا يمكنني تلخيص
عذرا، لا`

// summaryMeta reports a summary that speaks of the article, or of itself. What the
// article itself says is its own.
func summaryMeta(s *summary) []Finding {
	text, phrases := strings.ReplaceAll(strings.ToLower(s.Text), "’", "'"), metaEnglish
	if s.To == "ar" {
		text, phrases = arabic.Fold(s.Text), arabic.Fold(metaArabic)
	}
	source := arabic.Fold(strings.Join(s.Source, "\n"))
	for phrase := range strings.SplitSeq(phrases, "\n") {
		at := strings.Index(text, phrase)
		if at < 0 || strings.Contains(source, phrase) || startsInside(text, at) {
			continue
		}
		return []Finding{{Check: "meta", Level: Warning, Repair: true, Detail: "the summary speaks of itself: " + excerpt(text[at:])}}
	}
	if strings.HasPrefix(text, "```") {
		return []Finding{{Check: "meta", Level: Warning, Repair: true, Detail: "a code fence around the summary"}}
	}
	return nil
}

// startsInside tells whether a phrase begins inside a word.
func startsInside(text string, at int) bool {
	return at > 0 && (isAlphanumeric(text[at-1]) || arabic.IsLetter(lastRune(text[:at])))
}
