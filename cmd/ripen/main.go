// Command ripen is the working desk of a lead qualification agency: the server, its
// jobs, and the operator's tools.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"ripen/models"
)

// The exit codes. A script can tell what it got wrong from what went wrong.
const (
	exitDone   = 0
	exitFailed = 1
	exitWrong  = 2 // the command line, or what it named, was refused
)

func main() {
	ctx, stop := untilTold(context.Background())
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// untilTold lasts until somebody tells the process to end.
func untilTold(ctx context.Context) (context.Context, context.CancelFunc) {
	return signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
}

// run is one command: what it says goes to out, why it failed to errs.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	root, began := commands(), false
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errs)
	root.PersistentPreRun = func(*cobra.Command, []string) { began = true }
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errSaid):
		return exitFailed
	}
	fmt.Fprintln(errs, "ripen: "+sentence(err))
	if !began || models.Refused(err) != nil || strings.HasPrefix(err.Error(), "required flag") {
		return exitWrong
	}
	return exitFailed
}

// errSaid ends a command that has said itself what is wrong.
var errSaid = errors.New("said already")

// sentence is an error on one line; a refusal is its own words, which may show SQL on several.
func sentence(err error) string {
	if refused := models.Refused(err); refused != nil {
		return refused.Message
	}
	return strings.Join(strings.Fields(err.Error()), " ")
}

// commands is every command. A new one is added here.
func commands() *cobra.Command {
	root := &cobra.Command{
		Use:           "ripen",
		Short:         "The working desk of a lead qualification agency",
		Long:          "Ripen is the working desk of a lead qualification agency.\n\nEvery command works on the PostgreSQL of DATABASE_URL; without it, on a private one\nin RIPEN_DATA, which it starts for as long as it needs.",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(serveCommand(), workCommand(), migrateCommand(), seedCommand(), clientCommand(), programCommand(), userCommand(),
		importCommand(), importOutcomesCommand(), importAccountsCommand(), importSpendCommand(), balanceCommand(), verifyBalanceCommand(), verifyHistoryCommand(), reportCommand(), doctorCommand(), tickCommand(), healthcheckCommand(), environmentCommand(), policyCommand(), simulateCommand())
	return root
}
