package glossary

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sources returns the sources of terms, divided by semicolons.
func sources(terms []Term) string {
	var s []string
	for _, t := range terms {
		s = append(s, t.Source)
	}
	return strings.Join(s, "; ")
}

func termsOf(sources ...string) []Term {
	var terms []Term
	for _, s := range sources {
		terms = append(terms, Term{Source: s, Rendering: "x"})
	}
	return terms
}

func TestIn(t *testing.T) {
	for _, c := range []struct {
		terms      []Term
		text, want string
	}{
		{termsOf("الأمم المتحدة"), "قالت الأمم المتحدة", "الأمم المتحدة"},
		{termsOf("الأمم المتحدة"), "وبالأمم المتحدة", "الأمم المتحدة"},
		{termsOf("الأمم المتحدة"), "للأمم المتحدة دور", "الأمم المتحدة"},
		{termsOf("الأمم المتحدة"), "أمم متحدة", ""},
		{termsOf("الأمم المتحدة"), "الأمم، المتحدة", ""},
		{termsOf("الأمم المتحدة"), "انتهت الأمم. المتحدة الآن", ""},
		{termsOf("الأمم المتحدة"), "ميثاق الْأُمَمِ المتّحـدة", "الأمم المتحدة"},
		{termsOf("الامم المتحده"), "الأمم المتحدة", "الامم المتحده"},
		{termsOf("مستشفى"), "بالمستشفي", "مستشفى"},
		{termsOf("اللغة"), "للغة العربية", "اللغة"},
		{termsOf("متحدث رسمي"), "المتحدث الرسمي", "متحدث رسمي"},
		{termsOf("البحوث الطبية والجراحية"), "للبحوث الطبية والجراحية", "البحوث الطبية والجراحية"},
		{termsOf("وزير", "وزير الخارجية"), "وزير الخارجية ثم الوزير", "وزير الخارجية; وزير"},
		{termsOf("وزير", "وزير الخارجية"), "وزير الخارجية", "وزير الخارجية"},
		{termsOf("باريس", "لندن"), "بين لندن وباريس ولندن", "لندن; باريس"},
		{termsOf("لد"), "ولد", ""},
		{termsOf("كوفيد-19"), "من كوفيد-١٩ إلى كوفيد 19", "كوفيد-19"},
		{termsOf("أ ف ب"), "(أ.ف.ب) نقلا", "أ ف ب"},
		{termsOf("COVID"), "فيروس covid الجديد", "COVID"},
		{nil, "نص", ""},
	} {
		if got := sources(New(c.terms).In(c.text)); got != c.want {
			t.Errorf("%s in %q: got %q, want %q", sources(c.terms), c.text, got, c.want)
		}
	}
}

func TestVerify(t *testing.T) {
	for _, c := range []struct {
		rendering, note, answer string
		missing                 bool
	}{
		{"cease-fire", "", "The Ceasefire holds", false},
		{"ceasefire", "", "two cease fires", false},
		{"United Nations", "", "the United Nations' envoy", false},
		{"the United Nations", "", "a United Nations envoy", false},
		{"Hezbollah|Hizbullah", "", "Hizbullah’s leader", false},
		{"Sanaa", "", "in Sana'a", false},
		{"Erdogan", "", "Erdoğan said", false},
		{"case", "", "the cases", false},
		{"virus", "", "viruses", false},
		{"country", "", "countries", false},
		{"UN", "", "the U.N. said", false},
		{"Houthi", "", "the rebels", true},
		{"Houthi", "Optional in headlines", "the rebels", false},
		{"art", "", "the party", true},
		{"state", "", "statement", true},
		{"COVID-19", "", "Covid 19", false},
	} {
		terms := []Term{{Source: "كلمة", Rendering: c.rendering, Note: c.note}}
		if got := len(Verify(terms, "هذه كلمة", c.answer)) > 0; got != c.missing {
			t.Errorf("%q in %q: missing %v, want %v", c.rendering, c.answer, got, c.missing)
		}
		if len(Verify(terms, "نص آخر", c.answer)) > 0 {
			t.Errorf("%q is asked for where its term is not", c.rendering)
		}
	}
}

func TestExtract(t *testing.T) {
	text := "زار الرئيس الفرنسي إيمانويل ماكرون أمس مدينة وهران. وقالت منظمة الصحة العالمية إن وهران بخير. " +
		"ودعت منظمة الصحة العالمية إلى الحذر. وأشادت بمنظمة الصحة العالمية في وهران. عاد إيمانويل ماكرون من وهران."
	got := Extract(slices.Values([]string{text, text}))
	want := map[string]Candidate{
		"منظمة الصحة العالمية": {Count: 6, Articles: 2, Kind: "term"},
		"إيمانويل ماكرون":      {Count: 4, Articles: 2, Kind: "name"},
		"وهران":                {Count: 8, Articles: 2, Kind: "name"},
	}
	for source, w := range want {
		w.Source = source
		if !slices.Contains(got, w) {
			t.Errorf("%+v is not proposed: %+v", w, got)
		}
	}
	for _, c := range got {
		if strings.HasPrefix(c.Source, "إن") || strings.HasPrefix(c.Source, "وقالت") {
			t.Errorf("%q is proposed", c.Source)
		}
	}
	for range 5 {
		if again := Extract(slices.Values([]string{text, text})); !slices.Equal(got, again) {
			t.Fatalf("another order or choice:\n%v\n%v", got, again)
		}
	}
}

// TestForgetting holds that memory stays bounded and what is frequent is kept.
func TestForgetting(t *testing.T) {
	c := newCounts()
	c.room = 1000
	for i := range 30 {
		var text strings.Builder
		for k := range 200 {
			text.WriteString(invented(i*200+k) + ". ")
		}
		c.read(text.String() + "في مدينة وهران.")
		if len(c.sequences) > c.room {
			t.Fatalf("%d sequences are kept", len(c.sequences))
		}
	}
	if c.count("وهران") != 30 {
		t.Errorf("وهران was seen %d times, want 30", c.count("وهران"))
	}
}

// invented returns word n of a language of the letters below.
func invented(n int) string {
	letters := []rune("بتثجحخدذرزسشصضطظ")
	word := []rune("ضص")
	for ; n > 0; n /= len(letters) {
		word = append(word, letters[n%len(letters)])
	}
	return string(word)
}

// FuzzIn holds that a term is found in any text that has it between stops, and
// that matching and verifying never fail.
func FuzzIn(f *testing.F) {
	f.Add("الأمم المتحدة", "قالت الأمم المتحدة", "United Nations")
	f.Add("لل", "للل \xff", "'")
	f.Fuzz(func(t *testing.T, source, text, rendering string) {
		source = strings.ToValidUTF8(source, "")
		text = strings.ToValidUTF8(text, "")
		g := New([]Term{{Source: source, Rendering: rendering}})
		found := g.In(text + " . " + source + " . ")
		gaps := slices.ContainsFunc(split(source), func(w word) bool { return w.apart && w.start > 0 })
		if len(g.Terms()) == 1 && !gaps && len(found) != 1 {
			t.Errorf("%q is not found in itself", source)
		}
		Verify(g.Terms(), text, rendering)
	})
}

func BenchmarkIn(b *testing.B) {
	var terms []Term
	for i := range 10000 {
		terms = append(terms, Term{Source: invented(i) + " " + invented(i*7), Rendering: "x"})
	}
	g := New(terms)
	var text strings.Builder
	for i := range 250 {
		fmt.Fprintf(&text, "و%s وقالت ", terms[i*40].Source)
	}
	for b.Loop() {
		g.In(text.String())
	}
}
