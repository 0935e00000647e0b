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
	Back        bool     // its inquiry is the agency's again
	Before      []tenure // who had it before its rep, the first first
}

// A Compliance is how the leads released in a period are followed up.
type Compliance struct {
	From, To time.Time
	Reps     []models.FollowedUp // by rep and partner; nobody's are the manager's own
	Partners []models.FollowedUp
	Regions  []models.FollowedUp
	Total    models.FollowedUp
}

// Compliance is the follow-up of every lead released in a period that is in the actor's
// hands: none is left out, and those that were returned are counted and shown apart. A rep
// sees his own line, a partner's manager those of his reps; of leads that went to others
// they are not told.
func (s *Service) Compliance(ctx context.Context, by models.Actor, from, to, at time.Time) (c Compliance, err error) {
	visible, whose, err := visible(by)
	if err != nil {
		return c, err
	}
	// Which inquiries are the agency's again its clients' people may not read; that a lead
	// is, they are told.
	var back []struct{ ID models.ID }
	if err := s.st.Tx(ctx, models.Worker(by.ClientID), func(tx *store.Tx) (err error) {
		back, err = store.Rows[struct{ ID models.ID }](tx, `SELECT l.id FROM leads l WHERE l.client_id = $1 AND l.kind = 'released' AND l.released_at >= $2 AND l.released_at < $3 AND `+backAgain, by.ClientID, from, to)
		return err
	}); err != nil {
		return c, err
	}
	again := make(map[models.ID]bool, len(back))
	for _, lead := range back {
		again[lead.ID] = true
	}
	err = s.st.Tx(ctx, by, func(tx *store.Tx) error {
		c, err = compliance(tx, by.ClientID, visible, "false", again, whose, from, to, at)
		return err
	})
	return c, err
}

// backAgain is that the lead's inquiry is not where the balance sheet counts released ones,
// or has gone on to another cycle.
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
	return compliance(tx, clientID, "l.client_id = $1 AND $2::uuid IS NOT NULL", backAgain, nil, models.NoID, from, to, at)
}

func compliance(tx *store.Tx, clientID models.ID, visible, back string, again map[models.ID]bool, whose models.ID, from, to, at time.Time) (Compliance, error) {
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
		f.Back = f.Back || again[f.ID]
		parts := f.counted(t, at)
		for n, part := range parts {
			if n < len(parts)-1 && (part.one == (models.FollowedUp{}) || !part.owner.of(tx.By)) {
				continue
			}
			c.Total = c.Total.Plus(part.one)
			rep := models.FollowedUp{Rep: part.owner.Name, RepID: part.owner.RepID, Partner: part.owner.Partner}
			reps.add(rep.Rep+"\x00"+idOf(rep.RepID)+"\x00"+rep.Partner, rep, part.one)
			partners.add(rep.Partner, models.FollowedUp{Partner: rep.Partner}, part.one)
			regions.add(f.Region, models.FollowedUp{Region: f.Region}, part.one)
		}
	}
	c.Reps, c.Partners, c.Regions = reps.lines(), partners.lines(), regions.lines()
	return c, nil
}

// A part is what one owner of a lead answers for.
type part struct {
	owner tenure
	one   models.FollowedUp
}

// counted is one lead in every count, of each who had it: what was due and was done, in
// time or late, and what is overdue. What is not due yet is in none. It is the lead of the
// last.
func (f *followed) counted(t *Terms, at time.Time) []part {
	owners := f.tenures()
	parts := make([]part, len(owners))
	for n := range owners {
		parts[n].owner, parts[n].one.Accepted = owners[n], owners[n].accepted(f, t, at)
	}
	lead := f.lead()
	rule := t.RuleFor(lead)
	contact, by := f.ContactedAt, f.ReleasedAt.Add(time.Duration(rule.ContactHours)*time.Hour)
	if contact == nil && f.Outcome != models.Returned {
		contact = f.ClosedAt // who closes it out was in touch
	}
	if contact != nil || f.ClosedAt == nil {
		when := by
		if contact != nil && contact.Before(by) {
			when = *contact
		}
		done(&parts[had(owners, when)].one.Contacted, contact, by, at)
	}
	c := &parts[len(parts)-1].one
	if c.Leads = 1; f.Back {
		c.Leads, c.Back = 0, 1
	}
	if f.Outcome == models.Returned {
		c.Returned = 1
	}
	if f.Outcome == models.Won {
		c.Won = 1
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
	return parts
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
