package article

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"mujaz/internal/arabic"
)

// decodeEPUB reads the chapters of an EPUB 2 or 3 in reading order (the spine).
// The cover, the table of contents and what the spine marks as not linear are
// left out. Faults are *Error.
func decodeEPUB(data []byte, in input) (*Article, error) {
	a, err := readEPUB(data, in)
	if err != nil {
		return nil, in.failFile(EPUB, err)
	}
	return a, nil
}

func readEPUB(data []byte, in input) (*Article, error) {
	z, err := openArchive(data, in.limits)
	if err != nil {
		return nil, err
	}
	if err := checkEPUBRights(z); err != nil {
		return nil, err
	}
	name, err := epubPackageName(z)
	if err != nil {
		return nil, err
	}
	var opf epubPackage
	if err := z.readXML(name, &opf); err != nil {
		return nil, err
	}
	a := &Article{Name: in.name, Format: EPUB, Title: arabic.OneLine(opf.Title.first())}
	a.Meta.Author = arabic.OneLine(strings.Join(opf.Creator, ", "))
	a.Meta.Published = arabic.OneLine(opf.Date.first())
	for _, chapter := range opf.chapters(path.Dir(name)) {
		page, err := z.read(chapter)
		if err != nil {
			return nil, err
		}
		page, _, err = transform.Bytes(unicode.BOMOverride(transform.Nop), page)
		if err != nil {
			return nil, fmt.Errorf("decoding %q: %w", chapter, err)
		}
		blocks, err := epubBlocks(page, in.limits.Depth)
		if err != nil {
			return nil, fmt.Errorf("parsing %q: %w", chapter, err)
		}
		a.Blocks = append(a.Blocks, blocks...)
	}
	return a, nil
}

// checkEPUBRights fails for a book whose text is encrypted. Fonts may be
// obfuscated without that (EPUB OCF 3.3, 4.3).
func checkEPUBRights(z *archive) error {
	var part struct {
		Data []struct {
			Method struct {
				Algorithm string `xml:",attr"`
			} `xml:"EncryptionMethod"`
		} `xml:"EncryptedData"`
	}
	err := z.readXML("META-INF/encryption.xml", &part)
	if errors.Is(err, errMissing) {
		return nil
	}
	if err != nil {
		return err
	}
	fonts := []string{"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
	for _, d := range part.Data {
		if !slices.Contains(fonts, d.Method.Algorithm) {
			return fmt.Errorf("the book's text: %w", errEncrypted)
		}
	}
	return nil
}

// epubPackageName finds the package document by the container.
func epubPackageName(z *archive) (string, error) {
	var container struct {
		RootFile []struct {
			Path string `xml:"full-path,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	if err := z.readXML("META-INF/container.xml", &container); err != nil {
		return "", err
	}
	for _, f := range container.RootFile {
		if name := path.Clean(f.Path); z.has(name) {
			return name, nil
		}
	}
	return "", fmt.Errorf("package document: %w", errMissing)
}

type epubTexts []string

func (t epubTexts) first() string {
	if len(t) == 0 {
		return ""
	}
	return t[0]
}

// epubPackage is an OPF package document.
type epubPackage struct {
	XMLName xml.Name  `xml:"package"`
	Title   epubTexts `xml:"metadata>title"`
	Creator []string  `xml:"metadata>creator"`
	Date    epubTexts `xml:"metadata>date"`
	Item    []struct {
		ID         string `xml:"id,attr"`
		Href       string `xml:"href,attr"`
		Type       string `xml:"media-type,attr"`
		Properties string `xml:"properties,attr"`
	} `xml:"manifest>item"`
	ItemRef []struct {
		ID     string `xml:"idref,attr"`
		Linear string `xml:"linear,attr"`
	} `xml:"spine>itemref"`
	Reference []struct {
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	} `xml:"guide>reference"`
}

// chapters returns the names of the entries to read, in order, each once.
func (p epubPackage) chapters(dir string) []string {
	seen := make(map[string]bool)
	for _, r := range p.Reference {
		if r.Type == "cover" || r.Type == "toc" {
			seen[entryName(dir, r.Href)] = true
		}
	}
	files := make(map[string]string, len(p.Item))
	for _, item := range p.Item {
		page := item.Type == "application/xhtml+xml" || item.Type == "text/html"
		if page && !slices.Contains(strings.Fields(item.Properties), "nav") {
			files[item.ID] = entryName(dir, item.Href)
		}
	}
	var names []string
	for _, ref := range p.ItemRef {
		name := files[ref.ID]
		if name == "" || ref.Linear == "no" || seen[name] {
			continue
		}
		seen[name] = true
		names = append(names, name)
	}
	return names
}

// entryName resolves a reference in the package document to an archive name.
func entryName(dir, href string) string {
	href, _, _ = strings.Cut(href, "#")
	if plain, err := url.PathUnescape(href); err == nil {
		href = plain
	}
	return path.Join(dir, href)
}

// epubBlocks turns a chapter's XHTML into blocks.
func epubBlocks(page []byte, depth int) ([]Block, error) {
	w := newXHTMLWalker(bytes.NewReader(page), depth)
	if err := w.walk(); err != nil {
		return nil, err
	}
	return w.blocks, nil
}
