package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"
	"unicode"
)

// Names makes the output files' names for a task: a.txt becomes a.en.txt or
// a.summary.txt. Inputs that would share an output keep their own extension.
type Names struct {
	Suffix string // ".en.txt", ".summary.md", …
	stems  map[string]int
}

// NewNames looks at all mirrored inputs, by their paths below the output folder.
func NewNames(suffix string, rels []string) *Names {
	n := &Names{Suffix: suffix, stems: map[string]int{}}
	for _, rel := range rels {
		n.stems[stem(rel)]++
	}
	return n
}

// Mirror returns the output's path below the output folder for a file's. It
// never leaves that folder.
func (n *Names) Mirror(rel string) string {
	rel = strings.TrimPrefix(filepath.Clean(string(filepath.Separator)+rel), string(filepath.Separator))
	if s := stem(rel); n.stems[s] < 2 {
		rel = s
	}
	return rel + n.Suffix
}

func stem(rel string) string { return strings.TrimSuffix(rel, filepath.Ext(rel)) }

// slugRunes bounds a slug: 60 Arabic letters are 120 of the 255 bytes that file
// systems allow a name.
const slugRunes = 60

// Entry returns the output's name for an article that has no path of its own:
// date, slug of the title, and eight digits of a hash of its identity. date and
// title may be empty; no part of a name from outside is used as a path.
func (n *Names) Entry(date, title, identity string) string {
	var parts []string
	if d := day(date); d != "" {
		parts = append(parts, d)
	}
	if s := slug(title); s != "" {
		parts = append(parts, s)
	}
	sum := sha256.Sum256([]byte(identity))
	parts = append(parts, hex.EncodeToString(sum[:4]))
	return strings.Join(parts, "-") + n.Suffix
}

// day returns the day of an ISO 8601 time, or "".
func day(date string) string {
	if len(date) < len("2006-01-02") {
		return ""
	}
	d := date[:len("2006-01-02")]
	for i, r := range d {
		if (i == 4 || i == 7) != (r == '-') || i != 4 && i != 7 && (r < '0' || r > '9') {
			return ""
		}
	}
	return d
}

// slug keeps letters and digits and puts hyphens between words.
func slug(title string) string {
	var b strings.Builder
	count, gap := 0, false
	for _, r := range title {
		switch {
		case unicode.Is(unicode.Mn, r) || r == 'ـ':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if count >= slugRunes {
				return b.String()
			}
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
			count++
		default:
			gap = true
		}
	}
	return b.String()
}
