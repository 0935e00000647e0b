package portal

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/markets"
	"ripen/views/paths"
	"ripen/views/portal"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// mostMarketLines is how many rows of a file its preview shows: every faulty one comes first.
const mostMarketLines = 200

// marketFileForm is a file that was looked at, carried along until it is kept.
type marketFileForm struct {
	form.Once
	Beside models.ID `param:"client"`
	Name   string    `form:"name"`
	Text   string    `form:"text"`
}

// Choose handles GET .../coverage/file.
func (h *Coverage) Choose(c echo.Context) error {
	var f marketFileForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return h.choose(c, http.StatusOK, f, "")
}

func (h *Coverage) choose(c echo.Context, status int, f marketFileForm, fault string) error {
	client, err := h.client(c, f.Beside)
	if err != nil {
		return err
	}
	return page.Show(c, status, portal.CoverageFile(h.filePage(c, f, client, fault)))
}

func (h *Coverage) filePage(c echo.Context, f marketFileForm, client *models.Client, fault string) portal.CoverageFilePage {
	return portal.CoverageFilePage{Layout: outcomeShell(c, f.Beside, "Markets from a file", paths.CoverageFile(f.Beside)), Beside: f.Beside, ClientName: client.Name, Fault: fault}
}

// Look handles POST .../coverage/file: what would become of the file. Nothing is kept.
func (h *Coverage) Look(c echo.Context) error {
	var f marketFileForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	client, err := h.client(c, f.Beside)
	if err != nil {
		return err
	}
	sent, err := c.FormFile("file")
	if err != nil || sent.Filename == "" {
		return h.choose(c, http.StatusUnprocessableEntity, f, "Choose a file with one market and year a row.")
	}
	in, err := sent.Open()
	if err != nil {
		return fmt.Errorf("open the upload: %w", err)
	}
	defer func() { _ = in.Close() }()
	f.Name = sent.Filename
	found, err := h.Markets.Read(c.Request().Context(), session.Actor(c), client.ID, markets.File{Name: f.Name, In: in})
	if refused := models.Refused(err); refused != nil && refused.Kind == models.Invalid {
		return h.choose(c, http.StatusUnprocessableEntity, f, refused.Message)
	}
	if err != nil {
		return err
	}
	var text strings.Builder
	out := csv.NewWriter(&text)
	if err := out.Write(found.Header); err != nil {
		return err
	}
	for _, l := range found.Lines {
		if err := out.Write(l.Cells); err != nil {
			return err
		}
	}
	out.Flush()
	f.Text = text.String()
	return h.preview(c, client, f, found)
}

// Import handles POST .../coverage/imports: all of the file, or a look at what keeps it from that.
func (h *Coverage) Import(c echo.Context) error {
	var f marketFileForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	client, err := h.client(c, f.Beside)
	if err != nil {
		return err
	}
	found, err := h.Markets.Import(c.Request().Context(), session.Actor(c), f.Token(), client.ID, markets.File{Name: f.Name, In: strings.NewReader(f.Text)})
	if refused := models.Refused(err); refused != nil && refused.Kind == models.Invalid {
		return h.choose(c, http.StatusUnprocessableEntity, f, refused.Message)
	}
	if err != nil {
		return err
	}
	if found.Faults() > 0 {
		return h.preview(c, client, f, found)
	}
	if !found.Kept { // sent again
		return page.Go(c, paths.Coverage(f.Beside))
	}
	return page.Done(c, paths.Coverage(f.Beside), page.Said("%s", found.Words()))
}

func (h *Coverage) preview(c echo.Context, client *models.Client, f marketFileForm, found *markets.Sheet) error {
	p := &portal.MarketsPreview{Name: f.Name, Text: f.Text, Words: found.Words(), Notes: found.Notes, Ready: found.Faults() == 0 && len(found.Lines) > 0}
	for _, faulty := range []bool{true, false} {
		for n := range found.Lines {
			if l := &found.Lines[n]; (l.Fault != "") == faulty && len(p.Lines) < mostMarketLines {
				p.Lines = append(p.Lines, marketLine(l))
			}
		}
	}
	p.Cut = len(found.Lines) - len(p.Lines)
	status := http.StatusOK
	if !p.Ready {
		status = http.StatusUnprocessableEntity
	}
	shown := h.filePage(c, f, client, "")
	shown.Preview = p
	return page.Show(c, status, portal.CoverageFile(shown))
}

func marketLine(l *markets.Line) portal.MarketFileLine {
	line := portal.MarketFileLine{Line: strconv.Itoa(l.Line), Market: l.Year.Market, Program: "all programs", Replaces: l.Replaces, Fault: l.Fault}
	if l.Program != "" {
		line.Program = l.Program
	}
	if l.Year.Year > 0 {
		line.Year = strconv.Itoa(l.Year.Year)
	}
	if l.Year.Units > 0 {
		line.Units = portal.Figure(&l.Year.Units)
	}
	if l.Year.Planned != nil {
		line.Planned = portal.Figure(l.Year.Planned)
	}
	return line
}
