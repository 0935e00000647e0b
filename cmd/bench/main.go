// Command bench measures Ripen beside its limits: the same SQL by pgbench, a raw COPY
// into the same table, the same page on a hundredth of the rows.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"
)

// options are what every benchmark can be told.
type options struct {
	rows    []int
	clients []int
	slice   time.Duration // how long one side is measured at a time; the sides take turns
	rounds  int
	data    string   // the folder of a server that is kept; empty: a throwaway one
	only    []string // which parts are measured; empty: all
	profile string   // where the server's CPU profile is written; empty: none
	json    bool
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := commands().ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

// commands is every benchmark. A new one is added here, and to `make bench`.
func commands() *cobra.Command {
	root := &cobra.Command{
		Use: "bench", Short: "Measure Ripen beside its limits", SilenceUsage: true, SilenceErrors: true,
		Long: "Each measurement is one line: how much of Ripen's work is done in a second, how much of the\nsame without Ripen around it, and their ratio. The two sides take turns on one PostgreSQL,\n" +
			"a throwaway one, or a database made and dropped on the server of DATABASE_URL (its login\nmust be a superuser's).",
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(serverCommand(), workerCommand(), importerCommand(),
		benchmark("claim", "Next and save a disposition over HTTP, beside pgbench running the same SQL", []int{10_000, 1_000_000}, []int{1, 16, 64, 256}, claim),
		benchmark("gate", "The calling policy's answer in this process, for people in places with rules", []int{10_000}, []int{1, 16}, gate),
		benchmark("sse", "The same calls with 200 viewers of the live desk, beside without", []int{1_000_000}, []int{16}, sse),
		benchmark("list", "The supervisor's list of 80 inquiries, first and deep page, on few and on many", []int{10_000, 1_000_000}, []int{1}, list),
		benchmark("inbox", "A rep's list and one lead among so many, beside 20 ms, 14 kB and a second on a throttled phone", []int{1_000_000}, []int{1}, inbox),
		benchmark("sweep", "One sweep of so many open leads for deadlines, beside 2 s", []int{20_000}, []int{1}, sweeping),
		benchmark("customers", "The list of customers of so many won leads, beside 50 ms", []int{25_000}, []int{1}, customers),
		benchmark("reports", "Reports of the largest of 40 clients beside 50 ms and the raw SQL, a busy day counted again, and everything", []int{5_000_000}, []int{1}, reporting),
		benchmark("import", "Rows of a list, beside a raw COPY into the same table", []int{100_000}, []int{1}, importing),
		benchmark("release", "From the end of the recall window to mail server and webhook; clients: leads a second", []int{10_000}, []int{50}, releasing),
		benchmark("ripeness", "Learning when to call again from so many requalifications, beside 5 s", []int{200_000}, []int{1}, ripenessLearned),
		benchmark("pool", "Every page at once on a pool of 4 connections", []int{10_000}, []int{64}, pool),
	)
	return root
}

func benchmark(name, short string, rows, clients []int, run func(context.Context, options, func(measurement) error) error) *cobra.Command {
	var o options
	cmd := &cobra.Command{Use: name, Short: short, Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		return run(cmd.Context(), o, func(m measurement) error { return m.print(cmd.OutOrStdout(), o.json) })
	}}
	flags := cmd.Flags()
	flags.IntSliceVar(&o.rows, "rows", rows, "how many inquiries there are; several with commas between them")
	flags.IntSliceVar(&o.clients, "clients", clients, "how many ask at once")
	flags.DurationVar(&o.slice, "slice", 2*time.Second, "how long a side is measured before it is the other's turn")
	flags.IntVar(&o.rounds, "rounds", 2, "how many turns each side has")
	flags.StringVar(&o.profile, "profile", "", "write a CPU profile of the server to this file")
	if name == "reports" { // the others sow in a minute
		flags.StringVar(&o.data, "data", "", "keep the server's data in this folder, so that the next run need not sow again")
		flags.StringSliceVar(&o.only, "only", nil, "measure these parts alone: rebuild, days, questions, pages; the last three need one rebuild before")
	}
	flags.BoolVar(&o.json, "json", false, "one line of JSON a measurement")
	return cmd
}
