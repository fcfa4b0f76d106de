package article

// Limits bound what one input may cost. Zero means the default.
type Limits struct {
	Bytes    int64 // bytes read of one input
	Unpacked int64 // bytes that an archive's entries, or a compressed page, may unpack to
	Entries  int   // entries of an archive, or of a feed
	Depth    int   // nesting of markup
	Pages    int   // pages of a PDF
}

// DefaultLimits are far above any real article or book, and low enough that a
// hostile input fails within seconds and some hundred megabytes.
var DefaultLimits = Limits{
	Bytes:    64 << 20,
	Unpacked: 256 << 20,
	Entries:  10_000,
	Depth:    512,
	Pages:    5_000,
}

// input is what a decoder is told about the bytes it reads.
type input struct {
	name    string // as the user named it, for errors
	url     string // where a page came from, for relative links; "" for files
	charset string // what the user or the server declared, "" for neither
	forced  bool   // charset is the user's --encoding: no detection
	limits  Limits // every field set
}

// fail returns an *Error about this input.
func (in input) fail(code Code, err error) *Error {
	e := &Error{Code: code, Name: in.name, Err: err}
	if code == TooLarge {
		e.Hint = "the limits are settings: limits.input-size, limits.unpacked-size, limits.entries, limits.depth, limits.pages"
	}
	return e
}
