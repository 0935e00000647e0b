package private

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// npmPackage is the npm package that holds PostgreSQL for this system; empty
// where none is published.
func npmPackage() string {
	system := map[string]string{"linux": "linux", "darwin": "darwin", "windows": "windows"}[runtime.GOOS]
	machine := map[string]string{"amd64": "x64", "arm64": "arm64", "arm": "arm", "386": "ia32", "ppc64le": "ppc64"}[runtime.GOARCH]
	if system == "" || machine == "" || system != "linux" && machine != "x64" && machine != "arm64" {
		return ""
	}
	return "@embedded-postgres/" + system + "-" + machine
}

// npmPackages is the folders of programs of the package where it is installed, looked for
// as node does: in node_modules of the working directory, of the program's folder,
// and of all folders above them.
func npmPackages() []string {
	name := npmPackage()
	if name == "" {
		return nil
	}
	var starts []string
	if dir, err := os.Getwd(); err == nil {
		starts = append(starts, dir)
	}
	if program, err := os.Executable(); err == nil {
		starts = append(starts, filepath.Dir(program))
	}
	for _, dir := range starts {
		for {
			native := filepath.Join(dir, "node_modules", filepath.FromSlash(name), "native")
			if _, err := os.Stat(filepath.Join(native, "bin")); err == nil {
				return []string{filepath.Join(native, "bin")}
			}
			up := filepath.Dir(dir)
			if up == dir {
				break
			}
			dir = up
		}
	}
	return nil
}

// relink makes the symbolic links among the shared libraries. npm packages cannot
// hold links; this one lists them in a file and makes them in a script after the
// installation, which not every npm runs.
func relink(native string) error {
	list, err := os.ReadFile(filepath.Join(native, "pg-symlinks.json"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the links of %s: %w", native, err)
	}
	var links []struct{ Source, Target string } // relative to the package, which holds native
	if err := json.Unmarshal(list, &links); err != nil {
		return fmt.Errorf("read the links of %s: %w", native, err)
	}
	for _, link := range links {
		if !filepath.IsLocal(link.Source) || !filepath.IsLocal(link.Target) {
			return fmt.Errorf("the links of %s lead out of it: %s", native, link.Target)
		}
		at := filepath.Join(filepath.Dir(native), link.Target)
		to, err := filepath.Rel(filepath.Dir(link.Target), link.Source)
		if err != nil {
			return fmt.Errorf("read the links of %s: %w", native, err)
		}
		if err := os.Symlink(to, at); err != nil && !errors.Is(err, os.ErrExist) {
			return fmt.Errorf("make the links of %s: %w", native, err)
		}
	}
	return nil
}
