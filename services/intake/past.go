package intake

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/store"
)

// A past is the orders of an account taken over, as they are kept in one transaction.
type past struct {
	tx      *store.Tx
	client  *models.Client
	process *models.Process
	at      time.Time

	users    map[string]*models.User // by reference
	standing map[string][]*standing  // by external id
	seen     map[orderKey]int        // the line of each order of the file

	gradings    []models.Grading
	leads       []models.Lead
	assignments []models.Assignment
	acceptances []models.Acceptance
	closeOuts   []models.CloseOut
	orders      []models.Order
	moved       []models.ID
	movedAt     []time.Time
	sources     []models.ID // days whose roll-ups no longer hold
	days        []time.Time
}

// A standing is the inquiry that an external id stands for, and its lead if it has one.
type standing struct {
	ExternalID, ProgramName, SourceName, LeadKind           string
	ID, ProgramID, PersonID, SourceID                       models.ID
	LeadID                                                  *models.ID
	State                                                   models.State
	Cycle                                                   int
	ReceivedOn                                              time.Time
	Name, Title, Email, Phone, Address, City, Region        string
	Postcode, Country, Zone, Organisation, Product, Message string

	ordered []ordered
}

// An orderKey is what makes two rows one order: of one inquiry, of one day, of one value.
type orderKey struct {
	inquiry models.ID
	on      string
	value   string
}

func keyOf(i *standing, on time.Time, value *decimal.Decimal) orderKey {
	k := orderKey{inquiry: i.ID, on: on.Format(time.DateOnly)}
	if value != nil {
		k.value = value.String()
	}
	return k
}

type ordered struct {
	on    time.Time
	value *decimal.Decimal
}

func (p *past) keep(outcomes []*outcome) error {
	if err := p.load(outcomes); err != nil {
		return err
	}
	if err := p.meetFormer(outcomes); err != nil {
		return err
	}
	for _, o := range outcomes {
		if o.rejected == "" {
			p.win(o)
		}
	}
	return p.write()
}

// load finds the inquiries of these orders, their leads, and the orders they have.
func (p *past) load(outcomes []*outcome) error {
	asked := map[string]bool{}
	var ids []string
	for _, o := range outcomes {
		if o.rejected == "" && !asked[o.externalID] {
			asked[o.externalID] = true
			ids = append(ids, o.externalID)
		}
	}
	found, err := store.Rows[standing](p.tx, outcomeStandingSQL, p.client.ID, ids)
	if err != nil {
		return err
	}
	byLead, byID := map[models.ID]*standing{}, map[models.ID]*standing{}
	for n := range found {
		i := &found[n]
		if same := byID[i.ID]; same != nil { // two external ids of one person
			same.ExternalID = i.ExternalID
			i = same
		}
		byID[i.ID] = i
		p.standing[found[n].ExternalID] = append(p.standing[found[n].ExternalID], i)
		if i.LeadID != nil {
			byLead[*i.LeadID] = i
		}
	}
	type order struct {
		LeadID    models.ID
		OrderedOn time.Time
		Value     *string
	}
	var leads []models.ID
	for id := range byLead {
		leads = append(leads, id)
	}
	before, err := store.Rows[order](p.tx, outcomeOrdersSQL, p.client.ID, leads)
	if err != nil {
		return err
	}
	for _, o := range before {
		was := ordered{on: o.OrderedOn}
		if o.Value != nil {
			value, err := decimal.NewFromString(*o.Value)
			if err != nil {
				return fmt.Errorf("read the value of an order: %w", err)
			}
			was.value = &value
		}
		byLead[o.LeadID].ordered = append(byLead[o.LeadID].ordered, was)
	}
	processes, err := store.All[models.Process](p.tx, models.OfClient(p.client.ID), func(db *gorm.DB) *gorm.DB { return db.Where("current") })
	if err == nil && len(processes) > 0 {
		p.process = &processes[0]
	}
	return err
}

// meetFormer finds or makes the people of the past. One who was both caller and rep
// is two: one of the agency, and one of the client.
func (p *past) meetFormer(outcomes []*outcome) error {
	wanted := map[string]models.User{}
	for _, o := range outcomes {
		if o.rejected != "" {
			continue
		}
		if ref := p.reference("rep", o.rep); o.rep != "" {
			wanted[ref] = models.User{Role: models.Rep, ClientID: &p.client.ID, Name: formerName("Rep", o.rep)}
		}
		if ref := p.reference("caller", o.caller); o.caller != "" {
			wanted[ref] = models.User{Role: models.Caller, Name: formerName("Caller", o.caller)}
		}
	}
	var refs []string
	for ref := range wanted {
		refs = append(refs, ref)
	}
	known, err := store.All[models.User](p.tx, func(db *gorm.DB) *gorm.DB { return db.Where("reference IN ?", append(refs, "")) })
	if err != nil {
		return err
	}
	for n := range known {
		p.users[*known[n].Reference] = &known[n]
	}
	for ref, user := range wanted {
		if p.users[ref] != nil {
			continue
		}
		user.ID, user.Reference, user.State, user.Zone, user.CreatedAt = models.NewID(), &ref, models.Former, p.client.Zone, p.at
		if err := p.tx.Put(&user); err != nil {
			return err
		}
		p.users[ref] = &user
	}
	return nil
}

func (p *past) reference(role, id string) string { return p.client.Slug + ":" + role + ":" + id }

// formerName is what to call somebody of whom perhaps only a key is known.
func formerName(role, id string) string {
	if strings.Contains(id, " ") || !strings.ContainsAny(id, "0123456789") {
		return id
	}
	return role + " " + clip(id, 8)
}

// user is who did it: the person of the past, else the agency.
func (p *past) user(role, id string) *models.User {
	if user := p.users[p.reference(role, id)]; id != "" && user != nil {
		return user
	}
	return &models.User{ID: models.TheAgency}
}

// win makes one order of the past, and its lead where there is none yet.
func (p *past) win(o *outcome) {
	all := p.standing[o.externalID]
	switch {
	case len(all) == 0:
		o.rejected = fmt.Sprintf("Line %d: no inquiry of this client has the external id %s: import the inquiries first.", o.line, o.externalID)
		return
	case len(all) > 1:
		o.rejected = fmt.Sprintf("Line %d: %d inquiries, of several sources, have the external id %s.", o.line, len(all), o.externalID)
		return
	}
	i := all[0]
	switch {
	case i.State == models.Held || i.State == models.Pending:
		o.rejected = fmt.Sprintf("Line %d: this inquiry is %s, so it is not of the past.", o.line, i.State.Words())
		return
	case i.LeadID != nil && i.LeadKind != "taken_over":
		o.rejected = fmt.Sprintf("Line %d: this inquiry was released to a rep of today, who reports its orders.", o.line)
		return
	}
	on := models.DayIn(o.orderedAt, p.client.Location())
	key := keyOf(i, on, o.value)
	if line, twice := p.seen[key]; twice {
		o.twice = true
		o.said = fmt.Sprintf("Line %d: this is the order of line %d again, which counts once: if it was another one, tell its day or its value apart.", o.line, line)
		return
	}
	p.seen[key] = o.line
	if o.flagged = on.Before(i.ReceivedOn); o.flagged {
		o.said = fmt.Sprintf("Line %d: this order of %s came before its inquiry of %s: it is kept and flagged, and its days to order count as they are.", o.line, on.Format("2 Jan 2006"), i.ReceivedOn.Format("2 Jan 2006"))
	}
	for _, before := range i.ordered {
		if before.on.Equal(on) && sameValue(before.value, o.value) {
			o.known = true
			return
		}
	}
	if i.LeadID == nil {
		p.release(i, o)
	}
	order := models.Order{
		ID: models.NewID(), ClientID: p.client.ID, LeadID: *i.LeadID, OrderedOn: on, Value: o.value, Currency: p.client.Currency,
		Rate: decimal.NewFromInt(1), UserID: p.user("rep", o.rep).ID, At: p.at,
	}
	if o.flagged {
		order.Flagged = flagEarly
	}
	p.orders = append(p.orders, order)
	i.ordered = append(i.ordered, ordered{on, o.value})
	p.sources, p.days = append(p.sources, i.SourceID), append(p.days, i.ReceivedOn)
}

func sameValue(a, b *decimal.Decimal) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Equal(*b)
}

// release makes the lead of the past: graded, handed over and won, all of which is
// only known to have been done by the time of the order.
func (p *past) release(i *standing, o *outcome) {
	caller, rep, at := p.user("caller", o.caller), p.user("rep", o.rep), o.orderedAt
	lead := models.Lead{
		ID: models.NewID(), ClientID: p.client.ID, InquiryID: i.ID, Cycle: i.Cycle, Kind: "taken_over",
		ProgramID: i.ProgramID, ProgramName: i.ProgramName, SourceID: i.SourceID, SourceName: i.SourceName,
		AssignedWhy: "taken over", ReleasedAt: at, ReceivedOn: i.ReceivedOn, Name: i.Name, Title: i.Title, Organisation: i.Organisation,
		Email: i.Email, Phone: i.Phone, Address: i.Address, City: i.City, Region: i.Region, Postcode: i.Postcode, Country: i.Country,
		Zone: i.Zone, Message: i.Message, Product: i.Product, GradedBy: caller.Name, GradedAt: &at, Currency: p.client.Currency,
		AcceptedAt: &at, ContactedAt: &at, UpdatedAt: &at, Outcome: models.Won, ClosedAt: &at, Reasons: []models.Reason{},
	}
	if p.process != nil {
		lead.ProcessID, lead.Steps, lead.Step = &p.process.ID, len(p.process.Steps), len(p.process.Steps)
	}
	p.gradings = append(p.gradings, models.Grading{
		ID: models.NewID(), ClientID: p.client.ID, ProgramID: i.ProgramID, InquiryID: i.ID, Cycle: i.Cycle, Kind: models.TakenOver,
		UserID: caller.ID, At: at, Grade: models.GradeA,
	})
	if rep.ID != models.TheAgency {
		lead.RepID = &rep.ID
		p.assignments = append(p.assignments, models.Assignment{ID: models.NewID(), ClientID: p.client.ID, LeadID: lead.ID, RepID: &rep.ID, Why: "taken over", At: at})
		p.acceptances = append(p.acceptances, models.Acceptance{LeadID: lead.ID, UserID: rep.ID, ClientID: p.client.ID, At: at})
	}
	p.closeOuts = append(p.closeOuts, models.CloseOut{ID: models.NewID(), ClientID: p.client.ID, LeadID: lead.ID, UserID: rep.ID, At: at, Outcome: models.Won})
	p.leads = append(p.leads, lead)
	p.moved, p.movedAt = append(p.moved, i.ID), append(p.movedAt, at)
	i.LeadID, i.LeadKind, i.State = &lead.ID, lead.Kind, models.Released
}

func (p *past) write() error {
	if len(p.moved) > 0 {
		if _, err := p.tx.Run(outcomeInquiriesSQL, p.client.ID, p.moved, p.movedAt); err != nil {
			return err
		}
	}
	for _, rows := range []struct {
		count int
		of    any
	}{
		{len(p.gradings), p.gradings}, {len(p.leads), p.leads}, {len(p.assignments), p.assignments}, {len(p.acceptances), p.acceptances},
		{len(p.closeOuts), p.closeOuts}, {len(p.orders), p.orders},
	} {
		if rows.count == 0 {
			continue
		}
		if err := p.tx.CreateInBatches(rows.of, 250).Error; err != nil {
			return fmt.Errorf("insert %T: %w", rows.of, err)
		}
	}
	return markDays(p.tx, p.client.ID, p.sources, p.days)
}
