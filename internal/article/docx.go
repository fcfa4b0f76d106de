package article

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"mujaz/internal/arabic"
)

// decodeDOCX reads an Office Open XML text document (ECMA-376): the body, then
// its footnotes and endnotes in the order of their references. Deleted and
// hidden text, comments, page headers and page footers are not part of it.
// Faults are *Error.
func decodeDOCX(data []byte, in input) (*Article, error) {
	a, err := readDOCX(data, in)
	if err != nil {
		return nil, in.failFile(DOCX, err)
	}
	if a == nil {
		fault := in.fail(Unreadable, errors.New("encrypted or an old .doc file"))
		fault.Hint = "open it in a word processor and save it as .docx without a password"
		return nil, fault
	}
	return a, nil
}

// readDOCX returns nil without an error for an OLE file.
func readDOCX(data []byte, in input) (*Article, error) {
	if strings.HasPrefix(string(data[:min(len(data), len(oleMagic))]), oleMagic) {
		return nil, nil
	}
	z, err := openArchive(data, in.limits)
	if err != nil {
		return nil, err
	}
	main, err := docxMainPart(z)
	if err != nil {
		return nil, err
	}
	styles, err := readDOCXStyles(z, path.Join(path.Dir(main), "styles.xml"))
	if err != nil {
		return nil, err
	}
	body, err := z.read(main)
	if err != nil {
		return nil, err
	}
	w := &docxWalker{styles: styles}
	if err := walkXML(body, in.limits.Depth, w.token); err != nil {
		return nil, fmt.Errorf("parsing %q: %w", main, err)
	}
	blocks := w.blocks
	for _, kind := range []string{"footnote", "endnote"} {
		notes, err := readDOCXNotes(z, path.Join(path.Dir(main), kind+"s.xml"), w, in.limits.Depth)
		if err != nil {
			return nil, err
		}
		for _, id := range w.noteIDs[kind] {
			blocks = append(blocks, notes[id]...)
			delete(notes, id)
		}
	}
	a := &Article{Name: in.name, Format: DOCX, Blocks: blocks, Dropped: w.dropped}
	if err := docxMeta(z, a); err != nil {
		return nil, err
	}
	setDOCXTitle(a, w.title)
	return a, nil
}

// docxMainPart finds the body: usually word/document.xml, but the package's
// relationships decide.
func docxMainPart(z *archive) (string, error) {
	var rels struct {
		Relationship []struct {
			Type   string `xml:",attr"`
			Target string `xml:",attr"`
		}
	}
	err := z.readXML("_rels/.rels", &rels)
	if err != nil && !errors.Is(err, errMissing) {
		return "", err
	}
	for _, r := range rels.Relationship {
		name := strings.TrimPrefix(path.Clean(r.Target), "/")
		if strings.HasSuffix(r.Type, "/officeDocument") && z.has(name) {
			return name, nil
		}
	}
	if z.has("word/document.xml") {
		return "word/document.xml", nil
	}
	return "", fmt.Errorf("main document: %w", errMissing)
}

// docxMeta reads title, author and date of creation from the core properties.
func docxMeta(z *archive, a *Article) error {
	var core struct {
		Title   string `xml:"title"`
		Creator string `xml:"creator"`
		Created string `xml:"created"`
	}
	err := z.readXML("docProps/core.xml", &core)
	if err != nil && !errors.Is(err, errMissing) {
		return err
	}
	a.Title = arabic.OneLine(core.Title)
	a.Meta.Author = arabic.OneLine(core.Creator)
	a.Meta.Published = arabic.OneLine(core.Created)
	return nil
}

// setDOCXTitle takes the first paragraph styled as a title where the properties
// name none, and removes from the start what repeats the title.
func setDOCXTitle(a *Article, styled string) {
	if a.Title == "" {
		a.Title = styled
	}
	for i, b := range a.Blocks {
		if a.Title != "" && b.Text == a.Title && i < 10 {
			a.Blocks = append(a.Blocks[:i:i], a.Blocks[i+1:]...)
			return
		}
	}
}

// oneLine joins a text's words by single spaces.
