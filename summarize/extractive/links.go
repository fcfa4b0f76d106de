package extractive

import (
	"strings"
	"sync"

	"mujaz/internal/arabic"
)

// link says which candidates cannot be read apart: a sentence whose subject is in
// the one before it, the two halves of a quotation, what a colon announces.
func link(candidates []candidate) {
	for i := range candidates {
		c := &candidates[i]
		c.opens = true
		if i == 0 {
			continue
		}
		unresolved := refersBack(c.text)
		c.needsPrevious = unresolved
		c.opens = !unresolved && !connects(c.text)
		c.neededByPrevious = strings.HasSuffix(candidates[i-1].text, ":")
	}
	for start := 0; start < len(candidates); {
		end := start + 1
		for end < len(candidates) && candidates[end].paragraph == candidates[start].paragraph {
			end++
		}
		tieQuotations(candidates[start:end])
		start = end
	}
}

// tieQuotations ties the sentences of a paragraph that a quotation runs through.
// One that is never closed ends with its sentence.
func tieQuotations(paragraph []candidate) {
	opened := -1 // the sentence that a quotation stands open from
	for i, c := range paragraph {
		for _, r := range c.text {
			switch {
			case r == '“' || r == '«' || r == '"' && opened < 0:
				opened = i
			case (r == '”' || r == '»' || r == '"') && opened >= 0:
				for k := opened + 1; k <= i; k++ {
					paragraph[k].needsPrevious, paragraph[k].neededByPrevious = true, true
				}
				opened = -1
			}
		}
	}
}

// reporting are verbs of saying, folded.
var reporting = sync.OnceValue(func() map[string]bool {
	return setOf(`قال قالت قالوا يقول تقول اضاف اضافت اضافوا يضيف تضيف اوضح اوضحت اوضحوا يوضح اكد اكدت اكدوا يوكد اشار اشارت اشاروا يشير
		ذكر ذكرت ذكروا تابع تابعت صرح صرحت افاد افادت اعتبر اعتبرت اعرب اعربت شدد شددت لفت لفتت بين بينت راي رات اعلن اعلنت نوه زاد
		استطرد استدرك ختم واصل كشف كشفت نفي نفت`)
})

// clauseOpeners stand after a verb of saying that has no subject of its own.
var clauseOpeners = sync.OnceValue(func() map[string]bool {
	return setOf(`ان انه انها انهم انهما ان في قايلا قايله الي علي بان بانه بانها`)
})

// pronouns point at something in the sentence before, و and ف aside.
var pronouns = sync.OnceValue(func() map[string]bool {
	return setOf(`هو هي هم هما هن هذا هذه هذان هذين هاتان هولاء ذلك تلك اوليك لذلك بذلك كذلك لهذا بهذا بهذه لهذه هكذا له لها لهم به بها
		فيه فيها منه منها عنه عنها عليه عليها معه معها اليه اليها بعدها عندها حينها عندئذ بعديذ حينيذ انه انها انهم لانه لانها لكنه لكنها لكنهم`)
})

// connectives join a sentence to the one before it without needing it.
var connectives = sync.OnceValue(func() map[string]bool {
	return setOf(`كما لكن بل ثم ايضا بدوره بدورها لذا اذ اذن غير بينما فيما حيث بالتالي الا علاوه فضلا اخيرا مع`)
})

// refersBack tells whether a sentence cannot be understood without the one before
// it: it begins with a pronoun, or with a verb of saying whose subject is unsaid
// ("وأضاف أن", "وقال: «").
func refersBack(sentence string) bool {
	first, rest := firstWord(sentence)
	if pronouns()[first] {
		return true
	}
	if !reporting()[first] {
		return false
	}
	if rest = strings.TrimSpace(rest); rest == "" || strings.ContainsAny(rest[:1], ":\"") ||
		strings.HasPrefix(rest, "“") || strings.HasPrefix(rest, "«") {
		return true
	}
	next, _ := firstWord(rest)
	return clauseOpeners()[next]
}

// connects tells whether a sentence begins with a word that continues another.
func connects(sentence string) bool {
	first, _ := firstWord(sentence)
	return connectives()[first]
}

// firstWord returns the first word of a sentence, folded and without و or ف
// before it where what is left is a word of the tables above, and what follows.
func firstWord(sentence string) (word, rest string) {
	words := arabic.Words(sentence)
	if len(words) == 0 {
		return "", ""
	}
	_, rest, _ = strings.Cut(sentence, words[0])
	word = arabic.Fold(words[0])
	for _, and := range []string{"و", "ف"} {
		bare, ok := strings.CutPrefix(word, and)
		if ok && (pronouns()[bare] || reporting()[bare] || connectives()[bare]) {
			return bare, rest
		}
	}
	return word, rest
}

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}
