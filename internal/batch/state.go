package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// State tells what an output file is, before anything is sent for it.
type State int

const (
	// Absent: there is no such file.
	Absent State = iota
	// Foreign: mujaz did not write it, or does not know that it did.
	Foreign
	// Edited: mujaz wrote it and somebody changed it.
	Edited
	// Stale: ours, and its source has changed since.
	Stale
	// Other: ours, from the same source with other settings.
	Other
	// Done: ours, from the same source with the same settings.
	Done
)

// State looks at an output. source is the input's path, or empty where only its
// hash is known; sha returns the input's hash and is called only where size and
// time do not tell. differs are the settings with other values than recorded.
func (m *Manifest) State(output, source string, settings map[string]string, sha func() (string, error)) (state State, differs []string) {
	now, err := StampOf(filepath.Join(m.dir, output))
	if err != nil {
		return Absent, nil
	}
	m.mu.Lock()
	k, ok := m.known[nameHash(output)]
	m.mu.Unlock()
	switch {
	case !ok:
		return Foreign, nil
	case !m.untouched(&k, output, now.small()):
		return Edited, nil
	case !k.unchanged(source, sha):
		return Stale, nil
	}
	for name := range settings {
		if k.settings.values[name] != settings[name] {
			differs = append(differs, name)
		}
	}
	if len(differs) > 0 {
		slices.Sort(differs)
		return Other, differs
	}
	return Done, nil
}

// untouched reports whether the output still is what was written.
func (m *Manifest) untouched(k *known, output string, now stamp) bool {
	if now.size != k.outputFile.size {
		return false
	}
	if now.mtime == k.outputFile.mtime {
		return true
	}
	content, err := os.ReadFile(filepath.Join(m.dir, output))
	sum := sha256.Sum256(content)
	return err == nil && sumHash(hex.EncodeToString(sum[:])) == k.output
}

// unchanged reports whether the source still is what was read.
func (k *known) unchanged(source string, sha func() (string, error)) bool {
	if source != "" && nameHash(source) == k.path {
		now, err := StampOf(source)
		if err == nil && now.small() == k.sourceFile && !racy(now, time.Unix(0, k.read)) {
			return true
		}
	}
	sum, err := sha()
	return err == nil && sumHash(sum) == k.source
}

// The clocks of file systems: a kernel tick where times have fractions of a
// second, two seconds on FAT.
const (
	fineClock   = 20 * time.Millisecond
	coarseClock = 2 * time.Second
)

// racy reports whether a source was changed so shortly before it was read that
// a change after the reading can have left it the same time, as git's index
// knows: then its content is compared.
func racy(s Stamp, read time.Time) bool {
	clock := fineClock
	if s.MTime.Nanosecond() == 0 {
		clock = coarseClock
	}
	return read.Sub(s.MTime) < clock
}
