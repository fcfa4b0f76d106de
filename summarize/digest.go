package summarize

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"mujaz/internal/arabic"
	"mujaz/internal/article"
	"mujaz/internal/check"
	"mujaz/internal/llm"
)

// Ref names a place in one of a digest's articles.
type Ref struct {
	Article   int `json:"article"`   // from 1, in the order given
	Paragraph int `json:"paragraph"` // from 1; 0 is the title
}

// String writes a reference as a digest cites it: 2¶3.
func (r Ref) String() string { return fmt.Sprintf("%d¶%d", r.Article, r.Paragraph) }

// Point is a statement of a digest with what it rests on.
type Point struct {
	Text    string `json:"text"`
	Sources []Ref  `json:"sources"`
}

// Story is one event as all of the articles tell it.
type Story struct {
	// Title is empty for points that stand before the first story's.
	Title  string  `json:"title"`
	Points []Point `json:"points"`
}

// Briefing is a digest of many articles.
type Briefing struct {
	Text  string // Markdown without citations: "## " and a story, "- " and a point
	Cited string // the same with citations [2¶3]: article 2, paragraph 3
	// Stories are in the briefing's order.
	Stories  []Story
	Findings []check.Finding
	Usage    llm.Usage
	Requests int // HTTP requests made, 0 where the answers were cached
	Repairs  int
	Cached   bool
	Model    string // the model that the server says has answered
	Created  time.Time
}

// digestProtocol explains material of several articles, and the shape of a
// digest.
const digestProtocol = `The text holds several articles. Each begins with a line that has ## and its title behind the mark; neighbours may tell of the same event. Begin each story with a line "## " and its name, without a mark, and each point with "- ".`

// Digest returns one briefing over articles: grouped by story, every point with
// the paragraphs that it rests on, in the language Options.To or that of the
// first article. Articles alike are sent beside each other, and a paragraph that
// several have is sent once. It is read and merged in parts, checked and repaired
// as a summary is, and fails as Summarize does.
func Digest(ctx context.Context, model llm.Model, articles []*article.Article, o Options) (*Briefing, error) {
	if len(articles) == 0 {
		return nil, &Error{Code: Code(article.Empty), Err: fmt.Errorf("there are no articles to write a digest of")}
	}
	if o.Prompt.Schema != nil {
		return nil, fmt.Errorf("the prompt %q declares a schema, and a digest is text", o.Prompt.Name)
	}
	c := newCollection(articles)
	j, err := newJob(model, c.source, o.Language(articles[0]), o)
	if err != nil {
		return nil, err
	}
	j.protocol = digestProtocol
	made, err := j.write(ctx)
	if err != nil {
		return nil, err
	}
	j.show.settle(made.first, made.text)
	// Thirds mean nothing where the order is ours: articles stand in for them.
	findings := slices.DeleteFunc(made.findings, func(f check.Finding) bool { return f.Check == "coverage" })
	d := &Briefing{
		Text: made.text, Findings: append(findings, c.silent(made.claims)...),
		Usage: j.usage, Requests: j.requests, Repairs: j.repairs,
		Cached: !j.sent, Model: j.answered, Created: j.created,
	}
	d.Stories = c.stories(made.claims)
	d.Cited = recited(made.cited, c.cite)
	return d, nil
}

// collection is several articles as one source.
type collection struct {
	source *source
	refs   [][]Ref // where the text of each place, from 1, stands
	count  int
}

// newCollection numbers the titles and paragraphs of all articles.
func newCollection(articles []*article.Article) *collection {
	c := &collection{source: &source{language: articles[0].Language}, count: len(articles)}
	places := map[string]int{}
	add := func(text string, level int, r Ref) {
		key := arabic.Fold(text)
		if place, ok := places[key]; ok && r.Paragraph > 0 {
			c.refs[place-1] = append(c.refs[place-1], r)
			return
		}
		c.refs = append(c.refs, []Ref{r})
		c.source.units = append(c.source.units, newUnit(len(c.refs), text, level))
		places[key] = len(c.refs)
	}
	for _, i := range alike(articles) {
		a := articles[i]
		add("## "+a.Title, chapterLevel, Ref{i + 1, 0})
		for n, b := range a.Units() {
			add(b.Text, max(levelOf(b), chapterLevel+1), Ref{i + 1, n + 1})
		}
	}
	return c
}

// refsOf returns what places stand for, in the articles' order.
func (c *collection) refsOf(places []int) []Ref {
	var refs []Ref
	for _, p := range places {
		refs = append(refs, c.refs[p-1]...)
	}
	slices.SortFunc(refs, func(a, b Ref) int {
		if a.Article != b.Article {
			return a.Article - b.Article
		}
		return a.Paragraph - b.Paragraph
	})
	return slices.Compact(refs)
}

// cite writes a citation of places: [2¶3, 5¶1].
func (c *collection) cite(places []int) string {
	var marks []string
	for _, r := range c.refsOf(places) {
		marks = append(marks, r.String())
	}
	if len(marks) == 0 {
		return ""
	}
	return "[" + strings.Join(marks, ", ") + "]"
}

// stories groups claims under the headings between them.
func (c *collection) stories(claims []Claim) []Story {
	var stories []Story
	for _, claim := range claims {
		if title, ok := strings.CutPrefix(claim.Text, "#"); ok {
			stories = append(stories, Story{Title: strings.TrimSpace(strings.TrimLeft(title, "#"))})
			continue
		}
		if len(stories) == 0 {
			stories = append(stories, Story{})
		}
		last := &stories[len(stories)-1]
		last.Points = append(last.Points, Point{strings.TrimLeft(claim.Text, "-*• "), c.refsOf(claim.Paragraphs)})
	}
	return stories
}

// silent notes the articles that nothing is cited from.
func (c *collection) silent(claims []Claim) []check.Finding {
	cited := map[int]bool{}
	for _, claim := range claims {
		for _, r := range c.refsOf(claim.Paragraphs) {
			cited[r.Article] = true
		}
	}
	var missing []string
	for n := 1; n <= c.count; n++ {
		if !cited[n] {
			missing = append(missing, fmt.Sprint(n))
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return []check.Finding{{
		Check: "articles", Level: check.Note,
		Detail: fmt.Sprintf("nothing is cited from %d of %d articles: %s", len(missing), c.count, strings.Join(missing, ", ")),
	}}
}
