package extractive

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mujaz/internal/arabic"
	"mujaz/internal/article"
)

// of returns an article of paragraphs.
func of(paragraphs ...string) *article.Article {
	a := &article.Article{}
	for _, p := range paragraphs {
		a.Blocks = append(a.Blocks, article.Block{Text: p})
	}
	return a
}

// texts returns the sentences of a summary.
func texts(summary []Sentence) []string {
	var out []string
	for _, s := range summary {
		out = append(out, s.Text)
	}
	return out
}

const (
	bridge    = "افتتحت مدينة الميناء أمس جسرا جديدا يربط ضفتي النهر بعد خمس سنوات من العمل."
	cost      = "وبلغت كلفة الجسر الجديد أربعين مليون دينار دفعت المدينة نصفها."
	weather   = "كان الطقس مشمسا وتناول الزوار المثلجات."
	added     = "وأضاف أن العمل انتهى قبل موعده بشهرين."
	mayor     = "وقال رئيس البلدية سالم حداد إن الجسر يختصر الطريق إلى الميناء عشرين دقيقة."
	halfOne   = "وقالت مهندسة الجسر: «بدأنا من الضفة الشرقية."
	halfTwo   = "ثم وصلنا الضفتين في الربيع»."
	announces = "وعبرت الجسر في يومه الأول أنواع من المركبات:"
)

func TestSummarize(t *testing.T) {
	titled := of(bridge, weather)
	titled.Title = "افتتاح جسر الميناء"
	mixed := of("عن الجسر", bridge, "الكلفة | أربعون مليونا", cost)
	mixed.Blocks[0].Kind, mixed.Blocks[2].Kind, mixed.Blocks[3].Kind = article.Heading, article.TableRow, article.ListItem
	table := of("الاسم | العمر", "سامي | 30")
	table.Blocks[0].Kind, table.Blocks[1].Kind = article.TableRow, article.TableRow
	repeated := of("افتتاح جسر الميناء", bridge)
	repeated.Title = "افتتاح جسر الميناء"
	tests := map[string]struct {
		article *article.Article
		options Options
		want    []Sentence
	}{
		"nothing":               {of(), Options{Words: 50}, nil},
		"no words":              {of("***", "…"), Options{Words: 50}, nil},
		"one sentence":          {of(bridge), Options{Share: 0.1}, []Sentence{{bridge, 1}}},
		"the whole":             {of(bridge, weather), Options{Words: 500}, []Sentence{{bridge, 1}, {weather, 2}}},
		"no sentence is cut":    {of(bridge, weather), Options{Words: 2}, []Sentence{{weather, 2}}},
		"the title is not text": {titled, Options{Words: 13}, []Sentence{{bridge, 1}}},
		"nor where repeated":    {repeated, Options{Words: 3}, []Sentence{{bridge, 2}}},
		"heading and table":     {mixed, Options{Words: 100}, []Sentence{{bridge, 2}, {cost, 4}}},
		"a table alone":         {table, Options{Words: 100}, []Sentence{{"الاسم | العمر", 1}, {"سامي | 30", 2}}},
		"two in a paragraph":    {of(bridge+" "+cost, weather), Options{Words: 23}, []Sentence{{bridge, 1}, {cost, 1}}},
	}
	for name, tt := range tests {
		if diff := cmp.Diff(tt.want, Summarize(tt.article, tt.options)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// Whatever is asked of an article that has all of them, no sentence comes without
// what it needs, in whichever order the paragraphs stand.
func TestSummarizeKeepsWhatBelongsTogether(t *testing.T) {
	paragraphs := []string{bridge, weather, mayor + " " + added, halfOne + " " + halfTwo, cost, announces, "سيارات وحافلات ودراجات."}
	for words := 5; words <= 90; words++ {
		got := texts(Summarize(of(paragraphs...), Options{Words: words}))
		has := func(s string) bool { return strings.Contains(strings.Join(got, "\n"), s) }
		if has(added) && !has(mayor) {
			t.Errorf("%d words: what he added without who: %q", words, got)
		}
		if has(halfOne) != has(halfTwo) {
			t.Errorf("%d words: half a quotation: %q", words, got)
		}
		if has(announces) && !has("سيارات") {
			t.Errorf("%d words: nothing follows the colon: %q", words, got)
		}
	}
}

func TestSummarizeDoesNotRepeatItself(t *testing.T) {
	again := "افتتحت مدينة الميناء جسرا جديدا يربط ضفتي النهر بعد خمس سنوات من العمل المتواصل."
	got := texts(Summarize(of(bridge, again, mayor, cost), Options{Words: 25}))
	if diff := cmp.Diff([]string{bridge, mayor}, got); diff != "" {
		t.Error(diff)
	}
}

// TestTitleDecides has two sentences of one length and no word in common with the
// rest.
func TestTitleDecides(t *testing.T) {
	a := of("سجل المصنع خسائر كبيرة هذا العام.", "خفضت الشركة أسعار القمح والسكر أمس.", "زار السفير معرض اللوحات القديمة مساء.")
	first := texts(Summarize(a, Options{Words: 6}))
	a.Title = "معرض اللوحات القديمة والسفير: لوحات معرض قديم"
	titled := texts(Summarize(a, Options{Words: 6}))
	if first[0] == titled[0] || !strings.Contains(titled[0], "معرض") {
		t.Errorf("%q without a title, %q with", first, titled)
	}
}

func TestRefersBack(t *testing.T) {
	tests := map[string]bool{
		"وأضاف أن الجسر متين.":        true,
		"وأضاف: «الجسر متين».":        true,
		"قال “الجسر متين”.":           true,
		"وهو أطول جسر في البلاد.":     true,
		"ولذلك تأخر العمل.":           true,
		"هذه المدينة قديمة.":          true,
		"وأضاف الوزير أن الجسر متين.": false,
		"وصل الوزير إلى الجسر.":       false,
		"في المدينة جسر.":             false,
		"123":                         false,
	}
	for sentence, want := range tests {
		if got := refersBack(firstWord(sentence)); got != want {
			t.Errorf("%q refers back: %t", sentence, got)
		}
	}
}

// made returns a long article out of a small vocabulary, the same for a seed.
func made(sentences int) *article.Article {
	r := rand.New(rand.NewPCG(1, 2))
	var paragraphs []string
	for len(paragraphs) < sentences/4 {
		var b strings.Builder
		for range 4 {
			for range 8 + r.IntN(30) {
				fmt.Fprintf(&b, "كلمة%c%c ", 'ا'+rune(r.ExpFloat64()*6), 'ب'+rune(r.IntN(20)))
			}
			b.WriteString("نهاية. ")
		}
		paragraphs = append(paragraphs, strings.TrimSpace(b.String()))
	}
	return of(paragraphs...)
}

func TestLengthIsMet(t *testing.T) {
	for _, sentences := range []int{40, 1000} {
		a := made(sentences)
		for _, share := range []float64{0.05, 0.3, 0.7} {
			got := 0
			for _, s := range Summarize(a, Options{Share: share}) {
				got += arabic.CountWords(s.Text)
			}
			asked := Options{Share: share}.budget(a)
			if ratio := float64(got) / asked; ratio < 0.75 || ratio > 1.25 {
				t.Errorf("%d sentences at %v: %d words, asked %.0f", sentences, share, got, asked)
			}
		}
	}
}

func FuzzSummarize(f *testing.F) {
	f.Add(bridge+"\n"+halfOne+halfTwo+"\n"+mayor+added, uint16(20))
	f.Add("أ. ب\n: «\n؟ » .", uint16(0))
	f.Fuzz(func(t *testing.T, text string, words uint16) {
		a := of(strings.Split(strings.ToValidUTF8(text, ""), "\n")...)
		o := Options{Words: 1 + int(words)%1000}
		summary := Summarize(a, o)
		if len(summary) == 0 && arabic.CountWords(text) > 0 {
			t.Fatalf("nothing of %q", text)
		}
		last, at := 0, 0
		for _, s := range summary {
			if s.Paragraph != last {
				last, at = max(s.Paragraph, last), 0
			}
			i := strings.Index(a.Blocks[last-1].Text[at:], s.Text)
			if s.Paragraph != last || i < 0 {
				t.Fatalf("%q is not next in %q", s.Text, text)
			}
			at += i + len(s.Text)
		}
		if diff := cmp.Diff(summary, Summarize(a, o)); diff != "" {
			t.Errorf("not the same again: %s", diff)
		}
	})
}

func BenchmarkSummarize(b *testing.B) {
	for _, sentences := range []int{20, 10000} {
		a := made(sentences)
		b.Run(fmt.Sprintf("%d sentences", sentences), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Summarize(a, Options{Share: 0.3})
			}
		})
	}
}
