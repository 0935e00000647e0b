package admin

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/policy"
	"ripen/services/routing"
	"ripen/services/spend"
	"ripen/views/admin"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Clients is the agency's clients and what it runs for each: programs, sources,
// criteria, selling processes.
type Clients struct {
	Clients *clients.Service
	Policy  *policy.Service
	Routing *routing.Service
	Spend   *spend.Service
	BaseURL string // where hosted forms are
	Now     func() time.Time
}

func clientShell(c echo.Context, title string) layouts.Page {
	p := page.Shell(c, layouts.Page{Title: title, Face: layouts.Office, MainClass: "page admin"})
	for n := range p.Nav { // a program and a source are of a client, wherever they stand
		p.Nav[n].Current = p.Nav[n].URL == paths.Clients()
	}
	return p
}

func runsClients(by models.Actor) bool {
	return by.Role == models.Admin || by.Role == models.AccountManager
}

// List handles GET /admin/clients.
func (h *Clients) List(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	all, err := h.Clients.All(ctx, by)
	if err != nil {
		return err
	}
	programs, err := h.Clients.EveryProgram(ctx, by)
	if err != nil {
		return err
	}
	managers, err := h.staff(c, models.AccountManager, models.Admin)
	if err != nil {
		return err
	}
	view := admin.ClientsPage{Shell: clientShell(c, "Clients"), MayAdd: runsClients(by)}
	for _, each := range all {
		line := admin.ClientLine{ID: each.ID, Name: each.Name, Tone: strconv.Itoa(each.Colour), Manager: named(managers, each.AccountManagerID), Zone: each.Zone, Currency: each.Currency}
		for _, p := range programs {
			if p.ClientID == each.ID {
				line.Programs++
			}
		}
		view.Clients = append(view.Clients, line)
	}
	return page.Show(c, http.StatusOK, admin.Clients(view))
}

// staff is the agency's people of these roles, and the agency itself, to choose from.
func (h *Clients) staff(c echo.Context, roles ...models.Role) ([]components.Option, error) {
	users, err := h.Clients.Staff(c.Request().Context(), session.Actor(c), roles...)
	var options []components.Option
	for _, u := range users {
		options = append(options, components.Option{Value: u.ID.String(), Label: u.Name})
	}
	return append(options, components.Option{Value: models.TheAgency.String(), Label: "The agency"}), err
}

func named(options []components.Option, id models.ID) string {
	for _, o := range options {
		if o.Value == id.String() {
			return o.Label
		}
	}
	return "Somebody who has left"
}

// clientForm is a client as it was sent.
type clientForm struct {
	form.Once
	ID       models.ID `param:"client"`
	Name     string    `form:"name"`
	Slug     string    `form:"slug"`
	Zone     string    `form:"zone"`
	Currency string    `form:"currency"`
	Colour   string    `form:"colour"`
	Manager  string    `form:"manager"`
}

func (f clientForm) client() models.Client {
	colour, _ := strconv.Atoi(f.Colour)
	return models.Client{ID: f.ID, Name: strings.TrimSpace(f.Name), Slug: strings.TrimSpace(f.Slug), Zone: strings.TrimSpace(f.Zone), Currency: strings.ToUpper(strings.TrimSpace(f.Currency)), Colour: colour, AccountManagerID: form.ID(f.Manager)}
}

// New handles GET /admin/clients/new.
func (h *Clients) New(c echo.Context) error {
	by := session.Actor(c)
	return h.form(c, http.StatusOK, clientForm{Zone: by.Zone, Currency: "USD", Manager: by.UserID.String()}, nil)
}

// Settings handles GET /admin/clients/:client/settings.
func (h *Clients) Settings(c echo.Context) error {
	client, err := h.client(c)
	if err != nil {
		return err
	}
	return h.form(c, http.StatusOK, clientForm{ID: client.ID, Name: client.Name, Slug: client.Slug, Zone: client.Zone, Currency: client.Currency,
		Colour: strconv.Itoa(client.Colour), Manager: client.AccountManagerID.String()}, nil)
}

// client is the one in the address.
func (h *Clients) client(c echo.Context) (*models.Client, error) {
	var at struct {
		ID models.ID `param:"client"`
	}
	if err := form.Bind(c, &at); err != nil {
		return nil, err
	}
	return h.Clients.ByID(c.Request().Context(), session.Actor(c), at.ID)
}

func (h *Clients) form(c echo.Context, status int, f clientForm, faults map[string]string) error {
	managers, err := h.staff(c, models.AccountManager, models.Admin)
	if err != nil {
		return err
	}
	title := "New client"
	if f.ID != models.NoID {
		title = f.Name
	}
	return page.Show(c, status, admin.ClientEdit(admin.ClientForm{
		Shell: clientShell(c, title), ID: f.ID, Name: f.Name, Slug: f.Slug, Zone: f.Zone, Currency: f.Currency, Colour: f.Colour, Manager: f.Manager, Managers: managers, Faults: faults,
	}))
}

// faulty is what a person can put right in a form, and its status: a name that is
// taken is one, too.
func faulty(err error) (status int, faults map[string]string) {
	refused := models.Refused(err)
	if refused == nil || refused.Kind != models.Invalid && (refused.Kind != models.Conflict || refused.Field == "") {
		return 0, nil
	}
	status, _ = page.Status(err)
	return status, map[string]string{refused.Field: refused.Message}
}

// Create handles POST /admin/clients.
func (h *Clients) Create(c echo.Context) error {
	var f clientForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	made, err := h.Clients.Create(c.Request().Context(), session.Actor(c), f.client())
	if status, faults := faulty(err); faults != nil {
		return h.form(c, status, f, faults)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.Client(made.ID), page.Said("%s is a client. Next: its first program.", made.Name))
}

// Edit handles POST /admin/clients/:client/settings.
func (h *Clients) Edit(c echo.Context) error {
	var f clientForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	err := h.Clients.Edit(c.Request().Context(), session.Actor(c), f.client())
	if status, faults := faulty(err); faults != nil {
		return h.form(c, status, f, faults)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.Client(f.ID), page.Said("Saved."))
}

// Show handles GET /admin/clients/:client.
func (h *Clients) Show(c echo.Context) error {
	client, err := h.client(c)
	if err != nil {
		return err
	}
	managers, err := h.staff(c, models.AccountManager, models.Admin, models.Supervisor)
	if err != nil {
		return err
	}
	view := admin.ClientPage{
		Shell: clientShell(c, client.Name), ID: client.ID, Name: client.Name, Tone: strconv.Itoa(client.Colour), MayEdit: runsClients(session.Actor(c)),
		Facts: []components.Fact{{Term: "Account manager", Value: named(managers, client.AccountManagerID)}, {Term: "Time zone", Value: client.Zone}, {Term: "Currency", Value: client.Currency}, {Term: "Short name", Value: client.Slug}},
	}
	for _, fill := range []func(echo.Context, *models.Client, []components.Option, *admin.ClientPage) error{h.showPrograms, h.showSources, h.showPeople, h.showRules, h.showProcess, h.showBars} {
		if err := fill(c, client, managers, &view); err != nil {
			return err
		}
	}
	return page.Show(c, http.StatusOK, admin.Client(view))
}

func (h *Clients) showPrograms(c echo.Context, client *models.Client, staff []components.Option, view *admin.ClientPage) error {
	all, err := h.Clients.Programs(c.Request().Context(), session.Actor(c), client.ID)
	for _, p := range all {
		view.Programs = append(view.Programs, admin.ProgramLine{ID: p.ID, Name: p.Name, State: string(p.State), Supervisor: named(staff, p.SupervisorID), Volume: fmt.Sprintf("%d calls a month", p.ContractVolume)})
	}
	return err
}

func (h *Clients) showSources(c echo.Context, client *models.Client, _ []components.Option, view *admin.ClientPage) error {
	all, err := h.Clients.Sources(c.Request().Context(), session.Actor(c), client.ID)
	for _, s := range all {
		line := admin.SourceLine{ID: s.ID, Name: s.Label(), Medium: s.Medium.Words(), Form: s.FormOpen}
		for _, p := range view.Programs {
			if s.ProgramID != nil && p.ID == *s.ProgramID {
				line.Program = p.Name
			}
		}
		view.Sources = append(view.Sources, line)
	}
	return err
}

func (h *Clients) showPeople(c echo.Context, client *models.Client, _ []components.Option, view *admin.ClientPage) error {
	counts, err := h.Clients.PersonCounts(c.Request().Context(), session.Actor(c), client.ID)
	for _, role := range models.Roles {
		if n := counts[role]; n > 0 {
			words := role.Words()
			fact := components.Fact{Term: strings.ToUpper(words[:1]) + words[1:], Value: strconv.Itoa(n)}
			if runsClients(session.Actor(c)) {
				fact.URL = paths.People()
			}
			view.People = append(view.People, fact)
		}
	}
	return err
}

func (h *Clients) showRules(c echo.Context, client *models.Client, _ []components.Option, view *admin.ClientPage) error {
	b, err := h.Routing.Rules(c.Request().Context(), session.Actor(c), client.ID)
	if err != nil || b.InForce == nil {
		return err
	}
	for n := range b.InForce.Rules {
		view.Rules = append(view.Rules, b.InForce.Rules[n].Sentence(client.Currency, b.Named))
	}
	return nil
}

// mostRows is how many rows of anything a form may send.
const mostRows = 40

// rowOf takes "remove.3" or "unanswer.3.2" apart: what to do, and with which row.
func rowOf(do string) (what string, n, k int) {
	what, rest, _ := strings.Cut(do, ".")
	first, second, _ := strings.Cut(rest, ".")
	n, _ = strconv.Atoi(first)
	k, _ = strconv.Atoi(second)
	return what, max(n, 0), max(k, 0)
}
