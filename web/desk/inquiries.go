package desk

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/policy/number"
	"ripen/services/queue"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// listForm is what narrows the list of inquiries, and where the page begins.
type listForm struct {
	Client  string `query:"client"`
	Program string `query:"program"`
	Source  string `query:"source"`
	State   string `query:"state"`
	Before  string `query:"before"` // microseconds since 1970, and the id: the key of a row
}

// List handles GET /desk/inquiries.
func (h *Desk) List(c echo.Context) error {
	var f listForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	list, err := h.Queue.Inquiries(ctx, by, f.filter())
	if err != nil {
		return err
	}
	p := desk.ListPage{Layout: shell(c, "Inquiries"), Filtered: f.Client+f.Program+f.Source+f.State != ""}
	if p.Filter, err = h.choices(c, f); err != nil {
		return err
	}
	at, zone := h.Now(), models.Location(by.Zone)
	for _, each := range list.Rows {
		p.Rows = append(p.Rows, inquiryRow(each, at, zone))
	}
	if list.Looked > 0 {
		p.Looked = page.Thousands(list.Looked)
	}
	p.Pager = f.pager(list)
	return page.Show(c, http.StatusOK, desk.List(p))
}

func (f listForm) filter() queue.InquiryFilter {
	filter := queue.InquiryFilter{ClientID: form.ID(f.Client)}
	if filter.ClientID != models.NoID { // a program and a source are one client's
		filter.ProgramID, filter.SourceID = form.ID(f.Program), form.ID(f.Source)
	}
	filter.States = statesOf[f.State]
	if micros, id, ok := cutKey(f.Before); ok {
		filter.After = &queue.InquiryKey{ReceivedAt: time.UnixMicro(micros), ID: id}
	}
	return filter
}

func cutKey(text string) (micros int64, id models.ID, ok bool) {
	const idLength = 36
	if len(text) <= idLength+1 {
		return 0, models.NoID, false
	}
	at := len(text) - idLength
	micros, err := strconv.ParseInt(text[:at-1], 10, 64)
	id = form.ID(text[at:])
	return micros, id, err == nil && id != models.NoID
}

// states is what the list can be narrowed to, in the order of an inquiry's life.
var states = []struct {
	value, label string
	of           []models.State
}{
	{"queue", "To be called", []models.State{models.Ready, models.Scheduled}},
	{"decision", "Needs a decision", []models.State{models.Undecided}},
	{"held", "With a caller", []models.State{models.Held}},
	{"pending", "About to be released", []models.State{models.Pending}},
	{"nurtured", "Nurtured", []models.State{models.Nurtured}},
	{"released", "Released", []models.State{models.Released}},
	{"closed", "Closed", []models.State{models.Closed}},
	{"merged", "Merged", []models.State{models.Merged}},
	{"undone", "From an undone import", []models.State{models.Undone}},
}

var statesOf = func() map[string][]models.State {
	of := map[string][]models.State{}
	for _, s := range states {
		of[s.value] = s.of
	}
	return of
}()

func (f listForm) values() url.Values {
	values := url.Values{}
	for name, value := range map[string]string{"client": f.Client, "program": f.Program, "source": f.Source, "state": f.State} {
		if value != "" {
			values.Set(name, value)
		}
	}
	return values
}

func stateFilter(state string) url.Values  { return url.Values{"state": {state}} }
func clientFilter(id models.ID) url.Values { return url.Values{"client": {id.String()}} }
func (f listForm) pager(list queue.InquiryList) components.PagerProps {
	p := components.PagerProps{Label: "Pages of inquiries", Words: page.Thousands(len(list.Rows)) + " shown"}
	if list.Count >= 0 {
		p.Words = page.Thousands(len(list.Rows)) + " of " + capped(list.Count)
	}
	if f.Before != "" {
		p.BackURL = paths.DeskInquiries(f.values())
	}
	if list.Next != nil {
		next := f.values()
		next.Set("before", strconv.FormatInt(list.Next.ReceivedAt.UnixMicro(), 10)+"."+list.Next.ID.String())
		p.NextURL = paths.DeskInquiries(next)
	}
	return p
}

// choices is what the list can be narrowed to.
func (h *Desk) choices(c echo.Context, f listForm) (desk.Filter, error) {
	ctx, by := c.Request().Context(), session.Actor(c)
	all := components.Option{Label: "All"}
	view := desk.Filter{Client: f.Client, Program: f.Program, Source: f.Source, State: f.State, Programs: []components.Option{all}, Sources: []components.Option{all}, States: []components.Option{all}}
	for _, s := range states {
		view.States = append(view.States, components.Option{Value: s.value, Label: s.label})
	}
	var err error
	if view.Clients, err = h.clientOptions(c, "All"); err != nil {
		return view, err
	}
	id := form.ID(f.Client)
	if id == models.NoID {
		return view, nil
	}
	programs, err := h.Clients.Programs(ctx, by, id)
	if err != nil {
		return view, err
	}
	for _, p := range programs {
		view.Programs = append(view.Programs, components.Option{Value: p.ID.String(), Label: p.Name})
	}
	sources, err := h.Clients.Sources(ctx, by, id)
	for _, s := range sources {
		view.Sources = append(view.Sources, components.Option{Value: s.ID.String(), Label: s.Label()})
	}
	return view, err
}

// clientOptions is every client, after none.
func (h *Desk) clientOptions(c echo.Context, none string) ([]components.Option, error) {
	all, err := h.Clients.All(c.Request().Context(), session.Actor(c))
	options := []components.Option{{Label: none}}
	for _, client := range all {
		options = append(options, components.Option{Value: client.ID.String(), Label: client.Name})
	}
	return options, err
}

func inquiryRow(l queue.Listed, at time.Time, zone *time.Location) desk.InquiryRow {
	person := models.Person{Name: l.Name, Phone: number.Format(l.Phone), City: l.City, Region: l.Region}
	r := desk.InquiryRow{
		ID: l.ID, Name: person.Called(l.Organisation), Organisation: l.Organisation, Where: person.Where(), Client: l.ClientName, Tone: strconv.Itoa(l.Colour), Program: l.ProgramName,
		Source: models.SourceLabel(l.SourceName), Grade: l.Grade, Received: when(l.ReceivedAt, at, zone),
	}
	if r.Organisation == r.Name {
		r.Organisation = r.Where
	}
	r.State, r.StateTone, r.Detail = standing(l, at, zone)
	return r
}

// tierWords is why an inquiry to be called stands where it does.
var tierWords = []string{"promised", "hot", "ripe again", "retry", ""}

// standing is where an inquiry is, in words.
func standing(l queue.Listed, at time.Time, zone *time.Location) (state, tone, detail string) {
	state = upper(l.State.Words())
	switch l.State {
	case models.Ready, models.Scheduled:
		if l.Tier >= 0 && l.Tier < len(tierWords) {
			detail = tierWords[l.Tier]
		}
		if l.DueAt != nil && l.DueAt.After(at) {
			detail = joined(detail, when(*l.DueAt, at, zone))
		} else {
			detail = joined(detail, "now")
		}
	case models.Undecided:
		return "Needs a decision", components.Amber, l.DecisionReason
	case models.Held:
		detail = l.HeldBy
	case models.Nurtured:
		detail = l.NurtureReason
		if l.NextAt != nil {
			state = "Nurtured until " + when(*l.NextAt, at, zone)
		}
	case models.Closed:
		detail = l.ClosedReason
	}
	return state, "", detail
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + ", " + b
}

// when is an instant as near as it is: "15:04", "Thu 15:04", "2 Jul", "2 Jul 2025".
func when(t, at time.Time, zone *time.Location) string {
	t, at = t.In(zone), at.In(zone)
	days := int(models.DayIn(t, zone).Sub(models.DayIn(at, zone)).Hours() / 24)
	switch {
	case days == 0:
		return t.Format("15:04")
	case days > -7 && days < 7:
		return t.Format("Mon 15:04")
	case t.Year() == at.Year():
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}

// Decisions handles GET /desk/decisions.
func (h *Desk) Decisions(c echo.Context) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	client := c.QueryParam("client")
	waiting, err := h.Queue.Decisions(h.Secret).Waiting(ctx, by, form.ID(client))
	if err != nil {
		return err
	}
	p := desk.DecisionsPage{Layout: shell(c, "Decisions"), Token: models.NewID().String(), Client: client, MayCall: atConsole(by), CutShort: len(waiting) >= 200}
	if p.Clients, err = h.clientOptions(c, "All clients"); err != nil {
		return err
	}
	at, zone := h.Now(), models.Location(by.Zone)
	for _, each := range waiting {
		row := desk.DecisionRow{InquiryRow: inquiryRow(each, at, zone), Reason: each.DecisionReason, Callable: each.Phone != "" && !banned(each.DecisionReason)}
		if each.NextAt != nil {
			row.Since = when(*each.NextAt, at, zone)
		}
		p.Rows = append(p.Rows, row)
	}
	return page.Show(c, http.StatusOK, desk.Decisions(p))
}

// atConsole reports whether somebody of this role works at the console, too.
func atConsole(by models.Actor) bool {
	return slices.Contains([]models.Role{models.Caller, models.Supervisor}, by.Role)
}
