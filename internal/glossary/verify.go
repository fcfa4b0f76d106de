package glossary

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"mujaz/internal/arabic"
)

// Verify returns those of terms that occur in source and of whose renderings none
// is in answer. Case, accents, hyphens, spaces, plurals and possessives make no
// difference, nor does an article before a rendering. A term whose note has the
// word "optional" or "اختياري" is not asked for.
func Verify(terms []Term, source, answer string) []Term {
	words := renderedWords(answer)
	return slices.DeleteFunc(New(terms).In(source), func(t Term) bool {
		return t.optional() || slices.ContainsFunc(t.Accepted(), func(r string) bool { return occurs(r, words) })
	})
}

// occurs tells whether the rendering r is in words. They are compared run
// together, so that cease-fire, cease fire and ceasefire are one.
func occurs(r string, words []string) bool {
	parts := renderedWords(r)
	if len(parts) > 1 && slices.Contains([]string{"the", "a", "an"}, parts[0]) {
		parts = parts[1:]
	}
	if len(parts) == 0 {
		return true
	}
	last := len(parts) - 1
	whole := strings.Join(parts[:last], "") + singular(parts[last])
	for i := range words {
		if startsWith(words[i:], whole) {
			return true
		}
	}
	return false
}

// startsWith tells whether the first words, run together and in the singular
// where that helps, are whole.
func startsWith(words []string, whole string) bool {
	for _, w := range words {
		one := singular(w)
		if one == whole {
			return true
		}
		rest, ok := strings.CutPrefix(whole, w)
		if !ok {
			rest, ok = strings.CutPrefix(whole, one)
		}
		if !ok || rest == "" {
			return false
		}
		whole = rest
	}
	return false
}

// renderedWords returns the words of a rendering as they are compared.
func renderedWords(text string) []string {
	words := strings.FieldsFunc(plain(text), func(r rune) bool {
		return r != '\'' && !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
	for i, w := range words {
		w = strings.TrimSuffix(strings.Trim(w, "'"), "'s")
		words[i] = strings.ReplaceAll(w, "'", "")
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// plain returns text in lower case, without accents and with ASCII digits and
// apostrophes. The ʿ and ʾ of transliterations are left out.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r), r == 'ʿ', r == 'ʾ', r == 'ʻ':
			return -1
		case r == '’' || r == '‘' || r == 'ʼ':
			return '\''
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(arabic.Digits(text)))
}

// singular takes the ending of a plural off an English word, roughly: it is
// applied to both sides of a comparison, so that it need not be a word.
func singular(w string) string {
	if len(w) < 4 || strings.HasSuffix(w, "ss") {
		return w
	}
	w = strings.TrimSuffix(w, "s")
	if stem, ok := strings.CutSuffix(w, "ie"); ok {
		return stem + "y"
	}
	for _, sibilant := range []string{"s", "x", "z", "ch", "sh"} {
		if strings.HasSuffix(w, sibilant+"e") {
			return singular(strings.TrimSuffix(w, "e"))
		}
	}
	return w
}
