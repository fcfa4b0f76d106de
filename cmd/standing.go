package cmd

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"mujaz/internal/batch"
)

// standing reports whether a file's output stands as it is, before the file is
// read.
func (p *plan) standing(j *job) bool {
	f, ok := p.sink.(*folder)
	if !ok || j.input.Rel == "" {
		return false
	}
	j.output = p.names.Mirror(j.input.Rel)
	if j.input.Path != "" {
		j.stamp, _ = batch.StampOf(j.input.Path)
	}
	p.decide(f, j, func() (string, error) { return hashFile(j.input.Path) })
	return j.kept != ""
}

func hashFile(path string) (string, error) {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is not a file to compare", path)
	}
	data, err := os.ReadFile(path)
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), err
}

// decide sets j.kept where the output there is must not or need not be made.
func (p *plan) decide(f *folder, j *job, sha func() (string, error)) {
	r := p.run
	if r.flags.overwrite || f.manifest == nil {
		if f.manifest == nil && !r.flags.overwrite && exists(filepath.Join(f.dir, j.output)) {
			r.counts.keep(j, keptForeign)
		}
		return
	}
	state, differs := f.manifest.State(j.output, j.input.Path, f.settings, sha)
	switch {
	case state == batch.Foreign:
		r.counts.keep(j, keptForeign)
	case state == batch.Edited:
		r.counts.keep(j, keptEdited)
	case state == batch.Done && !r.flags.refresh:
		r.counts.keep(j, keptDone)
		j.standing(f.manifest.Flagged(j.output))
		if j.flagged {
			r.counts.flag(r.cfg.Strict || needsHuman(j.checks, false))
		}
	case state > batch.Edited && r.cfg.Offline && f.manifest.Made(j.output):
		r.counts.keep(j, keptBetter)
	case state == batch.Other && !r.flags.update && !r.anyTyped(differs):
		r.counts.keep(j, keptSettings)
	}
}

// standing takes over what was said of an output that stands when it was made.
func (j *job) standing(checks json.RawMessage, flagged bool) {
	if j.flagged = flagged; len(checks) > 0 && json.Unmarshal(checks, &j.checks) != nil {
		j.checks = nil // it is flagged all the same
	}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// settings are what decides a result, for the manifest. Their names are those
// of the settings that change them.
func (r *run) settings() map[string]string {
	cfg := r.cfg
	s := map[string]string{
		"task": r.task.name, "format": cfg.Format, "version": Version,
		"raw": yesNo(cfg.Raw), "strip-marks": yesNo(cfg.StripMarks),
	}
	if p := r.task.prompt; p != nil {
		s[r.task.name+".prompt"] = p.SHA256
		s["provider"], s["base-url"], s["model"] = r.end.name, r.end.target.BaseURL, r.end.target.Model
	}
	if cfg.Offline {
		s["offline"] = "yes"
	}
	for key, value := range r.task.settings {
		s[key] = value
	}
	for key, value := range r.task.vars {
		s["var:"+key] = value
	}
	return s
}

// anyTyped reports whether one of the settings was typed on this command line.
func (r *run) anyTyped(names []string) bool {
	for _, n := range names {
		if r.cfg.Typed(n) || len(n) > 4 && n[:4] == "var:" {
			return true
		}
	}
	return false
}
