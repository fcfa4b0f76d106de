package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// BenchmarkProcess times whole processes of the program as it is released: what
// it adds to the model's own time. Compare with curl on the same machine.
func BenchmarkProcess(b *testing.B) {
	bin := released(b)
	article, err := filepath.Abs("../../testdata/articles/port.txt")
	if err != nil {
		b.Fatal(err)
	}
	d := newDouble()
	defer d.Close()
	home := b.TempDir()
	for _, bench := range []struct {
		name string
		args []string
	}{
		{"version", []string{"--version"}},
		{"help", []string{"--help"}},
		{"offline", []string{"summarize", "--offline", "-q", article}},
		{"uncached summary", []string{"summarize", "--refresh", article}},
		{"cached summary", []string{"summarize", article}},
		{"uncached translation", []string{"translate", "--refresh", article}},
		{"cached translation", []string{"translate", article}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				c := exec.Command(bin, bench.args...)
				c.Env = []string{"HOME=" + home, "MUJAZ_BASE_URL=" + d.URL + "/v1", "PATH=" + os.Getenv("PATH")}
				if out, err := c.CombinedOutput(); err != nil {
					b.Fatalf("%v: %s", err, out)
				}
			}
		})
	}
}
