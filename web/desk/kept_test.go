package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/nurture"
	"ripen/services/store"
	"ripen/web/webtest"
)

// keepIvy has Ivy graded B, with a letter of a published plan on its way; it returns the
// inquiry and the paths of the links in the letter.
func keepIvy(t *testing.T, s *webtest.Site) (id models.ID, callMe, noLetters string) {
	t.Helper()
	id = arrive(t, s, ivy)
	at := "/admin/programs/" + s.Clients[0].Program.ID.String() + "/nurture/requalification-B"
	b := s.AsRole(models.Admin)
	plan := url.Values{"days": {"60"}, "buyers_date": {"yes"}, "lead_days": {"14"}, "cycles": {"3"}, "do": {"publish"}, "t.0.day": {"7"}, "t.0.subject": {"A note"}, "t.0.text": {"Dear {surname}"}}
	if got := b.Post(at, plan); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "Nobody knows what {surname} is") || !strings.Contains(got.Body, "Dear {surname}") {
		t.Fatalf("an unknown placeholder: %d %s", got.Status, got.Text())
	}
	plan.Set("t.0.text", "Dear {first name|reader}")
	plan.Set("cycles", "")
	if got := b.Post(at, plan); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "would be called for ever") {
		t.Fatalf("a plan without an end: %d %s", got.Status, got.Text())
	}
	plan.Set("cycles", "3")
	if got := b.Post(at, plan); got.Status != http.StatusSeeOther {
		t.Fatalf("published: %d %s", got.Status, got.Text())
	}
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		i, err := store.One[models.Inquiry](tx, models.ByID(id))
		if err != nil {
			return err
		}
		if _, err := tx.Run(`UPDATE persons SET email = 'ivy@moss.example', email_key = 'ivy@moss.example' WHERE id = $1`, i.PersonID); err != nil {
			return err
		}
		i.Grade = models.GradeB
		if err := s.House.Nurture.Enrol(tx, i, "", nurture.Heard{}, s.Now()); err != nil {
			return err
		}
		return tx.Keep(i)
	})
	if n, err := s.House.Nurture.SendTouches(t.Context(), s.Clients[0].ID, s.Now().Add(7*24*time.Hour)); err != nil || n != 1 {
		t.Fatalf("%d sent, %v", n, err)
	}
	mails, err := store.Look[models.Mail](t.Context(), s.Store, models.AtDoor(), `SELECT * FROM mails ORDER BY at DESC LIMIT 1`)
	if err != nil {
		mails, err = store.Look[models.Mail](t.Context(), s.Store, models.ActorOf(s.Person(models.Admin)), `SELECT * FROM mails ORDER BY at DESC LIMIT 1`)
	}
	if err != nil || len(mails) != 1 {
		t.Fatalf("%d letters, %v", len(mails), err)
	}
	link := func(of string) string {
		_, after, _ := strings.Cut(mails[0].Body, webtest.BaseURL+"/"+of+"/")
		return "/" + of + "/" + strings.Fields(after)[0]
	}
	return id, link("call-me"), link("no-letters")
}

func TestLetter_onlyItsButtonsChangeAnything(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	id, callMe, noLetters := keepIvy(t, s)
	desk, reader := s.AsRole(models.Supervisor), s.Stranger()
	state := func() string { return desk.Get("/desk/inquiries/" + id.String()).Text() }
	for _, link := range []string{callMe, noLetters} {
		if got := reader.Get(link); got.Status != http.StatusOK || !strings.Contains(got.Text(), s.Clients[0].Name) {
			t.Fatalf("%s: %d %s", link, got.Status, got.Text())
		}
	}
	if got := state(); !strings.Contains(got, "Called again on") || strings.Contains(got, "asked for no more letters") || !strings.Contains(got, "A note") {
		t.Fatalf("looking changed something: %s", got)
	}
	if got := reader.Post(noLetters, url.Values{"List-Unsubscribe": {"One-Click"}}); got.Status != http.StatusOK {
		t.Fatalf("one click: %d", got.Status)
	}
	if got := reader.Get(noLetters); !strings.Contains(got.Text(), "You get no more letters.") {
		t.Errorf("afterwards: %s", got.Text())
	}
	if got := state(); !strings.Contains(got, "No letter may go now: They asked for no more letters.") || !strings.Contains(got, "May not be written to") {
		t.Errorf("the desk does not know: %s", got)
	}
	for range 2 {
		if got := reader.Post(callMe, nil); got.Status != http.StatusSeeOther {
			t.Fatalf("call me: %d", got.Status)
		}
	}
	if got := reader.Get(callMe); !strings.Contains(got.Text(), "Thank you") {
		t.Errorf("afterwards: %s", got.Text())
	}
	if got := state(); !strings.Contains(got, "To be called") || !strings.Contains(got, "May be called again: pressed in a letter") {
		t.Errorf("the desk does not know: %s", got)
	}
	if got := desk.Get("/desk/inquiries/" + id.String() + "/story"); !strings.Contains(got.Text(), "They asked to be called, by the letter of") {
		t.Errorf("the story: %s", got.Text())
	}
}

func TestKept_takesDownWhatHappenedAndWhatTheyAgreedTo(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	id, _, _ := keepIvy(t, s)
	b, at := s.AsRole(models.Supervisor), "/desk/inquiries/"+id.String()
	if got := b.Post(at+"/consents", url.Values{"channel": {"email"}, "given": {"yes"}, "source": {"on the telephone"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "Write what they agreed to") || !strings.Contains(got.Body, "on the telephone") {
		t.Errorf("without words: %d %s", got.Status, got.Text())
	}
	if got := b.Post(at+"/consents", url.Values{"channel": {"email"}, "given": {"yes"}, "words": {"Yes, write to me."}, "source": {"on the telephone"}}); got.Status != http.StatusSeeOther {
		t.Fatalf("agreed: %d %s", got.Status, got.Text())
	}
	if got := b.Post(at+"/news", url.Values{"what": {"changed"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "Say what has changed") {
		t.Errorf("without words: %d %s", got.Status, got.Text())
	}
	if got := b.Post(at+"/news", url.Values{"what": {"changed"}, "note": {"A new manager."}}); got.Status != http.StatusSeeOther {
		t.Fatalf("changed: %d %s", got.Status, got.Text())
	}
	if got := b.Get(at); !strings.Contains(got.Text(), "To be called") || !strings.Contains(got.Text(), "A new manager.") || !strings.Contains(got.Text(), "Yes, write to me.") {
		t.Errorf("afterwards: %s", got.Text())
	}
}
