package translate

import (
	"slices"
	"strings"
	"testing"

	"mujaz/internal/article"
	"mujaz/internal/wire"
)

func FuzzChunks(f *testing.F) {
	f.Add(uint16(0), uint16(3))
	f.Add(uint16(60), uint16(90))
	f.Fuzz(func(t *testing.T, paragraphs, words uint16) {
		units := newUnits(news(int(paragraphs%80), int(words%200)+1))
		got := chunks(units)
		if !slices.Equal(slices.Concat(got...), units) {
			t.Fatal("the chunks do not rejoin to the units")
		}
		for _, c := range got {
			if len(got) > 1 && len(c) > chunkUnits {
				t.Errorf("a chunk of %d units", len(c))
			}
		}
	})
}

func TestSplitRejoins(t *testing.T) {
	var sentences []string
	for i := range 120 {
		sentences = append(sentences, paragraph(uint64(i), 12))
	}
	long := strings.Join(sentences, " ")
	var parts []string
	for _, u := range newUnits(&article.Article{Blocks: []article.Block{{Text: long}}}) {
		parts = append(parts, u.source)
		if n := wire.Tokens(u.source); n > chunkTokens+50 {
			t.Errorf("a part of %d tokens", n)
		}
	}
	if len(parts) < 2 || strings.Join(parts, " ") != long {
		t.Errorf("%d parts that do not rejoin", len(parts))
	}
}

func FuzzMask(f *testing.F) {
	for _, s := range []string{"`a` ⟦1⟧", "`⟦2⟧` `b`", "[x](http://a.b) <b>ق</b>", "⟦`a`⟧", "![a](b \"c\") https://a.b/c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text, masks := mask(s)
		if got := unmask(text, masks); got != s {
			t.Errorf("%q became %q by %q", s, got, text)
		}
		if lost := lostMasks(text, text, masks); lost != "" {
			t.Errorf("%q: %s", text, lost)
		}
	})
}

// mostOverhead guards what protocol, marks and context cost over the article's
// own tokens, in percent, instructions apart.
const mostOverhead = 20

// TestOverhead goes through the lengths from 600 to 3,000 words so finely that it
// meets each at which a piece more has just become necessary.
func TestOverhead(t *testing.T) {
	o := options(t)
	for _, kind := range []struct {
		name    string
		lengths []int // of paragraphs, in turn
	}{
		{"even paragraphs", []int{45}},
		{"mixed paragraphs", []int{38, 61, 24, 55, 47}},
	} {
		worst, at := 0.0, 0
		for words := 600; words <= 3000; words += 12 {
			over, requests, own := overhead(t, o, newsOf(words, kind.lengths))
			if over > worst {
				worst, at = over, words
			}
			if over > mostOverhead {
				t.Errorf("%s, %d words: %d requests for %d tokens, %.1f %% over", kind.name, words, requests, own, over)
			}
			if words%600 == 0 {
				t.Logf("%s, %d words: %d requests for %d tokens, %.1f %% over", kind.name, words, requests, own, over)
			}
		}
		t.Logf("%s: at most %.1f %% over, at %d words", kind.name, worst, at)
	}
}

// overhead is what is sent beyond an article's own tokens, in percent of them.
func overhead(t *testing.T, o Options, a *article.Article) (over float64, requests, own int) {
	units := newUnits(a)
	for _, u := range units {
		own += wire.Tokens(u.source)
	}
	all := 0
	for _, c := range chunks(units) {
		r, err := o.request(c, "m", false)
		if err != nil {
			t.Fatal(err)
		}
		all += wire.Tokens(r.User) + wire.Tokens(wire.TranslateProtocol)
		requests++
	}
	return 100 * float64(all-own) / float64(own), requests, own
}

// newsOf makes up an article of so many words.
func newsOf(words int, lengths []int) *article.Article {
	a := &article.Article{Title: paragraph(1000, 8)}
	for i := 0; words > 0; i++ {
		n := min(words, lengths[i%len(lengths)])
		a.Blocks = append(a.Blocks, article.Block{Kind: article.Paragraph, Text: paragraph(uint64(i), n)})
		words -= n
	}
	return a
}
