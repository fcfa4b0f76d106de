package prompts

import (
	"slices"
	"strings"
	"text/template"
	"text/template/parse"
)

// kind is what a value in a template is.
type kind int

const (
	text      kind = iota
	root           // Data
	variables      // Data.Vars
	glossary       // Data.Glossary
	entry          // Term
)

// walker looks up every field, variable and function of a template before it
// runs, and holds it to what ends soon: one range at a time, over what is
// given, and no function that could build a text of any size.
type walker struct {
	*parser
	source string // of the template
	vars   []string
	scope  []local
	ranges int // the ranges around the node
}

// local is a $variable of the template.
type local struct {
	name string
	kind kind
}

// functions are those of text/template that neither call nor build anything.
func functions() []string {
	return []string{"and", "or", "not", "len", "eq", "ne", "lt", "le", "gt", "ge"}
}

// all walks the template. Templates within it could call each other for ever.
func (w *walker) all(t *template.Template) {
	for _, other := range t.Templates() {
		if other.Name() != templateName {
			w.fault(other.Root, "define and block are not available in prompts")
		}
	}
	if t.Tree != nil && t.Root != nil {
		w.scope = []local{{"$", root}}
		w.list(t.Root, root)
	}
}

func (w *walker) fault(n parse.Node, format string, args ...any) {
	at := min(int(n.Position()), len(w.source))
	w.add(1+strings.Count(w.source[:at], "\n"), format, args...)
}

func (w *walker) list(l *parse.ListNode, dot kind) {
	if l == nil {
		return
	}
	mark := len(w.scope)
	for _, n := range l.Nodes {
		w.node(n, dot)
	}
	w.scope = w.scope[:mark]
}

func (w *walker) node(n parse.Node, dot kind) {
	switch n := n.(type) {
	case *parse.ActionNode:
		if k := w.pipe(n.Pipe, dot); k != text && len(n.Pipe.Decl) == 0 {
			w.fault(n, "%s is not text: name one of its fields, or use range", n.Pipe)
		}
	case *parse.IfNode:
		w.branch(&n.BranchNode, dot)
	case *parse.WithNode:
		w.branch(&n.BranchNode, dot)
	case *parse.RangeNode:
		w.branch(&n.BranchNode, dot)
	case *parse.TemplateNode:
		w.fault(n, "template is not available in prompts")
	}
}

func (w *walker) branch(b *parse.BranchNode, dot kind) {
	mark := len(w.scope)
	k, inner := w.pipe(b.Pipe, dot), dot
	switch b.NodeType {
	case parse.NodeWith:
		inner = k
	case parse.NodeRange:
		inner = w.element(b, k)
		w.ranges++
		defer func() { w.ranges-- }()
	}
	w.list(b.List, inner)
	w.list(b.ElseList, dot)
	w.scope = w.scope[:mark]
}

// element returns what a range goes through and gives its variables their
// kinds.
func (w *walker) element(b *parse.BranchNode, k kind) kind {
	if w.ranges > 0 {
		w.fault(b, "a range within a range is not available in prompts")
	}
	element := text
	switch k {
	case glossary:
		element = entry
	case variables:
	default:
		w.fault(b, "range works on .Glossary and .Vars, not on %s", b.Pipe)
	}
	for i, v := range b.Pipe.Decl {
		w.set(v.Ident[0], text)
		if i == len(b.Pipe.Decl)-1 {
			w.set(v.Ident[0], element)
		}
	}
	return element
}

// pipe returns the kind of a pipeline's value.
func (w *walker) pipe(p *parse.PipeNode, dot kind) kind {
	k := text
	for _, c := range p.Cmds {
		k = w.command(c, dot)
	}
	for _, v := range p.Decl {
		if p.IsAssign {
			w.set(v.Ident[0], k)
		} else {
			w.scope = append(w.scope, local{v.Ident[0], k})
		}
	}
	return k
}

func (w *walker) set(name string, k kind) {
	for i, l := range slices.Backward(w.scope) {
		if l.name == name {
			w.scope[i].kind = k
			return
		}
	}
}

func (w *walker) command(c *parse.CommandNode, dot kind) kind {
	kinds := make([]kind, len(c.Args))
	for i, arg := range c.Args {
		kinds[i] = w.value(arg, dot)
	}
	f, isFunction := c.Args[0].(*parse.IdentifierNode)
	if !isFunction {
		return kinds[0]
	}
	if !slices.Contains(functions(), f.Ident) {
		w.fault(f, "function %q is not available in prompts (%s)", f.Ident, known(functions()))
	}
	// "and" and "or" return one of their arguments.
	if rest := kinds[1:]; len(rest) > 0 && (f.Ident == "and" || f.Ident == "or") {
		return slices.Max(rest)
	}
	return text
}

func (w *walker) value(n parse.Node, dot kind) kind {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return w.chain(n, dot, n.Ident)
	case *parse.VariableNode:
		return w.chain(n, w.local(n.Ident[0]), n.Ident[1:])
	case *parse.ChainNode:
		return w.chain(n, w.value(n.Node, dot), n.Field)
	case *parse.PipeNode:
		return w.pipe(n, dot)
	}
	return text
}

func (w *walker) local(name string) kind {
	for _, l := range slices.Backward(w.scope) {
		if l.name == name {
			return l.kind
		}
	}
	return text
}

func (w *walker) chain(n parse.Node, k kind, fields []string) kind {
	for _, name := range fields {
		k = w.field(n, k, name)
	}
	return k
}

// field looks up one name. A name that is not there is reported once: what
// follows it is taken for text.
func (w *walker) field(n parse.Node, k kind, name string) kind {
	kinds := map[string]kind{}
	switch k {
	case root:
		kinds = map[string]kind{"Task": text, "To": text, "Length": text, "Vars": variables, "Glossary": glossary}
	case variables:
		if !slices.Contains(w.vars, name) {
			w.fault(n, "%s", unknownVariable(name, w.vars))
		}
		return text
	case entry:
		kinds = map[string]kind{"Source": text, "Rendering": text, "Note": text}
	}
	found, ok := kinds[name]
	if !ok {
		w.fault(n, "unknown field %q (%s)", "."+name, w.fieldsOf(k, name))
	}
	return found
}

func (w *walker) fieldsOf(k kind, name string) string {
	switch {
	case k == root && slices.Contains(w.vars, name):
		return "did you mean .Vars." + name + "?"
	case k == root:
		return "known: .Task, .To, .Length, .Vars, .Glossary"
	case k == entry:
		return "known: .Source, .Rendering, .Note; outside of the range $.Task, $.To, $.Length, $.Vars"
	case k == glossary:
		return "use range on .Glossary"
	}
	return "text has no fields"
}
