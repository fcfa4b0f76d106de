package article

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	errNoText  = errors.New("the PDF holds pictures of pages, not text")
	errGarbled = errors.New("the PDF's text is garbled: its fonts do not tell which letters they show")
)

// checkPDFText fails for text that is missing or that its fonts map to nonsense:
// a summary of it would be invented.
func checkPDFText(blocks []Block) error {
	var t pdfTextFacts
	for _, b := range blocks {
		t.add(b.Text)
	}
	switch {
	case t.letters == 0 && t.unmapped == 0:
		return errNoText
	case t.garbled():
		return errGarbled
	}
	return nil
}

// pdfTextFacts counts what real text and garbled text differ in.
type pdfTextFacts struct {
	letters   int // letters of any script
	unmapped  int // private-use characters, U+FFFD and unassigned ones
	words     int // Arabic words
	tripled   int // Arabic words with a letter three times in a row
	articled  int // Arabic words that hold the article ال
	lateStart int // words with ة before their end
}

func (t *pdfTextFacts) add(text string) {
	for _, r := range text {
		switch {
		case unicode.IsLetter(r):
			t.letters++
		case r == utf8.RuneError || unicode.Is(unicode.Co, r) || !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z):
			t.unmapped++
		}
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.Is(unicode.Arabic, r) || !unicode.IsLetter(r) }) {
		t.addWord([]rune(word))
	}
}

func (t *pdfTextFacts) addWord(word []rune) {
	t.words++
	for i := 2; i < len(word); i++ {
		if word[i] == word[i-1] && word[i] == word[i-2] && word[i] != 'ـ' {
			t.tripled++
			break
		}
	}
	if strings.Contains(string(word), "ال") {
		t.articled++
	}
	if i := strings.IndexRune(string(word), 'ة'); i >= 0 && i < len(string(word))-len("ة") {
		t.lateStart++
	}
}

// garbled judges the counts. In 41,686 Arabic news articles a tenth of the words
// and more hold ال, and ة stands at the end of words only; Persian and Urdu,
// which have no article, have no ة either.
func (t *pdfTextFacts) garbled() bool {
	const enough = 20 // words below which shares say nothing
	switch {
	case 4*t.unmapped > t.letters:
		return true
	case t.words < enough:
		return false
	}
	return 20*t.tripled > t.words || 20*t.lateStart > t.words || (t.words >= 10*enough && 100*t.articled < t.words && t.lateStart > 0)
}
