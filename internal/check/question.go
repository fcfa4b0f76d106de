package check

import "strings"

// question compares whether the two texts ask something.
func question(r *reading) []Finding {
	in, out := asks(r.source.text), asks(r.answer.text)
	switch {
	case in && !out:
		return []Finding{r.finding("question", Warning, true, "the source asks a question and the translation does not")}
	case out && !in:
		return []Finding{r.finding("question", Warning, true, "the translation asks a question and the source does not")}
	}
	return nil
}

// asks tells whether a question mark stands in text that is not inside an
// address.
func asks(text string) bool {
	if strings.Contains(text, "؟") {
		return true
	}
	for i := 0; i < len(text); i++ {
		if text[i] == '?' && (i+1 == len(text) || !isAlphanumeric(text[i+1])) {
			return true
		}
	}
	return false
}

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}
