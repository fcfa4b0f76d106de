package summarize

import (
	"strings"

	"mujaz/internal/arabic"
	"mujaz/internal/article"
	"mujaz/internal/wire"
)

// unit is a text of a request and the place of the source that it stands for.
type unit struct {
	place int // from 1, an index into the source's texts
	text  string
	// level is how deep the border before it is: the start of an article or a
	// chapter 0, headings 1 to 6, paragraphs, sentences.
	level  int
	tokens int
}

// The borders that are no headings.
const (
	chapterLevel   = 0
	paragraphLevel = 7
	sentenceLevel  = 8
)

// markTokens is what a mark and its line cost.
const markTokens = 4

func newUnit(place int, text string, level int) unit {
	return unit{place, text, level, wire.Tokens(text) + markTokens}
}

// source is what a summary is about: texts numbered from 1.
type source struct {
	title    string
	language string
	units    []unit
}

// newSource numbers the paragraphs of an article.
func newSource(a *article.Article) *source {
	s := &source{title: a.Title, language: a.Language}
	for i, b := range a.Units() {
		s.units = append(s.units, newUnit(i+1, b.Text, levelOf(b)))
	}
	return s
}

// texts returns the source's texts, in order.
func (s *source) texts() []string { return textsOf(s.units) }

func textsOf(units []unit) []string {
	texts := make([]string, len(units))
	for i, u := range units {
		texts[i] = u.text
	}
	return texts
}

// only returns the texts with all but those of units left empty.
func (s *source) only(units []unit) []string {
	texts := make([]string, len(s.units))
	for _, u := range units {
		texts[u.place-1] = s.text(u.place)
	}
	return texts
}

func (s *source) words() int {
	n := 0
	for _, u := range s.units {
		n += arabic.CountWords(u.text)
	}
	return n
}

// text returns the text of a place.
func (s *source) text(place int) string { return s.units[place-1].text }

// chapterWords bounds the line that opens a chapter: "الفصل الأول: عودة الغائب".
const chapterWords = 10

// levelOf returns how good a border lies before a block.
func levelOf(b article.Block) int {
	switch {
	case b.Kind == article.Heading:
		return b.Level
	case opensChapter(b.Text):
		return chapterLevel
	}
	return paragraphLevel
}

// opensChapter knows the lines that open a chapter in plain text, where nothing
// else marks them.
func opensChapter(text string) bool {
	head, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	switch head {
	case "الفصل", "الباب", "الجزء", "القسم", "المقدمة", "مقدمة", "الخاتمة", "خاتمة", "Chapter", "Part":
		return arabic.CountWords(text) <= chapterWords
	}
	return false
}
