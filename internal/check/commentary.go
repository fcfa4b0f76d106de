package check

import (
	"strings"
	"sync"

	"mujaz/internal/arabic"
)

// preambles begin what a model says before its answer. Those with a * say it only
// where the same line speaks of a translation or ends with a colon.
const preambles = `here is the translation
here's the translation
here is the english
here's the english
here is an english
here is a translation
here's a translation
here is your translation
here's your translation
here are the translations
below is the translation
the following is the translation
the translation is:
the english translation is:
the translated text
the english translation:
the translation of this paragraph
translation:
translated text:
english translation:
english translation of
english version:
english translation the
english:
in english:
answer:
output:
[translation
the text reads:
translated paragraph
translation into english
translation of the
*sure
*certainly
*of course
*absolutely
*okay
*great
*understood
*happy to help
*i'd be happy
*sure thing
here you go
here it is:
*here is
*here's
*i have translated
*i've translated
*i will translate
*i'll translate
as an ai
as a language model
i'm an ai`

// refusals begin an answer that is none.
const refusals = `i'm sorry, but i can
i am sorry, but i can
i'm sorry, i can
sorry, but i can
sorry, i can't
i apologize, but i
i cannot translate
i can't translate
i'm unable to translate
i am unable to translate
i cannot assist
i can't assist
i can't help with
i cannot help with
i cannot provide
i can't provide`

// postscripts begin a remark behind an answer.
const postscripts = `(note:
note:
notes:
translator's note
(translator's note
[translator's note
[note:
*note:
**note
please note that this translation
note that the translation
this translation
i hope this helps
i hope this translation
let me know if
please let me know
feel free to
would you like me to
if you need any further
if you'd like me to
explanation:
alternative translation`

// excuses are Arabic words that such a sentence can translate. They count where
// they begin a word.
const excuses = `ملاحظ ملحوظ تنبيه يلاحظ لاحظ تجدر ترجم بالطبع بالتأكيد طبعا أكيد حسنا نعم آسف أعتذر عذرا نأسف
	ذكاء إنجليزي انجليزي إنكليزي شرح تفسير أرجو نرجو يرجى أخبر أعلم`

var excuseWords = sync.OnceValue(func() []string { return strings.Fields(arabic.Fold(excuses)) })

// commentary reports what a model says about its answer inside it, and a code
// fence around it.
func commentary(r *reading) []Finding {
	text := strings.TrimSpace(r.answer.text)
	for _, fence := range [...]string{"```", "~~~"} {
		if (strings.HasPrefix(text, fence) || strings.HasSuffix(text, fence)) && !strings.Contains(r.source.text, fence) {
			return []Finding{r.finding("commentary", Warning, true, "a code fence around the translation")}
		}
	}
	remark := remarkIn(text)
	if remark == "" || excused(r.source.text, remark) {
		return nil
	}
	level := Warning
	if startsWithOne(lowerHead(text), refusals) {
		level = Error
	}
	return []Finding{r.finding("commentary", level, true, "the model's own words: "+excerpt(remark))}
}

// lastOfQuote is the last byte of ”.
const lastOfQuote = 0x9d

// remarkIn returns the remark that a text begins or ends with, or "".
func remarkIn(text string) string {
	if head := lowerHead(text); announces(head) || startsWithOne(head, preambles) || startsWithOne(head, refusals) {
		return text
	}
	for i := 0; i < len(text); {
		b := text[i]
		if i++; b != '.' && b != '!' && b != '?' && b != ')' && b != '"' && b != '\n' && b != lastOfQuote {
			continue
		}
		rest := strings.TrimLeft(text[i:], " \n\t”\"")
		if rest != "" && startsWithOne(lowerHead(rest), postscripts) {
			return rest
		}
	}
	return ""
}

// excused tells whether the source itself has a word for such a remark. One that
// speaks of a translation needs a source that does.
func excused(source, remark string) bool {
	excuses := excuseWords()
	if strings.Contains(lowerHead(remark), "translat") {
		excuses = []string{"ترجم", "مترجم"}
	}
	for word := range arabic.Fields(arabic.Fold(source)) {
		word = strings.TrimPrefix(strings.TrimLeft(word, "وف(\"«[*_"), "ال")
		for _, excuse := range excuses {
			if strings.HasPrefix(word, excuse) {
				return true
			}
		}
	}
	return false
}

// lowerHead returns the beginning of a text in lower case, without emphasis and
// with straight apostrophes.
func lowerHead(text string) string {
	const most = 90
	text = strings.TrimLeft(text, "*_#> ")
	if len(text) > most {
		text = text[:most]
	}
	return strings.ReplaceAll(strings.ToLower(text), "’", "'")
}

func startsWithOne(head, list string) bool {
	if head == "" {
		return false
	}
	for start := range strings.SplitSeq(list, "\n") {
		start, loose := strings.CutPrefix(start, "*")
		if start[0] != head[0] || !strings.HasPrefix(head, start) {
			continue
		}
		rest := head[len(start):]
		if !loose || strings.Contains(rest, "translat") || beginsRemark(rest) {
			return true
		}
	}
	return false
}

// announces tells whether a text begins with a line, or with words before a colon,
// that speak of a translation.
func announces(head string) bool {
	at := strings.IndexAny(head, ":\n")
	return at >= 0 && strings.Contains(head[:at], "translat")
}

// beginsRemark tells whether what follows "Sure" makes it a remark: a mark and a
// colon at a sentence's end.
func beginsRemark(rest string) bool {
	if rest == "" || !strings.ContainsRune("!,.", rune(rest[0])) {
		return false
	}
	return rest[0] == '!' || strings.Contains(rest, "here") && strings.Contains(rest, ":")
}
