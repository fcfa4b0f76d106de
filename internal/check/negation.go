package check

import (
	"strings"
	"sync"

	"mujaz/internal/arabic"
)

// Negation. لم لن ليس, لا and ألا before a verb, each need a negative word in
// English of their own, if only one with a prefix (unable) or a sense of its own
// (fail, lack, avoid); an English not or never needs a negative word of the wide
// Arabic list. "Only" pays for a negation with an exception (لم … سوى).
const (
	pastNegative    = `لم لن ليس ليست ليسوا ليسا لسنا لست لستم`
	presentNegative = `لا ألا`
	arabicNegative  = `لا لم لن ليس ليست ليسوا ليسا لسنا لست لستم غير دون بدون عدم انعدام بلا ألا لئلا كلا سوى إلا خال خالية
		نفى نفت ينفي تنفي نفي نافيا فشل فشلت يفشل تفشل رفض رفضت يرفض ترفض امتنع امتناع يمتنع حظر يحظر محظور منع يمنع تمنع ممنوع نقص افتقار يفتقر تفتقر
		نادر نادرا قلما مستحيل تعذر يتعذر عجز عجزت يعجز عاجز استحال استبعد يستبعد مستبعد تجنب يتجنب تخلو يخلو ما وما فما لولا أبدا قط مستبعدا بعد بل`
	englishNegative = `not no never none nobody nothing nowhere neither nor cannot without hardly barely rarely seldom scarcely
		unless fewer little fail fails failed failing failure lack lacks lacked lacking refuse refuses refused refusing refusal
		reject rejects rejected deny denies denied denying denial avoid avoids avoided avoiding prevent prevents prevented
		absence absent instead rather free ceased excluded exempt nil zero otherwise stop stopped stops
		neglect neglected ignore ignored ignores missed miss disagree dislike disapprove disallow
		impossible invisible inadequate insufficient incapable ineffective inability incomplete inconclusive asymptomatic inaccurate inconsistent inconceivable
		illegal illegitimate irregular irrelevant pending prohibited forbidden banned`
	englishNot = `not never cannot`
	// stillVerbs after لم or لا make "still", "almost".
	stillVerbs = `يزل تزل يزالوا نزل يزال تزال يزالون نزال أزال يكد تكد يكاد تكاد يلبث تلبث زال زالت زالوا`
	// ownNegations are English negations, each with the Arabic words that they
	// translate without any of the above.
	ownNegations = `without:دون بدون بلا غير avoid:تجنب يتجنب تتجنب وتجنب avoids:يتجنب تتجنب avoiding:تجنب avoided:تجنب prevent:منع يمنع تمنع لمنع وقاية
		prevents:يمنع تمنع refused:رفض رفضت يرفض تفرض ترفض refuse:رفض يرفض ترفض rejected:رفض رفضت denied:نفى نفت lack:نقص افتقار الافتقار غياب انعدام lacks:يفتقر تفتقر
		failed:فشل فشلت failure:فشل الفشل unable:غير عاجز unknown:غير مجهول مجهولة impossible:مستحيل المستحيل unless:إلا instead:بدلا rather:بدلا بل
		stop:وقف توقف إيقاف stopped:توقف توقفت free:خال خالية مجانا مجاني حر حرة الحرة حرية little:قليل القليل قليلا banned:حظر حظرت prohibited:حظر محظور يحظر`
	limits = `إلا سوى فقط فحسب غير`
)

type wordSet map[uint64]bool

func wordsOf(list string) wordSet {
	set := make(wordSet, 128)
	for w := range arabic.Fields(arabic.Fold(list)) {
		set[hashWord([]byte(w))] = true
	}
	return set
}

type negations struct {
	past, present, arabic wordSet
	english, not, t, only wordSet
	reunion, of           wordSet
	still, limits, yet    wordSet
	own                   map[uint64]wordSet
}

var negativeWords = sync.OnceValue(func() *negations {
	return &negations{
		past: wordsOf(pastNegative), present: wordsOf(presentNegative), arabic: wordsOf(arabicNegative),
		english: wordsOf(englishNegative), not: wordsOf(englishNot), t: wordsOf("t"), only: wordsOf("only just merely solely but except"),
		reunion: wordsOf("الشمل شمل شملهم شملها"), of: wordsOf("ما إن إذا"),
		still: wordsOf(stillVerbs), limits: wordsOf(limits), yet: wordsOf("yet"),
		own: ownWords(),
	}
})

func ownWords() map[uint64]wordSet {
	own := map[uint64]wordSet{}
	var words wordSet
	for field := range arabic.Fields(arabic.Fold(ownNegations)) {
		english, first, begins := strings.Cut(field, ":")
		if begins {
			words = wordSet{}
			own[hashWord([]byte(english))] = words
			field = first
		}
		words[hashWord([]byte(field))] = true
	}
	return own
}

// negation compares the negations of both texts.
func negation(r *reading) []Finding {
	n := negativeWords()
	if count, word := n.sourceNegations(&r.source); count > 0 && count > n.answerNegations(r) {
		return []Finding{r.finding("negation", Warning, true, word+" of the source seems to have no negative word in the translation")}
	}
	if word := n.plainNot(&r.answer); word != "" && !n.negatesArabic(&r.source) {
		return []Finding{r.finding("negation", Warning, true, strings.TrimSpace(word)+" of the translation has no negative word in the source")}
	}
	return nil
}

// sourceNegations counts the words of the source that surely negate and returns
// the first with what it negates. Negations joined by و count once, for English
// says "not … or".
func (n *negations) sourceNegations(s *side) (count int, first string) {
	for i, w := range s.words {
		if w.latin || !n.negates(s, i) {
			continue
		}
		if count++; count == 1 {
			end := w.end
			if i+1 < len(s.words) {
				end = s.words[i+1].end
			}
			first = s.text[w.start:end]
		}
	}
	return count, first
}

// negates tells whether word i surely negates.
func (n *negations) negates(s *side, i int) bool {
	hash, joined := s.words[i].hash, false
	if and := s.withoutAnd(i); and != 0 && (n.past[and] || n.present[and]) {
		hash, joined = and, true
	}
	if !n.past[hash] && !n.present[hash] {
		return false
	}
	if i+1 == len(s.words) || s.words[i+1].latin || i > 0 && n.of[s.words[i-1].hash] {
		return false
	}
	next := s.words[i+1].hash
	if n.reunion[next] || n.still[next] {
		return false
	}
	return n.past[hash] || (!joined || s.beginsClause(i)) && presentVerb(s.word(i+1))
}

// beginsClause tells whether word i stands at the text's start or after a stop.
func (s *side) beginsClause(i int) bool {
	if i == 0 {
		return true
	}
	return strings.ContainsAny(s.text[s.words[i-1].end:s.words[i].start], ".،؛:")
}

// presentVerb tells whether a word has the form of a verb in the present.
func presentVerb(word string) bool {
	const least = 6 // three letters
	word = arabic.StripMarks(word)
	return len(word) >= least && (strings.HasPrefix(word, "ي") || strings.HasPrefix(word, "ت") || strings.HasPrefix(word, "ن") || strings.HasPrefix(word, "أ"))
}

// withoutAnd returns the hash of word i without و or ف before it.
func (s *side) withoutAnd(i int) uint64 {
	text := s.word(i)
	if len(text) <= 4 || !strings.HasPrefix(text, "و") && !strings.HasPrefix(text, "ف") {
		return 0
	}
	return hashWord([]byte(arabic.Fold(text[2:])))
}

func (n *negations) negatesArabic(s *side) bool {
	for i, w := range s.words {
		if !w.latin && (n.arabic[w.hash] || n.arabic[s.withoutAnd(i)] || n.arabic[s.withoutPreposition(i)]) {
			return true
		}
	}
	return false
}

// withoutPreposition returns the hash of word i without ب ل ك or ال before it.
func (s *side) withoutPreposition(i int) uint64 {
	text := arabic.Fold(s.word(i))
	for _, prefix := range [...]string{"ال", "لل", "ب", "ل", "ك"} {
		if rest, ok := strings.CutPrefix(text, prefix); ok && len(rest) >= 4 {
			return hashWord([]byte(rest))
		}
	}
	return 0
}

// answerNegations counts the negative words of the answer.
func (n *negations) answerNegations(r *reading) (count int) {
	s := &r.answer
	exception := r.source.countOf(n.limits) > 0
	for i, w := range s.words {
		switch {
		case n.contracted(s, i), exception && n.only[w.hash], n.yetTo(s, i):
			count++
		case n.english[w.hash] || negativeForm(s.word(i)):
			// As many as the source has words for are spoken for.
			if own := n.own[w.hash]; own == nil || s.occurrence(i) > r.source.countOf(own) {
				count++
			}
		}
	}
	return count
}

// countOf counts the words of the text that are among words, with or without و.
func (s *side) countOf(words wordSet) (count int) {
	for i, w := range s.words {
		if words[w.hash] || words[s.withoutAnd(i)] {
			count++
		}
	}
	return count
}

// occurrence tells the how manieth word i is of those that are alike.
func (s *side) occurrence(i int) (n int) {
	for _, w := range s.words[:i+1] {
		if w.hash == s.words[i].hash {
			n++
		}
	}
	return n
}

// yetTo tells whether "yet to" or "not yet" stands at word i.
func (n *negations) yetTo(s *side, i int) bool {
	return n.yet[s.words[i].hash] && i+1 < len(s.words) && s.word(i+1) == "to"
}

// contracted tells whether word i is the t of n't.
func (n *negations) contracted(s *side, i int) bool {
	if i == 0 || !n.t[s.words[i].hash] {
		return false
	}
	before := s.word(i - 1)
	return strings.HasSuffix(before, "n") && s.words[i].start-s.words[i-1].end <= len("’")
}

// negativeForm tells whether a word is negative by its form: un-, non-, -less.
func negativeForm(word string) bool {
	const least = 6
	if len(word) < least {
		return len(word) == 3 && strings.EqualFold(word, "non")
	}
	switch head := strings.ToLower(word[:3]); {
	case head == "uni" || head == "und" || head == "une" && len(word) == least:
		return false
	case strings.HasPrefix(head, "un"), head == "non":
		return true
	}
	return strings.HasSuffix(word, "less")
}

// plainNot returns the first not, never or n't of the answer that negates.
func (n *negations) plainNot(s *side) string {
	for i, w := range s.words {
		if n.not[w.hash] || n.contracted(s, i) {
			return s.text[max(0, w.start-4):w.end]
		}
	}
	return ""
}
