//go:build linux

package main

import (
	"os/exec"
	"syscall"
)

// peak is the largest memory of a process that has ended, in MB.
func peak(p *exec.Cmd) float64 {
	usage, ok := p.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return float64(usage.Maxrss) / 1000
}
