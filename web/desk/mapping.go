package desk

import (
	"fmt"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/intake"
	"ripen/services/intake/table"
	"ripen/services/policy/number"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/paths"
	"ripen/web/page"
	"ripen/web/session"
)

// A trial is what trying an import came to, or why it could not be tried.
type trial struct {
	intake.Result
	whole bool
	fault *models.Error
}

func (t *trial) refusal() *models.Error {
	if t == nil {
		return nil
	}
	return t.fault
}

// mapping draws the columns, the first rows and what a trial came to.
func (h *Imports) mapping(c echo.Context, status int, imp *models.Import, f importForm, o models.ImportOptions, tried *trial) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	client, err := h.Clients.ByID(ctx, by, imp.ClientID)
	if err != nil {
		return err
	}
	remembered := false
	if len(o.Columns) == 0 && c.Request().PostForm == nil {
		before, err := h.Intake.Remembered(ctx, by, imp.ID)
		if err != nil {
			return err
		}
		if before != nil {
			o.Columns, remembered = before.Columns, true
			o.DayFirst = o.DayFirst || before.DayFirst
		}
	}
	p := desk.MapPage{ID: imp.ID, Token: models.NewID().String(), File: imp.FileName, Client: client.Name, Chosen: f.chosen(), Media: media(), Fields: fields()}
	see, err := h.Intake.Sight(ctx, by, imp.ID, o)
	if err != nil {
		return err
	}
	p.Rows = plural(see.Rows, "row")
	if !see.Whole {
		p.Rows = "about " + p.Rows
	}
	p.Notes = see.Notes
	switch preview, err := h.Intake.Preview(ctx, by, imp.ID, o); {
	case err == nil:
		fillMapping(&p, see, preview, remembered, client.Location(), h.Now())
	case models.IsKind(err, models.Invalid):
		p.Fault = err.Error()
		if models.Refused(err).Field == "map" {
			p.Fault = "None of the columns looks like one of an inquiry. Say below what each of them is."
		}
		fillColumns(&p, see, nil)
		p.Aside = "none guessed"
	default:
		return err
	}
	if refused := tried.refusal(); refused != nil {
		p.Fault = refused.Message
	} else if tried != nil {
		fillTrial(&p, tried)
	}
	p.Layout = importShell(c, imp.FileName)
	p.Layout.Path = paths.Import(imp.ID)
	return page.Show(c, status, desk.Map(p))
}

// fieldWords is what a column can be, as people say it.
var fieldWords = map[table.Field]string{
	table.Name: "Person: name", table.FirstName: "Person: first name", table.LastName: "Person: last name", table.Title: "Person: title",
	table.Organisation: "Organisation", table.Email: "E-mail", table.Phone: "Phone", table.Mobile: "Second number, mobile", table.Website: "Organisation: website",
	table.Address: "Address", table.City: "City", table.Region: "Region, for the calling hours", table.Postcode: "Postcode", table.Country: "Country", table.Language: "Language they speak",
	table.Product: "What it is about", table.Message: "Their words", table.ReceivedAt: "Arrived", table.Source: "Source", table.Medium: "Medium",
	table.ExternalID: "Their id", table.DoNotCall: "Do not call",
}

// fields offers them in the order in which people think of them.
func fields() []components.Option {
	options := []components.Option{{Label: "Keep as it came"}}
	for _, field := range []table.Field{table.Name, table.FirstName, table.LastName, table.Title, table.Organisation, table.Phone, table.Mobile, table.Website, table.Email, table.Address, table.City, table.Region, table.Postcode,
		table.Country, table.Language, table.Message, table.Product, table.ReceivedAt, table.Source, table.Medium, table.ExternalID, table.DoNotCall} {
		options = append(options, components.Option{Value: string(field), Label: fieldWords[field]})
	}
	return options
}

func fillMapping(p *desk.MapPage, see *intake.Sight, preview *intake.Preview, remembered bool, zone *time.Location, at time.Time) {
	fillColumns(p, see, preview)
	p.Aside = fmt.Sprintf("%d of %d guessed from the heads and what stands below them", len(preview.Mapping), len(see.Columns))
	if remembered {
		p.Aside = fmt.Sprintf("%d of %d remembered from your last import of such a file", len(preview.Mapping), len(see.Columns))
	}
	var has [3]int
	for _, r := range preview.Rows {
		p.Preview = append(p.Preview, previewRow(r, preview.Mapping, zone, at))
		switch r.Kind {
		case "rejected":
			has[2]++
		case "repeat":
			has[1]++
		default:
			has[0]++
		}
	}
	for n := range has {
		p.PreviewHas[n] = page.Thousands(has[n])
	}
}

func fillColumns(p *desk.MapPage, see *intake.Sight, preview *intake.Preview) {
	goes := map[int]table.Field{}
	if preview != nil {
		for field, at := range preview.Mapping {
			goes[at] = field
		}
	}
	for n, c := range see.Columns {
		column := desk.Column{Letter: letter(n), Name: c.Name, First: strings.Join(c.First, ", "), Goes: string(goes[n]), Percent: percent(c.Filled, see.Looked)}
		column.See = "kept as it came"
		if goes[n] != "" {
			column.See = ""
			if preview.Proposals.Columns[n].Field == goes[n] {
				column.See = preview.Proposals.Columns[n].Reason
			}
		}
		switch {
		case goes[n] == table.Phone && c.Undialable > 0:
			column.See, column.SeeTone = plural(c.Undialable, "number")+" cannot be dialled", components.Amber
		case goes[n] == table.Phone && c.Filled > 0:
			column.See = "all can be dialled"
		case goes[n] == table.DoNotCall:
			column.See = plural2(c.Wishes, "person", "people") + " will not be called"
		case goes[n] == table.ReceivedAt && preview.Proposals.Columns[n].Note != "":
			column.See = preview.Proposals.Columns[n].Note
			if strings.Contains(column.See, "could be") || strings.Contains(column.See, "look at them") {
				column.SeeTone = components.Amber
			}
			if p.Chosen.DayFirst {
				column.See, column.SeeTone = "read as day/month, as you chose", ""
			}
		}
		p.Columns = append(p.Columns, column)
	}
}

// letter is a column as spreadsheets name it: A, B, … Z, AA.
func letter(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return letter(n/26-1) + string(rune('A'+n%26))
}

func previewRow(r intake.PreviewRow, mapping table.Mapping, zone *time.Location, at time.Time) desk.PreviewRow {
	cell := func(field table.Field) string {
		text, _ := mapping.Cell(r.Cells, field)
		return text
	}
	row := desk.PreviewRow{Line: r.Line, Person: r.Person, Organisation: cell(table.Organisation), Region: cell(table.Region), Received: cell(table.ReceivedAt), Kind: r.Kind, Words: r.Words}
	if row.Person == "" {
		row.Person = strings.TrimSpace(cell(table.Name) + " " + cell(table.FirstName) + " " + cell(table.LastName))
	}
	if row.Phone = number.Format(r.Phone); r.Phone == "" {
		row.Phone = cell(table.Phone)
		row.Undialable = row.Phone != ""
	}
	if row.Received == "" {
		row.Received = when(at, at, zone)
	}
	if row.Organisation == row.Person {
		row.Person = cell(table.Name)
	}
	return row
}

// fillTrial says what the trial came to, and the first rows that would be rejected.
func fillTrial(p *desk.MapPage, t *trial) {
	p.StepOfTrial = true
	p.Tried = &desk.Counts{Rows: page.Thousands(t.Rows), New: page.Thousands(t.Inquiries), Repeats: page.Thousands(t.Repeats), Rejected: page.Thousands(t.Rejected)}
	p.TriedPart = plural(t.Rows, "row")
	if !t.whole {
		p.TriedPart = "the first " + p.TriedPart
	}
	for _, r := range t.Refused[:min(len(t.Refused), 10)] {
		p.TriedRows = append(p.TriedRows, desk.RejectedRow{Line: r.Line, Reason: r.Reason, Cells: strings.Join(r.Cells, " · ")})
	}
	if t.Rejected > len(p.TriedRows) {
		p.TriedPart += fmt.Sprintf(", the first %d of %s rejected rows below", len(p.TriedRows), page.Thousands(t.Rejected))
	}
}
