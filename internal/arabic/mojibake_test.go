package arabic

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// misread returns data as it looks when read in m, undefined bytes as C1 controls.
func misread(m *charmap.Charmap, data []byte) string {
	var b strings.Builder
	for _, c := range data {
		r := m.DecodeByte(c)
		if r == utf8.RuneError {
			r = rune(c)
		}
		b.WriteRune(r)
	}
	return b.String()
}

func TestMojibakeRepairs(t *testing.T) {
	const text = "قال الرئيس الروسي، إن المكالمة كانت مفيدة (2024) <p>للغاية.</p> چ پ گ"
	in1256, err := charmap.Windows1256.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]string{
		"UTF-8 read as windows-1256":        misread(charmap.Windows1256, []byte(text)),
		"UTF-8 read as windows-1252":        misread(charmap.Windows1252, []byte(text)),
		"windows-1256 read as windows-1252": misread(charmap.Windows1252, in1256),
	} {
		gotName, got := Mojibake(in)
		if gotName != name || got != text {
			t.Errorf("Mojibake(%q) = %q, %q; want %q and the text", in, gotName, got, name)
		}
		if gotName, got = Mojibake(in + " \ufffd 中"); gotName != name || got != "" {
			t.Errorf("damaged: Mojibake = %q, %q; want %q and no text", gotName, got, name)
		}
	}
}

func TestMojibakeLeavesGoodTextAlone(t *testing.T) {
	for _, s := range []string{
		"", "plain English", "قال الرئيس الروسي إن المكالمة كانت مفيدة",
		"ضبط، ربط؛ شرط… ظ «خط» حفظ، نفط", "Ça déjà été à l'élève naïf où Noël",
		"GRÖSSE ÄÖÜ Übermäßig", "Ïðèâåò, êàê äåëà", "Tiếng Việt có dấu", "Þetta er íslenska: æðí",
		"يظهر النص المشوه هكذا: \"ط§ظ„\" بدلا من ال التعريف في الملفات القديمة",
	} {
		if name, repaired := Mojibake(s); name != "" || repaired != "" {
			t.Errorf("Mojibake(%q) = %q, %q", s, name, repaired)
		}
	}
}

func FuzzMojibake(f *testing.F) {
	f.Add("ط§ظ„ط¹ط±ط¨ظٹط©")
	f.Add("ÇáÚÑÈíÉ")
	f.Add("Ø§Ù„Ø¹Ø±Ø¨ÙŠØ©")
	f.Fuzz(func(t *testing.T, s string) {
		name, repaired := Mojibake(s)
		if repaired != "" && (name == "" || !looksArabic(repaired)) {
			t.Fatalf("Mojibake(%q) = %q, %q", s, name, repaired)
		}
	})
}
