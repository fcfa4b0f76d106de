package article

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func jsonlInput() input { return input{name: "a.jsonl", limits: DefaultLimits} }

// told writes what decoding yields: for each article name, id, title, texts and
// fields, for each error its code and message.
func told(t *testing.T, r io.Reader, in input) []string {
	t.Helper()
	var got []string
	for a, err := range decodeJSONL(r, in) {
		var e *Error
		switch {
		case errors.As(err, &e):
			got = append(got, string(e.Code)+" "+e.Error())
		case err != nil:
			t.Errorf("%v is no *Error", err)
		default:
			line := fmt.Sprintf("%s id=%s title=%s url=%s", a.Name, a.ID, a.Title, a.Meta.URL)
			for _, b := range a.Blocks {
				line += " [" + b.Text + "]"
			}
			for name, raw := range a.Fields {
				line += fmt.Sprintf(" %s=%s", name, raw)
			}
			if len(a.SHA256) != 64 || a.Format != JSONL {
				t.Errorf("%s: hash %q, format %q", a.Name, a.SHA256, a.Format)
			}
			got = append(got, line)
		}
	}
	return got
}

func TestDecodeJSONL(t *testing.T) {
	for _, tt := range []struct{ name, source, want string }{
		{
			"fields", `{"text":"نص","id":"7","title":"عنوان","url":"https://example.org","x":{"y":[1]}}`,
			`a.jsonl:1 id=7 title=عنوان url=https://example.org [نص] x={"y":[1]}`,
		},
		{"numbered id", `{"text":"نص","id":7,"title":null}`, "a.jsonl:1 id=7 title= url= [نص]"},
		{"paragraphs", `{"text":"أولى\n\nثانية","title":"عنوان"}`, "a.jsonl:1 id= title=عنوان url= [أولى] [ثانية]"},
		{"title repeated", `{"text":"عنوان\n\nثانية","title":"عنوان"}`, "a.jsonl:1 id= title=عنوان url= [ثانية]"},
		{"marks and blank lines", "\ufeff\r\n{\"text\":\"أ\"}\r\n\n \t\n{\"text\":\"ب\"}", "a.jsonl:2 id= title= url= [أ]\na.jsonl:5 id= title= url= [ب]"},
		{
			"bad lines", "{\n{\"text\":\"أ\"}\n[1]\nnull\n{\"text\":1}\n{\"id\":\"x\"}\n{\"text\":\"ب\",\"title\":[]}\n{\"text\":\"ج\"}",
			`unreadable a.jsonl:1: not a line of JSON Lines: unexpected end of JSON input
a.jsonl:2 id= title= url= [أ]
unreadable a.jsonl:3: not a line of JSON Lines: no object
unreadable a.jsonl:4: not a line of JSON Lines: no object
unreadable a.jsonl:5: field "text" is no string
unreadable a.jsonl:6: no "text" field
unreadable a.jsonl:7: field "title" is no string
a.jsonl:8 id= title= url= [ج]`,
		},
		{"own output", `{"schema":"mujaz/1","text":"ملخص","title":"عنوان","id":"3"}`, `a.jsonl:1 id=3 title=عنوان url= [ملخص] schema="mujaz/1"`},
		{
			"nested too deep", `{"text":"أ","x":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `}`,
			"unreadable a.jsonl:1: not a line of JSON Lines: invalid character '[' exceeded max depth",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(told(t, strings.NewReader(tt.source), jsonlInput()), "\n"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestJSONLEncodings(t *testing.T) {
	const line = `{"text":"كان الرجل يمشي في المدينة القديمة مع صديقه"}` + "\n"
	const want = "a.jsonl:1 id= title= url= [كان الرجل يمشي في المدينة القديمة مع صديقه]"
	page, err := charmap.Windows1256.NewEncoder().String(line)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(line)
	if err != nil {
		t.Fatal(err)
	}
	for source, charset := range map[string]string{page: "", wide: "", page + " ": "windows-1256", wide[2:]: "utf-16le"} {
		in := jsonlInput()
		in.charset, in.forced = charset, charset != ""
		if got := told(t, strings.NewReader(source), in); len(got) != 1 || got[0] != want {
			t.Errorf("%q: got %q", charset, got)
		}
	}
	in := jsonlInput()
	in.charset, in.forced = "x-none", true
	if got := told(t, strings.NewReader(line), in); len(got) != 1 || !strings.Contains(got[0], "unknown encoding") {
		t.Errorf("got %q", got)
	}
}

// repeated is a stream of n times the same bytes.
type repeated struct {
	text string
	n    int
}

func (r *repeated) Read(b []byte) (int, error) {
	if r.n == 0 {
		return 0, io.EOF
	}
	r.n--
	return copy(b, r.text), nil
}

func TestJSONLLongLine(t *testing.T) {
	in := jsonlInput()
	in.limits.Bytes = 100
	long := &repeated{strings.Repeat("x", 1000), 1000}
	got := told(t, io.MultiReader(strings.NewReader(`{"text":"أ"}`+"\n"), long, strings.NewReader("\n"+`{"text":"ب"}`)), in)
	want := []string{"a.jsonl:1 id= title= url= [أ]", "too_large a.jsonl:2: larger than 100 bytes", "a.jsonl:3 id= title= url= [ب]"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// broken fails after its text.
type broken struct{ io.Reader }

func (b broken) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err != nil {
		err = errors.New("connection lost")
	}
	return n, err
}

func TestJSONLBrokenStream(t *testing.T) {
	got := told(t, broken{strings.NewReader(`{"text":"أ"}` + "\n" + `{"te`)}, jsonlInput())
	want := []string{"a.jsonl:1 id= title= url= [أ]", "unreadable a.jsonl:2: connection lost"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestJSONLStops(t *testing.T) {
	n := 0
	for range decodeJSONL(strings.NewReader(strings.Repeat(`{"text":"أ"}`+"\n", 3)), jsonlInput()) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("read %d articles, want 2", n)
	}
}

func FuzzDecodeJSONL(f *testing.F) {
	for _, s := range []string{
		`{"text":"أ","id":1}` + "\n\n{}\n", "\ufeff{\"text\":\"\\ud800\"}\r\n", "\xff\xfe{\x00", `{"text":"a","text":"b","title":"t","x":null}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n := 0
		for a, err := range decodeJSONL(strings.NewReader(string(data)), jsonlInput()) {
			if n++; n > len(data)+1 {
				t.Fatal("more articles than bytes")
			}
			var e *Error
			if (a == nil) != (err != nil) || err != nil && !errors.As(err, &e) {
				t.Fatalf("article %v, error %v", a, err)
			}
		}
	})
}

func BenchmarkDecodeJSONL(b *testing.B) {
	source := strings.Repeat(`{"id":"1","text":"`+strings.Repeat("كان الرجل يمشي في المدينة القديمة. ", 50)+`","x":1}`+"\n", 100)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		for _, err := range decodeJSONL(strings.NewReader(source), jsonlInput()) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
