package arabic

import "strings"

// lightPrefixes are what light10 takes off a word's front, longest first, but
// for و alone.
const lightPrefixes = "وال بال كال فال ال لل"

// lightSuffixes are what light10 takes off a word's end, each once, in this
// order. Its ية and ة are يه and ه once folded.
const lightSuffixes = "ها ان ات ون ين يه ه ي"

// twoLetters is the least that a stem keeps, in bytes.
const twoLetters = 4

// Stem returns the light10 stem of a word, folded: one prefix off (the article
// with what is written onto it, or و), then every suffix that fits. Words that
// share a stem are mostly forms of one noun or verb; stems are for comparing,
// never for showing. The rules are Larkey, Ballesteros and Connell's ("Light
// Stemming for Arabic Information Retrieval", 2007) as in Lucene's ArabicStemmer.
func Stem(word string) string {
	w := stripPrefix(Fold(strings.ToLower(word)))
	for suffix := range strings.FieldsSeq(lightSuffixes) {
		if len(w)-len(suffix) >= twoLetters {
			w = strings.TrimSuffix(w, suffix)
		}
	}
	return w
}

func stripPrefix(w string) string {
	for prefix := range strings.FieldsSeq(lightPrefixes) {
		if len(w)-len(prefix) >= twoLetters && strings.HasPrefix(w, prefix) {
			return w[len(prefix):]
		}
	}
	if len(w) >= 2*twoLetters {
		return strings.TrimPrefix(w, "و")
	}
	return w
}
