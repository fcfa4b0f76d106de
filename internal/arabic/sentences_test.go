package arabic

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

func TestSentences(t *testing.T) {
	tests := map[string]struct {
		text string
		want []string
	}{
		"nothing":            {" \n ", nil},
		"no stop":            {"وصل القطار متأخرا", []string{"وصل القطار متأخرا"}},
		"line end":           {"عنوان بلا نقطة\nثم فقرة.", []string{"عنوان بلا نقطة", "ثم فقرة."}},
		"question":           {"أين ذهب الجميع؟ لا أحد يعرف!", []string{"أين ذهب الجميع؟", "لا أحد يعرف!"}},
		"forgotten space":    {"زرع الفلاح القمح.ثم انتظر المطر.", []string{"زرع الفلاح القمح.", "ثم انتظر المطر."}},
		"forgotten, quoted":  {"زرع الفلاح القمح.\"ثم انتظر\" وعاد.", []string{"زرع الفلاح القمح.", "\"ثم انتظر\" وعاد."}},
		"space before":       {"أغلق المتجر . وعاد صاحبه .", []string{"أغلق المتجر .", "وعاد صاحبه ."}},
		"decimals":           {"بلغ الطول 3.5 أمتار و٢٫٥ عرضا.", []string{"بلغ الطول 3.5 أمتار و٢٫٥ عرضا."}},
		"title":              {"زارنا د. وليد وأ.د. سعاد أمس.", []string{"زارنا د. وليد وأ.د. سعاد أمس."}},
		"era after number":   {"بني القصر سنة 1250 م. ثم تهدم.", []string{"بني القصر سنة 1250 م.", "ثم تهدم."}},
		"initial":            {"كتبه سمير ج. خوري وحده.", []string{"كتبه سمير ج. خوري وحده."}},
		"acronym":            {"بثت قناة إن.بي.سي الخبر.", []string{"بثت قناة إن.بي.سي الخبر."}},
		"acronym, then و":    {"بثته قناة إن.بي.سي. وأعادت بثه.", []string{"بثته قناة إن.بي.سي.", "وأعادت بثه."}},
		"pause":              {"انتظر... ثم مضى.. وحيدا… صامتا.", []string{"انتظر... ثم مضى.. وحيدا… صامتا."}},
		"quoted stop":        {"قالت: «سنبني الجسر.» ورحلت.", []string{"قالت: «سنبني الجسر.»", "ورحلت."}},
		"spaced guillemet":   {"قالت: « سنبني الجسر. » ورحلت.", []string{"قالت: « سنبني الجسر. »", "ورحلت."}},
		"quoted question":    {"«من هناك؟» سأل الحارس. لا جواب.", []string{"«من هناك؟» سأل الحارس.", "لا جواب."}},
		"question and comma": {"سأل «من هناك؟»، ثم نام.", []string{"سأل «من هناك؟»، ثم نام."}},
		"list number":        {"١٢. اخلط الدقيق. أضف الماء.", []string{"١٢. اخلط الدقيق.", "أضف الماء."}},
		"Latin":              {"شركة Dr. Oetker وموقع example.com معا.", []string{"شركة Dr. Oetker وموقع example.com معا."}},
		"stops only":         {"...\nنص.", []string{"...", "نص."}},
	}
	for name, tt := range tests {
		if diff := cmp.Diff(tt.want, Sentences(tt.text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestSentencesOnGoldenSplits reads one line of text, a case of hard wrapping with
// its lines joined: unwrapping belongs to the reader of files.
func TestSentencesOnGoldenSplits(t *testing.T) {
	f, err := os.Open(filepath.FromSlash("../../../shared/data/facts/segmentation_golden.jsonl"))
	if err != nil {
		t.Skip("no golden splits:", err)
	}
	defer f.Close()
	cases := 0
	for lines := bufio.NewScanner(f); lines.Scan(); cases++ {
		var c struct {
			ID, In string
			Out    []string
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		text := Clean(c.In, CleanOptions{})
		if strings.HasPrefix(c.ID, "hard wrapped") {
			text = strings.ReplaceAll(text, "\n", " ")
		}
		if diff := cmp.Diff(c.Out, Sentences(text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.ID, diff)
		}
	}
	if cases < 20 {
		t.Errorf("%d golden splits read", cases)
	}
}

func FuzzSentences(f *testing.F) {
	for _, s := range []string{"قال «لن نعود.» ثم. ذهب؟!", "د. أحمد 3.5\nم. 1. أ.ب", "؟ » . .» ) x.y"} {
		f.Add(s)
	}
	noSpace := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "")
		sentences := Sentences(text)
		if got, want := noSpace(strings.Join(sentences, "")), noSpace(text); got != want {
			t.Errorf("%q joined is %q", sentences, got)
		}
		for _, s := range sentences {
			if s == "" || s != strings.TrimSpace(s) || strings.Contains(s, "\n") {
				t.Errorf("sentence %q of %q", s, text)
			}
		}
	})
}

func BenchmarkSentences(b *testing.B) {
	text := strings.Repeat("وصل الوفد إلى المدينة صباح الأحد، وزار د. سامي المصنع. ثم عاد. ", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Sentences(text)
	}
}
