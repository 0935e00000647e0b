package followup_test

import (
	"os"
	"sync"
	"testing"
	"time"

	"ripen/models"
	"ripen/models/sample"
	"ripen/services/clients"
	"ripen/services/delivery"
	"ripen/services/delivery/deliverytest"
	"ripen/services/followup"
	"ripen/services/nurture"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

var noon = time.Date(2026, 6, 30, 16, 0, 0, 0, time.UTC) // a Tuesday

// A scene is the cast, settled, and the service at an instant that tests move.
type scene struct {
	st   *store.Store
	cast *clients.Cast
	d    *delivery.Service
	f    *followup.Service
	post *deliverytest.Postbox
	at   time.Time
}

func newScene(t *testing.T) *scene {
	t.Helper()
	s := &scene{st: storetest.Open(t), post: deliverytest.NewPostbox(), at: noon}
	clock := func() time.Time { return s.at }
	cast, err := clients.New(s.st, clock).Settle(t.Context(), models.Operator(), sample.Northlight(), noon)
	if err != nil {
		t.Fatal(err)
	}
	s.cast = cast
	s.d = delivery.New(s.st, clock, delivery.Options{BaseURL: "https://ripen.example", Letters: deliverytest.Plain{}, Mail: s.post})
	s.f = followup.New(s.st, clock, nurture.New(s.st, clock), s.d)
	return s
}

// lead is a lead of Harbour that was released now and belongs to the rep.
func (s *scene) lead(t *testing.T, rep string) *models.Lead {
	t.Helper()
	place := deliverytest.Place{Program: s.cast.Program("scanners-us"), Source: s.cast.Source("FDC Orlando"), Criteria: s.cast.Criteria("scanners-us"), Caller: s.cast.User("Dana Whitfield")}
	lead := deliverytest.Lead(t, s.st, s.d, place, s.at.Add(-models.RecallWindow))
	if lead.RepID == nil || *lead.RepID != s.cast.User(rep).ID {
		if err := s.d.Assign(t.Context(), s.cast.As("Marta Silva"), lead.ID, s.cast.User(rep).ID, "it is his"); err != nil {
			t.Fatal(err)
		}
	}
	return s.load(t, lead.ID)
}

func (s *scene) load(t *testing.T, id models.ID) *models.Lead {
	t.Helper()
	return deliverytest.Load[models.Lead](t, s.st, models.ByID(id))
}

func of(lead *models.Lead) followup.Report {
	return followup.Report{LeadID: lead.ID, Token: models.NewID()}
}

func TestAccept_isOnceHoweverOftenItIsSent(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := s.lead(t, "Rae Okafor")
	report := of(lead)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if err := s.f.Accept(t.Context(), s.cast.As("Rae Okafor"), report); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := deliverytest.Count[models.Acceptance](t, s.st, models.OfLead(lead.ID)); n != 1 {
		t.Errorf("%d acceptances", n)
	}
	got := s.load(t, lead.ID)
	if got.AcceptedAt == nil || got.NextWhat != "first contact" || !got.NextAt.Equal(lead.ReleasedAt.Add(models.FirstContactWithin)) {
		t.Errorf("%v, %s at %v", got.AcceptedAt, got.NextWhat, got.NextAt)
	}
}

func TestReports_areForWhoseLeadItIs(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := s.lead(t, "Tom Lindqvist")
	for name, kind := range map[string]models.Kind{
		"Rae Okafor": models.NotFound, "Carlos Mena": models.NotFound, "Nina Prokop": models.NotFound, "Anja Vogt": models.NotFound,
		"Klaus Reinhardt": models.NotFound, "Jonas Weber": models.NotFound, "Priya Raman": models.Forbidden,
	} {
		by := s.cast.As(name)
		for what, err := range map[string]error{
			"accept":    s.f.Accept(t.Context(), by, of(lead)),
			"contact":   s.f.LogContact(t.Context(), by, followup.Contact{Report: of(lead), How: "talked"}),
			"milestone": s.f.ReachMilestone(t.Context(), by, of(lead), 1),
			"close out": s.f.CloseOut(t.Context(), by, followup.Closing{Report: of(lead), Outcome: models.Won}),
		} {
			if !models.IsKind(err, kind) {
				t.Errorf("%s, %s: %v, want %s", name, what, err, kind)
			}
		}
		if _, err := s.f.Lead(t.Context(), by, lead.ID); kind == models.NotFound && !models.IsKind(err, kind) {
			t.Errorf("%s reads it: %v", name, err)
		}
	}
	for n, name := range []string{"Tom Lindqvist", "Greta Lindqvist", "Marta Silva"} {
		if err := s.f.ReachMilestone(t.Context(), s.cast.As(name), of(lead), n+1); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	sheet, err := s.f.Lead(t.Context(), s.cast.As("Greta Lindqvist"), lead.ID)
	if err != nil || sheet.RepName != "Tom Lindqvist" || sheet.Partner != "Lindqvist Medical Distribution" || len(sheet.Reached) != 3 || len(sheet.Steps) != 5 || !sheet.MayAssign {
		t.Errorf("Greta’s sheet is %+v, %v", sheet, err)
	}
}

func TestLogContact_setsTheNextDate(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := s.lead(t, "Rae Okafor")
	rae := s.cast.As("Rae Okafor")
	next := noon.AddDate(0, 0, 2)
	if err := s.f.LogContact(t.Context(), rae, followup.Contact{Report: of(lead), How: "talked", Note: "Wants a child-size tip.", Next: &next}); err != nil {
		t.Fatal(err)
	}
	got := s.load(t, lead.ID)
	if got.AcceptedAt == nil || got.ContactedAt == nil || got.NextWhat != "next step" || !got.NextAt.Equal(next) {
		t.Errorf("the lead is %+v", got)
	}
	yesterday := noon.AddDate(0, 0, -2)
	for what, c := range map[string]followup.Contact{"how": {Report: of(lead), How: "shouted"}, "next": {Report: of(lead), How: "met", Next: &yesterday}} {
		if err := models.Refused(s.f.LogContact(t.Context(), rae, c)); err == nil || err.Field != what {
			t.Errorf("%s: %v", what, err)
		}
	}
	if n := deliverytest.Count[models.Contact](t, s.st, models.OfLead(lead.ID)); n != 1 {
		t.Errorf("%d contacts", n)
	}
}

func TestReachMilestone_keepsWhatWasReached(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := s.lead(t, "Rae Okafor")
	rae := s.cast.As("Rae Okafor")
	for _, step := range []int{3, 1, 3} {
		if err := s.f.ReachMilestone(t.Context(), rae, of(lead), step); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.load(t, lead.ID); got.Step != 3 {
		t.Errorf("step %d", got.Step)
	}
	if n := deliverytest.Count[models.Milestone](t, s.st, models.OfLead(lead.ID)); n != 2 {
		t.Errorf("%d milestones", n)
	}
	if err := s.f.ReachMilestone(t.Context(), rae, of(lead), 6); !models.IsKind(err, models.Invalid) {
		t.Errorf("a step that is none: %v", err)
	}
}
