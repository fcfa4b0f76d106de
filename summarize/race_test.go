//go:build race

package summarize_test

// bookWords is less than a book's: the race detector makes it ten times slower.
const bookWords = 15_000
