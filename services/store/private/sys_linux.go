package private

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// memory is the system's folder in memory, where it has room for a test's server;
// in containers it is often too small.
func memory() string {
	const folder, enough = "/dev/shm", 1 << 30
	var room unix.Statfs_t
	if err := unix.Statfs(folder, &room); err != nil || room.Bavail*uint64(room.Bsize) < enough {
		return ""
	}
	if unix.Access(folder, unix.W_OK|unix.X_OK) != nil {
		return ""
	}
	return folder
}

// dieWithParent has the kernel shut the server down when this process ends in any way.
func dieWithParent(cmd *exec.Cmd) { cmd.SysProcAttr.Pdeathsig = syscall.SIGINT }

// surelyNotPostgres reports whether the process is gone or runs another program.
func surelyNotPostgres(pid int) bool {
	name, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
	if errors.Is(err, os.ErrNotExist) {
		return true
	}
	return err == nil && strings.TrimSpace(string(name)) != "postgres"
}
