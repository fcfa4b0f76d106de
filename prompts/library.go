package prompts

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

//go:embed digest/*.md summarize/*.md translate/*.md
var builtIn embed.FS

// maxFile bounds a prompt file, in bytes: hundreds of times a long prompt.
const maxFile = 256 << 10

// Library finds prompts by name: in the user's folder, then among those built
// in. In the folder a prompt lies at TASK/NAME.md, or at NAME.md with its task
// in its front matter.
type Library struct{ dir string }

// Open returns the library with the user's folder dir, which need not exist;
// "" is none. It reads nothing.
func Open(dir string) *Library { return &Library{dir: dir} }

// Dir returns the user's folder.
func (l *Library) Dir() string { return l.dir }

// Path returns where the user's prompt of a task and name belongs, whether it
// exists or not.
func (l *Library) Path(task, name string) string {
	return filepath.Join(l.dir, task, name+".md")
}

// Find returns the prompt of a task by its name or by the path of its file. A
// path is what has a separator in it, or ends in .md and exists; its prompt may
// have another name than the file. Only the prompt's own file is read. It fails
// with an *Error.
func (l *Library) Find(task, nameOrPath string) (*Prompt, error) {
	p, err := l.find(task, nameOrPath)
	if err != nil {
		return nil, err
	}
	return p, nil
}

func (l *Library) find(task, name string) (*Prompt, error) {
	if isPath(name) {
		return loadFile(name, task)
	}
	if err := ValidName(name); err != nil {
		return nil, &Error{Err: err}
	}
	if l.dir != "" {
		p, err := loadNamed(l.Path(task, name), task)
		if !errors.Is(err, fs.ErrNotExist) {
			return p, err
		}
		// One whose task cannot be read may be the one meant: its error is told.
		p, err = loadNamed(l.Path("", name), "")
		if !errors.Is(err, fs.ErrNotExist) && (taskOf(p) == task || taskOf(p) == "") {
			return p, err
		}
	}
	p, err := loadBuiltIn(task, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{Err: l.unknown(task, name)}
	}
	return p, err
}

func isPath(s string) bool {
	if strings.ContainsRune(s, '/') || strings.ContainsRune(s, filepath.Separator) {
		return true
	}
	if !strings.HasSuffix(s, ".md") {
		return false
	}
	_, err := os.Stat(s)
	return err == nil
}

// ValidName tells whether a prompt can have this name: letters, digits, "-",
// "_" and ".", the first a letter or a digit.
func ValidName(name string) error {
	for i, r := range name {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if !letter && (i == 0 || !strings.ContainsRune("-_.", r)) {
			return fmt.Errorf("a prompt's name has letters, digits, \"-\", \"_\" and \".\", not %q", name)
		}
	}
	if name == "" {
		return errors.New("a prompt's name is empty")
	}
	return nil
}

// unknown names the prompts there are.
func (l *Library) unknown(task, name string) error {
	var names []string
	all, _ := l.List()
	for _, p := range all {
		if p.Task == task {
			names = append(names, p.Name)
		}
	}
	if n := nearest(name, names); n != "" {
		return fmt.Errorf("no prompt %q for %s; did you mean %q? (%s)", name, task, n, known(names))
	}
	return fmt.Errorf("no prompt %q for %s (%s)", name, task, known(names))
}

// List returns every prompt as Find would, by task and name. A user's file that
// cannot be used is an error, an *Error for each, and hides the built-in prompt
// of its task that it was to replace.
func (l *Library) List() ([]*Prompt, []error) {
	type key struct{ task, name string }
	found := map[key]bool{}
	var list []*Prompt
	var errs []error
	add := func(task, name string, p *Prompt, err error) {
		k := key{cmp.Or(task, taskOf(p)), name}
		if found[k] {
			return
		}
		found[k] = true
		if err != nil {
			errs = append(errs, err)
			return
		}
		list = append(list, p)
	}
	for _, task := range append(Tasks(), "") {
		for _, name := range l.userNames(task) {
			p, err := loadNamed(l.Path(task, name), task)
			add(task, name, p, err)
		}
	}
	for _, task := range Tasks() {
		for _, name := range stems(fs.ReadDir(builtIn, task)) {
			p, err := loadBuiltIn(task, name)
			add(task, name, p, err)
		}
	}
	slices.SortFunc(list, func(a, b *Prompt) int {
		return cmp.Or(cmp.Compare(a.Task, b.Task), cmp.Compare(a.Name, b.Name))
	})
	return list, errs
}

// Tasks returns the tasks that a prompt can be for.
func Tasks() []string { return []string{"summarize", "translate", "digest"} }

func (l *Library) userNames(task string) []string {
	if l.dir == "" {
		return nil
	}
	return stems(os.ReadDir(filepath.Join(l.dir, task)))
}

// stems returns the names of the prompt files in a listing. A folder that is
// not there has none.
func stems(entries []fs.DirEntry, _ error) []string {
	var names []string
	for _, e := range entries {
		name, isPrompt := strings.CutSuffix(e.Name(), ".md")
		if isPrompt && !e.IsDir() && ValidName(name) == nil {
			names = append(names, name)
		}
	}
	return names
}

// loadNamed reads a prompt of the user's folder, whose name must be its file's.
func loadNamed(name, task string) (*Prompt, error) {
	p, err := loadFile(name, task)
	var e *Error
	if p == nil || p.misnamed == nil || errors.As(err, &e) && 0 < e.Line && e.Line < p.misnamed.Line {
		return p, err
	}
	return p, &Error{Path: name, Line: p.misnamed.Line, Err: errors.New(p.misnamed.Message)}
}

// loadFile reads a user's prompt; task is what it must be for, "" for any.
func loadFile(name, task string) (*Prompt, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, &Error{Path: name, Err: cause(err)}
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, &Error{Path: name, Err: cause(err)}
	}
	return load(data, name, name, task)
}

func loadBuiltIn(task, name string) (*Prompt, error) {
	data, err := builtIn.ReadFile(path.Join(task, name+".md"))
	if err != nil {
		return nil, &Error{Err: err}
	}
	return load(data, "built-in prompt "+path.Join(task, name+".md"), BuiltIn, task)
}

// cause leaves out the path, which the Error names already.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// load parses a prompt and fails with its first problem. The prompt comes with
// the error where its task is known.
func load(data []byte, name, origin, task string) (*Prompt, error) {
	p, problems := parsePrompt(data, name)
	p.Origin = origin
	if len(problems) > 0 {
		return p, &Error{Path: name, Line: problems[0].Line, Err: errors.New(problems[0].Message)}
	}
	if task != "" && p.Task != task {
		return p, &Error{Path: name, Err: fmt.Errorf("the prompt is for %s, not for %s", p.Task, task)}
	}
	return p, nil
}

// taskOf returns the task of a prompt that may not be usable, "" where it
// cannot be read.
func taskOf(p *Prompt) string {
	if p == nil {
		return ""
	}
	return p.Task
}
