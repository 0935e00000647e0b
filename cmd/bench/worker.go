package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/cmd/internal/config"
)

// A worker is Ripen's jobs at work in a process of their own, as `ripen work`.
type worker struct {
	conns int
	cmd   *exec.Cmd
	leash io.Closer
}

// work starts the jobs on the field; letters go to the receivers.
func work(ctx context.Context, f *field, into *receivers) (w *worker, err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	w = &worker{cmd: exec.CommandContext(context.WithoutCancel(ctx), self, "worker")}
	w.cmd.Env = append(os.Environ(), "DATABASE_URL="+f.URL, "RIPEN_SECRET="+string(f.Secret), "RIPEN_ENV=production", "RIPEN_BASE_URL=https://ripen.example", "RIPEN_LOG=error",
		"SMTP_HOST=127.0.0.1", "SMTP_PORT="+strconv.Itoa(into.mail.Addr().(*net.TCPAddr).Port), "SMTP_TLS=none", "SMTP_FROM=desk@agency.example")
	if w.leash, err = w.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	says, err := w.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	w.cmd.Stderr = os.Stderr
	if err := w.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the worker: %w", err)
	}
	failure := new(strings.Builder)
	lines := bufio.NewScanner(says)
	for lines.Scan() {
		if _, err := fmt.Sscanf(lines.Text(), "working %d", &w.conns); err == nil {
			return w, nil
		}
		failure.WriteString(lines.Text() + "\n")
	}
	return nil, fmt.Errorf("the worker did not start: %s: %w", failure, w.cmd.Wait())
}

func (w *worker) close() error { return errors.Join(w.leash.Close(), w.cmd.Wait()) }

// cpu is how many seconds of processor time the worker took, after it has ended.
func (w *worker) cpu() float64 {
	return (w.cmd.ProcessState.UserTime() + w.cmd.ProcessState.SystemTime()).Seconds()
}

// workerCommand is the other process.
func workerCommand() *cobra.Command {
	return &cobra.Command{Use: "worker", Short: "Do the jobs of one benchmark until the input ends", Args: cobra.NoArgs, Hidden: true, RunE: func(cmd *cobra.Command, _ []string) error {
		err := beWorker(cmd.Context(), cmd.InOrStdin(), cmd.OutOrStdout())
		if err != nil {
			fmt.Fprintln(cmd.OutOrStdout(), err)
		}
		return err
	}}
}

func beWorker(ctx context.Context, leash io.Reader, out io.Writer) (err error) {
	c, err := config.Read()
	if err != nil {
		return err
	}
	c.Reach = []netip.Prefix{loopback}
	a, err := app.Open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	stop, err := a.Work(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "working %d\n", c.Conns)
	_, err = io.Copy(io.Discard, leash)
	_ = stop(time.Second) // what hangs is cut off
	return err
}
