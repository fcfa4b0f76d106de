package summarize

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"mujaz/internal/llm"
)

// merge writes the summary from drafts, over as many levels as it takes.
func (j *job) merge(ctx context.Context, drafts []*answer) (*answer, error) {
	for {
		list := make([]*notes, len(drafts))
		for i, d := range drafts {
			list[i] = j.notesOf(d)
		}
		final, err := j.mergeOrder(whole, list, j.target)
		if err != nil {
			return nil, err
		}
		if !j.fits(final) && len(list) <= leastGroup {
			if final, err = j.trimmed(final, list); err != nil {
				return nil, err
			}
		}
		if j.fits(final) {
			a, err := j.settle(ctx, final)
			if err == nil || !j.narrow(err, final) {
				return a, err
			}
		}
		next, err := j.mergeGroups(ctx, drafts, list)
		if err != nil {
			return nil, err
		}
		if len(next) >= len(drafts) {
			return nil, &llm.Error{Code: llm.ContextLength, Err: errors.New("the model's window is too small for the notes on the article's parts")}
		}
		drafts = next
	}
}

// trimmed is the last merge with notes cut to what there is place for.
func (j *job) trimmed(final *order, list []*notes) (*order, error) {
	room, err := j.room(final)
	if err != nil {
		return nil, err
	}
	for _, n := range list {
		n.trim(room / len(list))
	}
	return j.mergeOrder(whole, list, j.target)
}

// mergeGroups merges runs of notes that fit the window into new notes.
func (j *job) mergeGroups(ctx context.Context, drafts []*answer, list []*notes) ([]*answer, error) {
	words := j.noteWords()
	o, err := j.newOrder(draft, nil, []string{""}, words)
	if err != nil {
		return nil, err
	}
	room, err := j.room(o)
	if err != nil {
		return nil, err
	}
	for _, n := range list {
		n.trim(room / leastGroup)
	}
	type group struct{ from, to int }
	var groups []group
	for from := 0; from < len(list); {
		to := from + grouped(list[from:], room)
		groups = append(groups, group{from, to})
		from = to
	}
	return sideBySide(groups, func(g group) ([]*answer, error) {
		return j.mergeGroup(ctx, drafts[g.from:g.to], list[g.from:g.to], words)
	})
}

// leastGroup is how many notes fit a request at least: with fewer than two a
// level would not be shorter than the one before.
const leastGroup = 3

// grouped returns how many of the notes go in one request: about as many as in
// the others.
func grouped(list []*notes, room int) int {
	total := 0
	for _, n := range list {
		total += n.tokens
	}
	even := total / ((total + room - 1) / max(room, 1))
	n, tokens := 0, 0
	for n < len(list) && tokens < even && (n == 0 || tokens+list[n].tokens <= room) {
		tokens += list[n].tokens
		n++
	}
	return max(n, 1)
}

// mergeGroup merges neighbours, in halves where they are too long together.
func (j *job) mergeGroup(ctx context.Context, drafts []*answer, list []*notes, words int) ([]*answer, error) {
	if len(drafts) == 1 {
		return drafts, nil
	}
	o, err := j.mergeOrder(draft, list, words)
	if err != nil {
		return nil, err
	}
	a, err := j.settle(ctx, o)
	if err == nil {
		a.units, a.notes = o.units, o.notes
		return []*answer{a}, nil
	}
	if !j.mayNarrow(err) || len(drafts) < 2*2 {
		return nil, err
	}
	middle := len(drafts) / 2
	before, err := j.mergeGroup(ctx, drafts[:middle], list[:middle], words)
	if err != nil {
		return nil, err
	}
	after, err := j.mergeGroup(ctx, drafts[middle:], list[middle:], words)
	return append(before, after...), err
}

// mergeOrder asks for a text about notes and the sentences behind them.
func (j *job) mergeOrder(of kind, list []*notes, words int) (*order, error) {
	sentences := map[int][]string{} // by place
	for _, n := range list {
		for _, s := range n.list {
			for _, e := range s.evidence {
				if !slices.Contains(sentences[e.place], e.text) {
					sentences[e.place] = append(sentences[e.place], e.text)
				}
			}
		}
	}
	var units []unit
	marks := map[int]int{}
	for _, place := range slices.Sorted(maps.Keys(sentences)) {
		units = append(units, newUnit(place, strings.Join(sentences[place], " "), sentenceLevel))
		marks[place] = len(units)
	}
	var lines []string
	for _, n := range list {
		for _, s := range n.list {
			if s.said != "" {
				lines = append(lines, s.line(marks))
			}
		}
	}
	return j.newOrder(of, units, lines, words)
}
