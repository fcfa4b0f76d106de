package arabic

import "strings"

// ShareScales gives the first number of "3 to 4 million" the reading of 3 million.
// It serves English numbers of the same text form too.
func ShareScales(text string, numbers []Number) {
	for i := 1; i < len(numbers); i++ {
		a, b := &numbers[i-1], &numbers[i]
		if b.Scale == 0 || a.Scale >= b.Scale || a.Kind == Month || b.Start-a.End > 12 || b.Start < a.End {
			continue
		}
		switch strings.TrimSpace(text[a.End:b.Start]) {
		case "-", "–", "—", "إلى", "الى", "أو", "او", "و", "to", "or", "and":
			a.Also = append(a.Also[:len(a.Also):len(a.Also)], a.Value.Shift(b.Scale))
		}
	}
}
