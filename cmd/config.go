package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"mujaz/internal/config"
)

const configLong = `Show, locate or begin the configuration. Settings come from flags, then from
environment variables (MUJAZ_MODEL for model, MUJAZ_TRANSLATE_PROMPT for
translate.prompt), then from the configuration file, then from defaults.`

func newConfigCmd(env Env) *cobra.Command {
	return group("config", "Show, locate or begin the configuration", configLong,
		newConfigShowCmd(env), newConfigPathCmd(env), newConfigInitCmd(env))
}

func newConfigShowCmd(env Env) *cobra.Command {
	return &cobra.Command{
		Use: "show", Short: "Print every setting with where it comes from",
		Long:    "Print every setting in force with where it comes from. Keys are masked.",
		Example: "  mujaz config show", Args: noArgs,
		Annotations: exits(exitDone, exitUsage),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, _, err := load(cmd, env, "")
			if err != nil {
				return err
			}
			w := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
			for _, v := range cfg.Values() {
				value := v.Value
				if value == "" {
					value = `""`
				}
				fmt.Fprintf(w, "%s: %s\t# %s\n", v.Key, value, v.Origin)
			}
			keyLine(w, cfg, env)
			return wrote(w.Flush())
		},
	}
}

// keyLine shows which key would be used, as far as that costs nothing.
func keyLine(w *tabwriter.Writer, cfg *config.Config, env Env) {
	e, err := resolve(cfg, env)
	if err != nil {
		return
	}
	origin := "MUJAZ_API_KEY"
	if env.get(origin) == "" {
		origin = e.keys.variable
	}
	if key := e.keys.atHand(); key != "" {
		fmt.Fprintf(w, "# API key: %s\t# %s\n", config.MaskKey(key), origin)
	}
}

func newConfigPathCmd(env Env) *cobra.Command {
	return &cobra.Command{
		Use: "path", Short: "Print where the configuration file is read from",
		Long:    "Print where the configuration file is read from, whether or not it exists.",
		Example: "  mujaz config path", Args: noArgs,
		Annotations: exits(exitDone, exitUsage),
		RunE: func(cmd *cobra.Command, _ []string) error {
			path, err := configPath(cmd, env)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(env.Stdout, path)
			return wrote(err)
		},
	}
}

// configPath is where the configuration belongs.
func configPath(cmd *cobra.Command, env Env) (string, error) {
	path, _ := configFile(cmd, env)
	if path == "" {
		return "", &usageError{err: errors.New("no home directory for the configuration"), hint: "set MUJAZ_CONFIG or XDG_CONFIG_HOME"}
	}
	return path, nil
}

func newConfigInitCmd(env Env) *cobra.Command {
	return &cobra.Command{
		Use: "init", Short: "Write a commented configuration file",
		Long:    "Write a configuration file with every setting as a comment. A file that exists is not touched.",
		Example: "  mujaz config init", Args: noArgs,
		Annotations: exits(exitDone, exitFailed, exitUsage),
		RunE: func(cmd *cobra.Command, _ []string) error {
			path, err := configPath(cmd, env)
			if err != nil {
				return err
			}
			if err := createNew(path, []byte(config.Starter())); err != nil {
				return err
			}
			_, err = fmt.Fprintln(env.Stdout, path)
			return wrote(err)
		},
	}
}

// createNew writes a file that must not exist yet, and the folders above it.
func createNew(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make the folder of %s: %w", path, bare(err))
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return &usageError{err: fmt.Errorf("%s exists already", path), hint: "edit it, or move it away first"}
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, bare(err))
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}
