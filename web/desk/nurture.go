package desk

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/nurture"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Week is whom the agency calls again within seven days.
type Week struct {
	Nurture *nurture.Service
	Now     func() time.Time
}

// Show handles GET /desk/nurture.
func (h *Week) Show(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	at, zone := h.Now(), models.Location(by.Zone)
	period := nurture.Period{From: at, To: at.AddDate(0, 0, 7)}
	after := c.QueryParam("after")
	if micros, id, ok := cutKey(after); ok {
		period.After = &nurture.Key{At: time.UnixMicro(micros), ID: id}
	}
	week, err := h.Nurture.Due(ctx, by, period)
	if err != nil {
		return err
	}
	over, err := h.Nurture.Due(ctx, by, nurture.Period{From: time.Unix(0, 0), To: at})
	if err != nil {
		return err
	}
	_, weeks, err := h.Nurture.Ripenings(ctx, by, models.NoID)
	if err != nil {
		return err
	}
	p := desk.NurturePage{Maturing: page.Maturing(weeks, true), Layout: shell(c, "Nurture"), Token: models.NewID().String(), Total: page.Thousands(week.Total) + " in all", Days: days(week.Days, at, zone)}
	for _, each := range week.Rows {
		p.Rows = append(p.Rows, nurtureRow(each))
	}
	for _, each := range over.Rows {
		p.Overdue = append(p.Overdue, nurtureRow(each))
	}
	ahead, err := h.Nurture.Forecast(ctx, by)
	if err != nil {
		return err
	}
	forecastOf(&p, ahead, models.DayIn(at, zone))
	p.Pager = components.PagerProps{Label: "Pages of the week", Words: page.Thousands(len(week.Rows)) + " of " + page.Thousands(week.Total)}
	if after != "" {
		p.Pager.BackURL = paths.DeskNurture()
	}
	if week.Next != nil {
		p.Pager.NextURL = paths.DeskNurtureFrom(url.Values{"after": {strconv.FormatInt(week.Next.At.UnixMicro(), 10) + "." + week.Next.ID.String()}})
	}
	return page.Show(c, http.StatusOK, desk.Nurture(p))
}

// days is the seven days from today, with who is due on each; a client's day is
// counted in its own zone.
func days(counts []nurture.Day, at time.Time, zone *time.Location) (week []desk.NurtureDay) {
	today := models.DayIn(at, zone)
	for n := range 8 {
		day := today.AddDate(0, 0, n)
		d := desk.NurtureDay{Day: day.Format("Mon 2 Jan"), Today: n == 0}
		total := 0
		for _, count := range counts {
			if !count.Day.Equal(day) && !(n == 0 && count.Day.Before(day)) {
				continue
			}
			total += count.N
			d.Clients = append(d.Clients, desk.NurtureCount{Client: count.ClientName, Program: count.ProgramName, Tone: strconv.Itoa(count.Colour),
				N: page.Thousands(count.N), B: page.Thousands(count.B), C: page.Thousands(count.C), Unreached: page.Thousands(count.Unreached)})
		}
		if n == 7 && total == 0 {
			break // what is left of the seventh day
		}
		d.Total = page.Thousands(total)
		week = append(week, d)
	}
	return week
}

func nurtureRow(d nurture.Due) desk.NurtureRow {
	person := models.Person{Name: d.Name}
	r := desk.NurtureRow{ID: d.InquiryID, When: d.NextAt.In(models.Location(d.Zone)).Format("Mon 2 Jan"), Name: person.Called(d.Organisation), Organisation: d.Organisation, Client: d.ClientName, Tone: strconv.Itoa(d.Colour),
		Program: d.ProgramName, Reason: d.Reason, Grade: d.Grade, Cycle: d.Cycle}
	if d.LetterOn != nil {
		r.Letter = " · a letter on " + d.LetterOn.Format("2 Jan")
	}
	if r.Organisation == r.Name {
		r.Organisation = ""
	}
	return r
}

// Wake handles POST /desk/inquiries/:inquiry/waking: called again before its date.
func (h *Week) Wake(c echo.Context) error {
	var f struct {
		form.Once
		Inquiry models.ID `param:"inquiry"`
	}
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	if err := h.Nurture.Wake(c.Request().Context(), session.Actor(c), f.Inquiry); err != nil {
		return err
	}
	return page.Done(c, paths.DeskInquiry(f.Inquiry), page.Said("It is awake, and in the queue."))
}
