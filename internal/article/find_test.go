package article

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A folder gives its files and the links to files, in name order; links to
// folders and hidden names are passed over, and a link to a file that is gone is
// a failure and not nothing.
func TestFindInFolder(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"b.txt", ".hidden.txt", "sub/c.md", "d.bin"} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("نص"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"a.txt": "b.txt", "folder": "sub", "folder.txt": "sub", "gone.txt": "nowhere.txt", "gone.bin": "nowhere"} {
		if err := os.Symlink(to, filepath.Join(root, link)); err != nil {
			t.Skip(err) // the system or the user has no links
		}
	}
	var found, failed, skipped []string
	for in, err := range Find([]string{root}, FindOptions{Skipped: func(path string) { skipped = append(skipped, filepath.Base(path)) }}) {
		if err != nil {
			failed = append(failed, filepath.Base(in.Name))
			continue
		}
		found = append(found, filepath.ToSlash(in.Rel))
	}
	if want := []string{"a.txt", "b.txt", "sub/c.md"}; !slices.Equal(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
	if want := []string{"gone.txt"}; !slices.Equal(failed, want) {
		t.Errorf("failed %q, want %q", failed, want)
	}
	if want := []string{"d.bin"}; !slices.Equal(skipped, want) {
		t.Errorf("skipped %q, want %q", skipped, want)
	}
}

// A link to a folder that is named, and not found, is the folder.
func TestFindNamedLink(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "news", "sub"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"news/a.txt", "news/sub/b.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("نص"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink("news", link); err != nil {
		t.Skip(err) // the system or the user has no links
	}
	var found []Input
	for in, err := range Find([]string{link}, FindOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, in)
	}
	want := []Input{
		{Name: filepath.Join(link, "a.txt"), Path: filepath.Join(link, "a.txt"), Rel: "a.txt"},
		{Name: filepath.Join(link, "sub", "b.txt"), Path: filepath.Join(link, "sub", "b.txt"), Rel: filepath.Join("sub", "b.txt")},
	}
	if !slices.Equal(found, want) {
		t.Errorf("found %+v, want %+v", found, want)
	}
}

// A scheme is known in any case.
func TestIsURL(t *testing.T) {
	for arg, want := range map[string]bool{"https://e.org": true, "HTTP://e.org/a": true, "http:/x": false, "httpx://e.org": false, "a.txt": false} {
		if IsURL(arg) != want {
			t.Errorf("IsURL(%q) is %v", arg, !want)
		}
	}
}
