package glossary

import (
	"strings"

	"mujaz/internal/arabic"
)

// counts are the sequences of words of a corpus, keyed by their words folded and
// joined by spaces.
type counts struct {
	sequences map[string]*sequence
	article   int // the number of the text being read, from 1
	room      int // the most sequences that are kept
	floor     int // what was counted at most this often has been forgotten
}

// sequence is what is known of a sequence of words.
type sequence struct {
	text     string // as first written
	count    int
	articles int
	last     int // the last article it was seen in
	titled   int // occurrences after a title
	quoted   int // occurrences that are a whole quotation
	governed int // occurrences after a preposition, one written onto it included
	free     int // of a single word: occurrences that no noun or adjective follows
}

const (
	// maxSequences bounds the memory of counting: some 200 MB.
	maxSequences = 1 << 20
	// maxLength is the longest sequence in words. Longer terms are known by a part.
	maxLength = 4
)

func newCounts() *counts { return &counts{sequences: make(map[string]*sequence), room: maxSequences} }

// read counts the sequences of a text.
func (c *counts) read(text string) {
	c.article++
	words := split(text)
	titled := false
	for i, w := range words {
		afterTitle := !w.apart && titled
		// A title holds through its own adjectives: الرئيس الأمريكي دونالد.
		adjective := strings.HasPrefix(w.folded, "ال")
		titled = wordLists().titles[strings.TrimPrefix(w.folded, "و")] || afterTitle && adjective
		c.countFrom(text, words[i:], afterTitle && !adjective, i > 0 && !w.apart && wordLists().prepositions[words[i-1].folded])
	}
	if len(c.sequences) > c.room {
		c.forget()
	}
}

// countFrom counts the sequences that begin at words[0].
func (c *counts) countFrom(text string, words []word, titled, governed bool) {
	if first := words[0].folded; first == "بن" || !canEdge(first) && !wordLists().particles[first] {
		return
	}
	var key strings.Builder
	for n, w := range words[:min(maxLength, len(words))] {
		if n > 0 && (w.apart || w.quoted) {
			return
		}
		if n > 0 {
			key.WriteByte(' ')
		}
		key.WriteString(w.folded)
		if !canEdge(w.folded) && !(n > 0 && isHyphen(text[words[n-1].end:w.start])) {
			if !wordLists().particles[w.folded] {
				return
			}
			continue
		}
		s := c.at(key.String(), text[words[0].start:w.end])
		s.count++
		if s.last != c.article {
			s.last, s.articles = c.article, s.articles+1
		}
		s.titled += one(titled)
		s.governed += one(governed)
		s.free += one(n+1 == len(words) || words[n+1].apart || !canEdge(words[n+1].folded))
		s.quoted += one(words[0].quoted && closes(text[w.end:]))
	}
}

// isHyphen tells whether two words are one name for all that stands between them:
// كوفيد-19.
func isHyphen(between string) bool {
	return between == "-" || between == "‐" || between == "‑" || between == "–"
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// canEdge tells whether a term can begin and end with a word.
func canEdge(folded string) bool {
	return len(folded) > 2 && !arabic.IsStopword(folded) && strings.IndexFunc(folded, arabic.IsLetter) >= 0
}

// closes tells whether a quotation ends here.
func closes(rest string) bool {
	rest = strings.TrimLeft(rest, " ")
	return strings.HasPrefix(rest, "»") || strings.HasPrefix(rest, "”") || strings.HasPrefix(rest, `"`)
}

func (c *counts) at(key, text string) *sequence {
	s := c.sequences[key]
	if s == nil {
		shown := arabic.Clean(text, arabic.CleanOptions{StripMarks: true})
		s = &sequence{text: arabic.OneLine(shown)}
		c.sequences[key] = s
	}
	return s
}

// forget drops the rarest sequences until half the room is free.
func (c *counts) forget() {
	for len(c.sequences) > c.room/2 {
		c.floor++
		for key, s := range c.sequences {
			if s.count <= c.floor {
				delete(c.sequences, key)
			}
		}
	}
}

// mergeClitics adds what was counted with و ف ب ك ل before it to the same without
// it, where that is a word of its own: at least as frequent and no function word.
func (c *counts) mergeClitics() {
	into := make(map[string]string)
	for key, s := range c.sequences {
		for bareKey := range bare(key) {
			if o := c.sequences[bareKey]; o != nil && o.count >= s.count && bareKey != key && sameWord(key, bareKey) {
				into[key] = bareKey
				break
			}
		}
	}
	for key := range into {
		target := into[key]
		for into[target] != "" {
			target = into[target]
		}
		c.sequences[target].add(c.sequences[key], key)
	}
	for key := range into {
		delete(c.sequences, key)
	}
}

// sameWord tells whether longer is bareKey with clitics and not with an article
// that bareKey has not: الوزير is no form of the name وزير.
func sameWord(longer, bareKey string) bool {
	had, has := strings.TrimSuffix(longer, strings.TrimPrefix(bareKey, "ال")), strings.HasPrefix(bareKey, "ال")
	return has || !strings.Contains(had, "ال") && !strings.HasSuffix(had, "لل")
}

// add counts o, which is s with a clitic.
func (s *sequence) add(o *sequence, key string) {
	s.count += o.count
	s.articles = max(s.articles, o.articles)
	s.titled += o.titled
	s.quoted += o.quoted
	s.free += o.free
	if strings.HasPrefix(key, "و") || strings.HasPrefix(key, "ف") {
		s.governed += o.governed
	} else {
		s.governed += o.count
	}
}
