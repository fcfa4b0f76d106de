package cmd

import (
	"fmt"
	"slices"
	"testing"

	"mujaz/internal/check"
)

func TestDisorder(t *testing.T) {
	for _, c := range []struct {
		answers []int // where the answer to each paragraph stands
		want    []string
	}{
		{[]int{0, 1, 2, 3}, nil},
		{[]int{0, 2, 1, 3}, []string{"2: paragraphs 2 and 3 stand in the other order"}},
		{[]int{1, 0, 3, 2}, []string{"1: paragraphs 1 and 2 stand in the other order", "3: paragraphs 3 and 4 stand in the other order"}},
		{[]int{0, 4, 2, 3, 1}, []string{"2: paragraphs 2 and 5 stand in each other's place"}},
		{[]int{0, 4, 1, 2, 3}, []string{"2: this paragraph stands after paragraph 5"}},
		{[]int{1, 2, 3, 0}, []string{"4: this paragraph stands before all others"}},
	} {
		var matches []check.Match
		for i, at := range c.answers {
			matches = append(matches, check.Match{Source: []int{i}, Answer: []int{at}})
		}
		var got []string
		for _, f := range disorder(matches, 1) {
			got = append(got, fmt.Sprintf("%d: %s", f.Paragraph, f.Detail))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: %q, want %q", c.answers, got, c.want)
		}
	}
}
