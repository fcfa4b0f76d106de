package article

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// wordsOf makes words of letters as they stand from left to right.
func wordsOf(visual string) []pdfWord {
	var words []pdfWord
	for _, field := range strings.Fields(visual) {
		w := pdfWord{}
		for _, r := range field {
			if unicode.Is(unicode.Mn, r) && len(w.letters) > 0 {
				w.letters[len(w.letters)-1].text += string(r)
				continue
			}
			w.letters = append(w.letters, pdfGlyph{text: string(r)})
		}
		words = append(words, w)
	}
	return words
}

// visualOf is the bidirectional algorithm forwards, by the library.
func visualOf(t testing.TB, logical string) string {
	t.Helper()
	var p bidi.Paragraph
	if _, err := p.SetString(logical, bidi.DefaultDirection(bidi.RightToLeft)); err != nil {
		t.Skip(err)
	}
	order, err := p.Order()
	if err != nil {
		t.Skip(err)
	}
	visual := ""
	for i := range order.NumRuns() {
		run := order.Run(i)
		if run.Direction() == bidi.RightToLeft {
			visual = bidi.ReverseString(run.String()) + visual
		} else {
			visual = run.String() + visual
		}
	}
	return visual
}

func TestLogicalText(t *testing.T) {
	for _, logical := range []string{
		"قال المدير إن العدد بلغ 1,234 شخصا",
		"في الساعة 10:30 صباحا",
		"بين عامي ٢٠١٠ و٢٠١٥",
		"استخدم برنامج Microsoft Office 365 في العمل",
		"المدير (جون سميث) قال",
		"العدد ٧٫٥ مليون",
		"في قاعة (الأندلس) الكبرى",
		"لغة Python الجديدة",
	} {
		visual := visualOf(t, logical)
		if got := logicalText(wordsOf(visual), true, true); got != logical {
			t.Errorf("%q, seen as %q, came back as %q", logical, visual, got)
		}
	}
}

// TestLogicalTextSeen holds cases by what the reader sees, for what the
// library's algorithm does not cover: brackets (N0) and percent signs.
func TestLogicalTextSeen(t *testing.T) {
	cases := []struct {
		visual, want      string
		rightward, asRead bool
	}{
		{"ةبسن %50 يأ", "أي 50% نسبة", true, false},
		{"ةبسن 50% يأ", "أي 50% نسبة", true, false},
		{"ةغل R (Python) يف", "في R (Python) لغة", true, false},
		{"«صن»", "«نص»", true, false},
		{")صن(", "(نص)", true, true},
		{"A line with ةيبرعلا word.", "A line with العربية word.", false, false},
		{"plain text (1,234)", "plain text (1,234)", true, false},
		{"نمPython و", "و Python من", true, false},
		{"\ufee1\ufefc\ufeb3", "سلام", true, false},
	}
	for _, c := range cases {
		if got := logicalText(wordsOf(c.visual), c.rightward, !c.asRead); got != c.want {
			t.Errorf("%q: %q, want %q", c.visual, got, c.want)
		}
	}
}

func TestPlainLetters(t *testing.T) {
	for in, want := range map[string]string{
		"\ufefb": "لا", "ال": "لا", "أل": "لأ", "\ufdfc": "ريال", "\ufe76": "\u064e", "\ufccb": "لخ", "m²": "m²", "\u200f": "",
	} {
		if got := plainLetters(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzLogicalText(f *testing.F) {
	f.Add("ةبسن 50% (Python) 1,234", true)
	f.Add("14-april ١٤-إبريل", false)
	f.Fuzz(func(t *testing.T, visual string, rightward bool) {
		visual = strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" .,:%()[]-", r) {
				return r
			}
			return -1
		}, visual)
		got := logicalText(wordsOf(visual), rightward, false)
		count := func(s string) map[rune]int {
			n := make(map[rune]int)
			for _, r := range s {
				if r != ' ' {
					n[r]++
				}
			}
			return n
		}
		var plain strings.Builder
		for _, r := range visual {
			plain.WriteString(plainLetters(string(r)))
		}
		want, have := count(plain.String()), count(got)
		for r, n := range want {
			if have[r] != n {
				t.Fatalf("%q: %q lost or doubled %q", visual, got, r)
			}
		}
	})
}
