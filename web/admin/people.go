// Package admin is the handlers of the agency's administration.
package admin

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/accounts"
	"ripen/views/admin"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// People are everybody who works with Ripen.
type People struct {
	Accounts *accounts.Service
}

// Home handles GET /admin.
func (p *People) Home(c echo.Context) error { return page.Go(c, paths.People()) }

type peopleForm struct {
	form.Once
	UserID models.ID        `param:"user"`
	State  models.UserState `query:"state"`
	Email  string           `form:"email"`
	Name   string           `form:"name"`
	Role   models.Role      `form:"role"`
	Place  string           `form:"place"` // of a client, or of a client and a partner
	Zone   string           `form:"zone"`
}

// List handles GET /admin/people.
func (p *People) List(c echo.Context) error { return p.list(c, http.StatusOK, "") }

// list draws the people of a state, under a sentence of what was refused.
func (p *People) list(c echo.Context, status int, refused string) error {
	var f peopleForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	all, err := p.Accounts.People(c.Request().Context(), session.Actor(c), accounts.Filter{})
	if err != nil {
		return err
	}
	if f.State == "" {
		f.State = models.Active
	}
	view := admin.PeoplePage{
		Shell: page.Shell(c, layouts.Page{Title: "People", Face: layouts.Office, MainClass: "page admin", Path: paths.People()}),
		State: f.State, Refused: refused, Self: session.Actor(c).UserID,
	}
	for _, each := range all {
		view.Count(each.State)
		if each.State == f.State {
			view.People = append(view.People, admin.Person{ID: each.ID, Name: each.Name, Abilities: abilities(each.User), MayEnable: each.Role.OfAgency() && session.Actor(c).Role == models.Admin, Email: each.Email, Role: each.Role, State: each.State, Client: each.ClientName, Partner: each.PartnerName})
		}
	}
	return page.Show(c, status, admin.People(view))
}

// abilities is what a caller speaks and can do, in a line.
func abilities(u models.User) string {
	return strings.Join(append(slices.Clone(u.Languages), u.Skills...), ", ")
}

type abilitiesForm struct {
	form.Once
	UserID    models.ID `param:"user"`
	Languages string    `form:"languages"`
	Skills    string    `form:"skills"`
}

// Abilities handles GET /admin/people/:user/abilities.
func (p *People) Abilities(c echo.Context) error {
	var f abilitiesForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	u, err := p.Accounts.Colleague(c.Request().Context(), session.Actor(c), f.UserID)
	if err != nil {
		return err
	}
	f.Languages, f.Skills = strings.Join(u.Languages, ", "), strings.Join(u.Skills, ", ")
	return p.abilitiesForm(c, http.StatusOK, u, f, nil)
}

func (p *People) abilitiesForm(c echo.Context, status int, u models.User, f abilitiesForm, faults map[string]string) error {
	return page.Show(c, status, admin.Abilities(admin.AbilitiesPage{
		Shell: page.Shell(c, layouts.Page{Title: u.Name, Face: layouts.Office, MainClass: "page admin"}),
		ID:    u.ID, Name: u.Name, Languages: f.Languages, Skills: f.Skills, Faults: faults,
	}))
}

// Enable handles POST /admin/people/:user/abilities.
func (p *People) Enable(c echo.Context) error {
	var f abilitiesForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	u, err := p.Accounts.Colleague(ctx, by, f.UserID)
	if err != nil {
		return err
	}
	err = p.Accounts.Enable(ctx, by, f.UserID, f.Languages, f.Skills)
	if faults := page.Faults(err); faults != nil {
		return p.abilitiesForm(c, http.StatusUnprocessableEntity, u, f, faults)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.People(), page.Said("Saved what %s speaks and can do.", u.Name))
}

// New handles GET /admin/people/new.
func (p *People) New(c echo.Context) error {
	return p.form(c, http.StatusOK, peopleForm{Role: models.Caller, Zone: session.Actor(c).Zone}, nil)
}

// form draws the invitation, as it was left.
func (p *People) form(c echo.Context, status int, f peopleForm, faults map[string]string) error {
	places, err := p.Accounts.Places(c.Request().Context(), session.Actor(c))
	if err != nil {
		return err
	}
	view := admin.InvitePage{
		Shell: page.Shell(c, layouts.Page{Title: "Invite somebody", Face: layouts.Office, MainClass: "page admin"}),
		Email: f.Email, Name: f.Name, Role: f.Role, Place: f.Place, Zone: f.Zone, Faults: faults,
		AgencyRoles: session.Actor(c).Role == models.Admin,
	}
	for _, each := range places {
		place := admin.Place{Value: each.ClientID.String(), Client: each.ClientName, Partner: each.PartnerName}
		if each.PartnerID != nil {
			place.Value += "/" + each.PartnerID.String()
		}
		view.Places = append(view.Places, place)
	}
	return page.Show(c, status, admin.Invite(view))
}

// Invite handles POST /admin/people.
func (p *People) Invite(c echo.Context) error {
	var f peopleForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	client, partner, _ := strings.Cut(f.Place, "/")
	u, err := p.Accounts.Invite(c.Request().Context(), session.Actor(c), f.Token(), accounts.NewUser{
		Email: f.Email, Name: f.Name, Role: f.Role, ClientID: form.ID(client), PartnerID: form.ID(partner), Zone: f.Zone,
	})
	if faults := page.Faults(err); faults != nil {
		return p.form(c, http.StatusUnprocessableEntity, f, faults)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.PeopleIn(string(models.Invited)), page.Said("%s is invited: a letter is on its way to %s.", u.Name, u.Email))
}

// InviteAgain handles POST /admin/people/:user/invitation.
func (p *People) InviteAgain(c echo.Context) error {
	return p.change(c, models.Invited, page.Said("Another letter is on its way."), p.Accounts.InviteAgain)
}

// Deactivate handles POST /admin/people/:user/deactivation; for ten seconds it can be taken
// back. Whoever has open leads needs a successor: the page of the departure asks for one.
func (p *People) Deactivate(c echo.Context) error {
	var f leavingForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	toast := page.Said("Deactivated: sign-in and open work have ended.")
	toast.Undo = &session.Undo{Action: paths.PersonBack(f.UserID), Until: session.Now(c).Add(undoFor), Of: undoFor}
	asks := false
	err := p.change(c, models.Active, toast, func(ctx context.Context, by models.Actor, id models.ID) error {
		err := p.Accounts.Deactivate(ctx, by, id, successorIn(f.Leads))
		if refused := models.Refused(err); refused != nil && (refused.Field == accounts.LeadsOf || refused.Field == "to" || refused.Field == "rep") {
			asks = true
			return models.Refuse(models.Invalid, accounts.LeadsOf, "%s", refused.Message)
		}
		return err
	})
	if faults := page.Faults(err); asks && faults != nil {
		if f.Leads == "" {
			return page.Go(c, paths.PersonLeaves(f.UserID))
		}
		return p.leaving(c, http.StatusUnprocessableEntity, f, faults)
	}
	return err
}

const undoFor = 10 * time.Second

// Reactivate handles POST /admin/people/:user/reactivation.
func (p *People) Reactivate(c echo.Context) error {
	return p.change(c, models.Active, page.Said("Active again."), p.Accounts.Reactivate)
}

// change does one thing to one person; what is refused is said above the list.
func (p *People) change(c echo.Context, back models.UserState, toast session.Toast, do func(context.Context, models.Actor, models.ID) error) error {
	var f peopleForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	err := do(c.Request().Context(), session.Actor(c), f.UserID)
	if models.IsKind(err, models.Conflict) {
		return p.list(c, http.StatusConflict, err.Error())
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.PeopleIn(string(back)), toast)
}
