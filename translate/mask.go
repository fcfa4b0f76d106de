package translate

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// masked finds the inline markup of Markdown whose content is not language:
// code spans, images, the targets of links, HTML tags, bare addresses. A model
// gets a sign ⟦1⟧ in its place, and cannot change what it does not see. A sign
// that is the text's own is masked as well, so that no two are alike.
var masked = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("`+[^`]+`+" + `|!\[[^\]]*\]\([^)\s]*(?:\s+"[^"]*")?\)|\]\([^)\s]+(?:\s+"[^"]*")?\)|</?[A-Za-z][^<>]*>|⟦[0-9]+⟧|https?://[^\s<>()\[\]"“”«»،؛]+`)
})

// mask replaces the markup by signs numbered from 1.
func mask(text string) (string, []string) {
	if !strings.ContainsAny(text, "`]<⟦") && !strings.Contains(text, "://") {
		return text, nil
	}
	var masks []string
	out := masked().ReplaceAllStringFunc(text, func(s string) string {
		// A link keeps its bracket, so that the sign stands where the target does.
		if target, ok := strings.CutPrefix(s, "]("); ok {
			masks = append(masks, strings.TrimSuffix(target, ")"))
			return "](" + sign(len(masks)) + ")"
		}
		masks = append(masks, s)
		return sign(len(masks))
	})
	return out, masks
}

func sign(n int) string { return "⟦" + strconv.Itoa(n) + "⟧" }

// unmask puts the markup back.
func unmask(text string, masks []string) string {
	if len(masks) == 0 {
		return text
	}
	var signs []string
	for i, m := range masks {
		signs = append(signs, sign(i+1), m)
	}
	return strings.NewReplacer(signs...).Replace(text) // one pass: markup may hold a sign
}

// lostMasks says which markup of a source is not in its answer exactly once, ""
// for none. A model may also have written the markup itself.
func lostMasks(source, answer string, masks []string) string {
	for i, m := range masks {
		if !strings.Contains(source, sign(i+1)) {
			continue // it belongs to another part of a split unit
		}
		switch n := strings.Count(answer, sign(i+1)); {
		case n == 1, n == 0 && strings.Contains(answer, m):
		case n == 0:
			return fmt.Sprintf("%s is missing: copy it to its place", sign(i+1))
		default:
			return fmt.Sprintf("%s stands there %d times", sign(i+1), n)
		}
	}
	return ""
}
