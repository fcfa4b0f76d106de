package store

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// article is about the size of a translated article.
const article = 5000

// crowded returns a store of n entries; beyond 10,000 only without -short.
func crowded(b *testing.B, n int) *Store {
	b.Helper()
	if n > 10_000 && testing.Short() {
		b.Skip("builds", n, "entries")
	}
	s, _ := open(b, Options{Rand: never})
	body := make([]byte, article)
	for i := range n {
		put(b, s, keyOf(i), Entry{Kind: "answer", Meta: []byte(`{"finish":"stop"}`), Body: body})
	}
	b.ResetTimer()
	return s
}

func benchGet(b *testing.B, n int) {
	s := crowded(b, n)
	for i := 0; b.Loop(); i++ {
		if _, err := s.Get(keyOf(i * 7919 % n)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGet1k(b *testing.B)   { benchGet(b, 1000) }
func BenchmarkGet100k(b *testing.B) { benchGet(b, 100_000) }

func benchPut(b *testing.B, sync bool) {
	s, err := Open(b.TempDir(), Options{MaxBytes: 1 << 30})
	if err != nil {
		b.Fatal(err)
	}
	body := make([]byte, article)
	for i := 0; b.Loop(); i++ {
		put(b, s, keyOf(i), Entry{Kind: "answer", Body: body})
		if sync {
			flush(b, s.entryPath(keyOf(i)))
		}
	}
}

// flush does what Put leaves out, to tell what it would cost.
func flush(b *testing.B, path string) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkPut(b *testing.B)     { benchPut(b, false) }
func BenchmarkPutSync(b *testing.B) { benchPut(b, true) }

func BenchmarkMiss(b *testing.B) {
	s := crowded(b, 1000)
	for b.Loop() {
		_, _ = s.Get(keyOf("missing"))
	}
}

func BenchmarkLease(b *testing.B) {
	s := crowded(b, 1)
	for b.Loop() {
		release, err := s.Lease(context.Background(), keyOf(1))
		if err != nil {
			b.Fatal(err)
		}
		release()
	}
}

func BenchmarkInfo10k(b *testing.B) {
	s := crowded(b, 10_000)
	for b.Loop() {
		if stats, err := s.Info(); err != nil || stats.Entries != 10_000 {
			b.Fatal(stats, err)
		}
	}
}

func BenchmarkPruneNothing10k(b *testing.B) {
	s := crowded(b, 10_000)
	for b.Loop() {
		if _, err := s.Prune(time.Hour, 1<<40); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTidy is one look at one shard of a store of 100,000 entries.
func BenchmarkTidy(b *testing.B) {
	s := crowded(b, 100_000)
	s.o.Rand = func(int) int { return 0 }
	s.o.MaxBytes = 1 << 40
	for b.Loop() {
		s.tidy()
	}
}

func ledgerOf(b *testing.B, n int) *Ledger {
	b.Helper()
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	l := OpenLedger(filepath.Join(b.TempDir(), "usage.jsonl"), nil)
	for i := range n {
		if err := l.Append(Record{Time: day.Add(time.Duration(i) * 5 * time.Minute), Task: "translate", Provider: "openai", Model: "gpt-4.1-mini", Requests: 1, InputTokens: 3000}); err != nil {
			b.Fatal(err)
		}
	}
	return l
}

func BenchmarkAppend(b *testing.B) {
	l := ledgerOf(b, 0)
	for b.Loop() {
		if err := l.Append(Record{Task: "translate", Requests: 1}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTotalsLastDay sums up the last of 35 days with 10,000 records.
func BenchmarkTotalsLastDay(b *testing.B) {
	l := ledgerOf(b, 10_000)
	since := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add((10_000 - 288) * 5 * time.Minute)
	for b.Loop() {
		if t, err := l.Totals(since); err != nil || t.Requests != 288 {
			b.Fatal(t, err)
		}
	}
}
