package translate

import (
	"sort"

	"mujaz/internal/wire"
)

const (
	// wholeTokens is the largest article, in source tokens, that goes in one
	// request: nearly every news item does, and one request with everything in
	// view gives the most consistent names. In two, an article of 1,600 would pay
	// protocol and context twice, 22 % of its own tokens; of 1,800 it pays 20 %.
	wholeTokens = 1800
	// chunkTokens is what the pieces of longer ones aim at: quality falls with
	// length and position (arXiv 2412.17592), and a piece is translated in the time
	// that the whole would take its number of pieces times over. A piece has 900 to
	// 1,500: with none above 1,200, 900 to 1,200 tokens would stand beside 200 of
	// protocol and context, 25 % of an article where one more has just become
	// necessary.
	chunkTokens = 1200
	// chunkUnits bounds the paragraphs of a piece: models join and skip short
	// ones where there are many.
	chunkUnits = 25
)

// chunks cuts units into the runs that are asked for in one request each: as many
// as bring them nearest to chunkTokens, and of about the same length.
func chunks(units []*unit) [][]*unit {
	total, tokens := 0, make([]int, len(units))
	for i, u := range units {
		tokens[i] = wire.Tokens(u.source)
		total += tokens[i]
	}
	if total <= wholeTokens {
		return nonEmpty(units)
	}
	count := max((total+chunkTokens/2)/chunkTokens, len(fill(units, tokens, total)))
	// The smallest bound that makes no more pieces balances them.
	tight := sort.Search(total, func(bound int) bool { return len(fill(units, tokens, bound)) <= count })
	return fill(units, tokens, tight)
}

// fill cuts units, which have so many tokens each, into runs of at most bound
// tokens and chunkUnits units; a unit above the bound is a run of its own.
func fill(units []*unit, tokens []int, bound int) [][]*unit {
	var out [][]*unit
	start, sum := 0, 0
	for i, n := range tokens {
		if i > start && (sum+n > bound || i-start >= chunkUnits) {
			out = append(out, units[start:i])
			start, sum = i, 0
		}
		sum += n
	}
	return append(out, units[start:])
}

func nonEmpty(units []*unit) [][]*unit {
	if len(units) == 0 {
		return nil
	}
	return [][]*unit{units}
}

// runs cuts the units that are still wanted into runs of neighbours.
func runs(units []*unit, wanted func(*unit) bool) [][]*unit {
	var out [][]*unit
	start := -1
	for i, u := range units {
		switch {
		case wanted(u) && start < 0:
			start = i
		case !wanted(u) && start >= 0:
			out = append(out, units[start:i])
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, units[start:])
	}
	return out
}
