package article

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// Faults of archives and of what they hold. errTooLarge is a limit of the
// program, the others are the file's.
var (
	errTooLarge  = errors.New("holds more than the limits allow")
	errEncrypted = errors.New("encrypted")
	errMissing   = errors.New("missing")
)

// oleMagic starts an OLE compound file: an old .doc, or an encrypted DOCX
// ([MS-CFB] 2.2, [MS-OFFCRYPTO] 2.3.2).
const oleMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// archive is a zip file that is read with bounds: sizes are counted while
// unpacking, never taken from its headers. Names are keys, never paths.
type archive struct {
	files  map[string]*zip.File
	limits Limits
	left   int64 // bytes that may still be unpacked
}

// openArchive reads the directory of a zip file. Entries whose names could leave
// their folder are left out; of two entries with one name the first counts.
func openArchive(data []byte, limits Limits) (*archive, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("reading the zip directory: %w", err)
	}
	if len(r.File) > limits.Entries {
		return nil, fmt.Errorf("%d archive entries: %w", len(r.File), errTooLarge)
	}
	a := &archive{files: make(map[string]*zip.File, len(r.File)), limits: limits, left: limits.Unpacked}
	for _, f := range r.File {
		if _, twice := a.files[f.Name]; !twice && localName(f.Name) {
			a.files[f.Name] = f
		}
	}
	return a, nil
}

// packed is a zip file whose directory has not been read yet: what its entries
// are tells the format, not their order (an EPUB's mimetype should stand first
// and uncompressed, OCF 3.3, 4.3, and often does not).
const packed Format = "zip"

// packedFormat finds the format of a zip file by its entries, then by its name.
// Faults are *Error.
func packedFormat(data []byte, in input) (Format, error) {
	z, err := openArchive(data, in.limits)
	if errors.Is(err, errTooLarge) {
		return "", in.failFile(packed, err)
	}
	if err != nil {
		return "", in.fail(Unreadable, fmt.Errorf("damaged zip archive: %w", err))
	}
	named := extensions()[strings.ToLower(path.Ext(in.name))]
	switch {
	case z.has("META-INF/container.xml"):
		return EPUB, nil
	case z.has("word/document.xml"), z.has("[Content_Types].xml"):
		return DOCX, nil
	case named == EPUB, named == DOCX:
		return named, nil
	}
	return "", in.fail(Unreadable, errors.New("a zip archive, neither DOCX nor EPUB"))
}

// localName tells whether a name stays inside its archive.
func localName(name string) bool {
	return name != "" && !strings.ContainsAny(name, "\\\x00") && !strings.HasPrefix(name, "/") &&
		name != ".." && !strings.HasPrefix(path.Clean(name), "../") && !strings.Contains(name, "/../")
}

// has tells whether the archive holds an entry.
func (a *archive) has(name string) bool { return a.files[name] != nil }

// read unpacks one entry. It fails with errMissing, errEncrypted or errTooLarge.
func (a *archive) read(name string) ([]byte, error) {
	f := a.files[name]
	if f == nil {
		return nil, fmt.Errorf("archive entry %q: %w", name, errMissing)
	}
	if f.Flags&1 != 0 { // APPNOTE.TXT 4.4.4: bit 0 marks an encrypted entry
		return nil, fmt.Errorf("archive entry %q: %w", name, errEncrypted)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("opening archive entry %q: %w", name, err)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, a.left+1))
	if int64(len(data)) > a.left {
		return nil, fmt.Errorf("unpacking archive entry %q: %w", name, errTooLarge)
	}
	a.left -= int64(len(data))
	if err != nil {
		return nil, fmt.Errorf("unpacking archive entry %q: %w", name, err)
	}
	return data, nil
}

// readXML unpacks one entry and decodes it into v, a pointer to a struct with
// xml tags, after checking that its nesting is within the limits.
func (a *archive) readXML(name string, v any) error {
	data, err := a.read(name)
	if err != nil {
		return err
	}
	err = walkXML(data, a.limits.Depth, func(xml.Token) error { return nil })
	if err == nil {
		err = xml.Unmarshal(data, v)
	}
	if err != nil {
		return fmt.Errorf("parsing archive entry %q: %w", name, err)
	}
	return nil
}

// walkXML calls do for every token of an XML document no deeper than depth. No
// entity but the five of XML is expanded.
func walkXML(data []byte, depth int, do func(xml.Token) error) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	for level := 0; ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			if level++; level > depth {
				return fmt.Errorf("nested deeper than %d elements: %w", depth, errTooLarge)
			}
		case xml.EndElement:
			level--
		}
		if err := do(token); err != nil {
			return err
		}
	}
}

// attr returns an attribute's value by its local name, or "".
func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// failFile returns the *Error for a fault in a file of the named format.
func (in input) failFile(format Format, err error) *Error {
	err = fmt.Errorf("reading %s: %w", format, err)
	switch {
	case errors.Is(err, errTooLarge):
		return in.fail(TooLarge, err)
	case errors.Is(err, errEncrypted):
		fault := in.fail(Unreadable, err)
		fault.Hint = "save a copy without a password or copy protection"
		return fault
	}
	return in.fail(Unreadable, err)
}
