package check

import (
	"strings"
	"sync"

	"mujaz/internal/arabic"
)

// chargedTerms take a side. Each line has one: its Arabic forms, a bar, its English
// forms.
const chargedTerms = `
إرهابي إرهابية إرهاب إرهابيين إرهابيون|terrorist terrorists terrorism terror
شهيد شهداء استشهد استشهاد استشهدت|martyr martyrs martyred martyrdom
احتلال محتل محتلة احتلت احتل|occupation occupying occupied occupier occupiers occupies occupy
مجزرة مجازر مذبحة مذابح|massacre massacres massacred
ميليشيا مليشيا ميليشيات مليشيات|militia militias militiamen
زعم زعمت يزعم تزعم مزاعم ادعى ادعت يدعي ادعاء ادعاءات|claimed claims alleged claiming allegedly alleges allegations claim
إبادة|genocide genocidal extermination
متطرف متطرفة متطرفين متطرفون تطرف|extremist extremists extremism
انقلاب انقلابيين انقلابي|coup coups putschists
`

// chargedLines is the number of lines.
const chargedLines = 9

// charges maps the words of either language to the line of their term.
var charges = sync.OnceValue(func() map[uint64]int {
	table := map[uint64]int{}
	n := 0
	for line := range strings.Lines(strings.TrimSpace(chargedTerms)) {
		source, english, _ := strings.Cut(strings.TrimSpace(line), "|")
		for w := range arabic.Fields(arabic.Fold(source)) {
			table[hashWord(lightStem([]byte(w)))] = n
		}
		for w := range arabic.Fields(english) {
			table[hashWord([]byte(w))] = n
		}
		n++
	}
	return table
})

// charge notes a term that takes a side in one text only. A killed man is a martyr
// in the words of one party and a victim in those of another, so that translators
// choose; the note lets an editor see that it was done.
func charge(r *reading) []Finding {
	table := charges()
	var in, out [chargedLines]string
	for i, w := range r.source.words {
		if w.latin {
			continue
		}
		if n, ok := table[w.stem]; ok {
			in[n] = r.source.word(i)
		}
	}
	for i, w := range r.answer.words {
		if n, ok := table[w.hash]; ok && w.latin {
			out[n] = r.answer.word(i)
		}
	}
	var found []Finding
	for n := range chargedLines {
		switch {
		case in[n] != "" && out[n] == "":
			found = append(found, r.finding("charge", Note, false, in[n]+" of the source is said without its charge"))
		case out[n] != "" && in[n] == "":
			found = append(found, r.finding("charge", Note, false, out[n]+" of the translation has no such word in the source"))
		}
	}
	return found
}
