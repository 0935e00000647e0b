package page

import (
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/views/components"
	"ripen/views/layouts"
	"ripen/views/paths"
	"ripen/web/session"
)

// icons: arrow-right phone user keyboard webhook

// Shell fills what stands around a page: who is signed in, the theme, the places their
// role may go, the toasts that wait. What p says already stays.
func Shell(c echo.Context, p layouts.Page) layouts.Page {
	p.Nonce, p.Theme, p.Token = Nonce(c), session.Theme(c), models.NewID().String()
	if p.Path == "" {
		p.Path = c.Request().URL.RequestURI()
	}
	u := session.User(c)
	if u == nil || p.NoBar {
		if p.Face == "" {
			p.Face = layouts.Public
		}
		if !IsFragment(c) {
			p.Toasts = append(p.Toasts, toasts(c)...)
		}
		return p
	}
	if p.Face == "" {
		p.Face = faceOf(u.Role)
	}
	if client := session.Client(c); client != nil && p.ClientName == "" && p.Face != layouts.Kit {
		p.ClientName, p.ClientTone = client.Name, strconv.Itoa(client.Colour)
	}
	if p.Nav == nil {
		path, _, _ := strings.Cut(p.Path, "?") // what a form shows again is the page that it stands on
		p.Nav = nav(u.Role, path, session.Demo(c))
	}
	if p.BrandURL == "" {
		p.BrandURL = paths.Home(u.Role)
	}
	p.User = &layouts.User{ID: u.ID.String(), Name: u.Name, Initials: u.Initials(), Links: []layouts.NavItem{{Label: "Your account", URL: paths.Account(), Icon: "user"}}}
	if u.Role == models.SalesManager {
		p.User.Links = append(p.User.Links, layouts.NavItem{Label: "Webhooks", URL: paths.Endpoints(models.NoID), Icon: "webhook"})
	}
	p.SettingsURL, p.SingleKeysOff = paths.Account()+"#keys", !u.SingleKeys
	if !p.Find && p.Face == layouts.Office && slices.Contains(runners, u.Role) {
		p.Find, p.FindURL, p.FindLabel, p.FindDo = true, paths.DeskSearch(), "Name, number or e-mail; or where to go", Commands(c)
	}
	if !IsFragment(c) {
		p.Toasts = append(p.Toasts, toasts(c)...)
	}
	return p
}

// Commands is where the palette leads from every page of the office, and what it does there.
func Commands(c echo.Context) (all []layouts.Command) {
	for _, item := range nav(session.Actor(c).Role, "", session.Demo(c)) {
		all = append(all, layouts.Command{Label: item.Label, Icon: "arrow-right", URL: item.URL, Words: "go to open"})
	}
	if session.Actor(c).Role == models.Supervisor {
		all = append(all, layouts.Command{Label: "Call yourself", Icon: "phone", URL: paths.Console(), Words: "console next"})
	}
	all = append(all, layouts.Command{Label: "Your account", Icon: "user", URL: paths.Account(), Words: "settings password"})
	return append(all, layouts.Everywhere()...)
}

// toasts takes the toasts that wait; an undo whose time is over is only told of.
func toasts(c echo.Context) []layouts.Toast {
	var shown []layouts.Toast
	for _, t := range session.TakeToasts(c) {
		toast := layouts.Toast{Message: t.Message}
		if t.Undo != nil {
			if left := int(t.Undo.Until.Sub(session.Now(c)).Seconds()); left > 0 {
				toast.Undo = &components.Undo{Action: t.Undo.Action, Token: models.NewID().String(), Label: t.Undo.Label, Key: t.Undo.Key, Seconds: left, Of: int(t.Undo.Of.Seconds())}
			}
		}
		shown = append(shown, toast)
	}
	return shown
}

// faceOf is the face a role works at.
func faceOf(role models.Role) string {
	switch role {
	case models.Caller:
		return layouts.Console
	case models.Rep:
		return layouts.Portal
	case models.PartnerManager, models.SalesManager:
		return layouts.Sales
	default:
		return layouts.Office
	}
}

// A place is where the bar leads some of the roles.
type place struct {
	label, url string
	roles      []models.Role
	demo       bool // only where the demo runs
}

// runners answer for programs, or for whole clients.
var runners = []models.Role{models.Supervisor, models.AccountManager, models.Admin}

// places is the bar of every role, in its order.
var places = []place{
	{label: "Leads", url: paths.Portal(), roles: []models.Role{models.Rep}},
	{label: "Mine", url: paths.PortalMe(), roles: []models.Role{models.Rep}},
	{label: "Follow-up", url: paths.PortalBoard(), roles: []models.Role{models.SalesManager, models.PartnerManager}},
	{label: "Reps", url: paths.PortalReps(), roles: []models.Role{models.SalesManager, models.PartnerManager}},
	{label: "Steps", url: paths.PortalSteps(), roles: []models.Role{models.Rep, models.SalesManager, models.PartnerManager}},
	{label: "Customers", url: paths.PortalCustomers(), roles: []models.Role{models.Rep, models.SalesManager, models.PartnerManager}},
	{label: "Ripening", url: paths.PortalRipening(), roles: []models.Role{models.SalesManager, models.Marketer}},
	{label: "Statement", url: paths.PortalStatement(""), roles: []models.Role{models.Marketer}},
	{label: "Sources", url: paths.PortalSources(), roles: []models.Role{models.Marketer, models.SalesManager}},
	{label: "Outcomes", url: paths.WonLost(models.NoID, nil), roles: []models.Role{models.Marketer, models.SalesManager}},
	{label: "Tapped out", url: paths.TappedOut(models.NoID, nil), roles: []models.Role{models.Marketer, models.SalesManager}},
	{label: "Balance", url: paths.Balance(models.NoID, ""), roles: []models.Role{models.Marketer, models.SalesManager}},
	{label: "Spend", url: paths.Spend(models.NoID), roles: []models.Role{models.Marketer}},
	{label: "Did you buy?", url: paths.DidYouBuy(), roles: []models.Role{models.Marketer}},
	{label: "Now", url: paths.Desk(), roles: runners},
	{label: "Decisions", url: paths.DeskDecisions(), roles: runners},
	{label: "Inquiries", url: paths.DeskInquiries(nil), roles: runners},
	{label: "Nurture", url: paths.DeskNurture(), roles: runners},
	{label: "Done", url: paths.DeskDone(), roles: runners},
	{label: "Imports", url: paths.Imports(), roles: runners},
	{label: "Do not call", url: paths.DoNotCall(nil), roles: runners},
	{label: "Did you buy?", url: paths.DeskDidYouBuy(models.NoID), roles: runners},
	{label: "Clients", url: paths.Clients(), roles: runners},
	{label: "Returns", url: paths.DeskReturns(), roles: []models.Role{models.Supervisor, models.AccountManager, models.Admin}},
	{label: "People", url: paths.People(), roles: []models.Role{models.Admin, models.AccountManager}},
	{label: "Post", url: paths.Mail(), roles: []models.Role{models.Admin}, demo: true},
}

// nav is the bar of a role; the place that the path is in is the current one.
func nav(role models.Role, path string, demo bool) []layouts.NavItem {
	var items []layouts.NavItem
	current, longest := -1, 0
	for _, p := range places {
		if !slices.Contains(p.roles, role) || p.demo && !demo {
			continue
		}
		if (path == p.url || strings.HasPrefix(path, p.url+"/")) && len(p.url) > longest {
			current, longest = len(items), len(p.url)
		}
		items = append(items, layouts.NavItem{Label: p.label, URL: p.url})
	}
	if current >= 0 {
		items[current].Current = true
	}
	return items
}
