package main

import (
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"mujaz": main})
}

// atOnce has a program that was built with the race detector end without its
// second of rest: the scripts run some hundred.
const atOnce = "GORACE=atexit_sleep_ms=0"

// TestScript runs the scripts on the program, each in a home of its own. A
// script that wants a model starts the loopback server with "server".
func TestScript(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join(root, "testdata", "script"),
		Setup: func(e *testscript.Env) error {
			for _, name := range []string{"config", "cache", "state"} {
				e.Setenv("XDG_"+map[string]string{"config": "CONFIG", "cache": "CACHE", "state": "STATE"}[name]+"_HOME", filepath.Join(e.WorkDir, "."+name))
			}
			e.Setenv("HOME", e.WorkDir)
			e.Vars = append(e.Vars, atOnce)
			e.Setenv("ARTICLES", filepath.Join(root, "testdata", "articles"))
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"server": server, "requests": requests, "interrupt": interrupt, "batches": batches,
		},
	})
}

// server starts the double of a model's server and points mujaz to it.
func server(ts *testscript.TestScript, _ bool, args []string) {
	d := newDouble(args...)
	ts.Defer(d.Close)
	ts.Setenv("MUJAZ_BASE_URL", d.URL+"/v1")
	ts.Setenv("SERVER", d.URL)
	doubles.Store(ts.Getenv("WORK"), d)
}

// requests checks how many requests the server has had since it was last asked.
func requests(ts *testscript.TestScript, _ bool, args []string) {
	d, ok := doubles.Load(ts.Getenv("WORK"))
	if !ok || len(args) != 1 {
		ts.Fatalf("usage: requests N, after server")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := d.(*double).count.Swap(0); int(got) != want {
		ts.Fatalf("%d requests, want %d", got, want)
	}
}

// interrupt runs mujaz and sends it a signal once the server has a request.
func interrupt(ts *testscript.TestScript, _ bool, args []string) {
	d, ok := doubles.Load(ts.Getenv("WORK"))
	if !ok || len(args) < 2 {
		ts.Fatalf("usage: interrupt SIGNAL ARGS…, after server")
	}
	code, err := d.(*double).interrupted(ts, args[0], args[1:])
	ts.Check(err)
	want := 130
	if args[0] == "SIGKILL" {
		want = -1
	}
	if code != want {
		ts.Fatalf("exit status %d, want %d", code, want)
	}
}

// batches checks how many batches the server holds.
func batches(ts *testscript.TestScript, _ bool, args []string) {
	d, ok := doubles.Load(ts.Getenv("WORK"))
	if !ok || len(args) != 1 {
		ts.Fatalf("usage: batches N, after server")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := d.(*double).batches.len(); got != want {
		ts.Fatalf("%d batches, want %d", got, want)
	}
}
