package arabic

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLanguage(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", ""},
		{"digits", "2024 (12)", ""},
		{"one letter", "م 12", ""},
		{"English", "The word كتاب means book, and it is a common one.", ""},
		{"Russian", "Владимир Путин сказал", ""},
		{"Arabic", "قال الرئيس الروسي", "ar"},
		{"Arabic with quotations", "قالت الصحيفة: “The talks were frank and very useful indeed” ثم أضافت أن المحادثات مستمرة", "ar"},
		{"Arabic without telling letters", "هذا نص", "ar"},
		{"Arabic with foreign names", "أعلنت شركة گوگل في پاريس إطلاق منتجاتها الجديدة في الأسواق العربية والأوروبية", "ar"},
		{"Persian", "او گفت که این کتاب را می\u200cخواند", "fa"},
		{"Urdu", "یہ علامات کتنے عرصے سے جاری ہیں؟", "ur"},
		{"Pashto", "دغه علايم له څومره مودې راهيسې ادامه لري؟", "ps"},
		{"Sorani", "ئەم نیشانانە لە کەیەوە بوونیان هەیە؟", "ckb"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Language(tt.in); got != tt.want {
				t.Errorf("Language(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestArabicShare(t *testing.T) {
	for in, want := range map[string]float64{"": 0, "12": 0, "ab": 0, "اب": 1, "اب ab": 0.5, "ابـ د": 1} {
		if got := ArabicShare(in); got != want {
			t.Errorf("ArabicShare(%q) = %v, want %v", in, got, want)
		}
	}
}

// The same sentences in six languages (TICO-19): no Arabic one may be refused, and
// at most 1 % of the others may pass for another language than their own.
func TestLanguageOnSentences(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "data", "langid")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no ../shared/data/langid")
	}
	least := map[string]float64{"ar": 1, "fa": 0.99, "prs": 0.99, "ur": 0.99, "ckb": 0.99, "ps": 0.99}
	for file, min := range least {
		data, err := os.ReadFile(filepath.Join(dir, file+".tsv"))
		if err != nil {
			t.Fatal(err)
		}
		want := file
		if file == "prs" {
			want = "fa" // Dari is Persian
		}
		lines, right := 0, 0
		for line := range strings.Lines(string(data)) {
			_, text, _ := strings.Cut(strings.TrimSpace(line), "\t")
			lines++
			if got := Language(text); got == want {
				right++
			} else {
				t.Logf("%s taken for %q: %s", file, got, text)
			}
		}
		t.Logf("%s: %d of %d", file, right, lines)
		if float64(right) < min*float64(lines) {
			t.Errorf("%s: %d of %d sentences recognised, want a share of %v", file, right, lines, min)
		}
	}
}
