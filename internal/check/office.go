package check

import "strings"

// officeReach is how far behind an office السابق stands, in bytes: name and office
// between them.
const officeReach = 60

// Office reports an office that the source qualifies (former, acting, caretaker)
// and a percentage point, where the translation has no word for it.
func Office(p Pair) []Finding {
	words := arabicCueWords(p.Source)
	if setOf(words, office, points) == 0 {
		return nil
	}
	return compareOffices(p, words, englishCueWords(p.Answer))
}

func compareOffices(p Pair, source, answer []cueWord) (found []Finding) {
	has := setOf(answer, former, points)
	said := cueSet(0)
	for i, w := range source {
		if !qualifies(p.Source, source, i) || has.has(w.cue) || said.has(w.cue) {
			continue
		}
		said |= 1 << w.cue
		found = append(found, Finding{
			Check: "office", Level: Note, Paragraph: p.Paragraph,
			Detail: p.Source[w.start:w.end] + " has no word for it (" + officeWords(w.cue) + ") in the translation",
		})
	}
	return found
}

// qualifies tells whether word i qualifies an office or a number.
func qualifies(text string, words []cueWord, i int) bool {
	w := words[i]
	switch w.cue {
	case former:
		return i > 0 && words[i-1].cue == office && w.start-words[i-1].end < officeReach &&
			!strings.ContainsAny(text[words[i-1].end:w.start], ".،؛\"")
	case acting:
		return true
	case caretaker:
		return strings.HasPrefix(strings.TrimLeft(text[w.end:], " \u00a0"), "الأعمال")
	case points:
		head := strings.TrimRight(text[:w.start], " \u00a0")
		return strings.HasSuffix(head, "نقطة") || strings.HasSuffix(head, "نقاط") || strings.HasSuffix(head, "نقطتين")
	}
	return false
}

func officeWords(c cue) string {
	switch c {
	case former:
		return "former, ex-"
	case acting:
		return "acting, interim"
	case caretaker:
		return "caretaker"
	}
	return "percentage point"
}
