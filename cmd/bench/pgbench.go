package main

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"text/template"
	"time"

	"github.com/jackc/pgx/v5"

	"ripen/services/accounts"
	"ripen/services/queue"
	"ripen/services/store"
	"ripen/services/store/private"
)

//go:embed claim.pgbench
var claimScript string

// A script is what pgbench runs: the statements of the server, in its order, sent in
// one go where the server sends them so.
type script struct {
	path string
	app  *pgx.ConnConfig // the app's own login
}

// script writes the statements of claiming out.
func (f *field) script(ctx context.Context) (*script, error) {
	st, err := store.Open(ctx, f.Options)
	if err != nil {
		return nil, err
	}
	defer st.Close()
	a := &f.agency
	user := "('bbbbbbbb-0000-7000-8000-' || lpad(:caller::text, 12, '0'))"
	text, err := template.New("claim").Funcs(template.FuncMap{"sql": statement, "enter": enter}).Parse(claimScript)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = text.Execute(&out, map[string]any{
		"First": firstOfPgbench, "Caller": user, "User": user + "::uuid", "Key": "sha256(convert_to('bench-session-' || :caller, 'UTF8'))",
		"Programs": literal(a.programs) + "::uuid[]", "Turns": literal(make([]float64, runs)), "Windows": literal(a.windows),
		"Decision": "('0190000500007000' || lpad(to_hex(:decision::bigint), 16, '0'))::uuid",
		"Why":      `'{"headline": "Next in line.", "detail": "It waits since 1 June."}'`, "Was": `'{"state": "ready", "tier": 4}'`,
	})
	if err != nil {
		return nil, err
	}
	file, err := os.CreateTemp("", "ripen-claim-*.pgbench")
	if err != nil {
		return nil, err
	}
	_, err = file.Write(out.Bytes())
	s := &script{path: file.Name(), app: st.Pool().Config().ConnConfig.Copy()}
	return s, errors.Join(err, file.Close())
}

func (s *script) close() { os.Remove(s.path) }

var parameter = regexp.MustCompile(`\$\d+`)

// statement is one of the server's own, with these expressions as its parameters.
func statement(name string, args ...string) (string, error) {
	text := accounts.VisitSQL
	if name != "visit.sql" {
		content, err := queue.SQL.ReadFile(name)
		if err != nil {
			return "", err
		}
		text = string(content)
	}
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "--") {
			lines = append(lines, line)
		}
	}
	var missing error
	text = parameter.ReplaceAllStringFunc(strings.Join(lines, " "), func(p string) string {
		n, _ := strconv.Atoi(p[1:])
		if n > len(args) {
			missing = fmt.Errorf("%s has no argument %s", name, p)
			return p
		}
		return args[n-1]
	})
	return text, missing
}

// enter is how a transaction begins to run as an actor.
func enter(gate, user, role string) string {
	return fmt.Sprintf("select set_config('role', '%s', true), set_config('ripen.client_id', '', true), set_config('ripen.partner_id', '', true), set_config('ripen.user_id', %s, true), set_config('ripen.role', %s, true)", gate, user, role)
}

// literal writes a list as an array.
func literal[T any](list []T) string {
	parts := make([]string, len(list))
	for n, item := range list {
		parts[n] = fmt.Sprint(item)
	}
	return "'{" + strings.Join(parts, ",") + "}'"
}

var progress = regexp.MustCompile(`progress: [\d.]+ s, ([\d.]+) tps.* (\d+) failed`)

// run has so many callers work through the script. The first second, in which every
// connection sees each statement for the first time, does not count.
func (s *script) run(ctx context.Context, callers int, length time.Duration, into *tally) error {
	program, err := pgbench()
	if err != nil {
		return err
	}
	seconds := max(2, int(length.Seconds()+0.5)+1)
	cmd := exec.CommandContext(ctx, program, "--no-vacuum", "--protocol=prepared", "--progress=1", "--file="+s.path,
		"--client="+strconv.Itoa(callers), "--jobs="+strconv.Itoa(min(callers, runtime.NumCPU())), "--time="+strconv.Itoa(seconds),
		"-h", s.app.Host, "-p", strconv.Itoa(int(s.app.Port)), "-U", s.app.User, s.app.Database)
	cmd.Env = append(os.Environ(), "PGPASSWORD="+s.app.Password)
	output, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("pgbench: %w\n%.3000s", err, output)
	}
	found := progress.FindAllStringSubmatch(string(output), -1)
	if len(found) < 2 {
		return fmt.Errorf("pgbench told no progress\n%.3000s", output)
	}
	for _, second := range found[1:] {
		perS, err := strconv.ParseFloat(second[1], 64)
		if err != nil || second[2] != "0" {
			return fmt.Errorf("pgbench: %s", second[0])
		}
		into.n, into.seconds = into.n+int(perS+0.5), into.seconds+1
	}
	return nil
}

// pgbench finds the program, which is among PostgreSQL's own or in PATH.
func pgbench() (string, error) {
	if bin, err := private.Find(); err == nil {
		path := filepath.Join(bin.Dir, "pgbench")
		if _, err := os.Stat(path); err == nil {
			return path, nil
		}
	}
	path, err := exec.LookPath("pgbench")
	if err != nil {
		return "", errors.New("pgbench is not there: on Debian and Ubuntu it comes with postgresql-contrib, on macOS with postgresql")
	}
	return path, nil
}
