package main

import (
	"context"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/services/followup"
)

func reportFollowUpCommand() *cobra.Command {
	var client, from, to string
	var asCSV bool
	report := withJSON(&cobra.Command{
		Use: "follow-up --client S", Short: "How every lead that was released is followed up, rep by rep", Args: cobra.NoArgs,
		Long: "One object a rep, and one for all of them. Leads are those that the balance sheet counts as\nreleased, the returned ones among them; back are those that ended without a decision and that\nthe agency has again. Accepted, contacted, updated and closed_out are in time (k) of those due\nor done (n). Days are the client’s.",
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			c, err := clientNamed(ctx, a, client)
			if err != nil {
				return err
			}
			first, last, err := period(from, to, a.Now(), c.Location())
			if err != nil {
				return err
			}
			answer, err := a.FollowUp.ComplianceOf(ctx, models.Operator(), c.ID, first, last, a.Now())
			switch {
			case err != nil:
				return err
			case asCSV:
				return answer.Table().WriteCSV(cmd.OutOrStdout())
			case wantsJSON(cmd):
				return printJSON(cmd, map[string]any{"reps": answer.Reps, "total": answer.Total})
			}
			return printTable(cmd, append([][]string{{"REP", "PARTNER", "LEADS", "BACK", "RETURNED", "OPEN", "OVERDUE", "WON", "ACCEPTED", "CONTACTED", "UPDATED", "CLOSED OUT"}}, followUpRows(answer)...))
		}),
	})
	flags := report.Flags()
	flags.StringVar(&client, "client", "", "the client’s short name")
	flags.StringVar(&from, "from", "", "the first day of release, such as 2026-01-31")
	flags.StringVar(&to, "to", "", "the last day of release")
	flags.BoolVar(&asCSV, "csv", false, "answer in CSV")
	required(report, "client")
	report.MarkFlagsMutuallyExclusive("csv", "json")
	return report
}

// period is from the first day to the end of the last, in the zone; all time where no day
// is named.
func period(from, to string, now time.Time, zone *time.Location) (first, last time.Time, err error) {
	if first, last, err = daysOf(from, to); err != nil {
		return first, last, err
	}
	if !first.IsZero() {
		first = time.Date(first.Year(), first.Month(), first.Day(), 0, 0, 0, 0, zone)
	}
	if last.IsZero() {
		return first, now.Add(time.Second), nil
	}
	return first, time.Date(last.Year(), last.Month(), last.Day()+1, 0, 0, 0, 0, zone), nil
}

func followUpRows(c followup.Compliance) (rows [][]string) {
	of := func(n models.Count) string { return strconv.Itoa(n.K) + "/" + strconv.Itoa(n.N) }
	total := c.Total
	total.Rep = "all"
	for _, r := range append(c.Reps, total) {
		if r.Rep == "" {
			r.Rep = "–"
		}
		rows = append(rows, []string{r.Rep, r.Partner, strconv.Itoa(r.Leads), strconv.Itoa(r.Back), strconv.Itoa(r.Returned), strconv.Itoa(r.Open), strconv.Itoa(r.Overdue), strconv.Itoa(r.Won),
			of(r.Accepted), of(r.Contacted), of(r.Updated), of(r.ClosedOut)})
	}
	return rows
}
