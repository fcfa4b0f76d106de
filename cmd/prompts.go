package cmd

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"mujaz/internal/render"
	"mujaz/prompts"
)

const promptsLong = `List, show, begin and check prompts. A prompt is a Markdown file: YAML front
matter (name, task, description, and optionally model, temperature, length,
schema, vars) and the instructions as a Go text/template. Files in your prompts
folder, at TASK/NAME.md, come before the built-in ones of the same name.`

func newPromptsCmd(env Env) *cobra.Command {
	return group("prompts", "List, show, begin and check prompts", promptsLong,
		newPromptsListCmd(env), newPromptsShowCmd(env), newPromptsNewCmd(env), newPromptsPathCmd(env), newPromptsCheckCmd(env))
}

func newPromptsListCmd(env Env) *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the prompts by task", Long: "List the prompts by task, with what they are for and where they come from.",
		Example: "  mujaz prompts list", Args: noArgs, Annotations: exits(exitDone, exitUsage),
		RunE: func(*cobra.Command, []string) error {
			list, faults := library(env).List()
			w := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
			for _, p := range list {
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", p.Task, p.Name, render.Line(p.Description), p.Origin)
			}
			if err := wrote(w.Flush()); err != nil {
				return err
			}
			console := newConsole(env, false, false)
			for _, err := range faults {
				console.warn("%v", err)
			}
			return nil
		},
	}
}

// taskFlag adds --task, which tells prompts of one name apart.
func taskFlag(cmd *cobra.Command, task *string) {
	cmd.Flags().StringVar(task, "task", "", "`TASK` of the prompt: "+strings.Join(prompts.Tasks(), ", "))
}

// validTask refuses a task that there is none of.
func validTask(task string) error {
	for _, t := range prompts.Tasks() {
		if t == task {
			return nil
		}
	}
	return usagef("--task is one of %s, not %q", strings.Join(prompts.Tasks(), ", "), task)
}

func newPromptsShowCmd(env Env) *cobra.Command {
	var task string
	cmd := &cobra.Command{
		Use: "show NAME", Short: "Print a prompt's file", Long: "Print a prompt as its file stands.",
		Example: "  mujaz prompts show brief", Args: oneArg("a prompt's name or file"), Annotations: exits(exitDone, exitUsage),
		RunE: func(_ *cobra.Command, args []string) error {
			p, err := findPrompt(env, task, args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(env.Stdout, render.Printable(p.Source))
			return wrote(err)
		},
	}
	taskFlag(cmd, &task)
	return cmd
}

// findPrompt looks a prompt up under its task, or under any where none is said.
func findPrompt(env Env, task, name string) (*prompts.Prompt, error) {
	if task != "" {
		if err := validTask(task); err != nil {
			return nil, err
		}
		return library(env).Find(task, name)
	}
	var first error
	for _, t := range prompts.Tasks() {
		p, err := library(env).Find(t, name)
		if err == nil {
			return p, nil
		}
		if first == nil {
			first = err
		}
	}
	return nil, first
}

func newPromptsNewCmd(env Env) *cobra.Command {
	var task string
	cmd := &cobra.Command{
		Use: "new NAME", Short: "Begin a prompt of your own",
		Long:    "Write a commented prompt to your prompts folder, to be edited, and print its path. A file that exists is not touched.",
		Example: "  mujaz prompts new --task summarize agency", Args: oneArg("a name"), Annotations: exits(exitDone, exitFailed, exitUsage),
		RunE: func(_ *cobra.Command, args []string) error {
			if task == "" {
				task = "summarize"
			}
			if err := validTask(task); err != nil {
				return err
			}
			name := strings.TrimSuffix(args[0], ".md")
			if err := prompts.ValidName(name); err != nil {
				return &usageError{err: err}
			}
			l := library(env)
			if l.Dir() == "" {
				return &usageError{err: fmt.Errorf("no home directory for prompts"), hint: "set XDG_CONFIG_HOME"}
			}
			path := l.Path(task, name)
			if err := createNew(path, prompts.Starter(name, task)); err != nil {
				return err
			}
			_, err := fmt.Fprintln(env.Stdout, path)
			return wrote(err)
		},
	}
	taskFlag(cmd, &task)
	return cmd
}

func newPromptsPathCmd(env Env) *cobra.Command {
	return &cobra.Command{
		Use: "path", Short: "Print the folder of your prompts",
		Long:    "Print the folder that your own prompts are read from, whether or not it exists.",
		Example: "  mujaz prompts path", Args: noArgs, Annotations: exits(exitDone, exitUsage),
		RunE: func(*cobra.Command, []string) error {
			dir := library(env).Dir()
			if dir == "" {
				return &usageError{err: fmt.Errorf("no home directory for prompts"), hint: "set XDG_CONFIG_HOME"}
			}
			_, err := fmt.Fprintln(env.Stdout, dir)
			return wrote(err)
		},
	}
}

func newPromptsCheckCmd(env Env) *cobra.Command {
	return &cobra.Command{
		Use: "check NAME|FILE…", Short: "Check prompts",
		Long: `Render each prompt against sample data and name what is wrong with it, with
line numbers: unknown variables, mistakes in the front matter, template errors.`,
		Example: "  mujaz prompts check my-prompt.md\n  mujaz prompts check agency",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("%s takes names of prompts or their files", cmd.CommandPath())
			}
			return nil
		},
		Annotations: exits(exitDone, exitFailed, exitUsage),
		RunE: func(_ *cobra.Command, args []string) error {
			failed := false
			for _, path := range args {
				found, err := checkPrompt(library(env), path)
				if err != nil {
					return err
				}
				for _, c := range found {
					failed = failed || len(c.problems) > 0
					if err := c.print(env.Stdout); err != nil {
						return wrote(err)
					}
				}
			}
			if failed {
				return finished{exitFailed}
			}
			return nil
		},
	}
}

// print writes a line for each problem.
func (c checked) print(w io.Writer) error {
	for _, p := range c.problems {
		if _, err := fmt.Fprintf(w, "%s:%d: %s\n", render.Line(c.path), p.Line, render.Line(p.Message)); err != nil {
			return err
		}
	}
	return nil
}

// checked is a prompt file and what is wrong with it.
type checked struct {
	path     string
	problems []prompts.Problem
}

// checkPrompt checks the prompt file at path; where there is none, the user's own
// files of this name, or else the built-in ones.
func checkPrompt(l *prompts.Library, path string) ([]checked, error) {
	at := func(path string) ([]checked, error) {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, usagef("cannot read the prompt %s: %w", path, bare(err))
		}
		return []checked{{path, prompts.Check(data, filepath.ToSlash(path))}}, nil
	}
	if exists(path) || prompts.ValidName(path) != nil {
		return at(path)
	}
	var found []checked
	for _, task := range append(prompts.Tasks(), "") {
		if own := l.Path(task, path); l.Dir() != "" && exists(own) {
			one, err := at(own)
			if err != nil {
				return nil, err
			}
			found = append(found, one...)
		} else if p, err := l.Find(task, path); err == nil && p.Task == task {
			found = append(found, checked{p.Name + ".md", prompts.Check([]byte(p.Source), p.Name+".md")})
		}
	}
	if len(found) == 0 {
		return nil, &usageError{err: fmt.Errorf("no prompt file %q, and none of this name", path), hint: "mujaz prompts list shows the names"}
	}
	return found, nil
}

// oneArg wants exactly one argument.
func oneArg(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return &usageError{err: fmt.Errorf("%s takes %s", cmd.CommandPath(), what), hint: "see " + cmd.CommandPath() + " --help"}
		}
		return nil
	}
}
