package check

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestEvidenceOfAlignment seeds one fault into human translations, at every place
// of short documents and at a dozen of long ones, and counts how often AlignMoved
// names exactly that and nothing else.
func TestEvidenceOfAlignment(t *testing.T) { t.Run("align", alignEvidence) }

func alignEvidence(t *testing.T) {
	documents := alignedDocuments(t)
	faults := []struct {
		name string
		seed func(answer []string, i int, stranger string) ([]string, []Match)
	}{{"deleted", deleted}, {"joined", joinedUnits}, {"split", splitUnit}, {"inserted", inserted}, {"swapped", swappedUnits}, {"moved", movedUnit}}
	t.Logf("%-22s %5s %9s %9s %9s %9s %9s %9s", "document", "units", "deleted", "joined", "split", "inserted", "swapped", "moved")
	var named, seeded [6]int
	for d, doc := range documents {
		var right, all [6]int
		strangers := documents[(d+1)%len(documents)].answer
		for k, fault := range faults {
			for i := 0; i < len(doc.answer); i += doc.step() {
				answer, want := fault.seed(doc.answer, i, strangers[i%len(strangers)])
				if answer == nil {
					continue
				}
				all[k]++
				slices.SortStableFunc(want, func(x, y Match) int { return cmp.Compare(firstOf(x.Source), firstOf(y.Source)) })
				if slices.EqualFunc(AlignMoved(doc.source, answer), want, equalMatch) {
					right[k]++
				}
			}
			named[k], seeded[k] = named[k]+right[k], seeded[k]+all[k]
		}
		t.Logf("%-22s %5d %5d/%-3d %5d/%-3d %5d/%-3d %5d/%-3d %5d/%-3d %5d/%-3d", doc.name, len(doc.source), right[0], all[0],
			right[1], all[1], right[2], all[2], right[3], all[3], right[4], all[4], right[5], all[5])
	}
	total, sum := 0, 0
	for k, fault := range faults {
		t.Logf("%-9s %.1f %% of %d named exactly", fault.name, 100*float64(named[k])/float64(seeded[k]), seeded[k])
		total, sum = total+named[k], sum+seeded[k]
	}
	share := 100 * float64(total) / float64(sum)
	t.Logf("all       %.1f %% of %d", share, sum)
	least := 96.0
	if !testing.Verbose() {
		least = 94 // of the fewer places
	}
	if share < least {
		t.Errorf("only %.1f %% of the faults are named exactly, want %.0f %%", share, least)
	}
}

// document is an aligned document: unit i of the source is unit i of the answer.
type document struct {
	name           string
	source, answer []string
}

// step keeps long documents from taking all the time: some twelve places each, and
// four where nobody reads the table.
func (d document) step() int {
	if testing.Verbose() {
		return 1 + len(d.answer)/12
	}
	return 1 + len(d.answer)/4
}

func alignedDocuments(t *testing.T) []document {
	names, _ := filepath.Glob("../../../shared/data/tico19-dev/docs/*.ar.txt")
	if len(names) == 0 {
		t.Skip("the aligned documents are not here: ../shared/data/tico19-dev/docs")
	}
	var documents []document
	for _, name := range names {
		name = strings.TrimSuffix(name, ".ar.txt")
		documents = append(documents, document{filepath.Base(name), unitsOf(t, name+".ar.txt"), unitsOf(t, name+".en.txt")})
	}
	return documents
}

func unitsOf(t *testing.T, path string) []string {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimRight(string(text), "\n"), "\n")
}

func equalMatch(a, b Match) bool {
	return slices.Equal(a.Source, b.Source) && slices.Equal(a.Answer, b.Answer)
}

// oneToOne returns the matches of units from to to, the answer's moved by shift.
func oneToOne(from, to, shift int) []Match {
	var matches []Match
	for i := from; i < to; i++ {
		matches = append(matches, Match{[]int{i}, []int{i + shift}})
	}
	return matches
}

func deleted(answer []string, i int, _ string) ([]string, []Match) {
	want := append(oneToOne(0, i, 0), Match{Source: []int{i}})
	return slices.Delete(slices.Clone(answer), i, i+1), append(want, oneToOne(i+1, len(answer), -1)...)
}

func joinedUnits(answer []string, i int, _ string) ([]string, []Match) {
	if i+1 == len(answer) {
		return nil, nil
	}
	seeded := slices.Delete(slices.Clone(answer), i+1, i+2)
	seeded[i] = answer[i] + " " + answer[i+1]
	want := append(oneToOne(0, i, 0), Match{[]int{i, i + 1}, []int{i}})
	return seeded, append(want, oneToOne(i+2, len(answer), -1)...)
}

// splitUnit splits a unit at the space nearest its middle.
func splitUnit(answer []string, i int, _ string) ([]string, []Match) {
	text := answer[i]
	at := strings.IndexByte(text[len(text)/2:], ' ')
	if at < 0 {
		return nil, nil
	}
	at += len(text) / 2
	seeded := slices.Insert(slices.Clone(answer), i+1, text[at+1:])
	seeded[i] = text[:at]
	want := append(oneToOne(0, i, 0), Match{[]int{i}, []int{i, i + 1}})
	return seeded, append(want, oneToOne(i+1, len(answer), 1)...)
}

func swappedUnits(answer []string, i int, _ string) ([]string, []Match) {
	return movedBy(answer, i, 1)
}

// movedUnit moves a unit on by four.
func movedUnit(answer []string, i int, _ string) ([]string, []Match) {
	return movedBy(answer, i, 4)
}

func movedBy(answer []string, i, by int) ([]string, []Match) {
	if i+by >= len(answer) {
		return nil, nil
	}
	seeded := slices.Insert(slices.Delete(slices.Clone(answer), i, i+1), i+by, answer[i])
	want := append(oneToOne(0, i, 0), Match{[]int{i}, []int{i + by}})
	want = append(want, oneToOne(i+1, i+by+1, -1)...)
	return seeded, append(want, oneToOne(i+by+1, len(answer), 0)...)
}

func inserted(answer []string, i int, stranger string) ([]string, []Match) {
	want := append(oneToOne(0, i, 0), Match{Answer: []int{i}})
	return slices.Insert(slices.Clone(answer), i, stranger), append(want, oneToOne(i, len(answer), 1)...)
}
