package check

import "strings"

// cueSet is a set of cues as bits.
type cueSet uint64

func (s cueSet) has(c cue) bool { return s&(1<<c) != 0 }

func setOf(words []cueWord, from, to cue) (s cueSet) {
	for _, w := range words {
		if w.cue >= from && w.cue <= to {
			s |= 1 << w.cue
		}
	}
	return s
}

// Weekdays compares the sets of weekdays named in a source and its translation.
func Weekdays(p Pair) []Finding {
	return compareWeekdays(p, arabicCueWords(p.Source), englishCueWords(p.Answer))
}

func compareWeekdays(p Pair, source, answer []cueWord) []Finding {
	in, out := setOf(source, sunday, saturday), setOf(answer, sunday, saturday)
	sure := in
	if in.has(monday) && !out.has(monday) && !namesMonday(p.Source, source) {
		sure &^= 1 << monday
	}
	return compareSets(p, "weekday", sure, in, out, out, sunday, saturday)
}

// namesMonday tells whether الاثنين is the day: it means "the two" as well.
func namesMonday(text string, words []cueWord) bool {
	days := []string{"يوم", "أمس", "مساء", "صباح", "فجر", "ليل", "ليلة", "ظهر", "عصر", "غدا", "غداً", "حتى", "منذ"}
	for _, w := range words {
		if w.cue != monday {
			continue
		}
		head := strings.TrimRight(text[:w.start], " \u00a0")
		for _, d := range days {
			if strings.HasSuffix(head, d) {
				return true
			}
		}
	}
	return false
}

// Currencies compares the sets of currencies named or marked ($, €, £) in a
// source and its translation. Words that are no currency too (pound, crown) are
// asked of the translation only where the source has theirs.
func Currencies(p Pair) []Finding {
	return compareCurrencies(p, arabicCueWords(p.Source), englishCueWords(p.Answer))
}

func compareCurrencies(p Pair, source, answer []cueWord) []Finding {
	in := setOf(source, dollar, peso) | currencySigns(p.Source)
	out := setOf(answer, dollar, peso) | currencySigns(p.Answer)
	mayHave := out
	if strings.Contains(p.Answer, "Real ") || strings.Contains(p.Answer, " real") { // Madrid's, Brazil's
		mayHave |= 1 << riyal
	}
	return compareSets(p, "currency", in, in, mayHave, out, dollar, shekel)
}

func currencySigns(text string) (s cueSet) {
	for _, sign := range []struct {
		mark string
		cue  cue
	}{{"$", dollar}, {"€", euro}, {"£", pound}} {
		if strings.Contains(text, sign.mark) {
			s |= 1 << sign.cue
		}
	}
	return s
}

// compareSets reports the cues of sure that mayHave has not, and those of out from
// first to last that in has not.
func compareSets(p Pair, check string, sure, in, mayHave, out cueSet, first, last cue) (found []Finding) {
	report := func(c cue, where, notIn string) {
		found = append(found, Finding{
			Check: check, Level: Warning, Paragraph: p.Paragraph, Repair: true,
			Detail: cueNames()[c] + " is in the " + where + " and not in the " + notIn,
		})
	}
	for c := sunday; c <= peso; c++ {
		if sure.has(c) && !mayHave.has(c) {
			report(c, "source", "translation")
		}
		if c >= first && c <= last && out.has(c) && !in.has(c) {
			report(c, "translation", "source")
		}
	}
	return found
}

func cueNames() map[cue]string {
	return map[cue]string{
		sunday: "Sunday", monday: "Monday", tuesday: "Tuesday", wednesday: "Wednesday", thursday: "Thursday",
		friday: "Friday", saturday: "Saturday", dollar: "the dollar", euro: "the euro", riyal: "the riyal",
		dinar: "the dinar", dirham: "the dirham", rouble: "the rouble", yuan: "the yuan", rupee: "the rupee",
		shekel: "the shekel", pound: "the pound or lira", franc: "the franc", crown: "the crown", peso: "the peso",
		killed: "killed", wounded: "wounded", missing: "missing", detained: "detained",
	}
}
