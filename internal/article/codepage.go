package article

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"mujaz/internal/arabic"
)

// byFrequency are the Arabic letters from the most to the least frequent in
// running text, counted over Wikipedia articles and TICO-19 translations.
const byFrequency = "اليمونتربعةدفسكأهحقجصىطخشإضذزثغءئظآؤ"

// minArabic is the mean score that a text needs to be called Arabic. Articles
// score about 3; French, German and Russian pages read as Arabic are below 0.
const minArabic = 1.0

// arabicPage returns the one of windows-1256 and ISO-8859-6 in which data reads
// as Arabic, and nil where it does in neither. They share the bytes of alef to
// ghain in part and differ from feh on: what is ل in one is ف in the other, and
// windows-1256 has Latin letters where ISO-8859-6 has common Arabic ones.
func arabicPage(data []byte) (encoding.Encoding, string) {
	windows := newPageScore(charmap.Windows1256).of(data)
	iso := newPageScore(charmap.ISO8859_6).of(data)
	switch {
	case max(windows, iso) < minArabic:
		return nil, ""
	case iso > windows:
		return charmap.ISO8859_6, "iso-8859-6"
	}
	return charmap.Windows1256, "windows-1256"
}

// pageScore holds what each byte of a code page adds to the likelihood that data
// in it is Arabic.
type pageScore struct {
	weight [256]float64
	letter [256]bool
}

func newPageScore(page *charmap.Charmap) *pageScore {
	rank := map[rune]float64{}
	for i, r := range []rune(byFrequency) {
		rank[r] = float64(i)
	}
	s := &pageScore{}
	for b := 0x80; b < 0x100; b++ {
		r := page.DecodeByte(byte(b))
		position, common := rank[r]
		s.letter[b] = arabic.IsLetter(r)
		switch {
		case common:
			s.weight[b] = 4 - position/6
		case r == utf8.RuneError:
			s.weight[b] = -6
		case s.letter[b], unicode.IsMark(r): // پ چ ژ گ; vowel signs
			s.weight[b] = -2
		case unicode.IsLetter(r): // à, é, ƒ
			s.weight[b] = -4
		}
	}
	return s
}

// of returns the mean weight of data's bytes beyond ASCII. An Arabic letter next
// to an ASCII one is none: it is the é of a Latin text.
func (s *pageScore) of(data []byte) float64 {
	sum, n := 0.0, 0
	for i, b := range data {
		if b < utf8.RuneSelf {
			continue
		}
		n++
		if s.letter[b] && (i > 0 && asciiLetter(data[i-1]) || i+1 < len(data) && asciiLetter(data[i+1])) {
			sum -= 4
		} else {
			sum += s.weight[b]
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

func asciiLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
