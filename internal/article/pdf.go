package article

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"mujaz/internal/arabic"
)

// decodePDF reads a PDF's text in the order it is read in: right-to-left text
// turned from the visual order that PDFs record, columns one after the other,
// lines joined into paragraphs, page headers and footers taken out. PDFs of
// scanned pages, with fonts that do not tell their letters, with a password, or
// cut off fail. Faults are *Error.
func decodePDF(data []byte, in input) (*Article, error) {
	a, err := readPDF(data, in)
	switch {
	case err == nil:
		return a, nil
	case errors.Is(err, errNoText) || errors.Is(err, errGarbled):
		fault := in.fail(Unreadable, err)
		fault.Hint = "run it through text recognition (OCR, such as ocrmypdf -l ara --force-ocr) and try the result"
		return nil, fault
	}
	return nil, in.failFile(PDF, err)
}

func readPDF(data []byte, in input) (a *Article, err error) {
	defer func() {
		switch fault := recover().(type) {
		case nil:
		case pdfFault:
			err = fault.error
		default: // malformed input must never end the program
			err = fmt.Errorf("malformed PDF: %v", fault)
		}
	}()
	f := openPDF(data, in.limits.Unpacked)
	lines, dropped := withoutEdges(f.pdfLines(in.limits.Pages))
	a = &Article{Name: in.name, Format: PDF, Blocks: pdfBlocks(lines), Dropped: dropped}
	if err := checkPDFText(a.Blocks); err != nil {
		return nil, err
	}
	f.meta(a)
	return a, nil
}

// meta sets title, author and date. The first heading among the first three
// blocks is the title: writers fill the file's own title with file names, so
// that one counts only where no heading is, and in the text's script.
func (f *pdfFile) meta(a *Article) {
	info := f.dict(f.trailer["Info"])
	a.Meta.Author = arabic.OneLine(pdfText(f.str(info["Author"])))
	a.Meta.Published = pdfDate(f.str(info["CreationDate"]))
	for i, b := range a.Blocks[:min(3, len(a.Blocks))] {
		if b.Kind == Heading {
			a.Title = b.Text
			a.Blocks = append(a.Blocks[:i:i], a.Blocks[i+1:]...)
			return
		}
	}
	title := arabic.OneLine(pdfText(f.str(info["Title"])))
	if strings.ContainsFunc(title, func(r rune) bool { return unicode.Is(unicode.Arabic, r) }) {
		a.Title = title
	}
}

// pdfDate turns D:YYYYMMDD… (ISO 32000-1, 7.9.4) into YYYY-MM-DD, or "".
func pdfDate(s string) string {
	s = strings.TrimPrefix(s, "D:")
	if len(s) < 8 || strings.Trim(s[:8], "0123456789") != "" {
		return ""
	}
	return s[:4] + "-" + s[4:6] + "-" + s[6:8]
}
