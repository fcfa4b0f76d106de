package cmd

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// Version is the released version this source leads to.
const Version = "0.1.0"

// revision returns the commit the binary was built from, "" where the build
// does not say.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	commit, dirty := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = s.Value[:min(len(s.Value), 12)]
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "+"
		}
	}
	if commit == "" {
		return ""
	}
	return commit + dirty
}

func versionLine() string {
	line := "mujaz " + Version
	if r := revision(); r != "" {
		line += " (" + r + ")"
	}
	return line + " " + runtime.GOOS + "/" + runtime.GOARCH
}

func newVersionCmd(Env) *cobra.Command {
	return &cobra.Command{
		Use:         "version",
		Short:       "Print the version",
		Long:        "Print the version, the commit it was built from, and the platform.",
		Annotations: exits(exitDone, exitUsage),
		Example:     "  mujaz version",
		Args:        noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), versionLine())
			return err
		},
	}
}
