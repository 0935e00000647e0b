package main

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/services/reports"
	"ripen/services/reports/tapped"
)

// A tappedLine is what is said of one source. Null: it cannot be said.
type tappedLine struct {
	Source   string    `json:"source"`
	Medium   string    `json:"medium"`
	State    string    `json:"state"` // tapped out, look at it, as usual, too few to say
	Chance   float64   `json:"chance"`
	Began    *string   `json:"began"`
	Between  []string  `json:"between"`
	Usual    [2]int    `json:"a_before"` // A of decided inquiries
	Since    [2]int    `json:"a_since"`
	CPO      []float64 `json:"cpo"` // the middle, and where it lies 95 times in 100
	CPOSince []float64 `json:"cpo_since"`
	Lost     []float64 `json:"orders_lost_a_month"`
	Proposal string    `json:"proposal"`
	Sure     float64   `json:"sure"`
}

func reportTappedOutCommand() *cobra.Command {
	var client string
	command := withJSON(&cobra.Command{
		Use: "tapped-out --client S", Short: "Which sources bring less than they did, since when, and what that means", Args: cobra.NoArgs,
		Long: "One object a source. Two charts watch each: the share of A among the inquiries by the day they\nwere decided, and the orders per spend by the week they came, with the orders still to come. A\nsource is tapped out only where it stands out among all of the client’s; where one of its charts\nalarms alone, look at it. Cost and orders are a middle and its range, which holds 95 times in 100.",
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			c, err := clientCounted(ctx, a, client)
			if err != nil {
				return err
			}
			r, err := a.Reports.TappedOut(ctx, models.Operator(), c.ID, models.NoID, models.DayIn(a.Now(), c.Location()))
			if err != nil {
				return err
			}
			lines := make([]tappedLine, len(r.Sources))
			for n := range r.Sources {
				lines[n] = tappedLineOf(&r.Sources[n])
			}
			if wantsJSON(cmd) {
				return printJSON(cmd, lines)
			}
			return printTable(cmd, tappedRows(lines))
		}),
	})
	command.Flags().StringVar(&client, "client", "", "the client’s short name")
	required(command, "client")
	return command
}

func tappedLineOf(s *reports.TappedSource) tappedLine {
	line := tappedLine{Source: s.Name, Medium: string(s.Medium), State: s.State(), Chance: cents(s.Chance), Usual: [2]int{s.Usual.K, s.Usual.N}, Since: [2]int{s.Verdict.Since.K, s.Verdict.Since.N},
		CPO: three(s.CPO), Proposal: string(s.Advice.Act), Sure: cents(max(s.Advice.Dearer, s.Advice.Fell))}
	if !s.Sign {
		return line
	}
	on, earliest, latest := s.When()
	day := on.Format(time.DateOnly)
	line.Began, line.Between = &day, []string{earliest.Format(time.DateOnly), latest.Format(time.DateOnly)}
	if s.Money.Known {
		line.CPO, line.CPOSince, line.Lost = three(s.Money.CPOBefore), three(s.Money.CPO), three(s.Money.Lost)
	}
	return line
}

func three(r tapped.Range) []float64 {
	if r.Middle == 0 {
		return nil
	}
	return []float64{cents(r.Middle), cents(r.Low), cents(r.High)}
}

func cents(v float64) float64 { return math.Round(v*100) / 100 }

func tappedRows(lines []tappedLine) [][]string {
	rows := [][]string{{"SOURCE", "STATE", "CHANCE", "SINCE", "A BEFORE", "A SINCE", "CPO", "CPO SINCE", "PROPOSAL"}}
	first := func(all []float64) string {
		if len(all) == 0 {
			return "–"
		}
		return fmt.Sprintf("%.2f", all[0])
	}
	for _, l := range lines {
		began := "–"
		if l.Began != nil {
			began = *l.Began
		}
		rows = append(rows, []string{models.SourceLabel(l.Source), l.State, fmt.Sprintf("%.2f", l.Chance), began, fmt.Sprintf("%d/%d", l.Usual[0], l.Usual[1]),
			fmt.Sprintf("%d/%d", l.Since[0], l.Since[1]), first(l.CPO), first(l.CPOSince), l.Proposal})
	}
	return rows
}
