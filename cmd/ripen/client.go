package main

import (
	"context"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
)

func clientCommand() *cobra.Command {
	client := &cobra.Command{Use: "client", Short: "Make and list clients"}
	client.AddCommand(clientCreateCommand(), clientListCommand())
	return client
}

func clientCreateCommand() *cobra.Command {
	var c models.Client
	var manager string
	create := withJSON(&cobra.Command{
		Use: "create --slug S --name N", Short: "Make a client", Args: cobra.NoArgs,
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			if manager != "" {
				u, err := userWithEmail(ctx, a, manager)
				if err != nil {
					return err
				}
				c.AccountManagerID = u.ID
			}
			made, err := a.Clients.Create(ctx, models.Operator(), c)
			if err != nil {
				return err
			}
			if wantsJSON(cmd) {
				return printJSON(cmd, shownClient(*made))
			}
			say(cmd, "%s is a client now: %s, in %s, %s.", made.Name, made.Slug, made.Zone, made.Currency)
			return nil
		}),
	})
	flags := create.Flags()
	flags.StringVar(&c.Slug, "slug", "", "its short name: small letters, digits, dashes")
	flags.StringVar(&c.Name, "name", "", "its name")
	flags.StringVar(&c.Zone, "zone", "UTC", "its time zone, such as America/New_York: its calendar dates are counted there")
	flags.StringVar(&c.Currency, "currency", "USD", "its currency, three letters")
	flags.StringVar(&manager, "account-manager", "", "the e-mail address of the account manager who answers for it")
	required(create, "slug", "name")
	return create
}

func clientListCommand() *cobra.Command {
	return withJSON(&cobra.Command{
		Use: "list", Short: "List the clients", Args: cobra.NoArgs,
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			all, err := a.Clients.All(ctx, models.Operator())
			if err != nil {
				return err
			}
			shown, rows := []clientShown{}, [][]string{}
			for _, c := range all {
				shown, rows = append(shown, shownClient(c)), append(rows, []string{c.Slug, c.Name, c.Zone, c.Currency})
			}
			if wantsJSON(cmd) {
				return printJSON(cmd, shown)
			}
			return printTable(cmd, rows)
		}),
	})
}

// clientShown is a client as programs read it.
type clientShown struct {
	Slug     string `json:"slug"`
	Name     string `json:"name"`
	Zone     string `json:"zone"`
	Currency string `json:"currency"`
}

func shownClient(c models.Client) clientShown { return clientShown{c.Slug, c.Name, c.Zone, c.Currency} }

// required marks the flags a command cannot do without.
func required(cmd *cobra.Command, names ...string) {
	for _, name := range names {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err) // a flag that was never defined
		}
	}
}
