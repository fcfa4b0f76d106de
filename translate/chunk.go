package translate

import (
	"sort"

	"mujaz/internal/wire"
)

const (
	// wholeTokens is the largest article, in source tokens, that goes in one
	// request: nearly every news item does, and one request with everything in
	// view gives the most consistent names. With 1,600, articles of 950
	// words would pay protocol and context twice, 24 % of their own tokens.
	wholeTokens = 1800
	// chunkTokens bounds the pieces of longer ones: quality falls with length
	// and position (arXiv 2412.17592), and a piece is translated in the time
	// that the whole would take its number of pieces times over. At 1,200,
	// protocol, marks and context come to 26 % of an article at worst, at 1,400
	// to 23 %, where a further piece has just become necessary.
	chunkTokens = 1400
	// chunkUnits bounds the paragraphs of a piece: models join and skip short
	// ones where there are many.
	chunkUnits = 25
)

// chunks cuts units into the runs that are asked for in one request each: as few
// as can be, and of about the same length.
func chunks(units []*unit) [][]*unit {
	total, tokens := 0, make([]int, len(units))
	for i, u := range units {
		tokens[i] = wire.Tokens(u.source)
		total += tokens[i]
	}
	if total <= wholeTokens {
		return nonEmpty(units)
	}
	least := len(fill(units, tokens, chunkTokens))
	// The smallest bound that still makes as few pieces balances them.
	tight := sort.Search(chunkTokens, func(bound int) bool { return len(fill(units, tokens, bound)) <= least })
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
