package spend

import (
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/spend"
	"ripen/views/components"
	"ripen/views/paths"
	view "ripen/views/spend"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// mostShown is how many rows of a file its preview shows: every faulty one comes first.
const mostShown = 200

// makeIt is the choice to make a source of the name.
const makeIt = "new"

// fileForm is a file that was looked at, carried along with what was chosen for it.
type fileForm struct {
	Whose
	Name    string   `form:"name"`
	Text    string   `form:"text"`
	Unknown []string `form:"unknown"`
	Choices []string `form:"choice"`
	Replace string   `form:"replace"`
}

func (f fileForm) file(in io.Reader) spend.File {
	file := spend.File{Name: f.Name, In: in, Replace: f.Replace != "", Choices: map[string]models.ID{}}
	for n, name := range f.Unknown {
		if n < len(f.Choices) && f.Choices[n] == makeIt {
			file.Choices[name] = models.NoID
		} else if n < len(f.Choices) && form.ID(f.Choices[n]) != models.NoID {
			file.Choices[name] = form.ID(f.Choices[n])
		}
	}
	return file
}

// Choose handles GET .../spend/file.
func (h *Spend) Choose(c echo.Context) error {
	var f fileForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return h.choose(c, http.StatusOK, f, "")
}

func (h *Spend) choose(c echo.Context, status int, f fileForm, fault string) error {
	client, err := h.client(c, f.Whose)
	if err != nil {
		return err
	}
	return page.Show(c, status, view.File(view.FilePage{Layout: shell(c, f.Whose, "Spend from a file", paths.SpendFile(f.Beside)), Client: f.Beside, ClientName: client.Name, Currency: client.Currency, Fault: fault}))
}

// Look handles POST .../spend/file: what would become of the file. Nothing is kept.
func (h *Spend) Look(c echo.Context) error {
	var f fileForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	client, err := h.client(c, f.Whose)
	if err != nil {
		return err
	}
	sent, err := c.FormFile("file")
	if err != nil || sent.Filename == "" {
		return h.choose(c, http.StatusUnprocessableEntity, f, "Choose a file with one amount a row.")
	}
	in, err := sent.Open()
	if err != nil {
		return fmt.Errorf("open the upload: %w", err)
	}
	defer func() { _ = in.Close() }()
	f.Name = sent.Filename
	sheet, err := h.Spend.Read(c.Request().Context(), session.Actor(c), client.ID, f.file(in))
	if refused := models.Refused(err); refused != nil {
		return h.choose(c, http.StatusUnprocessableEntity, f, refused.Message)
	}
	if err != nil {
		return err
	}
	if f.Text, err = written(sheet); err != nil {
		return err
	}
	return h.preview(c, client, f, sheet)
}

// Import handles POST .../spend/imports: all of the file, or a look at what keeps it from that.
func (h *Spend) Import(c echo.Context) error {
	var f fileForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	client, err := h.client(c, f.Whose)
	if err != nil {
		return err
	}
	sheet, err := h.Spend.Import(c.Request().Context(), session.Actor(c), f.Token(), client.ID, f.file(strings.NewReader(f.Text)))
	if refused := models.Refused(err); refused != nil && refused.Kind != models.NotFound && refused.Kind != models.Forbidden {
		return h.choose(c, http.StatusUnprocessableEntity, f, refused.Message)
	}
	if err != nil {
		return err
	}
	if sheet.Faults() > 0 {
		return h.preview(c, client, f, sheet)
	}
	if !sheet.Kept { // sent again
		return page.Go(c, paths.Spend(f.Beside))
	}
	return page.Done(c, paths.Spend(f.Beside), page.Said("%s", sheet.Words()))
}

// written is the file as text that a form can carry, whatever it was before.
func written(sheet *spend.Sheet) (string, error) {
	var text strings.Builder
	out := csv.NewWriter(&text)
	if err := out.Write(sheet.Header); err != nil {
		return "", err
	}
	for _, l := range sheet.Lines {
		if err := out.Write(l.Cells); err != nil {
			return "", err
		}
	}
	out.Flush()
	return text.String(), out.Error()
}

func (h *Spend) preview(c echo.Context, client *models.Client, f fileForm, sheet *spend.Sheet) error {
	sources, err := h.Clients.Sources(c.Request().Context(), session.Actor(c), client.ID)
	if err != nil {
		return err
	}
	p := &view.Preview{Name: f.Name, Text: f.Text, Words: sheet.Words(), Notes: sheet.Notes, Faults: sheet.Faults(), Overlapping: sheet.Overlapping(), Replace: f.Replace != ""}
	choices := f.file(nil).Choices
	for _, name := range sheet.Unknown {
		p.Unknown = append(p.Unknown, view.Unknown{Name: name})
	}
	for name, id := range choices {
		u := view.Unknown{Name: name, Choice: makeIt}
		if id != models.NoID {
			u.Choice = id.String()
		}
		p.Unknown = append(p.Unknown, u)
	}
	p.Sources = append(options(sources, "Choose…"), components.Option{Value: makeIt, Label: "Make a new source of this name"})
	for _, faulty := range []bool{true, false} {
		for n := range sheet.Lines {
			if l := &sheet.Lines[n]; (l.Fault != "") == faulty && len(p.Lines) < mostShown {
				p.Lines = append(p.Lines, fileLine(l))
			}
		}
	}
	p.Cut = len(sheet.Lines) - len(p.Lines)
	status := http.StatusOK
	if p.Faults > 0 {
		status = http.StatusUnprocessableEntity
	}
	return page.Show(c, status, view.File(view.FilePage{Layout: shell(c, f.Whose, "Spend from a file", paths.SpendFile(f.Beside)), Client: f.Beside, ClientName: client.Name, Currency: client.Currency, Preview: p}))
}

func fileLine(l *spend.Line) view.FileLine {
	line := view.FileLine{Line: strconv.Itoa(l.Line), Source: models.SourceLabel(l.Source), Into: l.Into, Replaces: l.Replaces, Fault: l.Fault}
	if p := &l.Spend; !p.FromDay.IsZero() && !p.ToDay.IsZero() {
		line.Period = p.Period()
		if p.Currency != "" {
			line.Paid = spend.Money(p.Paid) + " " + p.Currency
		}
		if l.Fault == "" {
			line.Amount = spend.Money(p.Amount)
		}
	}
	return line
}
