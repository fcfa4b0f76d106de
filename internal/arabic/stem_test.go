package arabic

import (
	"testing"
	"unicode/utf8"
)

func TestStem(t *testing.T) {
	tests := []struct{ word, want string }{
		{"", ""},
		{"المدرسة", "مدرس"},
		{"والمدرسون", "مدرس"},
		{"بالمدينة", "مدين"},
		{"للكاتب", "كاتب"},
		{"كتابها", "كتاب"},
		{"وقال", "قال"},
		{"ولد", "ولد"}, // three letters keep their و
		{"الله", "له"}, // two letters stay
		{"مُعَلِّمات", "معلم"},
		{"LONDON", "london"},
	}
	for _, tt := range tests {
		if got := Stem(tt.word); got != tt.want {
			t.Errorf("Stem(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}

func TestIsStopword(t *testing.T) {
	for _, w := range []string{"في", "وفي", "التي", "والتي", "إنَّ", "فإنه", "كانت", "أضاف", "وأضاف", "علي"} {
		if !IsStopword(w) {
			t.Errorf("%q is a function word", w)
		}
	}
	for _, w := range []string{"", "و", "مدينة", "وزير", "فلسطين", "القاهرة", "12", "the"} {
		if IsStopword(w) {
			t.Errorf("%q is no function word", w)
		}
	}
}

func FuzzStem(f *testing.F) {
	f.Add("والمدرسة")
	f.Fuzz(func(t *testing.T, word string) {
		if got := Stem(word); utf8.RuneCountInString(got) > utf8.RuneCountInString(word) {
			t.Errorf("Stem(%q) = %q", word, got)
		}
		if IsStopword(word) != IsStopword(Fold(word)) {
			t.Errorf("%q and its folded form differ", word)
		}
	})
}
