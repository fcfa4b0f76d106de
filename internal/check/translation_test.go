package check

import (
	"slices"
	"strings"
	"testing"
)

// names of the findings above a note, in order, each once.
func reported(found []Finding) string {
	var checks []string
	for _, f := range found {
		if f.Level != Note && !slices.Contains(checks, f.Check) {
			checks = append(checks, f.Check)
		}
	}
	return strings.Join(checks, " ")
}

func TestUnit(t *testing.T) {
	for _, c := range []struct{ source, answer, want string }{
		{"وصل الوفد إلى العاصمة مساء أمس.", "The delegation arrived in the capital yesterday evening.", ""},
		{"وصل الوفد إلى العاصمة مساء أمس.", "", "empty"},
		{"وصل الوفد إلى العاصمة مساء أمس.", "وصل الوفد إلى العاصمة مساء أمس.", "untranslated"},
		{"وصل الوفد إلى العاصمة مساء أمس.", "The delegation arrived إلى العاصمة مساء أمس.", "untranslated"},
		{"وصل الوفد إلى العاصمة مساء أمس.", "The delegation arrived 在首都 yesterday evening.", "untranslated"},
		{"تحيي القرية ذكرى النكبة كل عام.", "The village marks the Nakba (النكبة) every year.", ""},
		{"كتبوا على الجدار كلمة \"باقون\".", "They wrote the word \"باقون\" on the wall.", ""},
		{"لم تصدر الوزارة أي بيان.", "The ministry issued a statement.", "negation"},
		{"لم تصدر الوزارة أي بيان.", "The ministry failed to issue a statement.", ""},
		{"لا يزال الطريق مغلقا.", "The road is still closed.", ""},
		{"يهدف البرنامج إلى لم شمل الأسر.", "The programme aims to reunite families.", ""},
		{"لا تستطيع البلدية دفع الرواتب.", "The municipality can pay the salaries.", "negation"},
		{"قال إن الجسر آمن.", "He said the bridge is not safe.", "negation"},
		{"من غير الممكن إصلاح الجسر.", "It is not possible to repair the bridge.", ""},
		{"هل يعود المهرجان هذا العام؟", "The festival returns this year.", "question"},
		{"يعود المهرجان هذا العام.", "Does the festival return this year?", "question"},
		{"للتفاصيل زوروا https://example.org/a?b=1 قبل السبت.", "For details visit https://example.org/a?b=1 before Saturday.", ""},
		{"للتفاصيل زوروا https://example.org/a?b=1 قبل السبت.", "For details visit https://example.org/a?b=2 before Saturday.", "verbatim numbers"},
		{"راسلونا على desk@example.org اليوم.", "Write to us today.", "verbatim"},
		{"طرحت الشركة هاتف Lumina الجديد.", "The company launched its new phone.", "verbatim"},
		{"وقال: \"سنبني المدرسة من جديد قبل الشتاء\".", "He said they would build the school again before winter.", "quotes"},
		{"وقال إنهم سيبنون المدرسة قبل الشتاء.", "\"We will build the school before winter,\" he said.", "quotes"},
		{"افتتح \"بيت الحكاية\" أبوابه.", "The House of Tales opened its doors.", ""},
		{"عاد الصيادون إلى الميناء.", "Here is the translation: The fishermen returned to the port.", "commentary"},
		{"عاد الصيادون إلى الميناء.", "Sure! Here's the English translation:\nThe fishermen returned to the port.", "commentary"},
		{"عاد الصيادون إلى الميناء.", "The fishermen returned to the port.\n\nNote: \"port\" may also mean harbour.", "commentary"},
		{"عاد الصيادون إلى الميناء.", "I'm sorry, but I can't help with that request.", "commentary negation"},
		{"عاد الصيادون إلى الميناء.", "```\nThe fishermen returned to the port.\n```", "commentary"},
		{"بالتأكيد سيعود الصيادون.", "Certainly, the fishermen will return.", ""},
		{"ملاحظة: الأسعار تقريبية.", "Note: prices are approximate.", ""},
		{"راجع [الدليل](https://example.org/g) أولا.", "See [the guide](https://example.org/g) first.", ""},
		{"راجع [الدليل](https://example.org/g) أولا.", "See the guide (https://example.org/g) first.", "skeleton"},
		{"اكتب `make` ثم انتظر.", "Type make, then wait.", "skeleton"},
		{"مرحبا {name}، لديك رسالة.", "Hello, you have a message.", "skeleton verbatim"},
		{"كان **عاجلا** جدا.", "It was **urgent** indeed.", ""},
		{"كان عاجلا جدا.", "It was **urgent** indeed.", "skeleton"},
		{
			"عاد الصيادون إلى الميناء عند الفجر بعد رحلة دامت يومين في البحر.",
			"The fishermen returned to the port at dawn, to the port at dawn, to the port at dawn, to the port at dawn, to the port at dawn, to the port at dawn after two days at sea.", "repetition",
		},
		{
			"أعلنت بلدية المدينة الساحلية أن أعمال ترميم السوق القديم ستبدأ مطلع الصيف المقبل وتستمر حتى نهاية العام، على أن تبقى المحال مفتوحة.",
			"The coastal city's municipality announced that the", "length ending",
		},
	} {
		if got := reported(Unit(Pair{Paragraph: 1, Source: c.source, Answer: c.answer})); !sameSet(got, c.want) {
			t.Errorf("%q\n%q: found %q, want %q", c.source, c.answer, got, c.want)
		}
	}
}

func sameSet(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// sampleArticle is five paragraphs of news made up for these tests.
func sampleArticle() []Pair {
	return []Pair{
		{1, "افتتح وزير الثقافة كريم البستاني معرض الكتاب في مدينة صور بمشاركة 140 دار نشر.", "Culture Minister Karim al-Bustani opened the book fair in the city of Tyre with 140 publishing houses taking part."},
		{2, "وقال مدير المعرض سمير حداد إن الإقبال فاق التوقعات في اليوم الأول رغم المطر.", "Fair director Samir Haddad said turnout exceeded expectations on the first day despite the rain."},
		{3, "وتستضيف الدورة الجديدة شعراء من تونس والسودان، بينهم الشاعرة ليلى المرزوقي.", "The new edition hosts poets from Tunisia and Sudan, among them the poet Leila Marzouki."},
		{4, "وأعلنت شركة النقل البحري تسيير رحلتين يوميا من بيروت طوال أيام المعرض.", "The shipping company announced two trips a day from Beirut throughout the fair."},
		{5, "وأضاف البستاني أن الوزارة ستمول ترجمة عشرين رواية إلى اللغة الإيطالية العام المقبل.", "Al-Bustani added that the ministry would fund the translation of twenty novels into Italian next year."},
	}
}

func TestTranslation(t *testing.T) {
	for name, c := range map[string]struct {
		seed func(a []Pair)
		want string
		at   []int
	}{
		"whole":   {func([]Pair) {}, "", nil},
		"swapped": {func(a []Pair) { a[1].Answer, a[2].Answer = a[2].Answer, a[1].Answer }, "shift", []int{2, 3}},
		"shifted": {func(a []Pair) {
			a[1].Answer, a[2].Answer, a[3].Answer, a[4].Answer = a[2].Answer, a[3].Answer, a[4].Answer, ""
		}, "shift", []int{2, 3, 4}},
		"twice":     {func(a []Pair) { a[3].Answer = a[2].Answer }, "duplicated", []int{4}},
		"two names": {func(a []Pair) { a[4].Answer = strings.Replace(a[4].Answer, "Bustani", "Bostany", 1) }, "names", []int{5}},
	} {
		a := sampleArticle()
		c.seed(a)
		found := Translation(a)
		var at []int
		for _, f := range found {
			if f.Check == c.want {
				at = append(at, f.Paragraph)
			}
		}
		if !slices.Equal(at, c.at) || c.want == "" && reported(found) != "" {
			t.Errorf("%s: %q at %v, want %q at %v: %v", name, reported(found), at, c.want, c.at, found)
		}
		if !slices.IsSortedFunc(found, func(a, b Finding) int { return a.Paragraph - b.Paragraph }) {
			t.Errorf("%s: findings are not in the order of paragraphs: %v", name, found)
		}
	}
}

func TestNamesAgree(t *testing.T) {
	for _, c := range []struct {
		source, latin string
		want          bool
	}{
		{"بوتين", "Putin", true},
		{"وزيلينسكي", "Zelensky", true},
		{"نتنياهو", "Netanyahu", true},
		{"لواشنطن", "Washington", true},
		{"القذافي", "Gaddafi", true},
		{"القذافي", "Qadhafi", true},
		{"تشرشل", "Churchill", true},
		{"شيكاغو", "Chicago", true},
		{"جورج", "George", true},
		{"والسيسي", "Sisi", true},
		{"فرنسيس", "Francis", true},
		{"خامنئي", "Khamenei", true},
		{"غوتيريش", "Guterres", true},
		{"إليزابيث", "Elizabeth", true},
		{"الإيراني", "Iranian", true},
		{"بوتين", "Biden", false},
		{"ماكرون", "Merkel", false},
		{"القذافي", "Mubarak", false},
		{"تونس", "Sudan", false},
		{"بيروت", "Boston", false},
	} {
		name, latin := newArabicName(c.source), latinConsonants(c.latin)
		if got := name.is(&latin); got != c.want {
			t.Errorf("%s, %s: %v", c.source, c.latin, got)
		}
	}
}

func TestResidue(t *testing.T) {
	for in, want := range map[string]string{
		"plain text.":                   "plain text.",
		"first، second؛ third؟":         "first, second; third?",
		"one،two":                       "one, two",
		"١٢٣ people, ٤٥٪ of ١٬٢٠٠":      "123 people, 45% of 1,200",
		"the poem «يا ليل، الصب» lives": "the poem «يا ليل، الصب» lives",
	} {
		if got := Residue(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestBetter(t *testing.T) {
	e, w, n := Finding{Level: Error}, Finding{Level: Warning}, Finding{Level: Note}
	for _, c := range []struct {
		a, b []Finding
		want bool
	}{
		{nil, []Finding{w}, true},
		{[]Finding{w}, nil, false},
		{[]Finding{w}, []Finding{w}, false},
		{[]Finding{w, w}, []Finding{e}, true},
		{[]Finding{e}, []Finding{w, w}, false},
		{[]Finding{n}, []Finding{w}, true},
		{nil, []Finding{n}, false},
	} {
		if got := Better(c.a, c.b); got != c.want {
			t.Errorf("Better(%v, %v) = %v", c.a, c.b, got)
		}
	}
}

func FuzzTranslation(f *testing.F) {
	for _, p := range sampleArticle() {
		f.Add(p.Source, p.Answer)
	}
	f.Add("\xff{«", "`%1$s <a [x](")
	f.Fuzz(func(t *testing.T, source, answer string) {
		pairs := []Pair{{1, source, answer}, {2, answer, source}}
		for _, found := range Translation(pairs) {
			if found.Check == "" || found.Level == "" || found.Detail == "" || found.Paragraph < 1 || found.Paragraph > len(pairs) {
				t.Errorf("an incomplete finding: %+v", found)
			}
		}
		if once := Residue(answer); Residue(once) != once {
			t.Errorf("Residue is not idempotent on %q", answer)
		}
		Summary(SummaryInput{Source: []string{source}, Text: answer, To: "en", Claims: []Claim{{answer, []int{1, 2}}}})
		Summary(SummaryInput{Source: []string{source}, Text: answer, To: "ar", Claims: []Claim{{answer, []int{1, -1}}}})
	})
}
