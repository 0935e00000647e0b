package public_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/followup"
	"ripen/services/store"
	"ripen/services/store/storetest"
	"ripen/web/webtest"
)

// linksOf is the links of a letter about a lead to its rep, by purpose.
func linksOf(s *webtest.Site, lead models.ID, rep models.User) map[string]string {
	s.T.Helper()
	links, paths := followup.NewLinks(storetest.Secret, webtest.BaseURL), map[string]string{}
	s.Tx(models.Worker(*rep.ClientID), func(tx *store.Tx) error {
		l, err := store.One[models.Lead](tx, models.ByID(lead))
		if err != nil {
			return err
		}
		urls, err := links.For(tx, models.NewID(), l, &rep, s.Now())
		for purpose, url := range urls {
			paths[purpose] = strings.TrimPrefix(url, webtest.BaseURL)
		}
		return err
	})
	return paths
}

func accepted(s *webtest.Site, lead models.ID) (yes bool) {
	s.T.Helper()
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		l, err := store.One[models.Lead](tx, models.ByID(lead))
		yes = err == nil && l.AcceptedAt != nil
		return err
	})
	return yes
}

func TestReportLink_changesNothingUntilItsButtonIsPressed(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	rep := s.Person(models.Rep)
	lead := s.Lead(0, rep)
	links, b := linksOf(s, lead, rep), s.Stranger()
	for range 3 {
		got := b.Get(links[models.LinkAccept])
		if got.Status != http.StatusOK || !strings.Contains(got.Text(), "This works without signing in, for this lead only, once, until Wed 17 Jun, 12:00.") || !strings.Contains(got.Body, `href="tel:+18135550142"`) {
			t.Fatalf("%d %s", got.Status, got.Text())
		}
	}
	if accepted(s, lead) {
		t.Fatal("looking at it accepted the lead")
	}
	for range 2 { // a double click
		if got := b.Post(links[models.LinkAccept], nil); got.Status != http.StatusSeeOther || got.To() != links[models.LinkAccept] {
			t.Fatalf("%d to %q: %s", got.Status, got.To(), got.Text())
		}
	}
	if !accepted(s, lead) {
		t.Fatal("it is not accepted")
	}
	got := b.Get(links[models.LinkAccept])
	if got.Status != http.StatusOK || !strings.Contains(got.Text(), "It is yours") || !strings.Contains(got.Text(), "This link was used, and works once.") || !strings.Contains(got.Body, `action="`+links[models.LinkReached]+`"`) {
		t.Errorf("%d %s", got.Status, got.Text())
	}
	if got := b.Post(links[models.LinkReached], nil); got.Status != http.StatusSeeOther || !strings.Contains(b.Get(links[models.LinkReached]).Text(), "Reported: you reached them") {
		t.Errorf("%d %s", got.Status, got.Text())
	}
	if got := b.Post(links[models.LinkUnreachable], nil); got.Status != http.StatusSeeOther || !strings.Contains(b.Get(links[models.LinkUnreachable]).Text(), "The agency is asked") {
		t.Errorf("%d %s", got.Status, got.Text())
	}
	if got := b.Get("/portal/leads/" + lead.String()); got.To() == "" {
		t.Error("a link signed somebody in")
	}
}

func TestReportLink_saysInOneSentenceWhyItDoesNothing(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	rep := s.Person(models.Rep)
	given, old := s.Lead(0, rep), s.Lead(0, rep)
	toGiven, toOld, b := linksOf(s, given, rep), linksOf(s, old, rep), s.Stranger()
	if err := s.House.Delivery.Assign(t.Context(), models.ActorOf(s.Person(models.SalesManager)), given, s.Clients[0].Distant.ID, ""); err != nil {
		t.Fatal(err)
	}
	s.Move(models.ReportLinkLasts + time.Second)
	for link, c := range map[string]struct {
		status   int
		sentence string
	}{
		toGiven[models.LinkAccept]:            {http.StatusGone, "This lead was given to somebody else. Sign in to see the leads that are yours."},
		toOld[models.LinkMessage]:             {http.StatusGone, "The time of this link is over. Sign in to report; everything about the lead is there."},
		"/report/" + strings.Repeat("A", 43):  {http.StatusNotFound, "This link is not one of ours any more. Sign in to see the leads that are yours."},
		"/report/" + url.PathEscape("../x'y"): {http.StatusNotFound, "This link is not one of ours any more."},
	} {
		for _, got := range []*webtest.Response{b.Get(link), b.Post(link, nil)} {
			if got.Status != c.status && got.Status != http.StatusConflict || !strings.Contains(got.Text(), c.sentence) {
				t.Errorf("%s: %d %s", link, got.Status, got.Text())
			}
		}
	}
	if strings.Contains(b.Get(toGiven[models.LinkAccept]).Body, "Ivy") {
		t.Error("the lead of another is named")
	}
	if accepted(s, given) || accepted(s, old) {
		t.Error("it was reported all the same")
	}
}
