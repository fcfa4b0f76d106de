package article

import (
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// pdfFont turns a string's bytes into glyphs: their text and their width.
type pdfFont struct {
	wide    bool // codes of two bytes
	widths  map[int]float64
	missing float64 // width of a code without one, in thousandths of the size
	unicode pdfCMap
	simple  [256]string // text by code where ToUnicode says nothing
}

// font reads a font dictionary.
func (f *pdfFile) font(v any) *pdfFont {
	d := f.dict(v)
	font := &pdfFont{widths: make(map[int]float64)}
	if s, ok := f.get(d["ToUnicode"]).(pdfStream); ok {
		font.unicode = f.cmap(f.unpack(s))
	}
	if f.name(d["Subtype"]) == "Type0" {
		f.compositeFont(font, d)
	} else {
		f.simpleFont(font, d)
	}
	return font
}

// compositeFont reads the widths of a Type0 font (ISO 32000-1, 9.7.4.3).
func (f *pdfFile) compositeFont(font *pdfFont, d pdfDict) {
	font.wide = true
	var descendant pdfDict
	if list := f.array(d["DescendantFonts"]); len(list) > 0 {
		descendant = f.dict(list[0])
	}
	font.missing = 1000
	if dw, ok := f.get(descendant["DW"]).(float64); ok {
		font.missing = dw
	}
	w := f.array(descendant["W"])
	for i := 0; i+1 < len(w); {
		first := max(0, int(f.num(w[i])))
		if list := f.array(w[i+1]); list != nil {
			f.work.spend(len(list))
			for j, width := range list {
				font.widths[first+j] = f.num(width)
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		for code := first; code <= min(int(f.num(w[i+1])), 0xFFFF); code++ {
			font.widths[code] = f.num(w[i+2])
		}
		f.work.spend(max(0, min(int(f.num(w[i+1])), 0xFFFF)-first))
		i += 3
	}
}

// simpleFont reads the widths and the encoding of a font with one-byte codes.
func (f *pdfFile) simpleFont(font *pdfFont, d pdfDict) {
	font.missing = 500 // of the 14 standard fonts, which need not say
	if m, ok := f.get(f.dict(d["FontDescriptor"])["MissingWidth"]).(float64); ok && m > 0 {
		font.missing = m
	}
	scale := 1.0
	if f.name(d["Subtype"]) == "Type3" {
		if m := f.array(d["FontMatrix"]); len(m) == 6 {
			scale = f.num(m[0]) * 1000
		}
	}
	f.work.spend(len(f.array(d["Widths"])) + len(f.array(f.dict(d["Encoding"])["Differences"])))
	first := int(f.num(d["FirstChar"]))
	for i, width := range f.array(d["Widths"]) {
		font.widths[first+i] = f.num(width) * scale
	}
	table := charmap.Windows1252
	encoding := f.dict(d["Encoding"])
	if f.name(d["Encoding"]) == "MacRomanEncoding" || f.name(encoding["BaseEncoding"]) == "MacRomanEncoding" {
		table = charmap.Macintosh
	}
	for code := range font.simple {
		font.simple[code] = string(table.DecodeByte(byte(code)))
	}
	code := 0
	for _, v := range f.array(encoding["Differences"]) {
		switch v := f.get(v).(type) {
		case float64:
			code = int(v)
		case pdfName:
			if code >= 0 && code < 256 {
				font.simple[code] = glyphText(string(v))
			}
			code++
		}
	}
}

// glyphText knows the text of a glyph by its name: the Adobe Glyph List's rules
// for uniXXXX and uXXXX, one-letter names, and the names that news text needs.
// Fonts that name their glyphs otherwise come with ToUnicode.
func glyphText(name string) string {
	name, _, _ = strings.Cut(name, ".")
	if len(name) == 1 {
		return name
	}
	for _, prefix := range []string{"uni", "u"} {
		digits, ok := strings.CutPrefix(name, prefix)
		if n, err := strconv.ParseUint(digits, 16, 32); ok && err == nil && len(digits) >= 4 && n <= 0x10FFFF {
			return string(rune(n))
		}
	}
	if digits, ok := strings.CutPrefix(name, "afii57"); ok {
		if n, err := strconv.Atoi(digits); err == nil {
			return afiiText(n)
		}
	}
	const names = " space=  exclam=! quotedbl=\" numbersign=# dollar=$ percent=% ampersand=& quotesingle=' " +
		"quoteright=’ quoteleft=‘ parenleft=( parenright=) asterisk=* plus=+ comma=, hyphen=- minus=− period=. slash=/ " +
		"zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 colon=: semicolon=; less=< " +
		"equal== greater=> question=? at=@ bracketleft=[ bracketright=] underscore=_ quotedblleft=“ " +
		"quotedblright=” guillemotleft=« guillemotright=» endash=– emdash=— bullet=• ellipsis=… "
	if _, rest, ok := strings.Cut(names, " "+name+"="); ok && name != "" {
		return string([]rune(rest)[:1])
	}
	return "\uFFFD"
}

// afiiText knows the Arabic names of the Adobe Glyph List, afii57381 to 57470:
// they follow the order of Unicode.
func afiiText(n int) string {
	switch {
	case n == 381:
		return "٪"
	case n == 388:
		return "،"
	case n >= 392 && n <= 401:
		return string(rune(0x0660 + n - 392))
	case n == 403:
		return "؛"
	case n == 407:
		return "؟"
	case n >= 409 && n <= 434:
		return string(rune(0x0621 + n - 409))
	case n == 440:
		return "ـ"
	case n >= 441 && n <= 446:
		return string(rune(0x0641 + n - 441))
	case n == 470:
		return "ه"
	case n >= 448 && n <= 450:
		return string(rune(0x0648 + n - 448))
	case n >= 451 && n <= 458:
		return string(rune(0x064B + n - 451))
	}
	return "\uFFFD"
}

// pdfCode is one glyph of a string.
type pdfCode struct {
	text  string
	width float64 // in thousandths of the font's size
	space bool    // the one-byte code 32, which word spacing applies to
}

// codes splits a string into glyphs.
func (font *pdfFont) codes(s string, do func(pdfCode)) {
	size := 1
	if font.wide {
		size = 2
	}
	for len(s) >= size {
		code := int(s[0])
		if font.wide {
			code = code<<8 | int(s[1])
		}
		c := pdfCode{text: font.text(code), width: font.missing, space: !font.wide && code == 32}
		if w, ok := font.widths[code]; ok {
			c.width = w
		}
		do(c)
		s = s[size:]
	}
}

func (font *pdfFont) text(code int) string {
	if font.unicode != nil {
		if text, ok := font.unicode.lookup(code); ok {
			return text
		}
	}
	if !font.wide && font.unicode == nil {
		return font.simple[code]
	}
	if !font.wide && code == 32 {
		return " "
	}
	return "\uFFFD"
}
