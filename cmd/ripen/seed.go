package main

import (
	"context"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/cmd/internal/demo"
	"ripen/models"
)

func seedCommand() *cobra.Command {
	var wanted bool
	var days int
	seed := &cobra.Command{
		Use: "seed --demo", Short: "Fill the database with the demo’s cast and history", Args: cobra.NoArgs,
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			if !wanted {
				return models.Refuse(models.Invalid, "demo", "Say `ripen seed --demo`: there is nothing else to seed with.")
			}
			if err := onlyInDevelopment(a, "The demo"); err != nil {
				return err
			}
			return demo.SeedDays(ctx, a, days, 1, func(progress string) { say(cmd, "%s", progress) })
		}),
	}
	seed.Flags().BoolVar(&wanted, "demo", false, "the demo’s cast")
	seed.Flags().IntVar(&days, "days", demo.Days, "how many days of history")
	return seed
}

// onlyInDevelopment refuses in production what would open the door to anybody.
func onlyInDevelopment(a *app.App, what string) error {
	if a.Config.Developing() {
		return nil
	}
	return models.Refuse(models.Forbidden, "", "%s is for development only: set RIPEN_ENV=development on an installation without real people in it.", what)
}
