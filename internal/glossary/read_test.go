package glossary

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func readString(t *testing.T, name, content string) (*Glossary, error) {
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return Read(path)
}

func TestRead(t *testing.T) {
	want := []Term{{"الأمم المتحدة", "United Nations|UN", "body"}, {"تاس", "TASS", ""}}
	for name, content := range map[string]string{
		"a.csv":     "source,rendering,note\nالأمم المتحدة,United Nations|UN,body\nتاس,TASS,\n",
		"bom.csv":   "\ufeffnote,rendering,source\r\nbody,United Nations|UN,الأمم المتحدة\r\n,TASS,تاس\r\n",
		"semi.csv":  "المصطلح;الترجمة;ملاحظة\nالأمم المتحدة;\"United Nations|UN\";body\nتاس;TASS;\n",
		"plain.csv": "الأمم المتحدة,United Nations|UN,body\nتاس,TASS\nفارغ,\n",
		"swap.csv":  "United Nations|UN,الأمم المتحدة,body\nTASS,تاس\n",
		"a.tsv":     "# agencies\nالأمم المتحدة\tUnited Nations|UN\tbody\n\nتاس\tTASS\n",
		"content":   "الأمم المتحدة\tUnited Nations|UN\tbody\nتاس\tTASS\n",
		"a.yaml":    "- {source: الأمم المتحدة, rendering: [United Nations, UN], note: body}\n- source: تاس\n  rendering: TASS\n",
		"list":      "- source: الأمم المتحدة\n  rendering: United Nations|UN\n  note: body\n- {source: تاس, rendering: TASS}\n",
		"same.csv":  "الأمم المتحدة,United Nations|UN,body\nالأممُ المتحده,United Nations|UN,\nتاس,TASS\n",
		"utf16.csv": utf16("الأمم المتحدة\tUnited Nations|UN\tbody\nتاس\tTASS\n"),
	} {
		g, err := readString(t, name, content)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := g.Terms(); !slices.Equal(got, want) {
			t.Errorf("%s: got %v", name, got)
		}
	}
	g, err := readString(t, "map.yml", "تاس: TASS\nأ ف ب: AFP\n")
	if err != nil || len(g.Terms()) != 2 || g.Terms()[1].Asked() != "AFP" {
		t.Errorf("a mapping: %v %v", g, err)
	}
}

// utf16 writes little-endian UTF-16 with its mark.
func utf16(s string) string {
	out := []byte{0xff, 0xfe}
	for _, r := range s {
		out = append(out, byte(r), byte(r>>8))
	}
	return string(out)
}

func TestReadErrors(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		line    int
		says    string
	}{
		"twice.csv":  {"تاس,TASS\nلندن,London\nتاس,Tass\n", 3, "in line 1"},
		"twice.yaml": {"- {source: تاس, rendering: TASS}\n- {source: تاس, rendering: Tass}\n", 2, "in line 1"},
		"none.tsv":   {"تاس\tTASS\n\tLondon\n", 2, "no term"},
		"bad.yaml":   {"- source: تاس\n  rendering: [TASS\n", 0, ""},
		"key.yaml":   {"- source: تاس\n  renderng: TASS\n", 2, "renderng"},
		"quote.csv":  {"تاس,TASS\n\"لندن,London\nباريس,Paris\n", 2, "not closed"},
		"bytes.csv":  {"تاس,TASS\n\xc7\xe1,x\n", 2, "UTF-8"},
		"large.csv":  {strings.Repeat("x", maxSize+1), 0, "larger"},
	} {
		_, err := readString(t, name, c.content)
		var fault *Error
		if !errors.As(err, &fault) {
			t.Errorf("%s: got %v", name, err)
		} else if c.line != 0 && fault.Line != c.line || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got line %d, %v", name, fault.Line, err)
		}
	}
	if _, err := Read(filepath.Join(t.TempDir(), "no.csv")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

func TestWriteIsRead(t *testing.T) {
	candidates := []Candidate{{"الأمم المتحدة", 7, 3, "term"}, {`حركة "فجر", الجديدة`, 2, 1, "quoted"}}
	for _, format := range []string{"csv", "tsv", "yaml"} {
		var b bytes.Buffer
		if err := Write(&b, candidates, format); err != nil {
			t.Fatal(err)
		}
		g, err := readString(t, "out."+format, b.String())
		if err != nil || len(g.Terms()) != 0 {
			t.Errorf("%s with empty renderings: %v %v", format, g, err)
		}
		filled := strings.NewReplacer(",,,7", ",UN,,7", "\t\t\t7", "\tUN\t\t7", "المتحدة\n  rendering: \"\"", "المتحدة\n  rendering: UN").Replace(b.String())
		g, err = readString(t, "filled."+format, filled)
		if err != nil || !slices.Equal(g.Terms(), []Term{{"الأمم المتحدة", "UN", ""}}) {
			t.Errorf("%s filled in: %v %v\n%s", format, g, err, filled)
		}
	}
	if Write(&bytes.Buffer{}, nil, "xml") == nil {
		t.Error("xml is taken")
	}
}

// FuzzParse holds that reading never fails but by an error, and that a glossary
// finds what it was given.
func FuzzParse(f *testing.F) {
	f.Add("source,rendering\nتاس,TASS\n")
	f.Add("- {source: تاس, rendering: TASS}\n")
	f.Add("تاس\tTASS\n#\n\"\t\"\n")
	f.Add("&a [*a]")
	f.Fuzz(func(t *testing.T, text string) {
		for _, format := range []string{"csv", "tsv", "yaml"} {
			rows, err := parse(format, text)
			if err != nil {
				continue
			}
			if g, err := collect(rows); err == nil {
				g.In(text)
			}
		}
	})
}
