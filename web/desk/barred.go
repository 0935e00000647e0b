package desk

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/policy"
	"ripen/views/components"
	"ripen/views/desk"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Barred is whom nobody may call.
type Barred struct {
	Policy  *policy.Service
	Clients *clients.Service
	Now     func() time.Time
}

// wishForm is any form about wishes not to be called.
type wishForm struct {
	form.Once
	Wish    models.ID `param:"wish"`
	Inquiry models.ID `param:"inquiry"`
	Client  string    `form:"client" query:"client"`
	Before  string    `query:"before"` // microseconds since 1970, and the id: the key of a row
	Query   string    `form:"q"`
	Scope   string    `form:"scope"`
	Text    string    `form:"text"`
	Country string    `form:"country"`
	Reason  string    `form:"reason"`
	Bar     string    `form:"bar"`
	Why     string    `form:"why"`
}

func (f wishForm) filter() policy.BanFilter {
	filter := policy.BanFilter{ClientID: form.ID(f.Client), Text: f.Query}
	if at, id, ok := strings.Cut(f.Before, "."); ok {
		if micro, err := strconv.ParseInt(at, 10, 64); err == nil {
			filter.Before, filter.BeforeID = time.UnixMicro(micro), form.ID(id)
		}
	}
	return filter
}

// Show handles GET /desk/do-not-call.
func (h *Barred) Show(c echo.Context) error {
	var f wishForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	return h.show(c, http.StatusOK, f, nil)
}

// Search handles POST /desk/do-not-call/search: what a number or an address is under.
func (h *Barred) Search(c echo.Context) error {
	var f wishForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	if strings.TrimSpace(f.Query) == "" {
		return page.Go(c, paths.DoNotCall(nil))
	}
	if _, err := h.Policy.Bans(c.Request().Context(), session.Actor(c), f.filter()); err != nil {
		typed := f
		f.Query = ""
		return h.refused(c, f, typed.Query, err)
	}
	return h.show(c, http.StatusOK, f, nil)
}

// refused draws the page with what is wrong with a form, which is left as it was.
func (h *Barred) refused(c echo.Context, f wishForm, query string, err error) error {
	refused := models.Refused(err)
	if refused == nil || refused.Kind != models.Invalid {
		return err
	}
	return h.drawn(c, http.StatusUnprocessableEntity, f, query, map[string]string{refused.Field: refused.Message})
}

func (h *Barred) show(c echo.Context, status int, f wishForm, faults map[string]string) error {
	return h.drawn(c, status, f, f.Query, faults)
}

func (h *Barred) drawn(c echo.Context, status int, f wishForm, query string, faults map[string]string) error {
	ctx, by := c.Request().Context(), session.Actor(c)
	filter := f.filter()
	if status != http.StatusOK { // the client of a refused form is whom the wish is for, not the list's
		filter.ClientID = models.NoID
	}
	standing, err := h.Policy.Bans(ctx, by, filter)
	if err != nil {
		return err
	}
	all, err := h.Clients.All(ctx, by)
	if err != nil {
		return err
	}
	p := desk.BarredPage{Layout: shell(c, "Do not call"), Token: models.NewID().String(), Looked: f.Query != "", Query: query, Faults: faults,
		Clients: []components.Option{{Label: "Every client"}}, Holders: []components.Option{{Label: "The whole agency"}}}
	for _, client := range all {
		option := components.Option{Value: client.ID.String(), Label: client.Name}
		p.Clients, p.Holders = append(p.Clients, option), append(p.Holders, option)
	}
	for _, scope := range policy.Scopes {
		p.Scopes = append(p.Scopes, components.Option{Value: string(scope), Label: upper(scope.Words())})
	}
	if status == http.StatusOK {
		p.Client = f.Client
	} else {
		p.Typed = desk.WishTyped{Client: f.Client, Scope: f.Scope, Text: f.Text, Country: f.Country, Reason: f.Reason}
	}
	p.Rows, p.Pager = h.rows(standing, all, by), barredPager(f, standing)
	return page.Show(c, status, desk.Barred(p))
}

func (h *Barred) rows(standing []policy.Standing, all []models.Client, by models.Actor) (rows []desk.BarredRow) {
	for _, s := range standing[:min(len(standing), policy.BansShown)] {
		row := wishRow(s, by, h.Now())
		if row.Who == "" {
			row.Who = strings.TrimSpace("A number " + s.Hint)
			if s.Scope != policy.OfNumber {
				row.Who = "An " + strings.Replace(s.Scope.Words(), "person", "erased person", 1)
			}
		}
		for _, client := range all {
			if s.ClientID != nil && client.ID == *s.ClientID {
				row.For, row.Tone = client.Name, strconv.Itoa(client.Colour)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// wishRow is a wish as it is told apart from others: its scope with as much of the number
// as may be told, since when it holds, and who entered it.
func wishRow(s policy.Standing, by models.Actor, at time.Time) desk.BarredRow {
	row := desk.BarredRow{ID: s.ID, Who: s.About, Scope: upper(s.Scope.Words()), For: "The whole agency", Reason: cmp.Or(s.Reason, "no reason given"),
		By: cmp.Or(s.EnteredBy, "a list"), When: when(s.EnteredAt, at, models.Location(by.Zone))}
	if s.Scope == policy.OfNumber {
		row.Scope = strings.TrimSpace(row.Scope + " " + s.Hint)
	}
	row.Permanent = s.ClientID == nil && by.Role != models.Admin && s.EnteredBy != by.Name
	return row
}

// wishRows is what stands about one person, for their client and for the whole agency.
func wishRows(standing []policy.Standing, tone string, by models.Actor, at time.Time) (rows []desk.BarredRow) {
	for _, s := range standing {
		row := wishRow(s, by, at)
		if row.Who = row.Scope; s.ClientID != nil {
			row.For, row.Tone = s.ClientName, tone
		}
		rows = append(rows, row)
	}
	return rows
}

func barredPager(f wishForm, standing []policy.Standing) components.PagerProps {
	p := components.PagerProps{Label: "Pages of wishes"}
	filter := url.Values{}
	if f.Client != "" {
		filter.Set("client", f.Client)
	}
	if f.Before != "" {
		p.BackURL = paths.DoNotCall(filter)
	}
	if len(standing) > policy.BansShown {
		last := standing[policy.BansShown-1]
		filter.Set("before", strconv.FormatInt(last.EnteredAt.UnixMicro(), 10)+"."+last.ID.String())
		p.NextURL = paths.DoNotCall(filter)
	}
	if p.BackURL != "" || p.NextURL != "" {
		p.Words = strconv.Itoa(min(len(standing), policy.BansShown)) + " shown"
	}
	return p
}

// Enter handles POST /desk/do-not-call.
func (h *Barred) Enter(c echo.Context) error {
	var f wishForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	err := h.Policy.Enter(c.Request().Context(), session.Actor(c), f.Token(), policy.Wish{ClientID: form.ID(f.Client), Scope: policy.Scope(f.Scope), Text: f.Text, Country: f.Country, Reason: f.Reason})
	if err != nil {
		return h.refused(c, f, "", err)
	}
	return page.Done(c, paths.DoNotCall(nil), page.Said("Entered. Nobody calls there from now on."))
}

// Withdraw handles POST /desk/do-not-call/:wish/withdrawal.
func (h *Barred) Withdraw(c echo.Context) error {
	var f wishForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	if err := h.Policy.Withdraw(c.Request().Context(), session.Actor(c), f.Token(), f.Wish); err != nil {
		return err
	}
	return page.Done(c, paths.DoNotCall(nil), page.Said("Taken back. They may be called, if nothing else stands against it."))
}

// bars is what an inquiry's page offers to bar, by its value.
var bars = []struct {
	value, label string
	scope        policy.Scope
	agency       bool
}{
	{"number", "This number", policy.OfNumber, false},
	{"person", "This person", policy.OfPerson, false},
	{"email", "Their e-mail", policy.OfMail, false},
	{"organisation", "The organisation", policy.OfOrganisation, false},
	{"agency", "Number and e-mail, for the whole agency", "", true},
}

// Inquiry handles POST /desk/inquiries/:inquiry/do-not-call.
func (h *Barred) Inquiry(c echo.Context) error {
	var f wishForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	for _, bar := range bars {
		if bar.value != f.Bar {
			continue
		}
		if err := h.Policy.EnterFor(c.Request().Context(), session.Actor(c), f.Token(), f.Inquiry, bar.scope, bar.agency, f.Why); err != nil {
			return err
		}
		return page.Done(c, paths.DeskInquiry(f.Inquiry), page.Said("Entered. Nobody calls from now on: %s.", strings.ToLower(bar.label)))
	}
	return models.Refuse(models.Invalid, "bar", "Choose what nobody may call.")
}
