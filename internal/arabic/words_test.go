package arabic

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestWords(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"", nil},
		{" ، . ـ ", nil},
		{"ذهبَ الولدُ، ثم عاد.", []string{"ذهبَ", "الولدُ", "ثم", "عاد"}},
		{"سنة 1445هـ", []string{"سنة", "1445ه"}},
		{"الـ12 تسـعة", []string{"الـ12", "تسـعة"}},
		{"٧٫٩ و 3.5 %", []string{"٧", "٩", "و", "3", "5"}},
		{"COVID-19 في U.S.", []string{"COVID", "19", "في", "U", "S"}},
		{"snake_case", []string{"snake", "case"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, Words(tt.text)); diff != "" {
			t.Errorf("Words(%q) (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestCountWordsDoesNotAllocate(t *testing.T) {
	text := strings.Repeat("ذهبَ الولدُ إلى 12 قرية, then home. ", 20)
	if got := CountWords(text); got != 140 {
		t.Errorf("%d words, want 140", got)
	}
	if n := testing.AllocsPerRun(10, func() { CountWords(text) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzWords(f *testing.F) {
	f.Add("ذهبَ الولدُ 12 ـ x_y")
	f.Fuzz(func(t *testing.T, text string) {
		words := Words(text)
		if n := CountWords(text); n != len(words) {
			t.Errorf("%d words counted, %d found in %q", n, len(words), text)
		}
		for _, w := range words {
			at := strings.Index(text, w)
			if w == "" || at < 0 {
				t.Fatalf("word %q is not in %q", w, text)
			}
			if n := CountWords(w); n != 1 && utf8.ValidString(w) {
				t.Errorf("%q is %d words", w, n)
			}
			text = text[at+len(w):]
		}
	})
}

func BenchmarkCountWords(b *testing.B) {
	text := strings.Repeat("وصل الوفد إلى المدينة صباح الأحد، وزار المصنع. ", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		CountWords(text)
	}
}
