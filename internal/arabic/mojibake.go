package arabic

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

const (
	// minGarbled is the share of a text's characters beyond ASCII that begin a
	// pair typical of a wrong reading. UTF-8 Arabic read byte by byte has 0.5,
	// windows-1256 read as Latin about 0.8; Arabic, French and German stay far
	// below.
	minGarbled = 0.3
	// minAlefLam is the share of alef and lam among the letters of a repaired
	// text: about 0.25 in Arabic, and 0.06 of any two letters by chance.
	minAlefLam = 0.12
)

// misreading is one way to ruin Arabic text: bytes of one encoding read as
// another's.
type misreading struct {
	name string
	read *charmap.Charmap            // the encoding that the bytes were taken for
	was  func([]byte) (string, bool) // reads them in their own; false where they are not valid in it
	sign func(r, next rune) bool     // whether r, followed by next, is typical
}

func misreadings() []misreading {
	return []misreading{
		{"UTF-8 read as windows-1256", charmap.Windows1256, readUTF8, func(r, next rune) bool {
			return (r == 'ط' || r == 'ظ') && next >= 0x80 && (next < 'ء' || next > 'ي')
		}},
		{"UTF-8 read as windows-1252", charmap.Windows1252, readUTF8, func(r, next rune) bool {
			return r >= 'Ø' && r <= 'Û' && next >= 0x80 && (next < 0xc0 || next > 0xff)
		}},
		{"windows-1256 read as windows-1252", charmap.Windows1252, read1256, func(r, next rune) bool {
			return r >= 0xc0 && r <= 0xff && next >= 0xc0 && next <= 0xff
		}},
	}
}

// Mojibake tells whether s is Arabic text that was read in a wrong encoding and
// kept that way: "ط§ظ„", "Ø§Ù„" or "ÇáÚÑ" for "ال" and "العر". name says how, and
// is "" for text that is not. repaired is the text as it was meant, and "" where
// that is not certain: a character leads back to no byte, or the bytes are no
// Arabic in the encoding they came from.
func Mojibake(s string) (name, repaired string) {
	for _, m := range misreadings() {
		if !m.looksLike(s) {
			continue
		}
		data, ok := bytesIn(m.read, s)
		if !ok {
			return m.name, ""
		}
		text, ok := m.was(data)
		if !ok {
			return m.name, ""
		}
		if looksArabic(text) {
			return m.name, text
		}
	}
	return "", ""
}

// looksLike tells whether typical pairs make up a large part of what is not ASCII
// in s. Markup is ASCII and does not count.
func (m misreading) looksLike(s string) bool {
	signs, wide := 0, 0
	for i, r := range s {
		if r < utf8.RuneSelf || r == utf8.RuneError {
			continue
		}
		wide++
		next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		if m.sign(r, next) {
			signs++
		}
	}
	return wide >= 4 && float64(signs) >= minGarbled*float64(wide)
}

// bytesIn returns the bytes that give s when read in m, and false where there are
// none. A C1 control stands for its own byte: readers of windows-1252 leave those
// bytes alone that it does not define.
func bytesIn(m *charmap.Charmap, s string) ([]byte, bool) {
	data := make([]byte, 0, len(s))
	for _, r := range s {
		b, ok := m.EncodeRune(r)
		switch {
		case ok:
			data = append(data, b)
		case r >= 0x80 && r < 0xa0:
			data = append(data, byte(r))
		default:
			return nil, false
		}
	}
	return data, true
}

func readUTF8(data []byte) (string, bool) {
	return string(data), utf8.Valid(data)
}

func read1256(data []byte) (string, bool) {
	text, err := charmap.Windows1256.NewDecoder().Bytes(data)
	return string(text), err == nil
}

// looksArabic tells whether what is not ASCII in s is mostly Arabic letters, alef
// and lam among them as often as in Arabic.
func looksArabic(s string) bool {
	wide, arabic, alefLam := 0, 0, 0
	for _, r := range s {
		if r < utf8.RuneSelf {
			continue
		}
		wide++
		if IsLetter(r) {
			arabic++
		}
		if r == 'ا' || r == 'ل' {
			alefLam++
		}
	}
	return 2*arabic > wide && float64(alefLam) >= minAlefLam*float64(arabic)
}
