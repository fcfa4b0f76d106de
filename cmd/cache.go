package cmd

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"mujaz/internal/config"
	"mujaz/internal/render"
	"mujaz/internal/store"
)

const cacheLong = `Look at and tend the cache: every answer that was paid for, and every checked
paragraph, in a file of its own. Clearing it loses money, never correctness.`

func newCacheCmd(env Env) *cobra.Command {
	c := group("cache", "Look at and tend the cache of answers", cacheLong,
		newCacheInfoCmd(env), newCacheListCmd(env), newCacheShowCmd(env), newCachePruneCmd(env),
		newCacheClearCmd(env), newCacheVerifyCmd(env), newCachePathCmd(env))
	c.PersistentFlags().String("cache-dir", "", "the cache's `DIR`")
	return c
}

// withStore is a command's body that works on the store.
func withStore(env Env, do func(*config.Config, *store.Store, []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		cfg, _, err := load(cmd, env, "")
		if err != nil {
			return err
		}
		s, err := openStore(cfg, env)
		if err != nil {
			return err
		}
		return do(cfg, s, args)
	}
}

// printf writes a line of a command's own output.
func printf(w io.Writer, format string, args ...any) error {
	_, err := fmt.Fprintf(w, format, args...)
	return wrote(err)
}

func newCacheInfoCmd(env Env) *cobra.Command {
	return &cobra.Command{
		Use: "info", Short: "Print the number of entries, their size and age",
		Long:    "Print where the cache is, how many entries it holds, of which kinds, their size, and when the first and the last was made.",
		Example: "  mujaz cache info", Args: noArgs, Annotations: exits(exitDone, exitFailed, exitUsage),
		RunE: withStore(env, func(cfg *config.Config, s *store.Store, _ []string) error {
			info, err := s.Info()
			if err != nil {
				return err
			}
			w := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
			fmt.Fprintf(w, "folder:\t%s\nentries:\t%s\nsize:\t%s\n", s.Dir(), grouped(info.Entries), bytesOf(info.Bytes))
			for _, kind := range []string{"answer", "unit", "verdict"} {
				if n := info.Kinds[kind]; n.Entries > 0 {
					fmt.Fprintf(w, "%ss:\t%s, %s\n", kind, grouped(n.Entries), bytesOf(n.Bytes))
				}
			}
			if info.Entries > 0 {
				fmt.Fprintf(w, "oldest:\t%s\nnewest:\t%s\n", stamp(info.Oldest), stamp(info.Newest))
			}
			if info.Rejected > 0 {
				fmt.Fprintf(w, "rejected:\t%s\n", grouped(info.Rejected))
			}
			if info.Damaged > 0 {
				fmt.Fprintf(w, "damaged:\t%s; mujaz cache verify names them\n", grouped(info.Damaged))
			}
			fmt.Fprintf(w, "bounds:\tage %s, size %s\n", cfg.Cache.MaxAge, cfg.Cache.MaxSize)
			return wrote(w.Flush())
		}),
	}
}

func stamp(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }

// bytesOf writes a size as du -h does.
func bytesOf(n int64) string {
	size, unit := float64(n), "B"
	for _, next := range []string{"KB", "MB", "GB"} {
		if size < 1024 {
			break
		}
		size, unit = size/1024, next
	}
	if unit == "B" {
		return fmt.Sprintf("%d B", n)
	}
	return fmt.Sprintf("%.1f %s", size, unit)
}

// shownKey is how much of a key is shown: enough to be told apart, as git does.
const shownKey = 12

func newCacheListCmd(env Env) *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List the entries: key, when it was made, size, kind",
		Long:    "List the entries, one a line: the beginning of the key, when it was made, its size in bytes, its kind, and whether it was rejected.",
		Example: "  mujaz cache list | head", Args: noArgs, Annotations: exits(exitDone, exitFailed, exitUsage),
		RunE: withStore(env, func(_ *config.Config, s *store.Store, _ []string) error {
			for item, err := range s.List() {
				state := item.Kind
				if item.Rejected != "" {
					state += " rejected"
				}
				if err != nil {
					state = "damaged"
				}
				if err := printf(env.Stdout, "%s  %s  %8d  %s\n", item.Key[:min(shownKey, len(item.Key))], stamp(item.Created), item.Size, state); err != nil {
					return err
				}
			}
			return nil
		}),
	}
}

func newCacheShowCmd(env Env) *cobra.Command {
	return &cobra.Command{
		Use: "show KEY", Short: "Print one entry",
		Long:    "Print what an entry holds: an answer as the model gave it. KEY is a key or the beginning of one, as list prints it.",
		Example: "  mujaz cache show 3f9a1c2e0b7d", Args: oneArg("a key"), Annotations: exits(exitDone, exitFailed, exitUsage),
		RunE: withStore(env, func(_ *config.Config, s *store.Store, args []string) error {
			key, err := wholeKey(s, args[0])
			if err != nil {
				return err
			}
			entry, err := s.Peek(key)
			if err != nil {
				return fmt.Errorf("read the entry %s: %w", args[0], err)
			}
			return printf(env.Stdout, "%s\n", render.Printable(string(entry.Body)))
		}),
	}
}

// wholeKey finds the one key that begins so.
func wholeKey(s *store.Store, beginning string) (string, error) {
	found := ""
	if beginning == "" {
		return "", usagef("the key is empty")
	}
	for item := range s.List() {
		if !strings.HasPrefix(item.Key, strings.ToLower(beginning)) {
			continue
		}
		if found != "" {
			return "", usagef("several entries begin with %s", beginning)
		}
		found = item.Key
	}
	if found == "" {
		return "", &usageError{err: fmt.Errorf("no entry begins with %q", beginning), hint: "mujaz cache list shows the keys"}
	}
	return found, nil
}

func newCachePruneCmd(env Env) *cobra.Command {
	var age, size string
	cmd := &cobra.Command{
		Use: "prune", Short: "Remove what is old or too much",
		Long:    "Remove entries older than --max-age, then those longest unused until the cache is within --max-size. Without either, the bounds of the configuration hold.",
		Example: "  mujaz cache prune --max-age 90d\n  mujaz cache prune --max-size 500MB", Args: noArgs,
		Annotations: exits(exitDone, exitFailed, exitUsage),
		RunE: withStore(env, func(cfg *config.Config, s *store.Store, _ []string) error {
			maxAge, maxSize := cfg.Cache.MaxAge, cfg.Cache.MaxSize
			if age != "" || size != "" {
				var err error
				if maxAge, maxSize, err = config.Bounds(age, size); err != nil {
					return &usageError{err: err}
				}
			}
			removed, err := s.Prune(time.Duration(maxAge), int64(maxSize))
			if err != nil {
				return err
			}
			return printf(env.Stdout, "removed %s entries, %s\n", grouped(removed.Entries), bytesOf(removed.Bytes))
		}),
	}
	cmd.Flags().StringVar(&age, "max-age", "", "`AGE` such as 90d or 12h")
	cmd.Flags().StringVar(&size, "max-size", "", "`SIZE` such as 500MB")
	return cmd
}

func newCacheClearCmd(env Env) *cobra.Command {
	return &cobra.Command{
		Use: "clear", Short: "Remove every entry",
		Long:    "Remove every entry. Other files in the folder are not touched. What was paid for is asked and paid for again.",
		Example: "  mujaz cache clear", Args: noArgs, Annotations: exits(exitDone, exitFailed, exitUsage),
		RunE: withStore(env, func(_ *config.Config, s *store.Store, _ []string) error {
			removed, err := s.Clear()
			if err != nil {
				return err
			}
			return printf(env.Stdout, "removed %s entries, %s\n", grouped(removed.Entries), bytesOf(removed.Bytes))
		}),
	}
}

func newCacheVerifyCmd(env Env) *cobra.Command {
	var remove bool
	cmd := &cobra.Command{
		Use: "verify", Short: "Check every entry",
		Long:    "Read every entry and compare its checksum. Damaged ones are named; they count as misses anyway.",
		Example: "  mujaz cache verify --remove", Args: noArgs, Annotations: exits(exitDone, exitFailed, exitUsage),
		RunE: withStore(env, func(_ *config.Config, s *store.Store, _ []string) error {
			whole, damaged := 0, 0
			for _, err := range s.Verify(remove) {
				if err == nil {
					whole++
					continue
				}
				damaged++
				if err := printf(env.Stdout, "%s\n", render.Line(err.Error())); err != nil {
					return err
				}
			}
			if err := printf(env.Stdout, "%s entries are whole, %s damaged\n", grouped(whole), grouped(damaged)); err != nil {
				return err
			}
			if damaged > 0 && remove {
				return printf(env.Stdout, "the damaged ones were removed\n")
			}
			if damaged > 0 {
				return finished{exitFailed}
			}
			return nil
		}),
	}
	cmd.Flags().BoolVar(&remove, "remove", false, "remove damaged entries")
	return cmd
}

func newCachePathCmd(env Env) *cobra.Command {
	return &cobra.Command{
		Use: "path", Short: "Print the cache's folder", Long: "Print the folder that holds the cache's files, whether or not it exists.",
		Example: "  mujaz cache path", Args: noArgs, Annotations: exits(exitDone, exitUsage),
		RunE: withStore(env, func(_ *config.Config, s *store.Store, _ []string) error {
			return printf(env.Stdout, "%s\n", s.Dir())
		}),
	}
}

// storeOptions are the store's bounds as the settings say.
func storeOptions(cfg *config.Config, env Env) store.Options {
	return store.Options{MaxAge: time.Duration(cfg.Cache.MaxAge), MaxBytes: int64(cfg.Cache.MaxSize), Now: env.Now}
}
