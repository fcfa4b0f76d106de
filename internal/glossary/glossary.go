// Package glossary holds the terms whose rendering a user has laid down: it reads
// them, finds them in an Arabic text, verifies a translation against them and
// proposes the terms of a corpus.
package glossary

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Term is an Arabic term and how it is to be rendered.
type Term struct {
	Source string
	// Rendering is one rendering or several divided by "|": the first is asked
	// for, any is accepted.
	Rendering string
	Note      string
}

// Asked returns the rendering that is asked for.
func (t Term) Asked() string {
	first, _, _ := strings.Cut(t.Rendering, "|")
	return strings.TrimSpace(first)
}

// Accepted returns the renderings that are accepted, the one asked for first.
func (t Term) Accepted() []string {
	var accepted []string
	for r := range strings.SplitSeq(t.Rendering, "|") {
		if r = strings.TrimSpace(r); r != "" {
			accepted = append(accepted, r)
		}
	}
	return accepted
}

// optional tells whether the note excuses a translation without the rendering.
func (t Term) optional() bool {
	note := strings.ToLower(t.Note)
	return strings.Contains(note, "optional") || strings.Contains(note, "اختياري")
}

// Glossary is a set of terms, ready for matching. It is safe for concurrent use.
type Glossary struct {
	terms []Term
	// byFirst are the terms by their first word, folded; longer terms first.
	byFirst map[string][]entry
}

// entry is a term as it is matched.
type entry struct {
	words []string // folded
	term  int
}

// New returns the glossary of terms. Terms without a word or a rendering are left
// out, as is the later of two whose sources are equal when folded.
func New(terms []Term) *Glossary {
	g := &Glossary{byFirst: make(map[string][]entry, len(terms))}
	for _, t := range terms {
		g.add(t)
	}
	g.sort()
	return g
}

// add takes t up. It returns the term that has the same source, or nil.
func (g *Glossary) add(t Term) *Term {
	words := foldedWords(t.Source)
	if len(words) == 0 || len(t.Accepted()) == 0 {
		return nil
	}
	for _, e := range g.byFirst[words[0]] {
		if slices.Equal(e.words, words) {
			return &g.terms[e.term]
		}
	}
	g.byFirst[words[0]] = append(g.byFirst[words[0]], entry{words, len(g.terms)})
	g.terms = append(g.terms, t)
	return nil
}

func (g *Glossary) sort() {
	for _, entries := range g.byFirst {
		slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(len(b.words), len(a.words)) })
	}
}

// Terms returns all terms in the order they were given.
func (g *Glossary) Terms() []Term { return slices.Clone(g.terms) }

// Error is what is wrong with a glossary file.
type Error struct {
	Path string
	Line int // from 1, 0 where it is about the whole file
	Err  error
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("reading glossary %s: %v", e.Path, e.Err)
	}
	return fmt.Sprintf("reading glossary %s:%d: %v", e.Path, e.Line, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }
