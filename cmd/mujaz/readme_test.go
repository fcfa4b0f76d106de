package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestReadme runs the examples of README: in a console block every line that
// begins with "$ " is run, and what follows is what it prints. A "…" stands for
// anything.
func TestReadme(t *testing.T) {
	if _, err := exec.LookPath("jq"); err != nil {
		t.Skip("jq is not installed; the examples pipe into it")
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	d := newDouble()
	defer d.Close()
	dir := workFolder(t)
	examples := 0
	for _, block := range regexp.MustCompile("(?s)```console\n(.*?)```").FindAllStringSubmatch(string(readme), -1) {
		for _, example := range strings.Split("\n"+block[1], "\n$ ")[1:] {
			command, want, _ := strings.Cut(example, "\n")
			examples++
			got := shell(t, dir, d.URL+"/v1", command)
			if !matches(strings.TrimSpace(want), strings.TrimSpace(got)) {
				t.Errorf("$ %s\nprints\n%s\nREADME says\n%s", command, got, want)
			}
		}
	}
	if examples < 5 {
		t.Errorf("found %d examples only", examples)
	}
}

// workFolder returns a folder with the sample articles.
func workFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	articles, err := filepath.Glob("../../testdata/articles/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		content, err := os.ReadFile(a)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(a)), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// shell runs a command line; testscript.Main has put mujaz on the path.
func shell(t *testing.T, dir, server, command string) string {
	t.Helper()
	c := exec.Command("sh", "-c", command)
	c.Dir = dir
	c.Env = []string{"HOME=" + dir, "PATH=" + os.Getenv("PATH"), "MUJAZ_BASE_URL=" + server, atOnce}
	out, err := c.CombinedOutput()
	if err != nil && c.ProcessState == nil {
		t.Fatal(err)
	}
	return string(out)
}

// matches compares texts; "…" in want stands for anything.
func matches(want, got string) bool {
	parts := strings.Split(want, "…")
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return regexp.MustCompile("(?s)^" + strings.Join(parts, ".*") + "$").MatchString(got)
}
