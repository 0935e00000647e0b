package followup

import (
	"context"
	_ "embed"
	"strings"
	"time"

	"ripen/models"
	"ripen/services/store"
)

// decideWithin is how many business days the agency has to decide a return (product.md 2).
const decideWithin = 2

// dispute writes the return that a rep makes of a lead. It becomes the lead's close-out
// only when it is upheld or stands, so that a lead whose return is refused can still be
// closed out.
func dispute(tx *store.Tx, lead *models.Lead, out *models.CloseOut) error {
	t, err := termsOf(tx, lead.ClientID)
	if err != nil {
		return err
	}
	return tx.Put(&models.Return{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, UserID: out.UserID, At: out.At,
		Reason: out.Reason, DecideBy: t.Work.AddDays(out.At, decideWithin)})
}

// A Deciding is the agency's answer to a return.
type Deciding struct {
	Report
	Upheld bool
	Answer string // needed where it is refused
}

// DecideReturn answers a return: upheld, the lead stays closed; refused, it goes back
// to its rep.
func (s *Service) DecideReturn(ctx context.Context, by models.Actor, d Deciding) error {
	at := s.now()
	d.Answer = strings.TrimSpace(d.Answer)
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		lead, err := store.One[models.Lead](tx, models.ByID(d.LeadID), models.VisibleLeads(by), models.ForUpdate)
		if err != nil {
			return err
		}
		if !by.AnswersForPrograms() {
			return models.Refuse(models.Forbidden, "", "The program’s supervisor decides on returns.")
		}
		_, fresh, err := tx.Once(d.Token, lead.ID.String(), at)
		if err != nil || !fresh {
			return err
		}
		r, err := store.One[models.Return](tx, models.OfLead(lead.ID), where("decided_at IS NULL"), models.ForUpdate)
		if models.IsKind(err, models.NotFound) {
			return models.Refuse(models.Conflict, "", "This return has been decided.")
		}
		if err != nil {
			return err
		}
		if !d.Upheld && d.Answer == "" {
			return models.Refuse(models.Invalid, "answer", "Say why it is an A after all; the rep reads it.")
		}
		if by.SignedIn() {
			r.DecidedBy = &by.UserID
		}
		if err := decide(tx, lead, r, d.Upheld, d.Answer, at); err != nil {
			return err
		}
		return s.answered(tx, lead, r.UserID, r.ID, at)
	})
}

// decide settles a return and the lead with it.
func decide(tx *store.Tx, lead *models.Lead, r *models.Return, upheld bool, answer string, at time.Time) error {
	r.DecidedAt, r.Upheld, r.Answer = &at, &upheld, answer
	if err := tx.Keep(r); err != nil {
		return err
	}
	action := "return.uphold"
	if upheld {
		out := models.CloseOut{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, UserID: r.UserID, At: at, Outcome: models.Returned, Reason: r.Reason}
		if err := tx.Put(&out); err != nil {
			return err
		}
	} else {
		action = "return.refuse"
		if err := lead.Reopen(at); err != nil {
			return err
		}
		if err := keep(tx, lead); err != nil {
			return err
		}
	}
	return tx.Audit(action, "lead", lead.ID, lead.ClientID, at)
}

var (
	//go:embed returns.sql
	returnsSQL string
	//go:embed returned.sql
	returnedSQL string
)

// A Disputed lead waits for the agency's decision.
type Disputed struct {
	LeadID       models.ID
	InquiryID    models.ID
	ClientName   string
	Colour       int
	ProgramName  string
	Name         string
	Organisation string
	GradedBy     string
	RepName      string
	Reason       string
	At           time.Time
	DecideBy     time.Time
	Reasons      []models.Reason // what was answered; only for the agency
	Learned      string
	Internal     string // notes that no rep reads
}

// Returns is what the agency has to decide, the most urgent first.
func (s *Service) Returns(ctx context.Context, by models.Actor) (open []Disputed, err error) {
	if !by.AnswersForPrograms() {
		return nil, models.Absent()
	}
	return store.Look[Disputed](ctx, s.st, by, returnsSQL)
}

// A Returned is how many of the A's of a caller, or of a source, came back.
type Returned struct {
	Kind       string // caller, source
	Name       string
	ClientName string // of a source
	Leads      int    // released
	Returned   int    // decided or not
	Upheld     int    // or stood, because nobody decided in time
}

// Returned counts the returns of the leads released since the instant for who graded them
// and for their sources; those of whom nothing came back are left out.
func (s *Service) Returned(ctx context.Context, by models.Actor, since time.Time) (all []Returned, err error) {
	if !by.AnswersForPrograms() {
		return nil, models.Absent()
	}
	return store.Look[Returned](ctx, s.st, by, returnedSQL, since)
}
