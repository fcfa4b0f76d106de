package summarize

import (
	"slices"
	"strings"

	"mujaz/internal/arabic"
	"mujaz/internal/check"
	"mujaz/internal/store"
)

// judge returns what the checks find in an answer. A draft is checked only for
// what makes it worthless: it is not delivered, and what it says is checked
// claim by claim when it is merged. claims are as cited, also where the source
// has no such place.
func (j *job) judge(o *order, a *answer, claims []Claim) []check.Finding {
	in := check.SummaryInput{
		Source: j.source.texts(), Title: j.source.title, Text: a.text, To: script(o.to), TargetWords: o.words,
	}
	if o.of == part {
		in.Source = j.source.only(o.units)
	}
	if o.of == draft {
		in.Source, in.TargetWords, claims = textsOf(o.units), 0, nil
	}
	for _, c := range claims {
		in.Claims = append(in.Claims, check.Claim{Text: c.Text, Paragraphs: c.Paragraphs})
	}
	findings := j.verdict(in, a)
	findings = append(findings, uncited(claims)...)
	for i, f := range findings {
		// A text that speaks of itself and cites nothing is no summary: it is a
		// refusal, or a question.
		if f.Check == "meta" && !citing(a.claims) && a.data == nil {
			findings[i].Level = check.Error
		}
	}
	return slices.DeleteFunc(findings, func(f check.Finding) bool {
		switch {
		case o.of == draft:
			return f.Level != check.Error || f.Check == "language" || f.Check == "repetition"
		case a.data != nil && o.words == 0 && f.Check == "length":
			return true // labels make a rendering longer than what it renders
		}
		return !known(o.to) && !universal(f.Check)
	})
}

// kindVerdict is the kind of the store's entries that hold what the checks have said.
const kindVerdict = "verdict"

// verdict checks a summary. Of an answer that was cached it reads what these checks
// have said before.
func (j *job) verdict(in check.SummaryInput, a *answer) []check.Finding {
	l := j.Learned
	key, err := check.VerdictKey(in)
	if !a.cached || err != nil || l == nil || l.Store == nil || !l.Read {
		return check.Summary(in)
	}
	if entry, err := l.Store.Get(key); err == nil && entry.Kind == kindVerdict {
		if findings, err := check.DecodeVerdict(entry.Body); err == nil {
			return findings
		}
	}
	findings := check.Summary(in)
	if body, err := check.EncodeVerdict(findings); err == nil && l.Write {
		_ = l.Store.Put(key, store.Entry{Kind: kindVerdict, Created: a.created, Body: body}) // it is given again where it is not kept
	}
	return findings
}

// script returns the language whose script an answer is to be in, as the checks
// name it: Persian, Urdu and their kin are written in the Arabic one.
func script(to string) string {
	if to == "en" {
		return "en"
	}
	return "ar"
}

// known reports whether the checks know the language.
func known(to string) bool { return to == "ar" || to == "en" }

// universal reports whether a check knows no language.
func universal(name string) bool {
	return slices.Contains([]string{"empty", "citations", "coverage", "repetition", "length", "schema"}, name)
}

func citing(claims []Claim) bool {
	return slices.ContainsFunc(claims, func(c Claim) bool { return len(c.Paragraphs) > 0 })
}

// claimWords is the least that a claim has: fewer words are a heading.
const claimWords = 5

// uncited reports the first claim that names no paragraph.
func uncited(claims []Claim) []check.Finding {
	for _, c := range claims {
		heading := strings.HasPrefix(c.Text, "#") || strings.HasSuffix(c.Text, ":") || arabic.CountWords(c.Text) < claimWords
		if len(c.Paragraphs) == 0 && !heading {
			return []check.Finding{{Check: "citations", Level: check.Warning, Repair: true, Detail: "no paragraph is cited for: " + excerpt(c.Text)}}
		}
	}
	return nil
}

// excerpt shortens a claim for a finding.
func excerpt(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
