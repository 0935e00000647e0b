package admin

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"ripen/models"
	"ripen/services/routing"
	"ripen/views/admin"
	"ripen/views/components"
	"ripen/views/paths"
	"ripen/web/form"
	"ripen/web/page"
	"ripen/web/session"
)

// Routings is who gets which lead of a client.
type Routings struct {
	Routing *routing.Service
	Now     func() time.Time
}

// routingForm is whose rules are asked for, and what is to be done with them.
type routingForm struct {
	form.Once
	ClientID models.ID `param:"client"`
	Do       string    `form:"do"`
	Month    string    `form:"month"`
}

// Show handles GET /admin/clients/:client/routing: the draft if there is one, else the
// rules in force.
func (h *Routings) Show(c echo.Context) error {
	var f routingForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	b, err := h.Routing.Rules(c.Request().Context(), session.Actor(c), f.ClientID)
	if err != nil {
		return err
	}
	view := admin.RoutingPage{Draft: b.Draft != nil}
	shown := b.InForce
	if b.Draft != nil {
		shown = b.Draft
	}
	if shown != nil {
		for n := range shown.Rules {
			view.Rules = append(view.Rules, typedOfRule(&shown.Rules[n], b))
		}
	}
	return h.show(c, http.StatusOK, b, f, view)
}

// show draws the rules as they were left, with their sentences.
func (h *Routings) show(c echo.Context, status int, b *routing.Book, f routingForm, view admin.RoutingPage) error {
	view.Shell, view.ClientID, view.Client, view.Currency = clientShell(c, "Who gets the leads"), b.Client.ID, b.Client.Name, b.Client.Currency
	for n := range view.Rules {
		r := &view.Rules[n]
		r.Reps = weightsOf(r.Weights, b)
		if rule, err := ruleTyped(r); err == nil {
			r.Sentence = rule.Sentence(b.Client.Currency, b.Named)
		}
	}
	view.Targets, view.InForce = targetsOf(b), b.InForce != nil
	view.Month, view.Months = f.Month, months(h.Now().In(b.Client.Location()))
	if view.Month == "" {
		view.Month = view.Months[0].Value
	}
	zone := models.Location(session.Actor(c).Zone)
	for _, v := range b.Versions {
		line := admin.VersionLine{Version: strconv.Itoa(v.Version), Questions: len(v.Rules), State: "retired"}
		switch v.State {
		case models.RoutingInForce:
			line.State, line.Tone = "in force", components.Leaf
		case models.RoutingDraft:
			line.State, line.Tone = "draft", components.Amber
		}
		line.When = v.CreatedAt.In(zone).Format("2 Jan 2006")
		view.Versions = append(view.Versions, line)
	}
	return page.Show(c, status, admin.Routing(view))
}

// months is the past months that rules can be tried on, the last first.
func months(now time.Time) (all []components.Option) {
	first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC)
	for back := 1; back <= 12; back++ {
		m := first.AddDate(0, -back, 0)
		all = append(all, components.Option{Value: m.Format("2006-01"), Label: m.Format("January 2006")})
	}
	return all
}

// Change handles POST /admin/clients/:client/routing: a rule is added, moved or taken
// away, or the rules are tried on a past month, kept as a draft, or switched on.
func (h *Routings) Change(c echo.Context) error {
	var f routingForm
	if err := form.Bind(c, &f); err != nil {
		return err
	}
	ctx, by := c.Request().Context(), session.Actor(c)
	b, err := h.Routing.Rules(ctx, by, f.ClientID)
	if err != nil {
		return err
	}
	view := admin.RoutingPage{Rules: typedRouting(c.Request().PostForm), Changed: true}
	if moveRules(&view, f.Do) {
		return h.show(c, http.StatusOK, b, f, view)
	}
	rules, err := routingTyped(view.Rules)
	if err == nil {
		switch f.Do {
		case "draft":
			if err = h.Routing.SaveDraft(ctx, by, f.ClientID, rules); err == nil {
				return page.Done(c, paths.ClientRouting(f.ClientID), page.Said("Saved as a draft: nothing is decided by it yet."))
			}
		case "on":
			if err = h.Routing.SwitchOn(ctx, by, f.ClientID, rules, f.Token()); err == nil {
				return page.Done(c, paths.ClientRouting(f.ClientID), page.Said("In force from now on. Leads that were given stay where they are."))
			}
		default:
			month, wrong := time.Parse("2006-01", f.Month)
			if wrong != nil {
				month = h.Now().AddDate(0, -1, 0)
			}
			var trial *routing.Trial
			if trial, err = h.Routing.Try(ctx, by, f.ClientID, rules, month); err == nil {
				view.Trial = trialOf(trial, b)
				return h.show(c, http.StatusOK, b, f, view)
			}
		}
	}
	if status, faults := faulty(err); faults != nil {
		view.Fault = models.Refused(err).Message
		return h.show(c, status, b, f, view)
	}
	return err
}

// mostShown is how many leads of a trial a page lists; its figures are of all.
const mostShown = 200

func trialOf(t *routing.Trial, b *routing.Book) *admin.RoutingTrial {
	view := &admin.RoutingTrial{Month: t.Month.Format("January 2006"), Leads: len(t.Leads), Moved: t.Moved, Unmatched: t.Unmatched, Cut: t.Cut}
	for _, r := range t.Reps {
		view.Reps = append(view.Reps, admin.TrialShare{Name: orManager(r.Name), Before: r.Before, After: r.After})
	}
	zone := b.Client.Location()
	for n := range t.Leads[:min(len(t.Leads), mostShown)] {
		l := &t.Leads[n]
		where := l.Where()
		if where == "" {
			where = l.Country
		}
		view.Lines = append(view.Lines, admin.TrialLine{At: l.ReleasedAt.In(zone).Format("2 Jan 15:04"), Called: l.Called(), Organisation: l.Organisation, Where: where, Product: l.Product,
			Was: orManager(l.WasName), Would: orManager(l.Would), Why: l.Why, Moved: l.WasName != l.Would, Rule: l.Rule})
	}
	return view
}

func orManager(name string) string {
	if name == "" {
		return "A manager"
	}
	return name
}

// moveRules does what a rule's button says; false where none was pressed.
func moveRules(view *admin.RoutingPage, do string) bool {
	what, n, _ := rowOf(do)
	switch {
	case what == "add":
		view.Rules = append(view.Rules, admin.RoutingTyped{Target: "reps", Open: true})
		view.Focus = len(view.Rules) // the new one
	case n >= len(view.Rules):
		return false
	case what == "remove":
		view.Rules = slices.Delete(view.Rules, n, n+1)
	case what == "up" && n > 0:
		view.Rules[n-1], view.Rules[n] = view.Rules[n], view.Rules[n-1]
		view.Rules[n-1].Moved = "up"
	case what == "down" && n < len(view.Rules)-1:
		view.Rules[n+1], view.Rules[n] = view.Rules[n], view.Rules[n+1]
		view.Rules[n+1].Moved = "down"
	default:
		return false
	}
	return true
}
