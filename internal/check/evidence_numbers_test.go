package check

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"mujaz/internal/arabic"
)

// pairsFile holds 1,196 human Arabic-English sentence pairs (TICO-19, CC0).
const pairsFile = "../../../shared/data/tico19-dev/pairs.tsv"

func humanPairs(t testing.TB) (pairs []Pair) {
	data, err := os.ReadFile(pairsFile)
	if err != nil {
		t.Skipf("the human pairs are not here: %v", err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if cells := strings.Split(line, "\t"); i > 0 && len(cells) >= 4 {
			pairs = append(pairs, Pair{Paragraph: i, Source: cells[2], Answer: cells[3]})
		}
	}
	return pairs
}

// TestEvidence prints what the checks find among human translations, where
// everything found is a false alarm, and among faults seeded into them.
func TestEvidence(t *testing.T) {
	t.Run("numbers", numbersEvidence)
}

func numbersEvidence(t *testing.T) {
	pairs := humanPairs(t)
	t.Run("sentences", func(t *testing.T) { figuresTable(t, pairs) })
	t.Run("paragraphs", func(t *testing.T) { figuresTable(t, joined(pairs, 4)) })
}

// joined makes paragraphs of n pairs that follow each other.
func joined(pairs []Pair, n int) (out []Pair) {
	for i := 0; i+n <= len(pairs); i += n {
		p := pairs[i]
		for _, q := range pairs[i+1 : i+n] {
			p.Source += " " + q.Source
			p.Answer += " " + q.Answer
		}
		out = append(out, p)
	}
	return out
}

func figuresTable(t *testing.T, pairs []Pair) {
	t.Logf("%-28s %9s %9s %7s", "human pairs", "reported", "pairs", "rate")
	for _, c := range []struct {
		name    string
		check   func(Pair) []Finding
		ceiling float64 // of false alarms in percent
	}{
		{"numbers", Numbers, 1.2},
		{"numbers, digits only", digitsOnly, 100}, // for comparison
		{"hedge", Hedges, 0.3},
		{"weekday", Weekdays, 0.1},
		{"currency", Currencies, 0.1},
		{"toll", Toll, 0.1},
		{"office", Office, 0.1},
	} {
		reported := 0
		for _, p := range pairs {
			if found := c.check(p); len(found) > 0 {
				reported++
				if c.ceiling < 100 {
					t.Logf("    pair %d: %v", p.Paragraph, found)
				}
			}
		}
		rate := 100 * float64(reported) / float64(len(pairs))
		t.Logf("%-28s %9d %9d %6.2f%%", c.name, reported, len(pairs), rate)
		if rate > c.ceiling {
			t.Errorf("%s: %.2f %% of human pairs reported, at most %.2f %%", c.name, rate, c.ceiling)
		}
	}
	t.Logf("%-28s %9s %9s %7s", "seeded fault", "detected", "seeded", "rate")
	for _, f := range seededFaults() {
		detected, seeded := f.run(t, pairs)
		rate := 100 * float64(detected) / float64(max(seeded, 1))
		t.Logf("%-28s %9d %9d %6.2f%%", f.name, detected, seeded, rate)
		if rate < f.floor {
			t.Errorf("%s: %.2f %% detected, at least %.2f %%", f.name, rate, f.floor)
		}
	}
	for _, s := range []struct {
		name  string
		check func(Pair) []Finding
		words []string
	}{
		{"weekday changed", Weekdays, strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")},
		{"currency changed", Currencies, []string{"$", "€", "£"}},
	} {
		detected, seeded := swaps(s.check, pairs, s.words...)
		t.Logf("%-28s %9d %9d %6.2f%%", s.name, detected, seeded, 100*float64(detected)/float64(max(seeded, 1)))
	}
}

// swaps are faults in words other than numbers: each word of a list in an answer
// is replaced by the next.
func swaps(check func(Pair) []Finding, pairs []Pair, words ...string) (detected, seeded int) {
	for _, p := range pairs {
		for i, w := range words {
			q := p
			q.Answer = strings.Replace(p.Answer, w, words[(i+1)%len(words)], 1)
			if q.Answer == p.Answer {
				continue
			}
			seeded++
			if len(check(q)) > len(check(p)) {
				detected++
			}
		}
	}
	return detected, seeded
}

// digitsOnly compares the digits of both texts and nothing else.
func digitsOnly(p Pair) []Finding {
	count := func(s string) map[string]int {
		m := map[string]int{}
		for _, f := range strings.FieldsFunc(arabic.Digits(s), func(r rune) bool { return r < '0' || r > '9' }) {
			m[f]++
		}
		return m
	}
	a, b := count(p.Source), count(p.Answer)
	if fmt.Sprint(a) == fmt.Sprint(b) {
		return nil
	}
	return []Finding{{Check: "digits"}}
}

// seededFault alters one number of an answer, one number at a time.
type seededFault struct {
	name  string
	check func(Pair) []Finding
	// alter returns the text for a number, or "-" to leave it alone.
	alter   func(r *rand.Rand, text string, n arabic.Number) string
	floor   float64 // of detections in percent
	inDates bool    // only beside a month
}

func inDate(numbers []arabic.Number, i int) bool {
	beside := func(k int) bool {
		return k >= 0 && k < len(numbers) && numbers[k].Kind == arabic.Month &&
			numbers[k].Start-numbers[i].End < 3 && numbers[i].Start-numbers[k].End < 3
	}
	return beside(i-1) || beside(i+1)
}

const leave = "-"

// run seeds the fault into every number it fits and counts the pairs in which
// the check then says something that it did not say before.
func (f seededFault) run(t *testing.T, pairs []Pair) (detected, seeded int) {
	r := rand.New(rand.NewPCG(19, 67))
	for _, p := range pairs {
		before := fmt.Sprint(f.check(p))
		numbers := EnglishNumbers(p.Answer)
		for i, n := range numbers {
			if f.inDates && !inDate(numbers, i) {
				continue
			}
			if n.Start > 0 && isLatin(p.Answer[n.Start-1]) { // a name: B0AT1
				continue
			}
			text := f.alter(r, p.Answer[n.Start:n.End], n)
			if text == leave {
				continue
			}
			seeded++
			q := p
			q.Answer = p.Answer[:n.Start] + text + p.Answer[n.End:]
			if fmt.Sprint(f.check(q)) != before {
				detected++
			} else {
				t.Logf("    missed: %s, pair %d: %q for %q", f.name, p.Paragraph, text, p.Answer[n.Start:n.End])
			}
		}
	}
	return detected, seeded
}

func seededFaults() []seededFault {
	isDigits := func(s string, n arabic.Number) bool {
		return s[0] >= '0' && s[0] <= '9' && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' && n.Kind != arabic.Month
	}
	isWord := func(s string, n arabic.Number) bool {
		return n.Kind == arabic.Cardinal && n.Value.Int() > 1 && !strings.ContainsAny(s, "0123456789 ") && englishTable()[s].class != softWord
	}
	words := strings.Fields("three four five six seven eight nine ten eleven twelve fifteen twenty thirty fifty")
	months := strings.Fields("January February April June July August September October November December")
	return []seededFault{
		{"digits changed", Numbers, func(r *rand.Rand, s string, n arabic.Number) string {
			if !isDigits(s, n) {
				return leave
			}
			b := []byte(s)
			for i := len(b) - 1; i >= 0; i-- {
				if b[i] >= '0' && b[i] <= '9' {
					b[i] = '0' + (b[i]-'0'+byte(1+r.IntN(8)))%10
					break
				}
			}
			return string(b)
		}, 98, false},
		{"digits dropped", Numbers, func(_ *rand.Rand, s string, n arabic.Number) string {
			if !isDigits(s, n) {
				return leave
			}
			return ""
		}, 95, false},
		{"ten times as many", Numbers, func(_ *rand.Rand, s string, n arabic.Number) string {
			if !isDigits(s, n) || n.Value.Num == 0 || strings.Contains(s, ".") {
				return leave
			}
			return s + "0"
		}, 98, false},
		{"word changed", Numbers, func(r *rand.Rand, s string, n arabic.Number) string {
			w := words[r.IntN(len(words))]
			if !isWord(s, n) || w == strings.ToLower(s) {
				return leave
			}
			return w
		}, 85, false},
		{"word dropped", Numbers, func(_ *rand.Rand, s string, n arabic.Number) string {
			if !isWord(s, n) || n.Value.Int() == 2 {
				return leave
			}
			return ""
		}, 85, false},
		{"month changed", Numbers, func(r *rand.Rand, s string, n arabic.Number) string {
			m := months[r.IntN(len(months))]
			if n.Kind != arabic.Month || strings.EqualFold(m, s) || strings.HasPrefix(m, s) {
				return leave
			}
			return m
		}, 96, false},
		{"day changed", Numbers, func(r *rand.Rand, s string, n arabic.Number) string {
			if v := n.Value.Int(); !isDigits(s, n) || v > 31 || len(s) > 2 {
				return leave
			}
			return fmt.Sprint((n.Value.Int()+int64(r.IntN(29)))%31 + 1)
		}, 98, true},
		{"year changed", Numbers, func(r *rand.Rand, s string, n arabic.Number) string {
			if v := n.Value.Int(); !isDigits(s, n) || v < 1900 || v > 2030 {
				return leave
			}
			return fmt.Sprint(n.Value.Int() - 1 - int64(r.IntN(50)))
		}, 98, false},
	}
}

func BenchmarkFigures(b *testing.B) {
	pairs := humanPairs(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Figures(pairs[i%len(pairs)])
	}
}

// BenchmarkFiguresParagraphs reads paragraphs of four sentences.
func BenchmarkFiguresParagraphs(b *testing.B) {
	pairs := joined(humanPairs(b), 4)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Figures(pairs[i%len(pairs)])
	}
}

func BenchmarkNumbers(b *testing.B) {
	pairs := humanPairs(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Numbers(pairs[i%len(pairs)])
	}
}
