package cmd

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"mujaz/internal/article"
	"mujaz/internal/config"
	"mujaz/internal/glossary"
)

const glossaryLong = `Work with glossaries: files of Arabic terms and their English renderings, as CSV,
TSV or YAML with the columns source, rendering and note. mujaz translate
--glossary FILE sends the terms that occur in an article, and verifies that each
was rendered so.`

const extractTermsLong = `Propose the names and recurring terms of a corpus, the most frequent first, as a
glossary file to be edited: write the renderings, delete the rest. Terms without
a rendering are ignored by translate.`

func newGlossaryCmd(env Env) *cobra.Command {
	return group("glossary", "Work with files of terms and their renderings", glossaryLong, newGlossaryExtractCmd(env))
}

func newGlossaryExtractCmd(env Env) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "extract [INPUT…]", Short: "Propose the names and terms of a corpus", Long: extractTermsLong,
		Example:     "  mujaz glossary extract news/ > terms.csv",
		Annotations: exits(exitDone, exitFailed, exitUsage, exitSome, exitInterrupted),
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "csv" && format != "tsv" && format != "yaml" {
				return usagef("--format is csv, tsv or yaml, not %q", format)
			}
			cfg, console, err := load(cmd, env, "")
			if err != nil {
				return err
			}
			names, _, err := inputs(cmd.Context(), cmd, env, args)
			if err != nil {
				return err
			}
			corpus := &corpus{console: console, reader: reader(cfg, env), names: names}
			candidates := glossary.Extract(corpus.texts(cmd.Context()))
			if cmd.Context().Err() != nil {
				return interrupted{}
			}
			if len(candidates) == 0 {
				console.notice("nothing recurs in these articles; a larger corpus gives terms")
			}
			if err := glossary.Write(env.Stdout, candidates, format); err != nil {
				return wrote(err)
			}
			return corpus.status()
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "csv", "output `FORMAT`: csv, tsv, yaml")
	ownFlag(cmd, "format")
	inputFlags(cmd.Flags())
	return cmd
}

// corpus reads the articles of all inputs.
type corpus struct {
	console      console
	reader       *article.Reader
	names        []string
	read, failed int
}

// texts yields every article's text; an input that fails is said and passed
// over.
func (c *corpus) texts(ctx context.Context) iter.Seq[string] {
	return func(yield func(string) bool) {
		for in, err := range article.Find(c.names, article.FindOptions{}) {
			if err != nil {
				c.fail(err)
				continue
			}
			for a, err := range c.reader.Articles(ctx, in) {
				if err != nil {
					c.fail(err)
					continue
				}
				c.read++
				if ctx.Err() != nil || !yield(wholeText(a)) {
					return
				}
			}
		}
	}
}

func (c *corpus) fail(err error) {
	c.failed++
	c.console.fail(err)
}

// status is what the run ends with.
func (c *corpus) status() error {
	switch {
	case c.failed == 0:
		return nil
	case c.read == 0:
		return finished{exitFailed}
	}
	return finished{exitSome}
}

// wholeText is an article's title and text, a block a line.
func wholeText(a *article.Article) string {
	text := a.Title
	for _, b := range a.Units() {
		text += "\n" + b.Text
	}
	return text
}

// readGlossary reads the file that the settings name, nil for none.
func readGlossary(cfg *config.Config) (*glossary.Glossary, error) {
	path := cfg.Translate.Glossary
	if path == "" {
		return nil, nil
	}
	terms, err := glossary.Read(path)
	var known *glossary.Error
	if err != nil && !errors.As(err, &known) {
		return nil, &usageError{err: fmt.Errorf("cannot read the glossary %s: %w", path, bare(err))}
	}
	return terms, err
}

// digest tells glossaries apart, "" for none.
func digest(g *glossary.Glossary) string {
	if g == nil {
		return ""
	}
	terms, err := json.Marshal(g.Terms())
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(terms)
	return hex.EncodeToString(sum[:8])
}
