package check

import (
	"cmp"
	"slices"
	"sync"

	"mujaz/internal/arabic"
)

// mostSpelt bounds how many names are followed over many articles, so that memory
// does not grow with them.
const mostSpelt = 50_000

// Spellings follows how names are spelt over many articles. It may be used by many
// goroutines; the zero value is ready.
type Spellings struct {
	mu    sync.Mutex
	names map[uint64]*Spelt
}

// Spelt is an Arabic name with its spellings in English, the most frequent first.
type Spelt struct {
	Arabic    string
	Spellings []Spelling
}

// Spelling is one of them.
type Spelling struct {
	Text     string
	Articles int    // that have it
	Example  string // the first one's name
}

// Add takes the names of a translated article. Findings within one article are
// Translation's.
func (s *Spellings) Add(article string, pairs []Pair) {
	seen := map[string]bool{}
	for i, p := range pairs {
		r := read(p)
		for _, n := range namesOf(&r, i) {
			if key := n.arabic + "\x00" + n.text; !seen[key] {
				seen[key] = true
				s.add(article, n)
			}
		}
	}
}

func (s *Spellings) add(article string, n spelling) {
	s.mu.Lock()
	defer s.mu.Unlock()
	// By the whole word: among many articles, جابر and جابري are two people.
	key := hashWord([]byte(arabic.Fold(n.arabic)))
	name := s.names[key]
	switch {
	case name == nil && len(s.names) >= mostSpelt:
		return
	case name == nil && s.names == nil:
		s.names = map[uint64]*Spelt{}
		fallthrough
	case name == nil:
		name = &Spelt{Arabic: n.arabic}
		s.names[key] = name
	}
	i := slices.IndexFunc(name.Spellings, func(have Spelling) bool { return sameSpelling(have.Text, n.text) })
	if i < 0 {
		name.Spellings = append(name.Spellings, Spelling{n.text, 1, article})
		return
	}
	name.Spellings[i].Articles++
}

// Several returns the names with more than one spelling, those in most articles
// first.
func (s *Spellings) Several() []Spelt {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Spelt
	for _, n := range s.names {
		if len(n.Spellings) > 1 {
			slices.SortStableFunc(n.Spellings, func(a, b Spelling) int {
				return cmp.Or(b.Articles-a.Articles, cmp.Compare(a.Text, b.Text))
			})
			found = append(found, *n)
		}
	}
	slices.SortFunc(found, func(a, b Spelt) int {
		return cmp.Or(b.articles()-a.articles(), cmp.Compare(a.Arabic, b.Arabic))
	})
	return found
}

func (n Spelt) articles() (sum int) {
	for _, s := range n.Spellings {
		sum += s.Articles
	}
	return sum
}
