package desk

import (
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/intake"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Imports are files of inquiries.
type Imports struct {
	Intake  *intake.Service
	Clients *clients.Service
	Now     func() time.Time
}

// importForm is what is chosen about a file, when it is uploaded and when it is mapped.
type importForm struct {
	form.Once
	Import   models.ID `param:"import"`
	Program  string    `form:"program"`
	Source   string    `form:"source" query:"source"`
	Medium   string    `form:"medium" query:"medium"`
	Prefix   string    `form:"prefix" query:"prefix"`
	DayFirst string    `form:"day_first" query:"day_first"`
	History  string    `form:"history" query:"history"`
}

func (f importForm) chosen() desk.Chosen {
	return desk.Chosen{Program: f.Program, Source: f.Source, Medium: f.Medium, Prefix: f.Prefix, DayFirst: f.DayFirst != "", History: f.History != ""}
}

// options are the chosen ones; columns are those that the form maps, if it maps any.
func (f importForm) options(c echo.Context) models.ImportOptions {
	o := models.ImportOptions{Source: strings.TrimSpace(f.Source), Medium: models.Medium(f.Medium), PhonePrefix: strings.TrimSpace(f.Prefix), DayFirst: f.DayFirst != "", History: f.History != "", Columns: map[string]int{}}
	for name, values := range c.Request().PostForm {
		if at, err := strconv.Atoi(strings.TrimPrefix(name, "c.")); strings.HasPrefix(name, "c.") && err == nil && values[0] != "" {
			if _, twice := o.Columns[values[0]]; !twice || at < o.Columns[values[0]] {
				o.Columns[values[0]] = at
			}
		}
	}
	return o
}

// values carries the choices in the address, from the upload to the mapping.
func (f importForm) values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"source": f.Source, "medium": f.Medium, "prefix": f.Prefix, "day_first": f.DayFirst, "history": f.History} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

func importShell(c echo.Context, title string) layouts.Page {
	return page.Shell(c, layouts.Page{Title: title, Face: layouts.Office, NavLabel: "Desk", MainClass: "page import"})
}

// List handles GET /desk/imports.
func (h *Imports) List(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	all, err := h.Intake.Imports(ctx, by, models.NoID)
	if err != nil {
		return err
	}
	known, err := h.Clients.All(ctx, by)
	if err != nil {
		return err
	}
	programs, err := h.Clients.EveryProgram(ctx, by)
	if err != nil {
		return err
	}
	p := desk.ImportsPage{Layout: importShell(c, "Imports")}
	at, zone := h.Now(), models.Location(by.Zone)
	for _, imp := range all {
		row := desk.ImportRow{ID: imp.ID, File: imp.FileName, Rows: page.Thousands(imp.Rows), New: page.Thousands(imp.Inquiries), Repeats: page.Thousands(imp.Repeats), Rejected: page.Thousands(imp.Rejected), When: when(imp.CreatedAt, at, zone)}
		row.State, row.StateTone = importState(imp.State)
		for _, client := range known {
			if client.ID == imp.ClientID {
				row.Client, row.Tone = client.Name, strconv.Itoa(client.Colour)
			}
		}
		for _, program := range programs {
			if program.ID == imp.ProgramID {
				row.Program = program.Name
			}
		}
		p.Rows = append(p.Rows, row)
	}
	return page.Show(c, http.StatusOK, desk.Imports(p))
}

func importState(s models.ImportState) (words, tone string) {
	switch s {
	case models.ImportUploaded:
		return "Not imported yet", components.Amber
	case models.ImportRunning:
		return "Running", components.Fig
	case models.ImportDone:
		return "Imported", components.Leaf
	case models.ImportFailed:
		return "Stopped", components.Rust
	}
	return "Undone", components.Slate
}

// New handles GET /desk/imports/new.
func (h *Imports) New(c echo.Context) error {
	return h.upload(c, http.StatusOK, desk.Chosen{Program: c.QueryParam("program"), Medium: "other"}, nil)
}

// upload draws the form, as it was left. Browsers give no file back: it must be chosen again.
func (h *Imports) upload(c echo.Context, status int, chosen desk.Chosen, faults map[string]string) error {
	programs, err := h.programs(c)
	if err != nil {
		return err
	}
	p := desk.UploadPage{Layout: importShell(c, "Import a file"), Token: models.NewID().String(), Programs: programs, Media: media(), Chosen: chosen, Faults: faults}
	return page.Show(c, status, desk.Upload(p))
}

// programs is every program that still takes inquiries, under its client.
func (h *Imports) programs(c echo.Context) (options []components.Option, err error) {
	ctx, by := c.Request().Context(), session.Actor(c)
	all, err := h.Clients.All(ctx, by)
	if err != nil {
		return nil, err
	}
	programs, err := h.Clients.EveryProgram(ctx, by)
	options = []components.Option{{Label: "Choose a program"}} // none is guessed: the rows of a list must not land with another client
	for _, client := range all {
		for _, p := range programs {
			if p.ClientID == client.ID && p.State != models.ProgramEnded {
				options = append(options, components.Option{Value: p.ID.String(), Label: client.Name + ": " + p.Name, Group: client.Name})
			}
		}
	}
	return options, err
}

func media() (options []components.Option) {
	for _, m := range models.Media {
		options = append(options, components.Option{Value: string(m), Label: m.Words()})
	}
	return options
}

// Upload handles POST /desk/imports: the file is kept, and looked at.
func (h *Imports) Upload(c echo.Context) error {
	var f importForm
	err := form.Bind(c, &f)
	if err != nil {
		return err
	}
	imp, err := h.keep(c, f)
	if refused := models.Refused(err); refused != nil && (refused.Kind == models.Invalid || refused.Kind == models.Conflict) {
		return h.upload(c, http.StatusUnprocessableEntity, f.chosen(), map[string]string{refused.Field: refused.Message})
	}
	if err != nil {
		return err
	}
	return page.Go(c, paths.ImportWith(imp.ID, f.values()))
}

func (h *Imports) keep(c echo.Context, f importForm) (*models.Import, error) {
	ctx, by := c.Request().Context(), session.Actor(c)
	program, err := h.Clients.Program(ctx, by, form.ID(f.Program))
	if models.IsKind(err, models.NotFound) {
		return nil, models.Refuse(models.Invalid, "program", "Choose the program that the inquiries are for.")
	}
	if err != nil {
		return nil, err
	}
	sent, err := c.FormFile("file")
	if err != nil || sent.Filename == "" {
		return nil, models.Refuse(models.Invalid, "file", "Choose a file, CSV or XLSX.")
	}
	file, err := sent.Open()
	if err != nil {
		return nil, fmt.Errorf("open the upload: %w", err)
	}
	defer func(file multipart.File) { _ = file.Close() }(file)
	return h.Intake.Upload(ctx, by, program.ClientID, program.ID, sent.Filename, file)
}

// Show handles GET /desk/imports/:import: its mapping, its progress, or what it came to.
func (h *Imports) Show(c echo.Context) error {
	var f importForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	imp, err := h.Intake.ImportByID(c.Request().Context(), session.Actor(c), f.Import)
	if err != nil {
		return err
	}
	if imp.State == models.ImportUploaded {
		return h.mapping(c, http.StatusOK, imp, f, f.options(c), nil)
	}
	return h.run(c, imp)
}

// Map handles POST /desk/imports/:import/mapping: the preview of another mapping.
func (h *Imports) Map(c echo.Context) error {
	return h.mapped(c, func(imp *models.Import, f importForm, o models.ImportOptions) error {
		return h.mapping(c, http.StatusOK, imp, f, o, nil)
	})
}

// Try handles POST /desk/imports/:import/trial: what an import would come to.
func (h *Imports) Try(c echo.Context) error {
	return h.mapped(c, func(imp *models.Import, f importForm, o models.ImportOptions) error {
		result, whole, err := h.Intake.Try(c.Request().Context(), session.Actor(c), imp.ID, o)
		if err != nil {
			return err
		}
		return h.mapping(c, http.StatusOK, imp, f, o, &trial{Result: result, whole: whole})
	})
}

// Run handles POST /desk/imports/:import/run: a job imports the file.
func (h *Imports) Run(c echo.Context) error {
	return h.mapped(c, func(imp *models.Import, _ importForm, o models.ImportOptions) error {
		ctx, by := c.Request().Context(), session.Actor(c)
		see, err := h.Intake.Sight(ctx, by, imp.ID, o)
		if err != nil {
			return err
		}
		o.Rows = see.Rows
		if err := h.Intake.Start(ctx, by, imp.ID, o); err != nil {
			return err
		}
		return page.Go(c, paths.Import(imp.ID))
	})
}

// mapped binds the mapping's form and lets do go on with it. What is refused is said
// over the mapping as it was left; a file that was imported meanwhile is shown.
func (h *Imports) mapped(c echo.Context, do func(*models.Import, importForm, models.ImportOptions) error) error {
	var f importForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	imp, err := h.Intake.ImportByID(c.Request().Context(), session.Actor(c), f.Import)
	if err != nil {
		return err
	}
	if imp.State != models.ImportUploaded {
		return page.Go(c, paths.Import(imp.ID))
	}
	o := f.options(c)
	err = do(imp, f, o)
	if refused := models.Refused(err); refused != nil && refused.Kind != models.NotFound && refused.Kind != models.Forbidden {
		return h.mapping(c, http.StatusUnprocessableEntity, imp, f, o, &trial{fault: refused})
	}
	return err
}

// Rejected handles GET /desk/imports/:import/rejected.csv.
func (h *Imports) Rejected(c echo.Context) error {
	var f importForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	imp, err := h.Intake.ImportByID(ctx, by, f.Import)
	if err != nil {
		return err
	}
	name := strings.Map(func(r rune) rune {
		if r < ' ' || r == '"' || r == '\\' || r == '/' || r > '~' {
			return '_'
		}
		return r
	}, imp.FileName)
	head := c.Response().Header()
	head.Set(echo.HeaderContentType, "text/csv; charset=utf-8")
	head.Set(echo.HeaderContentDisposition, `attachment; filename="rejected-`+strings.TrimSuffix(name, ".csv")+`.csv"`)
	err = h.Intake.WriteRejected(ctx, by, imp.ID, c.Response())
	if err != nil && !c.Response().Committed {
		head.Del(echo.HeaderContentDisposition)
	}
	return err
}

// Undo handles POST /desk/imports/:import/undoing.
func (h *Imports) Undo(c echo.Context) error {
	var f importForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	undone, err := h.Intake.Undo(c.Request().Context(), session.Actor(c), f.Import)
	if err != nil {
		return err
	}
	said := page.Said("Undone: %s taken back.", plural2(undone.Undone, "inquiry", "inquiries"))
	if undone.Kept > 0 {
		said = page.Said("Undone: %s taken back; %s, because somebody has worked on them since.", plural2(undone.Undone, "inquiry", "inquiries"), plural2(undone.Kept, "stays", "stay"))
	}
	return page.Done(c, paths.Import(f.Import), said)
}

func plural2(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return page.Thousands(n) + " " + many
}
