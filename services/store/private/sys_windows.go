package private

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/windows"
)

// tryLock takes the lock on the file if it is free. Closing the file lets go.
func tryLock(file *os.File, exclusive bool) (bool, error) {
	how := uint32(windows.LOCKFILE_FAIL_IMMEDIATELY)
	if exclusive {
		how |= windows.LOCKFILE_EXCLUSIVE_LOCK
	}
	err := windows.LockFileEx(windows.Handle(file.Fd()), how, 0, 1, 0, new(windows.Overlapped))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("lock %s: %w", file.Name(), err)
	}
	return true, nil
}

// dropRoot has nothing to do: PostgreSQL lowers its own rights on Windows.
func dropRoot() (*identity, error) { return nil, nil }

func (i *identity) mayEnter(fs.FileInfo) bool { return true }

// runAs puts the command into a process group of its own.
func runAs(cmd *exec.Cmd, _ *identity) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}
}

// shutDown asks the server for a fast shutdown, by its own tool: Windows has no signals.
func shutDown(ctx context.Context, dir string, _ int) error {
	data := filepath.Join(dir, "data")
	major, err := dataVersion(data)
	if err != nil {
		return err
	}
	bin, err := choose("", major)
	if err != nil {
		return err
	}
	return exec.CommandContext(ctx, bin.path("pg_ctl"), "stop", "-D", data, "-m", "fast", "-W").Run()
}
