package check

import (
	"sync"

	"mujaz/internal/arabic"
)

// class is what a word is to the reader of English numbers.
type class byte

const (
	other class = iota
	digits
	unit       // 1 to 9
	teen       // 10 to 19
	tens       // 20 to 90
	hundred    // hundred
	scale      // thousand and up, by power of ten
	scaleShort // bn, m, k after digits
	ordinal    // first to nineteenth
	tensth     // twentieth to ninetieth
	half       // half, by denominator
	quarter    // quarter
	partWord   // thirds, quarters, by denominator
	article    // a, an
	andWord    // and
	ofWord     // of
	few        // several, dozens
	softWord   // says a number without being one: both, decade
	decadeWord // eighties
	tenfold    // decades, centuries, dozens after a number: its factor
	monthName  // 1 to 12
	monthShort // Jan
	monthMaybe // May, March
	dateWord   // in, since: what stands before a month
	roman      // XIV
	timeZone   // GMT
	partyWord  // party, parties
)

type meaning struct {
	class class
	value int16
}

// englishTable returns the meanings by lower-case word.
var englishTable = sync.OnceValue(func() map[string]meaning {
	table := make(map[string]meaning, 256)
	counted := func(c class, first, step int16, words string) {
		for w := range arabic.Fields(words) {
			table[w] = meaning{c, first}
			first += step
		}
	}
	counted(unit, 1, 1, "one two three four five six seven eight nine")
	counted(teen, 10, 1, "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	counted(tens, 20, 10, "twenty thirty forty fifty sixty seventy eighty ninety")
	counted(ordinal, 1, 1, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "+
		"thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth")
	counted(ordinal, 1, 1, "firstly secondly thirdly fourthly fifthly sixthly")
	counted(tensth, 20, 10, "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth")
	counted(decadeWord, 20, 10, "twenties thirties forties fifties sixties seventies eighties nineties")
	counted(partWord, 2, 1, "halves thirds fourths fifths sixths sevenths eighths ninths tenths")
	counted(monthName, 1, 1, "january february - april - june july august september october november december")
	counted(monthShort, 1, 1, "jan feb mar apr - jun jul aug sep oct nov dec")
	for _, l := range englishOthers() {
		counted(l.class, l.value, 0, l.words)
	}
	delete(table, "-")
	return table
})

type spellings struct {
	class class
	value int16
	words string
}

func englishOthers() []spellings {
	return []spellings{
		{monthShort, 9, "sept"},
		{monthMaybe, 3, "march"},
		{monthMaybe, 5, "may"},
		{hundred, 100, "hundred"},
		{tensth, 100, "hundredth"},
		{scale, 3, "thousand"},
		{scale, 6, "million"},
		{scale, 9, "billion milliard"},
		{scale, 12, "trillion"},
		{scaleShort, 3, "k"},
		{scaleShort, 6, "m mn mln"},
		{scaleShort, 9, "bn bln b"},
		{scaleShort, 12, "tn trn"},
		{half, 2, "half semi semifinal semifinals"},
		{quarter, 4, "quarter quarterfinal quarterfinals"},
		{partWord, 4, "quarters"},
		{article, 1, "a an"},
		{andWord, 0, "and"},
		{ofWord, 0, "of"},
		{few, 0, "few several many some couple multi dozens hundreds tens"},
		{softWord, 0, "zero nil"},
		{softWord, 1, "once single"},
		{softWord, 2, "both couple pair double doubled doubling twice two-way twofold dual twin twins duo bilateral"},
		{softWord, 3, "triple tripled tripling threefold trio trilateral tripartite thrice"},
		{softWord, 4, "quadruple quadrupled fourfold quartet"},
		{softWord, 5, "quintet fivefold"},
		{softWord, 10, "decade tenfold"},
		{softWord, 12, "dozen noon"},
		{softWord, 14, "fortnight"},
		{softWord, 100, "century"},
		{tenfold, 10, "decades"},
		{tenfold, 100, "centuries"},
		{timeZone, 0, "gmt utc"},
		{partyWord, 0, "party parties"},
		{dateWord, 0, "in since early late mid last next this by until till from through to during before after between"},
	}
}
