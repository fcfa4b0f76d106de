package glossary

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"sync"

	"mujaz/internal/arabic"
)

// Candidate is a term that a corpus suggests.
type Candidate struct {
	Source   string // as its first occurrence writes it, without vowel signs
	Count    int    // occurrences, those with و ف ب ك ل before it included
	Articles int    // texts it occurs in
	// Kind is "name" (it follows a title or is never inflected), "quoted" or
	// "term" (words that recur together).
	Kind string
}

// Extract proposes the names and the recurring terms of Arabic texts, the most
// frequent first, equally frequent ones by their letters. It counts sequences of
// up to four words and keeps those that hang together; no model takes part.
// Memory is bounded: what is rare is forgotten in a large corpus, so that its
// counts can be a little too low.
func Extract(texts iter.Seq[string]) []Candidate {
	c := newCounts()
	for text := range texts {
		c.read(text)
	}
	c.mergeClitics()
	var found []keyed
	for key, s := range c.sequences {
		if kind := c.kind(key, s); kind != "" {
			found = append(found, keyed{Candidate{s.text, s.count, s.articles, kind}, strings.Fields(key)})
		}
	}
	slices.SortFunc(found, func(a, b keyed) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Source, b.Source))
	})
	return withoutParts(found)
}

// titleWords stand before names: of persons, of places, of bodies.
const titleWords = `رئيس الرئيس رئيسة الرئيسة وزير الوزير وزيرة الوزيرة الملك ملك الأمير أمير الأميرة الشيخ شيخ السيد السيدة
الدكتور الدكتورة دكتور الأستاذ البروفيسور الجنرال اللواء العقيد العميد الفريق المستشار المستشارة السيناتور النائب البابا الإمام
السلطان الخليفة القيصر الإمبراطور اللاعب المدرب الكاتب الشاعر المخرج الممثل مدينة بلدة قرية ولاية محافظة مقاطعة دولة جمهورية مملكة
جزيرة نهر بحر جبل وكالة صحيفة جريدة مجلة قناة شركة حزب حركة نادي منتخب يدعى المدعو اسمه`

// nameParticles join names, and all but بن begin them; they are function words
// besides.
const nameParticles = "عبد ابو ابي ابن بن ال ام"

// prepositions stand before nouns and never before verbs.
const prepositionWords = "من الى عن على في منذ خلال عبر ضد نحو لدى مع بين دون حول بعد قبل بسبب"

// commonWords are frequent words that behave like names and begin no term.
const commonWords = `حوالي غضون سبيل أنحاء القرن قرن درجة عام العام سنة السنة شهر أشهر أيام أسابيع سنوات يوم مرة وجه شكل صورة
طريق قدر كيفية عدم وجود حين جانب ناحية جهة فترة الفترة إحدى بداية نهاية مطلع أواخر أوائل منتصف كيلومتر متر طن ساعة دقيقة
عشر عشرة مليون مليار ألف آلاف ملايين ضوء صدد نفس نسبة حد حال حالة الوقت يد`

// wordLists are the words that tell names, folded.
var wordLists = sync.OnceValue(func() (lists struct{ titles, particles, prepositions, common map[string]bool }) {
	set := func(words string) map[string]bool {
		m := make(map[string]bool)
		for w := range arabic.Fields(arabic.Fold(words)) {
			m[w] = true
		}
		return m
	}
	lists.titles, lists.particles = set(titleWords), set(nameParticles)
	lists.prepositions, lists.common = set(prepositionWords), set(commonWords)
	return lists
})

// leastCount is how often a term must occur. Two is chance in a corpus of some
// size, and names known by a title or quotes need no more than that.
const leastCount = 3

// kind tells what the counts make of a sequence, "" for nothing.
func (c *counts) kind(key string, s *sequence) string {
	words := strings.Fields(key)
	switch {
	case s.count < leastCount && (s.titled < 2 && s.quoted < 2) || s.count < 2:
		return ""
	case len(words) == 1:
		return c.kindOfWord(key, s)
	case !c.hangsTogether(words, s):
		return ""
	case 3*s.quoted >= 2*s.count:
		return "quoted"
	case 2*s.titled >= s.count || c.isName(words[0]) && (c.isName(words[len(words)-1]) || !canEdge(words[len(words)-1])):
		return "name"
	}
	return "term"
}

// kindOfWord tells a name among single words: it follows prepositions or titles,
// which verbs do not, and never has the article or endings, which nouns have.
func (c *counts) kindOfWord(key string, s *sequence) string {
	switch {
	case len(key) < 3*2 || arabic.ArabicShare(key) < 1:
		return ""
	case 2*s.quoted >= s.count:
		return "quoted"
	case c.isName(key):
		return "name"
	}
	return ""
}

// isName tells whether a word behaves like a name. The shares were set by looking
// at what the first hundred of two corpora held.
func (c *counts) isName(w string) bool {
	s := c.sequences[w]
	if s == nil || len(w) < 3*2 || strings.HasPrefix(w, "ال") || isCommon(w) || 10*c.inflected(w) > s.count {
		return false
	}
	named := s.governed + s.titled
	return named >= 2 && 4*named >= s.count && 2*s.free >= s.count
}

// isCommon tells whether a word is known not to be a name: a title, a month, a
// number, a measure.
func isCommon(w string) bool {
	return wordLists().titles[w] || wordLists().common[w] || len(arabic.Numbers(w)) > 0
}

// endings are what is written onto nouns and verbs and not onto names, folded.
const endings = "ها هم نا ته تها تهم ات ين ون ان وا"

// inflected counts a word's occurrences with the article and with endings, or
// those of the word whose ending it has. A verb is known by its other person.
func (c *counts) inflected(w string) int {
	n := c.count("ال"+w) + c.count("لل"+w)
	stem := strings.TrimSuffix(w, "ه")
	for ending := range arabic.Fields(endings) {
		n += c.count(stem + ending)
		if base, ok := strings.CutSuffix(w, ending); ok && len(base) >= 3*2 {
			n += c.count(base) + c.count(base+"ه") + c.count("ال"+base) + c.count("ال"+base+"ه")
		}
	}
	if rest, ok := strings.CutPrefix(w, "ت"); ok {
		n += c.count("ي" + rest)
	} else if rest, ok := strings.CutPrefix(w, "ي"); ok {
		n += c.count("ت" + rest)
	}
	return n
}

func (c *counts) count(key string) int {
	if s := c.sequences[key]; s != nil {
		return s.count
	}
	return 0
}

// hangsTogether tells whether words occur together more than by chance, and
// begin with a noun.
func (c *counts) hangsTogether(words []string, s *sequence) bool {
	if last := words[len(words)-1]; wordLists().titles[last] && !strings.HasPrefix(last, "ال") {
		return false // the name that it is the title of follows
	}
	if first := c.sequences[words[0]]; !wordLists().particles[words[0]] &&
		(first == nil || !c.isNoun(words[0], first) || wordLists().common[words[0]] || len(arabic.Numbers(words[0])) > 0) {
		return false
	}
	for _, w := range words {
		// A fifth of one word's occurrences are within the term.
		if n := c.count(w); n > 0 && 5*s.count >= n {
			return true
		}
	}
	return false
}

// isNoun tells whether a word has been seen as nouns are: with the article, or
// after a preposition or a title.
func (c *counts) isNoun(w string, s *sequence) bool {
	return strings.HasPrefix(w, "ال") || wordLists().particles[w] || c.count("ال"+w) > 0 || 10*(s.governed+s.titled) >= s.count
}

// keyed is a candidate with its words, folded.
type keyed struct {
	Candidate
	words []string
}

// withoutParts leaves out what hardly occurs but within a longer candidate.
func withoutParts(all []keyed) []Candidate {
	around := make(map[string]int) // the count of the most frequent candidate around each part
	for _, c := range all {
		for from := range c.words {
			for to := from + 1; to <= len(c.words); to++ {
				if part := strings.Join(c.words[from:to], " "); to-from < len(c.words) {
					around[part] = max(around[part], c.Count)
				}
			}
		}
	}
	kept := make([]Candidate, 0, len(all))
	for _, c := range all {
		if 4*around[strings.Join(c.words, " ")] < 3*c.Count {
			kept = append(kept, c.Candidate)
		}
	}
	return kept
}
