package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/cmd/internal/config"
	"ripen/models"
)

// runs is what cobra calls.
type runs = func(cmd *cobra.Command, args []string) error

// opened runs fn with Ripen open, and closes it again.
func opened(fn func(ctx context.Context, cmd *cobra.Command, a *app.App) error) runs {
	return func(cmd *cobra.Command, _ []string) (err error) {
		c, err := config.Read()
		if err != nil {
			return err
		}
		a, err := app.Open(cmd.Context(), c)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, a.Close()) }()
		return fn(cmd.Context(), cmd, a)
	}
}

// say writes a line for people.
func say(cmd *cobra.Command, format string, args ...any) {
	fmt.Fprintf(cmd.OutOrStdout(), format+"\n", args...)
}

// printJSON writes what programs read.
func printJSON(cmd *cobra.Command, answer any) error {
	out := json.NewEncoder(cmd.OutOrStdout())
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(answer)
}

// printTable writes rows in columns, for people.
func printTable(cmd *cobra.Command, rows [][]string) error {
	out := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 4, 2, ' ', 0)
	for _, row := range rows {
		for _, cell := range row {
			fmt.Fprint(out, cell, "\t")
		}
		fmt.Fprintln(out)
	}
	return out.Flush()
}

// clientNamed is the client with the short name, or a sentence that names it.
func clientNamed(ctx context.Context, a *app.App, slug string) (*models.Client, error) {
	c, err := a.Clients.BySlug(ctx, models.Operator(), slug)
	if models.IsKind(err, models.NotFound) {
		return nil, models.Refuse(models.NotFound, "client", "There is no client %q; `ripen client list` names them.", slug)
	}
	return c, err
}

// clientOrAll is the id of the client with the short name, NoID where none is named.
func clientOrAll(ctx context.Context, a *app.App, slug string) (models.ID, error) {
	if slug == "" {
		return models.NoID, nil
	}
	c, err := clientNamed(ctx, a, slug)
	if err != nil {
		return models.NoID, err
	}
	return c.ID, nil
}

// clientCounted is the client with the short name, whose figures are counted up to now.
func clientCounted(ctx context.Context, a *app.App, slug string) (*models.Client, error) {
	c, err := clientNamed(ctx, a, slug)
	if err == nil {
		_, err = a.Reports.Refresh(ctx, c.ID)
	}
	return c, err
}

// userWithEmail is the user with the address, or a sentence that names it.
func userWithEmail(ctx context.Context, a *app.App, email string) (*models.User, error) {
	u, err := a.Accounts.WithEmail(ctx, models.Operator(), email)
	if models.IsKind(err, models.NotFound) {
		return nil, models.Refuse(models.NotFound, "email", "Nobody has the e-mail address %q.", email)
	}
	return u, err
}
