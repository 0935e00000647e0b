package main

import (
	"github.com/spf13/cobra"

	"ripen/models"
	"ripen/services/reports/funnelsim"
)

func simulateStepsCommand() *cobra.Command {
	var weak int
	var seed uint64
	steps := withJSON(&cobra.Command{
		Use: "steps", Short: "Let reps lose half of one step, and see whether the statistics name it", Args: cobra.NoArgs,
		Long: "Clients with reps of very different mixes, seasons, waits and leads too young to tell. Two of each\nlose half of one step: how many of them are named at that step, and how many of the others are\nnamed; beside it the same by a plain comparison of rates. What the clients are like stands, with its\nsources, in services/reports/funnelsim/parameters.json. Needs no database.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if weak < 1 || weak > 100_000 {
				return models.Refuse(models.Invalid, "reps", "Simulate between 1 and 100,000 reps with a weak step.")
			}
			p, err := funnelsim.Given()
			if err != nil {
				return err
			}
			r := funnelsim.Run(p, weak, seed)
			if wantsJSON(cmd) {
				if err := printJSON(cmd, r); err != nil {
					return err
				}
			} else {
				say(cmd, "%d clients; %d reps with a halved step and %d leads or more at it, %d others.", r.Clients, r.Weak, p.Weak.Least, r.Others)
				say(cmd, "Ripen: %.1f %% of the halved steps are named (at another step: %d), and %.2f %% of the others.", r.Steps.Power*100, r.Steps.Beside, r.Steps.Errors*100)
				say(cmd, "A plain comparison of rates: %.1f %% (at another step: %d), and %.2f %% of the others.", r.Plain.Power*100, r.Plain.Beside, r.Plain.Errors*100)
				say(cmd, "The range of the orders lost holds the true loss %.1f times in 100.", r.Coverage*100)
			}
			if r.Steps.Power < 0.9 || r.Steps.Errors > 0.05 {
				return errSaid
			}
			return nil
		},
	})
	flags := steps.Flags()
	flags.IntVar(&weak, "reps", 200, "how many reps lose half of a step")
	flags.Uint64Var(&seed, "seed", 1, "the same seed brings the same clients")
	return steps
}
