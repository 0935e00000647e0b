package followup

import (
	"context"
	_ "embed"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed inbox.sql
	inboxSQL string
	//go:embed counts.sql
	countsSQL string
)

// A Tab is a part of the leads.
type Tab string

// The tabs of the inbox.
const (
	TabOpen    Tab = "open"
	TabNew     Tab = "new"     // to accept
	TabOverdue Tab = "overdue" // the next date has passed
	TabWeek    Tab = "week"    // the next date is within seven days
	TabClosed  Tab = "closed"  // the latest first
)

// Tabs is every tab, in the order of the page.
var Tabs = []Tab{TabOpen, TabNew, TabOverdue, TabWeek, TabClosed}

// conditions of the tabs, in SQL.
var conditions = map[Tab]string{
	TabOpen:    "l.closed_at IS NULL",
	TabNew:     "l.closed_at IS NULL AND l.accepted_at IS NULL",
	TabOverdue: "l.closed_at IS NULL AND l.next_at < $3",
	TabWeek:    "l.closed_at IS NULL AND l.next_at >= $3 AND l.next_at < $3 + interval '7 days'",
	TabClosed:  "l.closed_at IS NOT NULL",
}

// A Key is where a page of a list ends: the next date of its last lead, or when it was
// closed.
type Key struct {
	At time.Time
	ID models.ID
}

// A Wanted says which leads are listed.
type Wanted struct {
	Tab   Tab       // empty: TabOpen
	Rep   models.ID // NoID: of everybody the actor sees
	After *Key      // nil: from the beginning
	Since time.Time // from when on the share contacted in time is told; zero: not at all
}

// A Row is a lead in a list.
type Row struct {
	ID           models.ID
	Name         string
	Organisation string
	City         string
	Region       string
	Phone        string
	Product      string
	Wants        string // the answer to the first question
	WorthLow     *decimal.Decimal
	WorthHigh    *decimal.Decimal
	Currency     string
	Step         int
	Steps        int
	NextStep     string // the first step not reached; "" where all are, or none is named
	Cycle        int
	ProgramName  string
	SourceName   string
	ReleasedAt   time.Time
	AcceptedAt   *time.Time
	NextAt       *time.Time
	NextWhat     string
	Outcome      models.Outcome
	ClosedAt     *time.Time
	RepID        *models.ID // nil: the manager has it
	RepName      string
	PartnerName  string
}

// Called is how the lead's person is spoken of.
func (r *Row) Called() string {
	return (&models.Lead{Name: r.Name, Organisation: r.Organisation, Phone: r.Phone}).Called()
}

// Late is how long the lead's next date has passed; 0 if it has not.
func (r *Row) Late(at time.Time) time.Duration {
	if r.ClosedAt != nil || r.NextAt == nil {
		return 0
	}
	return max(at.Sub(*r.NextAt), 0)
}

// Counts is how many leads are behind each tab; 1000 stands for that many and more.
type Counts struct{ Open, New, Overdue, Week, Closed int }

// Of is the count of a tab.
func (c Counts) Of(t Tab) int {
	return map[Tab]int{TabOpen: c.Open, TabNew: c.New, TabOverdue: c.Overdue, TabWeek: c.Week, TabClosed: c.Closed}[t]
}

// A Share is k of n.
type Share struct{ K, N int }

// An Inbox is one page of the actor's leads.
type Inbox struct {
	Tab    Tab
	Rows   []Row
	Counts Counts
	InTime Share // first contacts within the hours of the client’s terms, since Wanted.Since
	Next   *Key  // where the next page begins; nil: this is the last
}

// page is how many leads are listed at once.
const page = 50

// Inbox is the leads the actor sees, by tab, the next date first; in one round trip.
func (s *Service) Inbox(ctx context.Context, by models.Actor, w Wanted, at time.Time) (in Inbox, err error) {
	if in.Tab = w.Tab; conditions[in.Tab] == "" {
		in.Tab = TabOpen
	}
	visible, whose, err := visible(by)
	if err != nil {
		return in, err
	}
	var (
		q      store.Questions
		counts []Counts
		terms  []termsRow
		since  []openLead
	)
	query, args := keyed(inboxSQL, in.Tab, w, visible, by.ClientID, whose, at)
	store.Ask(&q, &in.Rows, query, args...)
	store.Ask(&q, &counts, strings.ReplaceAll(countsSQL, "VISIBLE", visible), by.ClientID, whose, at)
	if !w.Since.IsZero() {
		store.Ask(&q, &terms, termsSQL, by.ClientID)
		store.Ask(&q, &since, strings.ReplaceAll(inTimeSQL, "VISIBLE", visible), by.ClientID, whose, at, w.Since)
	}
	if err := s.st.Answer(ctx, by, &q); err != nil {
		return in, err
	}
	if len(counts) > 0 {
		in.Counts = counts[0]
	}
	if len(terms) > 0 {
		in.InTime = inTime(since, terms[0].terms(), at)
	}
	in.cut()
	return in, nil
}

// cut leaves one page of what was read, and says where the next one begins.
func (in *Inbox) cut() {
	if len(in.Rows) <= page {
		return
	}
	in.Rows = in.Rows[:page]
	last := in.Rows[page-1]
	in.Next = &Key{ID: last.ID}
	if in.Next.At = last.ReleasedAt; last.NextAt != nil {
		in.Next.At = *last.NextAt
	}
	if last.ClosedAt != nil {
		in.Next.At = *last.ClosedAt
	}
}

// keyed is a list's query from its key on, with what it asks for.
func keyed(list string, tab Tab, w Wanted, visible string, client, whose models.ID, at time.Time) (query string, args []any) {
	order, after := "l.next_at, l.id", "($4::timestamptz IS NULL OR (l.next_at, l.id) > ($4, $5::uuid))"
	if tab == TabClosed {
		order, after = "l.closed_at DESC, l.id", "($4::timestamptz IS NULL OR l.closed_at < $4 OR (l.closed_at = $4 AND l.id > $5::uuid))"
	}
	query = strings.NewReplacer("WHERE VISIBLE", "WHERE "+visible, "AND TAB", "AND "+conditions[tab], "AND AFTER", "AND "+after, "BY ORDER", "BY "+order).Replace(list)
	var afterAt *time.Time
	var afterID, rep *models.ID
	if w.After != nil {
		afterAt, afterID = &w.After.At, &w.After.ID
	}
	if w.Rep != models.NoID {
		rep = &w.Rep
	}
	return query, []any{client, whose, at, afterAt, afterID, page + 1, rep}
}

// visible is models.VisibleLeads in SQL, of $1 client and $2 whose.
func visible(by models.Actor) (condition string, whose models.ID, err error) {
	switch {
	case by.Gate == models.GateClient && by.Role == models.Rep:
		return "l.client_id = $1 AND l.rep_id = $2", by.UserID, nil
	case by.Gate == models.GateClient && by.Role == models.PartnerManager:
		return "l.client_id = $1 AND l.partner_id = $2", by.PartnerID, nil
	case by.Gate == models.GateClient && by.Role == models.SalesManager:
		return "l.client_id = $1 AND $2::uuid IS NOT NULL", by.UserID, nil
	}
	return "", models.NoID, models.Absent()
}
