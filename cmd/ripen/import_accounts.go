package main

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/services/intake/table"
)

func importAccountsCommand() *cobra.Command {
	var client string
	cmd := withJSON(&cobra.Command{
		Use: "import-accounts --client S FILE", Short: "Import a client’s customers and their reps, CSV or XLSX", Args: cobra.ExactArgs(1),
		Long: "A lead of a customer goes to the rep of its row, and says so. Columns: name, domain,\npostcode, number, rep (name or e-mail), since. A row replaces the customer of the same\nnumber, else domain, else name and postcode.",
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) (err error) {
			c, err := clientNamed(ctx, a, client)
			if err != nil {
				return err
			}
			path := cmd.Flags().Arg(0)
			file, _, err := fileToRead(path)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, file.Close()) }()
			sum, err := a.Clients.ImportCustomers(ctx, models.Operator(), c.ID, file)
			if err != nil {
				return err
			}
			shown := accountsShown{Rows: sum.Rows, New: sum.New, Changed: sum.Changed, Same: sum.Same, Rejected: len(sum.Rejected), Notes: append([]string{}, sum.Notes...)}
			if len(sum.Rejected) > 0 {
				shown.RejectedFile, err = writeBeside(path, func(w io.Writer) error { return table.WriteRejected(w, sum.Header, sum.Rejected) })
				if err != nil {
					return err
				}
			}
			if wantsJSON(cmd) {
				return printJSON(cmd, shown)
			}
			say(cmd, "%d rows = %d new + %d changed + %d as they were + %d rejected.", shown.Rows, shown.New, shown.Changed, shown.Same, shown.Rejected)
			if shown.RejectedFile != "" {
				say(cmd, "The rejected rows, with reasons: %s", shown.RejectedFile)
			}
			for _, note := range shown.Notes {
				say(cmd, "%s", note)
			}
			return nil
		}),
	})
	cmd.Flags().StringVar(&client, "client", "", "the client’s short name")
	required(cmd, "client")
	return cmd
}

// accountsShown is an import of customers as programs read it.
type accountsShown struct {
	Rows         int      `json:"rows"`
	New          int      `json:"new"`
	Changed      int      `json:"changed"`
	Same         int      `json:"same"`
	Rejected     int      `json:"rejected"`
	RejectedFile string   `json:"rejected_file"`
	Notes        []string `json:"notes"`
}
