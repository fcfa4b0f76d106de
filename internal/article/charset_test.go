package article

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// encodings are what Arabic text comes in.
func encodings() map[string]encoding.Encoding {
	return map[string]encoding.Encoding{
		"utf-8":        unicode.UTF8,
		"utf-16le":     unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		"utf-16be":     unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"windows-1256": charmap.Windows1256,
		"iso-8859-6":   charmap.ISO8859_6,
	}
}

// encoded returns text in enc, without the characters that enc lacks.
func encoded(t testing.TB, enc encoding.Encoding, text string) (data []byte, kept string) {
	t.Helper()
	if page, ok := enc.(*charmap.Charmap); ok {
		text = strings.Map(func(r rune) rune {
			if _, ok := page.EncodeRune(r); !ok {
				return -1
			}
			return r
		}, text)
	}
	data, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return data, text
}

func TestDecodeBytesDetects(t *testing.T) {
	texts := []string{
		"قال الرئيس الروسي فلاديمير بوتين، إن المكالمة الهاتفية كانت مفيدة للغاية.",
		"أعلنت الشركة (ABC) عن أرباح بلغت 12.5 مليون دولار؛ هل تكفي؟",
		"هذا نص قصير",
	}
	for want, enc := range encodings() {
		for _, text := range texts {
			data, kept := encoded(t, enc, text)
			for _, declared := range []string{"", "utf-8", "windows-1252", "windows-1256", "nonsense"} {
				got, name, err := decodeBytes(data, input{name: "x", charset: declared})
				if err != nil || name != want || got != kept {
					t.Errorf("%s declared %q: %q, %q, %v", want, declared, got, name, err)
				}
			}
		}
	}
}

func TestDecodeBytesMarks(t *testing.T) {
	for want, data := range map[string]string{
		"utf-8":    "\xef\xbb\xbfab",
		"utf-16le": "\xff\xfea\x00b\x00",
		"utf-16be": "\xfe\xff\x00a\x00b",
	} {
		got, name, err := decodeBytes([]byte(data), input{})
		if got != "ab" || name != want || err != nil {
			t.Errorf("%s: %q, %q, %v", want, got, name, err)
		}
	}
}

func TestDecodeBytesForced(t *testing.T) {
	data, text := encoded(t, charmap.Windows1256, "قال الرئيس")
	for _, label := range []string{"windows-1256", "cp1256", "CP-1256", "1256", "x-cp1256", "Windows-1256 "} {
		got, name, err := decodeBytes(data, input{charset: label, forced: true})
		if got != text || name != "windows-1256" || err != nil {
			t.Errorf("%s: %q, %q, %v", label, got, name, err)
		}
	}
	got, _, err := decodeBytes(data, input{charset: "utf-8", forced: true})
	if err != nil || !strings.Contains(got, "\ufffd") {
		t.Errorf("forced utf-8: %q, %v", got, err)
	}
	_, _, err = decodeBytes(data, input{name: "x", charset: "klingon", forced: true})
	if e := (*Error)(nil); !errors.As(err, &e) || !strings.Contains(e.Error(), `"klingon"`) || e.Hint == "" {
		t.Errorf("unknown encoding: %v", err)
	}
}

func TestKnownEncoding(t *testing.T) {
	for name, want := range map[string]bool{
		"utf-8": true, "UTF_16LE": true, "cp1256": true, "1256": true, "iso-8859-6": true,
		"": false, "klingon": false, "replacement": false, "iso-2022-kr": false,
	} {
		if got := KnownEncoding(name); got != want {
			t.Errorf("KnownEncoding(%q) = %v", name, got)
		}
	}
}

func TestDecodeBytesLatin(t *testing.T) {
	const text = "Déjà vu: l'élève a reçu Noël à l'hôtel, garçon naïf. Grüße aus Köln"
	data, _ := encoded(t, charmap.Windows1252, text)
	if got, name, err := decodeBytes(data, input{}); got != text || name != "windows-1252" || err != nil {
		t.Errorf("%q, %q, %v", got, name, err)
	}
	const russian = "Владимир Путин сказал, что разговор был полезным"
	data, _ = encoded(t, charmap.Windows1251, russian)
	if got, name, err := decodeBytes(data, input{charset: "windows-1251"}); got != russian || name != "windows-1251" || err != nil {
		t.Errorf("%q, %q, %v", got, name, err)
	}
}

func TestDecodeBytesRefuses(t *testing.T) {
	garbledText := "ط§ظ„ط¹ط±ط¨ظٹط© ط§ظ„ط¹ط±ط¨ظٹط© 中"
	for name, tt := range map[string]struct{ data, want string }{
		"PNG":      {"\x89PNG\r\n\x1a\n\x00\x00", "binary data (PNG)"},
		"ZIP":      {"PK\x03\x04abc", "binary data (ZIP)"},
		"ELF":      {"\x7fELF\x02\x01", "binary data (ELF)"},
		"NULs":     {"abc\x00\x01def\x00\x00\x02ghi", "binary data"},
		"controls": {strings.Repeat("\x01\xfe\x88\x13\x05", 40), "binary data"},
		"garbled":  {garbledText, "UTF-8 read as windows-1256"},
	} {
		_, _, err := decodeBytes([]byte(tt.data), input{name: "x"})
		if e := (*Error)(nil); !errors.As(err, &e) || e.Code != Unreadable || !strings.Contains(e.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
}

func TestDecodeBytesRepairs(t *testing.T) {
	const want = "العربية العربية"
	got, name, err := decodeBytes([]byte("ط§ظ„ط¹ط±ط¨ظٹط© ط§ظ„ط¹ط±ط¨ظٹط©"), input{})
	if got != want || name != "utf-8, repaired: UTF-8 read as windows-1256" || err != nil {
		t.Errorf("%q, %q, %v", got, name, err)
	}
}

func TestDecodeBytesDamagedUTF8(t *testing.T) {
	text := strings.Repeat("قال الرئيس الروسي إن المكالمة كانت مفيدة. ", 100)
	got, name, err := decodeBytes([]byte(text[:3000]+"\xff"+text[3000:]), input{})
	if err != nil || name != "utf-8" || strings.Count(got, "\ufffd") != 1 {
		t.Errorf("one bad byte: %q, %v", name, err)
	}
	_, _, err = decodeBytes([]byte(strings.ReplaceAll(text, "المكالمة", "\xffالمكالمة")), input{})
	if err == nil || !strings.Contains(err.Error(), "damaged UTF-8") {
		t.Errorf("many bad bytes: %v", err)
	}
	got, name, err = decodeBytes([]byte("قال الرئيس"[:11]), input{})
	if err != nil || name != "utf-8" || !strings.HasPrefix(got, "قال ا") {
		t.Errorf("cut inside a character: %q, %q, %v", got, name, err)
	}
}

// corpus returns real Arabic texts, or skips the test where there are none.
func corpus(t testing.TB) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, pattern := range []string{"easc-dev/articles/*.txt", "tico19-dev/docs/*.ar.txt"} {
		files, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "data", filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			texts[filepath.Base(f)] = string(data)
		}
	}
	if len(texts) == 0 {
		t.Skip("no ../shared/data/easc-dev and tico19-dev")
	}
	return texts
}

// Every article and every clause of it, in every encoding, must be read back.
func TestDecodeBytesOnCorpus(t *testing.T) {
	for want, enc := range encodings() {
		whole, wholeRight, clauses, clausesRight := 0, 0, 0, 0
		right := func(text string) bool {
			data, kept := encoded(t, enc, text)
			got, name, err := decodeBytes(data, input{})
			return err == nil && got == kept && (name == want || isASCII(kept))
		}
		for _, text := range corpus(t) {
			text = strings.ToValidUTF8(strings.TrimPrefix(text, "\ufeff"), "")
			whole++
			if right(text) {
				wholeRight++
			}
			for _, clause := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".،؛\n", r) }) {
				if len(strings.Fields(clause)) < 4 {
					continue
				}
				clauses++
				if right(clause) {
					clausesRight++
				} else {
					t.Logf("%s: %q", want, clause)
				}
			}
		}
		t.Logf("%s: %d of %d articles, %d of %d clauses", want, wholeRight, whole, clausesRight, clauses)
		if wholeRight != whole || float64(clausesRight) < 0.995*float64(clauses) {
			t.Errorf("%s: %d of %d articles, %d of %d clauses", want, wholeRight, whole, clausesRight, clauses)
		}
	}
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

func FuzzDecodeBytes(f *testing.F) {
	f.Add([]byte("قال الرئيس"), "utf-8", false)
	f.Add([]byte("\xc7\xe1\xda\xd1\xc8\xed\xc9"), "windows-1256", true)
	f.Add([]byte("\x27\x06\x44\x06"), "", false)
	f.Add([]byte("\xff\xfe\x00"), "utf-16", true)
	f.Fuzz(func(t *testing.T, data []byte, charset string, forced bool) {
		text, name, err := decodeBytes(data, input{name: "x", charset: charset, forced: forced})
		if err == nil && (!utf8.ValidString(text) || name == "") {
			t.Fatalf("decodeBytes(%q) = %q, %q", data, text, name)
		}
	})
}

func TestDecodeBytesOnSamples(t *testing.T) {
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", "encodings", name))
		if err != nil {
			t.Skip("no ../shared/data/encodings")
		}
		return data
	}
	want, _, err := decodeBytes(read("charset_normalizer.utf-8.txt"), input{})
	if err != nil {
		t.Fatal(err)
	}
	got, name, err := decodeBytes(read("charset_normalizer.windows-1256.txt"), input{})
	if err != nil || name != "windows-1256" || got != want {
		t.Errorf("windows-1256: %q, %v, same text: %v", name, err, got == want)
	}
	page, name, err := decodeBytes(read("tika.declared-utf8-really-1256.html"), input{charset: "utf-8"})
	if err != nil || name != "windows-1256" || !strings.Contains(page, "العربية") {
		t.Errorf("page that declares utf-8: %q, %v, %q", name, err, page)
	}
}

func BenchmarkDecodeBytes(b *testing.B) {
	text := strings.Repeat(longA+"\n", 500)
	for name, enc := range encodings() {
		data, _ := encoded(b, enc, text)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := decodeBytes(data, input{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
