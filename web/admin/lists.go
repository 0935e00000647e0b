package admin

import (
	"fmt"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/policy"
	"ripen/views/admin"
	"ripen/views/components"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Lists are what calls are screened against.
type Lists struct {
	Policy  *policy.Service
	Clients *clients.Service
	Now     func() time.Time
}

// listForm is an upload as it was sent, besides its file.
type listForm struct {
	form.Once
	ID       models.ID `param:"list"`
	Register string    `form:"register"`
	Name     string    `form:"name"`
	Kind     string    `form:"kind"`
	Client   string    `form:"client"`
	MaxAge   string    `form:"max_age_days"`
	TakenOn  string    `form:"taken_on"`
	Country  string    `form:"country"`
}

// List handles GET /admin/lists.
func (h *Lists) List(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	lists, err := h.Policy.Lists(ctx, by)
	if err != nil {
		return err
	}
	known, err := h.Clients.All(ctx, by)
	if err != nil {
		return err
	}
	p := admin.ListsPage{Shell: listShell(c, "Screening lists"), MayEdit: runsClients(by)}
	for n := range lists {
		p.Lists = append(p.Lists, h.line(&lists[n], known))
	}
	return page.Show(c, http.StatusOK, admin.Lists(p))
}

func (h *Lists) line(l *policy.List, known []models.Client) admin.ListLine {
	line := admin.ListLine{ID: l.ID, Name: l.Name, Register: l.Register, For: "Every client", Means: kindWords(l.Kind), Numbers: page.Thousands(l.Numbers),
		Taken: l.TakenOn.Format("2 January 2006"), File: l.FileName, AgeTone: components.Leaf, Age: fmt.Sprintf("%d days old", max(l.Age(h.Now()), 0))}
	if age := l.Age(h.Now()); age == 1 {
		line.Age = "1 day old"
	}
	if l.MaxAgeDays != nil {
		line.Age += " of " + strconv.Itoa(*l.MaxAgeDays)
	}
	if !l.Fresh(h.Now()) {
		line.AgeTone = components.Rust
		line.Age = "too old: " + line.Age
	}
	for _, client := range known {
		if l.ClientID != nil && client.ID == *l.ClientID {
			line.For, line.Tone = client.Name, strconv.Itoa(client.Colour)
		}
	}
	return line
}

func kindWords(kind policy.ListKind) string {
	if kind == policy.Consents {
		return "They have agreed to be called"
	}
	return "They are not called"
}

// New handles GET /admin/lists/new.
func (h *Lists) New(c echo.Context) error {
	return h.upload(c, http.StatusOK, listForm{Kind: string(policy.Forbids)}, nil)
}

// upload draws the form of a new list, as it was left.
func (h *Lists) upload(c echo.Context, status int, f listForm, faults map[string]string) error {
	view, err := h.form(c, f, faults)
	if err != nil {
		return err
	}
	view.Shell = listShell(c, "Upload a list")
	return page.Show(c, status, admin.ListUpload(view))
}

func (h *Lists) form(c echo.Context, f listForm, faults map[string]string) (admin.ListForm, error) {
	view := admin.ListForm{ID: f.ID, Name: f.Name, Register: f.Register, Kind: f.Kind, Client: f.Client, MaxAge: f.MaxAge, TakenOn: f.TakenOn, Country: f.Country, Faults: faults,
		Kinds: []components.Option{{Value: string(policy.Forbids), Label: kindWords(policy.Forbids)}, {Value: string(policy.Consents), Label: kindWords(policy.Consents)}}}
	for _, r := range policy.Registers {
		view.Registers = append(view.Registers, components.Option{Value: r.Name, Label: r.Words})
	}
	known, err := h.Clients.All(c.Request().Context(), session.Actor(c))
	view.Clients = []components.Option{{Label: "Every client"}}
	for _, client := range known {
		view.Clients = append(view.Clients, components.Option{Value: client.ID.String(), Label: client.Name})
	}
	return view, err
}

// Show handles GET /admin/lists/:list.
func (h *Lists) Show(c echo.Context) error {
	var f listForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return h.show(c, http.StatusOK, f, nil)
}

func (h *Lists) show(c echo.Context, status int, f listForm, faults map[string]string) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	l, err := h.Policy.ListByID(ctx, by, f.ID)
	if err != nil {
		return err
	}
	known, err := h.Clients.All(ctx, by)
	if err != nil {
		return err
	}
	p := admin.ListPage{Shell: listShell(c, l.Name), Token: models.NewID().String(), Line: h.line(l, known), MayEdit: runsClients(by)}
	p.Facts = []components.Fact{
		{Term: "File", Value: l.FileName}, {Term: "Taken on", Value: p.Line.Taken}, {Term: "Register", Value: l.Register}, {Term: "For", Value: p.Line.For},
		{Term: "Rows", Value: page.Thousands(l.Rows)}, {Term: "Numbers", Value: page.Thousands(l.Numbers)}, {Term: "Repeats", Value: page.Thousands(l.Repeats)}, {Term: "Rejected", Value: page.Thousands(l.Rejected)},
		{Term: "Uploaded", Value: l.UploadedAt.In(models.Location(by.Zone)).Format("2 January 2006 15:04")},
	}
	if l.UploadedBy != "" {
		p.Facts = append(p.Facts, components.Fact{Term: "By", Value: l.UploadedBy})
	}
	for _, r := range l.Refused {
		p.Refused = append(p.Refused, components.Fact{Term: "Row " + strconv.FormatInt(r.Line, 10), Value: r.Text + ": " + r.Reason})
	}
	if int64(len(l.Refused)) < l.Rejected {
		p.Cut = fmt.Sprintf("the first %d of %s", len(l.Refused), page.Thousands(l.Rejected))
	}
	if p.Form, err = h.form(c, f, faults); err != nil {
		return err
	}
	return page.Show(c, status, admin.List(p))
}

// Upload handles POST /admin/lists and POST /admin/lists/:list/uploads.
func (h *Lists) Upload(c echo.Context) error {
	var f listForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	list, err := h.keep(c, f)
	if status, faults := faulty(err); faults != nil {
		if f.ID != models.NoID {
			return h.show(c, status, f, faults)
		}
		return h.upload(c, status, f, faults)
	}
	if err != nil {
		return err
	}
	return page.Done(c, paths.List(list.ID), page.Said("%s rows = %s numbers + %s repeats + %s rejected.", page.Thousands(list.Rows), page.Thousands(list.Numbers), page.Thousands(list.Repeats), page.Thousands(list.Rejected)))
}

func (h *Lists) keep(c echo.Context, f listForm) (*policy.List, error) {
	ctx, by := c.Request().Context(), session.Actor(c)
	u := policy.Upload{ListID: f.ID, ClientID: form.ID(f.Client), Name: f.Name, Register: f.Register, Kind: policy.ListKind(f.Kind), Country: f.Country}
	if f.ID != models.NoID { // what it is stays; only its numbers are new
		was, err := h.Policy.ListByID(ctx, by, f.ID)
		if err != nil {
			return nil, err
		}
		u.Name, u.Register, u.Kind = was.Name, was.Register, was.Kind
		if was.ClientID != nil {
			u.ClientID = *was.ClientID
		}
		if was.MaxAgeDays != nil {
			u.MaxAgeDays = *was.MaxAgeDays
		}
	} else if text := strings.TrimSpace(f.MaxAge); text != "" {
		days, err := strconv.Atoi(text)
		if err != nil || days < 1 {
			return nil, models.Refuse(models.Invalid, "max_age_days", "Enter a whole number of days from 1.")
		}
		u.MaxAgeDays = days
	}
	day, err := form.Day("taken_on", f.TakenOn)
	if err != nil {
		return nil, err
	}
	if day != nil {
		u.TakenOn = *day
	}
	sent, err := c.FormFile("file")
	if err != nil || sent.Filename == "" {
		return nil, models.Refuse(models.Invalid, "file", "Choose a file with one number a row.")
	}
	file, err := sent.Open()
	if err != nil {
		return nil, fmt.Errorf("open the upload: %w", err)
	}
	defer func(file multipart.File) { _ = file.Close() }(file)
	u.FileName, u.File = sent.Filename, file
	return h.Policy.UploadList(ctx, by, f.Token(), u)
}

// Remove handles POST /admin/lists/:list/removal.
func (h *Lists) Remove(c echo.Context) error {
	var f listForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	if err := h.Policy.RemoveList(c.Request().Context(), session.Actor(c), f.Token(), f.ID); err != nil {
		return err
	}
	return page.Done(c, paths.Lists(), page.Said("Removed. Numbers are no longer looked up in it."))
}
