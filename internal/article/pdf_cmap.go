package article

import (
	"slices"
	"strings"
)

// pdfCMap is a font's ToUnicode map (ISO 32000-1, 9.10.3).
type pdfCMap map[int]string

// cmap reads a ToUnicode stream.
func (f *pdfFile) cmap(data []byte) pdfCMap {
	m := make(pdfCMap)
	l := &pdfLexer{data: data, work: &f.work}
	var operands []any
	for {
		v, err := l.value(0)
		if err != nil {
			return m
		}
		switch v {
		case pdfKeyword("beginbfchar"), pdfKeyword("beginbfrange"):
			operands = operands[:0]
		case pdfKeyword("endbfchar"):
			for pair := range slices.Chunk(operands, 2) {
				m.addChar(pair)
			}
		case pdfKeyword("endbfrange"):
			for triple := range slices.Chunk(operands, 3) {
				m.addRange(triple, &f.work)
			}
		default:
			operands = append(operands, v)
		}
	}
}

func (m pdfCMap) addChar(pair []any) {
	if code, ok := cmapCode(pair[0]); ok && len(pair) == 2 {
		if text, ok := pair[1].(string); ok {
			m[code] = utf16BE(text)
		}
	}
}

func (m pdfCMap) addRange(triple []any, work *pdfWork) {
	if len(triple) < 3 {
		return
	}
	lo, ok1 := cmapCode(triple[0])
	hi, ok2 := cmapCode(triple[1])
	hi = min(hi, 0xFFFF) // no font here has longer codes
	if !ok1 || !ok2 || hi < lo {
		return
	}
	work.spend(hi - lo)
	switch to := triple[2].(type) {
	case string:
		runes := []rune(utf16BE(to))
		if len(runes) == 0 || len(runes) > 8 { // one glyph never shows more
			return
		}
		for code := lo; code <= hi; code++ { // the last character counts up with the code
			m[code] = string(runes)
			runes[len(runes)-1]++
		}
	case pdfArray:
		for i, v := range to[:min(len(to), hi-lo+1)] {
			if text, ok := v.(string); ok {
				m[lo+i] = utf16BE(text)
			}
		}
	}
}

// cmapCode reads a code of one to four bytes.
func cmapCode(v any) (int, bool) {
	s, ok := v.(string)
	if !ok || s == "" || len(s) > 4 {
		return 0, false
	}
	code := 0
	for i := range len(s) {
		code = code<<8 | int(s[i])
	}
	return code, true
}

// lookup returns a code's text without control characters.
func (m pdfCMap) lookup(code int) (string, bool) {
	text, ok := m[code]
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return -1
		}
		return r
	}, text), ok
}
