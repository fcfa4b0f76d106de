package translate

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

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
// itself is concerned.
func (o Options) key(u *unit) (string, error) {
	system, err := o.instructions([]*unit{u})
	if err != nil {
		return "", err
	}
	b, err := json.Marshal(struct {
		Version int             `json:"v"`
		Source  string          `json:"source"`
		Kind    article.Kind    `json:"kind"`
		Title   string          `json:"title"`
		Before  []string        `json:"before"`
		System  string          `json:"system"`
		Target  llm.Target      `json:"target"`
		Params  llm.Params      `json:"params"`
		Terms   []glossary.Term `json:"terms,omitempty"`
	}{unitVersion, u.source, u.kind, u.title, u.before, system, o.Target, llm.Params{Temperature: o.Prompt.Temperature}, o.terms([]*unit{u})})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}

// recall fills in the units that are remembered, and returns when the oldest of
// them was made.
func (o Options) recall(units []*unit) (oldest time.Time, model string, err error) {
	if o.Memory.Store == nil || !o.Memory.Read {
		return time.Time{}, "", nil
	}
	for _, u := range units {
		key, err := o.key(u)
		if err != nil {
			return oldest, model, err
		}
		entry, err := o.Memory.Store.Get(key)
		if err != nil || entry.Kind != kindUnit {
			continue // a miss, whatever the reason: it is asked for again
		}
		var k kept
		if json.Unmarshal(entry.Meta, &k) != nil {
			continue
		}
		u.answer, u.accepted, model = string(entry.Body), k.Accepted, k.Model
		u.judge()
		if oldest.IsZero() || entry.Created.Before(oldest) {
			oldest = entry.Created
		}
	}
	return oldest, model, nil
}

// remember keeps the units that are fit. A store that cannot be written has
// been warned of by the answers' own cache.
func (o Options) remember(units []*unit, model string, created time.Time) {
	if o.Memory.Store == nil || !o.Memory.Write {
		return
	}
	for _, u := range units {
		if u.broken() {
			continue
		}
		k := kept{Model: model}
		for _, f := range u.findings {
			if f.Repair && !contains(k.Accepted, f.Check) {
				k.Accepted = append(k.Accepted, f.Check)
			}
		}
		meta, err := json.Marshal(k)
		if err != nil {
			continue
		}
		if key, err := o.key(u); err == nil {
			_ = o.Memory.Store.Put(key, store.Entry{Kind: kindUnit, Created: created, Meta: meta, Body: []byte(u.answer)})
		}
	}
}
