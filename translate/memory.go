package translate

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"mujaz/internal/article"
	"mujaz/internal/glossary"
	"mujaz/internal/llm"
	"mujaz/internal/store"
)

// Memory keeps checked translations of single units, so that an edited article
// pays only for what the edit touched. It is rebuilt from the stored answers
// where it is lost.
type Memory struct {
	Store *store.Store
	// Read and Write tell what may be done with it.
	Read, Write bool
}

// kindUnit is the kind of the store's entries that are units.
const kindUnit = "unit"

// kept is what is remembered beside a unit's translation.
type kept struct {
	// Accepted are the checks whose findings were delivered after the repairs.
	Accepted []string `json:"accepted,omitempty"`
	Model    string   `json:"model"`
}

// unitVersion changes when the meaning of a stored unit does.
const unitVersion = 1

// key identifies a translation: everything that decides it, as far as the unit
// itself is concerned. The instructions stand in it as what they are rendered
// from, which is cheaper than rendering them for each unit.
func (j *job) key(u *unit) (string, error) {
	b, err := json.Marshal(struct {
		Version int               `json:"v"`
		Source  string            `json:"source"`
		Kind    article.Kind      `json:"kind"`
		Title   string            `json:"title"`
		Before  []string          `json:"before"`
		System  string            `json:"system"` // without terms
		Prompt  string            `json:"prompt"`
		Vars    map[string]string `json:"vars,omitempty"`
		Target  llm.Target        `json:"target"`
		Params  llm.Params        `json:"params"`
		Terms   []glossary.Term   `json:"terms,omitempty"`
	}{unitVersion, u.source, u.kind, u.title, u.before, j.plain, j.Prompt.SHA256, j.Vars, j.Target, llm.Params{Temperature: j.Prompt.Temperature}, j.terms([]*unit{u})})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}

// recall fills in the units that are remembered. A miss, whatever its reason,
// is asked for again.
func (j *job) recall() {
	if j.Memory.Store == nil || !j.Memory.Read {
		return
	}
	for _, u := range j.units {
		key, err := j.key(u)
		if err != nil {
			continue
		}
		entry, err := j.Memory.Store.Get(key)
		var k kept
		if err != nil || entry.Kind != kindUnit || json.Unmarshal(entry.Meta, &k) != nil {
			continue
		}
		u.answer, u.accepted, u.model, u.created = string(entry.Body), k.Accepted, k.Model, entry.Created
		j.judge(u)
		j.answered = k.Model
		if j.created.IsZero() || entry.Created.Before(j.created) {
			j.created = entry.Created
		}
	}
}

// remember keeps the units that are fit, in their order: known relies on it. A
// store that cannot be written has been warned of by the answers' own cache.
func (j *job) remember(units []*unit) {
	if j.Memory.Store == nil || !j.Memory.Write {
		return
	}
	for _, u := range units {
		if u.broken() || len(u.asked) == 0 && len(u.faulty()) == 0 {
			continue // unfit, or remembered as it is
		}
		k := kept{Model: u.model, Accepted: u.accepted}
		for _, f := range u.faulty() {
			// Without repairs nothing was tried, and a later run may.
			if j.Repairs > 0 && !contains(k.Accepted, f.Check) {
				k.Accepted = append(k.Accepted, f.Check)
			}
		}
		meta, err := json.Marshal(k)
		if err != nil {
			continue
		}
		if key, err := j.key(u); err == nil {
			_ = j.Memory.Store.Put(key, store.Entry{Kind: kindUnit, Created: u.created, Meta: meta, Body: []byte(u.answer)})
		}
	}
}

// forget marks what is remembered of a unit as not to be used again.
func (j *job) forget(u *unit) {
	if j.Memory.Store == nil || !j.Memory.Write {
		return
	}
	if key, err := j.key(u); err == nil {
		_ = j.Memory.Store.Reject(key, "left the article unfit")
	}
}

// stored reports whether the answer to the plain request for units is kept.
func (j *job) stored(units []*unit) bool {
	if j.Memory.Store == nil || !j.Memory.Read {
		return false
	}
	request, err := j.request(units, j.Target.Model, false)
	if err != nil {
		return false
	}
	_, err = j.Memory.Store.Get(request.Key())
	return err == nil
}
