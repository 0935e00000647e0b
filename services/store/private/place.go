package private

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"ripen/models"
)

// asideRoot is where things go that root keeps in a folder that PostgreSQL's user
// cannot reach. PostgreSQL refuses to run as root.
const asideRoot = "/var/lib/ripen"

// An identity is the user whom PostgreSQL runs as when Ripen runs as root. A nil
// identity is ourselves: it owns everything already and reaches everything.
type identity struct {
	name     string
	uid, gid int
}

// String is the user's name.
func (i *identity) String() string {
	if i == nil {
		return "ourselves"
	}
	return i.name
}

// own gives a file or folder to the identity.
func (i *identity) own(path string) error {
	if i == nil {
		return nil
	}
	return os.Lchown(path, i.uid, i.gid)
}

// reaches reports whether the identity may walk down to the folder.
func (i *identity) reaches(folder string) bool {
	if i == nil {
		return true
	}
	real, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return false
	}
	for dir := real; ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err != nil || !i.mayEnter(info) {
			return false
		}
		if dir == filepath.Dir(dir) {
			return true
		}
	}
}

// place is the folder that the data directory goes into: the server's own, unless
// root keeps that below a folder like /root, which the user we run PostgreSQL as
// cannot enter. We open nobody's folders; the data then lies under /var/lib/ripen and
// a link in the server's folder leads there.
func (c *cluster) place() (string, error) {
	if c.as.reaches(c.dir) {
		return c.dir, nil
	}
	if err := openFolder(asideRoot); err != nil {
		return "", err
	}
	place, err := os.MkdirTemp(asideRoot, "data-")
	if err != nil {
		return "", fmt.Errorf("make a folder for the data: %w", err)
	}
	return place, openFolder(place)
}

// openFolder makes a folder that everybody may pass through.
func openFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the folder %s: %w", dir, err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return fmt.Errorf("open the folder %s: %w", dir, err)
	}
	return nil
}

// reachableBy returns the binaries, or a copy of them that the identity can reach. Only
// an npm package is copied: it is whole in itself, 60 MB. Anything else somebody has
// chosen by hand, and can move by hand.
func (b Binaries) reachableBy(as *identity) (Binaries, error) {
	if as.reaches(b.Dir) {
		return b, nil
	}
	native := filepath.Dir(b.Dir)
	if _, err := os.Stat(filepath.Join(native, "pg-symlinks.json")); err != nil || filepath.Base(native) != "native" {
		return b, models.Refuse(models.Invalid, "PG_BIN",
			"PostgreSQL does not run as root, and the user %s cannot reach %s: install it in a folder open to everybody, "+
				"or run Ripen as another user, or set DATABASE_URL.", as, b.Dir)
	}
	if err := openFolder(asideRoot); err != nil {
		return b, err
	}
	version, err := os.ReadFile(filepath.Join(filepath.Dir(native), "package.json"))
	if err != nil {
		return b, fmt.Errorf("read the version of the npm package: %w", err)
	}
	final := filepath.Join(asideRoot, fmt.Sprintf("postgresql-%d-%.8x", b.Major, sha256.Sum256(version)))
	if _, err := os.Stat(final); errors.Is(err, os.ErrNotExist) {
		if err := copyAside(native, final); err != nil {
			return b, fmt.Errorf("copy PostgreSQL to where %s reaches it: %w", as, err)
		}
	}
	return Binaries{Dir: filepath.Join(final, "bin"), Major: b.Major}, nil
}

// copyAside copies a tree so that everybody may read it. It is whole or absent.
func copyAside(from, to string) error {
	unfinished, err := os.MkdirTemp(filepath.Dir(to), "unfinished-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(unfinished)
	err = filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		below, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		return copyOne(path, filepath.Join(unfinished, below), entry)
	})
	if err != nil {
		return err
	}
	err = os.Rename(unfinished, to)
	if _, there := os.Stat(to); there == nil {
		return nil // somebody else was there first, with the same
	}
	return err
}

func copyOne(from, to string, entry fs.DirEntry) error {
	switch {
	case entry.IsDir():
		return openFolder(to)
	case entry.Type()&fs.ModeSymlink != 0:
		link, err := os.Readlink(from)
		if err != nil {
			return err
		}
		return os.Symlink(link, to)
	}
	info, err := entry.Info()
	if err != nil {
		return err
	}
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	mode := fs.FileMode(0o644)
	if info.Mode()&0o100 != 0 {
		mode = 0o755
	}
	if err := os.WriteFile(to, content, mode); err != nil {
		return err
	}
	return os.Chmod(to, mode)
}
