package check

import (
	"strings"
	"sync"

	"mujaz/internal/arabic"
)

// hedge is what an article says about how exact a number is.
type hedge struct {
	before, after []string // Arabic, directly before or soon after the number
	english       []string // any of them keeps it
}

// hedges returns the hedges; the later are tried first.
var hedges = sync.OnceValue(func() []hedge {
	return []hedge{
		{
			before:  []string{"أكثر من", "اكثر من", "أزيد من", "يزيد على", "يزيد عن", "تزيد على", "تزيد عن", "يفوق", "فاق", "تجاوز", "يتجاوز"},
			english: []string{"more", "over", "above", "exceed", "excess", "upward", "beyond", "surpass", "top", "great", "high", "long", "old", "larg", "least", "plus", "+", "past", ">", "fewer", "less"},
		},
		{
			before:  []string{"ما لا يقل عن", "لا يقل عن", "لا تقل عن"},
			after:   []string{"على الأقل", "على الاقل"},
			english: []string{"least", "minimum", "less", "fewer", "or more", "more than", "over", "≥"},
		},
		{
			before: []string{"نحو", "حوالي", "حوالى", "قرابة", "زهاء", "ما يقرب من", "ما يقارب", "يناهز", "بنحو", "لنحو"},
			english: []string{
				"about", "around", "some ", "approx", "rough", "near ", "nearly", "almost", "close to", "or so", "circa", "~", "estimate",
				"as many as", "as much as", "more or less", "up to", "just over", "just under",
			},
		},
		{
			before:  []string{"أقل من", "اقل من", "ما دون"},
			english: []string{"less", "fewer", "under", "below", "within", "as little", "not even", "small", "low", "short", "young", "<"},
		},
	}
})

// afterReach is how far behind a number على الأقل stands, in bytes: three words.
const afterReach = 60

// Hedges reports a number of the source that is hedged (more than, at least,
// about, less than) in a translation without any such word.
func Hedges(p Pair) []Finding {
	return compareHedges(p, arabic.Numbers(p.Source))
}

func compareHedges(p Pair, numbers []arabic.Number) []Finding {
	var out []Finding
	var lower string
	for i := range numbers {
		n := &numbers[i]
		if n.Kind == arabic.Month || n.Kind == arabic.Ordinal {
			continue
		}
		h, said := hedgeOf(p.Source, n)
		if said == "" {
			continue
		}
		if lower == "" {
			lower = strings.ToLower(p.Answer)
		}
		if !containsAny(lower, h.english) {
			out = append(out, Finding{
				Check: "hedge", Level: Warning, Paragraph: p.Paragraph,
				Detail: said + " " + label(n) + " of the source is exact in the translation",
			})
		}
	}
	return out
}

// hedgeOf returns the hedge of a number and its Arabic words, "" without one.
func hedgeOf(text string, n *arabic.Number) (hedge, string) {
	head := strings.TrimRight(text[:n.Start], " \u00a0$€£\"(")
	tail := text[n.End:min(n.End+afterReach, len(text))]
	all := hedges()
	for i := len(all) - 1; i >= 0; i-- {
		h := all[i]
		for _, w := range h.before {
			if strings.HasSuffix(head, w) {
				return h, w
			}
		}
		for _, w := range h.after {
			if k := strings.Index(tail, w); k >= 0 && !strings.ContainsAny(tail[:k], ".،؛") {
				return h, w
			}
		}
	}
	return hedge{}, ""
}

// containsAny tells whether a word of s begins with one of the stems: "over" is
// in "over 300", not in "governor".
func containsAny(s string, stems []string) bool {
	for _, stem := range stems {
		for at := 0; ; {
			i := strings.Index(s[at:], stem)
			if i < 0 {
				break
			}
			at += i
			if at == 0 || !isLower(s[at-1]) || !isLower(stem[0]) {
				return true
			}
			at += len(stem)
		}
	}
	return false
}

func isLower(b byte) bool { return b >= 'a' && b <= 'z' }
