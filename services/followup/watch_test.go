package followup_test

import (
	"testing"
	"time"

	"gorm.io/gorm"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/delivery/deliverytest"
	"ripen/services/followup"
	"ripen/services/store"
)

func where(query string, args ...any) models.Scope {
	return func(db *gorm.DB) *gorm.DB { return db.Where(query, args...) }
}

// terms are the usual ones with a change.
func terms(change func(*models.FollowUpTerms)) models.FollowUpTerms {
	t := models.UsualFollowUp()
	change(&t)
	return t
}

func (s *scene) pushes(t *testing.T, lead *models.Lead, event, name string) int {
	t.Helper()
	return deliverytest.Count[models.Push](t, s.st, models.OfLead(lead.ID), where("event = ? AND user_id = ?", event, s.cast.User(name).ID))
}

func TestWatch_remindsThenTellsThenGivesOn(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	marta := s.cast.As("Marta Silva")
	if err := s.f.PutInForce(t.Context(), marta, terms(func(p *models.FollowUpTerms) {
		p.Rules[0].RemindHours, p.Rules[0].TellHours, p.Rules[0].MoveHours, p.Rules[0].Move = 1, 1, 2, true
	})); err != nil {
		t.Fatal(err)
	}
	lead := s.lead(t, "Ben Castillo")
	deliverytest.Change(t, s.st, `UPDATE users SET away_until = $2 WHERE id = $1`, s.cast.User("Carlos Mena").ID, noon.AddDate(0, 0, 7))
	due := *lead.NextAt
	if want := noon.Add(4 * time.Hour); !due.Equal(want) {
		t.Fatalf("due %s, want %s", due, want)
	}
	sweep := func(at time.Time, want followup.Swept) {
		t.Helper()
		s.at = at
		for n := range 2 { // a second sweep at once finds nothing
			swept, err := s.f.Sweep(t.Context(), lead.ClientID, at)
			if err != nil || n == 0 && swept != want || n == 1 && swept != (followup.Swept{}) {
				t.Errorf("at %s, sweep %d: %+v, %v", at, n+1, swept, err)
			}
		}
	}
	sweep(due.Add(-61*time.Minute), followup.Swept{})
	sweep(due.Add(-time.Hour), followup.Swept{Reminded: 1})
	sweep(due.Add(time.Minute), followup.Swept{})
	sweep(due.Add(time.Hour), followup.Swept{Overdue: 1})
	sweep(due.Add(2*time.Hour), followup.Swept{Given: 1})
	if s.pushes(t, lead, "reminder", "Ben Castillo") != 1 || s.pushes(t, lead, "overdue", "Marta Silva") != 1 {
		t.Error("the rep is reminded once, and the manager told once")
	}
	now := s.load(t, lead.ID)
	if now.RepID == nil || *now.RepID != s.cast.User("Rae Okafor").ID || now.AcceptedAt != nil || !now.NextAt.After(s.at) {
		t.Errorf("the lead is %v’s, due %v: %s", now.RepID, now.NextAt, now.AssignedWhy)
	}
	// Nobody else is left: Carlos is away and Tom a partner’s. It stays with Rae, and Marta hears of it.
	sweep(now.NextAt.Add(3*time.Hour), followup.Swept{Overdue: 1})
	if again := s.load(t, lead.ID); *again.RepID != *now.RepID {
		t.Error("the lead went to somebody who is away, or of a partner")
	}
	// What is reported makes the next deadline, of which its rep is reminded again.
	if err := s.f.LogContact(t.Context(), s.cast.As("Rae Okafor"), followup.Contact{Report: of(lead), How: "talked"}); err != nil {
		t.Fatal(err)
	}
	sweep(s.load(t, lead.ID).NextAt.Add(-time.Minute), followup.Swept{Reminded: 1})
}

func TestWatch_takesNoLeadWhereTheClientHasNotSwitchedItOn(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := s.lead(t, "Tom Lindqvist")
	swept, err := s.f.Sweep(t.Context(), lead.ClientID, noon.AddDate(0, 0, 5))
	if err != nil || swept.Given != 0 || swept.Overdue != 1 {
		t.Errorf("%+v, %v", swept, err)
	}
	if s.pushes(t, lead, "overdue", "Marta Silva") != 1 || s.pushes(t, lead, "overdue", "Greta Lindqvist") != 1 || s.pushes(t, lead, "overdue", "Nina Prokop") != 0 {
		t.Error("the sales manager and the partner’s own manager are told, nobody else")
	}
}

func TestPutInForce_movesTheDatesOfOpenLeadsAtOnce(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := s.lead(t, "Rae Okafor")
	marta := s.cast.As("Marta Silva")
	next := func() time.Time { t.Helper(); return *s.load(t, lead.ID).NextAt }
	if err := s.f.PutInForce(t.Context(), marta, terms(func(p *models.FollowUpTerms) { p.Rules[0].AcceptHours = 2 })); err != nil {
		t.Fatal(err)
	}
	if got := next(); !got.Equal(noon.Add(2 * time.Hour)) {
		t.Errorf("with two hours to accept it is due %s", got)
	}
	if err := s.f.SetClosedDays(t.Context(), marta, []models.ClosedDay{{Day: models.DayIn(noon, time.UTC), Name: "Stocktaking"}}); err != nil {
		t.Fatal(err)
	}
	if got, want := next(), time.Date(2026, 7, 1, 15, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("closed for the day it is due %s, want %s", got, want)
	}
	// A day that was entered behind the house's back counts at the next reading, before any sweep.
	deliverytest.Change(t, s.st, `INSERT INTO closed_days (client_id, day) VALUES ($1, '2026-07-01')`, lead.ClientID)
	sheet, err := s.f.Lead(t.Context(), s.cast.As("Rae Okafor"), lead.ID)
	if err != nil || !sheet.Lead.NextAt.Equal(time.Date(2026, 7, 2, 15, 0, 0, 0, time.UTC)) && !sheet.Lead.NextAt.Equal(lead.ReleasedAt.Add(48*time.Hour)) {
		t.Errorf("read it is due %v, %v", sheet.Lead.NextAt, err)
	}
	if _, err := s.f.Sweep(t.Context(), lead.ClientID, noon); err != nil || !next().Equal(*sheet.Lead.NextAt) {
		t.Errorf("swept it is due %s, %v", next(), err)
	}
	if err := s.f.PutInForce(t.Context(), marta, terms(func(p *models.FollowUpTerms) { p.Rules[0].ContactHours = 72 })); !models.IsKind(err, models.Invalid) {
		t.Errorf("three days to the first contact: %v", err)
	}
	for _, name := range []string{"Rae Okafor", "Greta Lindqvist", "Jonas Weber", "Priya Raman"} {
		if err := s.f.PutInForce(t.Context(), s.cast.As(name), models.UsualFollowUp()); !models.IsKind(err, models.Forbidden) {
			t.Errorf("%s changes the policy: %v", name, err)
		}
	}
}

func TestAcknowledge_isAskedOfEachRepForEachVersion(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	marta, rae := s.cast.As("Marta Silva"), s.cast.As("Rae Okafor")
	unread := func() int {
		t.Helper()
		version, err := s.f.Unread(t.Context(), rae)
		if err != nil {
			t.Fatal(err)
		}
		return version
	}
	if unread() != 0 {
		t.Error("there is a version to read before the client has made one")
	}
	if err := s.f.SaveDraft(t.Context(), marta, models.UsualFollowUp()); err != nil || unread() != 0 {
		t.Errorf("a draft is to be read: %v", err)
	}
	for version := 1; version <= 2; version++ {
		if err := s.f.PutInForce(t.Context(), marta, models.UsualFollowUp()); err != nil || unread() != version {
			t.Fatalf("version %d: to read is %d, %v", version, unread(), err)
		}
		if err := s.f.Acknowledge(t.Context(), rae, version+1); !models.IsKind(err, models.Conflict) {
			t.Errorf("a version that is not in force: %v", err)
		}
		for range 2 {
			if err := s.f.Acknowledge(t.Context(), rae, version); err != nil || unread() != 0 {
				t.Errorf("version %d: %v", version, err)
			}
		}
	}
	if n := deliverytest.Count[models.FollowUpAcknowledgement](t, s.st); n != 2 {
		t.Errorf("%d acknowledgements", n)
	}
	for name, want := range map[string]int{"Marta Silva": 4, "Greta Lindqvist": 1} { // who manages whom
		sheet, err := s.f.Policy(t.Context(), s.cast.As(name))
		if err != nil || len(sheet.Readers) != want {
			t.Errorf("%s sees %+v, %v", name, sheet.Readers, err)
			continue
		}
		for _, r := range sheet.Readers {
			if (r.At != nil) != (r.Name == "Rae Okafor") {
				t.Errorf("%s has read it: %v", r.Name, r.At)
			}
		}
	}
}

func TestChooseProcess_keepsWhatWasReached(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	rae := s.cast.As("Rae Okafor")
	tender, err := clients.New(s.st, func() time.Time { return noon }).SetProcess(t.Context(), models.Operator(), s.cast.Client("harbour-dental").ID, models.Process{
		Name: "Tender", Steps: []models.Step{{Name: "Papers"}, {Name: "First contact"}, {Name: "Award"}}, Rules: []models.ProcessRule{{Product: "tender"}}})
	if err != nil {
		t.Fatal(err)
	}
	lead := s.lead(t, "Rae Okafor")
	was := *lead.ProcessID
	sheet, err := s.f.Lead(t.Context(), rae, lead.ID)
	if err != nil || len(sheet.Processes) != 2 || sheet.Steps[0].Name == "Papers" {
		t.Fatalf("%+v, %v", sheet, err)
	}
	var first string
	for n, step := range sheet.Steps[:2] {
		s.at = noon.Add(time.Duration(n) * time.Minute)
		if err := s.f.ReachMilestone(t.Context(), rae, of(lead), n+1); err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			first = step.Name
		}
	}
	if err := s.f.ChooseProcess(t.Context(), rae, followup.Choosing{Report: of(lead), ProcessID: tender.ID}); !models.IsKind(err, models.Invalid) {
		t.Errorf("without a reason: %v", err)
	}
	choosing := followup.Choosing{Report: of(lead), ProcessID: tender.ID, Why: "The hospital buys by tender."}
	for range 2 {
		if err := s.f.ChooseProcess(t.Context(), rae, choosing); err != nil {
			t.Fatal(err)
		}
	}
	now := s.load(t, lead.ID)
	want := 0
	if models.SameStep(first, "First contact") {
		want = 2
	}
	if *now.ProcessID != tender.ID || now.Steps != 3 || now.Step != want || now.ProcessWhy != choosing.Why {
		t.Errorf("it goes by %v at %d of %d: %s", now.ProcessID, now.Step, now.Steps, now.ProcessWhy)
	}
	if n := deliverytest.Count[models.Milestone](t, s.st, models.OfLead(lead.ID)); n != 2 {
		t.Errorf("%d milestones are left", n)
	}
	if n := deliverytest.Count[models.ProcessChange](t, s.st, models.OfLead(lead.ID), where("from_id = ?", was)); n != 1 {
		t.Errorf("%d changes", n)
	}
	if err := s.st.Tx(t.Context(), s.cast.As("Ben Castillo"), func(tx *store.Tx) error {
		if changes, err := store.All[models.ProcessChange](tx); err != nil || len(changes) != 0 {
			t.Errorf("another rep reads %d changes, %v", len(changes), err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
