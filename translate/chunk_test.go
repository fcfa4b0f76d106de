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
// own tokens, in percent, instructions apart, at the lengths of TestOverhead.
// Between them, where a piece more has just become necessary, it is up to 23.
const mostOverhead = 20

func TestOverhead(t *testing.T) {
	o := options(t)
	for _, words := range []int{600, 1000, 1500, 2000, 3000} {
		units := newUnits(news(words/45, 45))
		own, all := 0, 0
		for _, u := range units {
			own += wire.Tokens(u.source)
		}
		requests := chunks(units)
		for _, c := range requests {
			r, err := o.request(c, "m", false)
			if err != nil {
				t.Fatal(err)
			}
			all += wire.Tokens(r.User) + wire.Tokens(wire.TranslateProtocol)
		}
		over := 100 * float64(all-own) / float64(own)
		t.Logf("%d words, %d requests: %d tokens for %d, %.1f %% over", words, len(requests), all, own, over)
		if over > mostOverhead {
			t.Errorf("%d words: %.1f %% over the article's own tokens", words, over)
		}
	}
}
