package article

// pdfPage is a page with what it inherits.
type pdfPage struct {
	dict      pdfDict
	resources pdfDict
	base      pdfMatrix // from the page's space to the page as it is shown
}

// pages returns the pages in order, at most limit of them.
func (f *pdfFile) pages(limit int) []pdfPage {
	var pages []pdfPage
	seen := make(map[pdfRef]bool)
	var visit func(v any, inherited pdfPage, depth int)
	visit = func(v any, inherited pdfPage, depth int) {
		ref, isRef := v.(pdfRef)
		d := f.dict(v)
		if d == nil || depth > pdfDepth || (isRef && seen[ref]) {
			return
		}
		seen[ref] = isRef
		if own := f.dict(d["Resources"]); own != nil {
			inherited.resources = own
		}
		if d["Rotate"] != nil {
			inherited.base = pdfTurn(int(f.num(d["Rotate"])))
		}
		if kids := f.array(d["Kids"]); kids != nil {
			for _, kid := range kids {
				visit(kid, inherited, depth+1)
			}
			return
		}
		if len(pages) >= limit {
			failPDF("more than %d pages: %w", limit, errTooLarge)
		}
		inherited.dict = d
		pages = append(pages, inherited)
	}
	root := f.dict(f.trailer["Root"])
	visit(root["Pages"], pdfPage{base: pdfTurn(0)}, 0)
	return pages
}

// pdfTurn is the matrix of a page shown turned clockwise.
func pdfTurn(degrees int) pdfMatrix {
	switch (degrees%360 + 360) % 360 {
	case 90:
		return pdfMatrix{0, -1, 1, 0, 0, 0}
	case 180:
		return pdfMatrix{-1, 0, 0, -1, 0, 0}
	case 270:
		return pdfMatrix{0, 1, -1, 0, 0, 0}
	}
	return pdfMatrix{1, 0, 0, 1, 0, 0}
}
