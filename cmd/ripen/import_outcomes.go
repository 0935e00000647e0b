package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/services/intake"
	"ripen/services/intake/table"
)

func importOutcomesCommand() *cobra.Command {
	var client string
	var q intake.OutcomeRequest
	cmd := withJSON(&cobra.Command{
		Use: "import-outcomes --client S FILE", Short: "Import the orders of an account that is taken over", Args: cobra.ExactArgs(1),
		Long: "Each order is found by the external id of its inquiry, which becomes a lead of the past,\nclosed as won. An order dated before its inquiry is kept and flagged. Run again, it adds\nnothing twice.",
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
			q.ClientID, q.File = c.ID, file
			o, err := a.Intake.ImportOutcomes(ctx, models.Operator(), q)
			if err != nil {
				return err
			}
			shown := outcomesShown{Rows: o.Rows, Orders: o.Orders, Known: o.Known, Flagged: o.Flagged, Twice: o.Twice, Said: append([]string{}, o.Said...), Rejected: o.Rejected, Seconds: o.Seconds, Notes: append([]string{}, o.Notes...)}
			if o.Rejected > 0 {
				shown.RejectedFile, err = writeBeside(path, func(w io.Writer) error { return table.WriteRejected(w, o.Header, o.Refused) })
				if err != nil {
					return err
				}
			}
			if wantsJSON(cmd) {
				return printJSON(cmd, shown)
			}
			shown.print(cmd)
			return nil
		}),
	})
	flags := cmd.Flags()
	flags.StringVar(&client, "client", "", "the client’s short name")
	flags.StringVar(&q.Map, "map", "", "which column is which field: external_id, ordered_at, rep, caller, value; without it, as the names suggest")
	required(cmd, "client")
	return cmd
}

// outcomesShown is an import of orders as programs read it.
type outcomesShown struct {
	Rows         int      `json:"rows"`
	Orders       int      `json:"orders"`
	Known        int      `json:"known"`
	Flagged      int      `json:"flagged"`
	Twice        int      `json:"twice"`
	Said         []string `json:"said"` // of each that is flagged or there twice
	Rejected     int      `json:"rejected"`
	Seconds      float64  `json:"seconds"`
	RejectedFile string   `json:"rejected_file"`
	Notes        []string `json:"notes"`
}

func (o outcomesShown) print(cmd *cobra.Command) {
	twice := ""
	if o.Twice > 0 {
		twice = fmt.Sprintf(" + %d said twice", o.Twice)
	}
	say(cmd, "%d rows = %d orders%s + %d rejected, in %.1f s.", o.Rows, o.Orders, twice, o.Rejected, o.Seconds)
	if o.Known > 0 {
		say(cmd, "%d of the orders were known from an earlier run.", o.Known)
	}
	if o.Flagged > 0 {
		say(cmd, "%d of the orders were won before their inquiry came in: they are kept and flagged.", o.Flagged)
	}
	if o.RejectedFile != "" {
		say(cmd, "The rejected rows, with reasons: %s", o.RejectedFile)
	}
	for _, sentence := range o.Said {
		say(cmd, "  %s", sentence)
	}
	for _, note := range o.Notes {
		say(cmd, "%s", note)
	}
}
