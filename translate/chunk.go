package translate

import "mujaz/internal/wire"

const (
	// wholeTokens is the largest article, in source tokens, that goes in one
	// request: nearly every news item does, and one request with everything in
	// view gives the most consistent names.
	wholeTokens = 1600
	// chunkTokens bounds the pieces of longer ones: quality falls with length
	// and position (arXiv 2412.17592), and a piece is translated in the time
	// that the whole would take its number of pieces times over.
	chunkTokens = 1200
	// chunkUnits bounds the paragraphs of a piece: models join and skip short
	// ones where there are many.
	chunkUnits = 25
)

// chunks cuts units into the runs that are asked for in one request each.
func chunks(units []*unit) [][]*unit {
	total := 0
	for _, u := range units {
		total += wire.Tokens(u.source)
	}
	if total <= wholeTokens {
		return nonEmpty(units)
	}
	var out [][]*unit
	start, tokens := 0, 0
	for i, u := range units {
		n := wire.Tokens(u.source)
		if i > start && (tokens+n > chunkTokens || i-start >= chunkUnits) {
			out = append(out, units[start:i])
			start, tokens = i, 0
		}
		tokens += n
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
