package admin

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/intake/table"
	"ripen/services/policy"
	"ripen/views/admin"
	"ripen/views/components"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// programForm is a program as it was sent, figures as they were typed.
type programForm struct {
	form.Once
	ID         models.ID `param:"program"`
	ClientID   models.ID `param:"client"`
	Name       string    `form:"name"`
	Slug       string    `form:"slug"`
	Supervisor string    `form:"supervisor"`
	Preset     string    `form:"preset"`
	Hours      string    `form:"hours"`
	Approver   string    `form:"hours_approver"`
	Country    string    `form:"country"`
	Attempts   string    `form:"max_attempts"`
	Response   string    `form:"response"`
	Volume     string    `form:"volume"`
	Weight     string    `form:"weight"`
	Language   string    `form:"language"`
	Skills     string    `form:"skills"`
	Fee        string    `form:"fee"`
	Worth      string    `form:"worth"`
	WinRate    string    `form:"win_rate"`
	Opening    string    `form:"opening"`
}

func (f programForm) typed() admin.ProgramTyped {
	return admin.ProgramTyped{Name: f.Name, Slug: f.Slug, Supervisor: f.Supervisor, Volume: f.Volume, Weight: f.Weight, Language: f.Language, Skills: f.Skills, Fee: f.Fee, Preset: f.Preset, Hours: f.Hours, Approver: f.Approver, Country: f.Country, Attempts: f.Attempts,
		Response: f.Response, WinRate: f.WinRate, Worth: f.Worth, Opening: f.Opening}
}

// typedOf is a program as its form shows it.
func typedOf(p *models.Program) admin.ProgramTyped {
	n := strconv.Itoa
	return admin.ProgramTyped{Name: p.Name, Slug: p.Slug, Supervisor: p.SupervisorID.String(), Volume: n(p.ContractVolume), Weight: strconv.FormatFloat(p.Weight, 'f', -1, 64), Language: p.Language, Skills: strings.Join(p.Skills, ", "), Fee: p.Fee.String(), Preset: p.Preset, Hours: p.Hours, Approver: p.HoursApprover, Country: p.Country,
		Attempts: n(p.MaxAttempts), Response: n(p.ResponseMinutes),
		WinRate: strconv.FormatFloat(p.WinRate*100, 'f', -1, 64), Worth: p.Worth.String(), Opening: p.Opening}
}

// program reads the form; the first figure that is none is said.
func (f programForm) program() (p models.Program, err error) {
	p = models.Program{ID: f.ID, ClientID: f.ClientID, Name: strings.TrimSpace(f.Name), Slug: strings.TrimSpace(f.Slug), SupervisorID: form.ID(f.Supervisor), Preset: f.Preset, Hours: strings.TrimSpace(f.Hours), HoursApprover: strings.TrimSpace(f.Approver), Opening: strings.TrimSpace(f.Opening)}
	for _, each := range []struct {
		field, text string
		into        *int
		least       int
	}{
		{"max_attempts", f.Attempts, &p.MaxAttempts, 1}, {"response", f.Response, &p.ResponseMinutes, 1}, {"volume", f.Volume, &p.ContractVolume, 1},
	} {
		if *each.into, err = strconv.Atoi(strings.TrimSpace(each.text)); err != nil || *each.into < each.least || *each.into > 1_000_000 {
			return p, models.Refuse(models.Invalid, each.field, "Enter a whole number from %d.", each.least)
		}
	}
	if p.Fee, err = amountOf("fee", f.Fee); err != nil {
		return p, err
	}
	if p.Worth, err = amountOf("worth", f.Worth); err != nil {
		return p, err
	}
	rate, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(f.WinRate), "%"), 64)
	if err != nil || rate < 0 || rate > 100 {
		return p, models.Refuse(models.Invalid, "win_rate", "Enter the share of A leads that order, between 0 and 100.")
	}
	p.WinRate = rate / 100
	if p.Weight, err = strconv.ParseFloat(strings.TrimSpace(f.Weight), 64); f.Weight != "" && (err != nil || p.Weight <= 0) {
		return p, models.Refuse(models.Invalid, "weight", "Weigh the program between 0.01 and 100; 1 is as its contract says.")
	}
	p.Language = strings.ToLower(strings.TrimSpace(f.Language))
	if p.Skills, err = models.SkillsIn(f.Skills); err != nil {
		return p, err
	}
	return p, f.place(&p)
}

// place reads where people are called.
func (f programForm) place(p *models.Program) error {
	if text := strings.TrimSpace(f.Country); text != "" {
		if p.Country = policy.CountryCode(text); p.Country == "" {
			return models.Refuse(models.Invalid, "country", "There is no country “%s”: write its name or its two letters, such as US.", text)
		}
	}
	return nil
}

// amountOf reads an amount of money; nothing is 0.
func amountOf(field, text string) (decimal.Decimal, error) {
	if strings.TrimSpace(text) == "" {
		return decimal.Zero, nil
	}
	amount, err := table.ParseMoney(text)
	if refused := models.Refused(err); refused != nil {
		return decimal.Zero, models.Refuse(models.Invalid, field, "%s", refused.Message)
	}
	if err != nil || amount.IsNegative() || amount.GreaterThan(decimal.New(1, 11)) {
		return decimal.Zero, models.Refuse(models.Invalid, field, "Enter an amount such as 9500 or 9500.50.")
	}
	return amount.Round(2), nil
}

// NewProgram handles GET /admin/clients/:client/programs/new.
func (h *Clients) NewProgram(c echo.Context) error {
	client, err := h.client(c)
	if err != nil {
		return err
	}
	p := models.Program{Slug: "x", Name: "x"}
	if err := p.Check(); err != nil { // fills in what is usual
		return err
	}
	typed := typedOf(&p)
	typed.Name, typed.Slug, typed.Supervisor = "", "", session.Actor(c).UserID.String()
	return h.programForm(c, http.StatusOK, client, nil, typed, nil)
}

// Program handles GET /admin/programs/:program.
func (h *Clients) Program(c echo.Context) error {
	p, client, err := h.program(c)
	if err != nil {
		return err
	}
	return h.programForm(c, http.StatusOK, client, p, typedOf(p), nil)
}

// program is the one in the address, and its client.
func (h *Clients) program(c echo.Context) (*models.Program, *models.Client, error) {
	var at struct {
		ID models.ID `param:"program"`
	}
	if err := form.Bind(c, &at); err != nil {
		return nil, nil, err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	p, err := h.Clients.Program(ctx, by, at.ID)
	if err != nil {
		return nil, nil, err
	}
	client, err := h.Clients.ByID(ctx, by, p.ClientID)
	return p, client, err
}

// programForm draws the form as it was left; p is nil for a new one.
func (h *Clients) programForm(c echo.Context, status int, client *models.Client, p *models.Program, typed admin.ProgramTyped, faults map[string]string, replay ...*admin.ReplayView) error {
	supervisors, err := h.staff(c, models.Supervisor, models.AccountManager, models.Admin)
	if err != nil {
		return err
	}
	view := admin.ProgramForm{Shell: clientShell(c, "Program"), ClientID: client.ID, Client: client.Name, Currency: client.Currency, Typed: typed, Supervisors: supervisors, Faults: faults}
	if len(replay) > 0 {
		view.Replay = replay[0]
	}
	if p == nil {
		return page.Show(c, status, admin.ProgramEdit(view))
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	view.ID, view.CriteriaWords, view.State = p.ID, "Criteria", p.State
	if view.Standings, err = h.standings(c, p.ID); err != nil {
		return err
	}
	if p.State != models.ProgramActive {
		view.StateWords = ", " + string(p.State)
	}
	if in, err := h.Clients.Criteria(ctx, by, p.ID); err == nil {
		view.CriteriaWords = "Criteria, version " + strconv.Itoa(in.Version)
	}
	callers, err := h.Clients.Staff(ctx, by, models.Caller)
	if err != nil {
		return err
	}
	members, err := h.Clients.Members(ctx, by, p.ID)
	if err != nil {
		return err
	}
	for _, u := range callers {
		in := slices.ContainsFunc(members, func(m models.User) bool { return m.ID == u.ID })
		view.Members = append(view.Members, admin.Member{ID: u.ID, Name: u.Name, In: in})
	}
	return page.Show(c, status, admin.ProgramEdit(view))
}

// CreateProgram handles POST /admin/clients/:client/programs.
func (h *Clients) CreateProgram(c echo.Context) error {
	client, err := h.client(c)
	if err != nil {
		return err
	}
	var f programForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	p, err := f.program()
	var made *models.Program
	if err == nil {
		made, err = h.Clients.CreateProgram(c.Request().Context(), session.Actor(c), p)
	}
	if status, faults := faulty(err); faults != nil {
		return h.programForm(c, status, client, nil, f.typed(), faults)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.Program(made.ID), page.Said("%s runs. Next: who calls in it.", made.Name))
}

// EditProgram handles POST /admin/programs/:program.
func (h *Clients) EditProgram(c echo.Context) error {
	was, client, err := h.program(c)
	if err != nil {
		return err
	}
	var f programForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	f.Slug = was.Slug
	p, err := f.program()
	if err == nil {
		err = h.Clients.EditProgram(c.Request().Context(), session.Actor(c), p)
	}
	if status, faults := faulty(err); faults != nil {
		return h.programForm(c, status, client, was, f.typed(), faults)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.Program(was.ID), page.Said("Saved."))
}

// Members handles POST /admin/programs/:program/members: who is ticked works in it.
func (h *Clients) Members(c echo.Context) error {
	p, _, err := h.program(c)
	if err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	callers, err := h.Clients.Staff(ctx, by, models.Caller)
	if err != nil {
		return err
	}
	members, err := h.Clients.Members(ctx, by, p.ID)
	if err != nil {
		return err
	}
	ticked := c.Request().PostForm["member"]
	for _, u := range callers {
		in := slices.ContainsFunc(members, func(m models.User) bool { return m.ID == u.ID })
		switch wanted := slices.Contains(ticked, u.ID.String()); {
		case wanted && !in:
			err = h.Clients.Join(ctx, by, p.ID, u.ID)
		case in && !wanted:
			err = h.Clients.Leave(ctx, by, p.ID, u.ID)
		}
		if err != nil {
			return err
		}
	}
	return page.Done(c, paths.Program(p.ID), page.Said("Saved: %d callers work in it.", len(ticked)))
}

// choices is a client's programs, after none.
func (h *Clients) choices(c echo.Context, clientID models.ID) ([]components.Option, error) {
	all, err := h.Clients.Programs(c.Request().Context(), session.Actor(c), clientID)
	options := []components.Option{{Label: "No program: it has no form"}}
	for _, p := range all {
		options = append(options, components.Option{Value: p.ID.String(), Label: p.Name})
	}
	return options, err
}
