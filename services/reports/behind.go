package reports

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"ripen/models"
)

var (
	//go:embed behind.sql
	behindQuestion string
	//go:embed behind_leads.sql
	behindLeads string
)

// A Figure is a number of the report that opens its rows.
type Figure string

// figures is every figure that does, and what to call its rows. Those of leads open for
// a client's people, too.
var figures = []struct {
	Figure
	words   string
	ofLeads bool
}{
	{"inquiries", "Inquiries", false}, {"repeats", "Repeat inquiries", false}, {"reached", "Reached", false}, {"a", "Graded A", false}, {"b", "Graded B", false}, {"c", "Graded C", false},
	{"d", "Graded D", false}, {"ripened", "Ripened later", false}, {"leads", "Leads", true}, {"in_time", "Leads contacted in time", true}, {"late", "Leads contacted late", true},
	{"won", "Leads won", true}, {"lost", "Leads lost", true}, {"no_decision", "Leads without a decision", true}, {"returned", "Leads returned", true}, {"orders", "Orders", true},
}

// Words is what to call the rows behind the figure; "" for none.
func (f Figure) Words() string {
	for _, known := range figures {
		if known.Figure == f {
			return known.words
		}
	}
	return ""
}

// OfLeads reports whether the figure opens for a client's people.
func (f Figure) OfLeads() bool {
	for _, known := range figures {
		if known.Figure == f {
			return known.ofLeads
		}
	}
	return false
}

// A Place is where a page of rows begins: after this one. The zero place is the first page.
type Place struct {
	Came     time.Time
	SourceID models.ID
	ID       models.ID
}

// String is the place as an address carries it.
func (p Place) String() string {
	if p.ID == models.NoID {
		return ""
	}
	return p.Came.Format(time.DateOnly) + "." + p.SourceID.String() + "." + p.ID.String()
}

// ParsePlace reads a place; what is none is the first page.
func ParsePlace(text string) (p Place) {
	parts := strings.Split(text, ".")
	if len(parts) != 3 {
		return Place{}
	}
	var wrong [3]error
	p.Came, wrong[0] = time.Parse(time.DateOnly, parts[0])
	p.SourceID, wrong[1] = models.ParseID(parts[1])
	p.ID, wrong[2] = models.ParseID(parts[2])
	if wrong != [3]error{} {
		return Place{}
	}
	return p
}

// BehindRow is an inquiry behind a number, for the agency's people.
type BehindRow struct {
	ID           models.ID
	Came         time.Time
	SourceID     models.ID
	Source       string
	Program      string
	Person       string
	Organisation string
	State        models.State
	Grade        models.Grade
	Repeat       bool
}

// BehindLead is a lead or an order behind a number, without contact data.
type BehindLead struct {
	ID         models.ID // of the order, or of the lead
	LeadID     models.ID
	Came       time.Time // day of arrival of the inquiry that is counted
	SourceID   models.ID // its source
	Source     string
	ReleasedOn time.Time
	Product    string
	Region     string
	Country    string
	Followed   string // in_time, late, not_yet; "": of an account taken over
	Outcome    models.Outcome
	ClosedOn   *time.Time
	OrderedOn  *time.Time // of an order
	Credit     Credit     // of an order: how much of it is the source's
	Worth      *Amount    // of an order
}

// Behind is the inquiries behind a figure of the question, a page of them; next is where
// the next page begins, zero at the end. It is for the agency's people.
func (s *Service) Behind(ctx context.Context, by models.Actor, clientID models.ID, q Question, f Figure, after Place, size int) (rows []BehindRow, next Place, err error) {
	if !by.AnswersForPrograms() {
		return nil, next, models.Absent()
	}
	args, err := behind(clientID, q, f, after, size, false)
	if err != nil {
		return nil, next, err
	}
	if rows, err = look[BehindRow](ctx, s.st, by, behindQuestion, args...); err != nil {
		return nil, next, fmt.Errorf("rows behind %s: %w", f, err)
	}
	if len(rows) > size {
		rows = rows[:size]
		last := rows[size-1]
		next = Place{last.Came, last.SourceID, last.ID}
	}
	return rows, next, nil
}

// LeadsBehind is the leads, or the orders, behind a figure of the question, a page of
// them. It is for a client's marketer and sales manager, and for the agency's people.
func (s *Service) LeadsBehind(ctx context.Context, by models.Actor, clientID models.ID, q Question, f Figure, after Place, size int) (rows []BehindLead, next Place, err error) {
	if !by.AnswersForPrograms() && by.Role != models.Marketer && by.Role != models.SalesManager {
		return nil, next, models.Absent()
	}
	args, err := behind(clientID, q, f, after, size, true)
	if err != nil {
		return nil, next, err
	}
	if rows, err = look[BehindLead](ctx, s.st, by, behindLeads, args...); err != nil {
		return nil, next, fmt.Errorf("leads behind %s: %w", f, err)
	}
	if len(rows) > size {
		rows = rows[:size]
		last := rows[size-1]
		next = Place{last.Came, last.SourceID, last.ID}
	}
	return rows, next, nil
}

// behind is what the SQL of rows behind a number is asked; one row more than a page
// tells whether there is another.
func behind(clientID models.ID, q Question, f Figure, after Place, size int, ofLeads bool) ([]any, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	if f.Words() == "" || ofLeads && !f.OfLeads() {
		return nil, models.Absent()
	}
	return append(q.args(clientID), string(q.Attribution), string(f), day(after.Came), orAny(after.SourceID), orAny(after.ID), size+1), nil
}
