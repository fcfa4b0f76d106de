package summarize

import (
	"encoding/json"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"mujaz/internal/arabic"
	"mujaz/internal/check"
)

// paragraphsKey is the field whose numbers are citations, wherever a schema has
// it: the object that it stands in is a claim.
const paragraphsKey = "paragraphs"

// readData reads an answer in JSON: its data with citations of the source, its
// text as a rendering of the data, its claims. It returns what keeps the data
// from following the schema.
func (j *job) readData(a *answer, text string, p places) (problems []string) {
	v, err := parseValue(text)
	if err != nil {
		return []string{err.Error()}
	}
	cite(v, func(n *value) { n.scalar = tolerated(n.scalar) })
	if problems = j.shape.validate(v); len(problems) > 0 {
		return problems
	}
	n := len(j.source.units)
	cite(v, func(c *value) {
		if mark := rational(c); mark != nil && mark.IsInt() && mark.Num().IsInt64() {
			c.scalar = json.Number(strconv.Itoa(p.of(int(mark.Num().Int64()), n)))
		}
	})
	asCited := renderer{schema: j.shape, arabic: script(j.to) == "ar"}
	asCited.top(v)
	prune(v, n)
	r := renderer{schema: j.shape, arabic: asCited.arabic}
	r.top(v)
	a.data = v.json()
	a.text, a.cited, a.claims = strings.Join(r.plain, "\n"), strings.Join(r.cited, "\n"), asCited.claims
	return nil
}

// prune takes out citations of what a source of n texts does not have.
func prune(v *value, n int) {
	for k, field := range v.fields {
		if k != paragraphsKey {
			prune(field, n)
			continue
		}
		field.items = slices.DeleteFunc(field.items, func(c *value) bool {
			mark := rational(c)
			return mark != nil && (mark.Cmp(big.NewRat(1, 1)) < 0 || mark.Cmp(big.NewRat(int64(n), 1)) > 0)
		})
	}
	for _, item := range v.items {
		prune(item, n)
	}
}

// misshapen are the findings for an answer that does not follow its schema.
func misshapen(problems []string) []check.Finding {
	findings := make([]check.Finding, len(problems))
	for i, p := range problems {
		findings[i] = check.Finding{Check: "schema", Level: check.Error, Detail: p, Repair: true}
	}
	return findings
}

// cite calls do with each citation in v.
func cite(v *value, do func(*value)) {
	for k, field := range v.fields {
		if k != paragraphsKey {
			cite(field, do)
			continue
		}
		for _, item := range field.items {
			do(item)
		}
	}
	for _, item := range v.items {
		cite(item, do)
	}
}

// tolerated reads a citation that was written as a mark: "¶4", "[¶٤]".
func tolerated(scalar any) any {
	text, ok := scalar.(string)
	if !ok {
		return scalar
	}
	n, err := strconv.Atoi(arabic.Fold(strings.Trim(text, "[]¶ ")))
	if err != nil {
		return scalar
	}
	return json.Number(strconv.Itoa(n))
}
