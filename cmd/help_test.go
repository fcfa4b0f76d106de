package cmd

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
)

// commands returns every command, with its path.
func commands(c *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		if !sub.Hidden {
			list = append(list, commands(sub)...)
		}
	}
	return list
}

func testEnv(out *bytes.Buffer) Env {
	return Env{Stdin: strings.NewReader(""), Stdout: out, Stderr: out, Now: time.Now}
}

// Every command's help has examples and the exit status, and each example is a
// command line that can be parsed.
func TestHelp(t *testing.T) {
	for _, c := range commands(newRootCmd(testEnv(&bytes.Buffer{}), nil)) {
		if c.Example == "" || c.Annotations[exitKey] == "" || c.Long == "" {
			t.Errorf("%s: help without a description, examples or exit status", c.CommandPath())
		}
		for line := range strings.Lines(c.Example) {
			checkExampleLine(t, c.CommandPath(), line)
		}
		var out bytes.Buffer
		args := append(strings.Fields(c.CommandPath())[1:], "--help")
		if code := Run(t.Context(), testEnv(&out), args); code != 0 || !strings.Contains(out.String(), "Exit status:") {
			t.Errorf("%s --help ends with %d: %s", c.CommandPath(), code, out.String())
		}
	}
}

// "mujaz help COMMAND" is what "mujaz COMMAND --help" prints, as with git and gh.
func TestHelpCommand(t *testing.T) {
	for _, c := range commands(newRootCmd(testEnv(&bytes.Buffer{}), nil)) {
		path := strings.Fields(c.CommandPath())[1:]
		var asked, flag bytes.Buffer
		code := Run(t.Context(), testEnv(&asked), append([]string{"help"}, path...))
		Run(t.Context(), testEnv(&flag), append(path, "--help"))
		if code != exitDone || asked.String() != flag.String() {
			t.Errorf("help %v ends with %d: %s", path, code, asked.String())
		}
	}
	var out bytes.Buffer
	if code := Run(t.Context(), testEnv(&out), []string{"help", "sumarize"}); code != exitUsage || !strings.Contains(out.String(), `did you mean "summarize"?`) {
		t.Errorf("an unknown command ends with %d: %s", code, out.String())
	}
}

// What a shell completes are the commands that the help lists.
func TestCompletedCommands(t *testing.T) {
	var out, help bytes.Buffer
	Run(t.Context(), testEnv(&out), []string{"__completeNoDesc", ""})
	Run(t.Context(), testEnv(&help), []string{"--help"})
	names, _, _ := strings.Cut(out.String(), ":")
	for _, name := range strings.Fields(names) {
		if !strings.Contains(help.String(), "\n  "+name+" ") {
			t.Errorf("%q is completed and no command", name)
		}
	}
}

// A shell completes the values of flags that have a list of them.
func TestCompletedValues(t *testing.T) {
	for line, want := range map[string]string{
		"translate --format ":         "text markdown json jsonl html",
		"glossary extract --format ":  "csv tsv yaml",
		"sum --to ":                   "ar en",
		"summarize --length ":         "short medium long",
		"digest --progress ":          "auto always never",
		"translate --prompt ":         "literal news",
		"check --task ":               "translate summarize",
		"tr --log-format ":            "text json",
		"summarize --input-format ":   "auto text markdown html docx epub pdf feed jsonl",
		"summarize --via ":            "online batch",
		"batch list --provider ":      "",
		"summarize --cache-dir ":      "",
		"summarize --timeout ":        "",
		"translate --fallback-model ": "",
	} {
		var out bytes.Buffer
		Run(t.Context(), testEnv(&out), append([]string{"__completeNoDesc"}, strings.Split(line, " ")...))
		names, _, _ := strings.Cut(out.String(), ":")
		if got := strings.Join(strings.Fields(names), " "); got != want {
			t.Errorf("%s is completed with %q, want %q", line, got, want)
		}
	}
}

// checkExampleLine parses each call of mujaz in a line.
func checkExampleLine(t *testing.T, path, line string) {
	t.Helper()
	for _, call := range strings.Split(line, "|") {
		words := strings.Fields(strings.ReplaceAll(strings.Split(call, " > ")[0], "'", ""))
		at := slices.Index(words, "mujaz")
		if at < 0 {
			continue
		}
		words = words[at+1:]
		c, rest, err := newRootCmd(testEnv(&bytes.Buffer{}), nil).Find(words)
		if err != nil {
			t.Errorf("%s: example %q: %v", path, strings.TrimSpace(line), err)
			continue
		}
		if err := c.ParseFlags(rest); err != nil {
			t.Errorf("%s: example %q: %v", path, strings.TrimSpace(line), err)
		}
	}
}
