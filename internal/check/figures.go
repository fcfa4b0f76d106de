package check

import "mujaz/internal/arabic"

// Figures is Numbers, Hedges, Weekdays, Currencies, Toll and Office in this order
// on one reading of the two texts.
func Figures(p Pair) []Finding {
	source, answer := arabic.Numbers(p.Source), EnglishNumbers(p.Answer)
	in, out := arabicCueWords(p.Source), englishCueWords(p.Answer)
	found := compareNumbers(p, source, answer)
	found = append(found, compareHedges(p, source)...)
	found = append(found, compareWeekdays(p, in, out)...)
	found = append(found, compareCurrencies(p, in, out)...)
	found = append(found, compareTolls(p, source, answer, in, out)...)
	return append(found, compareOffices(p, in, out)...)
}
