package arabic

import (
	"strings"
	"testing"
	"unicode"
)

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"إلى الأُمّة القُرآنيّة", "الي الامه القرانيه"},
		{"ٱلرَّحْمـٰن", "الرحمن"},
		{"كتـــاب ١٢٣ ۴۵۶ abC", "كتاب 123 456 abC"},
		{"هٰذا ا\u0654", "هذا ا"},
	}
	for _, tt := range tests {
		if got := Fold(tt.in); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestStripMarksKeepsLetters(t *testing.T) {
	if got, want := StripMarks("مُؤْمِنٌ ٱللَّهُ أَحَدٌ \u06dd"), "مؤمن ٱلله أحد \u06dd"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDigits(t *testing.T) {
	if got, want := Digits("١٬٢٣٤٫٥٪ و۷۸، ثم 9"), "1,234.5% و78، ثم 9"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Every character of the Arabic blocks, against the Unicode tables.
func TestIsLetterAndIsMark(t *testing.T) {
	for r := rune(0); r <= 0xffff; r++ {
		letter := unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r)
		if got := IsLetter(r); got != letter {
			t.Errorf("IsLetter(%U) = %v, want %v", r, got, letter)
		}
		mark := unicode.Is(unicode.Mn, r) && (r >= 0x0600 && r < 0x0700 || r >= 0x0870 && r < 0x0900)
		if got := isMark(r); got != mark {
			t.Errorf("isMark(%U) = %v, want %v", r, got, mark)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("إلى ٱلأُمّة ١٢٣")
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if want := strings.Map(foldRune, s); once != want && s != once {
			t.Fatalf("Fold(%q) = %q, rune by rune %q", s, once, want)
		}
		if again := Fold(once); again != once {
			t.Fatalf("Fold(%q) = %q, and again %q", s, once, again)
		}
		if Digits(StripMarks(s)) != StripMarks(Digits(s)) {
			t.Fatalf("Digits and StripMarks depend on their order for %q", s)
		}
	})
}
