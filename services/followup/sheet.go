package followup

import (
	"context"
	_ "embed"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed lead.sql
	leadSQL string
	//go:embed sheet.sql
	sheetSQL string
	//go:embed milestones.sql
	milestonesSQL string
)

// An Event is one thing that happened to a lead.
type Event struct {
	At     time.Time
	What   string // assigned, accepted, contact, milestone, next, closed, returned, upheld, refused, asked, answered
	Detail string // to whom, how, which step, which outcome
	Note   string
	By     string // "" where the actor may not know, or nobody did it
	Whom   string // a contact: with whom, where it was not the lead's own person
	Back   bool   // it was taken back
}

// A Sheet is everything that the actor may see of a lead.
type Sheet struct {
	Lead       models.Lead
	RepName    string // "" where the manager has it
	Partner    string
	ClientName string
	Currency   string           // of the client
	Zone       string           // of the client, whose calendar days are meant
	Process    string           // the name of its selling process
	Steps      []models.Step    // of it, in order
	Processes  []models.Process // that an open lead can go by
	Reached    map[int]time.Time
	Events     []Event // the latest first
	People     []models.LeadContact
	CloseOut   *models.CloseOut
	Orders     []models.Order
	Return     *models.Return       // the latest; nil: none was made
	Asked      *models.ReachRequest // the latest request to the agency; nil: none was made
	MayReport  bool                 // accept, log, reach, close out
	MayAssign  bool
	MayDecide  bool // on an open return
}

// leadRow is a lead with the names of what it points to.
type leadRow struct {
	models.Lead
	RepName        string
	Partner        string
	ClientName     string
	ClientCurrency string
	ClientZone     string
	ProcessName    string
	ProcessSteps   []models.Step
}

// Lead is one lead with its history, in one round trip. What is not the actor's is absent.
func (s *Service) Lead(ctx context.Context, by models.Actor, id models.ID) (*Sheet, error) {
	visible, whose, err := sheetVisible(by)
	if err != nil {
		return nil, err
	}
	var (
		q         store.Questions
		leads     []leadRow
		reached   []models.Milestone
		closeOuts []models.CloseOut
		returns   []models.Return
		asked     []models.ReachRequest
		terms     []termsRow
	)
	sheet := &Sheet{Reached: map[int]time.Time{}}
	store.Ask(&q, &leads, strings.ReplaceAll(leadSQL, "VISIBLE", visible), id, by.ClientID, whose)
	store.Ask(&q, &sheet.Events, sheetSQL, id)
	store.Ask(&q, &reached, milestonesSQL, id)
	store.Ask(&q, &sheet.People, `SELECT * FROM lead_contacts WHERE lead_id = $1 ORDER BY inquired DESC, at, id`, id)
	store.Ask(&q, &closeOuts, `SELECT * FROM close_outs WHERE lead_id = $1`, id)
	store.Ask(&q, &sheet.Orders, `SELECT * FROM orders WHERE lead_id = $1 ORDER BY ordered_on, id`, id)
	store.Ask(&q, &returns, `SELECT * FROM returns WHERE lead_id = $1 ORDER BY at DESC, id DESC LIMIT 1`, id)
	store.Ask(&q, &asked, `SELECT * FROM reach_requests WHERE lead_id = $1 ORDER BY at DESC, id DESC LIMIT 1`, id)
	const client = `(SELECT client_id FROM leads WHERE id = $1)`
	store.Ask(&q, &terms, strings.ReplaceAll(termsSQL, "$1", client), id)
	store.Ask(&q, &sheet.Processes, `SELECT * FROM processes WHERE client_id = `+client+` AND current ORDER BY place, created_at, id`, id)
	if err := s.st.Answer(ctx, by, &q); err != nil {
		return nil, err
	}
	if len(leads) == 0 || len(terms) == 0 {
		return nil, models.Absent()
	}
	l := leads[0]
	sheet.Lead, sheet.RepName, sheet.Partner, sheet.ClientName, sheet.Currency, sheet.Zone, sheet.Process, sheet.Steps = l.Lead, l.RepName, l.Partner, l.ClientName, l.ClientCurrency, l.ClientZone, l.ProcessName, l.ProcessSteps
	process := models.Process{Steps: sheet.Steps}
	for n := range max(l.Steps, len(sheet.Steps)) {
		if at := process.ReachedAt(n+1, reached); at != nil {
			sheet.Reached[n+1] = *at
		}
	}
	if !l.Open() {
		sheet.Processes = nil
	} else { // the next date as it is now
		t := terms[0].terms()
		sheet.Lead.PlanBy(&t.FollowUpTerms, t.Work)
	}
	sheet.CloseOut, sheet.Return, sheet.Asked = latest(closeOuts), latest(returns), latest(asked)
	sheet.MayReport = !by.OfAgency() && l.Open()
	sheet.MayAssign = l.Open() && by.Role != models.Rep && by.Role != models.Caller
	sheet.MayDecide = by.AnswersForPrograms() && sheet.Return != nil && sheet.Return.DecidedAt == nil
	return sheet, nil
}

// sheetVisible is models.VisibleLeads in SQL, of $2 client and $3 whose. The agency sees
// all but what is not of a caller's programs.
func sheetVisible(by models.Actor) (condition string, whose models.ID, err error) {
	switch {
	case by.OfAgency() && by.Role == models.Caller:
		return "$2::uuid IS NOT NULL AND l.program_id IN (SELECT program_id FROM memberships WHERE user_id = $3)", by.UserID, nil
	case by.OfAgency() || by.Gate == models.GateWorker:
		return "$2::uuid IS NOT NULL AND $3::uuid IS NOT NULL", by.UserID, nil
	}
	condition, whose, err = visible(by)
	return strings.NewReplacer("$2", "$3", "$1", "$2").Replace(condition), whose, err
}

// latest is the first row, or nil.
func latest[T any](rows []T) *T {
	if len(rows) == 0 {
		return nil
	}
	return &rows[0]
}

// maybe is the row that the scopes select, or nil.
func maybe[T any](tx *store.Tx, scopes ...models.Scope) (*T, error) {
	row, err := store.One[T](tx, scopes...)
	if models.IsKind(err, models.NotFound) {
		return nil, nil
	}
	return row, err
}
