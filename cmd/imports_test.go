package cmd_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// allowed lists, for each package, the packages of this module that it may
// import. cmd wires everything and is not listed.
var allowed = map[string][]string{
	"mujaz/summarize": {
		"mujaz/internal/arabic", "mujaz/internal/article", "mujaz/internal/check", "mujaz/internal/glossary",
		"mujaz/internal/llm", "mujaz/internal/store", "mujaz/internal/wire", "mujaz/prompts",
	},
	"mujaz/summarize/extractive": {"mujaz/internal/arabic", "mujaz/internal/article", "mujaz/summarize"},
	"mujaz/translate": {
		"mujaz/internal/arabic", "mujaz/internal/article", "mujaz/internal/check", "mujaz/internal/glossary",
		"mujaz/internal/llm", "mujaz/internal/store", "mujaz/internal/wire", "mujaz/prompts",
	},
	"mujaz/prompts":             {},
	"mujaz/internal/arabic":     {},
	"mujaz/internal/article":    {"mujaz/internal/arabic"},
	"mujaz/internal/batch":      {"mujaz/internal/article", "mujaz/internal/store"},
	"mujaz/internal/check":      {"mujaz/internal/arabic"},
	"mujaz/internal/config":     {},
	"mujaz/internal/glossary":   {"mujaz/internal/arabic"},
	"mujaz/internal/llm":        {"mujaz/internal/store"},
	"mujaz/internal/llm/openai": {"mujaz/internal/llm"},
	"mujaz/internal/render":     {},
	"mujaz/internal/store":      {},
	"mujaz/internal/wire":       {"mujaz/internal/article", "mujaz/internal/arabic", "mujaz/internal/llm"},
}

// only names who alone may import a library, and why.
var only = []struct{ library, importer, why string }{
	{"github.com/spf13/cobra", "mujaz/cmd", "the command line is the only room that knows of commands and flags"},
	{"github.com/spf13/pflag", "mujaz/cmd", "the command line is the only room that knows of commands and flags"},
	{"github.com/spf13/viper", "mujaz/internal/config", "settings leave that room as typed values, without viper's traps"},
	{"github.com/sashabaranov/go-openai", "mujaz/internal/llm/openai", "another client or protocol must be able to take its place"},
	{"mujaz/internal/config", "mujaz/cmd", "libraries are given values, not settings"},
}

func TestImports(t *testing.T) {
	for name, imports := range listImports(t) {
		for _, i := range imports {
			checkImport(t, name, i)
		}
	}
}

func checkImport(t *testing.T, name, imported string) {
	t.Helper()
	for _, rule := range only {
		if (imported == rule.library || strings.HasPrefix(imported, rule.library+"/")) && name != rule.importer {
			t.Errorf("%s imports %s, which only %s may: %s", name, imported, rule.importer, rule.why)
		}
	}
	if !strings.HasPrefix(imported, "mujaz/") || name == "mujaz/cmd" || name == "mujaz/cmd/mujaz" && imported == "mujaz/cmd" {
		return
	}
	may, known := allowed[name]
	if !known {
		t.Errorf("%s has no rule: say in this test what it may import", name)
	}
	if !slices.Contains(may, imported) {
		t.Errorf("%s imports %s, which the house does not allow: data runs one way, and rooms do not reach past their neighbours", name, imported)
	}
}

// listImports returns the direct imports of every package, without tests.
func listImports(t *testing.T) map[string][]string {
	t.Helper()
	c := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "mujaz/...")
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	imports := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		imports[fields[0]] = fields[1:]
	}
	return imports
}

// world are the ways to the process's surroundings, and where they may be used.
var world = []struct{ use, place, why string }{
	{"os.Exit(", "cmd/mujaz/main.go", "an exit elsewhere skips cleaning up and cannot be tested"},
	{"os.Stdin", "cmd/env.go", "everything is read from Env, so that tests give their own"},
	{"os.Stdout", "cmd/env.go", "everything is written to Env, so that tests see it"},
	{"os.Stderr", "cmd/env.go", "everything is written to Env, so that tests see it"},
	{"os.Getenv(", "cmd/env.go", "variables come from Env, so that tests give their own"},
	{"os.LookupEnv(", "cmd/env.go", "variables come from Env, so that tests give their own"},
}

func TestWorldIsReachedThroughEnv(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != ".." {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		source, err := os.ReadFile(path)
		for _, w := range world {
			if strings.Contains(string(source), w.use) && filepath.ToSlash(path) != "../"+w.place {
				t.Errorf("%s uses %s, which only %s may: %s", path, w.use, w.place, w.why)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
