package article

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"encoding/ascii85"
	"encoding/hex"
	"io"
	"maps"
	"slices"
	"strconv"
)

// pdfFile is a PDF's objects. They are found by scanning the file for their
// definitions, never through its cross-reference tables: these are wrong in
// many real files, and hostile ones make them cyclic or huge. The last
// definition of an object counts, as in an updated file.
type pdfFile struct {
	data    []byte
	objects map[pdfRef]any
	places  map[pdfRef]int // where in the file the definition stands
	trailer pdfDict
	work    pdfWork
	crypt   *pdfCrypt // nil for a file that is not encrypted
}

// pdfMaxValues bounds the values of a file's objects, and again those of each
// page: at some 40 bytes each they stay near 200 MB. A book of 5,000 pages has
// some two million.
const pdfMaxValues = 5_000_000

// openPDF finds the objects of a whole PDF file. Faults are panics of pdfFault.
func openPDF(data []byte, unpacked int64) *pdfFile {
	start := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-"))
	if start < 0 {
		failPDF("no PDF header")
	}
	tail := data[max(0, len(data)-4096):]
	if !bytes.Contains(tail, []byte("startxref")) {
		failPDF("the file is cut off: no end of file marker")
	}
	f := &pdfFile{
		data:    data,
		objects: make(map[pdfRef]any),
		places:  make(map[pdfRef]int),
		trailer: pdfDict{},
		work:    pdfWork{values: pdfMaxValues, bytes: unpacked},
	}
	f.scan()
	f.decrypt()
	f.unpackObjects()
	return f
}

// scan records every definition "12 0 obj" and every trailer of the file.
func (f *pdfFile) scan() {
	l := &pdfLexer{data: f.data, work: &f.work, refs: true}
	noEnd := false // no "endstream" follows: searching again would cost a square
	for {
		next := bytes.Index(f.data[l.pos:], []byte("obj"))
		if next < 0 {
			f.scanTrailers(f.data[l.pos:])
			return
		}
		f.scanTrailers(f.data[l.pos : l.pos+next])
		place := l.pos + next
		l.pos = place + len("obj")
		ref, ok := definedObject(f.data[:place])
		if !ok {
			continue
		}
		v, _ := l.value(0)
		if d, ok := v.(pdfDict); ok {
			if s, found := f.stream(l, d, &noEnd); found {
				v = s
				if d["Type"] == pdfName("XRef") {
					f.addTrailer(d)
				}
			}
		}
		f.objects[ref], f.places[ref] = v, place
	}
}

// scanTrailers reads the trailers in a piece between two definitions.
func (f *pdfFile) scanTrailers(piece []byte) {
	for {
		_, rest, found := bytes.Cut(piece, []byte("trailer"))
		if !found {
			return
		}
		l := &pdfLexer{data: rest, work: &f.work, refs: true}
		v, _ := l.value(0)
		f.addTrailer(v)
		piece = rest[l.pos:]
	}
}

// definedObject reads the object's number before the keyword obj.
func definedObject(before []byte) (pdfRef, bool) {
	before = before[max(0, len(before)-32):]
	before, ok := cutNumber(before)
	if !ok {
		return 0, false
	}
	end := bytes.TrimRight(before, " \t\r\n\f\x00")
	before, ok = cutNumber(before)
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseInt(string(end[len(before):]), 10, 32)
	return pdfRef(n), err == nil
}

// cutNumber removes white space and then digits from the end.
func cutNumber(b []byte) ([]byte, bool) {
	b = bytes.TrimRight(b, " \t\r\n\f\x00")
	rest := bytes.TrimRight(b, "0123456789")
	return rest, len(rest) < len(b)
}

// addTrailer keeps what a trailer says; a later one overrides an earlier.
func (f *pdfFile) addTrailer(v any) {
	if d, ok := v.(pdfDict); ok {
		for _, key := range []pdfName{"Root", "Encrypt", "ID", "Info"} {
			if d[key] != nil {
				f.trailer[key] = d[key]
			}
		}
	}
}

// stream reads a stream's bytes if the keyword follows its dictionary. A wrong
// Length is common, so "endstream" has to stand where it says.
func (f *pdfFile) stream(l *pdfLexer, d pdfDict, noEnd *bool) (pdfStream, bool) {
	start := l.pos
	l.space()
	if string(l.word()) != "stream" {
		l.pos = start
		return pdfStream{}, false
	}
	if l.at(0) == '\r' {
		l.pos++
	}
	if l.at(0) == '\n' {
		l.pos++
	}
	rest := l.data[l.pos:]
	length, _ := d["Length"].(float64)
	if n := int(length); n > 0 && n < len(rest) && bytes.HasPrefix(bytes.TrimLeft(rest[n:min(len(rest), n+20)], "\r\n \t"), []byte("endstream")) {
		l.pos += n
		return pdfStream{d, rest[:n]}, true
	}
	if *noEnd {
		return pdfStream{d, nil}, true
	}
	end := bytes.Index(rest, []byte("endstream"))
	if *noEnd = end < 0; *noEnd {
		return pdfStream{d, nil}, true
	}
	l.pos += end
	return pdfStream{d, rest[:end]}, true
}

// unpackObjects reads the objects inside object streams (ISO 32000-1, 7.5.7).
func (f *pdfFile) unpackObjects() {
	refs := slices.Collect(maps.Keys(f.objects))
	slices.SortFunc(refs, func(a, b pdfRef) int { return cmp.Compare(f.places[a], f.places[b]) })
	for _, ref := range refs {
		s, ok := f.objects[ref].(pdfStream)
		if !ok || s.dict["Type"] != pdfName("ObjStm") {
			continue
		}
		place := f.places[ref]
		data := f.unpack(s)
		first := int(f.num(s.dict["First"]))
		index := &pdfLexer{data: data, work: &f.work}
		for range int(f.num(s.dict["N"])) {
			number, err1 := index.value(0)
			offset, err2 := index.value(0)
			if err1 != nil || err2 != nil {
				break
			}
			at := first + int(f.num(offset))
			inner := pdfRef(f.num(number))
			if at < 0 || at >= len(data) || f.places[inner] > place {
				continue
			}
			l := &pdfLexer{data: data, pos: at, work: &f.work, refs: true}
			v, _ := l.value(0)
			f.objects[inner], f.places[inner] = v, place
		}
	}
}

// get follows references to a value.
func (f *pdfFile) get(v any) any {
	for range pdfDepth {
		ref, ok := v.(pdfRef)
		if !ok {
			return v
		}
		v = f.objects[ref]
	}
	return nil
}

// dict returns a dictionary, a stream's own included, or nil.
func (f *pdfFile) dict(v any) pdfDict {
	switch v := f.get(v).(type) {
	case pdfDict:
		return v
	case pdfStream:
		return v.dict
	}
	return nil
}

func (f *pdfFile) array(v any) pdfArray {
	a, _ := f.get(v).(pdfArray)
	return a
}

func (f *pdfFile) num(v any) float64 {
	n, _ := f.get(v).(float64)
	return n
}

func (f *pdfFile) name(v any) pdfName {
	n, _ := f.get(v).(pdfName)
	return n
}

func (f *pdfFile) str(v any) string {
	s, _ := f.get(v).(string)
	return s
}

// unpack removes a stream's filters. What was unpacked before a fault in the
// compressed data is kept; a filter that only images use gives no data.
func (f *pdfFile) unpack(s pdfStream) []byte {
	filters := f.array(s.dict["Filter"])
	if filters == nil && s.dict["Filter"] != nil {
		filters = pdfArray{s.dict["Filter"]}
	}
	data := s.raw
	f.work.spend(len(data))
	if len(filters) > 8 { // no writer needs more than two
		return nil
	}
	for _, filter := range filters {
		var r io.Reader
		switch f.name(filter) {
		case "FlateDecode", "Fl":
			z, err := zlib.NewReader(bytes.NewReader(data))
			if err != nil {
				return nil
			}
			r = z
		case "ASCII85Decode", "A85":
			data, _, _ = bytes.Cut(data, []byte("~>"))
			r = ascii85.NewDecoder(bytes.NewReader(data))
		case "ASCIIHexDecode", "AHx":
			data, _, _ = bytes.Cut(data, []byte(">"))
			r = hex.NewDecoder(bytes.NewReader(bytes.Join(bytes.Fields(data), nil)))
		case "Crypt":
			continue
		default:
			return nil
		}
		data, _ = io.ReadAll(io.LimitReader(r, f.work.bytes+1))
		f.work.spend(len(data))
	}
	return data
}
