package summarize_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mujaz/internal/llm"
	"mujaz/internal/store"
	"mujaz/prompts"
	"mujaz/summarize"
)

const facts = `{"event":{"text":"افتتاح جسر جديد على نهر النيل في القاهرة","paragraphs":[1]},
"people":[{"name":"كامل الوزير","role":"وزير النقل المصري","paragraphs":[1]},{"name":"سكان إمبابة","role":null,"paragraphs":[3]}],
"times":[{"text":"يوم الاثنين","paragraphs":["¶1"]}],"places":[],"reasons":[],
"figures":[{"figure":"250 مليون جنيه","counts":"تكلفة الجسر","source":"الوزير","paragraphs":[2]}]}`

const factsText = `ماذا: افتتاح جسر جديد على نهر النيل في القاهرة
من:
- كامل الوزير، وزير النقل المصري
- سكان إمبابة
متى: يوم الاثنين
أرقام: 250 مليون جنيه، تكلفة الجسر، الوزير`

func factsOptions(t *testing.T) summarize.Options {
	o := options(t)
	o.Prompt = find(t, "summarize", "facts")
	return o
}

func TestFacts(t *testing.T) {
	m := in("Here it is:\n```json\n" + facts + "\n```")
	s := run(t, m, factsOptions(t))
	if d := cmp.Diff(factsText, s.Text); d != "" {
		t.Error(d)
	}
	if !strings.Contains(s.Cited, "- سكان إمبابة [¶3]\n") || len(s.Claims) != 5 || s.Claims[4].Paragraphs[0] != 2 {
		t.Errorf("cited %q, claims %v", s.Cited, s.Claims)
	}
	if want := strings.ReplaceAll(strings.ReplaceAll(facts, "\n", ""), `"¶1"`, "1"); string(s.Data) != want {
		t.Errorf("data %s", s.Data)
	}
	if m.sent[0].Schema == nil || strings.Contains(m.sent[0].System, "JSON Schema") || len(m.sent) != 1 || len(s.Findings) > 0 {
		t.Errorf("%d requests, findings %v", len(m.sent), s.Findings)
	}
}

func TestFactsAreRepaired(t *testing.T) {
	for name, bad := range map[string]string{
		"no JSON":      good,
		"broken":       facts[:100],
		"a key less":   strings.Replace(facts, `"places":[],`, "", 1),
		"a key more":   strings.Replace(facts, `"places":[],`, `"places":[],"more":1,`, 1),
		"type":         strings.Replace(facts, `"places":[]`, `"places":"none"`, 1),
		"out of range": strings.Replace(facts, `"paragraphs":[2]`, `"paragraphs":[7]`, 1),
	} {
		m := in(bad, facts)
		s := run(t, m, factsOptions(t))
		if len(m.sent) != 2 || s.Text != factsText || !strings.Contains(m.sent[1].System, "JSON Schema") {
			t.Errorf("%s: %d requests, %q", name, len(m.sent), s.Text)
		}
		_, err := summarize.Summarize(context.Background(), in(bad), news(), factsOptions(t))
		var e *summarize.Error
		if name != "out of range" && (!errors.As(err, &e) || e.Code != summarize.ChecksFailed) {
			t.Errorf("%s: delivered: %v", name, err)
		}
	}
}

func TestCitationsOfNothingAreNoData(t *testing.T) {
	s := run(t, in(strings.Replace(facts, `"paragraphs":[2]`, `"paragraphs":[7,2,0]`, 1)), factsOptions(t))
	if !strings.HasSuffix(string(s.Data), `"paragraphs":[2]}]}`) || strings.Contains(s.Cited, "7") || len(s.Findings) == 0 {
		t.Errorf("data %s, cited %q, findings %v", s.Data, s.Cited, s.Findings)
	}
}

// A server that takes no schema is asked in words, and from then on at once.
func TestNoSchema(t *testing.T) {
	s, err := store.Open(t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	f := &fake{answer: func(_ int, r llm.Request) (string, error) {
		if r.Schema != nil {
			return "", &llm.Error{Code: llm.Internal, Err: fmt.Errorf("400: %w", llm.ErrSchema)}
		}
		return facts, nil
	}}
	for i, want := range []int{2, 3} {
		o := factsOptions(t)
		o.Learned = &summarize.Learned{Store: s, Read: true, Write: true}
		if made := run(t, f, o); len(f.sent) != want || made.Text != factsText {
			t.Errorf("run %d: %d requests in all, want %d", i, len(f.sent), want)
		}
	}
	if !strings.Contains(f.sent[1].System, `"required":["event"`) {
		t.Errorf("the schema is not in the words: %q", f.sent[1].System)
	}
}

// Facts of a long source are made from notes, and cite the source.
func TestLongFacts(t *testing.T) {
	o := factsOptions(t)
	o.Window = 8192
	f := window(8192, func(r llm.Request) string {
		if strings.Contains(r.System, "one part of a longer one") {
			return reader(r)
		}
		material, _, _ := strings.Cut(r.User, "</article")
		m := markedLine.FindAllStringSubmatch(material, -1)
		last := m[len(m)-1]
		words := strings.Fields(last[2])
		return fmt.Sprintf(`{"event":{"text":%q,"paragraphs":[%s]},"people":[],"times":[],"places":[],"reasons":[],"figures":[]}`, strings.Join(words[:8], " "), last[1])
	})
	a := book(15_000)
	s, err := summarize.Summarize(context.Background(), f, a, o)
	if err != nil {
		t.Fatal(err)
	}
	n := s.Claims[0].Paragraphs[0]
	if !strings.Contains(a.Units()[n-1].Text, strings.Fields(s.Claims[0].Text)[3]) || n < len(a.Units())/2 ||
		!strings.Contains(string(s.Data), fmt.Sprintf(`"paragraphs":[%d]`, n)) {
		t.Errorf("paragraph %d, data %s", n, s.Data)
	}
}

func prompt(t *testing.T, schema string) *prompts.Prompt {
	t.Helper()
	dir := t.TempDir()
	file := "---\ntask: summarize\nschema: '" + schema + "'\n---\nFill it in.\n"
	if err := os.WriteFile(filepath.Join(dir, "own.md"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := prompts.Open(dir).Find("summarize", "own")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The rendering is a generic rule: a user's schema needs no Go.
func TestRendering(t *testing.T) {
	o := options(t)
	o.To = "en"
	for _, c := range []struct{ schema, answer, want string }{
		{
			`{"type":"object","properties":{"main_topic":{"type":"string"},"urgent":{"type":"boolean"},"tags":{"type":"array","items":{"type":"string"}},"score":{"type":"number"},"none":{"type":"null"}}}`,
			`{"main_topic":"a bridge in Cairo","urgent":false,"tags":["transport","city"],"score":18,"none":null}`,
			"Main topic: a bridge in Cairo\nUrgent: no\nTags: transport, city\nScore: 18",
		},
		{
			`{"type":"object","properties":{"events":{"title":"Events / أحداث","type":"array","items":{"type":"object","properties":{"what":{"type":"string"},"when":{"type":"string"}}}},"place":{"$ref":"#/$defs/place"}},"$defs":{"place":{"type":"object","properties":{"city":{"title":"City","type":"string"}}}}}`,
			`{"events":[{"what":"a bridge opened","when":"on Monday"},{"what":"residents criticized it","when":""}],"place":{"city":"Cairo"}}`,
			"Events:\n- What: a bridge opened\n  When: on Monday\n- What: residents criticized it\nPlace:\n  City: Cairo",
		},
		{
			`{"type":"array","items":{"type":"object","properties":{"claim":{"type":"string"},"paragraphs":{"type":"array","items":{"type":"integer"}}}}}`,
			`[{"claim":"The bridge opened in Cairo.","paragraphs":[1]},{"claim":"Residents criticized it.","paragraphs":[3]}]`,
			"- The bridge opened in Cairo.\n- Residents criticized it.",
		},
	} {
		o.Prompt = prompt(t, c.schema)
		if s := run(t, in(c.answer), o); s.Text != c.want {
			t.Error(cmp.Diff(c.want, s.Text))
		}
	}
}

func TestSchemaThatCannotBeChecked(t *testing.T) {
	for schema, says := range map[string]string{
		`{"type":"object","patternProperties":{}}`:                  "#/patternProperties: the keyword is not supported",
		`{"properties":{"a":{"oneOf":[]}}}`:                         "#/properties/a/oneOf",
		`{"properties":{"a":{"$ref":"#/$defs/b"}}}`:                 "is not a schema in it",
		`{"properties":{"a":{"type":"string","pattern":"["}}}`:      "missing closing ]",
		`{"items":{"$ref":"#/items"}}`:                              "is not a schema in it",
		`{"properties":{"a":{"$ref":"http://example.org/schema"}}}`: "is not a schema in it",
	} {
		o, m := options(t), in("{}")
		o.Prompt = prompt(t, schema)
		_, err := summarize.Summarize(context.Background(), m, news(), o)
		if err == nil || !strings.Contains(err.Error(), says) || len(m.sent) > 0 {
			t.Errorf("%s: %v, %d requests", schema, err, len(m.sent))
		}
	}
}
