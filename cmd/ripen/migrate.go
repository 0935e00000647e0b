package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/cmd/internal/config"
	"ripen/services/store"
)

func migrateCommand() *cobra.Command {
	migrate := &cobra.Command{Use: "migrate", Short: "Bring the database to the newest shape, or back"}
	migrate.AddCommand(
		&cobra.Command{Use: "up", Short: "Apply every migration that is still to be applied, and make Ripen’s own login", Args: cobra.NoArgs, RunE: onDatabase(migrateUp)},
		&cobra.Command{Use: "down", Short: "Take the newest migration back", Args: cobra.NoArgs, RunE: onDatabase(migrateDown)},
		withJSON(&cobra.Command{Use: "status", Short: "Show which migrations have been applied", Args: cobra.NoArgs, RunE: onDatabase(migrateStatus)}))
	return migrate
}

// onDatabase runs fn with the database open, and nothing on it.
func onDatabase(fn func(ctx context.Context, cmd *cobra.Command, d *app.Database) error) runs {
	return func(cmd *cobra.Command, _ []string) (err error) {
		c, err := config.Read()
		if err != nil {
			return err
		}
		d, err := app.OpenDatabase(cmd.Context(), c)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, d.Close()) }()
		return fn(cmd.Context(), cmd, d)
	}
}

func migrateUp(ctx context.Context, cmd *cobra.Command, d *app.Database) error {
	if err := store.MigrateUp(ctx, d.Options); err != nil {
		return err
	}
	say(cmd, "The database has its newest shape.")
	return nil
}

func migrateDown(ctx context.Context, cmd *cobra.Command, d *app.Database) error {
	version, err := store.MigrateDown(ctx, d.Options)
	if err != nil {
		return err
	}
	say(cmd, "Migration %d has been taken back.", version)
	return nil
}

func migrateStatus(ctx context.Context, cmd *cobra.Command, d *app.Database) error {
	status, err := store.MigrationStatus(ctx, d.Options)
	if err != nil {
		return err
	}
	if wantsJSON(cmd) {
		return printJSON(cmd, status)
	}
	rows := [][]string{}
	for _, s := range status {
		applied := "to be applied"
		if s.Applied {
			applied = "applied"
		}
		rows = append(rows, []string{s.Name, applied})
	}
	return printTable(cmd, rows)
}

// withJSON lets a command answer programs too.
func withJSON(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().Bool("json", false, "answer in JSON")
	return cmd
}

func wantsJSON(cmd *cobra.Command) bool {
	json, err := cmd.Flags().GetBool("json")
	return err == nil && json
}
