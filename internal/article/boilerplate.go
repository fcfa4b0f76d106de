package article

import (
	"strings"
	"sync"
	"unicode/utf8"

	"mujaz/internal/arabic"
)

// place is where on a line a marker must stand for the line to be boilerplate.
// Running text has the same words ("مواضيع ذات صلة وثيقة", "سنشاهد أيضاً"), so
// never anywhere.
type place int

const (
	atHead    place = iota // the whole line, or before a separator and a title
	wholeLine              // the whole line
	shortLine              // the start of a line with at most six words more
	atStart                // the start of a line of any length
)

// rule is one marker of what is not the article.
type rule struct {
	place  place
	marker string // folded once; the spelling here is for reading
	why    string
	credit credit
}

// credit is where the rest of a credit line is kept.
type credit int

const (
	noCredit credit = iota
	toAuthor
	toSite
)

const (
	relatedLink  = "related link"
	furniture    = "site furniture"
	rightsNotice = "notice of rights"
	commentForm  = "comment form"
	creditLine   = "credit"
	// markedWords is the longest line, in words, that a marker can make boilerplate.
	markedWords = 60
	// shortWords is how many words may follow a marker of a short line.
	shortWords = 6
)

// rules returns the markers with folded spelling. The figures are lines found in
// 41,686 news articles (ANT) or files of 5,696 flattened web pages (OSAC); the
// others stand in the templates of the sites and themes named. The disclaimer
// "موقع CNN بالعربية لا يمكنه التأكد" is part of its articles and not among them.
var rules = sync.OnceValue(func() []rule {
	table := []rule{
		{atHead, "اقرأ أيضا", relatedLink, noCredit},           // ANT 128: BBC, CNN
		{atHead, "اقرأ المزيد", relatedLink, noCredit},         // ANT 6
		{atHead, "للمزيد", relatedLink, noCredit},              // ANT 379: France 24
		{atHead, "قد يهمك أيضا", relatedLink, noCredit},        // ANT 25: CNN
		{atHead, "قد يهمك", relatedLink, noCredit},             // ANT 94: CNN
		{atHead, "قد يعجبك أيضا", relatedLink, noCredit},       // ANT 1
		{atHead, "قد يعجبك", relatedLink, noCredit},            // ANT 1
		{atHead, "شاهد أيضا", relatedLink, noCredit},           // ANT 2; WordPress Jannah, Sahifa
		{atHead, "طالع أيضا", relatedLink, noCredit},           // yallakora
		{atHead, "مواضيع ذات صلة", relatedLink, noCredit},      // WordPress
		{atHead, "مقالات ذات صلة", relatedLink, noCredit},      // WordPress
		{wholeLine, "المزيد من الكاتب", relatedLink, noCredit}, // altahadi.news
		{wholeLine, "الأكثر تصفحا", relatedLink, noCredit},     // CNN
		{wholeLine, "آخر الأخبار", relatedLink, noCredit},      // assabah.com.tn
		{wholeLine, "أهم الأخبار", relatedLink, noCredit},      // elwekalanews.net
		{wholeLine, "أخبار عاجلة", relatedLink, noCredit},      // elwekalanews.net

		{atStart, "يمكنكم تسلم إشعارات", furniture, noCredit},   // ANT 866: BBC
		{atStart, "يمكنكم استلام إشعارات", furniture, noCredit}, // BBC
		{shortLine, "تابعونا على", furniture, noCredit},         // assabah.com.tn
		{shortLine, "تابعنا على", furniture, noCredit},
		{shortLine, "شارك الخبر", furniture, noCredit}, // el-balad
		{wholeLine, "مشاركة", furniture, noCredit},     // ANT 5
		{wholeLine, "شاركها", furniture, noCredit},
		{wholeLine, "إعلان", furniture, noCredit},           // ANT 4
		{wholeLine, "طباعة", furniture, noCredit},           // OSAC 429
		{wholeLine, "اتصل بنا", furniture, noCredit},        // OSAC 507
		{wholeLine, "الرئيسية", furniture, noCredit},        // OSAC 734
		{wholeLine, "الصفحة الرئيسية", furniture, noCredit}, // OSAC
		{wholeLine, "شارك برأيك", furniture, noCredit},      // OSAC: BBC
		{wholeLine, "راديو وتلفزيون", furniture, noCredit},  // OSAC: BBC
		{wholeLine, "من نحن", furniture, noCredit},          // CNN
		{wholeLine, "شروط الخدمة", furniture, noCredit},     // CNN
		{wholeLine, "شروط استخدام الموقع", furniture, noCredit},
		{wholeLine, "بيان الخصوصية", furniture, noCredit},
		{wholeLine, "سياسة الخصوصية", furniture, noCredit},
		{wholeLine, "حماية الخصوصية", furniture, noCredit},
		{wholeLine, "إعلانك على موقعنا", furniture, noCredit},
		{wholeLine, "خدمة آخر خبر للرسائل النصية", furniture, noCredit}, // CNN
		{wholeLine, "تجاوز إلى المحتوى الرئيسي", furniture, noCredit},   // Drupal
		{wholeLine, "اذهب إلى المحتوى", furniture, noCredit},
		{wholeLine, "استمارة البحث", furniture, noCredit}, // Drupal
		{wholeLine, "استمع إلى المقال", furniture, noCredit},
		{wholeLine, "انضم إلى المنتدى", furniture, noCredit},
		{shortLine, "آخر تحديث:", furniture, noCredit}, // OSAC 450: BBC

		{atStart, "جميع المقالات المنشورة تمثل رأي كتابها فقط", rightsNotice, noCredit}, // ANT 458: Alarabiya
		{atStart, "الآراء الواردة أدناه لا تعبر عن رأي موقع", rightsNotice, noCredit},   // CNN
		{shortLine, "حقوق النشر محفوظة", rightsNotice, noCredit},                        // ANT 14
		{shortLine, "جميع الحقوق محفوظة", rightsNotice, noCredit},                       // OSAC 2,364

		{shortLine, "اترك تعليقا", commentForm, noCredit}, // WordPress
		{wholeLine, "إضافة تعليق جديد", commentForm, noCredit},
		{wholeLine, "أضف تعليقك", commentForm, noCredit},
		{atStart, "لن يتم نشر عنوان بريدك الإلكتروني", commentForm, noCredit}, // WordPress
		{atStart, "الحقول الإلزامية مشار إليها بـ", commentForm, noCredit},    // WordPress

		{shortLine, "المصدر:", creditLine, toSite},  // ANT 4
		{shortLine, "كتب:", creditLine, toAuthor},   // ANT 4 with the next two
		{shortLine, "تحرير:", creditLine, toAuthor}, // Jawhara FM
		{shortLine, "ترجمة:", creditLine, toAuthor},
	}
	for i := range table {
		table[i].marker = lineKey(table[i].marker)
	}
	return table
})

// match is a line's rule, nil for running text.
type match struct {
	rule *rule
	// alone tells that nothing follows the marker on its line.
	alone bool
	// rest is what follows the marker, as it was written.
	rest string
}

// boilerplateIn finds the rule that makes line boilerplate.
func boilerplateIn(line string) match {
	words := arabic.CountFields(line)
	if words == 0 || words > markedWords {
		return match{}
	}
	if m := sourceIn(line, words); m.rule != nil {
		return m
	}
	key, whole := lineKey(beginning(line)), false
	for i := range rules() {
		r := &rules()[i]
		if !strings.HasPrefix(key, r.marker) {
			continue
		}
		if !whole {
			key, whole = lineKey(line), true
		}
		rest := key[len(r.marker):]
		if !r.takes(rest) {
			continue
		}
		_, written, _ := strings.Cut(line, ":")
		return match{rule: r, alone: strings.Trim(rest, markerEnds) == "", rest: strings.TrimSpace(written)}
	}
	return match{}
}

// beginning returns as much of line as a marker can take, between characters.
func beginning(line string) string {
	const most = 250 // bytes: marks and decoration may make a marker of 80 thrice as long
	if len(line) <= most {
		return line
	}
	end := most
	for !utf8.RuneStart(line[end]) {
		end--
	}
	return line[:end]
}

// markerEnds are the characters that may follow a marker on a line of its own.
const markerEnds = " :.…!؟?|-–—»*"

// takes tells whether a line with the rule's marker and then rest is boilerplate.
func (r *rule) takes(rest string) bool {
	trimmed := strings.TrimSpace(rest)
	first, _ := utf8.DecodeRuneInString(trimmed)
	n := arabic.CountFields(trimmed)
	switch r.place {
	case atHead:
		return strings.Trim(rest, markerEnds) == "" || n <= 2*linkWords && separates(trimmed, first)
	case wholeLine:
		return strings.Trim(rest, markerEnds) == ""
	case shortLine:
		return n <= shortWords && !glued(r.marker, rest) && !strings.ContainsAny(trimmed, "«»“”\"") && !endsInStop(trimmed)
	}
	return !glued(r.marker, rest)
}

// separates tells whether rest, beginning with first, is a separator and a title.
func separates(rest string, first rune) bool {
	return strings.ContainsRune(":|/-–—…", first) || strings.HasPrefix(rest, "..")
}

// glued tells whether rest goes on with the marker's last word.
func glued(marker, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(marker)
	first, _ := utf8.DecodeRuneInString(rest)
	return arabic.IsLetter(last) && arabic.IsLetter(first)
}

// sourceIn finds a line that only names where an article is from: "*نقلا عن صحيفة"
// (ANT 439: Alarabiya) or agencies as in "فرانس24/ أ ف ب" (ANT 128: France 24).
func sourceIn(line string, words int) match {
	if words > 2+shortWords || endsInStop(line) || strings.HasSuffix(line, ":") {
		return match{}
	}
	source := &rule{place: wholeLine, why: creditLine, credit: toSite}
	key := lineKey(line)
	if _, ok := strings.CutPrefix(key, "نقلا عن "); ok && strings.HasPrefix(line, "*") {
		_, rest, _ := strings.Cut(line, "عن ")
		return match{rule: source, rest: strings.TrimSpace(rest)}
	}
	agencies, named := 0, strings.Split(strings.ReplaceAll(key, " ", ""), "/")
	for _, name := range named {
		switch name {
		case "فرانس24", "افب", "ا.ف.ب", "رويترز", "وكالات", "وات", "دبا", "د.ب.ا":
			agencies++
		}
	}
	if agencies == len(named) && agencies > 1 {
		return match{rule: source, rest: strings.Trim(line, " *()")}
	}
	return match{}
}

// lineKey returns line as markers are compared: folded, without what decorates its
// start, with single spaces.
func lineKey(line string) string {
	key := strings.TrimLeft(arabic.Fold(line), " \t*•●▪◦‣·-–—|>»«([#")
	if dated, ok := strings.CutPrefix(key, "©"); ok {
		key = strings.TrimLeft(dated, " 0123456789-–")
	}
	return arabic.OneLine(key)
}
