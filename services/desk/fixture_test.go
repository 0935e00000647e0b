package desk_test

import (
	"os"
	"testing"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/clients/agencytest"
	"ripen/services/desk"
	"ripen/services/queue"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// A floor is an agency at work: its queue, its desk, and the supervisor of the program.
type floor struct {
	*agencytest.Agency
	queue *queue.Service
	desk  *desk.Service
	by    models.Actor
}

func open(t *testing.T) *floor {
	t.Helper()
	a := agencytest.Open(t)
	calls := queue.New(a.Store, a.Book, a.Clock.Now)
	return &floor{Agency: a, queue: calls, desk: desk.New(a.Store, a.Book, clients.New(a.Store, a.Clock.Now), calls, a.Clock.Now), by: models.ActorOf(a.User("Priya Raman"))}
}

// blocked is an inquiry that needs a decision.
func (f *floor) blocked(t *testing.T, reason string) models.Inquiry {
	t.Helper()
	i := f.Inquiry("scanners-us")
	err := f.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		i.Decide(reason, f.Clock.Now())
		return tx.Keep(&i)
	})
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// next has a caller ask for the next inquiry.
func (f *floor) next(t *testing.T, name string) models.ID {
	t.Helper()
	next, err := f.queue.Next(t.Context(), models.ActorOf(f.User(name)))
	if err != nil {
		t.Fatal(err)
	}
	return next.InquiryID
}

func (f *floor) now(t *testing.T) *desk.Now {
	t.Helper()
	now, err := f.desk.Now(t.Context(), f.by)
	if err != nil {
		t.Fatal(err)
	}
	return now
}

// end has a caller end a call.
func (f *floor) end(t *testing.T, name string, id models.ID, how models.Disposition) error {
	t.Helper()
	_, err := f.queue.End(t.Context(), models.ActorOf(f.User(name)), queue.Ending{InquiryID: id, Disposition: how, Token: models.NewID()})
	return err
}
