package queue

import (
	"context"
	_ "embed"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/policy"
	"ripen/services/store"
)

var (
	//go:embed call.sql
	callSQL string
	//go:embed colleagues.sql
	colleaguesSQL string
	//go:embed history.sql
	historySQL string
)

// A Call is everything the call page shows of one inquiry.
type Call struct {
	Head     Head
	Criteria *models.Criteria // nil: the program has none in force
	Verdict  models.Verdict   // of the answers in the draft
	Window   policy.Words
	Opens    []policy.Span                         // today's hours on the person's clock, for the drawing of the day
	Again    map[models.Disposition]time.Time      // when a disposition that leads to another attempt would plan it
	Then     map[models.Disposition]models.Inquiry // where each disposition would put it
	Course   Course                                // its contact plan, and how far it has come
	Agency   string                                // as the words of a plan name it
	History  []Event                               // the newest; there are older ones where it is full
	Numbers  []KnownNumber
	People   []Known
	Answers  []Answerer // at the switchboard
	Today    Today
	Callers  []Colleague // who else may keep a promise in this program

	Earlier map[string]models.Earlier // what was answered in the cycle before, by question
}

// A Head is the row behind the page.
type Head struct {
	ID, ClientID, ProgramID, PersonID models.ID
	State                             models.State
	Class                             models.Class
	Tier                              int
	WindowID                          *int
	DueAt, NextAt                     *time.Time
	Cycle                             int
	ReceivedAt                        time.Time
	Via, Product, Message             string
	Details                           map[string]string
	FirstCallBy                       *time.Time
	Attempts                          int
	Grade                             models.Grade
	GradedAt                          *time.Time
	LastDisposition                   models.Disposition
	NurtureReason, DecisionReason     string
	ClosedReason                      string
	Repeats                           int
	Agreed                            []models.Channel // by which they may be called and written to again

	PersonName, Title, Email, Phone, PhoneRaw string
	Address, City, Region, Postcode, Country  string
	Organisation, Website, About              string
	OrganisationID                            *models.ID
	Role                                      models.ContactRole
	Zone, Language                            string
	Preset, Hours, ProgramCountry             string
	ProgramLanguage                           string
	ProgramName                               string
	MaxAttempts                               int
	Opening                                   string
	Worth                                     decimal.Decimal
	WinRate                                   float64
	ClientName                                string
	ClientColour                              int
	ClientZone, Currency                      string
	SourceName                                string
	Medium                                    models.Medium
	CriteriaID                                *models.ID
	ClaimID                                   *models.ID
	Why                                       *models.Why
	ClaimedAt                                 *time.Time
	Rules                                     []string
	Verdict, Reason                           *string
	Answers                                   models.Answers
	ForRep, Internal                          string
	Fields                                    models.Fields
	Version                                   int
	UpdatedAt                                 *time.Time
	Tried24h                                  int
	HeldBy                                    *string
}

// Mine reports whether the caller who asked holds the inquiry.
func (h *Head) Mine() bool { return h.ClaimID != nil }

// placed is the program and the person as far as they decide which hours hold.
func (h *Head) placed() (*models.Program, models.Person) {
	return &models.Program{Preset: h.Preset, Hours: h.Hours, Country: h.ProgramCountry},
		models.Person{ClientID: h.ClientID, Country: h.Country, Region: h.Region, Postcode: h.Postcode, Zone: h.Zone, OrganisationID: h.OrganisationID}
}

// An Event is one line of the history.
type Event struct {
	At    time.Time
	Kind  string // inquiry, repeat, attempt, email, text, grading, note, promise, referral, lead, gatekeeper
	What  string // via, disposition, kind of grading, state of the promise
	Who   string // source or person
	Text  string
	Grade models.Grade
}

// Today is how the caller's day stands: its figures, the promises that are next, and
// whether he takes calls.
type Today struct {
	Calls, Reached, A, B, C, D, Promised, Kept int

	Due   []OpenPromise
	Shift models.Availability
}

// A Colleague works in the same program.
type Colleague struct {
	ID        models.ID
	Name      string
	Languages []string
}

// HistoryShown is how many events the call page shows at once.
const HistoryShown = 50

// forever is after everything that happened.
var forever = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// Open is the inquiry as the caller's page shows it. It claims nothing.
func (s *Service) Open(ctx context.Context, by models.Actor, inquiryID models.ID) (*Call, error) {
	at, call := s.now(), new(Call)
	var heads []Head
	var d day
	var q store.Questions
	store.Ask(&q, &heads, callSQL, inquiryID, by.UserID, at, by.Role != models.Caller)
	store.Ask(&q, &call.History, historySQL, inquiryID, forever, HistoryShown)
	store.Ask(&q, &call.Numbers, numbersSQL, inquiryID)
	store.Ask(&q, &call.People, peopleSQL, inquiryID, by.UserID, by.Role != models.Caller)
	store.Ask(&q, &call.Answers, organisationNotesSQL, inquiryID)
	store.Ask(&q, &call.Callers, colleaguesSQL, inquiryID, by.UserID)
	d.ask(&q, by, at)
	var courses []Course
	var before []graded
	store.Ask(&q, &before, earlierSQL, inquiryID)
	store.Ask(&q, &courses, contactPlanSQL, inquiryID)
	if err := s.store.Answer(ctx, by, &q); err != nil {
		return nil, err
	}
	if len(heads) == 0 {
		return nil, models.Absent()
	}
	call.Head, call.Today, call.Course = heads[0], d.today(), courses[0]
	call.Agency = s.letters.Agency
	err := s.explain(ctx, by, call, at)
	call.recall(before)
	return call, err
}

// Before is what happened with the person before an instant, for a page that shows no more.
func (s *Service) Before(ctx context.Context, by models.Actor, inquiryID models.ID, before time.Time) (events []Event, err error) {
	err = s.store.Tx(ctx, by, func(tx *store.Tx) error {
		if _, err := store.One[models.Inquiry](tx, models.ByID(inquiryID), models.InProgramsOf(by)); err != nil {
			return err
		}
		events, err = store.Rows[Event](tx, historySQL, inquiryID, before, HistoryShown)
		return err
	})
	return events, err
}

// explain adds what the criteria make of the answers, and the calling hours in words.
// Both are usually remembered; only where they are not is the database asked again.
func (s *Service) explain(ctx context.Context, by models.Actor, call *Call, at time.Time) (err error) {
	head := &call.Head
	criteria, published := s.criteria.remembered(head.CriteriaID)
	window, numbered := s.book.Remembered(head.WindowID)
	listed := anyListed(call.Numbers)
	if !published || !numbered || listed {
		err = s.store.Tx(ctx, by, func(tx *store.Tx) (err error) {
			if !published {
				if criteria, err = s.Criteria(tx, *head.CriteriaID); err != nil {
					return err
				}
			}
			if !numbered {
				if window, err = s.book.Window(tx, *head.WindowID); err != nil {
					return err
				}
			}
			if listed {
				program, person := head.placed()
				err = s.screen(tx, call.Numbers, program, person, head.ReceivedAt, at)
			}
			return err
		})
	}
	if err != nil {
		return err
	}
	if call.Criteria = criteria; criteria != nil {
		call.Verdict = criteria.Compute(head.Answers, at)
	}
	if head.WindowID != nil {
		call.Window, call.Opens = window.Words(at), window.Today(at)
	}
	call.Again, call.Then = map[models.Disposition]time.Time{}, map[models.Disposition]models.Inquiry{}
	for _, c := range models.Consequences {
		then := call.Course.after(head, c, window, at)
		call.Then[c.Disposition] = then
		if then.DueAt != nil {
			call.Again[c.Disposition] = *then.DueAt
		}
	}
	return nil
}
