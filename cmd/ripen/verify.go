package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/services/reports"
)

func verifyHistoryCommand() *cobra.Command {
	var against, hash string
	command := withJSON(&cobra.Command{
		Use: "verify-history FILE", Short: "Check a balance sheet’s history that a client downloaded", Args: cobra.ExactArgs(1),
		Long: "Goes through the file’s chain of hashes, needs no database, and names the first row that was\nchanged, added, moved or taken out. A history that was written anew from some row on is told\nonly by what somebody kept: an older file (--against) or the hash in a monthly letter (--hash).",
		RunE: func(cmd *cobra.Command, args []string) error {
			client, days, err := historyIn(args[0])
			if err == nil && against != "" {
				err = heldAgainst(against, client, days)
			}
			if err == nil && hash != "" && !slices.ContainsFunc(days, func(d models.BalanceDay) bool { return d.Hash == hash }) {
				err = fmt.Errorf("%w: no row has the hash %s of the letter", reports.ErrTampered, hash)
			}
			v := reports.VerifiedBalance{Client: client.String(), Rows: len(days)}
			if errors.Is(err, reports.ErrTampered) {
				v.Fault = err.Error()
			} else if err != nil {
				return err
			} else if len(days) > 0 {
				v.Last, v.Hash = &days[len(days)-1].Day, days[len(days)-1].Hash
			}
			return errors.Join(printVerified(cmd, []reports.VerifiedBalance{v}), err)
		},
	})
	command.Flags().StringVar(&against, "against", "", "an older file of the same history: all its rows must be in this one")
	command.Flags().StringVar(&hash, "hash", "", "the hash in a monthly letter: one row must have it")
	return command
}

// historyIn reads a file; a row that is not as it was written is an ErrTampered.
func historyIn(name string) (client models.ID, days []models.BalanceDay, err error) {
	file, err := os.Open(name)
	if err != nil {
		return client, nil, models.Refuse(models.Invalid, "file", "There is no file %s.", name)
	}
	defer file.Close()
	client, days, fault, err := reports.ReadBalanceHistory(file)
	if err != nil {
		return client, nil, models.Refuse(models.Invalid, "file", "%s: %s.", name, err)
	}
	if fault != nil {
		err = fmt.Errorf("%w: %s: %w", reports.ErrTampered, name, fault)
	}
	return client, days, err
}

func heldAgainst(older string, client models.ID, days []models.BalanceDay) error {
	whose, before, err := historyIn(older)
	if err != nil {
		return err
	}
	if whose != client {
		return models.Refuse(models.Invalid, "against", "%s is the history of another client.", older)
	}
	if fault := reports.AgainstOlder(before, days); fault != nil {
		return fmt.Errorf("%w: %w", reports.ErrTampered, fault)
	}
	return nil
}

func verifyBalanceCommand() *cobra.Command {
	var client string
	command := withJSON(&cobra.Command{
		Use: "verify-balance", Short: "Check the histories of the balance sheets in the database", Args: cobra.NoArgs,
		Long: "Goes through each client’s chain of hashes, and names the first row that was changed, added,\nmoved or taken out; then the command fails.",
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			id, err := clientOrAll(ctx, a, client)
			if err != nil {
				return err
			}
			all, err := a.Reports.VerifyBalances(ctx, models.Operator(), id)
			if err != nil {
				return err
			}
			if err := printVerified(cmd, all); err != nil {
				return err
			}
			for _, v := range all {
				if v.Fault != "" {
					return fmt.Errorf("%w: %s: %s", reports.ErrTampered, v.Client, v.Fault)
				}
			}
			return nil
		}),
	})
	command.Flags().StringVar(&client, "client", "", "the client’s short name; without it all")
	return command
}

func printVerified(cmd *cobra.Command, all []reports.VerifiedBalance) error {
	if wantsJSON(cmd) {
		return printJSON(cmd, all)
	}
	var rows [][]string
	for _, v := range all {
		row := []string{v.Client, strconv.Itoa(v.Rows) + " rows", "as written"}
		if v.Fault != "" {
			row[2] = v.Fault
		} else if v.Last != nil {
			row = append(row, "to "+v.Last.Format(time.DateOnly), v.Hash)
		}
		rows = append(rows, row)
	}
	return printTable(cmd, rows)
}
