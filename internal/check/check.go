// Package check holds the deterministic checks of an answer against its source:
// pure functions of texts, without a model, a network or a clock.
package check

import "mujaz/internal/arabic"

// Prepare builds the tables of words that the checks of a translation or summary
// look into, about a millisecond's work: to be called beside something that waits,
// so that the first check need not. The checks do not depend on it.
func Prepare() {
	lexicon()
	arabic.Numbers("خمسة")
	englishTable()
	negativeWords()
	arabicCues()
	englishCues()
	hedges()
	charges()
	arabic.IsStopword("من")
}

// Level tells how grave a finding is.
type Level string

const (
	Note    Level = "note"    // worth knowing
	Warning Level = "warning" // probably a fault: delivered and flagged
	Error   Level = "error"   // unfit
)

// Finding is what a check has to say about an answer.
type Finding struct {
	// Check names the rule: "numbers", "length", …
	Check string `json:"check"`
	Level Level  `json:"level"`
	// Paragraph is the source's paragraph from 1; 0 is the title, or the whole
	// where the check is about it.
	Paragraph int `json:"paragraph"`
	// Detail says it in words: "18 is in the source and not in the translation".
	Detail string `json:"detail"`
	// Repair tells that asking the model again may mend it.
	Repair bool `json:"-"`
}

// Pair is one unit of a source and its answer, in plain text.
type Pair struct {
	Paragraph int // the source's paragraph from 1, 0 for the title
	Source    string
	Answer    string
}
