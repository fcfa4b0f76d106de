package cmd

import (
	"path/filepath"
	"strings"

	"mujaz/internal/batch"
	"mujaz/internal/render"
)

// ours reports which files mujaz has written before into the folders named:
// results that lie beside their sources are not sources.
func (p *plan) ours(folders []string) func(string) bool {
	state := p.run.env.stateDir()
	resolve := map[string]string{}
	p.manifests = map[string]*batch.Manifest{}
	for _, dir := range folders {
		if dir == "" || state == "" || !isDir(dir) {
			continue
		}
		// The output's own manifest is warned of where it is used.
		if manifest, err := batch.OpenManifest(state, dir); err == nil {
			p.manifests[folderOf(dir)] = manifest
		}
	}
	return func(path string) bool {
		path = resolved(path, resolve)
		for dir, manifest := range p.manifests {
			if rel, below := strings.CutPrefix(path, dir+string(filepath.Separator)); below && manifest.Has(rel) {
				return true
			}
		}
		return false
	}
}

// notInput refuses an output that is among the inputs.
func (p *plan) notInput(out string) error {
	folders := map[string]string{} // resolved once each: there may be many files
	if out == "" {
		return nil
	}
	for _, in := range p.inputs {
		if in.Path != "" && resolved(in.Path, folders) == resolved(out, folders) {
			return usagef("the output %s is an input; nothing was sent", out)
		}
	}
	return nil
}

// notOutputs is notInput for the outputs in a folder.
func (p *plan) notOutputs(dir string, rels []string) error {
	folders := map[string]string{}
	dir = folderOf(dir) + string(filepath.Separator)
	within := map[string]bool{} // inputs that lie in the folder: few
	for _, in := range p.inputs {
		if path := resolved(in.Path, folders); in.Path != "" && strings.HasPrefix(path, dir) {
			within[path] = true
		}
	}
	if len(within) == 0 {
		return nil
	}
	for _, rel := range rels {
		if out := filepath.Join(dir, p.names.Mirror(rel)); within[resolved(out, folders)] {
			return usagef("the output %s is an input; nothing was sent", out)
		}
	}
	return nil
}

// folderOf is a folder's path, absolute and free of links.
func folderOf(dir string) string {
	return filepath.Dir(resolved(filepath.Join(dir, "x"), map[string]string{}))
}

// resolved is a path whose folder is absolute and free of links.
func resolved(path string, folders map[string]string) string {
	dir := filepath.Dir(path)
	if _, known := folders[dir]; !known {
		folders[dir] = dir
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			folders[dir] = real
		}
		if abs, err := filepath.Abs(folders[dir]); err == nil {
			folders[dir] = abs
		}
	}
	return filepath.Join(folders[dir], filepath.Base(path))
}

// suffix is what the outputs' names end in: .en.txt, .summary.md.
func (r *run) suffix() string {
	suffix := render.Format(r.cfg.Format).Extension()
	switch r.task.name {
	case "translate":
		return ".en" + suffix
	case "extract":
		return ".article" + suffix
	}
	if r.cfg.Summarize.To == "en" {
		suffix = ".en" + suffix
	}
	return ".summary" + suffix
}
