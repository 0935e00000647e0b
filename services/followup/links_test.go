package followup_test

import (
	"strings"
	"sync"
	"testing"

	"ripen/models"
	"ripen/services/delivery/deliverytest"
	"ripen/services/followup"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

// letter makes the links of a letter about a lead to somebody: the secrets, by purpose.
func (s *scene) letter(t *testing.T, lead *models.Lead, to string) map[string]string {
	t.Helper()
	links, secrets := followup.NewLinks(storetest.Secret, "https://ripen.example/"), map[string]string{}
	s.f.LinkBy(links)
	user := s.cast.User(to)
	if err := s.st.Tx(t.Context(), models.Worker(lead.ClientID), func(tx *store.Tx) error {
		urls, err := links.For(tx, models.NewID(), lead, &user, s.at)
		for purpose, url := range urls {
			secrets[purpose] = strings.TrimPrefix(url, "https://ripen.example/report/")
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return secrets
}

func TestLink_reportsOnceForOneLeadAndOnePerson(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := s.lead(t, "Rae Okafor")
	secrets := s.letter(t, lead, "Rae Okafor")
	if len(secrets) != 4 {
		t.Fatalf("%d links", len(secrets))
	}
	for range 3 { // looking changes nothing
		if l, err := s.f.Link(t.Context(), secrets[models.LinkAccept]); err != nil || l.Gone != nil || l.User.Name != "Rae Okafor" {
			t.Fatalf("%+v, %v", l, err)
		}
	}
	if got := s.load(t, lead.ID); got.AcceptedAt != nil {
		t.Fatal("looking at a link accepted the lead")
	}
	var all sync.WaitGroup
	done, used := make(chan bool, 20), make(chan bool, 20)
	for range 20 {
		all.Go(func() {
			switch err := s.f.UseLink(t.Context(), secrets[models.LinkAccept], "talked"); {
			case err == nil:
				done <- true
			case models.Refused(err) != nil && models.Refused(err).Field == "used":
				used <- true
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if len(done) != 1 || len(used) != 19 {
		t.Errorf("%d did it, %d found it used", len(done), len(used))
	}
	got := s.load(t, lead.ID)
	if got.AcceptedAt == nil || got.ContactedAt == nil {
		t.Errorf("the lead is %+v", got)
	}
	if n := deliverytest.Count[models.Contact](t, s.st, models.OfLead(lead.ID)); n != 1 {
		t.Errorf("%d contacts", n)
	}
	if n := deliverytest.Count[models.Acceptance](t, s.st, models.OfLead(lead.ID)); n != 1 {
		t.Errorf("%d acceptances", n)
	}
}

func TestLink_saysWhyItDoesNothingAnyMore(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	why := func(secret string) string {
		err := s.f.UseLink(t.Context(), secret, "")
		if refused := models.Refused(err); refused != nil {
			return refused.Field + ": " + refused.Message
		}
		t.Errorf("it went through: %v", err)
		return ""
	}
	lead := s.lead(t, "Rae Okafor")
	expired := s.letter(t, lead, "Rae Okafor")
	s.at = s.at.Add(models.ReportLinkLasts)
	if got := why(expired[models.LinkReached]); !strings.HasPrefix(got, "expired: ") || !strings.Contains(got, "Sign in") {
		t.Error(got)
	}
	given := s.letter(t, lead, "Rae Okafor")
	if err := s.d.Assign(t.Context(), s.cast.As("Marta Silva"), lead.ID, s.cast.User("Tom Lindqvist").ID, "it is his"); err != nil {
		t.Fatal(err)
	}
	if got := why(given[models.LinkAccept]); !strings.HasPrefix(got, "passed_on: ") || !strings.Contains(got, "Sign in") {
		t.Error(got)
	}
	if l, err := s.f.Link(t.Context(), given[models.LinkAccept]); err != nil || l.Sheet != nil {
		t.Errorf("whose lead it was reads it still: %+v, %v", l, err)
	}
	closed := s.lead(t, "Rae Okafor")
	after := s.letter(t, closed, "Rae Okafor")
	if err := s.f.CloseOut(t.Context(), s.cast.As("Rae Okafor"), followup.Closing{Report: of(closed), Outcome: models.Won}); err != nil {
		t.Fatal(err)
	}
	if got := why(after[models.LinkMessage]); !strings.HasPrefix(got, "closed: ") {
		t.Error(got)
	}
	for _, secret := range []string{"", "x", strings.Repeat("A", 43)} {
		if _, err := s.f.Link(t.Context(), secret); !models.IsKind(err, models.NotFound) {
			t.Errorf("%q: %v", secret, err)
		}
	}
	deliverytest.Change(t, s.st, `UPDATE users SET state = 'deactivated' WHERE id = $1`, s.cast.User("Rae Okafor").ID)
	if _, err := s.f.Link(t.Context(), after[models.LinkMessage]); !models.IsKind(err, models.NotFound) {
		t.Errorf("of somebody who has left: %v", err)
	}
}

func TestLinks_areForWhoeverAnswersForTheLead(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lead := s.lead(t, "Rae Okafor")
	for _, name := range []string{"Marta Silva", "Tom Lindqvist", "Priya Raman"} {
		if got := s.letter(t, lead, name); len(got) != 0 {
			t.Errorf("%s is given links: %v", name, got)
		}
	}
	if err := s.f.Accept(t.Context(), s.cast.As("Rae Okafor"), of(lead)); err != nil {
		t.Fatal(err)
	}
	if got := s.letter(t, s.load(t, lead.ID), "Rae Okafor"); got[models.LinkAccept] != "" || len(got) != 3 {
		t.Errorf("once it is accepted: %v", got)
	}
}

func TestFeed_isOneSecretAddressUntilItIsRevoked(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	rae := s.cast.As("Rae Okafor")
	lead := s.lead(t, "Rae Okafor")
	_ = s.lead(t, "Tom Lindqvist")
	s.letter(t, lead, "Rae Okafor")
	for range 2 {
		if err := s.f.OpenFeed(t.Context(), rae); err != nil {
			t.Fatal(err)
		}
	}
	address := func() string {
		url, err := s.f.FeedURL(t.Context(), rae)
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimPrefix(url, "https://ripen.example/feeds/")
	}
	old := address()
	whose, due, err := s.f.Feed(t.Context(), old)
	if err != nil || whose.Name != "Rae Okafor" || len(due) != 1 || due[0].ID != lead.ID {
		t.Fatalf("%s: %+v, %v", whose.Name, due, err)
	}
	if err := s.f.RevokeFeed(t.Context(), rae); err != nil || address() != "" {
		t.Fatal(err, address())
	}
	if _, _, err := s.f.Feed(t.Context(), old); !models.IsKind(err, models.NotFound) {
		t.Errorf("a revoked address: %v", err)
	}
	if err := s.f.OpenFeed(t.Context(), rae); err != nil || address() == old || address() == "" {
		t.Errorf("another address: %v, %q", err, address())
	}
}
