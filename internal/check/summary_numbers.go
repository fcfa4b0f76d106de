package check

import (
	"slices"
	"strings"

	"mujaz/internal/arabic"
)

// roundingTolerance is how far a rounded number may be from the source's, as a
// share of it: "nearly 1,200" for 1,150.
const roundingTolerance = 0.05

// SummaryNumbers reports the numbers and months of a summary that no unit of its
// Arabic source has. lang is the summary's language, "ar" or "en". After a word
// like about, nearly, more than or نحو a number may be one of the source's,
// rounded. Marks like [¶3] are no numbers.
func SummaryNumbers(source []string, summary, lang string) (found []Finding) {
	summary = withoutMarks(summary)
	read := EnglishNumbers
	if lang == "ar" {
		read = arabic.Numbers
	}
	var known []arabic.Number
	for _, unit := range source {
		known = append(known, arabic.Numbers(unit)...)
	}
	twos := -1
	for _, n := range read(summary) {
		if n.Soft || inSource(known, &n) || isRounded(summary, &n) && nearSource(known, &n) {
			continue
		}
		if n.Value == decimal(2) {
			if twos < 0 {
				twos = arabic.Duals(strings.Join(source, "\n"))
			}
			if twos > 0 {
				continue
			}
		}
		detail := label(&n) + " is in the summary and not in the source"
		if !slices.ContainsFunc(found, func(f Finding) bool { return f.Detail == detail }) {
			found = append(found, Finding{Check: "numbers", Level: Warning, Detail: detail, Repair: true})
		}
	}
	return found
}

func inSource(known []arabic.Number, n *arabic.Number) bool {
	return slices.ContainsFunc(known, func(k arabic.Number) bool {
		if k.Kind == arabic.Month && n.Kind != arabic.Month {
			return false
		}
		return k.Is(n.Value) || slices.ContainsFunc(n.Also, k.Is)
	})
}

// nearSource tells whether n is a number of the source, rounded.
func nearSource(known []arabic.Number, n *arabic.Number) bool {
	v := n.Value.Float()
	return n.Kind != arabic.Month && slices.ContainsFunc(known, func(k arabic.Number) bool {
		w := k.Value.Float()
		return k.Kind != arabic.Month && v > w*(1-roundingTolerance) && v < w*(1+roundingTolerance)
	})
}

// isRounded tells whether the words before n say that it is not exact.
func isRounded(text string, n *arabic.Number) bool {
	if _, said := hedgeOf(text, n); said != "" {
		return true
	}
	head := strings.ToLower(strings.TrimRight(text[:n.Start], " \u00a0$€£"))
	for _, w := range []string{
		"about", "around", "some", "approximately", "roughly", "nearly", "almost", "close to", "over",
		"more than", "at least", "less than", "fewer than", "under", "up to", "as many as", "an estimated",
	} {
		if strings.HasSuffix(head, w) {
			return true
		}
	}
	return false
}

// withoutMarks blanks the marks [¶3] out, byte for byte.
func withoutMarks(s string) string {
	for {
		at := strings.Index(s, "[¶")
		if at < 0 {
			return s
		}
		end := strings.IndexByte(s[at:], ']')
		if end < 0 {
			return s
		}
		s = s[:at] + strings.Repeat(" ", end+1) + s[at+end+1:]
	}
}
