package check

// Shift finds answers that fit the sources of their neighbours better than
// their own: what Translation finds of it, for units that have just arrived.
func Shift(pairs []Pair) []Finding {
	readings := make([]reading, len(pairs))
	for i, p := range pairs {
		readings[i] = read(p)
	}
	return shifted(readings)
}
