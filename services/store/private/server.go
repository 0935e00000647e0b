package private

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// logName is the file in the folder that the server's last run wrote its log to.
const logName = "postgres.log"

// errHeld says that another server, or what is left of one, still holds the data.
var errHeld = errors.New("the data directory is held by another server")

// Options say where and how a private server runs.
type Options struct {
	Dir      string   // its folder: data, password, log
	Bin      string   // the folder of initdb and postgres; empty: Find
	Port     int      // on 127.0.0.1; 0: a free one
	Settings []string // over PostgreSQL's defaults, each name=value

	throwaway bool // its data need not outlive the machine
}

// A Server is a private PostgreSQL that accepts connections on 127.0.0.1.
type Server struct {
	dir      string
	password string
	port     int
	child    *child // nil where another process started it
	scrap    func() error
}

// Start starts a server of its own in o.Dir, making its data first where there is
// none, and returns when it accepts connections. It ends with Close; on Linux it
// also ends when this process does, however that happens.
func Start(ctx context.Context, o Options) (*Server, error) {
	dir, err := folder(o.Dir)
	if err != nil {
		return nil, err
	}
	o.Dir = dir
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	return start(ctx, o, true)
}

// URL is the address of a database on the server, as its superuser, password included.
func (s *Server) URL(database string) string {
	address := url.URL{
		Scheme: "postgres", User: url.UserPassword(superuser, s.password), Host: s.Address(),
		Path: "/" + database, RawQuery: "sslmode=disable",
	}
	return address.String()
}

// Address is the server's host and port.
func (s *Server) Address() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)) }

// Close disconnects everybody, stops the server and waits for its end.
func (s *Server) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), stopLimit)
	defer cancel()
	err := s.stop(ctx)
	if s.scrap != nil {
		err = errors.Join(err, s.scrap())
	}
	return err
}

// start prepares the folder and runs the server, on another port where the free
// one was taken in between. With dies, the server ends with this process.
func start(ctx context.Context, o Options, dies bool) (*Server, error) {
	c, err := prepare(ctx, o)
	if err != nil {
		return nil, err
	}
	for try := 1; ; try++ {
		server, err := c.launch(ctx, o, dies)
		if !errors.Is(err, errPort) || o.Port != 0 || try == 5 {
			return server, err
		}
	}
}

var errPort = errors.New("the port is taken")

// launch runs postgres once and waits until it answers, or ends.
func (c *cluster) launch(ctx context.Context, o Options, dies bool) (*Server, error) {
	port := o.Port
	if port == 0 {
		free, err := freePort()
		if err != nil {
			return nil, err
		}
		port = free
	}
	// No socket file: its path would be too long in a deep folder, and nothing else
	// of PostgreSQL then lies where another server's could.
	args := []string{"-D", c.data, "-p", strconv.Itoa(port), "-c", "listen_addresses=127.0.0.1",
		"-c", "unix_socket_directories=", "-c", "timezone=UTC", "-c", "log_timezone=UTC", "-c", "lc_messages=C"}
	for _, setting := range o.Settings {
		args = append(args, "-c", setting)
	}
	log, err := os.OpenFile(filepath.Join(c.dir, logName), os.O_CREATE|os.O_TRUNC|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the log of the private PostgreSQL: %w", err)
	}
	defer log.Close()
	cmd := c.command(context.WithoutCancel(ctx), "postgres", args...)
	cmd.Stdout, cmd.Stderr = log, log
	if dies {
		dieWithParent(cmd)
	}
	process, err := spawn(cmd)
	if err != nil {
		return nil, fmt.Errorf("start the private PostgreSQL: %w", err)
	}
	server := &Server{dir: c.dir, password: c.password, port: port, child: process}
	if err := server.await(ctx); err != nil {
		return nil, errors.Join(err, process.kill())
	}
	return server, nil
}

// await waits until the server answers, and makes the database where it is missing.
func (s *Server) await(ctx context.Context) error {
	for {
		err := s.greet(ctx)
		if err == nil {
			return nil
		}
		if code := sqlState(err); code != "" && code != cannotConnectNow {
			return fmt.Errorf("sign in to the private PostgreSQL: %w", err)
		}
		select {
		case <-s.child.done:
			return s.obituary()
		default:
		}
		if pause(ctx, poll) != nil {
			return fmt.Errorf("the private PostgreSQL does not answer (see %s): %w",
				filepath.Join(s.dir, logName), ctx.Err())
		}
	}
}

// obituary reads from the log why the server ended before it answered.
func (s *Server) obituary() error {
	log, err := os.ReadFile(filepath.Join(s.dir, logName))
	if err != nil {
		return fmt.Errorf("read why the private PostgreSQL ended: %w", err)
	}
	text := string(log)
	switch {
	case strings.Contains(text, `"postmaster.pid" already exists`), strings.Contains(text, "is still in use"):
		return errHeld
	case strings.Contains(text, "could not create any TCP/IP sockets"):
		return fmt.Errorf("%w: %d", errPort, s.port)
	}
	return fmt.Errorf("the private PostgreSQL ended at its start: %s", strings.TrimSpace(text))
}

// The SQLSTATEs that starting has to tell apart.
const (
	cannotConnectNow = "57P03" // coming up or going down
	noSuchDatabase   = "3D000"
	duplicate        = "42P04" // the database is there by now
)

// greet connects to the database, making it first where it is missing.
func (s *Server) greet(ctx context.Context) error {
	err := s.exec(ctx, Database, "select 1")
	if sqlState(err) != noSuchDatabase {
		return err
	}
	if err := s.exec(ctx, "postgres", "create database "+Database); err != nil && sqlState(err) != duplicate {
		return err
	}
	return nil
}

func (s *Server) exec(ctx context.Context, database, statement string) error {
	conn, err := pgx.Connect(ctx, s.URL(database))
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, statement)
	return errors.Join(err, conn.Close(ctx))
}

func sqlState(err error) string {
	refused := new(pgconn.PgError)
	if errors.As(err, &refused) {
		return refused.Code
	}
	return ""
}

// freePort asks the system for a port that nobody listens on.
func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("find a free port: %w", err)
	}
	return listener.Addr().(*net.TCPAddr).Port, listener.Close()
}

// A child is a process that somebody waits for.
type child struct {
	cmd  *exec.Cmd
	done chan struct{} // closed when it has ended
	err  error         // how it ended, once done
}

// spawn starts the command and waits for its end in the background, on one thread
// from start to end: Linux sends the signal of a parent's death when the thread
// that started the child ends, not the process.
func spawn(cmd *exec.Cmd) (*child, error) {
	process := &child{cmd: cmd, done: make(chan struct{})}
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			process.err = cmd.Wait()
			close(process.done)
		}
	}()
	return process, <-started
}

// kill ends a child that has not become a server. One that has ended already is no error.
func (c *child) kill() error {
	err := c.cmd.Process.Kill()
	<-c.done
	if errors.Is(err, os.ErrProcessDone) {
		return nil
	}
	return err
}
