package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
)

func tickCommand() *cobra.Command {
	var instant string
	tick := withJSON(&cobra.Command{
		Use: "tick --at INSTANT", Short: "Do everything that would be due at an instant; in development only", Args: cobra.NoArgs,
		Long: "Does everything that would be due at an instant, for every client: what is scheduled\nbecomes ready, leases end, the nurtured ripen, A’s are released, returns stand,\nmessages go out, the reports are counted. For trying time out, in development only.",
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			if err := onlyInDevelopment(a, "The tick"); err != nil {
				return err
			}
			at, err := time.Parse(time.RFC3339, instant)
			if err != nil {
				return models.Refuse(models.Invalid, "at", "Write the instant as 2026-07-01T09:00:00Z.")
			}
			services, err := a.ByClock(func() time.Time { return at })
			if err != nil {
				return err
			}
			jobs, err := a.Jobs(services)
			if err != nil {
				return err
			}
			ticked, err := jobs.Tick(ctx, at)
			if err != nil {
				return err
			}
			if wantsJSON(cmd) {
				return printJSON(cmd, ticked)
			}
			say(cmd, "At %s: %d forms accepted, %d inquiries became ready, %d claims ended, %d promises need a decision, %d ripened, %d released, %d returns stand, %d leads are overdue, %d went back to nurture, %d messages settled, %d days counted.",
				at.Format(time.RFC3339), ticked.Accepted, ticked.Promoted, ticked.Returned, ticked.Undecided, ticked.Ripened, ticked.Released, ticked.Stand, ticked.Overdue, ticked.Taken, ticked.Pushed, ticked.Days)
			return nil
		}),
	})
	tick.Flags().StringVar(&instant, "at", "", "the instant, such as 2026-07-01T09:00:00Z")
	required(tick, "at")
	return tick
}
