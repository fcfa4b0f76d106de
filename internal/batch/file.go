package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Place puts content into a file that appears whole or not at all: it is
// written beside it and renamed. Folders above it are made. A file that holds
// the content already is left alone.
func Place(path string, content []byte) error {
	if old, err := os.ReadFile(path); err == nil && string(old) == string(content) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return fmt.Errorf("make the folder of %s: %w", path, cause(err))
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".mujaz-*.tmp")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, cause(err))
	}
	defer os.Remove(temp.Name()) // fails once it is renamed
	_, err = temp.Write(content)
	if err == nil {
		err = temp.Chmod(mode(path))
	}
	if closed := temp.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, cause(err))
	}
	return nil
}

// mode keeps a replaced file's permissions; a new one gets what the user's mask
// leaves of 0666, as every program's output does.
func mode(path string) fs.FileMode {
	if info, err := os.Stat(path); err == nil {
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
