package summarize

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"sync"

	"mujaz/internal/llm"
	"mujaz/internal/store"
)

// Learned remembers what servers turned out not to take: requests beyond a
// window, JSON schemas, refused articles. Errors are not among the stored
// answers, so without it every run would send again what fails. It is safe for
// concurrent use; the zero value remembers for as long as it lives.
type Learned struct {
	// Store keeps it beyond the process; nil for none.
	Store *store.Store
	// Read and Write tell what may be done with Store.
	Read, Write bool

	mu    sync.Mutex
	known map[string]lesson
}

// lesson is what a request, or all requests to a target, failed for.
type lesson struct {
	Code llm.Code `json:"code,omitempty"`
	// Window is the model's window in tokens as the server named it, or 0.
	Window   int  `json:"window,omitempty"`
	NoSchema bool `json:"no_schema,omitempty"`
}

// lessonKind is the kind of the store's entries that are lessons.
const lessonKind = "lesson"

func requestID(r llm.Request) string { return "request " + r.Key() }

func targetID(t llm.Target) string { return "target " + t.BaseURL + " " + t.Model }

func lessonKey(id string) string {
	sum := sha256.Sum256([]byte("lesson " + id))
	return hex.EncodeToString(sum[:])
}

// recall returns what is known under id.
func (l *Learned) recall(id string) lesson {
	l.mu.Lock()
	defer l.mu.Unlock()
	if k, ok := l.known[id]; ok {
		return k
	}
	var k lesson
	if l.Store != nil && l.Read {
		if e, err := l.Store.Get(lessonKey(id)); err == nil && e.Kind == lessonKind && json.Unmarshal(e.Meta, &k) != nil {
			k = lesson{}
		}
	}
	return k
}

func (l *Learned) set(id string, k lesson) {
	if l.known == nil {
		l.known = map[string]lesson{}
	}
	l.known[id] = k
}

// keep remembers k under id. A store that cannot be written has been warned of
// by the answers' own cache.
func (l *Learned) keep(id string, k lesson) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.set(id, k)
	meta, err := json.Marshal(k)
	if err == nil && l.Store != nil && l.Write {
		_ = l.Store.Put(lessonKey(id), store.Entry{Kind: lessonKind, Meta: meta})
	}
}

// failure returns the error that r is known to fail with, or nil.
func (l *Learned) failure(r llm.Request) error {
	k := l.recall(requestID(r))
	switch {
	case k.Code == "":
		return nil
	case k.Code == llm.ContextLength:
		return &llm.Error{Code: k.Code, Err: &llm.ContextError{Window: k.Window, Err: errors.New("the request is known not to fit the model's window")}}
	case k.Code == llm.Truncated:
		return &llm.Error{Code: k.Code, Err: &llm.TruncatedError{}}
	}
	return &llm.Error{Code: k.Code, Err: errors.New("the model is known to refuse this")}
}

// hear remembers the failure of r.
func (l *Learned) hear(r llm.Request, err error) {
	var window *llm.ContextError
	k := lesson{Code: llm.CodeOf(err)}
	switch {
	case err == nil:
		return
	case errors.As(err, &window) && window.Window > 0:
		k.Window = window.Window
		target := l.recall(targetID(r.Target))
		target.Window = window.Window
		l.keep(targetID(r.Target), target)
	case errors.Is(err, llm.ErrSchema):
		target := l.recall(targetID(r.Target))
		target.NoSchema = true
		l.keep(targetID(r.Target), target)
		return
	}
	if tooLong(err) || refusal(k.Code) {
		l.keep(requestID(r), k)
	}
}

// tooLong reports whether asking about less may help.
func tooLong(err error) bool {
	var cut *llm.TruncatedError
	if err == nil || errors.As(err, &cut) && cut.Endless {
		return false
	}
	code := llm.CodeOf(err)
	return code == llm.ContextLength || code == llm.Truncated
}

// refusal reports whether another model may take what this one does not.
func refusal(c llm.Code) bool { return c == llm.Refused || c == llm.Filtered }
