package translate

import (
	"context"
	"fmt"
	"strings"

	"mujaz/internal/article"
	"mujaz/internal/llm"
	"mujaz/internal/wire"
	"mujaz/prompts"
)

// Options say how to translate.
type Options struct {
	Target llm.Target
	Prompt *prompts.Prompt
	Vars   map[string]string
	// Window is the model's context in tokens, 0 where it is not known.
	Window int
	// Watch hears each unit as soon as it is there, in order; it may be nil.
	// What it heard is void after Events has heard a restart.
	Watch func(Unit)
	// Events hears waits and restarts; it may be nil.
	Events func(llm.Event)
}

// Translate returns the English translation of an article. It fails with an
// *Error where the answer does not hold every unit once and in order, and with
// the model's error where there is no answer.
func Translate(ctx context.Context, model llm.Model, a *article.Article, o Options) (*Translation, error) {
	units := sources(a)
	request, err := o.request(units)
	if err != nil {
		return nil, err
	}
	response, err := model.Complete(ctx, request, o.listener(units))
	if err != nil {
		return nil, err
	}
	texts, err := read(response.Text, units)
	if err != nil {
		llm.Reject(model, request, err.Error())
		return nil, err
	}
	for i := range units {
		units[i].Text = texts[i]
	}
	return &Translation{
		Units: units, Usage: response.Usage, Requests: response.Requests,
		Cached: response.Cached, Model: response.Model, Created: response.Created,
	}, nil
}

// sources returns the article's units with their source texts, the title first.
func sources(a *article.Article) []Unit {
	var units []Unit
	if a.Title != "" {
		units = append(units, Unit{Paragraph: 0, Source: a.Title})
	}
	for i, b := range a.Units() {
		units = append(units, Unit{Paragraph: i + 1, Source: b.Text})
	}
	return units
}

// request asks for the translation of all units. Their paragraph numbers serve
// as marks.
func (o Options) request(units []Unit) (llm.Request, error) {
	instructions, err := o.Prompt.Render(prompts.Data{Task: "translate", To: "en", Vars: o.Vars})
	if err != nil {
		return llm.Request{}, err
	}
	marked := make([]wire.Unit, len(units))
	for i, u := range units {
		marked[i] = wire.Unit{Mark: u.Paragraph, Text: u.Source}
	}
	r := llm.Request{
		Target: o.Target,
		System: wire.Join(wire.TranslateProtocol, instructions, "Write in English."),
		User:   wire.Join(wire.Envelope(marked), wire.TranslateTask(marked, "English")),
		Params: llm.Params{Temperature: o.Prompt.Temperature},
	}
	r.Params.MaxTokens, err = wire.Fit(r.System, r.User, o.Window)
	return r, err
}

// listener turns the deltas of an answer into units for Watch.
func (o Options) listener(units []Unit) func(llm.Event) {
	if o.Watch == nil && o.Events == nil {
		return nil
	}
	var split wire.Splitter
	return func(e llm.Event) {
		switch e.Kind {
		case llm.Delta:
			if o.Watch != nil {
				o.watch(split.Write(e.Text), units)
			}
			return
		case llm.Restart:
			split = wire.Splitter{}
		}
		if o.Events != nil {
			o.Events(e)
		}
	}
}

func (o Options) watch(segments []wire.Segment, units []Unit) {
	for _, s := range segments {
		for _, u := range units {
			if len(s.Marks) == 1 && s.Marks[0] == u.Paragraph {
				u.Text = s.Text
				o.Watch(u)
			}
		}
	}
}

// read lays the answer against the units and returns their texts in order.
func read(answer string, units []Unit) ([]string, error) {
	want := make([]int, len(units))
	for i, u := range units {
		want[i] = u.Paragraph
	}
	alignment := wire.Align(answer, want)
	if !alignment.Whole() {
		return nil, &Error{Code: Unaligned, Err: fmt.Errorf("the translation does not match the article: %s", alignment)}
	}
	texts := make([]string, len(units))
	for i, n := range want {
		texts[i] = oneLine(alignment.Texts[n])
	}
	return texts, nil
}

// oneLine joins the lines of a unit's answer: a unit is one line in the source.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
