package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ripen/cmd/internal/app"
	"ripen/models"
	"ripen/services/accounts"
)

func userCommand() *cobra.Command {
	user := &cobra.Command{Use: "user", Short: "Make users, and give them another password"}
	user.AddCommand(userCreateCommand(), userResetCommand())
	return user
}

// A wanted user is what the command line says of one.
type wantedUser struct {
	accounts.NewUser
	role, client, partner string
	programs              []string
	stdin                 bool
}

func userCreateCommand() *cobra.Command {
	var w wantedUser
	create := &cobra.Command{
		Use: "create --email E --role R", Short: "Make a user who signs in with a password, or by the link of an invitation", Args: cobra.NoArgs,
		Long: "Makes a user. With --password-stdin the first line of the input is the password;\nwithout it an invitation is sent. A client’s people need --client, a partner’s --partner\nas well; a partner of a new name is made. A caller becomes a member of the programs\nnamed, or of all there are.",
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error { return w.create(ctx, cmd, a) }),
	}
	flags := create.Flags()
	flags.StringVar(&w.Email, "email", "", "the e-mail address to sign in with")
	flags.StringVar(&w.role, "role", "", "one of "+roles())
	flags.StringVar(&w.Name, "name", "", "the person’s name; without it, made from the address")
	flags.StringVar(&w.client, "client", "", "the short name of the client the person works for")
	flags.StringVar(&w.partner, "partner", "", "the name of the client’s partner the person works for")
	flags.StringVar(&w.Zone, "zone", "", "the person’s time zone; without it the client’s, else UTC")
	flags.StringSliceVar(&w.programs, "programs", nil, "the short names of the programs a caller works in; without it all")
	flags.BoolVar(&w.stdin, "password-stdin", false, "read the password from the input")
	required(create, "email", "role")
	return create
}

func roles() string {
	words := make([]string, len(models.Roles))
	for n, r := range models.Roles {
		words[n] = string(r)
	}
	return strings.Join(words, ", ")
}

func (w *wantedUser) create(ctx context.Context, cmd *cobra.Command, a *app.App) error {
	if err := w.place(ctx, cmd, a); err != nil {
		return err
	}
	programs, err := w.programsOf(ctx, a)
	if err != nil {
		return err
	}
	u, err := w.make(ctx, cmd, a)
	if err != nil {
		return err
	}
	for _, p := range programs {
		if err := a.Clients.Join(ctx, models.Operator(), p.ID, u.ID); err != nil {
			return err
		}
	}
	how := "signs in"
	if u.State == models.Invited {
		how = "is invited"
	}
	say(cmd, "%s <%s> %s as %s.", u.Name, u.Email, how, u.Role.Words())
	if u.Role == models.Caller {
		say(cmd, "%s", memberOf(programs, len(w.programs) == 0))
	}
	return nil
}

// place finds where the person works, and fills in what can be told from that.
func (w *wantedUser) place(ctx context.Context, cmd *cobra.Command, a *app.App) error {
	w.Role = models.Role(w.role)
	if !w.Role.Valid() {
		return models.Refuse(models.Invalid, "role", "There is no role %q; the roles are %s.", w.role, roles())
	}
	if w.Name == "" {
		w.Name = nameOf(w.Email)
	}
	if w.client == "" {
		return nil // the noun refuses it where the role needs one
	}
	c, err := clientNamed(ctx, a, w.client)
	if err != nil {
		return err
	}
	w.ClientID = c.ID
	if w.Zone == "" {
		w.Zone = c.Zone
	}
	if w.partner != "" {
		w.PartnerID, err = partnerNamed(ctx, cmd, a, c, w.partner)
	}
	return err
}

// partnerNamed is the client's partner of this name, made where there is none.
func partnerNamed(ctx context.Context, cmd *cobra.Command, a *app.App, c *models.Client, name string) (models.ID, error) {
	all, err := a.Clients.Partners(ctx, models.Operator(), c.ID)
	if err != nil {
		return models.NoID, err
	}
	for _, p := range all {
		if strings.EqualFold(p.Name, strings.TrimSpace(name)) {
			return p.ID, nil
		}
	}
	p, err := a.Clients.AddPartner(ctx, models.Operator(), c.ID, name)
	if err != nil {
		return models.NoID, err
	}
	say(cmd, "%s is a partner of %s now.", p.Name, c.Name)
	return p.ID, nil
}

// programsOf is the programs a caller is to work in.
func (w *wantedUser) programsOf(ctx context.Context, a *app.App) (chosen []models.Program, err error) {
	if w.Role != models.Caller {
		if len(w.programs) > 0 {
			return nil, models.Refuse(models.Invalid, "programs", "Only callers are members of programs: leave --programs out.")
		}
		return nil, nil
	}
	all, err := a.Clients.EveryProgram(ctx, models.Operator())
	if err != nil || len(w.programs) == 0 {
		return all, err
	}
	for _, slug := range w.programs {
		before := len(chosen)
		for _, p := range all {
			if p.Slug == slug {
				chosen = append(chosen, p)
			}
		}
		if len(chosen) == before {
			return nil, models.Refuse(models.NotFound, "programs", "There is no program %q.", slug)
		}
	}
	return chosen, nil
}

func (w *wantedUser) make(ctx context.Context, cmd *cobra.Command, a *app.App) (u models.User, err error) {
	if !w.stdin {
		return a.Accounts.Invite(ctx, models.Operator(), models.NoID, w.NewUser)
	}
	if w.Password, err = passwordFrom(cmd.InOrStdin()); err != nil {
		return u, err
	}
	return a.Accounts.Create(ctx, models.Operator(), w.NewUser)
}

// passwordFrom is the first line of the input.
func passwordFrom(in io.Reader) (string, error) {
	line, err := bufio.NewReader(in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", models.Refuse(models.Invalid, "password", "There is no password in the input: write it on the first line.")
	}
	return line, nil
}

// nameOf makes a name of an e-mail address: dana.whitfield@… is Dana Whitfield.
func nameOf(email string) string {
	local, _, _ := strings.Cut(email, "@")
	words := strings.FieldsFunc(local, func(r rune) bool { return strings.ContainsRune("._-+", r) })
	for n, word := range words {
		letters := []rune(word)
		words[n] = strings.ToUpper(string(letters[:1])) + string(letters[1:])
	}
	return strings.Join(words, " ")
}

func memberOf(programs []models.Program, all bool) string {
	names := make([]string, len(programs))
	for n, p := range programs {
		names[n] = p.Slug
	}
	slices.Sort(names)
	switch {
	case len(names) == 0:
		return "There are no programs yet: nothing to call until one is made and joined."
	case all:
		return "As --programs was not given, the caller works in all of them: " + strings.Join(names, ", ") + "."
	}
	return "The caller works in " + strings.Join(names, ", ") + "."
}

func userResetCommand() *cobra.Command {
	var email string
	var stdin bool
	reset := &cobra.Command{
		Use: "reset-password --email E", Short: "Set somebody’s password, or send a link for a new one", Args: cobra.NoArgs,
		Long: "With --password-stdin the first line of the input becomes the password and every\nsession of the person ends. Without it a link for a new password is sent.",
		RunE: opened(func(ctx context.Context, cmd *cobra.Command, a *app.App) error {
			u, err := userWithEmail(ctx, a, email)
			if err != nil {
				return err
			}
			if !stdin {
				if err := a.Accounts.ForgotPassword(ctx, u.Email); err != nil {
					return err
				}
				say(cmd, "A link for a new password is on its way to %s.", u.Email)
				return nil
			}
			password, err := passwordFrom(cmd.InOrStdin())
			if err != nil {
				return err
			}
			if _, err := a.Accounts.SetPassword(ctx, models.Operator(), u.Email, password); err != nil {
				return err
			}
			say(cmd, "%s signs in with the new password from now on.", u.Name)
			return nil
		}),
	}
	reset.Flags().StringVar(&email, "email", "", "the e-mail address of the person")
	reset.Flags().BoolVar(&stdin, "password-stdin", false, "read the password from the input")
	required(reset, "email")
	return reset
}
