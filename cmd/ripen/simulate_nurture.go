package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"ripen/models"
	"ripen/services/nurture/ripesim"
)

func simulateNurtureCommand() *cobra.Command {
	var runs int
	var seed uint64
	nurture := withJSON(&cobra.Command{
		Use: "nurture", Short: "Call people again by learned dates and by a fixed 90 days, and count the As", Args: cobra.NoArgs,
		Long: "Clients whose people ripen, wait and are lost in their own time. The same people are called again\nby the plan’s fixed 90 days, by the dates that Ripen learns on the way (a fifth keep the plan’s), and\nby the weeks in which the raw rate was highest. Then again where any week is as good, and where\nhardly anybody is called. What the clients are like stands, with its sources, in\nservices/nurture/ripesim/parameters.json. Needs no database.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if runs < 1 || runs > 1000 {
				return models.Refuse(models.Invalid, "runs", "Simulate between 1 and 1,000 clients of each kind.")
			}
			p, err := ripesim.Given()
			if err != nil {
				return err
			}
			trials := ripesim.Try(p, runs, seed)
			if wantsJSON(cmd) {
				err = printJSON(cmd, trials)
			} else {
				err = showTrials(cmd, trials)
			}
			if err != nil {
				return err
			}
			for _, t := range trials {
				if !t.Met {
					return errSaid
				}
			}
			return nil
		},
	})
	flags := nurture.Flags()
	flags.IntVar(&runs, "runs", 3, "how many clients of each kind")
	flags.Uint64Var(&seed, "seed", 1, "the same seed brings the same clients")
	return nurture
}

func showTrials(cmd *cobra.Command, trials []ripesim.Trial) error {
	rows := [][]string{{"CLIENTS", "AS PER 100 CALLS", "LEARNED", "FIXED 90 DAYS", "RAW RATES", "LEARNED LESS FIXED", "LIMIT", ""}}
	for _, t := range trials {
		met := "met"
		if !t.Met {
			met = "MISSED"
		}
		rows = append(rows,
			[]string{t.Name, "", two(t.Learned.PerCall), two(t.Fixed.PerCall), two(t.Plain.PerCall), fmt.Sprintf("%.2f (%.2f to %.2f)", t.More.More, t.More.Low, t.More.High), t.Want, met},
			[]string{"", "As per 100 persons", two(t.Learned.PerHead), two(t.Fixed.PerHead), two(t.Plain.PerHead)})
	}
	if err := printTable(cmd, rows); err != nil {
		return err
	}
	for _, t := range trials {
		said := "too few to say"
		if !t.Gain.TooFew {
			said = fmt.Sprintf("%.2f more (%.2f to %.2f)", t.Gain.More, t.Gain.Low, t.Gain.High)
		}
		say(cmd, "%s: measured by those who kept the plan’s date (%d, and %d learned): %s.", t.Name, t.Gain.Plan.Called, t.Gain.Learned.Called, said)
		if f := t.Forecast; f.Weeks > 0 {
			say(cmd, "  The forecast of a week’s As held %d of %d times (%.1f %%, its aim 95); %.0f were expected, %d came.", f.Held, f.Weeks, 100*float64(f.Held)/float64(f.Weeks), f.Expected, f.Came)
		}
	}
	return nil
}

func two(n float64) string { return fmt.Sprintf("%.2f", n) }
