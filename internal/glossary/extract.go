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
	var found []Candidate
	for key, s := range c.sequences {
		if kind := c.kind(key, s); kind != "" {
			found = append(found, Candidate{Source: s.text, Count: s.count, Articles: s.articles, Kind: kind})
		}
	}
	slices.SortFunc(found, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Source, b.Source))
	})
	return withoutParts(found)
}

// titleWords stand before names: of persons, of places, of bodies.
const titleWords = `رئيس الرئيس رئيسة الرئيسة وزير الوزير وزيرة الوزيرة الملك ملك الأمير أمير الأميرة الشيخ شيخ السيد السيدة
الدكتور الدكتورة دكتور الأستاذ البروفيسور الجنرال اللواء العقيد العميد الفريق المستشار المستشارة السيناتور النائب البابا الإمام
السلطان الخليفة القيصر الإمبراطور اللاعب المدرب الكاتب الشاعر المخرج الممثل مدينة بلدة قرية ولاية محافظة مقاطعة دولة جمهورية مملكة
جزيرة نهر بحر جبل وكالة صحيفة جريدة مجلة قناة شركة حزب حركة نادي منتخب يدعى المدعو اسمه`

// nameParticles begin or join names, and are function words besides.
const nameParticles = "عبد ابو ابي ابن بن ال ام"

// prepositions stand before nouns and never before verbs.
const prepositionWords = "من الى عن على في منذ خلال عبر ضد نحو لدى مع بين دون حول بعد قبل بسبب"

// wordLists are the words that tell names, folded.
var wordLists = sync.OnceValue(func() (lists struct{ titles, particles, prepositions map[string]bool }) {
	set := func(words string) map[string]bool {
		m := make(map[string]bool)
		for w := range strings.FieldsSeq(arabic.Fold(words)) {
			m[w] = true
		}
		return m
	}
	lists.titles, lists.particles, lists.prepositions = set(titleWords), set(nameParticles), set(prepositionWords)
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
	case c.isName(words[0]) && c.isName(words[len(words)-1]) || 3*s.titled >= 2*s.count:
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

// isName tells whether a word behaves like a name.
func (c *counts) isName(w string) bool {
	s := c.sequences[w]
	if s == nil || wordLists().titles[w] || len(w) < 3*2 {
		return false
	}
	if strings.HasPrefix(w, "ال") || 10*c.inflected(w) > s.count {
		return false
	}
	return 5*(s.governed+s.titled) >= s.count && s.governed+s.titled >= 2
}

// inflected counts a word's occurrences with the article and with endings.
func (c *counts) inflected(w string) int {
	n := c.count("ال"+w) + c.count("لل"+w)
	stem := strings.TrimSuffix(w, "ه")
	for _, ending := range []string{"ها", "هم", "نا", "ات", "ين", "ون", "تها", "ته", "تهم", "يه", "ا", "ان", "ي", "ه", "وا", "ت"} {
		if form := stem + ending; form != w {
			n += c.count(form) + c.count("ال"+form)
		}
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
	if first := c.sequences[words[0]]; first == nil || !c.isNoun(words[0], first) {
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

// withoutParts leaves out what occurs hardly but within a longer candidate, and
// the longer one where it adds little.
func withoutParts(all []Candidate) []Candidate {
	longer := make(map[string]int) // the most frequent candidate around each part
	for _, c := range all {
		words := strings.Fields(arabic.Fold(c.Source))
		for from := range words {
			for to := from + 1; to <= len(words); to++ {
				if to-from < len(words) {
					part := strings.Join(words[from:to], " ")
					longer[part] = max(longer[part], c.Count)
				}
			}
		}
	}
	return slices.DeleteFunc(all, func(c Candidate) bool {
		return 4*longer[arabic.Fold(c.Source)] >= 3*c.Count
	})
}
