package summarize

import (
	"fmt"
	"math"

	"mujaz/internal/llm"
	"mujaz/internal/wire"
)

// kind tells what an order's answer is for.
type kind int

const (
	// whole is the summary itself.
	whole kind = iota
	// part is a stretch of a summary that is too long for one answer.
	part
	// draft is notes that others are written from.
	draft
)

// order is a text to be asked for, and what it is to be made of.
type order struct {
	of     kind
	system string
	title  string
	notes  []string // on what was too long to be sent, see mergeProtocol
	units  []unit   // marked from 1
	to     string
	words  int     // asked for, 0 for none
	shape  *schema // nil for plain text
	live   bool    // shown while it arrives
	tokens int     // estimated of what is sent, 0 until they are counted
}

func (o *order) structured() bool { return o.shape != nil }

// places returns the source's places of the order's marks.
func (o *order) places() places {
	p := make(places, len(o.units))
	for i, u := range o.units {
		p[i] = u.place
	}
	return p
}

// newOrder asks for a text of that many words, 0 for as the prompt has it.
func (j *job) newOrder(of kind, units []unit, notes []string, words int) (*order, error) {
	o := &order{of: of, title: j.source.title, notes: notes, units: units, to: j.to, words: words, live: of == whole}
	protocols := []string{wire.SummarizeProtocol, j.protocol}
	switch {
	case of == draft:
		o.to = j.from
		protocols = append(protocols, partProtocol)
	case j.shape != nil:
		o.shape = j.shape
		protocols[0] = structuredProtocol
	}
	if len(notes) > 0 {
		protocols = append(protocols, mergeProtocol)
	}
	var err error
	o.system, err = j.instructions(o.to, words, protocols...)
	return o, err
}

// material is the user's message of an order.
func (o *order) material(faults []wire.Fault) string {
	marked := make([]wire.Unit, 0, len(o.units)+1)
	if o.title != "" {
		marked = append(marked, wire.Unit{Mark: 0, Text: o.title})
	}
	for i, u := range o.units {
		marked = append(marked, wire.Unit{Mark: i + 1, Text: u.text})
	}
	task := wire.SummarizeTask
	if o.structured() {
		task = structuredTask
	}
	return wire.Join(wire.Context(o.notes), wire.Envelope(marked), wire.Faults(faults), task)
}

// request makes the request for an order. inWords tells that the server takes
// no schema. It fails with a ContextLength error where it cannot fit.
func (j *job) request(o *order, target llm.Target, inWords bool, faults []wire.Fault) (llm.Request, error) {
	r := llm.Request{
		Target: target, System: o.system, User: o.material(faults),
		Params: llm.Params{Temperature: j.Prompt.Temperature},
	}
	if o.structured() {
		if !inWords {
			r.Schema = o.shape.source
		}
		// One that takes the schema and does not heed it is told in words too.
		if inWords || len(faults) > 0 {
			r.System = wire.Join(r.System, schemaIntroduction+string(o.shape.source))
		}
	}
	// The window that was set, not the one learnt: what one article teaches must
	// not change the requests, and so the cache keys, of the others.
	var err error
	r.Params.MaxTokens, err = wire.Fit(r.System, r.User, int(float64(j.Window)/j.density))
	return r, err
}

// What an answer takes in the estimate's tokens: so many a word with its share
// of marks, the room that a model needs to end in, and what is expected of a
// prompt that says its length itself.
const (
	tokensPerWord = 2.2
	endRoom       = 200
	unsaidWords   = 200
	// thinkShare is the part of the window that is left to models that think
	// before they answer.
	thinkShare = 0.08
)

// answerRoom is what an answer of that many words may take of the window.
func (j *job) answerRoom(words int, structured bool) int {
	if words == 0 {
		words = unsaidWords
	}
	n := tokensPerWord * float64(words)
	if structured {
		n *= 2 // keys, quotes and brackets
	}
	return int(n+thinkShare*float64(j.window)) + endRoom
}

// estimateError is the 95th percentile of the token estimate's error.
const estimateError = 1.084

// need estimates the server's tokens for an order with its answer.
func (j *job) need(o *order) int {
	return int(math.Ceil(float64(o.estimate())*j.density*estimateError)) + j.answerRoom(o.words, o.structured())
}

// estimate is about how many tokens are sent for an order.
func (o *order) estimate() int {
	if o.tokens == 0 {
		o.tokens = wire.Tokens(o.system) + wire.Tokens(o.material(nil))
		if o.structured() {
			o.tokens += wire.Tokens(schemaIntroduction) + wire.Tokens(string(o.shape.source))
		}
	}
	return o.tokens
}

// fits reports whether an order with its answer is expected to fit the model's
// window.
func (j *job) fits(o *order) bool { return j.window == 0 || j.need(o) <= j.window }

// tryable reports whether the whole source is worth sending at once. A window
// that was learnt, from another article perhaps, rules out only what surely
// exceeds it: the margins that fits keeps must not cut an article that was
// answered whole before.
func (j *job) tryable(all *order) bool {
	if j.Window > 0 || j.window == 0 {
		return j.fits(all)
	}
	return float64(all.estimate()) <= estimateError*float64(j.window)
}

// room returns how many tokens of units an order has place for, beside its
// system message and its answer. It fails where there is hardly any.
func (j *job) room(o *order) (int, error) {
	bare := *o
	bare.units, bare.notes = nil, nil
	free := float64(j.window-j.answerRoom(o.words, o.structured()))/(j.density*estimateError) - float64(wire.Tokens(bare.system)+wire.Tokens(bare.material(nil)))
	if free < leastRoom {
		return 0, &llm.Error{Code: llm.ContextLength, Err: fmt.Errorf(
			"the model's window of %d tokens has no room for an article beside the instructions", j.window)}
	}
	return int(free), nil
}

// leastRoom is the fewest tokens of material that a request is worth: a
// paragraph.
const leastRoom = 100
