package survey_test

import (
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/store"
	"ripen/services/store/storetest"
	"ripen/web/webtest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// asked is an inquirer of March whom the desk lets ask now.
func asked(s *webtest.Site) (word string, id models.ID) {
	s.T.Helper()
	program, came := s.Clients[0].Program, s.Now().AddDate(0, -3, 0)
	src, err := s.House.Clients.CreateSource(s.T.Context(), models.Operator(), models.Source{ClientID: program.ClientID, Name: models.NewID().String()})
	if err != nil {
		s.T.Fatal(err)
	}
	person := models.Person{ID: models.NewID(), ClientID: program.ClientID, Name: "Ivy Moss", Email: "ivy@moss.example", CreatedAt: came}
	i := models.Inquiry{ID: models.NewID(), ClientID: program.ClientID, ProgramID: program.ID, PersonID: person.ID, SourceID: src.ID, State: models.Closed, ClosedReason: "D", ClosedAt: &came, Class: models.New, Tier: models.TierRest,
		Cycle: 1, ReceivedAt: came, ReceivedOn: models.DayIn(came, time.UTC), Via: "import", Details: map[string]string{}}
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		if err := tx.Put(&person); err != nil {
			return err
		}
		return tx.Put(&i)
	})
	if got := s.AsRole(models.Supervisor).Post("/desk/programs/"+program.ID.String()+"/survey", url.Values{"share": {"100"}}); got.Status != http.StatusSeeOther {
		s.T.Fatalf("%d %s", got.Status, got.Text())
	}
	if n, err := s.House.Survey.Ask(s.T.Context(), program.ClientID, s.Now()); err != nil || n != 1 {
		s.T.Fatalf("%d letters, %v", n, err)
	}
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(s.T.Context(), `SELECT id FROM survey_questions WHERE inquiry_id = $1`, i.ID).Scan(&id)
	})
	return s.House.Survey.Word(program.ClientID, id), id
}

func answers(s *webtest.Site) (n int) {
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(s.T.Context(), `SELECT count(*) FROM survey_answers`).Scan(&n)
	})
	return n
}

func TestQuestion_isAnsweredByTheButtonAndNotByOpeningIt(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	word, _ := asked(s)
	b, link := s.Stranger(), "/bought/"+word
	shown := b.Get(link)
	if shown.Status != http.StatusOK || !strings.Contains(shown.Text(), "In March 2026 you asked Harbour Dental") || strings.Contains(shown.Body, "Ivy") || answers(s) != 0 {
		t.Fatalf("%d %s", shown.Status, shown.Text())
	}
	if got := b.Post(link, url.Values{"month": {"2026-04"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "Choose one of the three answers.") || !strings.Contains(got.Body, `value="2026-04" selected`) {
		t.Errorf("%d %s", got.Status, got.Text())
	}
	for range 2 {
		if got := b.Post(link, url.Values{"bought": {"other"}, "month": {"2026-04"}, "whom": {"Rival Ltd"}}); got.Status != http.StatusSeeOther || got.To() != link {
			t.Fatalf("%d %s", got.Status, got.Text())
		}
	}
	if text := b.Get(link).Text(); answers(s) != 1 || !strings.Contains(text, "your answer is kept") {
		t.Errorf("%d answers: %s", answers(s), text)
	}
	if got := b.Post(link+"/no-more", nil); got.Status != http.StatusOK || !strings.Contains(got.Text(), "You are asked no more of these questions.") {
		t.Errorf("%d %s", got.Status, got.Text())
	}
	if got := b.Get(link + "x"); got.Status != http.StatusNotFound {
		t.Errorf("a link that was never sent: %d", got.Status)
	}
}

func TestDesk_entersWhatSomebodySaidAndAClientReadsSumsOnly(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	_, id := asked(s)
	b := s.AsRole(models.AccountManager)
	page := "/desk/did-you-buy?client=" + s.Clients[0].ID.String()
	if text := b.Get(page).Text(); !strings.Contains(text, "Ivy Moss") || !strings.Contains(text, "Asked by e-mail on 10 Jun 2026") {
		t.Fatalf("%s", text)
	}
	said := url.Values{"token": {models.NewID().String()}, "client": {s.Clients[0].ID.String()}, "bought": {"us"}}
	to := "/desk/did-you-buy/" + id.String() + "/answer"
	early := url.Values{"client": {s.Clients[0].ID.String()}, "bought": {"other"}, "month": {"2020-01"}, "whom": {"Rival Ltd"}}
	if got := b.Post(to, early); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "That was before they asked") || !strings.Contains(got.Body, `value="Rival Ltd"`) {
		t.Errorf("%d %s", got.Status, got.Text())
	}
	for range 2 {
		if got := b.Post(to, said); got.Status != http.StatusSeeOther || got.To() != page {
			t.Fatalf("%d %s", got.Status, got.Text())
		}
	}
	if err := s.House.Survey.Count(t.Context(), s.Clients[0].ID); err != nil {
		t.Fatal(err)
	}
	if text := b.Get(page).Text(); answers(s) != 1 || !strings.Contains(text, "Bought from Harbour Dental, unreported 1") {
		t.Errorf("%d answers: %s", answers(s), text)
	}
	text := s.AsRole(models.Marketer).Get("/portal/did-you-buy").Text()
	if !strings.Contains(text, "Bought from you, unreported <5") || strings.Contains(text, "Ivy") || !strings.Contains(text, "too few to say") {
		t.Errorf("a client reads %s", text)
	}
	if got := b.Post("/desk/programs/"+s.Clients[0].Program.ID.String()+"/survey", url.Values{"share": {"120"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "between 0 and 100") || !strings.Contains(got.Body, `value="120"`) {
		t.Errorf("%d %s", got.Status, got.Text())
	}
}
