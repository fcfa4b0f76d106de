package summarize

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Length is how long a summary is asked to be: a number of words, or a share of
// the article's. The zero Length leaves it to the prompt.
type Length struct {
	Words int
	Share float64 // 0 to 1
}

// named are the lengths that have names, in words.
func named(s string) int {
	switch s {
	case "short":
		return 50
	case "medium":
		return 100
	case "long":
		return 200
	}
	return 0
}

// ParseLength reads short, medium, long, a number of words, or a percentage of
// the article's words. The empty string is the zero Length.
func ParseLength(s string) (Length, error) {
	if s == "" {
		return Length{}, nil
	}
	if n := named(s); n > 0 {
		return Length{Words: n}, nil
	}
	if digits, ok := strings.CutSuffix(s, "%"); ok {
		p, err := strconv.ParseFloat(strings.TrimSpace(digits), 64)
		if err == nil && p > 0 && p <= 100 {
			return Length{Share: p / 100}, nil
		}
	} else if n, err := strconv.Atoi(s); err == nil && n > 0 {
		return Length{Words: n}, nil
	}
	return Length{}, fmt.Errorf("length %q is not short, medium, long, a number of words or a percentage such as 30%%", s)
}

// intoEnglish is how many English words say what one Arabic word says: clitics
// become words of their own.
const intoEnglish = 1.25

// Target returns the asked length in words of the language to, for an article
// of so many words in the language from; 0 where no length is asked. It is
// never more than the article has.
func (l Length) Target(articleWords int, from, to string) int {
	most := float64(articleWords)
	if from != "en" && to == "en" {
		most *= intoEnglish
	}
	switch {
	case l.Share > 0:
		return max(1, int(math.Round(l.Share*most)))
	case l.Words > 0:
		return max(1, min(l.Words, int(math.Round(most))))
	}
	return 0
}

// wordCount is a length as templates see it.
func wordCount(n int) string { return fmt.Sprintf("%d words", n) }

// instruction asks for the length and the language, in a sentence each and in
// the language of the answer. A model counts badly, so it gets a range.
func instruction(target int, to string) string {
	low, high := int(math.Round(0.85*float64(target))), int(math.Round(1.1*float64(target)))
	switch {
	case to == "en" && target > 0:
		return fmt.Sprintf("Write in English. Write about %d words (%d to %d).", target, low, high)
	case to == "en":
		return "Write in English."
	case to == "ar" && target > 0:
		return fmt.Sprintf("اكتب بالعربية. ليكن الطول نحو %d كلمة (من %d إلى %d).", target, low, high)
	case to == "ar":
		return "اكتب بالعربية."
	case target > 0:
		return fmt.Sprintf("Write in the language of the article. Write about %d words (%d to %d).", target, low, high)
	}
	return "Write in the language of the article."
}
