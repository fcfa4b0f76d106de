//go:build !race

package summarize_test

const bookWords = 200_000
