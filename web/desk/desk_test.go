package desk_test

import (
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/intake"
	"ripen/services/store"
	"ripen/services/store/storetest"
	"ripen/web/webtest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// arrive lets somebody inquire of the first client.
func arrive(t *testing.T, s *webtest.Site, one intake.Arriving) models.ID {
	t.Helper()
	program := s.Clients[0].Program
	var got intake.Received
	s.Tx(models.Operator(), func(tx *store.Tx) (err error) {
		source, err := s.House.Clients.Source(tx, program.ClientID, "A list", "web", program.ID)
		if err != nil {
			return err
		}
		one.ClientID, one.ProgramID, one.SourceID, one.Via = program.ClientID, program.ID, source.ID, "hand"
		got, err = s.House.Intake.Receive(tx, one)
		return err
	})
	return got.InquiryID
}

var ivy = intake.Arriving{Name: "Ivy Moss", Organisation: "Moss & Daughters", Phone: "+18135550142", City: "Tampa", Region: "FL", Country: "US", Message: "Prices, please."}

func TestDesk_showsTheQueueAndRefreshesItself(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	arrive(t, s, ivy)
	b := s.AsRole(models.Supervisor)
	page := b.Get("/desk")
	for _, want := range []string{"1 waiting", "Dana Whitfield", "No call today", "Harbour Dental one", "Balance – being counted"} {
		if !strings.Contains(page.Text(), want) {
			t.Errorf("the desk does not say %q:\n%s", want, page.Text())
		}
	}
	if !strings.Contains(page.Body, `data-live="/desk/live"`) || !strings.Contains(page.Body, `<noscript><a href="/desk">Read it again</a></noscript>`) || strings.Contains(page.Body, "http-equiv") {
		t.Error("the desk stands still")
	}
	balance := b.Htmx().Get("/desk/balance")
	webtest.Golden(t, "balance.html", balance.Body)
}

func TestDesk_hasSomethingToSayWhenThereIsNothing(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	b := s.AsRole(models.Admin)
	for path, says := range map[string]string{
		"/desk": "No promise is due", "/desk/decisions": "Nothing to decide", "/desk/inquiries": "No inquiries yet", "/desk/inquiries?state=closed": "No inquiry fits",
		"/desk/nurture": "Nobody is due within a week", "/desk/imports": "Nothing imported yet", "/desk/balance": "nothing lost",
	} {
		if got := b.Get(path); got.Status != http.StatusOK || !strings.Contains(got.Text(), says) {
			t.Errorf("%s: %d %s", path, got.Status, got.Text())
		}
	}
}

func TestInquiries_areNarrowedByTheAddress(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	arrive(t, s, ivy)
	b := s.AsRole(models.Supervisor)
	client := s.Clients[0].ID.String()
	for query, finds := range map[string]bool{"": true, "client=" + client: true, "client=" + s.Clients[1].ID.String(): false, "state=nurtured": false, "state=queue&client=" + client: true, "before=nonsense": true,
		"client=" + client + "&program=" + s.Clients[0].Program.ID.String(): true, "before=" + url.QueryEscape("1000000.01890000-0000-7000-8000-00000000dead"): false} {
		got := b.Get("/desk/inquiries?" + query)
		if got.Status != http.StatusOK || strings.Contains(got.Body, "Ivy Moss") != finds {
			t.Errorf("%q: %d, found %v", query, got.Status, !finds)
		}
	}
}

func TestDecision_keepsWhatWasTypedAndIsMadeOnce(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	id := arrive(t, s, intake.Arriving{Name: "Otto Lang", Email: "otto@lang.example"})
	b := s.AsRole(models.Supervisor)
	if got := b.Get("/desk/decisions"); !strings.Contains(got.Text(), "Otto Lang") || !strings.Contains(got.Text(), "No number") || strings.Contains(got.Text(), "Call now") {
		t.Errorf("decisions: %s", got.Text())
	}
	at := "/desk/inquiries/" + id.String()
	wrong := b.Post(at+"/correction", url.Values{"phone": {"12"}, "country": {"Germany"}, "region": {"<b>"}})
	if wrong.Status != http.StatusUnprocessableEntity || !strings.Contains(wrong.Body, `value="Germany"`) || !strings.Contains(wrong.Body, `value="&lt;b&gt;"`) || !strings.Contains(wrong.Body, `aria-invalid="true"`) {
		t.Errorf("a wrong number: %d %s", wrong.Status, wrong.Text())
	}
	if got := b.Post(at+"/plan", url.Values{"due": {"2026-06-11T12:00"}}); got.Status != http.StatusConflict || !strings.Contains(got.Text(), "There is no number") {
		t.Errorf("planned without a number: %d %s", got.Status, got.Text())
	}
	right := url.Values{"phone": {"+18135550199"}, "country": {"US"}, "region": {"FL"}, "token": {models.NewID().String()}}
	for range 2 {
		if got := b.Post(at+"/correction", right); got.Status != http.StatusSeeOther {
			t.Fatalf("corrected: %d %s", got.Status, got.Text())
		}
	}
	if got := b.Post(at+"/closing", url.Values{"reason": {models.ClosedNoWay}}); got.Status != http.StatusConflict || !strings.Contains(got.Text(), "decided in the meantime") {
		t.Errorf("decided again: %d %s", got.Status, got.Text())
	}
	if got := b.Get("/desk/decisions"); strings.Contains(got.Text(), "Otto Lang") {
		t.Error("it is still to be decided")
	}
}

func TestWaking_bringsANurturedOneBack(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	id := arrive(t, s, ivy)
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		i, err := store.One[models.Inquiry](tx, models.ByID(id))
		if err != nil {
			return err
		}
		i.Grade = models.GradeB
		i.Nurture("budget in July", s.Now().Add(3*24*time.Hour))
		return tx.Keep(i)
	})
	b := s.AsRole(models.AccountManager)
	if got := b.Get("/desk/nurture"); !strings.Contains(got.Text(), "budget in July") || !strings.Contains(got.Text(), "1 in all") {
		t.Errorf("the week: %s", got.Text())
	}
	for range 2 {
		if got := b.Post("/desk/inquiries/"+id.String()+"/waking", nil); got.Status != http.StatusSeeOther {
			t.Fatalf("woken: %d %s", got.Status, got.Text())
		}
	}
	if got := b.Get("/desk/inquiries/" + id.String()); !strings.Contains(got.Text(), "To be called") {
		t.Errorf("woken: %s", got.Text())
	}
}

func TestDesk_isNobodysElse(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	for _, role := range []models.Role{models.Caller, models.Rep, models.SalesManager, models.Marketer} {
		for _, path := range []string{"/desk", "/desk/inquiries", "/desk/imports", "/admin/clients"} {
			if got := s.AsRole(role).Get(path); got.Status != http.StatusForbidden {
				t.Errorf("%s, %s: %d", role, path, got.Status)
			}
		}
	}
}
