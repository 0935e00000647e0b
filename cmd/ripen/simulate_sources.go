package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"ripen/models"
	"ripen/services/reports/sourcesim"
)

func simulateSourcesCommand() *cobra.Command {
	var runs int
	var seed uint64
	sources := withJSON(&cobra.Command{
		Use: "sources", Short: "Let sources fall, and see how soon the statistics find it and how often they cry wolf", Args: cobra.NoArgs,
		Long: "Clients with eight sources of different size, price, mix and follow-up, orders that come months\nlater, and a season over all of it. In each client one source loses half of its A rate, one half of\nits orders, and in others one is not followed up: how soon it is found, how often a source is\naccused that has nothing, and how often the ranges hold; each beside its limit and beside what a\nplain baseline scores. What the clients are like stands, with its sources, in\nservices/reports/sourcesim/params.json. Needs no database.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if runs < 1 || runs > 10_000 {
				return models.Refuse(models.Invalid, "runs", "Simulate between 1 and 10,000 clients.")
			}
			p, err := sourcesim.Given()
			if err != nil {
				return err
			}
			r := sourcesim.Run(p, runs, seed)
			if wantsJSON(cmd) {
				err = printJSON(cmd, r)
			} else {
				err = showSources(cmd, r)
			}
			if err == nil && !r.Kept() {
				return errSaid
			}
			return err
		},
	})
	flags := sources.Flags()
	flags.IntVar(&runs, "runs", 100, "how many clients are simulated")
	flags.Uint64Var(&seed, "seed", 1, "the same seed brings the same clients")
	return sources
}

func showSources(cmd *cobra.Command, r sourcesim.Report) error {
	rows := [][]string{{"FIGURE", "RIPEN", "LIMIT", "PLAIN", "BY"}}
	for _, c := range r.Checks {
		figure := func(x float64) string {
			if c.Unit == sourcesim.Share {
				return fmt.Sprintf("%.1f %%", x*100)
			}
			return fmt.Sprintf("%.0f %s", x, c.Unit)
		}
		limit, plain := "", ""
		switch {
		case c.Least > 0 && c.Most > 0:
			limit = figure(c.Least) + " to " + figure(c.Most)
		case c.Least > 0:
			limit = "≥ " + figure(c.Least)
		case c.Most > 0:
			limit = "≤ " + figure(c.Most)
		}
		if !c.Kept {
			limit += ", NOT KEPT"
		}
		if c.By != "" {
			plain = figure(c.Plain)
		}
		rows = append(rows, []string{c.What, figure(c.Got), limit, plain, c.By})
	}
	if err := printTable(cmd, rows); err != nil {
		return err
	}
	say(cmd, "%d clients of %d sources, seed %d; each fall of the A rate on %d sources.", r.Runs, r.Alarms.Sources, r.Seed, r.Runs*sourcesim.TriesPerRun)
	return nil
}
