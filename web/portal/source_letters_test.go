package portal_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/store"
	"ripen/web/webtest"
)

type posted struct{ Recipient, Subject, Body string }

// letters is the letters on sources that went, the newest last.
func letters(s *webtest.Site) (all []posted) {
	s.T.Helper()
	s.Tx(models.Operator(), func(tx *store.Tx) (err error) {
		all, err = store.Rows[posted](tx, `SELECT recipient, subject, body FROM mails WHERE position('/no-source-letters/' IN body) > 0 ORDER BY at, id`)
		return err
	})
	return all
}

// looks looks at the sources of a client on a Monday morning, and says how many letters went.
func looks(s *webtest.Site, client int, at time.Time) int {
	s.T.Helper()
	sent, err := s.House.Reports.LookWeekly(s.T.Context(), s.Clients[client].ID, at)
	if err != nil {
		s.T.Fatal(err)
	}
	return sent
}

// monday is the next Monday morning of the first client, so many weeks on.
func monday(s *webtest.Site, weeks int) time.Time {
	return models.LastMonday(s.Now().AddDate(0, 0, 7), s.Clients[0].Location(), 8).AddDate(0, 0, 7*weeks)
}

func TestLookWeekly_tellsTheMarketerOnceAndNamesASourceOnce(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	sow(s, fallen...)
	if n := looks(s, 0, monday(s, 0).Add(-2*time.Hour)); n != 0 {
		t.Errorf("%d letters before it is time", n)
	}
	if n := looks(s, 0, monday(s, 0)); n != 1 {
		t.Fatalf("%d letters went", n)
	}
	for range 2 {
		if n := looks(s, 0, monday(s, 0).Add(time.Hour)); n != 0 {
			t.Errorf("%d more went the same week", n)
		}
	}
	if looks(s, 1, monday(s, 0)); len(letters(s)) != 1 {
		t.Errorf("%d letters: a client without figures has one", len(letters(s)))
	}
	first := letters(s)[0]
	if !strings.Contains(first.Recipient, s.Clients[0].People[models.Marketer].Email) || !strings.HasPrefix(first.Subject, "Tapped out: Fair. Sources of "+s.Clients[0].Name) ||
		!strings.Contains(first.Body, "Fair is tapped out, since about") || !strings.Contains(first.Body, "Proposal: stop it.") || !strings.Contains(first.Body, "of that spend buys nothing any more") {
		t.Errorf("to %s, %q:\n%s", first.Recipient, first.Subject, first.Body)
	}
	if n := looks(s, 0, monday(s, 1)); n != 1 {
		t.Fatalf("%d letters went a week later", n)
	}
	second := letters(s)[1]
	if strings.Contains(second.Subject, "Tapped out") || !strings.Contains(second.Body, "Fair is still tapped out; named on "+monday(s, 0).Format("2 January 2006")) || strings.Contains(second.Body, "since about") {
		t.Errorf("%q:\n%s", second.Subject, second.Body)
	}
}

func TestLookWeekly_isLeftToTheNextMondayWhereItWasMissed(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	sow(s, fallen...)
	if n := looks(s, 0, monday(s, 0).AddDate(0, 0, 4)); n != 0 || rows(s, `SELECT count(*) FROM source_watches`) != 0 {
		t.Errorf("on Friday %d letters go", n)
	}
}

func TestSourceLetters_endByTheLinkAndByTheAccount(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	sow(s, fallen...)
	looks(s, 0, monday(s, 0))
	_, after, _ := strings.Cut(letters(s)[0].Body, "/no-source-letters/")
	link := "/no-source-letters/" + strings.Fields(after)[0]
	stranger := s.Stranger()
	if got := stranger.Get(link); got.Status != http.StatusOK || !strings.Contains(got.Text(), "No more letters, please.") || rows(s, `SELECT count(*) FROM users WHERE no_source_letters`) != 0 {
		t.Fatalf("looking at the link: %d %s", got.Status, got.Text())
	}
	for range 2 {
		if got := stranger.Post(link, url.Values{"List-Unsubscribe": {"One-Click"}}); got.Status != http.StatusOK {
			t.Errorf("a mail program posts: %d", got.Status)
		}
	}
	if got := stranger.Get(link); !strings.Contains(got.Text(), "You get no more letters on the sources.") {
		t.Errorf("afterwards it says %s", got.Text())
	}
	if got := stranger.Post(link[:len(link)-2]+"AA", nil); got.Status != http.StatusNotFound {
		t.Errorf("a link that was changed: %d", got.Status)
	}
	if n := looks(s, 0, monday(s, 1)); n != 0 {
		t.Errorf("%d letters to who wants none", n)
	}
	marketer := s.AsRole(models.Marketer)
	if page := marketer.Get("/account").Body; !strings.Contains(page, "On Mondays, how the sources do") {
		t.Error("the account does not offer the letter")
	}
	if got := marketer.Post("/account/letters", url.Values{"sources": {"on"}}); got.Status != http.StatusSeeOther {
		t.Errorf("asking for it again: %d %s", got.Status, got.Text())
	}
	if n := looks(s, 0, monday(s, 2)); n != 1 {
		t.Errorf("%d letters to who wants them again", n)
	}
	marketer.Post("/account/letters", nil)
	if n := looks(s, 0, monday(s, 3)); n != 0 {
		t.Errorf("%d letters to who chose none", n)
	}
	if page := s.AsRole(models.SalesManager).Get("/account").Body; strings.Contains(page, "/account/letters") {
		t.Error("a sales manager is offered a letter that does not come")
	}
}

func TestTappedOut_keepsThatSomebodyHasSeenIt(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	fair := sow(s, fallen...)["Fair"]
	marketer := s.AsRole(models.Marketer)
	seen := "/portal/tapped-out/" + fair.String() + "/seen"
	if got := marketer.Get("/portal/tapped-out"); !strings.Contains(got.Text(), "It will be in Monday’s letter.") {
		t.Error("before a look it is not said when it is told")
	}
	if got := marketer.Post(seen, nil); got.Status != http.StatusConflict {
		t.Errorf("before a look: %d %s", got.Status, got.Text())
	}
	looks(s, 0, models.LastMonday(s.Now(), s.Clients[0].Location(), 8))
	if rows(s, `SELECT count(*) FROM source_watches`) == 0 { // it is late in the week of the tests
		looks(s, 0, monday(s, 0))
	}
	if got := marketer.Get("/portal/tapped-out"); !strings.Contains(got.Text(), "nobody has seen it yet") {
		t.Fatalf("after a look it says %s", got.Text())
	}
	if got := marketer.Post(seen, url.Values{"note": {strings.Repeat("x", 501)}}); got.Status != http.StatusUnprocessableEntity {
		t.Errorf("a note too long: %d", got.Status)
	}
	form := url.Values{"note": {"The booth is cancelled."}, "token": {token()}}
	for range 2 {
		if got := marketer.Post(seen, form); got.Status != http.StatusSeeOther {
			t.Fatalf("%d %s", got.Status, got.Text())
		}
	}
	if n := rows(s, `SELECT count(*) FROM source_sights`); n != 1 {
		t.Errorf("sent twice it is kept %d times", n)
	}
	page := s.AsRole(models.SalesManager).Get("/portal/tapped-out")
	if !strings.Contains(page.Text(), ": The booth is cancelled.") {
		t.Errorf("a colleague reads %s", page.Text())
	}
	looks(s, 0, monday(s, 1))
	if all := letters(s); !strings.Contains(all[len(all)-1].Body, "Seen by "+s.Clients[0].People[models.Marketer].Name+": The booth is cancelled.") {
		t.Errorf("the next letter says %s", all[len(all)-1].Body)
	}
	_, after, _ := strings.Cut(page.Body, `action="/portal/tapped-out/seen/`)
	undo, _, _ := strings.Cut(after, `"`)
	if got := marketer.Post("/portal/tapped-out/seen/"+undo, nil); got.Status != http.StatusSeeOther {
		t.Fatalf("taking it back: %d %s", got.Status, got.Text())
	}
	if got := marketer.Get("/portal/tapped-out"); !strings.Contains(got.Text(), "nobody has seen it yet") {
		t.Error("it was taken back, and is still seen")
	}
}
