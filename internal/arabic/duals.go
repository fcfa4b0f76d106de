package arabic

import "sync"

// pairWords are words for two that have no dual ending.
var pairWords = sync.OnceValue(func() map[string]bool {
	return map[string]bool{"كلا": true, "كلتا": true, "هما": true, "مثني": true, "الاثنين": true, "زوج": true, "زوجي": true}
})

// Duals counts the words of text that can be duals: nouns and verbs in ان, ين,
// تا, تي and pronouns in هما. Plurals in ين are among them; the count is for
// excusing a "two", not for finding one.
func Duals(text string) int {
	n := 0
	for w := range EachWord(text) {
		if !w.Latin && mayBeDual(w.Folded) {
			n++
		}
	}
	return n
}

func mayBeDual(w []byte) bool {
	if len(w) >= 8 {
		last, before := at(w, len(w)-2), at(w, len(w)-4)
		switch {
		case last == 'ن' && (before == 'ا' || before == 'ي'),
			before == 'ت' && (last == 'ا' || last == 'ي'),
			before == 'م' && last == 'ا' && at(w, len(w)-6) == 'ه':
			return true
		}
	}
	_, _, ok := Find(pairWords(), w)
	return ok
}
