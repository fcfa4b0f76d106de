package summarize

import (
	"slices"
	"strconv"
	"strings"

	"mujaz/internal/arabic"
	"mujaz/internal/check"
	"mujaz/internal/wire"
)

// note is a statement of a draft with the sentences of the source behind it.
type note struct {
	// said is empty where the checks doubt it: its sentences speak for
	// themselves.
	said     string
	evidence []unit
}

// notes are what was written about a part.
type notes struct {
	list   []note
	tokens int
}

// line writes a note with the marks of its evidence, as they pass through an
// envelope.
func (s note) line(marks map[int]int) string {
	var cited []string
	for _, e := range s.evidence {
		cited = append(cited, "¶"+strconv.Itoa(marks[e.place]))
	}
	if len(cited) == 0 {
		return s.said
	}
	return s.said + " (" + strings.Join(slices.Compact(cited), ", ") + ")"
}

// notesOf takes a draft apart into notes.
func (j *job) notesOf(a *answer) *notes {
	n := &notes{}
	known := append(textsOf(a.units), a.notes...)
	doubted := func(text string) bool { return len(check.SummaryNumbers(known, text, script(j.from))) > 0 }
	doubt := doubted(a.text)
	for _, c := range a.claims {
		s := note{said: arabic.OneLine(c.Text), evidence: evidence(c, a.units)}
		if doubt && doubted(c.Text) {
			s.said = ""
		}
		if s.said != "" || len(s.evidence) > 0 {
			n.list = append(n.list, s)
		}
	}
	n.count()
	return n
}

func (n *notes) count() {
	n.tokens = 0
	for _, s := range n.list {
		n.tokens += s.tokens()
	}
}

func (s note) tokens() int {
	return wire.Tokens(s.said) + markTokens*len(s.evidence) + tokensOf(s.evidence)
}

// trim keeps notes to a number of tokens where a model wrote far more than was
// asked: first what it said goes where sentences of the source stand for it,
// from the end, then every second note.
func (n *notes) trim(most int) {
	for i := len(n.list) - 1; i >= 0 && n.tokens > most; i-- {
		if len(n.list[i].evidence) > 0 {
			n.list[i].said = ""
			n.count()
		}
	}
	for len(n.list) > 1 && n.tokens > most {
		var kept []note
		for i := 0; i < len(n.list); i += 2 {
			kept = append(kept, n.list[i])
		}
		n.list = kept
		n.count()
	}
	if n.tokens > most {
		n.list[0].clip(most)
		n.count()
	}
}

// clip cuts a note that alone is too long.
func (s *note) clip(most int) {
	if len(s.evidence) > 1 {
		s.evidence = s.evidence[:1]
	}
	cut := func(text string) string {
		words := strings.Fields(text)
		for len(words) > 1 && wire.Tokens(strings.Join(words, " "))+2*markTokens > most {
			words = words[:len(words)/2]
		}
		return strings.Join(words, " ")
	}
	s.said = cut(s.said)
	for i, e := range s.evidence {
		s.evidence[i] = newUnit(e.place, cut(e.text), e.level)
	}
}

// mostCited is how many paragraphs are shown for one note.
const mostCited = 2

// evidence returns the sentences of a part that a claim rests on: of each
// paragraph cited the one that is most like it. Where nothing is cited they are
// looked for in the whole part.
func evidence(c Claim, part []unit) []unit {
	stems := stemsOf(c.Text)
	var found []unit
	for _, place := range c.Paragraphs[:min(len(c.Paragraphs), mostCited)] {
		if u, shared := likest(stems, part, place); shared >= 0 {
			found = append(found, u)
		}
	}
	if len(c.Paragraphs) > 0 {
		return found
	}
	if u, shared := likest(stems, part, anywhere); shared > 1 { // one word in common is chance
		found = append(found, u)
	}
	return found
}

// anywhere is the place that stands for all places.
const anywhere = 0

// likest returns the sentence of the part's units at a place that shares most
// stems, and how many; -1 where there is none.
func likest(stems map[string]bool, part []unit, place int) (best unit, shared int) {
	shared = -1
	for _, u := range part {
		if place != anywhere && u.place != place {
			continue
		}
		for _, sentence := range pieces(u.text, pieceWords) {
			n := 0
			for s := range stemsOf(sentence) {
				if stems[s] {
					n++
				}
			}
			if n > shared {
				best, shared = newUnit(u.place, sentence, sentenceLevel), n
			}
		}
	}
	return best, shared
}

// stemsOf returns the stems of a text's content words.
func stemsOf(text string) map[string]bool {
	stems := map[string]bool{}
	for _, w := range arabic.Words(text) {
		if !arabic.IsStopword(w) {
			stems[arabic.Stem(w)] = true
		}
	}
	return stems
}
