package batch

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
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
	// Settings are those that decide the result, by name.
	Settings map[string]string `json:"settings"`
	Status   string            `json:"status"`
	Engine   string            `json:"engine"` // model or extractive
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
	path    string
	dir     string
	records map[string]Record
	torn    bool // the file ends within a line: a writer was killed
	mu      sync.Mutex
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
		path:    filepath.Join(state, "results", hex.EncodeToString(sum[:16])+".jsonl"),
		dir:     dir,
		records: map[string]Record{},
	}
	return m, m.load()
}

func (m *Manifest) load() error {
	f, err := os.Open(m.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the manifest of results: %w", err)
	}
	defer f.Close()
	lines, total := bufio.NewReader(f), 0
	for {
		line, err := lines.ReadBytes('\n')
		var r Record
		if json.Unmarshal(line, &r) == nil && r.Output != "" {
			m.records[r.Output] = r
			total++
		}
		if errors.Is(err, io.EOF) {
			m.torn = len(line) > 0
			break
		}
		if err != nil {
			return fmt.Errorf("read the manifest of results: %w", err)
		}
	}
	if total > 2*len(m.records)+1000 {
		return m.compact()
	}
	return nil
}

// compact drops the lines that later ones replaced.
func (m *Manifest) compact() error {
	var content []byte
	for _, name := range slices.Sorted(maps.Keys(m.records)) {
		line, err := json.Marshal(m.records[name])
		if err != nil {
			return err
		}
		content = append(append(content, line...), '\n')
	}
	return Place(m.path, content)
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
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.records[r.Output] = r
	if err := os.MkdirAll(filepath.Dir(m.path), 0o700); err != nil {
		return fmt.Errorf("write the manifest of results: %w", err)
	}
	f, err := os.OpenFile(m.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("write the manifest of results: %w", err)
	}
	line = append(line, '\n')
	if m.torn {
		line, m.torn = append([]byte{'\n'}, line...), false
	}
	// One write of one line: lines of several processes do not mix.
	_, err = f.Write(line)
	return errors.Join(err, f.Close())
}

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
	stamp, err := StampOf(filepath.Join(m.dir, output))
	if err != nil {
		return Absent, nil
	}
	m.mu.Lock()
	r, known := m.records[output]
	m.mu.Unlock()
	switch {
	case !known:
		return Foreign, nil
	case !m.untouched(r, stamp):
		return Edited, nil
	case !unchanged(r, source, sha):
		return Stale, nil
	}
	for name := range settings {
		if r.Settings[name] != settings[name] {
			differs = append(differs, name)
		}
	}
	if len(differs) > 0 {
		slices.Sort(differs)
		return Other, differs
	}
	return Done, nil
}

// Record returns what is known of an output.
func (m *Manifest) Record(output string) (Record, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.records[output]
	return r, ok
}

// Outputs returns the outputs that are known, below the output folder.
func (m *Manifest) Outputs() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Collect(maps.Keys(m.records))
}

// untouched reports whether the output still is what was written.
func (m *Manifest) untouched(r Record, now Stamp) bool {
	if now.Size != r.OutputFile.Size {
		return false
	}
	if now.MTime.Equal(r.OutputFile.MTime) {
		return true
	}
	content, err := os.ReadFile(filepath.Join(m.dir, r.Output))
	sum := sha256.Sum256(content)
	return err == nil && hex.EncodeToString(sum[:]) == r.OutputSHA256
}

// unchanged reports whether the source still is what was read.
func unchanged(r Record, source string, sha func() (string, error)) bool {
	if source != "" && source == r.Source {
		now, err := StampOf(source)
		if err == nil && now.Size == r.SourceFile.Size && now.MTime.Equal(r.SourceFile.MTime) && !racy(now, r.Read) {
			return true
		}
	}
	hash, err := sha()
	return err == nil && hash == r.SourceSHA256
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
