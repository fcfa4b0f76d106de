package openai

import (
	"context"
	"strings"
	"testing"
)

// BenchmarkComplete is one request to a server without latency, as a stream of
// 300 pieces and as one.
func BenchmarkComplete(b *testing.B) {
	pieces := make([]string, 0, 303)
	for range 300 {
		pieces = append(pieces, delta("some words of it "))
	}
	for name, stream := range map[string][]string{
		"stream": append(pieces, finish("stop"), usageChunk, "[DONE]"),
		"short":  {delta("Hello"), finish("stop"), usageChunk, "[DONE]"},
	} {
		b.Run(name, func(b *testing.B) {
			o, _ := serve(b, streamed(strings.Join(stream, "\n\ndata: ")))
			m := New(o)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := m.Complete(context.Background(), request(), nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
