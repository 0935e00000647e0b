package queue_test

import (
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/clients/agencytest"
	"ripen/services/policy"
	"ripen/services/queue"
	"ripen/services/store"
)

// supervised is an agency, its queue, and the supervisor of the program.
func supervised(t *testing.T) (*agencytest.Agency, *queue.Service, models.Actor) {
	t.Helper()
	a := agencytest.Open(t)
	return a, queue.New(a.Store, a.Book, a.Clock.Now), models.ActorOf(a.User("Priya Raman"))
}

// blocked is an inquiry that needs a decision.
func blocked(t *testing.T, a *agencytest.Agency, reason string, change ...func(*models.Person, *models.Inquiry)) models.Inquiry {
	t.Helper()
	i := a.Inquiry("scanners-us", change...)
	err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		i.Decide(reason, a.Clock.Now())
		return tx.Keep(&i)
	})
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func numbered(phone string) func(*models.Person, *models.Inquiry) {
	return func(p *models.Person, _ *models.Inquiry) { p.Phone = phone }
}

func TestInquiries_goPageByPageAndMissNone(t *testing.T) {
	t.Parallel()
	a, s, by := supervised(t)
	want := map[models.ID]bool{}
	for n := range 170 {
		i := a.Inquiry("scanners-us", numbered(fictional()), func(_ *models.Person, i *models.Inquiry) {
			i.ReceivedAt = i.ReceivedAt.Add(-time.Duration(n/3) * time.Minute)
		})
		want[i.ID] = true
	}
	f := queue.InquiryFilter{}
	for pages := 0; ; pages++ {
		list, err := s.Inquiries(t.Context(), by, f)
		if err != nil {
			t.Fatal(err)
		}
		if list.Count != 170 {
			t.Errorf("counted %d", list.Count)
		}
		for _, row := range list.Rows {
			if !want[row.ID] {
				t.Fatalf("%s is listed twice, or of nobody", row.ID)
			}
			delete(want, row.ID)
		}
		if list.Next == nil {
			if pages != 2 {
				t.Errorf("%d pages", pages+1)
			}
			break
		}
		f.After = list.Next
	}
	if len(want) > 0 {
		t.Errorf("%d are on no page", len(want))
	}
}

func TestInquiries_areNarrowed(t *testing.T) {
	t.Parallel()
	a, s, by := supervised(t)
	i := blocked(t, a, "No number", numbered(fictional()))
	a.Inquiry("scanners-us", numbered(fictional()))
	other := a.Inquiry("chairside-us", numbered(fictional()))
	for _, c := range []struct {
		f    queue.InquiryFilter
		want []models.ID
	}{
		{queue.InquiryFilter{States: []models.State{models.Undecided}}, []models.ID{i.ID}},
		{queue.InquiryFilter{ClientID: i.ClientID, ProgramID: other.ProgramID}, []models.ID{other.ID}},
		{queue.InquiryFilter{ClientID: a.Client("pinnacle-scan").ID}, nil},
		{queue.InquiryFilter{ClientID: i.ClientID, SourceID: i.SourceID, States: []models.State{models.Nurtured}}, nil},
	} {
		list, err := s.Inquiries(t.Context(), by, c.f)
		if err != nil {
			t.Fatal(err)
		}
		if len(list.Rows) != len(c.want) || len(c.want) > 0 && list.Rows[0].ID != c.want[0] {
			t.Errorf("%+v: %d rows", c.f, len(list.Rows))
		}
		if list.Next != nil {
			t.Errorf("%+v goes on", c.f)
		}
	}
}

func TestDecisions_planWithinTheHoursAndOnce(t *testing.T) {
	t.Parallel()
	a, s, by := supervised(t)
	d := s.Decisions(agencytest.Secret)
	i := blocked(t, a, "A promise is due and the calling hours are over.", numbered(fictional()))
	night := a.Clock.Now().Add(15 * time.Hour) // 2:00 in Florida
	if err := d.Plan(t.Context(), by, i.ID, models.NewID(), night); !models.IsKind(err, models.Invalid) {
		t.Errorf("at night: %v", err)
	}
	token, tomorrow := models.NewID(), a.Clock.Now().Add(24*time.Hour)
	for range 2 {
		if err := d.Plan(t.Context(), by, i.ID, token, tomorrow); err != nil {
			t.Fatal(err)
		}
	}
	if got := a.Reload(i.ID); got.State != models.Scheduled || !got.DueAt.Equal(tomorrow) {
		t.Errorf("planned: %s %v", got.State, got.DueAt)
	}
	if err := d.Close(t.Context(), by, i.ID, models.NewID(), models.ClosedNoWay); !models.IsKind(err, models.Conflict) {
		t.Errorf("decided twice: %v", err)
	}
}

func TestDecisions_moveAPromiseAndLoseNone(t *testing.T) {
	t.Parallel()
	a, s, by := supervised(t)
	i := blocked(t, a, "The caller who promised this has left.", numbered(fictional()))
	due := a.Clock.Now().Add(-time.Hour)
	err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		return tx.Put(&models.Promise{ID: models.NewID(), ClientID: i.ClientID, InquiryID: i.ID, DueAt: due, Zone: "America/New_York", MadeAt: due, State: "open"})
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Decisions(agencytest.Secret).Plan(t.Context(), by, i.ID, models.NewID(), a.Clock.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if got := a.Reload(i.ID); got.Tier != models.TierPromise {
		t.Errorf("tier %d", got.Tier)
	}
	if n := a.Count(`SELECT count(*) FROM promises WHERE state = 'open'`); n != 1 {
		t.Errorf("%d open promises", n)
	}
	if n := a.Count(`SELECT count(*) FROM promises WHERE state = 'moved'`); n != 1 {
		t.Errorf("%d moved promises", n)
	}
}

func TestDecisions_correctANumber(t *testing.T) {
	t.Parallel()
	a, s, by := supervised(t)
	d := s.Decisions(agencytest.Secret)
	i := blocked(t, a, "No number: write, or find one.", func(p *models.Person, _ *models.Inquiry) {
		p.Phone, p.Region, p.Postcode, p.City, p.Country = "", "", "", "", ""
	})
	for field, c := range map[string]queue.Correction{"phone": {Phone: "12"}, "country": {Phone: "+442079460111", Country: "Atlantis"}} {
		if err := d.Correct(t.Context(), by, i.ID, models.NewID(), c); models.Refused(err) == nil || models.Refused(err).Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if err := d.Correct(t.Context(), by, i.ID, models.NewID(), queue.Correction{Phone: "020 7946 0111", Country: "United Kingdom"}); err != nil {
		t.Fatal(err)
	}
	got := a.Reload(i.ID)
	if got.State != models.Ready || got.WindowID == nil {
		t.Fatalf("%s, window %v", got.State, got.WindowID)
	}
	if n := a.Count(`SELECT count(*) FROM persons WHERE phone = '+442079460111' AND number_key = $1`, policy.NumberKey(agencytest.Secret, "+442079460111")); n != 1 {
		t.Error("the number is not kept under its key")
	}
}

func TestDecisions_callNowAsksThePolicy(t *testing.T) {
	t.Parallel()
	a, s, by := supervised(t)
	d := s.Decisions(agencytest.Secret)
	i := blocked(t, a, "A promise is due and its program is paused.", numbered(fictional()))
	noon := a.Clock.Now()
	a.Clock.Set(noon.Add(15 * time.Hour))
	if err := d.CallNow(t.Context(), by, i.ID); !models.IsKind(err, models.Conflict) {
		t.Errorf("at night: %v", err)
	}
	a.Clock.Set(noon)
	for range 2 { // a double click
		if err := d.CallNow(t.Context(), by, i.ID); err != nil {
			t.Fatal(err)
		}
	}
	if n := a.Count(`SELECT count(*) FROM claims WHERE ended_at IS NULL AND user_id = $1`, by.UserID); n != 1 {
		t.Errorf("%d claims", n)
	}
	if err := s.GiveBack(t.Context(), by, i.ID); err != nil {
		t.Fatal(err)
	}
	if got := a.Reload(i.ID); got.State != models.Undecided || got.DecisionReason == "" {
		t.Errorf("given back: %s %q", got.State, got.DecisionReason)
	}
}

func TestDecisions_doNotCallIsLiftedByTheOneWhoAnswers(t *testing.T) {
	t.Parallel()
	a, s, by := supervised(t)
	d := s.Decisions(agencytest.Secret)
	i := blocked(t, a, "On the do-not-call list, and has inquired: may we call?", numbered(fictional()))
	if err := d.Close(t.Context(), by, i.ID, models.NewID(), "because"); !models.IsKind(err, models.Invalid) {
		t.Errorf("no reason of ours: %v", err)
	}
	ban := func(agency bool) {
		err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
			person, err := store.One[models.Person](tx, models.ByID(i.PersonID))
			if err != nil {
				return err
			}
			return policy.Forbid(tx, policy.Ban{Person: person, Agency: agency}, models.DoNotCallEntry{EnteredAt: a.Clock.Now()})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	ban(true)
	ban(false)
	if err := d.Permit(t.Context(), by, i.ID, models.NewID()); !models.IsKind(err, models.Conflict) {
		t.Errorf("the agency’s own list: %v", err)
	} else if refused := models.Refused(err); !strings.Contains(refused.Message, "whole agency") {
		t.Errorf("it says %q", refused.Message)
	}
	if n := a.Count(`SELECT count(*) FROM do_not_call WHERE withdrawn_at IS NULL`); n != 3 {
		t.Errorf("%d entries stand", n)
	}
	err := a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE do_not_call SET withdrawn_at = entered_at WHERE client_id IS NULL`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Permit(t.Context(), by, i.ID, models.NewID()); err != nil {
		t.Fatal(err)
	}
	if got := a.Reload(i.ID); got.State != models.Ready {
		t.Errorf("permitted: %s", got.State)
	}
}

func TestDecisions_liftsEveryWishOfTheClientAboutThePerson(t *testing.T) {
	t.Parallel()
	a, s, by := supervised(t)
	works := models.Organisation{ID: models.NewID(), ClientID: a.Program("scanners-us").ClientID, Name: "Moss", CreatedAt: a.Clock.Now()}
	i := blocked(t, a, "On the do-not-call list, and has inquired: may we call?", func(p *models.Person, i *models.Inquiry) {
		must(t, a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error { return tx.Put(&works) }))
		numbered(fictional())(p, i)
		p.EmailKey, p.OrganisationID = "ivy@moss.example", &works.ID
		p.MailKey = policy.MailKey(agencytest.Secret, p.EmailKey)
	})
	others := a.Client("aster-labs").ID
	further, former := fictional(), fictional()
	must(t, a.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		person, err := store.One[models.Person](tx, models.ByID(i.PersonID))
		if err != nil {
			return err
		}
		must(t, tx.Put(&models.Number{ID: models.NewID(), ClientID: i.ClientID, PersonID: &i.PersonID, Kind: models.Mobile, Phone: further, NumberKey: policy.NumberKey(agencytest.Secret, further), AddedAt: a.Clock.Now()}))
		forbid := func(p models.Person, scopes ...policy.Scope) {
			must(t, policy.Forbid(tx, policy.Ban{Person: &p, Scopes: scopes, Reason: "wrote"}, models.DoNotCallEntry{EnteredAt: a.Clock.Now()}))
		}
		forbid(*person, policy.Scopes...)
		forbid(models.Person{ClientID: i.ClientID, NumberKey: policy.NumberKey(agencytest.Secret, further)}, policy.OfNumber)                         // typed on the page of wishes
		forbid(models.Person{ID: i.PersonID, ClientID: i.ClientID, NumberKey: policy.NumberKey(agencytest.Secret, former)}, policy.OfNumber)          // since corrected
		forbid(models.Person{ID: models.NewID(), ClientID: i.ClientID, NumberKey: policy.NumberKey(agencytest.Secret, fictional())}, policy.OfNumber) // somebody else
		forbid(models.Person{ClientID: others, NumberKey: person.NumberKey, MailKey: person.MailKey}, policy.OfNumber, policy.OfMail)                 // another client’s
		return nil
	}))
	must(t, s.Decisions(agencytest.Secret).Permit(t.Context(), by, i.ID, models.NewID()))
	if n := a.Count(`SELECT count(*) FROM do_not_call WHERE withdrawn_at IS NULL AND client_id = $1`, i.ClientID); n != 1 {
		t.Errorf("%d wishes of the client stand, and one is somebody else’s", n)
	}
	if n := a.Count(`SELECT count(*) FROM do_not_call WHERE withdrawn_at IS NULL AND client_id = $1`, others); n != 2 {
		t.Errorf("%d wishes of the other client stand", n)
	}
	if got := a.Reload(i.ID); got.State != models.Ready {
		t.Errorf("permitted: %s", got.State)
	}
}

func TestDecisions_closeForDoNotCallKeepsTheWish(t *testing.T) {
	t.Parallel()
	a, s, by := supervised(t)
	i := blocked(t, a, "May we call?", numbered(fictional()))
	if err := s.Decisions(agencytest.Secret).Close(t.Context(), by, i.ID, models.NewID(), models.ClosedDoNotCall); err != nil {
		t.Fatal(err)
	}
	if got := a.Reload(i.ID); got.State != models.Closed || got.ClosedReason != models.ClosedDoNotCall {
		t.Errorf("%s %q", got.State, got.ClosedReason)
	}
	if n := a.Count(`SELECT count(*) FROM do_not_call WHERE withdrawn_at IS NULL`); n != 2 {
		t.Errorf("%d wishes kept", n)
	}
}
