package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
)

func reportRebuildCommand() *cobra.Command {
	var client string
	rebuild := withJSON(&cobra.Command{
		Use: "rebuild [--client S]", Short: "Count the figures of sources again from nothing", Args: cobra.NoArgs,
		Long: "Of one client or, without --client, of all. The figures are those that the jobs keep up day\nby day; each client’s are counted anew in one transaction, and nobody sees them half done.",
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			id, err := clientOrAll(ctx, a, client)
			if err != nil {
				return err
			}
			began := time.Now()
			if err := a.Reports.Rebuild(ctx, models.Operator(), id); err != nil {
				return err
			}
			seconds := time.Since(began).Seconds()
			if wantsJSON(cmd) {
				return printJSON(cmd, map[string]float64{"seconds": seconds})
			}
			say(cmd, "Counted again in %.1f s.", seconds)
			return nil
		}),
	})
	rebuild.Flags().StringVar(&client, "client", "", "the client’s short name; without it all")
	return rebuild
}
