package batch

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// Record says what one output was made from.
type Record struct {
	Output string `json:"output"` // below the output folder
	// The output as written.
	OutputSHA256 string `json:"output_sha256"`
	OutputFile   Stamp  `json:"output_file"`
	// The input as read; Source is its path, and empty for what has none.
	Source       string `json:"source"`
	SourceFile   Stamp  `json:"source_file"`
	SourceSHA256 string `json:"source_sha256"`
	// Settings are those that decide the result, by name. In the file they stand
	// once, in a line before the first record made with them, which With names.
	Settings map[string]string `json:"settings,omitempty"`
	With     string            `json:"with,omitempty"`
	Status   string            `json:"status"`
	// Checks are the findings of a flagged output, as they were reported.
	Checks json.RawMessage `json:"checks,omitempty"`
	Engine string          `json:"engine"` // model or extractive
	// Read is when the source was opened, after SourceFile was taken.
	Read time.Time `json:"read"`
}

// Stamp is what a file's inode tells: enough to see that it has not changed.
type Stamp struct {
	Size  int64     `json:"size"`
	MTime time.Time `json:"mtime"`
}

// StampOf reads a file's stamp.
func StampOf(path string) (Stamp, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Stamp{}, err
	}
	return Stamp{info.Size(), info.ModTime()}, nil
}

// Manifest remembers the outputs of one folder: an append-only file of JSON
// lines, the last line for an output being the valid one. It may be written by
// several processes at once. A manifest that is lost costs nothing but the
// knowledge which outputs are ours: they are then kept.
type Manifest struct {
	path string
	dir  string
	mu   sync.Mutex
	// known holds what the records say, by the hash of the output's name. Hashes
	// stand for names and contents: a hundred thousand outputs are to fit into
	// some megabytes.
	known    map[uint64]known
	settings map[string]*settings // by their JSON
	named    map[string]*settings // by With
	written  map[*settings]bool   // whether the file has their line
	torn     bool                 // the file ends within a line: a writer was killed
}

// settings are shared by all records made with them.
type settings struct {
	name   string // With
	values map[string]string
}

// known is a record in memory.
type known struct {
	output, source [16]byte // hashes of SHA-256 sums as they are written
	path           uint64   // of the source
	outputFile     stamp
	sourceFile     stamp
	read           int64 // UnixNano
	settings       *settings
	model          bool   // made by one
	flagged        bool   // a check doubts it
	checks         []byte // what was found, of a flagged output
	line           int32  // in the file
}

// stamp is a Stamp without pointers.
type stamp struct{ size, mtime int64 }

func (s Stamp) small() stamp {
	if s.MTime.IsZero() {
		return stamp{s.Size, 0}
	}
	return stamp{s.Size, s.MTime.UnixNano()}
}

// OpenManifest reads the manifest of an output folder, kept below state. One
// that cannot be read is empty, with the reason as the error; it can be used
// all the same.
func OpenManifest(state, dir string) (*Manifest, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(abs))
	m := &Manifest{
		path: filepath.Join(state, "results", hex.EncodeToString(sum[:16])+".jsonl"), dir: dir,
		known: map[uint64]known{}, settings: map[string]*settings{}, named: map[string]*settings{}, written: map[*settings]bool{},
	}
	return m, m.load()
}

// share returns the settings with these values.
func (m *Manifest) share(values map[string]string) (*settings, error) {
	text, err := json.Marshal(values)
	if err != nil {
		return nil, err
	}
	s := m.settings[string(text)]
	if s == nil {
		sum := sha256.Sum256(text)
		s = &settings{hex.EncodeToString(sum[:8]), values}
		m.settings[string(text)], m.named[s.name] = s, s
	}
	return s, nil
}

// learn takes a record into memory.
func (m *Manifest) learn(r *Record, s *settings, line int32) {
	m.known[nameHash(r.Output)] = known{
		output: sumHash(r.OutputSHA256), source: sumHash(r.SourceSHA256), path: nameHash(r.Source),
		outputFile: r.OutputFile.small(), sourceFile: r.SourceFile.small(), read: r.Read.UnixNano(),
		settings: s, model: r.Engine == "model", flagged: r.Status == "flagged", line: line,
		checks: slices.Clone(r.Checks), // less than the line it is part of
	}
}

// Add records an output that was just written, from content.
func (m *Manifest) Add(r Record, content []byte) error {
	sum := sha256.Sum256(content)
	r.OutputSHA256 = hex.EncodeToString(sum[:])
	stamp, err := StampOf(filepath.Join(m.dir, r.Output))
	if err != nil {
		return err
	}
	r.OutputFile = stamp
	m.mu.Lock()
	defer m.mu.Unlock()
	s, err := m.share(r.Settings)
	if err != nil {
		return err
	}
	var lines bytes.Buffer
	if m.torn {
		lines.WriteByte('\n')
	}
	e := json.NewEncoder(&lines)
	if !m.written[s] {
		if err := e.Encode(settingsLine{s.name, s.values}); err != nil {
			return err
		}
	}
	r.Settings, r.With = nil, s.name
	if err := e.Encode(r); err != nil {
		return err
	}
	m.learn(&r, s, 0)
	if err := m.append(lines.Bytes()); err != nil {
		return fmt.Errorf("write the manifest of results: %w", err)
	}
	m.written[s], m.torn = true, false
	return nil
}

// settingsLine is a line that gives settings their name.
type settingsLine struct {
	Name   string            `json:"settings_name"`
	Values map[string]string `json:"settings"`
}

// append adds lines to the file in one write: those of several processes do not
// mix.
func (m *Manifest) append(lines []byte) error {
	if err := os.MkdirAll(filepath.Dir(m.path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(m.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(lines)
	return errors.Join(err, f.Close())
}

// Made tells whether an output was made by a model, as far as is known.
func (m *Manifest) Made(output string) (byModel bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.known[nameHash(output)].model
}

// Flagged tells whether checks had doubts about an output when it was made, and
// which, as far as is known.
func (m *Manifest) Flagged(output string) (checks json.RawMessage, flagged bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	k := m.known[nameHash(output)]
	return k.checks, k.flagged
}

// Has reports whether the output, below the output folder, is known.
func (m *Manifest) Has(output string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	_, ok := m.known[nameHash(output)]
	return ok
}

// nameHash stands for a name in memory.
func nameHash(name string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // a hash takes everything
	return h.Sum64()
}

// sumHash stands for a sum in memory.
func sumHash(sum string) (short [16]byte) {
	whole := sha256.Sum256([]byte(sum))
	copy(short[:], whole[:])
	return short
}
