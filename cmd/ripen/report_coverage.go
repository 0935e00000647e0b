package main

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/services/reports"
)

// A coverageLine is a market in a year as programs read it. Null: it was not entered, or cannot be said.
type coverageLine struct {
	Market    string    `json:"market"`
	Year      int       `json:"year"`
	Program   string    `json:"program"` // "": all of them
	Units     int       `json:"units"`
	Planned   *int      `json:"planned"`
	Inquiries int       `json:"inquiries"`
	PerUnit   float64   `json:"inquiries_per_unit"`
	Orders    int       `json:"orders"`
	Share     float64   `json:"share"`
	Rate      []float64 `json:"order_rate"`       // the middle, and where it lies 95 times in 100
	Needed    []float64 `json:"inquiries_needed"` // by the plan
	Verdict   string    `json:"verdict"`
}

func reportCoverageCommand() *cobra.Command {
	var client string
	command := withJSON(&cobra.Command{
		Use: "coverage --client S", Short: "Inquiries a year against the units sold in each market", Args: cobra.NoArgs,
		Long: "One object a market and year that was entered: how many units everybody sells, how many inquiries\nand orders the client had of it, and how many inquiries its plan needs at the rate at which they\norder. Ranges hold 95 times in 100. Null: it was not entered, or cannot be said.",
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			c, err := clientCounted(ctx, a, client)
			if err != nil {
				return err
			}
			r, err := a.Reports.Coverage(ctx, models.Operator(), c.ID, models.DayIn(a.Now(), c.Location()))
			if err != nil {
				return err
			}
			lines := make([]coverageLine, len(r.Markets))
			for n := range r.Markets {
				lines[n] = coverageLineOf(r.Markets[n])
			}
			if wantsJSON(cmd) {
				return printJSON(cmd, lines)
			}
			return printTable(cmd, coverageRows(lines))
		}),
	})
	command.Flags().StringVar(&client, "client", "", "the client’s short name")
	required(command, "client")
	return command
}

func coverageLineOf(c reports.Covered) coverageLine {
	line := coverageLine{Market: c.Market, Year: c.Year, Program: c.Program, Units: c.Units, Planned: c.Planned, Inquiries: c.Inquiries, PerUnit: fine(c.Reach()), Orders: c.Orders, Share: fine(c.Share()), Verdict: string(c.Verdict())}
	if c.Rate != nil {
		line.Rate = []float64{fine(c.Rate.Middle), fine(c.Rate.Low), fine(c.Rate.High)}
	}
	if c.Needed != nil {
		line.Needed = []float64{c.Needed.Middle, c.Needed.Low, c.Needed.High}
	}
	return line
}

// fine is a share to four places.
func fine(v float64) float64 { return math.Round(v*1e4) / 1e4 }

func coverageRows(lines []coverageLine) [][]string {
	rows := [][]string{{"MARKET", "YEAR", "PROGRAM", "UNITS", "INQUIRIES", "PER 100", "ORDERS", "SHARE", "PLANNED", "NEEDED", "VERDICT"}}
	for _, l := range lines {
		planned, needed := "–", "–"
		if l.Planned != nil {
			planned = strconv.Itoa(*l.Planned)
		}
		if l.Needed != nil {
			needed = fmt.Sprintf("%.0f (%.0f to %.0f)", l.Needed[0], l.Needed[1], l.Needed[2])
		}
		rows = append(rows, []string{l.Market, strconv.Itoa(l.Year), l.Program, strconv.Itoa(l.Units), strconv.Itoa(l.Inquiries), fmt.Sprintf("%.1f", l.PerUnit*100), strconv.Itoa(l.Orders), fmt.Sprintf("%.1f %%", l.Share*100), planned, needed, l.Verdict})
	}
	return rows
}
