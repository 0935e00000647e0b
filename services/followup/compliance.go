package followup

import (
	"cmp"
	"context"
	_ "embed"
	"slices"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

//go:embed followed.sql
var followedSQL string

// A followed lead is what is known of how one lead is followed up.
type followed struct {
	openLead
	RepName     string
	PartnerName string
	Region      string
	Outcome     models.Outcome
	ClosedAt    *time.Time
	Back        bool // its inquiry is the agency's again
}

// A Compliance is how the leads released in a period are followed up.
type Compliance struct {
	From, To time.Time
	Reps     []models.FollowedUp // by rep and partner; nobody's are the manager's own
	Partners []models.FollowedUp
	Regions  []models.FollowedUp
	Total    models.FollowedUp
}

// Compliance is the follow-up of every lead released in a period: none is left out, and
// those that were returned are counted and shown apart. A rep sees his own line.
func (s *Service) Compliance(ctx context.Context, by models.Actor, from, to, at time.Time) (c Compliance, err error) {
	visible, whose, err := visible(by)
	if err != nil {
		return c, err
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		c, err = compliance(tx, by.ClientID, visible, "l.outcome = 'no_decision'", whose, from, to, at)
		return err
	})
	return c, err
}

// backAgain is exact where inquiries may be read: the lead's inquiry is not where the
// balance sheet counts released ones, or has gone on to another cycle.
const backAgain = "NOT EXISTS (SELECT FROM inquiries i WHERE i.id = l.inquiry_id AND i.client_id = l.client_id AND i.cycle = l.cycle AND i.state = 'released')"

// ComplianceOf is the same of any client, for the agency: its Leads are those that the
// balance sheet counts as released.
func (s *Service) ComplianceOf(ctx context.Context, by models.Actor, clientID models.ID, from, to, at time.Time) (c Compliance, err error) {
	if !by.AnswersForPrograms() {
		return c, models.Absent()
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		c, err = complianceOfAll(tx, clientID, from, to, at)
		return err
	})
	return c, err
}

func complianceOfAll(tx *store.Tx, clientID models.ID, from, to, at time.Time) (Compliance, error) {
	return compliance(tx, clientID, "l.client_id = $1 AND $2::uuid IS NOT NULL", backAgain, models.NoID, from, to, at)
}

func compliance(tx *store.Tx, clientID models.ID, visible, back string, whose models.ID, from, to, at time.Time) (Compliance, error) {
	c := Compliance{From: from, To: to}
	t, err := termsOf(tx, clientID)
	if err != nil {
		return c, err
	}
	rows, err := store.Rows[followed](tx, strings.NewReplacer("WHERE VISIBLE", "WHERE "+visible, "BACK AS", back+" AS").Replace(followedSQL), clientID, whose, from, to)
	if err != nil {
		return c, err
	}
	reps, partners, regions := groups{}, groups{}, groups{}
	for n := range rows {
		f := &rows[n]
		one := f.counted(t, at)
		c.Total = c.Total.Plus(one)
		rep := models.FollowedUp{Rep: f.RepName, RepID: f.RepID, Partner: f.PartnerName}
		reps.add(rep.Rep+"\x00"+idOf(rep.RepID)+"\x00"+rep.Partner, rep, one)
		partners.add(f.PartnerName, models.FollowedUp{Partner: f.PartnerName}, one)
		regions.add(f.Region, models.FollowedUp{Region: f.Region}, one)
	}
	c.Reps, c.Partners, c.Regions = reps.lines(), partners.lines(), regions.lines()
	return c, nil
}

// counted is one lead in every count: what was due and was done, in time or late, and what
// is overdue. What is not due yet is in none.
func (f *followed) counted(t *Terms, at time.Time) (c models.FollowedUp) {
	lead := f.lead()
	rule := t.RuleFor(lead)
	if c.Leads = 1; f.Back {
		c.Leads, c.Back = 0, 1
	}
	if f.Outcome == models.Returned {
		c.Returned = 1
	}
	if f.Outcome == models.Won {
		c.Won = 1
	}
	fresh := &models.Lead{ReleasedAt: f.ReleasedAt, AssignedAt: f.AssignedAt, WorthHigh: f.WorthHigh, Probability: f.Probability, PartnerID: f.PartnerID}
	done(&c.Accepted, f.AcceptedAt, t.Due(fresh).At, at)
	contact := f.ContactedAt
	if contact == nil && f.Outcome != models.Returned {
		contact = f.ClosedAt // who closes it out was in touch
	}
	if contact != nil || f.ClosedAt == nil {
		done(&c.Contacted, contact, f.ReleasedAt.Add(time.Duration(rule.ContactHours)*time.Hour), at)
	}
	done(&c.ClosedOut, f.ClosedAt, rule.CloseBy(lead, t.Work), at)
	if f.ClosedAt == nil {
		due := t.Due(lead)
		c.Open = 1
		if due.At.Before(at) {
			c.Overdue = 1
		}
		if f.ContactedAt != nil {
			c.Updated.Add(!due.At.Before(at) || due.What == models.DueCloseOut)
		}
	}
	return c
}

// done counts what was done, in time or not, and what was not though it was due.
func done(c *models.Count, when *time.Time, by, at time.Time) {
	if when != nil || by.Before(at) {
		c.Add(when != nil && !when.After(by))
	}
}

// groups sums leads up by a key.
type groups map[string]*models.FollowedUp

func (g groups) add(key string, head, one models.FollowedUp) {
	if g[key] == nil {
		g[key] = &head
	}
	*g[key] = g[key].Plus(one)
}

func (g groups) lines() []models.FollowedUp {
	all := make([]models.FollowedUp, 0, len(g))
	for _, line := range g {
		all = append(all, *line)
	}
	slices.SortFunc(all, func(a, b models.FollowedUp) int {
		return cmp.Or(cmp.Compare(a.Rep, b.Rep), cmp.Compare(a.Partner, b.Partner), cmp.Compare(a.Region, b.Region), cmp.Compare(idOf(a.RepID), idOf(b.RepID)))
	})
	return all
}

func idOf(id *models.ID) string {
	if id == nil {
		return ""
	}
	return id.String()
}
