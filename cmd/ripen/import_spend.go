package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/services/spend"
)

func importSpendCommand() *cobra.Command {
	var client string
	var f spend.File
	var dryRun bool
	cmd := withJSON(&cobra.Command{
		Use: "import-spend --client S FILE", Short: "Import what a client’s sources cost, CSV or XLSX", Args: cobra.ExactArgs(1),
		Long: "Columns: source, from, to, amount; and currency, rate, rate_on where it was not paid in the\nclient’s currency. All rows are kept or none; each one that cannot be kept says why. An\nimport is taken back on the page Spend.",
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
			f.Name, f.In = filepath.Base(path), file
			keep := func() (*spend.Sheet, error) { return a.Spend.Import(ctx, models.Operator(), models.NoID, c.ID, f) }
			if dryRun {
				keep = func() (*spend.Sheet, error) { return a.Spend.Read(ctx, models.Operator(), c.ID, f) }
			}
			sheet, err := keep()
			if err != nil {
				return err
			}
			return tellSpend(cmd, sheet)
		}),
	})
	flags := cmd.Flags()
	flags.StringVar(&client, "client", "", "the client’s short name")
	flags.BoolVar(&f.Make, "make-sources", false, "make the sources that are not there")
	flags.BoolVar(&f.Replace, "replace", false, "replace the whole of what the rows overlap")
	flags.BoolVar(&dryRun, "dry-run", false, "say what would become of the rows, and keep nothing")
	required(cmd, "client")
	return cmd
}

// spendShown is an import of spend as programs read it.
type spendShown struct {
	Rows   int         `json:"rows"`
	Kept   bool        `json:"kept"`
	Sum    string      `json:"sum"` // of the rows without a fault, in the client’s currency
	Made   []string    `json:"made_sources"`
	Faults []faultShow `json:"faults"`
	Notes  []string    `json:"notes"`
}

type faultShow struct {
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}

// tellSpend says what became of a file; a file that cannot be kept is a failure.
func tellSpend(cmd *cobra.Command, sheet *spend.Sheet) error {
	shown := spendShown{Rows: len(sheet.Lines), Kept: sheet.Kept, Sum: sheet.Sum().StringFixed(2), Made: append([]string{}, sheet.Made...), Faults: []faultShow{}, Notes: append([]string{}, sheet.Notes...)}
	for _, l := range sheet.Lines {
		if l.Fault != "" {
			shown.Faults = append(shown.Faults, faultShow{l.Line, l.Fault})
		}
	}
	if wantsJSON(cmd) {
		if err := printJSON(cmd, shown); err != nil {
			return err
		}
	} else {
		for _, f := range shown.Faults {
			say(cmd, "line %d: %s", f.Line, f.Reason)
		}
		for _, note := range shown.Notes {
			say(cmd, "%s", note)
		}
		if len(shown.Faults) == 0 {
			say(cmd, "%s", sheet.Words())
		}
	}
	if len(shown.Faults) > 0 {
		return models.Refuse(models.Invalid, "file", "%s", sheet.Words()+fixHint(sheet))
	}
	return nil
}

// fixHint is what else could be done about a file than to put it right.
func fixHint(sheet *spend.Sheet) (hint string) {
	if len(sheet.Unknown) > 0 {
		hint += " --make-sources makes the sources that are not there."
	}
	if n := sheet.Overlapping(); n > 0 {
		hint += fmt.Sprintf(" --replace replaces what %d of them overlap.", n)
	}
	return hint
}
