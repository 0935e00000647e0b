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

func reportStepsCommand() *cobra.Command {
	var client, from, to string
	steps := withJSON(&cobra.Command{
		Use: "steps --client S", Short: "How far each rep’s leads get, step by step, against the same mix in other hands", Args: cobra.NoArgs,
		Long: "For each selling process, one object a rep and step, then one a channel and step. A version with\nother steps is a process of its own; what a lead reached before it went by another stays. Only leads\nold enough for a step are counted there; nothing is said of fewer than 20. Whole months, by when a\nlead came to the step.",
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			w, err := stepsWanted(from, to, a.Now())
			if err != nil {
				return err
			}
			c, err := clientNamed(ctx, a, client)
			if err != nil {
				return err
			}
			if err := a.Reports.CountSteps(ctx, c.ID); err != nil {
				return err
			}
			lines, err := stepLines(ctx, a, c.ID, w)
			switch {
			case err != nil:
				return err
			case wantsJSON(cmd):
				return printJSON(cmd, lines)
			}
			return printTable(cmd, stepRows(lines))
		}),
	})
	flags := steps.Flags()
	flags.StringVar(&client, "client", "", "the client’s short name")
	flags.StringVar(&from, "from", "", "a day of the first month, such as 2026-01-31; without it two years ago")
	flags.StringVar(&to, "to", "", "a day of the last month")
	required(steps, "client")
	return steps
}

// stepLines is the lines of every selling process whose steps were counted: after a change,
// the leads that go by the old version are not left out.
func stepLines(ctx context.Context, a *app.App, clientID models.ID, w reports.StepsWanted) (lines []reports.StepLine, err error) {
	first, err := a.Reports.Steps(ctx, models.Operator(), clientID, w)
	if err != nil {
		return nil, err
	}
	for _, process := range first.Processes {
		w.Process = process.ProcessID
		of, err := a.Reports.Steps(ctx, models.Operator(), clientID, w)
		if err != nil {
			return nil, err
		}
		lines = append(lines, of.Lines()...)
	}
	return lines, nil
}

func stepsWanted(from, to string, now time.Time) (w reports.StepsWanted, err error) {
	if w.From, w.To, err = daysOf(from, to); err != nil {
		return w, err
	}
	if w.To.IsZero() {
		w.To = now
	}
	if w.From.IsZero() {
		w.From = w.To.AddDate(-2, 0, 0)
	}
	if w.From.After(w.To) {
		return w, models.Refuse(models.Invalid, "to", "The period ends before it begins: choose a later --to.")
	}
	w.From = time.Date(w.From.Year(), w.From.Month(), 1, 0, 0, 0, 0, time.UTC)
	return w, nil
}

func stepRows(lines []reports.StepLine) [][]string {
	rows := [][]string{{"PROCESS", "REP", "PARTNER", "STEP", "LEADS", "PASSED", "EXPECTED", "YOUNG", "O/E", "LOST ORDERS", "LOST MONEY"}}
	for _, l := range lines {
		rows = append(rows, []string{l.Process + " " + strconv.Itoa(l.Version), l.Rep, l.Partner, l.Step, strconv.Itoa(l.Leads), strconv.Itoa(l.Passed), number(&l.Expected, 1, 1), strconv.Itoa(l.Young), number(l.Ratio, 1, 2), number(l.OrdersLost, 1, 1), number(l.MoneyLost, 1, 0)})
	}
	return rows
}
