package extractive_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mujaz/internal/article"
	"mujaz/summarize/extractive"
)

// shared is the folder of material and tools that are not part of the project.
var shared = filepath.Join("..", "..", "..", "shared")

// TestEvidence measures summaries of 53 articles at 30 % of their length against
// five human extracts of each, and prints the figures with -v.
func TestEvidence(t *testing.T) {
	corpus, rouge := filepath.Join(shared, "data", "easc-dev"), filepath.Join(shared, "tools", "rouge.py")
	python, err := exec.LookPath("python3")
	files, _ := filepath.Glob(filepath.Join(corpus, "articles", "*.txt"))
	if _, missing := os.Stat(rouge); err != nil || missing != nil || len(files) == 0 {
		t.Skip("no python3, ../shared/tools/rouge.py or ../shared/data/easc-dev")
	}
	folder := t.TempDir()
	for _, file := range files {
		summary := text(extractive.Summarize(read(t, file), extractive.Options{Share: 0.3}))
		if err := os.WriteFile(filepath.Join(folder, filepath.Base(file)), []byte(summary), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	line, err := exec.Command(python, rouge, folder, filepath.Join(corpus, "references"), filepath.Join(corpus, "articles")).Output()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s", line)
	var n int
	var r1, r2, rl float64
	if _, err := fmt.Sscanf(string(line), "%d articles: R-1 %f R-2 %f R-L %f", &n, &r1, &r2, &rl); err != nil {
		t.Fatal(err)
	}
	if n != len(files) || r1 < 46.5 || r2 <= 38.7 || rl <= 42.4 {
		t.Error("below R-1 46.5, R-2 38.7, R-L 42.4")
	}
}

func read(t *testing.T, file string) *article.Article {
	t.Helper()
	reader := article.Reader{}
	for a, err := range reader.Articles(context.Background(), article.Input{Name: file, Path: file}) {
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	t.Fatal("no article in ", file)
	return nil
}

func text(summary []extractive.Sentence) string {
	var lines []string
	for _, s := range summary {
		lines = append(lines, s.Text)
	}
	return strings.Join(lines, "\n")
}
