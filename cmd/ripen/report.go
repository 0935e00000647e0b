package main

import (
	"context"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/services/reports"
)

func reportCommand() *cobra.Command {
	report := &cobra.Command{Use: "report", Short: "What came of it"}
	report.AddCommand(reportSourcesCommand(), reportRebuildCommand(), reportStepsCommand(), reportFollowUpCommand(), reportRipeningCommand(), reportTappedOutCommand(), reportReturnCommand(), reportCoverageCommand())
	return report
}

func reportSourcesCommand() *cobra.Command {
	var client, program string
	var period [2]string
	var basis, attribution, medium string
	var q reports.Question
	var csv bool
	sources := withJSON(&cobra.Command{
		Use: "sources --client S", Short: "What each source cost, and what came of it", Args: cobra.NoArgs,
		Long: "One object a source. Inquiries are first ones and repeats; days are differences of\ncalendar dates in the client’s zone. Null: it cannot be said. Spend counts by whole months. By arrival everything stands on\nthe day its inquiry came, by event on the day it happened.",
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			var err error
			if q.From, q.To, err = daysOf(period[0], period[1]); err != nil {
				return err
			}
			c, err := clientNamed(ctx, a, client)
			if err != nil {
				return err
			}
			if q.Program, err = programOf(ctx, a, c.ID, program); err != nil {
				return err
			}
			q.Basis, q.Attribution, q.Medium = reports.Basis(basis), reports.Attribution(attribution), models.Medium(medium)
			if _, err := a.Reports.Refresh(ctx, c.ID); err != nil {
				return err
			}
			answer, err := a.Reports.Sources(ctx, models.Operator(), c.ID, q)
			switch {
			case err != nil:
				return err
			case csv:
				return answer.Table().WriteCSV(cmd.OutOrStdout())
			case wantsJSON(cmd):
				return printJSON(cmd, answer.Rows)
			}
			return printTable(cmd, sourceRows(answer))
		}),
	})
	flags := sources.Flags()
	flags.StringVar(&client, "client", "", "the client’s short name")
	flags.StringVar(&period[0], "from", "", "the first day, such as 2026-01-31")
	flags.StringVar(&period[1], "to", "", "the last day")
	flags.StringVar(&basis, "basis", string(reports.ByArrival), "arrival: the inquiries of the period and what they brought; event: what happened in it")
	flags.StringVar(&attribution, "attribution", string(reports.First), "first, last or even: which of a person’s inquiries an order is credited to")
	flags.StringVar(&medium, "medium", "", "only sources of this medium, such as trade_show")
	flags.StringVar(&q.Audience, "audience", "", "only sources of this audience")
	flags.StringVar(&program, "program", "", "only this program’s, by its short name")
	flags.BoolVar(&csv, "csv", false, "answer in CSV")
	required(sources, "client")
	sources.MarkFlagsMutuallyExclusive("csv", "json")
	return sources
}

// programOf is the client’s program of a short name; nothing is any.
func programOf(ctx context.Context, a *app.App, clientID models.ID, slug string) (models.ID, error) {
	if slug == "" {
		return models.NoID, nil
	}
	named, err := a.Clients.ProgramBySlug(ctx, models.Operator(), clientID, slug)
	if models.IsKind(err, models.NotFound) {
		return models.NoID, models.Refuse(models.NotFound, "program", "There is no program %q of this client.", slug)
	} else if err != nil {
		return models.NoID, err
	}
	return named.ID, nil
}

// dateOf reads a day; nothing is the zero time.
func dateOf(flag, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return day, models.Refuse(models.Invalid, flag, "--%s is %q: write the day as 2026-01-31.", flag, text)
	}
	return day, nil
}

// daysOf reads the first and the last day of a period.
func daysOf(from, to string) (first, last time.Time, err error) {
	if first, err = dateOf("from", from); err == nil {
		last, err = dateOf("to", to)
	}
	return first, last, err
}

func sourceRows(s *reports.Sources) [][]string {
	rows := [][]string{{"SOURCE", "MEDIUM", "SPEND", "INQUIRIES", "REACHED", "A", "B", "C", "D", "LEADS", "ORDERS", "%", "DAYS", "CPI", "CPL", "CPO"}}
	for _, r := range append(s.Rows, s.Total) {
		name := models.SourceLabel(r.Source)
		if r.Medium == "" {
			name = "all"
		}
		rows = append(rows, []string{name, string(r.Medium), amount(r.Spend), strconv.Itoa(r.Inquiries), strconv.Itoa(r.Reached),
			strconv.Itoa(r.A), strconv.Itoa(r.B), strconv.Itoa(r.C), strconv.Itoa(r.D), strconv.Itoa(r.Leads), r.Credit.String(),
			number(r.OrderRate, 100, 2), number(r.MedianDays, 1, 1), amount(r.CPI), amount(r.CPL), amount(r.CPO)})
	}
	return rows
}

func amount(a *reports.Amount) string {
	if a == nil {
		return "–"
	}
	return a.StringFixed(2)
}

func number(n *float64, times float64, places int) string {
	if n == nil {
		return "–"
	}
	return strconv.FormatFloat(*n*times, 'f', places, 64)
}
