package jobs_test

import (
	"os"
	"testing"
	"time"

	"ripen/models"
	"ripen/models/sample"
	"ripen/services/accounts"
	"ripen/services/clients"
	"ripen/services/delivery"
	"ripen/services/delivery/deliverytest"
	"ripen/services/desk"
	"ripen/services/followup"
	"ripen/services/intake"
	"ripen/services/jobs"
	"ripen/services/nurture"
	"ripen/services/policy"
	"ripen/services/queue"
	"ripen/services/reports"
	"ripen/services/store"
	"ripen/services/store/storetest"
	"ripen/services/survey"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

var noon = time.Date(2026, 6, 30, 16, 0, 0, 0, time.UTC)

// A scene is the cast, settled, with every service and the jobs on a clock that tests move.
type scene struct {
	st    *store.Store
	cast  *clients.Cast
	deps  jobs.Deps
	jobs  *jobs.Jobs
	post  *deliverytest.Postbox
	place deliverytest.Place
	at    time.Time
}

func newScene(t *testing.T, at time.Time) *scene {
	t.Helper()
	s := &scene{st: storetest.Open(t), post: deliverytest.NewPostbox(), at: at}
	clock := func() time.Time { return s.at }
	house := clients.New(s.st, clock)
	cast, err := house.Settle(t.Context(), models.Operator(), sample.Northlight(), at)
	if err != nil {
		t.Fatal(err)
	}
	s.cast = cast
	s.place = deliverytest.Place{Program: cast.Program("scanners-us"), Source: cast.Source("FDC Orlando"), Criteria: cast.Criteria("scanners-us"), Caller: cast.User("Dana Whitfield")}
	book := policy.NewBook()
	s.deps = jobs.Deps{Now: clock, Queue: queue.New(s.st, book, clock), Nurture: nurture.New(s.st, clock), Reports: reports.New(s.st, clock), Survey: survey.New(s.st, survey.Options{Secret: storetest.Secret, Now: clock}),
		Intake:   intake.New(s.st, book, intake.Options{Now: clock, Secret: storetest.Secret, Sources: house}),
		Delivery: delivery.New(s.st, clock, delivery.Options{BaseURL: "https://ripen.example", Letters: deliverytest.Plain{}, Mail: s.post})}
	s.deps.Desk = desk.New(s.st, book, house, s.deps.Queue, clock)
	s.deps.FollowUp = followup.New(s.st, clock, s.deps.Nurture, s.deps.Delivery)
	if s.deps.Accounts, err = accounts.New(s.st, accounts.Options{Secret: storetest.Secret, Now: clock, Mail: s.post}); err != nil {
		t.Fatal(err)
	}
	if s.jobs, err = jobs.New(s.st, s.deps, jobs.Options{}); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *scene) tick(t *testing.T, at time.Time) jobs.Ticked {
	t.Helper()
	s.at = at
	ticked, err := s.jobs.Tick(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	return ticked
}

func TestStart_releasesAnAAndTellsItsRep(t *testing.T) {
	t.Parallel()
	at := time.Now()                                 // the jobs’ own clock is the wall’s
	s := newScene(t, at.Add(-2*models.RecallWindow)) // and the recall window is over
	i, _ := deliverytest.Pend(t, s.st, s.deps.Delivery, s.place, s.at)
	s.at = at
	if err := s.jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	select {
	case letter := <-s.post.Letters:
		lead := deliverytest.Load[models.Lead](t, s.st, models.OfInquiry(i.ID))
		if letter.ID != lead.ID.String()+".released@ripen.example" {
			t.Errorf("the letter is %+v", letter)
		}
	case <-time.After(20 * time.Second):
		t.Error("nobody was told")
	}
	if err := s.jobs.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestTick_doesEverythingThatIsDueOnce(t *testing.T) {
	t.Parallel()
	s := newScene(t, noon)
	ripe := deliverytest.Inquiry(t, s.st, s.place, noon)
	deliverytest.Grade(t, s.st, s.place, ripe, models.GradeB, noon, func(tx *store.Tx, _ models.ID) error {
		return s.deps.Nurture.Enrol(tx, ripe, "", nurture.Heard{}, noon)
	})
	scheduled := deliverytest.Inquiry(t, s.st, s.place, noon)
	deliverytest.Change(t, s.st, `UPDATE inquiries SET state = 'scheduled', due_at = $2, next_at = $2 WHERE id = $1`, scheduled.ID, noon.Add(time.Hour))
	pending, _ := deliverytest.Pend(t, s.st, s.deps.Delivery, s.place, noon)
	if early := s.tick(t, noon.Add(29*time.Second)); early.Ripened+early.Released+early.Promoted+early.Pushed != 0 {
		t.Fatalf("before anything is due: %+v", early)
	}
	got := s.tick(t, noon.Add(time.Hour))
	if got.Released != 1 || got.Promoted != 1 || got.Pushed != 1 || got.Days == 0 || got.Ripened != 0 {
		t.Errorf("an hour later: %+v", got)
	}
	if again := s.tick(t, noon.Add(time.Hour)); again != (jobs.Ticked{}) {
		t.Errorf("the same instant again: %+v", again)
	}
	lead := deliverytest.Load[models.Lead](t, s.st, models.OfInquiry(pending.ID))
	for _, by := range []string{"Rae Okafor", "Ben Castillo", "Tom Lindqvist", "Carlos Mena"} {
		if s.cast.User(by).ID == *lead.RepID {
			err := s.deps.FollowUp.CloseOut(t.Context(), s.cast.As(by), followup.Closing{Report: followup.Report{LeadID: lead.ID}, Outcome: models.Returned, Reason: "A student."})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	got = s.tick(t, ripe.NextAt.Add(time.Second))
	if got.Ripened != 1 || got.Stand != 1 || got.Days == 0 {
		t.Errorf("at the date: %+v", got)
	}
	if i := deliverytest.Load[models.Inquiry](t, s.st, models.ByID(ripe.ID)); i.State != models.Ready || i.Cycle != 2 {
		t.Errorf("%s, cycle %d", i.State, i.Cycle)
	}
}
