package check

import "testing"

type verdict struct {
	source, answer string
	want           string // the detail, "" for no finding
}

func try(t *testing.T, check func(Pair) []Finding, table []verdict) {
	t.Helper()
	for _, c := range table {
		found := check(Pair{Paragraph: 3, Source: c.source, Answer: c.answer})
		switch {
		case c.want == "" && len(found) > 0:
			t.Errorf("%s | %s: %v, want none", c.source, c.answer, found)
		case c.want != "" && (len(found) == 0 || found[0].Detail != c.want || found[0].Paragraph != 3):
			t.Errorf("%s | %s: %v, want %q", c.source, c.answer, found, c.want)
		}
	}
}

func TestHedges(t *testing.T) {
	try(t, Hedges, []verdict{
		{"قتل أكثر من 18 شخصا", "More than 18 people were killed", ""},
		{"قتل أكثر من 18 شخصا", "18 people were killed", "أكثر من 18 of the source is exact in the translation"},
		{"نحو ألف سجين", "some 1,000 prisoners", ""},
		{"نحو ألف سجين", "1,000 prisoners", "نحو 1000 of the source is exact in the translation"},
		{"ثلاثة أشخاص على الأقل", "at least three people", ""},
		{"ثلاثة أشخاص على الأقل", "three people", "على الأقل 3 of the source is exact in the translation"},
		{"ما لا يقل عن 20 جنديا", "no fewer than 20 soldiers", ""},
		{"بأقل من 5 دولارات", "for under $5", ""},
		{"بأقل من 5 دولارات", "for $5", "أقل من 5 of the source is exact in the translation"},
		{"قرابة 50 في المئة", "almost 50%", ""},
		{"اتجه نحو المدينة في 3 سيارات", "He drove towards the city in 3 cars", ""},
	})
}

func TestWeekdays(t *testing.T) {
	try(t, Weekdays, []verdict{
		{"يوم الاثنين", "on Monday", ""},
		{"يوم الاثنين", "on Tuesday", "Monday is in the source and not in the translation"},
		{"مساء الأحد والأربعاء", "on Sunday evening and Wednesday", ""},
		{"الجمعة الماضي", "last week", "Friday is in the source and not in the translation"},
		{"الاتفاق بين الاثنين", "the agreement between the two", ""},
		{"أحد المسؤولين", "one of the officials", ""},
		{"أمس", "on Thursday", "Thursday is in the translation and not in the source"},
		{"جمعة العمل الخيري", "the charity", ""},
		{"والسبت وبالخميس", "and Saturday and on Thursday", ""},
	})
}

func TestCurrencies(t *testing.T) {
	try(t, Currencies, []verdict{
		{"3 ملايين دولار", "$3 million", ""},
		{"3 ملايين دولار", "€3 million", "the dollar is in the source and not in the translation"},
		{"100 ريال سعودي", "100 Saudi riyals", ""},
		{"100 ليرة سورية", "100 Syrian pounds", ""},
		{"100 درهم", "100 dollars", "the dollar is in the translation and not in the source"},
		{"ولي العهد", "the crown prince", ""},
		{"عشرون رطلا", "twenty pounds", ""},
		{"بالدولار", "in dollars", ""},
	})
}

func TestToll(t *testing.T) {
	try(t, Toll, []verdict{
		{"مقتل 18 شخصا وإصابة 20 آخرين", "18 people were killed and 20 others wounded", ""},
		{"مقتل 18 شخصا وإصابة 20 آخرين", "20 people were killed and 18 others wounded", "18 are killed in the source and wounded in the translation"},
		{"18 قتيلا و20 جريحا", "killing 18 and wounding 20", ""},
		{"18 قتيلا و20 جريحا", "killing 20 and wounding 18", "18 are killed in the source and wounded in the translation"},
		{"ارتفع عدد القتلى إلى 18 والجرحى إلى 20", "the death toll rose to 18 with 20 injured", ""},
		{"اعتقال 7 أشخاص وفقدان 5", "seven people were arrested and five are missing", ""},
		{"اعتقال 7 أشخاص وفقدان 5", "five people were arrested and seven are missing", "7 are detained in the source and missing in the translation"},
		{"قتل 18 شخصا بينهم 5 أطفال", "18 people, including 5 children, were killed", ""},
		{"إصابة 18 شخصا", "18 new cases", ""},
		{"استشهد 12 فلسطينيا وأصيب 40", "12 Palestinians were martyred and 40 were wounded", ""},
	})
}

func TestOffice(t *testing.T) {
	try(t, Office, []verdict{
		{"الرئيس الأميركي السابق باراك أوباما", "former US President Barack Obama", ""},
		{"الرئيس الأميركي السابق باراك أوباما", "US President Barack Obama", "السابق has no word for it (former, ex-) in the translation"},
		{"في الوقت السابق", "at the time", ""},
		{"وزير الخارجية بالوكالة", "the acting foreign minister", ""},
		{"وزير الخارجية بالوكالة", "the foreign minister", "بالوكالة has no word for it (acting, interim) in the translation"},
		{"حكومة تصريف الأعمال", "the caretaker government", ""},
		{"حكومة تصريف الأعمال", "the government", "تصريف has no word for it (caretaker) in the translation"},
		{"بمقدار نصف نقطة مئوية", "by half a percent", "مئوية has no word for it (percentage point) in the translation"},
		{"20 درجة مئوية", "20 degrees", ""},
	})
}
