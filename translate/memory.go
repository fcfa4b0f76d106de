package translate

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"sync"

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

// kindVerdict is that of what the checks have said of a whole translation.
const kindVerdict = "verdict"

// kept is what is remembered beside a unit's translation.
type kept struct {
	// Accepted are the doubts that were delivered after the repairs.
	Accepted []string `json:"accepted,omitempty"`
	Model    string   `json:"model"`
}

// unitVersion changes when the meaning of a stored unit does.
const unitVersion = 1

// hands is how many goroutines read or write a chunk's units: each waits for the
// file system most of its time.
const hands = 4

// key identifies a translation: everything that decides it, as far as the unit
// itself is concerned. The instructions stand in it as what they are rendered
// from, which is cheaper than rendering them for each unit.
func (j *job) key(u *unit) (string, error) {
	if u.key != "" {
		return u.key, nil
	}
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
	u.key = hex.EncodeToString(sum[:])
	return u.key, nil
}

// recall fills in the units that are remembered. A miss, whatever its reason,
// is asked for again.
func (j *job) recall() {
	if j.Memory.Store == nil || !j.Memory.Read {
		return
	}
	var wait sync.WaitGroup
	for part := range slices.Chunk(j.units, (len(j.units)+hands-1)/hands) {
		wait.Go(func() {
			for _, u := range part {
				j.recallUnit(u)
			}
		})
	}
	wait.Wait()
	for _, u := range j.units {
		if u.answer == "" {
			continue
		}
		j.answered = u.model
		if j.created.IsZero() || u.created.Before(j.created) {
			j.created = u.created
		}
	}
	j.audit()
}

// recallUnit fills in one unit.
func (j *job) recallUnit(u *unit) {
	key, err := j.key(u)
	if err != nil {
		return
	}
	entry, err := j.Memory.Store.Get(key)
	var k kept
	if err != nil || entry.Kind != kindUnit || json.Unmarshal(entry.Meta, &k) != nil {
		return
	}
	u.answer, u.accepted, u.model, u.created = string(entry.Body), k.Accepted, k.Model, entry.Created
}

// remember keeps the units that are fit. A store that cannot be written has been warned of by the answers' own cache.
func (j *job) remember(units []*unit) {
	if j.Memory.Store == nil || !j.Memory.Write {
		return
	}
	var wait sync.WaitGroup
	slots := make(chan struct{}, hands)
	for _, u := range units {
		if u.broken() || len(u.asked) == 0 && len(u.faulty()) == 0 {
			continue // unfit, or remembered as it is
		}
		slots <- struct{}{}
		wait.Go(func() {
			defer func() { <-slots }()
			j.keep(u)
		})
	}
	wait.Wait()
}

// keep writes one unit.
func (j *job) keep(u *unit) {
	k := kept{Model: u.model, Accepted: u.accepted}
	for _, f := range u.faulty() {
		// Without repairs nothing was tried, and a later run may.
		if j.Repairs > 0 && !u.untried && !contains(k.Accepted, doubt(f)) {
			k.Accepted = append(k.Accepted, doubt(f))
		}
	}
	meta, err := json.Marshal(k)
	if err != nil {
		return
	}
	if key, err := j.key(u); err == nil {
		_ = j.Memory.Store.Put(key, store.Entry{Kind: kindUnit, Created: u.created, Meta: meta, Body: []byte(u.answer)})
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
