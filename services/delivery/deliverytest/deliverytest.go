// Package deliverytest makes graded inquiries and leads for the tests of what follows a grading.
package deliverytest

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/delivery"
	"ripen/services/mail"
	"ripen/services/store"
)

// A Place is where an inquiry comes from and who grades it.
type Place struct {
	Program  models.Program
	Source   models.Source
	Criteria models.Criteria
	Caller   models.User
}

// Answers is what makes an A by the criteria of the cast.
var Answers = models.Answers{"want": 2, "fit": 2, "when": 1, "money": 1, "who": 1, "next": 1}

var serial atomic.Int64

// Inquiry writes an inquiry of a person of its own that a caller holds.
func Inquiry(tb testing.TB, st *store.Store, p Place, at time.Time) *models.Inquiry {
	tb.Helper()
	n := serial.Add(1)
	client := p.Program.ClientID
	organisation := models.Organisation{ID: models.NewID(), ClientID: client, Name: "Moss & Daughters Dentistry", CreatedAt: at}
	person := models.Person{ID: models.NewID(), ClientID: client, OrganisationID: &organisation.ID, Name: fmt.Sprintf("Ivy Moss %d", n), Title: "Practice manager",
		Email: fmt.Sprintf("ivy%d@mossdaughters.example", n), EmailKey: fmt.Sprintf("ivy%d@mossdaughters.example", n), Phone: fmt.Sprintf("+1813555%04d", n%10000),
		NumberKey: fmt.Appendf(nil, "key %d", n), City: "Tampa", Region: "FL", Country: "US", CreatedAt: at}
	until := at.Add(models.Lease)
	window := 0
	i := &models.Inquiry{ID: models.NewID(), ClientID: client, ProgramID: p.Program.ID, PersonID: person.ID, SourceID: p.Source.ID, State: models.Held,
		Class: models.New, Tier: models.TierRest, NextAt: &until, Cycle: 1, ReceivedAt: at.Add(-time.Hour), ReceivedOn: models.DayIn(at.Add(-time.Hour), time.UTC),
		Via: "form", Product: "scanner", Message: "Please send prices.", Details: map[string]string{}, Grade: models.Ungraded}
	write(tb, st, func(tx *store.Tx) error {
		err := tx.Pgx.QueryRow(tx.Context(), `INSERT INTO windows (key) VALUES ('test') ON CONFLICT (key) DO NOTHING RETURNING id`).Scan(&window)
		if err != nil {
			err = tx.Pgx.QueryRow(tx.Context(), `SELECT id FROM windows WHERE key = 'test'`).Scan(&window)
		}
		if err != nil {
			return err
		}
		i.WindowID = &window
		for _, row := range []any{&organisation, &person, i} {
			if err := tx.Put(row); err != nil {
				return err
			}
		}
		return nil
	})
	return i
}

// Grade grades an inquiry as package grading does, and returns the id of the grading.
// The inquiry is kept by follow, which also does what follows.
func Grade(tb testing.TB, st *store.Store, p Place, i *models.Inquiry, g models.Grade, at time.Time, follow func(*store.Tx, models.ID) error) models.ID {
	tb.Helper()
	decision := models.PolicyDecision{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, At: at, Verdict: "allow"}
	claim := models.Claim{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, PersonID: i.PersonID, UserID: p.Caller.ID, DecisionID: decision.ID,
		At: at, LeaseUntil: at.Add(models.Lease), EndedAt: &at, EndedHow: "grading"}
	attempt := models.Attempt{ID: models.NewID(), ClientID: i.ClientID, ProgramID: i.ProgramID, InquiryID: i.ID, PersonID: i.PersonID, ClaimID: claim.ID,
		DecisionID: decision.ID, UserID: p.Caller.ID, Cycle: i.Cycle, At: at, Channel: "call", Disposition: models.Graded, Reached: true, Counts: true}
	low, high, chance := decimal.NewFromInt(40000), decimal.NewFromInt(60000), 0.18
	grading := models.Grading{ID: models.NewID(), ClientID: i.ClientID, ProgramID: i.ProgramID, InquiryID: i.ID, Cycle: i.Cycle, Kind: models.ByCaller,
		CriteriaID: &p.Criteria.ID, AttemptID: &attempt.ID, UserID: p.Caller.ID, At: at, Computed: g, Grade: g, WorthLow: &low, WorthHigh: &high, Probability: &chance}
	answers := models.GivenAnswers{GradingID: grading.ID, ClientID: i.ClientID, Answers: Answers}
	draft := models.Draft{InquiryID: i.ID, ClientID: i.ClientID, Answers: Answers, Fields: models.Fields{}, ForRep: "Opens a second operatory in September.", Version: 1, UpdatedAt: at}
	secret := models.Note{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, AttemptID: &attempt.ID, UserID: &p.Caller.ID, At: at,
		Kind: models.NoteInternal, Text: "internal: never leaves the agency"}
	if err := i.GradeAs(g, p.Criteria.ID, at); err != nil {
		tb.Fatal(err)
	}
	write(tb, st, func(tx *store.Tx) error {
		for _, row := range []any{&decision, &claim, &attempt, &grading, &answers, &secret} {
			if err := tx.Put(row); err != nil {
				return err
			}
		}
		if err := tx.Save(&draft).Error; err != nil {
			return err
		}
		if err := follow(tx, grading.ID); err != nil {
			return err
		}
		return tx.Keep(i)
	})
	return grading.ID
}

// Pend writes an inquiry that is graded A and pending, and returns its release too.
func Pend(tb testing.TB, st *store.Store, d *delivery.Service, p Place, at time.Time) (*models.Inquiry, *models.PendingRelease) {
	tb.Helper()
	i := Inquiry(tb, st, p, at)
	Grade(tb, st, p, i, models.GradeA, at, func(tx *store.Tx, grading models.ID) error { return d.Pend(tx, i, grading, at) })
	return i, Load[models.PendingRelease](tb, st, models.OfInquiry(i.ID))
}

// Lead writes an inquiry that is graded A at the instant and released after its recall
// window.
func Lead(tb testing.TB, st *store.Store, d *delivery.Service, p Place, at time.Time) *models.Lead {
	tb.Helper()
	i, _ := Pend(tb, st, d, p, at)
	if _, err := d.SweepReleases(tb.Context(), i.ClientID, at.Add(models.RecallWindow)); err != nil {
		tb.Fatal(err)
	}
	return Load[models.Lead](tb, st, models.OfInquiry(i.ID))
}

// Load is the one row that the scopes select, as the agency sees it.
func Load[T any](tb testing.TB, st *store.Store, scopes ...models.Scope) (row *T) {
	tb.Helper()
	write(tb, st, func(tx *store.Tx) (err error) { row, err = store.One[T](tx, scopes...); return err })
	return row
}

// Count is how many rows the scopes select, as the agency sees them.
func Count[T any](tb testing.TB, st *store.Store, scopes ...models.Scope) (n int) {
	tb.Helper()
	write(tb, st, func(tx *store.Tx) error { rows, err := store.All[T](tx, scopes...); n = len(rows); return err })
	return n
}

// Change runs SQL as the agency.
func Change(tb testing.TB, st *store.Store, query string, args ...any) {
	tb.Helper()
	write(tb, st, func(tx *store.Tx) error { _, err := tx.Run(query, args...); return err })
}

func write(tb testing.TB, st *store.Store, fn func(*store.Tx) error) {
	tb.Helper()
	if err := st.Tx(tb.Context(), models.Operator(), fn); err != nil {
		tb.Fatal(err)
	}
}

// Plain words letters without views.
type Plain struct{}

// LeadNews says the event and the name, and what was answered.
func (Plain) LeadNews(l models.LeadLetter) (subject, text, html string, err error) {
	if a := l.Answer; a != nil {
		return l.Event + " " + l.Lead.Called(), a.Kind + ": " + a.By + ": " + a.Words, "", nil
	}
	return l.Event + " " + l.Lead.Called(), l.URL, "", nil
}

// HandoverNews says how many leads there are, and which.
func (Plain) HandoverNews(l models.HandoverLetter) (subject, text, html string, err error) {
	for n := range l.Leads {
		text += l.Leads[n].Called() + "\n"
	}
	return fmt.Sprintf("handed_over %d", len(l.Leads)), text, "", nil
}

// EndpointNews says the endpoint and why it is off.
func (Plain) EndpointNews(l models.EndpointLetter) (subject, text, html string, err error) {
	return "disabled " + l.Endpoint.Name, l.Endpoint.DisabledWhy + " " + l.URL, "", nil
}

// A Postbox is a mail server that keeps what it was given, and refuses as it is told.
type Postbox struct {
	Letters chan mail.Letter
	Refuse  func(try int64) error
	tries   atomic.Int64
}

// NewPostbox is one with room for a thousand letters.
func NewPostbox() *Postbox { return &Postbox{Letters: make(chan mail.Letter, 1000)} }

// Send keeps the letter, unless the try is refused.
func (p *Postbox) Send(_ context.Context, letter mail.Letter) error {
	try := p.tries.Add(1)
	if p.Refuse != nil {
		if err := p.Refuse(try); err != nil {
			return err
		}
	}
	p.Letters <- letter
	return nil
}
