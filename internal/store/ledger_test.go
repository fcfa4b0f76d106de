package store

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func dollars(v float64) *float64 { return &v }

func collect(t testing.TB, l *Ledger, since time.Time) []Record {
	t.Helper()
	var all []Record
	for r, err := range l.Records(since) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

func TestLedger(t *testing.T) {
	day := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	l := OpenLedger(filepath.Join(t.TempDir(), "state", "usage.jsonl"), func() time.Time { return day.Add(3 * time.Hour) })
	if totals, err := l.Totals(time.Time{}); err != nil || totals != (Totals{}) {
		t.Error(totals, err)
	}
	records := []Record{
		{Time: day.Add(-time.Hour), Task: "translate", Provider: "openai", Model: "m", Source: "أ.txt", InputTokens: 10, OutputTokens: 20, CostUSD: dollars(0.5), Requests: 1},
		{Time: day.Add(2 * time.Hour), Task: "summarize", InputTokens: 1, Requests: 2},
		{Time: day.Add(time.Hour), CostUSD: dollars(0.25), OutputTokens: 3, Requests: 1}, // ended after the one before
		{Task: "undated", CostUSD: dollars(0)},
	}
	for _, r := range records {
		if err := l.Append(r); err != nil {
			t.Fatal(err)
		}
	}
	records[3].Time = day.Add(3 * time.Hour)
	if d := cmp.Diff(records, collect(t, l, time.Time{})); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(records[1:], collect(t, l, day)); d != "" {
		t.Error(d)
	}
	want := Totals{Records: 3, Requests: 3, InputTokens: 1, OutputTokens: 3, CostUSD: 0.25, Unpriced: 1}
	if got, err := l.Totals(day); err != nil || got != want {
		t.Errorf("%+v %v", got, err)
	}
	if info, err := os.Stat(l.path); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
}

func TestLedgerTorn(t *testing.T) {
	for name, tail := range map[string]string{
		"half": `{"time":"2026-11-23T00:0`, "almost": `{"time":"2026-11-23T00:00:00Z","task":"x"`, "bytes": "\x00\x00\x00", "none": "",
	} {
		t.Run(name, func(t *testing.T) {
			l := OpenLedger(filepath.Join(t.TempDir(), "l"), nil)
			if err := l.Append(Record{Task: "first"}); err != nil {
				t.Fatal(err)
			}
			f, err := os.OpenFile(l.path, os.O_APPEND|os.O_WRONLY, 0)
			if err == nil {
				_, err = f.WriteString(tail)
				_ = f.Close()
			}
			if err != nil {
				t.Fatal(err)
			}
			if n := len(collect(t, l, time.Time{})); n != 1 {
				t.Errorf("%d records", n)
			}
			if err := l.Append(Record{Task: "second"}); err != nil {
				t.Fatal(err)
			}
			if all := collect(t, l, time.Time{}); len(all) != 2 || all[1].Task != "second" {
				t.Errorf("%+v", all)
			}
		})
	}
}

// TestLedgerSearch has no search skip a record that it looks for, though the
// file is out of order, and each leave out most of what is older.
func TestLedgerSearch(t *testing.T) {
	l := OpenLedger(filepath.Join(t.TempDir(), "l"), nil)
	first := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var b strings.Builder
	var starts []int // of the records
	var latest []time.Time
	const n = 6000
	for i := range n {
		at := first.Add(time.Duration(i) * time.Hour).Add(-time.Duration(i%7) * 3 * time.Hour) // up to 18 h late
		starts = append(starts, b.Len())
		if i > 0 && latest[i-1].After(at) {
			latest = append(latest, latest[i-1])
		} else {
			latest = append(latest, at)
		}
		fmt.Fprintf(&b, `{"time":%q,"task":"t","requests":%d}`+"\n", at.Format(time.RFC3339), i)
		if i%500 == 0 {
			b.WriteString(strings.Repeat("torn ", i) + "\n")
		}
	}
	if err := os.WriteFile(l.path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if all := collect(t, l, time.Time{}); len(all) != n {
		t.Fatalf("%d records", len(all))
	}
	f, err := os.Open(l.path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for i := range n + 100 {
		since := first.Add(time.Duration(i) * time.Hour)
		if err := seek(f, since); err != nil {
			t.Fatal(err)
		}
		at, _ := f.Seek(0, io.SeekCurrent)
		k, isStart := slices.BinarySearch(starts, int(at))
		if !isStart || k > 0 && !latest[k-1].Before(since) {
			t.Fatalf("since %v: reading starts at record %d", since, k)
		}
		if i == n && int(at) < b.Len()-2*searchBlock {
			t.Errorf("the last records are read from %d of %d on", at, b.Len())
		}
	}
}

func TestLedgerFails(t *testing.T) {
	dir := t.TempDir()
	if err := OpenLedger(dir, nil).Append(Record{}); err == nil || !strings.Contains(err.Error(), dir) {
		t.Error(err)
	}
	if _, err := OpenLedger(dir, nil).Totals(time.Time{}); err == nil {
		t.Error("read a folder")
	}
	l := OpenLedger(filepath.Join(dir, "l"), nil)
	if err := l.Append(Record{Source: strings.Repeat("x", maxRecord)}); err == nil {
		t.Error("wrote an endless line")
	}
}

func spend(path string) error {
	l := OpenLedger(path, nil)
	for range 100 {
		if err := l.Append(Record{Task: strings.Repeat("x", 300), Requests: 1}); err != nil {
			return err
		}
	}
	return nil
}

func TestProcessesShareLedger(t *testing.T) {
	dir := t.TempDir()
	crowd(t, 8, "ledger", dir)
	totals, err := OpenLedger(filepath.Join(dir, "ledger"), nil).Totals(time.Time{})
	if err != nil || totals.Requests != 800 || totals.Records != 800 {
		t.Errorf("%+v %v", totals, err)
	}
}
