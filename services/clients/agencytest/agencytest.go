// Package agencytest gives a test a whole agency: the cast settled on a database of
// its own, a clock to move, and inquiries to call.
package agencytest

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"ripen/models"
	"ripen/models/sample"
	"ripen/services/clients"
	"ripen/services/policy"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

// Secret is the installation's secret in every test.
var Secret = storetest.Secret

// Noon is a Tuesday on which everybody in the cast's countries may be called: 16:00
// in London, 11:00 in New York.
var Noon = time.Date(2026, 6, 30, 15, 0, 0, 0, time.UTC)

// A Clock is moved by the test.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// Now is the clock's instant.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Set moves the clock to an instant.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

// Move moves the clock on.
func (c *Clock) Move(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
	return c.at
}

// An Agency is the cast at work in one test.
type Agency struct {
	*clients.Cast
	Options store.Options // to open the same database once more, as another process does
	Store   *store.Store
	Book    *policy.Book
	Clock   *Clock
	t       testing.TB
	serial  int
}

// Open settles the cast on a fresh database.
func Open(t testing.TB) *Agency {
	t.Helper()
	o := storetest.Database(t)
	a := &Agency{Options: o, Store: storetest.Connect(t, o), Book: policy.NewBook(), Clock: &Clock{at: Noon}, t: t}
	cast, err := clients.New(a.Store, a.Clock.Now).Settle(t.Context(), models.Operator(), sample.Northlight(), Noon)
	if err != nil {
		t.Fatal(err)
	}
	a.Cast = cast
	return a
}

// Inquiry puts one inquiry of a new person into a program's queue, as of now. The
// change may be anything about the person and the inquiry, before it enters.
func (a *Agency) Inquiry(program string, change ...func(*models.Person, *models.Inquiry)) models.Inquiry {
	a.t.Helper()
	at := a.Clock.Now()
	p := a.Program(program)
	a.serial++
	person := models.Person{ID: models.NewID(), ClientID: p.ClientID, Name: fmt.Sprintf("Ivy Moss %d", a.serial), NameKey: fmt.Sprintf("ivy moss %d", a.serial),
		Phone: fmt.Sprintf("+1813555%04d", 100+a.serial%100), City: "Tampa", Region: "FL", Postcode: "33606", Country: "US", CreatedAt: at}
	inquiry := models.Inquiry{ID: models.NewID(), ClientID: p.ClientID, ProgramID: p.ID, PersonID: person.ID, Cycle: 1, ReceivedAt: at, ReceivedOn: models.DayIn(at, time.UTC),
		Via: "import", Message: "Please send prices.", Details: map[string]string{}}
	for _, c := range change {
		c(&person, &inquiry)
	}
	err := a.Store.Tx(a.t.Context(), models.Operator(), func(tx *store.Tx) error {
		source, err := clients.New(a.Store, a.Clock.Now).Source(tx, p.ClientID, "A list", "", p.ID)
		if err != nil {
			return err
		}
		inquiry.SourceID = source.ID
		person.NumberKey = policy.NumberKey(Secret, person.Phone)
		if err := tx.Put(&person); err != nil {
			return err
		}
		window, err := a.Book.ID(tx, policy.WindowOf(&p, &person))
		if err != nil {
			return err
		}
		inquiry.WindowID = &window
		inquiry.Enter(&p, at)
		if err := tx.Put(&inquiry); err != nil {
			return err
		}
		return tx.Put(&models.Arrival{ID: models.NewID(), ClientID: p.ClientID, Kind: "inquiry", At: at, InquiryID: &inquiry.ID, SourceID: &inquiry.SourceID})
	})
	if err != nil {
		a.t.Fatal(err)
	}
	return inquiry
}

// Reload is the inquiry as it stands in the database now.
func (a *Agency) Reload(id models.ID) models.Inquiry {
	a.t.Helper()
	var found *models.Inquiry
	if err := a.Store.Tx(a.t.Context(), models.Operator(), func(tx *store.Tx) (err error) {
		found, err = store.One[models.Inquiry](tx, models.ByID(id))
		return err
	}); err != nil {
		a.t.Fatal(err)
	}
	return *found
}

// Count answers a query that counts, as the operator.
func (a *Agency) Count(query string, args ...any) (n int) {
	a.t.Helper()
	if err := a.Store.Tx(a.t.Context(), models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(a.t.Context(), query, args...).Scan(&n)
	}); err != nil {
		a.t.Fatal(err)
	}
	return n
}
