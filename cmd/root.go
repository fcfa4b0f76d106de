package cmd

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mujaz/internal/config"
)

const rootLong = `mujaz (موجز, "in brief") turns Arabic articles into summaries and English
translations that can be relied on. It reads files, folders and standard input,
asks any OpenAI-compatible model, checks what comes back, and keeps every answer
so that nothing is paid for twice. Without a model, --offline makes summaries
with a built-in engine.`

const rootExample = `  mujaz summarize --offline article.txt
  mujaz translate article.txt
  mujaz summarize -o out/ news/
  cat article.txt | mujaz translate -f json`

// newRootCmd returns the program's command line. args are looked at for the
// command that is wanted: to make the others would take longer than to read an
// article.
func newRootCmd(env Env, args []string) *cobra.Command {
	root := &cobra.Command{
		Use:           "mujaz",
		Short:         "Arabic articles into summaries and English translations",
		Long:          rootLong,
		Annotations:   exits(exitDone, exitFailed, exitUsage, exitSome, exitCredentials, exitUnavailable, exitChecks, exitBudget, exitInterrupted),
		Example:       rootExample,
		Version:       Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		},
	}
	root.SetHelpTemplate(helpTemplate)
	root.SetVersionTemplate(versionLine() + "\n")
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(flagError)
	root.SetHelpCommand(newHelpCmd(env))
	pflags := root.PersistentFlags()
	pflags.String("config", "", "configuration `FILE` (MUJAZ_CONFIG)")
	pflags.BoolP("quiet", "q", false, "no notices, only errors and warnings")
	pflags.String("log-format", "", "`FORMAT` of what is said on standard error: text, json (default text)")
	pflags.BoolP("verbose", "v", false, "say what is done: waits, drops, what comes from the cache")
	for _, c := range wanted(args) {
		root.AddCommand(c(env))
	}
	if completing(args) {
		completeFlags(env, root)
	}
	return root
}

// constructor makes a command.
type constructor func(Env) *cobra.Command

// wanted returns the constructor of the command that args begin with, none for
// the version, or all where that is not certain, as for help.
func wanted(args []string) []constructor {
	all := []struct {
		name, alias string
		make        constructor
	}{
		{"summarize", "sum", newSummarizeCmd},
		{"translate", "tr", newTranslateCmd},
		{"digest", "", newDigestCmd},
		{"extract", "", newExtractCmd},
		{"check", "", newCheckCmd},
		{"glossary", "", newGlossaryCmd},
		{"usage", "", newUsageCmd},
		{"prompts", "", newPromptsCmd},
		{"batch", "", newBatchCmd},
		{"cache", "", newCacheCmd},
		{"config", "", newConfigCmd},
		{"completion", "", newCompletionCmd},
		{"version", "", newVersionCmd},
	}
	var makers []constructor
	if len(args) == 1 && args[0] == "--version" {
		return nil
	}
	for _, c := range all {
		if len(args) > 0 && args[0] != "" && (args[0] == c.name || args[0] == c.alias) && c.name != "completion" {
			return []constructor{c.make}
		}
		makers = append(makers, c.make)
	}
	return makers
}

// flagError turns pflag's words into ours, with the nearest flag.
func flagError(cmd *cobra.Command, err error) error {
	e := &usageError{err: err, hint: "see " + cmd.CommandPath() + " --help"}
	if name, ok := strings.CutPrefix(err.Error(), "unknown flag: --"); ok {
		var known []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
		if near := config.Nearest(name, known); near != "" {
			e.hint = "did you mean --" + near + "?"
		}
	}
	return e
}

// noArgs refuses arguments.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return &usageError{err: fmt.Errorf("%s takes no arguments, not %q", cmd.CommandPath(), args[0]), hint: "see " + cmd.CommandPath() + " --help"}
	}
	return nil
}

// noCommand refuses an argument where a command is wanted.
func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	e := &usageError{err: fmt.Errorf("unknown command %q for %s", args[0], cmd.CommandPath()), hint: "see " + cmd.CommandPath() + " --help"}
	var known []string
	for _, c := range cmd.Commands() {
		known = append(append(known, c.Name()), c.Aliases...)
	}
	if near := config.Nearest(args[0], known); near != "" {
		e.hint = fmt.Sprintf("did you mean %q?", near)
	}
	return e
}

func newCompletionCmd(Env) *cobra.Command {
	return &cobra.Command{
		Use:         "completion bash|zsh|fish|powershell",
		Short:       "Print a shell's completion script",
		Long:        "Print a script that completes mujaz's commands and flags in a shell.",
		Annotations: exits(exitDone, exitUsage),
		Example:     "  mujaz completion bash > ~/.local/share/bash-completion/completions/mujaz",
		ValidArgs:   []string{"bash", "zsh", "fish", "powershell"},
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("completion takes the name of one shell: bash, zsh, fish or powershell")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			root, out := cmd.Root(), cmd.OutOrStdout()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(out)
			}
			return usagef("no completion for %q; there is one for bash, zsh, fish and powershell", args[0])
		},
	}
}
