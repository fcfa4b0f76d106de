package arabic

import (
	"slices"
	"strings"
	"testing"
)

func FuzzFields(f *testing.F) {
	for _, s := range []string{"", " ", "قال  المصدر\n\tإن", "a\u00a0b\u2003c\u3000", "\u1680x\u0085 y\u2029", "\xc2", "a\xe2\x80", "واحد اثنان", " x", "x "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := strings.Fields(s)
		if got := slices.Collect(Fields(s)); !slices.Equal(got, want) {
			t.Fatalf("Fields(%q) = %q, want %q", s, got, want)
		}
		if got := CountFields(s); got != len(want) {
			t.Fatalf("CountFields(%q) = %d, want %d", s, got, len(want))
		}
		if got, want := OneLine(s), strings.Join(want, " "); got != want {
			t.Fatalf("OneLine(%q) = %q, want %q", s, got, want)
		}
		for first := range Fields(s) {
			if first != want[0] {
				t.Fatalf("the first of %q is %q", s, first)
			}
			break
		}
	})
}
