//go:build unix

package private

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"

	"ripen/models"
)

// tryLock takes the lock on the file if it is free. It belongs to the open file:
// closing it, or dying, lets go.
func tryLock(file *os.File, exclusive bool) (bool, error) {
	how := unix.LOCK_SH
	if exclusive {
		how = unix.LOCK_EX
	}
	err := unix.Flock(int(file.Fd()), how|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) || errors.Is(err, unix.EINTR) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("lock %s: %w", file.Name(), err)
	}
	return true, nil
}

// dropRoot finds the user to run PostgreSQL as; nil where we are not root.
func dropRoot() (*identity, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		known, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.Atoi(known.Uid)
		gid, gidErr := strconv.Atoi(known.Gid)
		if uidErr == nil && gidErr == nil {
			return &identity{name: name, uid: uid, gid: gid}, nil
		}
	}
	return nil, models.Refuse(models.Invalid, "DATABASE_URL",
		"PostgreSQL does not run as root, and there is no user postgres or nobody to run it as: "+
			"run Ripen as another user, or set DATABASE_URL.")
}

// mayEnter reports whether the folder's mode lets the identity pass.
func (i *identity) mayEnter(info fs.FileInfo) bool {
	owner, known := info.Sys().(*syscall.Stat_t)
	switch {
	case !known:
		return false
	case int(owner.Uid) == i.uid:
		return info.Mode()&0o100 != 0
	case int(owner.Gid) == i.gid:
		return info.Mode()&0o010 != 0
	}
	return info.Mode()&0o001 != 0
}

// runAs puts the command into a process group of its own, as the identity.
func runAs(cmd *exec.Cmd, as *identity) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if as != nil {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(as.uid), Gid: uint32(as.gid)}
	}
}

// shutDown asks the server for a fast shutdown.
func shutDown(_ context.Context, _ string, pid int) error {
	if err := unix.Kill(pid, unix.SIGINT); err != nil && !errors.Is(err, unix.ESRCH) {
		return err
	}
	return nil
}
