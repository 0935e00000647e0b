package desk

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/views/desk"
	"ripen/views/paths"
	"ripen/web/page"
	"ripen/web/session"
)

// run draws an import at work, or what it came to; htmx asks for its panel alone.
func (h *Imports) run(c echo.Context, imp *models.Import) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	client, err := h.Clients.ByID(ctx, by, imp.ClientID)
	if err != nil {
		return err
	}
	at, zone := h.Now(), models.Location(by.Zone)
	p := desk.RunPage{
		ID: imp.ID, Token: models.NewID().String(), File: imp.FileName, Subtitle: "For " + client.Name, Running: imp.State == models.ImportRunning, Problem: imp.Problem,
		Done: imp.Rows, Of: max(imp.Options.Rows, imp.Rows), Counts: desk.Counts{Rows: page.Thousands(imp.Rows), New: page.Thousands(imp.Inquiries), Repeats: page.Thousands(imp.Repeats), Rejected: page.Thousands(imp.Rejected)},
		Refused: imp.Rejected > 0, Undo: imp.State == models.ImportDone || imp.State == models.ImportRunning || imp.State == models.ImportFailed && imp.Inquiries+imp.Repeats > 0, QueueURL: paths.DeskInquiries(clientFilter(imp.ClientID)),
	}
	if imp.Options.Source != "" {
		p.Subtitle += ", source " + imp.Options.Source
	}
	p.State, p.Tone = importState(imp.State)
	switch {
	case p.Running:
		p.Tone, p.Pace = "", pace(imp, at)
	case imp.State == models.ImportDone:
		p.Of = imp.Rows
		if imp.StartedAt != nil && imp.FinishedAt != nil {
			p.Pace = "· in " + took(imp.FinishedAt.Sub(*imp.StartedAt))
		}
	}
	if p.Started, err = h.startedBy(c, imp, zone); err != nil {
		return err
	}
	p.Layout = importShell(c, imp.FileName)
	if p.Running {
		p.Layout.Refresh = 2
	}
	return page.Show(c, http.StatusOK, desk.Run(p), "run")
}

func (h *Imports) startedBy(c echo.Context, imp *models.Import, zone *time.Location) (string, error) {
	if imp.StartedAt == nil {
		return "", nil
	}
	started := "started " + imp.StartedAt.In(zone).Format("2 Jan 15:04")
	if imp.StartedBy != nil {
		staff, err := h.Clients.Staff(c.Request().Context(), session.Actor(c), models.Admin, models.AccountManager, models.Supervisor)
		if err != nil {
			return "", err
		}
		for _, u := range staff {
			if u.ID == *imp.StartedBy {
				started = "started by " + u.Name + " " + imp.StartedAt.In(zone).Format("2 Jan 15:04")
			}
		}
	}
	if imp.State == models.ImportRunning {
		started += "; you may leave this page"
	}
	return started, nil
}

// pace is how fast it goes, and how long it takes yet.
func pace(imp *models.Import, at time.Time) string {
	if imp.StartedAt == nil || imp.Rows == 0 {
		return "· about to begin"
	}
	seconds := max(at.Sub(*imp.StartedAt).Seconds(), 1)
	rate := float64(imp.Rows) / seconds
	text := "· " + page.Thousands(int(rate)) + " a second"
	if left := imp.Options.Rows - imp.Rows; left > 0 && rate > 0 {
		text += ", " + took(time.Duration(float64(left)/rate*float64(time.Second))) + " to go"
	}
	return text
}

func took(d time.Duration) string {
	if d < time.Minute {
		return strconv.Itoa(max(1, int(d.Seconds()))) + " s"
	}
	return strconv.Itoa(int(d.Minutes())) + " min"
}
