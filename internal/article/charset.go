package article

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"mujaz/internal/arabic"
)

const (
	// maxDamage is the share of bytes that may be invalid in text still taken for
	// UTF-8, as one in so many.
	maxDamage = 1000
	// maxControls is the share of control bytes in text, as one in so many.
	// Compressed data has one in eight.
	maxControls = 200
)

// decodeBytes returns the text in data as UTF-8, and the name of the encoding it
// was in; for text that was stored after a wrong reading and could be repaired,
// the name says so ("utf-8, repaired: UTF-8 read as windows-1256").
//
// in.charset with in.forced is final. Otherwise the bytes decide, in the order
// byte order mark, UTF-16 without one, UTF-8, windows-1256 or ISO-8859-6: UTF-16
// comes first because Arabic in it (06 xx) is mostly valid UTF-8. A declared
// charset is used only for bytes that are none of these. Binary data and text
// garbled beyond repair are Unreadable.
func decodeBytes(data []byte, in input) (text, name string, err error) {
	if in.forced {
		return decodeForced(data, in)
	}
	if kind := binaryKind(data); kind != "" {
		return "", "", in.fail(Unreadable, fmt.Errorf("binary data (%s), not text", kind))
	}
	text, name = decodeDetected(data, in.charset)
	if tooManyControls(text) {
		return "", "", in.fail(Unreadable, errors.New("binary data, not text"))
	}
	how, repaired := arabic.Mojibake(text)
	switch {
	case how == "":
		return text, name, nil
	case repaired == "" && name == "windows-1252": // it was read so here
		return "", "", in.fail(Unreadable, errors.New("damaged UTF-8: too many bytes are invalid"))
	case repaired == "":
		return "", "", garbled(in, how)
	}
	return strings.TrimPrefix(repaired, "\ufeff"), name + ", repaired: " + how, nil
}

// damage says how much of data could not be read, in words for the user; text
// and name are what decodeBytes made of it. It is "" for none.
func damage(data []byte, text, name string) string {
	if !strings.Contains(text, "\ufffd") {
		return ""
	}
	n, what := strings.Count(text, "\ufffd"), "character"
	if strings.HasPrefix(name, "utf-8") {
		n, what = invalidBytes(data), "byte"
		name = "UTF-8"
	}
	switch n {
	case 0: // a U+FFFD that the text came with
		return ""
	case 1:
		return "1 " + what + " is not valid " + name + "; it shows as \ufffd"
	}
	return fmt.Sprintf("%d %ss are not valid %s; they show as \ufffd", n, what, name)
}

// invalidBytes counts the bytes that are no part of a UTF-8 character.
func invalidBytes(data []byte) int {
	n := 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			n++
		}
		data = data[size:]
	}
	return n
}

// garbled is the error for text whose original bytes are partly lost.
func garbled(in input, how string) error {
	return &Error{
		Code: Unreadable, Name: in.name,
		Err:  fmt.Errorf("garbled text (%s), and parts of it are lost", how),
		Hint: "fetch or export the article again, in UTF-8",
	}
}

// decodeForced decodes data in the encoding that the user named.
func decodeForced(data []byte, in input) (text, name string, err error) {
	enc, name := encodingNamed(in.charset)
	if enc == nil {
		return "", "", &Error{
			Code: Unreadable, Name: in.name,
			Err:  fmt.Errorf("unknown encoding %q", in.charset),
			Hint: "known are utf-8, utf-16le, utf-16be, windows-1256, iso-8859-6 and the other names of the WHATWG encoding standard",
		}
	}
	return decode(enc, data), name, nil
}

// KnownEncoding tells whether name is an encoding that an input can be read in:
// a WHATWG label, or a code page as in "1256" or "cp-1256". The empty name,
// which means detection, is none.
func KnownEncoding(name string) bool {
	enc, _ := encodingNamed(name)
	return enc != nil
}

// encodingNamed returns the encoding of that name and its usual name. It knows the
// WHATWG labels, and the spelling "1256" or "cp-1256" for code pages. It returns
// nil for an unknown name.
func encodingNamed(label string) (encoding.Encoding, string) {
	label = strings.ToLower(strings.TrimSpace(label))
	page := strings.TrimLeft(strings.TrimPrefix(label, "cp"), "-_")
	for _, l := range []string{label, "windows-" + page, strings.ReplaceAll(label, "_", "-")} {
		enc, err := htmlindex.Get(l)
		if err != nil {
			continue
		}
		if name, err := htmlindex.Name(enc); err == nil && name != "replacement" {
			return enc, name
		}
	}
	return nil, ""
}

// decode reads data in enc, without a byte order mark; what is not valid in enc
// becomes U+FFFD.
func decode(enc encoding.Encoding, data []byte) string {
	text, err := enc.NewDecoder().Bytes(data)
	if err != nil { // x/text's decoders replace and do not fail
		text = data
	}
	return strings.ToValidUTF8(strings.TrimPrefix(string(text), "\ufeff"), "\ufffd")
}

// decodeDetected returns the text and its encoding by the bytes themselves. declared is
// used where they tell nothing.
func decodeDetected(data []byte, declared string) (text, name string) {
	if enc, name := utf16Encoding(data); enc != nil {
		return decode(enc, data), name
	}
	if mostlyUTF8(data) {
		return strings.ToValidUTF8(strings.TrimPrefix(string(data), "\ufeff"), "\ufffd"), "utf-8"
	}
	if enc, name := arabicPage(data); enc != nil {
		return decode(enc, data), name
	}
	enc, name := encodingNamed(declared)
	if enc == nil || name == "utf-8" || strings.HasPrefix(name, "utf-16") {
		enc, name = charmap.Windows1252, "windows-1252"
	}
	return decode(enc, data), name
}

// utf16Encoding returns UTF-16 in the order that data is in, by its byte order
// mark or its high bytes: 06 for Arabic letters, 00 for spaces and ASCII, 20 for
// typographic punctuation. It returns nil for other data: the text of no other
// encoding holds bytes 00 and 06.
func utf16Encoding(data []byte) (encoding.Encoding, string) {
	little := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	big := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) {
		return little, "utf-16le"
	}
	if bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		return big, "utf-16be"
	}
	var high [2]int // by which byte of the pair is the high one
	units := len(data) / 2
	for i := range units {
		for side := range 2 {
			if likelyUnit(data[2*i+side], data[2*i+1-side]) {
				high[side]++
			}
		}
	}
	switch {
	case units < 2 || 10*max(high[0], high[1]) < 9*units:
		return nil, ""
	case high[1] > high[0]:
		return little, "utf-16le"
	}
	return big, "utf-16be"
}

// likelyUnit tells whether a UTF-16 unit of these bytes is what Arabic articles
// are made of.
func likelyUnit(high, low byte) bool {
	switch high {
	case 0x00:
		return low >= 0x20 || low == '\n' || low == '\r' || low == '\t'
	case 0x06:
		return low >= 0x0c
	}
	return false
}

// mostlyUTF8 tells whether data is UTF-8 but for very few bytes. A character cut
// off at the end is no damage.
func mostlyUTF8(data []byte) bool {
	if utf8.Valid(data) {
		return true
	}
	bad, wide := 0, 0
	for rest := data; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && n == 1:
			if !utf8.FullRune(rest) {
				return wide > 0 && bad*maxDamage <= len(data)
			}
			bad++
		case n > 1:
			wide++
		}
		rest = rest[n:]
	}
	return wide > 0 && bad*maxDamage <= len(data)
}

// tooManyControls tells whether text has more control characters than text has.
func tooManyControls(text string) bool {
	n := 0
	for i := range len(text) {
		if c := text[i]; c < 0x20 && (c < '\t' || c > '\r') && c != 0x1b {
			n++
		}
	}
	return n*maxControls > len(text)
}

// binaryKind returns what data is by its first bytes, "" where it may be text.
// Formats that are read (PDF, ZIP) reach their own decoders before this.
func binaryKind(data []byte) string {
	for _, m := range [...]struct{ magic, kind string }{
		{"\x89PNG\r\n\x1a\n", "PNG"},
		{"\xff\xd8\xff", "JPEG"},
		{"GIF89a", "GIF"},
		{"GIF87a", "GIF"},
		{"PK\x03\x04", "ZIP"},
		{"%PDF-", "PDF"},
		{"\x7fELF", "ELF"},
		{"MZ\x90\x00", "Windows program"},
		{"\x1f\x8b\x08", "gzip"},
		{"BZh91AY&SY", "bzip2"},
		{"\xfd7zXZ\x00", "xz"},
		{"\x28\xb5\x2f\xfd", "zstd"},
		{"7z\xbc\xaf\x27\x1c", "7-Zip"},
		{"Rar!\x1a\x07", "RAR"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Microsoft Office"},
		{"{\\rtf", "RTF"},
		{"SQLite format 3\x00", "SQLite"},
		{"OggS\x00", "Ogg"},
		{"ID3\x03", "MP3"},
		{"ID3\x04", "MP3"},
	} {
		if bytes.HasPrefix(data, []byte(m.magic)) {
			return m.kind
		}
	}
	return ""
}
