package arabic

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// say writes numbers as "7 M10 2023 ~2 (3.5|3)": M a month, ~ soft, with the
// other readings after |.
func say(numbers []Number) string {
	var out []string
	for _, n := range numbers {
		s := n.Value.String()
		switch n.Kind {
		case Month:
			s = "M" + s
		case Percent:
			s += "%"
		}
		for _, v := range n.Also {
			s += "|" + v.String()
		}
		if n.Soft {
			s = "~" + s
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"لا أرقام هنا", ""},
		{"18 شخصا", "18"},
		{"١٨ شخصا و۴ آخرين", "18 4"},
		{"3,2 و3,200 و6196,3", "3.2 3200|3.2 6196.3"},
		{"٣٫٥ و١٬٢٣٤", "3.5 1234"},
		{"1.234,5", "1234.5"},
		{"خمسة وعشرون", "25"},
		{"عشرة وعشرين", "10|0.1 20"},
		{"خمسة أو ستة", "5 6"},
		{"ثلاثمئة وثلاثمائة وثلاث مئة", "300 300 300"},
		{"مئتان ومائتي", "200 200"},
		{"ثلاثة آلاف وخمسمئة وأربعون", "3540"},
		{"10.9 مليارات", "10,900,000,000"},
		{"مليون ونصف", "1,500,000"},
		{"مليونا", "1,000,000|2,000,000"},
		{"آلاف الأشخاص ومئات الآلاف", ""},
		{"بضعة عشر", ""},
		{"في المئة يوم الأولى", "100 ~1"},
		{"50 في المئة وثلاثون بالمئة", "50% 30%"},
		{"أول 100 يوم", "~1 100"},
		{"القرن التاسع عشر", "~100 19"},
		{"أحد المسؤولين", ""},
		{"أحد عشر وواحد وعشرون", "11 21"},
		{"السابع من أكتوبر 2023", "7 M10 2023"},
		{"أغسطس/آب", "M8"},
		{"آب (أغسطس)", "M8"},
		{"كانون الثاني/يناير وكانون الأول", "M1 M12"},
		{"تشرين الأول ثم تشرين الثاني", "M10 M11"},
		{"رجب طيب", "~M19"},
		{"مارس ضغوطا", "~M3"},
		{"5 مارس", "5 M3"},
		{"شهر مايو", "M5"},
		{"12 ربيع الآخر 1445", "12 ~M16 1445"},
		{"1 ذي الحجة 1444 هـ الموافق 19 يونيو 2023", "~1 ~M24 ~1444 19 M6 2023"},
		{"الثمانينات", "80|1980"},
		{"ثمانينات القرن الحادي", "80|1980"},
		{"سبعينيات القرن التاسع عشر", "70|1870 ~19"},
		{"مليونا ونصف المليون", "1,500,000|2,500,000"},
		{"لست خائفا", ""},
		{"بئر السبع", ""},
		{"الـ 27", "27"},
		{"ACE2", "~2"},
		{"لبنان إيران الأربعاء الخميس", ""},
		{"وأربعة فثلاثة بخمسة لستة كسبعة", "4 3 5 6 7"},
		{"حدود 67", "67|1967"},
		{"15,30 ت غ", "15 30"},
		{"ثلاثة أرباع", "0.75"},
		{"ثلثي", "2/3"},
		{"ألف و200", "1200"},
		{"12.5.2020", "12 5 2020"},
	} {
		if got := say(Numbers(c.text)); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

func TestNumbersPlace(t *testing.T) {
	text := "قتل ثلاثة آلاف وخمسمئة شخص"
	n := Numbers(text)
	if len(n) != 1 || text[n[0].Start:n[0].End] != "ثلاثة آلاف وخمسمئة" {
		t.Errorf("%v", n)
	}
}

func TestValueString(t *testing.T) {
	for _, c := range []struct {
		value Value
		want  string
	}{
		{Decimal(0, 0), "0"},
		{Decimal(1800, 0), "1800"},
		{Decimal(18, 3), "18,000"},
		{Decimal(5, -2), "0.05"},
		{Decimal(1234567, -2), "12,345.67"},
		{Ratio(2, 3), "2/3"},
		{Ratio(3, 4), "0.75"},
		{Decimal(3, 0).Plus(Ratio(1, 2)), "3.5"},
		{Decimal(3, 0).Plus(Ratio(1, 3)), "10/3"},
		{Ratio(1, 4).Shift(6), "250,000"},
		{Ratio(2, 6), "1/3"},
		{Decimal(12, -1).Shift(9), "1,200,000,000"},
	} {
		if got := c.value.String(); got != c.want {
			t.Errorf("%+v: %s, want %s", c.value, got, c.want)
		}
	}
}

func TestDuals(t *testing.T) {
	if n := Duals("التقى الجانبان مرتين وبينهما دولتا الجوار"); n != 4 {
		t.Errorf("%d duals, want 4", n)
	}
}

// FuzzNumbers holds that every number lies in its text and after the one before
// it, and that EachWord's words are in order.
func FuzzNumbers(f *testing.F) {
	for _, s := range []string{"ثلاثة ملايين ونصف المليون", "5,3.2،1٫٬", "أغسطس/آب 2020", "١٢ و٣", "xi5 ½3½", "\xd9\xd8ثلاث"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, n := range Numbers(text) {
			if n.Start < 0 || n.Start >= n.End || n.End > len(text) {
				t.Errorf("%q: %+v out of bounds", text, n)
			}
			if s := n.Value.String(); s == "" {
				t.Errorf("%q: no text for %+v", text, n)
			}
		}
		end := 0
		for w := range EachWord(text) {
			if w.Start < end || w.End <= w.Start || utf8.ValidString(text) && !utf8.Valid(w.Folded) {
				t.Errorf("%q: word %d–%d %q", text, w.Start, w.End, w.Folded)
			}
			end = w.End
		}
	})
}

func BenchmarkNumbers(b *testing.B) {
	text := strings.Repeat("أعلنت الوزارة مقتل ثلاثة وعشرين شخصا وإصابة 120 آخرين في 7 أكتوبر/تشرين الأول 2023 بعد مواجهات استمرت أكثر من ساعتين. ", 3)
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Numbers(text)
	}
}
