package private

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"ripen/models"
)

// superuser is the login that initdb makes. Ripen sets up its own roles with it.
const superuser = "postgres"

// A cluster is a folder made ready for postgres to run in.
type cluster struct {
	dir      string // as the options name it: password, log, locks
	data     string // PostgreSQL's data directory
	password string
	bin      Binaries
	as       *identity // whom the processes run as; nil: as ourselves
}

// prepare finds the binaries that fit the folder's data, and makes the data where
// there is none. It never touches data that is there.
func prepare(ctx context.Context, o Options) (*cluster, error) {
	as, err := dropRoot()
	if err != nil {
		return nil, err
	}
	c := &cluster{dir: o.Dir, data: filepath.Join(o.Dir, "data"), as: as}
	major, err := dataVersion(c.data)
	if err != nil {
		return nil, err
	}
	if c.bin, err = choose(o.Bin, major); err != nil {
		return nil, err
	}
	if c.bin, err = c.bin.reachableBy(as); err != nil {
		return nil, err
	}
	if c.password, err = password(o.Dir, major != 0); err != nil {
		return nil, err
	}
	if major == 0 {
		if err := c.initialize(ctx, o.throwaway); err != nil {
			return nil, err
		}
	}
	// Not by way of a link in a folder that its user may be unable to enter: see place.
	if c.data, err = filepath.EvalSymlinks(c.data); err != nil {
		return nil, fmt.Errorf("find the data directory: %w", err)
	}
	return c, nil
}

// dataVersion is the major version that wrote the data directory, 0 where there is none.
func dataVersion(data string) (int, error) {
	text, err := os.ReadFile(filepath.Join(data, "PG_VERSION"))
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read the version of the private PostgreSQL’s data: %w", err)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, fmt.Errorf("read the version of the private PostgreSQL’s data: %w", err)
	}
	return major, nil
}

// choose finds binaries: the newest for new data, those of the data's own version
// for data that is there, since PostgreSQL reads no other version's.
func choose(bin string, major int) (Binaries, error) {
	candidates := installed()
	if bin != "" {
		candidates = []Binaries{inspect(bin)}
	}
	for _, candidate := range candidates {
		if candidate.Major != 0 && (major == 0 || candidate.Major == major) {
			return candidate, nil
		}
	}
	switch {
	case len(candidates) == 0:
		return Binaries{}, noBinaries()
	case candidates[0].Major == 0:
		return Binaries{}, noBinariesIn(candidates[0].Dir)
	}
	return Binaries{}, models.Refuse(models.Conflict, "PG_BIN",
		"The private database was made by PostgreSQL %d, and only PostgreSQL %d is to be found here: install PostgreSQL %d "+
			"again, or name its folder in PG_BIN, or move the folder of the database away to begin with an empty one.",
		major, candidates[0].Major, major)
}

// password reads the superuser's password, or makes it for a new server.
func password(dir string, made bool) (string, error) {
	path := filepath.Join(dir, "password")
	text, err := os.ReadFile(path)
	if err == nil && len(text) > 0 {
		return string(text), nil
	}
	if made {
		return "", models.Refuse(models.Invalid, "RIPEN_DATA",
			"The password of the private database is not to be read from %s: run as the user who made it, or put the file back.", path)
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("read the password of the private PostgreSQL: %w", err)
	}
	secret := rand.Text() + rand.Text()
	if err := os.WriteFile(path, []byte(secret), 0o600); err != nil {
		return "", fmt.Errorf("keep the password of the private PostgreSQL: %w", err)
	}
	return secret, nil
}

// initialize runs initdb beside the final place and moves the result there, so
// that a data directory is either whole or absent.
func (c *cluster) initialize(ctx context.Context, throwaway bool) error {
	place, err := c.place()
	if err != nil {
		return err
	}
	unfinished, secret := filepath.Join(place, "data.unfinished"), filepath.Join(place, "password.initdb")
	if err := os.RemoveAll(unfinished); err != nil {
		return fmt.Errorf("clear an unfinished initdb away: %w", err)
	}
	if err := os.Mkdir(unfinished, 0o700); err != nil {
		return fmt.Errorf("make the data directory: %w", err)
	}
	defer os.Remove(secret)
	if err := os.WriteFile(secret, []byte(c.password), 0o600); err != nil {
		return fmt.Errorf("tell initdb the password: %w", err)
	}
	if err := errors.Join(c.as.own(unfinished), c.as.own(secret)); err != nil {
		return fmt.Errorf("give the data directory to %s: %w", c.as, err)
	}
	args := []string{"-D", unfinished, "-U", superuser, "-A", "scram-sha-256", "--pwfile=" + secret, "-E", "UTF8"}
	args = append(args, locale(c.bin.Major)...)
	if throwaway {
		args = append(args, "--no-sync")
	}
	initdb := c.command(ctx, "initdb", args...)
	initdb.Dir = place
	output := new(bytes.Buffer)
	initdb.Stdout, initdb.Stderr = output, output
	dieWithParent(initdb)
	process, err := spawn(initdb)
	if err != nil {
		return fmt.Errorf("start initdb: %w", err)
	}
	if <-process.done; process.err != nil {
		return fmt.Errorf("make the private database: initdb: %w: %s", process.err, bytes.TrimSpace(output.Bytes()))
	}
	final := filepath.Join(place, "data")
	if err := os.Rename(unfinished, final); err != nil {
		return fmt.Errorf("put the data directory in its place: %w", err)
	}
	if place == c.dir {
		return nil
	}
	if err := os.Symlink(final, c.data); err != nil {
		return fmt.Errorf("link the data directory: %w", err)
	}
	return nil
}

// locale is C.UTF-8 (sorted by code point, upper and lower case of all letters)
// in the way this version and system can: built in from PostgreSQL 17 on, else
// the C library's, which only Linux has.
func locale(major int) []string {
	switch {
	case major >= 17:
		return []string{"--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"}
	case runtime.GOOS == "linux":
		return []string{"--locale=C.UTF-8"}
	}
	return []string{"--locale=C"}
}

// command is one of PostgreSQL's programs, in a process group of its own so that
// Ctrl-C on Ripen does not reach it first, and deaf to the PG* variables and the
// language of whoever runs Ripen.
func (c *cluster) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, c.bin.path(name), args...)
	cmd.Dir = c.bin.Dir
	for _, variable := range os.Environ() {
		name, _, _ := strings.Cut(variable, "=")
		if !strings.HasPrefix(name, "PG") && !strings.HasPrefix(name, "LC_") && name != "LANG" {
			cmd.Env = append(cmd.Env, variable)
		}
	}
	cmd.Env = append(cmd.Env, "LC_ALL=C")
	runAs(cmd, c.as)
	return cmd
}
