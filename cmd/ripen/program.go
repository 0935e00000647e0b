package main

import (
	"context"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
)

func programCommand() *cobra.Command {
	program := &cobra.Command{Use: "program", Short: "Make and list the programs of a client"}
	program.AddCommand(programCreateCommand(), programListCommand())
	return program
}

func programCreateCommand() *cobra.Command {
	var p models.Program
	var client, supervisor string
	create := withJSON(&cobra.Command{
		Use: "create --client S --slug S --name N", Short: "Make a program, with criteria in force that a caller can grade by", Args: cobra.NoArgs,
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			c, err := clientNamed(ctx, a, client)
			if err != nil {
				return err
			}
			p.ClientID = c.ID
			if supervisor != "" {
				u, err := userWithEmail(ctx, a, supervisor)
				if err != nil {
					return err
				}
				p.SupervisorID = u.ID
			}
			made, err := a.Clients.CreateProgram(ctx, models.Operator(), p)
			if err != nil {
				return err
			}
			if wantsJSON(cmd) {
				return printJSON(cmd, programShown{made.Slug, made.Name, c.Slug, made.State})
			}
			say(cmd, "%s is a program of %s now. Callers become its members with `ripen user create --role caller`.", made.Name, c.Name)
			return nil
		}),
	})
	flags := create.Flags()
	flags.StringVar(&client, "client", "", "the client’s short name")
	flags.StringVar(&p.Slug, "slug", "", "its short name: small letters, digits, dashes")
	flags.StringVar(&p.Name, "name", "", "its name")
	flags.StringVar(&p.Country, "country", "", "where its people are when nothing says otherwise: two letters, such as US")
	flags.StringVar(&supervisor, "supervisor", "", "the e-mail address of the supervisor who answers for it; without it, one who is there")
	required(create, "client", "slug", "name")
	return create
}

func programListCommand() *cobra.Command {
	var client string
	show := withJSON(&cobra.Command{
		Use: "list --client S", Short: "List the programs of a client", Args: cobra.NoArgs,
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			c, err := clientNamed(ctx, a, client)
			if err != nil {
				return err
			}
			all, err := a.Clients.Programs(ctx, models.Operator(), c.ID)
			if err != nil {
				return err
			}
			shown, rows := []programShown{}, [][]string{}
			for _, p := range all {
				shown, rows = append(shown, programShown{p.Slug, p.Name, c.Slug, p.State}), append(rows, []string{p.Slug, p.Name, string(p.State)})
			}
			if wantsJSON(cmd) {
				return printJSON(cmd, shown)
			}
			return printTable(cmd, rows)
		}),
	})
	show.Flags().StringVar(&client, "client", "", "the client’s short name")
	required(show, "client")
	return show
}

// programShown is a program as programs read it.
type programShown struct {
	Slug   string              `json:"slug"`
	Name   string              `json:"name"`
	Client string              `json:"client"`
	State  models.ProgramState `json:"state"`
}
