package check

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"mujaz/internal/arabic"
)

// nameNouns are English words that are written with a capital where they are part
// of a name or begin a sentence, and say what the Arabic says in words of its own.
const nameNouns = `mr mrs ms dr prof sir lord lady king queen prince princess emir sultan sheikh imam ayatollah pope saint st president prime minister foreign interior
	defense defence deputy general colonel major captain lieutenant secretary senator governor mayor ambassador judge justice chief head director
	chairman chairwoman spokesman spokeswoman spokesperson professor doctor chancellor commissioner crown marshal admiral brigadier envoy coach premier striker father mother brother
	red black white green blue golden silver iron new old great greater upper lower north south east west northern southern eastern western central middle
	far near high low big little long dead holy sacred grand royal imperial national international federal public private united free popular democratic
	social socialist communist liberal conservative labor labour republican democrat islamic christian jewish muslim human civil common
	world global state states union kingdom republic empire federation league nations nation council assembly parliament house senate congress court
	supreme security peace war army navy air force forces guard guards police revolutionary resistance movement front party authority agency bank fund
	stock exchange company group corporation foundation institute center centre university college school academy museum library hospital church mosque
	cathedral temple palace castle tower bridge square street road avenue gate wall city town village district province region county island islands
	peninsula sea ocean river lake gulf bay strait canal mount mountain mountains valley desert plain coast cape bank strip heights river basin
	cross crescent watch times post journal news press daily radio television channel book prize award cup games champions championship
	festival day week month year age ages century era renaissance revolution treaty agreement accord charter declaration convention protocol
	conference summit forum committee commission office department ministry service bureau program programme project plan initiative operation
	storm sword star sun moon earth lion eagle tiger dragon wolf people workers women youth children rights health food trade labor energy atomic
	nuclear oil gas water science sciences arts art music literature history philosophy language english arabic god lord bible quran koran gospel
	catholic protestant orthodox sunni shiite shia according officials authorities police researchers scientists experts people residents
	coronavirus virus emergency phase table figure chapter section article
	whitehouse google facebook twitter internet web covid`

// functionWords begin sentences and are no names.
const functionWords = `the a an this that these those it its he she they we his her their our i in on at by for from with without of to and or but as if when while
	after before during since until between among under over about against despite although though because however meanwhile moreover furthermore
	therefore thus also then there here where who which what why how both all some many most more other others another each every no not only
	several two three four five six seven eight nine ten one first second third earlier later now today yesterday tomorrow monday tuesday wednesday
	thursday friday saturday sunday january february march april may june july august september october november december
	unlike like once even still just such next last same now according`

var functionWordSet = sync.OnceValue(func() wordSet { return wordsOf(functionWords) })

var nameNounSet = sync.OnceValue(func() wordSet { return wordsOf(strings.ToLower(nameNouns)) })

// nounEndings end English words that are no names.
var nounEndings = [...]string{"tion", "sion", "ment", "ness", "ship", "ing", "ism", "ance", "ence", "ology", "ical", "ional", "ity", "ary", "able", "ible", "ful", "less", "ly", "wide", "ward", "ers", "ors", "ists", "ies"}

// summaryNames reports names of a summary that its article does not have.
func summaryNames(s *summary) []Finding {
	if s.To == "ar" {
		return arabicNames(s)
	}
	var found []Finding
	said := wordSet{}
	for i, w := range s.text.words {
		if said[w.hash] || !s.judged(i) || s.knows(i) {
			continue
		}
		said[w.hash] = true
		found = append(found, Finding{Check: "names", Level: Warning, Repair: true, Detail: s.text.word(i) + " is in the summary and not in the article"})
	}
	return found
}

// judged tells whether word i is a name that can be told in Arabic.
func (s *summary) judged(i int) bool {
	w, text := s.text.words[i], s.text.word(i)
	const least = 4
	if !w.upper || !w.latin || w.end-w.start < least || strings.ToUpper(text) == text || strings.ContainsAny(text, "0123456789") {
		return false
	}
	if i+1 < len(s.text.words) && s.text.words[i+1].digit { // Table 1
		return false
	}
	if nameNounSet()[w.hash] || functionWordSet()[w.hash] || w.concept > placeConcepts() {
		return false
	}
	lower := strings.ToLower(text)
	for _, ending := range nounEndings {
		if strings.HasSuffix(lower, ending) && len(lower) > len(ending)+2 {
			return false
		}
	}
	if c := latinConsonants(text); c.n < leastSounds && w.concept == 0 {
		return false
	}
	if s.inTitle(i) {
		return false
	}
	return !s.text.beginsSentence(i) || nextUpper(&s.text, i) || s.nameElsewhere(i) || nameVerb(&s.text, i+1)
}

// inTitle tells whether word i stands in a run of capitals with a word of
// nameNouns that is not a person's title: such names (Red Cross, Diamond Princess
// Island) are translated by their meaning. So are the words of a headline.
func (s *summary) inTitle(i int) bool {
	first, last := i, i
	for first > 0 && s.inName(first-1, first) {
		first--
	}
	for last+1 < len(s.text.words) && s.inName(last+1, last) {
		last++
	}
	if last-first >= headlineWords {
		return true
	}
	for k := first; k <= last; k++ {
		if hash := s.text.words[k].hash; k != i && nameNounSet()[hash] && !englishTitleSet()[hash] {
			return true
		}
	}
	return false
}

// inName tells whether word i belongs to the name that its neighbour k belongs to:
// it has a capital, or is the of or for between two that have.
func (s *summary) inName(i, k int) bool {
	if !s.text.adjacent(min(i, k), max(i, k)) {
		return false
	}
	w := s.text.words[i]
	if w.upper {
		return !functionWordSet()[w.hash]
	}
	beyond := 2*i - k
	text := s.text.word(i)
	return (text == "of" || text == "for") && beyond >= 0 && beyond < len(s.text.words) && s.text.words[beyond].upper
}

// headlineWords is a run of capitals that is longer than names are.
const headlineWords = 4

// englishTitles come before a person's name.
const englishTitles = `mr mrs ms dr prof sir lord lady king queen prince princess emir sultan sheikh imam ayatollah pope president prime minister
	foreign interior defense defence deputy general colonel major captain lieutenant secretary senator governor mayor ambassador judge
	justice chief director chairman chairwoman spokesman spokeswoman professor doctor chancellor commissioner marshal admiral brigadier envoy coach premier`

var englishTitleSet = sync.OnceValue(func() wordSet { return wordsOf(englishTitles) })

// beginsSentence tells whether word i stands where any word has a capital.
func (s *side) beginsSentence(i int) bool {
	if i == 0 {
		return true
	}
	return strings.ContainsAny(s.text[s.words[i-1].end:s.words[i].start], ".!?:\n\"“«•*") || !strings.ContainsAny(s.text[s.words[i-1].end:s.words[i].start], " -’'")
}

// nameElsewhere tells whether word i has its capital within a sentence too.
func (s *summary) nameElsewhere(i int) bool {
	for k, w := range s.text.words {
		if k != i && w.upper && w.hash == s.text.words[i].hash && !s.text.beginsSentence(k) {
			return true
		}
	}
	return false
}

// nameVerb tells whether word i is one that a person's or a country's name is
// followed by at a sentence's beginning.
func nameVerb(s *side, i int) bool {
	if i >= len(s.words) {
		return false
	}
	switch s.word(i) {
	case "said", "says", "told", "announced", "added", "denied", "accused", "called", "met", "warned", "stressed", "claimed", "vowed", "rejected":
		return true
	}
	return false
}

// placeConcepts is the number of the lexicon's concepts that are places and names.
var placeConcepts = sync.OnceValue(func() uint16 { return uint16(strings.Count(places, "|")) })

// knows tells whether the article has the name of word i: in Latin letters, in the
// lexicon, by its consonants, or by a glossary.
func (s *summary) knows(i int) bool {
	w := s.text.words[i]
	name := latinConsonants(s.text.word(i))
	has := func(p *side) bool {
		return p.has(w.hash) || w.concept != 0 && p.hasConcept(w.concept) || name.n >= leastSounds && p.hasName(&name)
	}
	if has(&s.title) {
		return true
	}
	for k := range s.source {
		if has(&s.source[k]) {
			return true
		}
	}
	return s.hasPair(i) || s.isTerm(s.text.word(i))
}

// hasPair tells whether word i is one Arabic word together with its neighbour: New
// York is نيويورك.
func (s *summary) hasPair(i int) bool {
	for _, first := range [...]int{i - 1, i} {
		if first < 0 || first+1 >= len(s.text.words) || !s.text.words[first].upper || !s.text.words[first+1].upper {
			continue
		}
		second := latinConsonants(s.text.word(first + 1))
		both := latinConsonants(s.text.word(first)).joined(&second)
		if slices.ContainsFunc(s.source, func(p side) bool { return p.hasName(&both) }) {
			return true
		}
	}
	return false
}

// isTerm tells whether a word belongs to the rendering of a term of the article.
func (s *summary) isTerm(text string) bool {
	for source, english := range s.Terms {
		if !strings.Contains(strings.ToLower(english), strings.ToLower(text)) {
			continue
		}
		source = arabic.Fold(source)
		if slices.ContainsFunc(s.Source, func(p string) bool { return strings.Contains(arabic.Fold(p), source) }) {
			return true
		}
	}
	return false
}

// personTitles come before a name in Arabic.
const personTitles = `الرئيس رئيس الوزير وزير السيد السيدة الدكتور الملك الأمير الشيخ الجنرال اللواء العميد العقيد السفير النائب البابا القائد الزعيم المستشار الناطق المتحدث`

var personTitleSet = sync.OnceValue(func() wordSet { return wordsOf(personTitles) })

// arabicNames reports places of an Arabic summary that its article does not have,
// and a word after a title that the article does not have in any form.
func arabicNames(s *summary) []Finding {
	known := map[uint64]bool{}
	concepts := map[uint16]bool{}
	for k := range s.source {
		s.source[k].learn(known, concepts)
	}
	s.title.learn(known, concepts)
	var found []Finding
	for i, w := range s.text.words {
		if w.latin {
			continue
		}
		place := w.concept != 0 && w.concept <= placeConcepts() && !concepts[w.concept]
		named := i > 0 && s.named(i)
		if (place || named) && !known[w.stem] && !arabic.IsStopword(s.text.word(i)) {
			found = append(found, Finding{
				Check: "names", Level: Warning, Repair: true,
				Detail: fmt.Sprintf("%s is in the summary and not in the article", s.text.word(i)),
			})
		}
	}
	return found
}

func (s *side) learn(stems map[uint64]bool, concepts map[uint16]bool) {
	for _, w := range s.words {
		stems[w.anyStem()] = true
		concepts[w.concept] = true
	}
}

// named tells whether word i of an Arabic summary is a person's name by its place:
// after a title, or after a title with its adjective (الرئيس الروسي فلاديمير).
func (s *summary) named(i int) bool {
	titles := personTitleSet()
	text := s.text.word(i)
	if strings.HasPrefix(text, "ال") || utf8.RuneCountInString(text) < 3 {
		return false
	}
	if titles[s.text.words[i-1].hash] && strings.HasPrefix(s.text.word(i-1), "ال") {
		return s.text.adjacent(i-1, i)
	}
	return i > 1 && titles[s.text.words[i-2].hash] && strings.HasPrefix(s.text.word(i-2), "ال") &&
		strings.HasPrefix(s.text.word(i-1), "ال") && strings.HasSuffix(s.text.word(i-1), "ي") && s.text.adjacent(i-2, i)
}

// adjacent tells whether nothing but spaces stands between words i and k.
func (s *side) adjacent(i, k int) bool {
	for ; i < k; i++ {
		if strings.TrimSpace(s.text[s.words[i].end:s.words[i+1].start]) != "" {
			return false
		}
	}
	return true
}
