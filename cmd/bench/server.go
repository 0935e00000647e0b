package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime/pprof"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/cmd/internal/config"
	"ripen/web"
)

// A server is Ripen at work in a process of its own, as `ripen serve --no-jobs`, so
// that what it costs is counted apart from who asks it.
type server struct {
	address string // host:port of the web
	figures string // host:port of the metrics
	conns   int
	cmd     *exec.Cmd
	leash   io.Closer // closing it ends the process
}

// serve starts a server on the field. Conns of 0 is as installations have it.
func serve(ctx context.Context, f *field, o options, conns int) (s *server, err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	s = &server{cmd: exec.CommandContext(context.WithoutCancel(ctx), self, "server"), conns: conns}
	s.cmd.Env = append(os.Environ(), "DATABASE_URL="+f.URL, "RIPEN_SECRET="+string(f.Secret), "RIPEN_ENV=production", profileVariable+"="+o.profile)
	if conns > 0 {
		s.cmd.Env = append(s.cmd.Env, "RIPEN_CONNS="+strconv.Itoa(conns))
	}
	if s.leash, err = s.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	says, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	failure := new(strings.Builder)
	if s.cmd.Stderr, err = os.OpenFile(os.DevNull, os.O_WRONLY, 0); err != nil { // the log is written, and nobody reads it
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the server: %w", err)
	}
	lines := bufio.NewScanner(says)
	for lines.Scan() {
		if _, err := fmt.Sscanf(lines.Text(), "serving %s %s %d", &s.address, &s.figures, &s.conns); err == nil {
			return s, nil
		}
		failure.WriteString(lines.Text() + "\n")
	}
	return nil, fmt.Errorf("the server did not start: %s: %w", failure, s.cmd.Wait())
}

// cpu is how many seconds of processor time the server has taken.
func (s *server) cpu() (float64, error) {
	answer, err := http.Get("http://" + s.figures)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	for lines.Scan() {
		if text, ok := strings.CutPrefix(lines.Text(), "process_cpu_seconds_total "); ok {
			return strconv.ParseFloat(text, 64)
		}
	}
	return 0, errors.Join(lines.Err(), errors.New("the server does not tell its processor time"))
}

// close ends the server.
func (s *server) close() error {
	return errors.Join(s.leash.Close(), s.cmd.Wait())
}

const profileVariable = "RIPEN_BENCH_PROFILE"

// serverCommand is the other process.
func serverCommand() *cobra.Command {
	return &cobra.Command{Use: "server", Short: "Serve one benchmark until the input ends", Args: cobra.NoArgs, Hidden: true, RunE: func(cmd *cobra.Command, _ []string) error {
		err := beServer(cmd.Context(), cmd.InOrStdin(), cmd.OutOrStdout())
		if err != nil {
			fmt.Fprintln(cmd.OutOrStdout(), err)
		}
		return err
	}}
}

func beServer(ctx context.Context, leash io.Reader, out io.Writer) (err error) {
	site, figures, err := twoListeners()
	if err != nil {
		return err
	}
	c, err := config.Read()
	if err != nil {
		return err
	}
	c.BaseURL = "http://" + site.Addr().String()
	a, err := app.Open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	listening, hangUp := context.WithCancel(ctx)
	defer a.Listen(listening)()
	defer hangUp()
	pages, err := web.New(a.House(false))
	if err != nil {
		return err
	}
	stop, err := profiled(os.Getenv(profileVariable))
	if err != nil {
		return err
	}
	defer stop()
	go func() {
		_ = (&http.Server{Handler: pages, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}).Serve(site)
	}()
	go func() {
		_ = (&http.Server{Handler: web.MetricsHandler(), ReadHeaderTimeout: 10 * time.Second}).Serve(figures)
	}()
	fmt.Fprintf(out, "serving %s %s %d\n", site.Addr(), figures.Addr(), c.Conns)
	_, err = io.Copy(io.Discard, leash) // until whoever started us lets go, or dies
	return err
}

func twoListeners() (site, figures net.Listener, err error) {
	if site, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return nil, nil, err
	}
	figures, err = net.Listen("tcp", "127.0.0.1:0")
	return site, figures, err
}

// profiled writes a CPU profile to the file until stop; to none where the name is empty.
func profiled(path string) (stop func(), err error) {
	if path == "" {
		return func() {}, nil
	}
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return nil, err
	}
	return func() { pprof.StopCPUProfile(); file.Close() }, nil
}
