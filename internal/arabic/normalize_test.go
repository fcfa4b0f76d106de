package arabic

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing to do", "قال الرئيس “إن المكالمة” كانت مفيدة، اليوم.", "قال الرئيس “إن المكالمة” كانت مفيدة، اليوم."},
		{"hamza composed", "ا\u0654حمد ي\u0654س ا\u0653ل", "أحمد ئس آل"},
		{"not form KC", "5 m² ½ … №", "5 m² ½ … №"},
		{"presentation forms", "ﺍﻟﺴﻼﻡ ﻻ", "السلام لا"},
		{"rial", "100 \ufdfc", "100 ريال"},
		{"basmala", "\ufdfd", "بسم الله الرحمن الرحيم"},
		{"salutation", "محمد \ufdfa", "محمد صلى الله عليه وسلم"},
		{"ornate parentheses", "\ufd3e\ufd3f", "\ufd3e\ufd3f"},
		{"isolated marks", "ب\ufe76 ب\ufe77 ب\ufc60", "ب\u064e ب\u064e ب\u064e\u0651"},
		{"tatweel inside", "الـــعربية رحمـٰن تسـعة", "العربية رحمٰن تسعة"},
		{"tatweel at the end", "بـ\"لـ\" الـ12 1445هـ ـ و", "بـ\"لـ\" الـ12 1445هـ ـ و"},
		{"directional marks", "د\u202a.\u202c ديفيد\u200f \u2067س\u2069\u061c", "د. ديفيد س"},
		{"invisible", "\ufeffكل\u200bمة\u2060 م\u00adن", "كلمة من"},
		{"tag characters", "نص\U000e0041\U000e0042", "نص"},
		{"no-break space", "18\u00a0شهراً\u202fو", "18 شهراً و"},
		{"controls", "ا\x00ب\x1b[31mج\u0085د\tه\nو\x7f", "اب[31mج\nد\tه\nو"},
		{"carriage returns", "ا\r\nب\rج", "ا\nب\nج"},
		{"joiners", "می\u200cخواهم", "میخواهم"},
		{"invalid UTF-8", "نص\xff\xfeنص", "نص\ufffdنص"},
		{"never folded", "إلى مدرسةٍ ٱلْعَرَبِيّ ١٢٣ 3,5٪ ABC «x»", norm.NFC.String("إلى مدرسةٍ ٱلْعَرَبِيّ ١٢٣ 3,5٪ ABC «x»")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Clean(tt.in, CleanOptions{}); got != tt.want {
				t.Errorf("Clean(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestCleanOptions(t *testing.T) {
	if got, want := Clean("می\u200cخواهم", CleanOptions{KeepJoiners: true}), "می\u200cخواهم"; got != want {
		t.Errorf("KeepJoiners: got %q, want %q", got, want)
	}
	if got, want := Clean("مُؤَكِّدًا ا\u0654ن", CleanOptions{StripMarks: true}), "مؤكدا أن"; got != want {
		t.Errorf("StripMarks: got %q, want %q", got, want)
	}
}

func TestSafe(t *testing.T) {
	in := "كـتاب\u00a0ﻻ\u200f می\u200cخ\x1b]0;x\x07\u202eabc\u202c\r\nد\xff"
	want := "كـتاب\u00a0ﻻ\u200f می\u200cخ]0;xabc\nد\ufffd"
	if got := Safe(in); got != want {
		t.Errorf("Safe(%q)\n got %q\nwant %q", in, got, want)
	}
}

func TestCleanKeepsPlainTextWithoutAllocation(t *testing.T) {
	s := strings.Repeat("قال الرئيس الروسي، إن “المكالمة” كانت مفيدة (2024) – اليوم… ", 50)
	if n := testing.AllocsPerRun(10, func() { Clean(s, CleanOptions{}) }); n != 0 {
		t.Errorf("Clean allocated %v times for a text that needs nothing", n)
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{
		"قال\u00a0الرئيس", "ا\u0654\u064e", "كـ\u064eـتاب", "ﷺ\ufc60\ufe77", "a\r\x00\nb", "\xff\u202e\u200d",
		"e\u0653\u0301", "\u1100\u1161", "ا\u0640\u0654ب",
	} {
		f.Add(s, false, false)
		f.Add(s, true, true)
	}
	f.Fuzz(func(t *testing.T, s string, strip, joiners bool) {
		o := CleanOptions{StripMarks: strip, KeepJoiners: joiners}
		got := Clean(s, o)
		if !utf8.ValidString(got) {
			t.Fatalf("Clean(%q) = %q is not UTF-8", s, got)
		}
		if !norm.NFC.IsNormalString(got) {
			t.Fatalf("Clean(%q) = %q is not in form C", s, got)
		}
		if again := Clean(got, o); again != got {
			t.Fatalf("Clean(%q) = %q, and again %q", s, got, again)
		}
		for _, r := range got {
			if unsafeRune(r) || isPresentation(r) && norm.NFKC.String(string(r)) != string(r) {
				t.Fatalf("Clean(%q) = %q keeps %U", s, got, r)
			}
		}
		safe := Safe(s)
		if again := Safe(safe); again != safe || !utf8.ValidString(safe) {
			t.Fatalf("Safe(%q) = %q, and again %q", s, safe, again)
		}
	})
}

func BenchmarkClean(b *testing.B) {
	plain := strings.Repeat("قال الرئيس الروسي، إن “المكالمة” الهاتفية التي أجراها اليوم كانت مفيدة (2024) للغاية. ", 1000)
	for _, c := range []struct{ name, text string }{
		{"plain", plain},
		{"nbsp", strings.ReplaceAll(plain, " اليوم", "\u00a0اليوم")},
		{"vocalised", strings.Repeat("قَالَ الرَّئِيسُ الرُّوسِيُّ إِنَّ المُكَالَمَةَ ", 1000)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			for b.Loop() {
				Clean(c.text, CleanOptions{})
			}
		})
	}
}
