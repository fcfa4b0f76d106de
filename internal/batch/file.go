package batch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Place puts content into a file that appears whole or not at all: it is
// written beside it and renamed. Folders above it are made. A file that holds
// the content already is left alone, and a link stays: the file it points to is
// replaced. A device, a named pipe or a socket is written into; a pipe that
// nobody reads is an error, as a folder is.
func Place(path string, content []byte) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		info = nil // new, or a link whose file is not there
	case err != nil:
		return fmt.Errorf("write %s: %w", path, cause(err))
	case info.IsDir():
		return fmt.Errorf("write %s: is a folder", path)
	case !info.Mode().IsRegular():
		err = writeInto(path, content)
	case holds(path, info, content):
		return nil
	}
	if info == nil || info.Mode().IsRegular() {
		err = replace(path, info, content)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, cause(err))
	}
	return nil
}

// Writable fails where a file can certainly not be placed at path. It leaves nothing
// behind, no folder either.
func Writable(path string) error {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return nil // a device or a pipe: writing tells
	}
	target, err := resolve(path)
	if err == nil && info != nil && info.IsDir() {
		err = errors.New("is a folder")
	}
	for folder := filepath.Dir(target); err == nil; folder = filepath.Dir(folder) {
		var temp *os.File
		if temp, err = os.CreateTemp(folder, tempPattern); err == nil {
			_ = temp.Close() // it is empty
			return os.Remove(temp.Name())
		}
		if errors.Is(err, fs.ErrNotExist) && folder != filepath.Dir(folder) {
			err = nil // it is made when it is needed
		}
	}
	return fmt.Errorf("write %s: %w", path, cause(err))
}

// Draft is an output file that grows and appears whole or not at all.
type Draft struct {
	path string
	temp *os.File
}

// NewDraft begins a file that is to stand at path when it is finished. It lies
// beside it until then, or in the system's temporary folder where path is a
// device or a pipe.
func NewDraft(path string) (*Draft, error) {
	fail := func(err error) (*Draft, error) { return nil, fmt.Errorf("write %s: %w", path, cause(err)) }
	folder := ""
	if info, err := os.Stat(path); err != nil || info.Mode().IsRegular() {
		target, err := resolve(path)
		if err != nil {
			return fail(err)
		}
		folder = filepath.Dir(target)
		if err := os.MkdirAll(folder, 0o777); err != nil {
			return fail(err)
		}
	} else if info.IsDir() {
		return fail(errors.New("is a folder"))
	}
	temp, err := os.CreateTemp(folder, tempPattern)
	if err != nil {
		return fail(err)
	}
	return &Draft{path, temp}, nil
}

func (d *Draft) Write(p []byte) (int, error) {
	n, err := d.temp.Write(p)
	if err != nil {
		err = fmt.Errorf("write %s: %w", d.path, cause(err))
	}
	return n, err
}

// Place ends the draft and puts it in place as the function Place does.
func (d *Draft) Place() error {
	defer d.Discard()
	if err := d.place(); err != nil {
		return fmt.Errorf("write %s: %w", d.path, cause(err))
	}
	return nil
}

func (d *Draft) place() error {
	info, err := os.Stat(d.path)
	if err != nil {
		info = nil // as NewDraft saw it
	}
	if info != nil && !info.Mode().IsRegular() {
		content, err := os.ReadFile(d.temp.Name())
		if err != nil {
			return err
		}
		return writeInto(d.path, content)
	}
	if info != nil && same(d.path, d.temp.Name()) {
		return nil
	}
	return publish(d.temp, d.path, info)
}

// Discard ends the draft without a trace.
func (d *Draft) Discard() {
	_ = d.temp.Close() // closed already where it was placed
	_ = os.Remove(d.temp.Name())
}

// same tells whether two regular files have the same content.
func same(a, b string) bool {
	one, err := os.Open(a)
	if err != nil {
		return false
	}
	defer one.Close()
	two, err := os.Open(b)
	if err != nil {
		return false
	}
	defer two.Close()
	if x, y := size(one), size(two); x < 0 || x != y {
		return false
	}
	left, right := make([]byte, 64<<10), make([]byte, 64<<10)
	for {
		n, err := io.ReadFull(one, left)
		m, _ := io.ReadFull(two, right)
		if n != m || !bytes.Equal(left[:n], right[:m]) {
			return false
		}
		if err != nil {
			return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		}
	}
}

// size is a file's size, -1 where it cannot be told.
func size(f *os.File) int64 {
	info, err := f.Stat()
	if err != nil {
		return -1
	}
	return info.Size()
}

// holds tells whether a regular file has the content already. No more of it is
// read than content is long.
func holds(path string, info fs.FileInfo, content []byte) bool {
	if info.Size() != int64(len(content)) {
		return false
	}
	old, err := os.ReadFile(path)
	return err == nil && bytes.Equal(old, content)
}

// writeInto writes to what is no regular file. It does not wait for the reader
// of a named pipe to appear, but for one that is slow.
func writeInto(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|syscall.O_NONBLOCK, 0)
	if errors.Is(err, syscall.ENXIO) {
		return errors.New("nobody reads from this pipe or device")
	}
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}

// replace writes a regular file beside path and renames it; info is the file
// that is there, nil for none.
func replace(path string, info fs.FileInfo, content []byte) error {
	target, err := resolve(path)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(target), tempPattern)
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // fails once it is renamed
	if _, err := temp.Write(content); err != nil {
		return errors.Join(err, temp.Close())
	}
	return publish(temp, target, info)
}

// publish closes temp and renames it to path, or to what a link there names; info
// is the file that is there, nil for none.
func publish(temp *os.File, path string, info fs.FileInfo) error {
	target, err := resolve(path)
	if err == nil {
		err = temp.Chmod(mode(info))
	}
	if closed := temp.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), target)
}

// maxLinks is how many links Linux follows before it calls them a loop.
const maxLinks = 40

// resolve follows the links at path to the file they name, which need not
// exist: filepath.EvalSymlinks knows only what does.
func resolve(path string) (string, error) {
	for range maxLinks {
		next, err := os.Readlink(path)
		if err != nil {
			return path, nil // no link: a file, or nothing yet
		}
		if !filepath.IsAbs(next) {
			folder, err := filepath.EvalSymlinks(filepath.Dir(path))
			if err != nil {
				return "", err
			}
			next = filepath.Join(folder, next)
		}
		path = next
	}
	return "", syscall.ELOOP
}

// mode keeps a replaced file's permissions; a new one gets what the user's mask
// leaves of 0666, as every program's output does.
func mode(info fs.FileInfo) fs.FileMode {
	if info != nil {
		return info.Mode().Perm()
	}
	return 0o666 &^ umask()
}

// cause is what the system says, without the temporary name.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err
	}
	return err
}
