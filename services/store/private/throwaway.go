package private

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Throwaway is settings for a server whose data nobody will miss: it is several
// times faster, and a crash of the machine loses everything.
var Throwaway = []string{
	"fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
	"max_wal_size=4GB", "checkpoint_timeout=1h", "autovacuum=off", "max_connections=400", "shared_buffers=128MB",
}

// StartThrowaway starts a server for tests in a folder of its own, in memory where
// the system has /dev/shm. Settings come after Throwaway and win over it. Close stops the
// server and removes the folder; what killed tests have left behind goes at the next start.
func StartThrowaway(ctx context.Context, settings ...string) (*Server, error) {
	root := memory()
	if root == "" {
		root = os.TempDir()
	}
	sweep(root)
	dir, err := os.MkdirTemp(root, "ripen-making-")
	if err != nil {
		return nil, fmt.Errorf("make a folder for a throwaway server: %w", err)
	}
	remove := func() error { return discard(dir) }
	if err := os.Chmod(dir, 0o755); err != nil { // for PostgreSQL's user to pass
		return nil, errors.Join(fmt.Errorf("open the folder of a throwaway server: %w", err), remove())
	}
	held, err := lock(ctx, filepath.Join(dir, "users.lock"), true)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock the folder of a throwaway server: %w", err), remove())
	}
	// Only now may a sweep see it, which removes what nobody holds.
	named := strings.Replace(dir, "ripen-making-", "ripen-throwaway-", 1)
	if err := os.Rename(dir, named); err != nil {
		return nil, errors.Join(fmt.Errorf("name the folder of a throwaway server: %w", err), held.Close(), remove())
	}
	dir = named
	server, err := Start(ctx, Options{Dir: dir, Settings: append(Throwaway[:len(Throwaway):len(Throwaway)], settings...), throwaway: true})
	if err != nil {
		return nil, errors.Join(err, held.Close(), remove())
	}
	server.scrap = func() error { return errors.Join(held.Close(), remove()) }
	return server, nil
}

// discard removes a server's folder, and its data where that lies aside: see place.
func discard(dir string) error {
	data, err := filepath.EvalSymlinks(filepath.Join(dir, "data"))
	if err == nil && filepath.Dir(filepath.Dir(data)) == asideRoot {
		err = os.RemoveAll(filepath.Dir(data))
	}
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, os.RemoveAll(dir))
}

// sweep removes the folders of throwaway servers whose process has gone. Failing
// is no harm: another user's are not ours to remove.
func sweep(root string) {
	folders, _ := filepath.Glob(filepath.Join(root, "ripen-throwaway-*"))
	for _, dir := range folders {
		held, err := os.OpenFile(filepath.Join(dir, "users.lock"), os.O_RDWR, 0)
		if err != nil {
			continue
		}
		if free, err := tryLock(held, true); err == nil && free {
			_ = discard(dir)
		}
		_ = held.Close()
	}
}
