// Package private runs Ripen's own PostgreSQL where nobody has given it a
// DATABASE_URL: the ground that every stage of an inquiry's life is kept on.
//
// One folder holds one server, and every command of Ripen shares it through Open:
// who comes first starts it, who leaves last stops it. Each user holds a shared
// lock on users.lock; starting and stopping are decided under the exclusive
// door.lock. The shared server deliberately outlives its starter, so that it is
// not pulled away from under `ripen serve` by the end of `ripen import`. After a
// kill -9 of its last user it stays up; the next Open finds it by connecting,
// goes on with it and stops it when done. When its data is deleted, PostgreSQL
// notices within a minute and ends by itself. Start, in contrast, makes a server
// that dies with its process, for tests.
package private

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Database is the name of the database that Ripen lives in on a private server.
const Database = "ripen"

// How long starting and stopping may take: crash recovery and the last
// checkpoint of a busy server take seconds, and more on a slow disk.
const (
	startLimit = 2 * time.Minute
	stopLimit  = 2 * time.Minute
	poll       = 10 * time.Millisecond
)

// shared is how the server that all commands share is set, over PostgreSQL's own defaults.
var shared = []string{"max_connections=200"}

// Open returns the URL of the private server of the folder dir: the one that is
// running, else one that it starts, first making the folder and the database.
// The URL carries the superuser's password. Call stop when done: it stops the
// server unless another process still uses it. A second call of stop does nothing.
func Open(ctx context.Context, dir string) (url string, stop func() error, err error) {
	dir, err = folder(dir)
	if err != nil {
		return "", nil, err
	}
	door, err := lock(ctx, filepath.Join(dir, "door.lock"), true)
	if err != nil {
		return "", nil, fmt.Errorf("wait for the private PostgreSQL of %s: %w", dir, err)
	}
	defer door.Close()
	user, err := lock(ctx, filepath.Join(dir, "users.lock"), false)
	if err != nil {
		return "", nil, fmt.Errorf("join the private PostgreSQL of %s: %w", dir, err)
	}
	server, err := join(ctx, dir)
	if err != nil {
		return "", nil, errors.Join(err, user.Close())
	}
	return server.URL(Database), sync.OnceValue(func() error { return leave(server, user) }), nil
}

// Attach returns the URL of the server that is running in dir, if one is. It
// starts nothing and holds nothing: it is for those who only want to look.
func Attach(ctx context.Context, dir string) (url string, running bool) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", false
	}
	server, state := probe(ctx, dir)
	if state != ready {
		return "", false
	}
	return server.URL(Database), true
}

// join finds the running server of dir, or starts one. Whoever calls it holds the
// door, so that what is neither up nor down now is somebody's who was killed: a
// server that is still coming up, going down, or gone with its pid file left behind.
func join(ctx context.Context, dir string) (*Server, error) {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	for {
		server, state := probe(ctx, dir)
		if state == ready {
			return server, nil
		}
		if state == down {
			server, err := start(ctx, Options{Dir: dir, Settings: shared}, false)
			if !errors.Is(err, errHeld) {
				return server, err
			}
			forget(dir)
		}
		if err := pause(ctx, 5*poll); err != nil {
			return nil, fmt.Errorf("the private PostgreSQL of %s is neither up nor down (see %s): %w",
				dir, filepath.Join(dir, logName), err)
		}
	}
}

// leave gives up one use of the server and stops it if that was the last.
func leave(server *Server, user *os.File) error {
	ctx, cancel := context.WithTimeout(context.Background(), stopLimit)
	defer cancel()
	door, err := lock(ctx, filepath.Join(server.dir, "door.lock"), true)
	if errors.Is(err, os.ErrNotExist) { // the folder was deleted: nobody else can come
		return errors.Join(server.stop(ctx), user.Close())
	}
	if err != nil {
		return fmt.Errorf("leave the private PostgreSQL: %w", errors.Join(err, user.Close()))
	}
	defer door.Close()
	if err := user.Close(); err != nil {
		return fmt.Errorf("leave the private PostgreSQL: %w", err)
	}
	others, err := os.OpenFile(filepath.Join(server.dir, "users.lock"), os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("leave the private PostgreSQL: %w", err)
	}
	defer others.Close()
	if alone, err := tryLock(others, true); err != nil || !alone {
		return err
	}
	return server.stop(ctx)
}

// folder makes dir and returns its absolute path.
func folder(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("find the folder of the private PostgreSQL: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("make the folder of the private PostgreSQL: %w", err)
	}
	return dir, nil
}

// lock opens the file and waits until it holds it. Closing the file lets go.
func lock(ctx context.Context, path string, exclusive bool) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		held, err := tryLock(file, exclusive)
		if err == nil && !held {
			err = pause(ctx, poll)
		}
		if err != nil {
			return nil, errors.Join(err, file.Close())
		}
		if held {
			return file, nil
		}
	}
}

// pause waits, unless ctx ends first.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
