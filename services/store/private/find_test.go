package private

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ripen/models"
)

func TestFind_prefersPGBINAndSaysWhenItHoldsNothing(t *testing.T) {
	found, err := Find()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PG_BIN", found.Dir)
	if again, err := Find(); err != nil || again != found {
		t.Errorf("Find answers %v, %v", again, err)
	}
	t.Setenv("PG_BIN", t.TempDir())
	_, err = Find()
	if !models.IsKind(err, models.Invalid) || !strings.Contains(err.Error(), "PG_BIN") {
		t.Errorf("the answer is %v", err)
	}
}

func TestNoBinaries_saysWhatToDoInOneSentence(t *testing.T) {
	t.Parallel()
	sentence := noBinaries().Error()
	for _, part := range []string{"DATABASE_URL", "apt-get install -y postgresql", "brew install", "npm install"} {
		if !strings.Contains(sentence, part) {
			t.Errorf("%q does not say %q", sentence, part)
		}
	}
}

func TestRelink_makesTheLinksThatNpmCannotHold(t *testing.T) {
	t.Parallel()
	native := filepath.Join(t.TempDir(), "native")
	write(t, filepath.Join(native, "lib", "libpq.so.5.17"), "library")
	write(t, filepath.Join(native, "pg-symlinks.json"),
		`[{"source":"native/lib/libpq.so.5.17","target":"native/lib/libpq.so.5"}]`)
	for range 2 { // the second time they are there
		if err := relink(native); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := os.ReadFile(filepath.Join(native, "lib", "libpq.so.5")); err != nil || string(text) != "library" {
		t.Errorf("the link leads to %q, %v", text, err)
	}
}

func TestRelink_refusesALinkOutOfThePackage(t *testing.T) {
	t.Parallel()
	native := filepath.Join(t.TempDir(), "native")
	write(t, filepath.Join(native, "pg-symlinks.json"), `[{"source":"native/lib/a","target":"../../b"}]`)
	if err := relink(native); err == nil {
		t.Error("a link out of the package was made")
	}
}

func TestCopyAside_isReadableByEverybodyAndKeepsLinks(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	from, to := filepath.Join(root, "native"), filepath.Join(root, "copy")
	write(t, filepath.Join(from, "bin", "postgres"), "program")
	if err := os.Chmod(filepath.Join(from, "bin", "postgres"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("postgres", filepath.Join(from, "bin", "postmaster")); err != nil {
		t.Fatal(err)
	}
	if err := copyAside(from, to); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(to, "bin", "postmaster"))
	if err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("the copied program is %v, %v", info, err)
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
