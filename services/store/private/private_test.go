package private_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"ripen/models"
	"ripen/services/store/private"
)

// TestMain lets the test binary be started again as another command of Ripen: it
// opens the folder, says the URL and leaves when its input ends.
func TestMain(m *testing.M) {
	if dir := os.Getenv("RIPEN_TEST_USER_OF"); dir != "" {
		url, stop, err := private.Open(context.Background(), dir)
		if err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		fmt.Println(url)
		_, _ = io.Copy(io.Discard, os.Stdin)
		if err := stop(); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func TestOpen_keepsTheDataAndStartsTheSecondTimeQuickly(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	url, stop := open(t, dir)
	run(t, url, "create table kept (word text)")
	run(t, url, "insert into kept values ('ja')")
	must(t, stop())
	mustRefuse(t, url)

	began := time.Now()
	url, stop = open(t, dir)
	t.Logf("second start: %v", time.Since(began))
	if got := ask(t, url, "select word from kept"); got != "ja" {
		t.Errorf("the row that was kept is %q", got)
	}
	must(t, stop())
	must(t, stop()) // a second time does nothing
	mustRefuse(t, url)
}

func TestOpen_makesADatabaseInUTF8ThatAsksForThePassword(t *testing.T) {
	t.Parallel()
	url, stop := open(t, folder(t))
	defer func() { must(t, stop()) }()
	if got := ask(t, url, "select current_database() || ' ' || current_setting('server_encoding') || ' ' || current_setting('TimeZone')"); got != "ripen UTF8 UTC" {
		t.Errorf("database, encoding and zone are %q", got)
	}
	if got := ask(t, url, "select upper('é') || ('Z' < 'a')::text"); got != "Étrue" {
		t.Errorf("the locale is not C.UTF-8: %q", got)
	}
	config, err := pgx.ParseConfig(url)
	must(t, err)
	config.Password = "guessed"
	if conn, err := pgx.ConnectConfig(t.Context(), config); err == nil {
		_ = conn.Close(t.Context())
		t.Error("the server lets a wrong password in")
	}
}

func TestOpen_isSharedAndTheLastUserStopsIt(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	// Both at the same moment, on an empty folder: one starts, one waits for it.
	var first, second *user
	var both sync.WaitGroup
	both.Go(func() { first = startUser(t, dir) })
	both.Go(func() { second = startUser(t, dir) })
	both.Wait()
	if first.url != second.url {
		t.Fatalf("two servers: %s and %s", first.url, second.url)
	}
	if url, running := private.Attach(t.Context(), dir); !running || url != first.url {
		t.Errorf("Attach finds %q, %v", url, running)
	}
	first.leave(t)
	if got := ask(t, second.url, "select 'here'"); got != "here" {
		t.Errorf("after the first has left: %q", got)
	}
	second.leave(t)
	mustRefuse(t, second.url)
	if _, running := private.Attach(t.Context(), dir); running {
		t.Error("Attach finds a server after the last user has left")
	}
}

func TestOpen_goesOnWithTheServerOfAKilledUser(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	killed := startUser(t, dir)
	run(t, killed.url, "create table kept ()")
	killed.kill(t)

	url, stop := open(t, dir)
	if url != killed.url {
		t.Errorf("a second server: %s and %s", url, killed.url)
	}
	run(t, url, "select from kept")
	must(t, stop())
	mustRefuse(t, url)
}

func TestOpen_healsAfterTheServerAndItsUserWereKilled(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	killed := startUser(t, dir)
	run(t, killed.url, "create table kept (word text)")
	run(t, killed.url, "insert into kept values ('ja')")
	server, err := os.FindProcess(serverPid(t, dir))
	must(t, err)
	must(t, server.Kill())
	killed.kill(t)

	url, stop := open(t, dir)
	if got := ask(t, url, "select word from kept"); got != "ja" {
		t.Errorf("the row that was kept is %q", got)
	}
	must(t, stop())
}

func TestOpen_ignoresAPidFileThatNamesSomebodyElse(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	_, stop := open(t, dir)
	path := filepath.Join(dir, "data", "postmaster.pid")
	file, err := os.ReadFile(path)
	must(t, err)
	must(t, stop())
	// As after a crash of the machine: the number is now another program's, here our own.
	lines := strings.Split(string(file), "\n")
	lines[0] = strconv.Itoa(os.Getpid())
	must(t, os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o644))

	url, stop := open(t, dir)
	run(t, url, "select 1")
	must(t, stop())
}

func TestOpen_refusesTheDataOfAnotherVersionAndLeavesIt(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	must(t, os.MkdirAll(filepath.Join(dir, "data"), 0o700))
	version := filepath.Join(dir, "data", "PG_VERSION")
	must(t, os.WriteFile(version, []byte("9\n"), 0o600))
	_, _, err := private.Open(t.Context(), dir)
	if !models.IsKind(err, models.Conflict) || !strings.Contains(err.Error(), "made by PostgreSQL 9") {
		t.Errorf("the answer is %v", err)
	}
	if text, err := os.ReadFile(version); err != nil || string(text) != "9\n" {
		t.Errorf("the data was touched: %q %v", text, err)
	}
}

func TestStart_refusesASettingThatPostgresDoesNotKnow(t *testing.T) {
	t.Parallel()
	_, err := private.Start(t.Context(), private.Options{Dir: folder(t), Settings: []string{"no_such_setting=1"}})
	if err == nil || !strings.Contains(err.Error(), "no_such_setting") {
		t.Errorf("the answer is %v", err)
	}
}

func TestStartThrowaway_leavesNothingBehind(t *testing.T) {
	t.Parallel()
	server, err := private.StartThrowaway(t.Context(), "max_connections=20")
	must(t, err)
	if got := ask(t, server.URL("postgres"), "select current_setting('fsync') || current_setting('max_connections')"); got != "off20" {
		t.Errorf("fsync and max_connections are %q", got)
	}
	data := ask(t, server.URL("postgres"), "select current_setting('data_directory')")
	must(t, server.Close())
	if _, err := os.Stat(filepath.Dir(data)); !os.IsNotExist(err) {
		t.Errorf("%s is still there: %v", filepath.Dir(data), err)
	}
}

// A user is another process that uses the folder's server.
type user struct {
	url   string
	cmd   *exec.Cmd
	input io.Closer
	lines *bufio.Scanner
}

func startUser(t *testing.T, dir string) *user {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "RIPEN_TEST_USER_OF="+dir)
	input, err := cmd.StdinPipe()
	if err != nil {
		t.Error(err)
		return &user{}
	}
	output, err := cmd.StdoutPipe()
	if err != nil {
		t.Error(err)
		return &user{}
	}
	if err := cmd.Start(); err != nil {
		t.Error(err)
		return &user{}
	}
	u := &user{cmd: cmd, input: input, lines: bufio.NewScanner(output)}
	if u.lines.Scan() {
		u.url = u.lines.Text()
	}
	if !strings.HasPrefix(u.url, "postgres://") {
		t.Errorf("the other process says %q", u.url)
	}
	return u
}

func (u *user) leave(t *testing.T) {
	t.Helper()
	must(t, u.input.Close())
	for u.lines.Scan() {
		t.Error(u.lines.Text())
	}
	must(t, u.cmd.Wait())
}

func (u *user) kill(t *testing.T) {
	t.Helper()
	must(t, u.cmd.Process.Kill())
	if err := u.cmd.Wait(); err == nil {
		t.Error("the other process left in peace")
	}
}

// folder is one that PostgreSQL's user may reach when the tests run as root; t.TempDir is not.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "ripen-private-")
	must(t, err)
	must(t, os.Chmod(dir, 0o755))
	t.Cleanup(func() { must(t, os.RemoveAll(dir)) })
	return filepath.Join(dir, "pg")
}

func open(t *testing.T, dir string) (string, func() error) {
	t.Helper()
	url, stop, err := private.Open(t.Context(), dir)
	must(t, err)
	t.Cleanup(func() { _ = stop() }) // for a test that ends early
	return url, stop
}

func serverPid(t *testing.T, dir string) int {
	t.Helper()
	file, err := os.ReadFile(filepath.Join(dir, "data", "postmaster.pid"))
	must(t, err)
	line, _, _ := strings.Cut(string(file), "\n")
	pid, err := strconv.Atoi(line)
	must(t, err)
	return pid
}

func run(t *testing.T, url, statement string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	must(t, err)
	_, err = conn.Exec(t.Context(), statement)
	must(t, err)
	must(t, conn.Close(t.Context()))
}

func ask(t *testing.T, url, question string) (answer string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	must(t, err)
	must(t, conn.QueryRow(t.Context(), question).Scan(&answer))
	must(t, conn.Close(t.Context()))
	return answer
}

// mustRefuse checks that nothing answers at the URL any more.
func mustRefuse(t *testing.T, url string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err == nil {
		_ = conn.Close(t.Context())
		t.Errorf("a server still answers at %s", url)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
