package check

import "testing"

// The table must stay half empty, or its chains grow long, and hold each word
// under its own meaning.
func TestLexicon(t *testing.T) {
	d := lexicon()
	filled := 0
	for _, h := range d.hashes {
		if h != 0 {
			filled++
		}
	}
	if filled < 1000 || filled > dictionarySlots/2 {
		t.Errorf("%d of %d slots are filled", filled, dictionarySlots)
	}
	for arabic, english := range map[string]string{"والقلب": "hearts", "جبالها": "mountain", "ألماني": "Germany", "الألماني": "german"} {
		a, e := readSide(arabic).words[0].concept, readSide(english).words[0].concept
		if a == 0 || a != e {
			t.Errorf("%s means %d, %s %d", arabic, a, english, e)
		}
	}
	if c := readSide("قعقعة").words[0].concept; c != 0 {
		t.Errorf("an unknown word means %d", c)
	}
}
