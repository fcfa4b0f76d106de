package extractive

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

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
		first, rest := firstWord(c.text)
		c.needsPrevious = refersBack(first, rest)
		c.opens = !c.needsPrevious && !connectives()[first]
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
	return setOf(`قال قالت قالوا يقول تقول اضاف اضافت اضافوا يضيف تضيف اوضح اوضحت اوضحوا يوضح اكد اكدت اكدوا يوكد
		اشار اشارت اشاروا يشير ذكر ذكرت ذكروا تابع تابعت صرح صرحت افاد افادت اعتبر اعتبرت اعرب اعربت شدد شددت لفت لفتت
		بين بينت راي رات اعلن اعلنت نوه زاد استطرد استدرك ختم واصل كشف كشفت نفي نفت`)
})

// clauses stand after a verb of saying whose subject is unsaid, folded.
var clauses = sync.OnceValue(func() map[string]bool {
	return setOf(`ان انه انها انهم انهما بان بانه بانها في الي علي قايلا قايله`)
})

// pronouns point at something in the sentence before, folded.
var pronouns = sync.OnceValue(func() map[string]bool {
	return setOf(`هو هي هم هما هن هذا هذه هذان هذين هاتان هولاء ذلك تلك اوليك لذلك بذلك كذلك لهذا لهذه بهذا بهذه هكذا
		له لها لهم به بها فيه فيها منه منها عنه عنها عليه عليها معه معها اليه اليها بعدها عندها حينها عنديذ بعديذ حينيذ
		انه انها انهم لانه لانها لكنه لكنها لكنهم`)
})

// connectives join a sentence to another that can do without it, folded.
var connectives = sync.OnceValue(func() map[string]bool {
	return setOf(`كما لكن بل ثم ايضا بدوره بدورها لذا اذن بالتالي علاوه فضلا غير حيث الا`)
})

// refersBack tells whether a sentence with this first word and rest cannot be
// understood without the one before it: it begins with a pronoun, or with a verb
// of saying whose subject is unsaid ("وأضاف أن", "وقال: «").
func refersBack(first, rest string) bool {
	if !reporting()[first] {
		return pronouns()[first]
	}
	if mark, _ := utf8.DecodeRuneInString(strings.TrimSpace(rest)); strings.ContainsRune(":\"“«", mark) {
		return true
	}
	next, _ := firstWord(rest)
	return clauses()[next]
}

// firstWord returns the first word of text, folded and without و or ف before it
// where what is left is in one of the tables, and what follows it.
func firstWord(text string) (word, rest string) {
	text = strings.TrimLeftFunc(text, outsideWord)
	end := strings.IndexFunc(text, outsideWord)
	if end < 0 {
		end = len(text)
	}
	word, rest = arabic.Fold(text[:end]), text[end:]
	for _, and := range []string{"و", "ف"} {
		bare, ok := strings.CutPrefix(word, and)
		if ok && (pronouns()[bare] || reporting()[bare] || connectives()[bare]) {
			return bare, rest
		}
	}
	return word, rest
}

func outsideWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}
