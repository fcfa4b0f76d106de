package check

import (
	"strings"
	"unicode/utf8"
)

// verbatim reports what a translation takes over as it stands and this one does
// not have: addresses, names after @, tags and the Latin words of the source.
func verbatim(r *reading) []Finding {
	found := addresses(r)
	lower := ""
	for i, w := range r.source.words {
		if !w.latin || w.digit || w.end-w.start < 2 || r.answer.has(w.hash) || inAddress(&r.source, w.span) {
			continue
		}
		if lower == "" {
			lower = strings.ToLower(r.answer.text)
		}
		text := strings.ToLower(w.of(r.source.text))
		if strings.Contains(lower, strings.TrimSuffix(text, "s")) || isUnit(text) || r.source.mentioned(i) {
			continue
		}
		found = append(found, r.finding("verbatim", Warning, true, w.of(r.source.text)+" is in the source and not in the translation"))
	}
	return found
}

// mentioned tells whether word i came before in the text.
func (s *side) mentioned(i int) bool {
	for _, w := range s.words[:i] {
		if w.hash == s.words[i].hash {
			return true
		}
	}
	return false
}

// isUnit tells whether a Latin word is a unit, which English may spell out.
func isUnit(word string) bool {
	switch word {
	case "km", "cm", "mm", "kg", "mg", "ml", "usd", "am", "pm", "hz", "mhz", "ghz", "kw", "mw", "th", "st", "nd", "rd", "ft", "nm":
		return true
	}
	return false
}

// addresses compares the addresses and tags of both texts, field by field.
func addresses(r *reading) []Finding {
	if !mayAddress(r.source.text) && !mayAddress(r.answer.text) {
		return nil
	}
	var found []Finding
	for field := range strings.FieldsSeq(r.source.text) {
		address := addressIn(field)
		if address == "" || strings.Contains(r.answer.text, address) {
			continue
		}
		level := Warning
		if isURL(address) {
			level = Error
		}
		found = append(found, r.finding("verbatim", level, true, address+" is in the source and not in the translation"))
	}
	for field := range strings.FieldsSeq(r.answer.text) {
		if address := addressIn(field); isURL(address) && !strings.Contains(r.source.text, address) {
			found = append(found, r.finding("verbatim", Error, true, address+" is in the translation and not in the source"))
		}
	}
	return found
}

// mayAddress tells cheaply whether a text can have an address or a tag.
func mayAddress(text string) bool {
	return strings.IndexByte(text, '@') >= 0 || strings.IndexByte(text, '#') >= 0 || strings.Contains(text, "://") || strings.Contains(text, "www.")
}

func isURL(s string) bool { return strings.Contains(s, "://") || strings.HasPrefix(s, "www.") }

// addressIn returns the URL, e-mail address, @name or Latin #tag of a field
// between spaces, without the punctuation around it, or "".
func addressIn(field string) string {
	start := -1
	for _, sign := range [...]string{"http://", "https://", "ftp://", "www."} {
		if at := strings.Index(field, sign); at >= 0 && (start < 0 || at < start) {
			start = at
		}
	}
	if start >= 0 {
		return latinRun(field[start:])
	}
	at := strings.IndexAny(field, "@#")
	if at < 0 {
		return ""
	}
	for start = at; start > 0 && field[at] == '@' && isAddressByte(field[start-1]); start-- {
	}
	if address := latinRun(field[start:]); len(address) > at-start+2 {
		return address
	}
	return ""
}

// latinRun returns the characters of an address that s begins with, without
// punctuation at its end.
func latinRun(s string) string {
	end := 0
	for end < len(s) && isAddressByte(s[end]) {
		end++
	}
	s = strings.TrimRight(s[:end], ".,;:!?'*_")
	if !strings.Contains(s, "(") {
		s = strings.TrimRight(s, ")]")
		if i := strings.IndexAny(s, ")]"); i >= 0 {
			s = s[:i]
		}
	}
	return s
}

func isAddressByte(c byte) bool {
	return c < utf8.RuneSelf && c > ' ' && !strings.ContainsRune("\"<>`{}|\\^[", rune(c))
}

// inAddress tells whether a word is part of an address.
func inAddress(s *side, w span) bool {
	start := strings.LastIndexByte(s.text[:w.start], ' ') + 1
	end := strings.IndexByte(s.text[w.end:], ' ')
	if end < 0 {
		end = len(s.text) - w.end
	}
	return addressIn(s.text[start:w.end+end]) != ""
}
