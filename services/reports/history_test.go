package reports_test

import (
	_ "embed"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"
	"pgregory.net/rapid"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/reports"
	"ripen/services/store"
)

//go:embed testdata/graded.sql
var gradedSQL string

// A history is one client to whom everything happens that can happen to a figure. The
// nouns are asked to act, and the rows are written as the services write them.
type history struct {
	*rapid.T
	st       *store.Store
	svc      *reports.Service
	client   *models.Client
	programs []models.Program
	criteria map[models.ID][]models.ID // of each program, two versions
	sources  []models.Source
	people   []models.ID
	places   map[models.ID]graded
	leads    []models.ID
}

// graded is a grading that can be taken back, and where its inquiry stood before.
type graded struct {
	attempt models.ID
	was     models.Place
}

func begin(t *rapid.T, st *store.Store) *history {
	clock := func() time.Time { return noon }
	cs := clients.New(st, clock)
	h := &history{T: t, st: st, svc: reports.New(st, clock), criteria: map[models.ID][]models.ID{}, places: map[models.ID]graded{}}
	ctx, by := t.Context(), models.Operator()
	var err error
	if h.client, err = cs.Create(ctx, by, models.Client{Slug: "c" + models.NewID().String()[20:], Name: "One", Zone: "America/New_York"}); err != nil {
		t.Fatal(err)
	}
	for _, slug := range []string{"main", "other"} {
		p, err := cs.CreateProgram(ctx, by, models.Program{ClientID: h.client.ID, Slug: slug, Name: slug})
		if err != nil {
			t.Fatal(err)
		}
		h.programs = append(h.programs, *p)
	}
	h.in(func(tx *store.Tx) error {
		for _, p := range h.programs {
			for version := range 2 {
				c := models.Criteria{ID: models.NewID(), ClientID: h.client.ID, ProgramID: p.ID, Version: 100 + version, State: "retired", Questions: []models.Question{}, CreatedAt: noon, PublishedAt: &noon}
				h.criteria[p.ID] = append(h.criteria[p.ID], c.ID)
				if err := tx.Put(&c); err != nil {
					return err
				}
			}
		}
		for n, medium := range []models.Medium{"search", "search", "trade_show", ""} {
			src, err := cs.Source(tx, h.client.ID, []string{"one", "two", "fair", ""}[n], medium, models.NoID)
			if err != nil {
				return err
			}
			h.sources = append(h.sources, *src)
		}
		return nil
	})
	return h
}

func (h *history) in(fn func(*store.Tx) error) {
	h.Helper()
	if err := h.st.Tx(h.Context(), models.Operator(), fn); err != nil {
		h.Fatal(err)
	}
}

// instant is a minute within some weeks, near midnight as likely as at noon.
func (h *history) instant(after time.Time) time.Time {
	return after.Add(time.Duration(rapid.IntRange(0, 40*24*60).Draw(h.T, "minutes")) * time.Minute)
}

// began is when the first inquiry can come: before the clocks of New York go back.
var began = time.Date(2025, 10, 1, 0, 0, 0, 0, time.UTC)

func (h *history) inquiry(tx *store.Tx, id models.ID) (*models.Inquiry, error) {
	return store.One[models.Inquiry](tx, models.ByID(id), models.ForUpdate)
}

// draw draws one of these by its place, which reads better in a report than an id.
func draw[T any](t *rapid.T, these []T, what string) T {
	return these[rapid.IntRange(0, len(these)-1).Draw(t, what)]
}

// some draws one of the inquiries in these states, and skips the step where there is none.
func (h *history) some(states ...models.State) models.ID {
	var found []models.Inquiry
	h.in(func(tx *store.Tx) (err error) {
		found, err = store.All[models.Inquiry](tx, models.OfClient(h.client.ID), func(db *gorm.DB) *gorm.DB { return db.Where("state IN ?", states).Order("received_at, id") })
		return err
	})
	if len(found) == 0 {
		h.Skip("there is none")
	}
	return draw(h.T, found, "inquiry").ID
}

// arrive writes an inquiry of somebody new or known, or a row that is rejected.
func (h *history) arrive(t *rapid.T) {
	h.T = t
	kind := "inquiry"
	at := h.instant(began)
	h.in(func(tx *store.Tx) error {
		if rapid.IntRange(0, 9).Draw(t, "rejected") == 0 {
			return tx.Put(&models.Arrival{ID: models.NewID(), ClientID: h.client.ID, Kind: "rejected", At: at})
		}
		person := models.NewID()
		if len(h.people) > 0 && rapid.Bool().Draw(t, "known") {
			person, kind = draw(t, h.people, "person"), "repeat"
		} else if err := tx.Put(&models.Person{ID: person, ClientID: h.client.ID, CreatedAt: at}); err != nil {
			return err
		}
		program, source := draw(t, h.programs, "program"), draw(t, h.sources, "source")
		i := &models.Inquiry{ID: models.NewID(), ClientID: h.client.ID, ProgramID: program.ID, PersonID: person, SourceID: source.ID, State: models.Undecided, DecisionReason: "no number",
			Class: models.New, Tier: models.TierRest, Cycle: 1, ReceivedAt: at, ReceivedOn: models.DayIn(at, h.client.Location()), Via: "import", Details: map[string]string{}, NextAt: &at}
		live, err := store.All[models.Inquiry](tx, func(db *gorm.DB) *gorm.DB { return db.Where("person_id = ?", person) })
		if err != nil {
			return err
		}
		for n := range live {
			if live[n].Live() && live[n].ProgramID == program.ID {
				i.DecisionReason = ""
				i.MergeInto(live[n].ID)
				break
			}
		}
		for _, row := range []any{i, &models.Arrival{ID: models.NewID(), ClientID: h.client.ID, Kind: kind, At: at, InquiryID: &i.ID, SourceID: &source.ID}} {
			if err := tx.Put(row); err != nil {
				return err
			}
		}
		h.people = append(h.people, person)
		return store.MarkRollup(tx, i)
	})
}

// grade grades somebody, with a grade that is drawn.
func (h *history) grade(t *rapid.T) {
	h.T = t
	id := h.some(models.Undecided, models.Nurtured)
	h.in(func(tx *store.Tx) error {
		i, err := h.inquiry(tx, id)
		if err != nil {
			return err
		}
		was, at, attempt := i.Place(), h.instant(i.ReceivedAt), models.NewID()
		if err := i.Hold(at); err != nil {
			return err
		}
		criteria := draw(t, h.criteria[i.ProgramID], "criteria")
		grade := draw(t, []models.Grade{"A", "A", "B", "C", "D"}, "grade")
		if err := i.GradeAs(grade, criteria, at); err != nil {
			return err
		}
		if grade.Nurtured() {
			i.Nurture("not yet", at.AddDate(0, 2, 0))
		}
		if _, err := tx.Run(gradedSQL, i.ClientID, i.ProgramID, i.ID, i.PersonID, models.TheAgency, criteria, string(grade), at, attempt); err != nil {
			return err
		}
		if err := tx.Keep(i); err != nil {
			return err
		}
		h.places[i.ID] = graded{attempt, was}
		return store.MarkRollup(tx, i)
	})
}

// withdraw takes the last grading of an inquiry back, unless it was released.
func (h *history) withdraw(t *rapid.T) {
	h.T = t
	id := h.some(models.Pending, models.Nurtured, models.Closed)
	last, found := h.places[id]
	if !found {
		t.Skip("nothing to take back")
	}
	h.in(func(tx *store.Tx) error {
		i, err := h.inquiry(tx, id)
		if err != nil {
			return err
		}
		i.PutBack(last.was)
		if err := tx.Put(&models.Withdrawal{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, AttemptID: last.attempt, UserID: models.TheAgency, At: i.ReceivedAt}); err != nil {
			return err
		}
		if err := tx.Keep(i); store.Duplicate(err, "inquiries_one_live") {
			t.Skip("the person inquired again meanwhile")
		} else if err != nil {
			return err
		}
		delete(h.places, id)
		return store.MarkRollup(tx, i)
	})
}

// reach notes that somebody was reached and not graded.
func (h *history) reach(t *rapid.T) {
	h.T = t
	id := h.some(models.Undecided, models.Nurtured)
	h.in(func(tx *store.Tx) error {
		i, err := h.inquiry(tx, id)
		if err != nil {
			return err
		}
		if at := h.instant(i.ReceivedAt); i.ReachedAt == nil {
			i.ReachedAt = &at
		}
		if err := tx.Keep(i); err != nil {
			return err
		}
		return store.MarkRollup(tx, i)
	})
}

// release makes a lead of an A.
func (h *history) release(t *rapid.T) {
	h.T = t
	id := h.some(models.Pending)
	h.in(func(tx *store.Tx) error {
		i, err := h.inquiry(tx, id)
		if err != nil {
			return err
		}
		if err := i.Release(); err != nil {
			return err
		}
		at := h.instant(*i.GradedAt)
		lead := models.Lead{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, Cycle: i.Cycle, Kind: draw(t, []string{"released", "taken_over"}, "kind"), ProgramID: i.ProgramID,
			SourceID: i.SourceID, ReleasedAt: at, ReceivedOn: i.ReceivedOn, Reasons: []models.Reason{}, Currency: "USD", NextAt: &at}
		if err := tx.Put(&lead); err != nil {
			return err
		}
		h.leads = append(h.leads, lead.ID)
		if err := tx.Keep(i); err != nil {
			return err
		}
		return store.MarkDay(tx, lead.ClientID, lead.SourceID, lead.ReceivedOn)
	})
}

// follow does to a lead what a rep does: contact, close out, order, order again; or what
// the agency does to a return.
func (h *history) follow(t *rapid.T) {
	h.T = t
	if len(h.leads) == 0 {
		t.Skip("no lead")
	}
	id := draw(t, h.leads, "lead")
	h.in(func(tx *store.Tx) error {
		lead, err := store.One[models.Lead](tx, models.ByID(id), models.ForUpdate)
		if err != nil {
			return err
		}
		at := h.instant(lead.ReleasedAt)
		var row any
		switch {
		case lead.Outcome == models.Won:
			row = h.order(lead, at)
		case lead.Outcome == models.Returned && rapid.Bool().Draw(t, "refused"):
			if err := lead.Reopen(at); err != nil {
				return err
			}
		case !lead.Open():
			t.Skip("closed")
		case rapid.Bool().Draw(t, "contact"):
			if lead.ContactedAt != nil {
				t.Skip("contacted")
			}
			if rapid.Bool().Draw(t, "at the last minute") {
				at = lead.ReleasedAt.Add(models.FirstContactWithin + time.Duration(rapid.IntRange(-30, 30).Draw(t, "over"))*time.Minute)
			}
			lead.ContactedAt = &at
		default:
			again := at.AddDate(0, 3, 0)
			out := models.CloseOut{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, UserID: models.TheAgency, At: at, Reason: "so", Cause: "price", LostTo: "Rival", AgainOn: &again,
				Outcome: draw(t, []models.Outcome{models.Won, models.Won, models.Lost, models.NoDecision, models.Returned}, "outcome")}
			if err := lead.Close(&out, at); err != nil {
				return err
			}
			if row = &out; out.Outcome == models.Returned {
				row = nil
			} else if out.Outcome == models.Won {
				if err := tx.Put(h.order(lead, at)); err != nil {
					return err
				}
			}
		}
		if row != nil {
			if err := tx.Put(row); err != nil {
				return err
			}
		}
		if err := tx.Keep(lead); err != nil {
			return err
		}
		return store.MarkDay(tx, lead.ClientID, lead.SourceID, lead.ReceivedOn)
	})
}

// order is an order of the lead, now and then before its inquiry, in another currency or
// of unknown value.
func (h *history) order(lead *models.Lead, at time.Time) *models.Order {
	o := &models.Order{ID: models.NewID(), ClientID: lead.ClientID, LeadID: lead.ID, OrderedOn: models.DayIn(at, time.UTC), Currency: "USD", Rate: decimal.NewFromInt(1), UserID: models.TheAgency, At: at}
	if rapid.IntRange(0, 5).Draw(h.T, "early") == 0 {
		o.OrderedOn = lead.ReceivedOn.AddDate(0, 0, -rapid.IntRange(1, 30).Draw(h.T, "days"))
	}
	if cents := rapid.Int64Range(-1_000, 100_000).Draw(h.T, "cents"); cents >= 0 {
		value := decimal.New(cents, -2)
		o.Value = &value
	}
	if rapid.Bool().Draw(h.T, "foreign") {
		o.Currency, o.Rate = "EUR", decimal.RequireFromString("1.08735")
	}
	return o
}

// undo takes an inquiry that nobody touched back, as its import is undone.
func (h *history) undo(t *rapid.T) {
	h.T = t
	id := h.some(models.Undecided, models.Merged)
	h.in(func(tx *store.Tx) error {
		i, err := h.inquiry(tx, id)
		if err != nil {
			return err
		}
		if i.Grade != "" {
			t.Skip("touched")
		}
		i.State, i.NextAt, i.MergedInto, i.DecisionReason = models.Undone, nil, nil, ""
		if err := tx.Keep(i); err != nil {
			return err
		}
		return store.MarkRollup(tx, i)
	})
}

// move brings an inquiry to another source; its lead may still bear the old one.
func (h *history) move(t *rapid.T) {
	h.T = t
	id := h.some(models.Undecided, models.Pending, models.Nurtured, models.Released, models.Released, models.Closed, models.Merged)
	h.in(func(tx *store.Tx) error {
		i, err := h.inquiry(tx, id)
		if err != nil {
			return err
		}
		if err := store.MarkRollup(tx, i); err != nil {
			return err
		}
		i.SourceID = draw(t, h.sources, "source").ID
		if err := tx.Keep(i); err != nil {
			return err
		}
		if rapid.Bool().Draw(t, "lead") {
			if _, err := tx.Run(`UPDATE leads SET source_id = $2 WHERE inquiry_id = $1`, i.ID, i.SourceID); err != nil {
				return err
			}
		}
		return store.MarkRollup(tx, i)
	})
}
