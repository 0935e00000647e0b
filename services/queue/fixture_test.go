package queue_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/clients/agencytest"
	"ripen/services/nurture"
	"ripen/services/store"
)

var serial atomic.Int64

// fictional is another number of the range reserved for fiction, in 400 area codes.
func fictional() string {
	n := serial.Add(1)
	return fmt.Sprintf("+1813%03d%04d", 200+n/10000, n%10000)
}

// newCallers hires callers into one program.
func newCallers(t *testing.T, a *agencytest.Agency, n int) (actors []models.Actor) {
	t.Helper()
	program := a.Program("scanners-us")
	err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		for k := range n {
			u := models.User{ID: models.NewID(), Email: fmt.Sprintf("caller%d@northlight.example", k), Name: fmt.Sprintf("Caller %d", k), Role: models.Caller, Zone: "UTC",
				State: models.Active, Weight: 1, SingleKeys: true, CreatedAt: time.Unix(0, 0)}
			if err := tx.Put(&u); err != nil {
				return err
			}
			if err := tx.Put(&models.Membership{UserID: u.ID, ProgramID: program.ID, ClientID: program.ClientID, CreatedAt: u.CreatedAt}); err != nil {
				return err
			}
			actors = append(actors, models.ActorOf(u))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return actors
}

// ripen returns to the queue what is due, as the job does.
func ripen(t *testing.T, a *agencytest.Agency) error {
	t.Helper()
	_, err := nurture.New(a.Store, a.Clock.Now).Ripen(t.Context(), a.Program("scanners-us").ClientID, a.Clock.Now())
	return err
}

// weekdayNoon is the next hour, from at on, at which everybody may be called.
func weekdayNoon(at time.Time) time.Time {
	at = time.Date(at.Year(), at.Month(), at.Day()+1, 16, 0, 0, 0, time.UTC)
	for at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
		at = at.AddDate(0, 0, 1)
	}
	return at
}
