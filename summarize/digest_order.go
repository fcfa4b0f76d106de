package summarize

import (
	"maps"
	"math"
	"slices"

	"mujaz/internal/article"
)

// sameStory is the least likeness of two articles that are put side by side.
// What it misses costs nothing but a longer way for the merge.
const sameStory = 0.2

// alike returns the indices of articles in an order that puts those about one
// event beside each other: each article takes the ones after it that are like
// it, and those that are like them.
func alike(articles []*article.Article) []int {
	vectors := vectorsOf(articles)
	taken := make([]bool, len(articles))
	var order []int
	for i := range articles {
		if taken[i] {
			continue
		}
		taken[i] = true
		for group := []int{i}; len(group) > 0; group = group[1:] {
			order = append(order, group[0])
			for k := i + 1; k < len(articles); k++ {
				if !taken[k] && cosine(vectors[group[0]], vectors[k]) >= sameStory {
					taken[k] = true
					group = append(group, k)
				}
			}
		}
	}
	return order
}

// vectorsOf weighs the stems of each article by how few articles have them, and
// scales the weights to length 1.
func vectorsOf(articles []*article.Article) []map[string]float64 {
	vectors := make([]map[string]float64, len(articles))
	in := map[string]float64{}
	for i, a := range articles {
		vectors[i] = map[string]float64{}
		for stem := range stemsOf(opening(a)) {
			vectors[i][stem] = 1
			in[stem]++
		}
	}
	for _, v := range vectors {
		square := 0.0
		for _, stem := range slices.Sorted(maps.Keys(v)) { // sums in one order are equal sums
			v[stem] = math.Log(1 + float64(len(articles))/in[stem])
			square += v[stem] * v[stem]
		}
		for stem := range v {
			v[stem] /= math.Sqrt(square)
		}
	}
	return vectors
}

// openingUnits are the paragraphs of an article that say what it is about.
const openingUnits = 4

func opening(a *article.Article) string {
	text := a.Title
	for _, b := range a.Units()[:min(len(a.Units()), openingUnits)] {
		text += "\n" + b.Text
	}
	return text
}

func cosine(a, b map[string]float64) float64 {
	sum := 0.0
	for _, stem := range slices.Sorted(maps.Keys(a)) {
		sum += a[stem] * b[stem]
	}
	return sum
}
