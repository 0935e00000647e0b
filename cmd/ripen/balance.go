package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/services/reports"
)

func balanceCommand() *cobra.Command {
	var client string
	balance := withJSON(&cobra.Command{
		Use: "balance", Short: "Show where everything that ever came in is now", Args: cobra.NoArgs,
		Long: "The lead balance sheet, client by client: all that came in, and the one place where\neach of it is. The difference is 0, always; where it is not, the command fails.",
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			id, err := clientOrAll(ctx, a, client)
			if err != nil {
				return err
			}
			sheets, err := a.Reports.Balances(ctx, models.Operator(), id)
			if err != nil {
				return err
			}
			return printBalances(cmd, sheets)
		}),
	})
	balance.Flags().StringVar(&client, "client", "", "the client’s short name; without it all")
	return balance
}

func printBalances(cmd *cobra.Command, sheets []reports.Balance) error {
	if wantsJSON(cmd) {
		if err := printJSON(cmd, sheets); err != nil {
			return err
		}
	} else {
		for _, b := range sheets {
			if err := printTable(cmd, balanceRows(b)); err != nil {
				return err
			}
		}
	}
	for _, b := range sheets {
		if b.Difference != 0 {
			return fmt.Errorf("the balance of %s is off by %d", b.Client, b.Difference)
		}
	}
	return nil
}

func balanceRows(b reports.Balance) [][]string {
	rows := [][]string{{b.Client, "received", strconv.Itoa(b.Received)}}
	add := func(name string, n int) { rows = append(rows, []string{"", name, strconv.Itoa(n)}) }
	add("rejected", b.Rejected)
	add("quarantined", b.Quarantined)
	add("to be called, in plan", b.ToBeCalled.InPlan)
	add("to be called, promised", b.ToBeCalled.Promised)
	add("to be called, needs a decision", b.ToBeCalled.NeedsDecision)
	add("held by a caller", b.Held)
	add("pending release", b.Pending)
	add("nurtured", b.Nurtured)
	add("released", b.Released)
	for _, reason := range slices.Sorted(maps.Keys(b.Closed)) {
		add("closed, "+reason, b.Closed[reason])
	}
	add("merged", b.Merged)
	add("erased", b.Erased)
	add("import undone", b.Undone)
	add("difference", b.Difference)
	return rows
}
