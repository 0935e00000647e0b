package main

import (
	"context"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
)

func workCommand() *cobra.Command {
	return &cobra.Command{
		Use: "work", Short: "Do the jobs, without the web", Args: cobra.NoArgs,
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			if err := upToDate(ctx, a); err != nil {
				return err
			}
			stop, err := a.Work(ctx)
			if err != nil {
				return err
			}
			defer a.Listen(ctx)()
			say(cmd, "Ripen does the jobs of %s", a.Database.Address())
			<-ctx.Done()
			return stop(patience)
		}),
	}
}
