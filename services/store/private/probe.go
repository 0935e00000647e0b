package private

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// A state is how a folder's server answers.
type state int

const (
	down  state = iota // it does not
	busy               // it is coming up or going down
	ready              // it lets us in
)

// probe tries to connect to the server that the folder's pid file speaks of. The
// file may be stale and its port another's by now: only a server that takes
// our password is ours.
func probe(ctx context.Context, dir string) (*Server, state) {
	_, port, err := pidFile(dir)
	if err != nil {
		return nil, down
	}
	secret, err := os.ReadFile(filepath.Join(dir, "password"))
	if err != nil {
		return nil, down
	}
	server := &Server{dir: dir, password: string(secret), port: port}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	switch err := server.greet(ctx); {
	case err == nil:
		return server, ready
	case sqlState(err) == cannotConnectNow:
		return server, busy
	}
	return server, down
}

// pidFile reads the file by which a running server names its process and port
// (PostgreSQL's miscadmin.h, LOCK_FILE_LINE_*: lines 1 and 4).
func pidFile(dir string) (pid, port int, err error) {
	text, err := os.ReadFile(pidPath(dir))
	if err != nil {
		return 0, 0, err
	}
	lines := strings.Split(string(text), "\n")
	if len(lines) < 4 {
		return 0, 0, errors.New("the pid file is not finished")
	}
	pid, err = strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil {
		return 0, 0, err
	}
	port, err = strconv.Atoi(strings.TrimSpace(lines[3]))
	return pid, port, err
}

func pidPath(dir string) string { return filepath.Join(dir, "data", "postmaster.pid") }

// forget removes a pid file whose process is surely not PostgreSQL: after a crash
// of the machine or in a new container the number can be somebody else's, and
// PostgreSQL would refuse to start for ever.
func forget(dir string) {
	if pid, _, err := pidFile(dir); err == nil && surelyNotPostgres(pid) {
		_ = os.Remove(pidPath(dir)) // if it stays, the start says so again
	}
}

// stop shuts the server down ("fast": open transactions are rolled back) and waits
// until it has gone. A server that has gone already is no error.
func (s *Server) stop(ctx context.Context) error {
	pid, up := s.running(ctx)
	if !up {
		return nil
	}
	if err := shutDown(ctx, s.dir, pid); err != nil {
		return fmt.Errorf("stop the private PostgreSQL: %w", err)
	}
	for !s.gone(pid) {
		if err := pause(ctx, poll); err != nil {
			return fmt.Errorf("the private PostgreSQL does not stop (see %s): %w", filepath.Join(s.dir, logName), err)
		}
	}
	return nil
}

// running finds the server's process. One that somebody else started may have been
// killed since, and its number given away: it is asked before it is shot at.
func (s *Server) running(ctx context.Context) (pid int, up bool) {
	if s.child != nil {
		return s.child.cmd.Process.Pid, !s.child.ended()
	}
	pid, port, err := pidFile(s.dir)
	if err != nil {
		return 0, false // its last act is to remove the file
	}
	found, state := probe(ctx, s.dir)
	return pid, state != down && found.port == port
}

func (s *Server) gone(pid int) bool {
	if s.child != nil {
		return s.child.ended()
	}
	now, _, err := pidFile(s.dir)
	return err != nil || now != pid
}

func (c *child) ended() bool {
	select {
	case <-c.done:
		return true
	default:
		return false
	}
}
