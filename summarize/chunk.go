package summarize

import (
	"slices"
	"strings"

	"mujaz/internal/arabic"
)

// A chunk may end this much before or after its even share of what is left,
// where a better border lies there.
const slack = 0.25

// chunks cuts units into runs of at most room tokens, about evenly, at the best
// borders. Units beyond room are cut at their sentences.
func chunks(units []unit, room int) [][]unit {
	units = fitted(units, room)
	var out [][]unit
	for len(units) > 0 {
		n := cut(units, room)
		out, units = append(out, units[:n]), units[n:]
	}
	return out
}

// cut returns how many units the next chunk takes.
func cut(units []unit, room int) int {
	left := tokensOf(units)
	if left <= room {
		return len(units)
	}
	even := float64(left) / float64((left+room-1)/room)
	low, high := even*(1-slack), min(float64(room), even*(1+slack))
	best, bestLevel, bestOff := 0, sentenceLevel+1, 0.0
	tokens := 0
	for i, u := range units {
		if i > 0 && float64(tokens) >= low {
			off := max(even-float64(tokens), float64(tokens)-even)
			if u.level < bestLevel || u.level == bestLevel && off < bestOff {
				best, bestLevel, bestOff = i, u.level, off
			}
		}
		tokens += u.tokens
		if float64(tokens) > high {
			if best == 0 {
				best = max(i, 1)
			}
			return best
		}
	}
	return len(units)
}

func tokensOf(units []unit) int {
	n := 0
	for _, u := range units {
		n += u.tokens
	}
	return n
}

// fitted cuts the units that are larger than room.
func fitted(units []unit, room int) []unit {
	if !slices.ContainsFunc(units, func(u unit) bool { return u.tokens > room }) {
		return units
	}
	var out []unit
	for _, u := range units {
		if u.tokens <= room {
			out = append(out, u)
			continue
		}
		level := u.level
		for _, piece := range pieces(u.text, min(pieceWords, room/mostPerWord+1)) {
			out = append(out, newUnit(u.place, piece, level))
			level = sentenceLevel
		}
	}
	return out
}

// mostPerWord is the most tokens of an Arabic word: one with all its diacritics.
const mostPerWord = 6

// pieceWords is the longest piece of a text that stands for a sentence: three
// times an ordinary one.
const pieceWords = 80

// pieces returns a text's sentences; those of more than most words are cut
// between words.
func pieces(text string, most int) []string {
	var out []string
	for _, s := range arabic.Sentences(text) {
		words := strings.Fields(s)
		for len(words) > most {
			out = append(out, strings.Join(words[:most], " "))
			words = words[most:]
		}
		if len(words) > 0 {
			out = append(out, strings.Join(words, " "))
		}
	}
	return out
}

// halves cuts units in two of about the same size, at the best border there is;
// ok is false where there is nothing left to cut.
func halves(units []unit) (first, second []unit, ok bool) {
	room := (tokensOf(units) + 1) / 2
	if len(units) == 1 {
		units = fitted(units, room)
	}
	if len(units) < 2 {
		return nil, nil, false
	}
	n := cut(units, max(room, 1))
	n = min(n, len(units)-1)
	return units[:n], units[n:], true
}
