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

// walk counts so many leads of a rep at the first contact and at the meeting.
func walk(s *webtest.Site, process models.Process, rep models.User, n int, k [5]int, expected float64) {
	s.T.Helper()
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		for stage, passed := range k {
			if _, err := tx.Run(`INSERT INTO step_figures (client_id, process_id, rep_id, partner_id, stage, month, product, n, k, expected, young, orders, worth, squares)
				VALUES ($1, $2, $3, $4, $5, '2026-01-01', '=Scanners', $6, $7, $8, 2, $9, $10, $11)`, process.ClientID, process.ID, rep.ID, rep.PartnerID, stage+1, n, passed, expected*float64(n), 6*(stage/4), 60000*(stage/4), 8e8*float64(stage/4)); err != nil {
				return err
			}
			if _, err := tx.Run(`INSERT INTO step_spreads VALUES ($1, $2, $3, $4, $5, 0.002, 0.0005)`, process.ClientID, process.ID, rep.ID, rep.PartnerID, stage+1); err != nil {
				return err
			}
			n = passed
		}
		return nil
	})
}

// stepped is a client whose direct rep loses at the meeting, and whose partner's does not.
func stepped(s *webtest.Site) models.Process {
	s.T.Helper()
	c := s.Clients[0]
	process := models.Process{ID: models.NewID(), ClientID: c.ID, LineID: models.NewID(), Name: "Usual", Version: 1, Steps: models.UsualSteps, Rules: []models.ProcessRule{}, CreatedAt: webtest.Noon}
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		if err := tx.Put(&process); err != nil {
			return err
		}
		if _, err := tx.Run(`INSERT INTO step_dots VALUES ($1, $2, 2, 50, 0.5), ($1, $2, 2, 60, 1.1)`, c.ID, process.ID); err != nil {
			return err
		}
		_, err := tx.Run(`INSERT INTO step_runs (client_id, process_id, counted_at, leads, alike, horizons) VALUES ($1, $2, $3, 400, $4, '{2,20,20,30,30}')`, c.ID, process.ID, webtest.Noon.Add(-time.Hour), []models.ID{process.ID})
		return err
	})
	walk(s, process, c.People[models.Rep], 110, [5]int{100, 30, 20, 14, 9}, 0.6)
	walk(s, process, c.Distant, 120, [5]int{108, 80, 50, 31, 17}, 0.6)
	return process
}

func TestSteps_saysTheOneStepToTheManagerAndNamesNobodyToARep(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	stepped(s)
	rep, distant := s.Clients[0].People[models.Rep].Name, s.Clients[0].Distant.Name
	boss := s.AsRole(models.SalesManager).Get("/portal/steps")
	webtest.Golden(t, "steps.html", content(boss.Body))
	for _, want := range []string{rep + ": Meeting", "Of 100 leads that came to this step 30 got past it; of the same mix in other hands 60 would have.", "let " + distant + " show", "the one step", "too few to say", "Harbour Dental Partners"} {
		if !strings.Contains(boss.Text(), want) {
			t.Errorf("%q is not said: %s", want, boss.Text())
		}
	}
	partner := s.AsRole(models.PartnerManager).Get("/portal/steps")
	if !strings.Contains(partner.Text(), distant) || strings.Contains(partner.Text(), rep+" ") || strings.Contains(partner.Text(), "Meeting. Of") {
		t.Errorf("the partner’s manager reads %s", partner.Text())
	}
	own := s.AsRole(models.Rep).Get("/portal/steps?step=2")
	if own.Status != http.StatusOK || strings.Contains(own.Text(), distant) || strings.Contains(own.Text(), "Record the coaching") || !strings.Contains(own.Body, ">You<") || strings.Count(own.Body, "<circle") != 3 {
		t.Errorf("a rep reads %d %s", own.Status, own.Text())
	}
	for path, status := range map[string]int{"/portal/steps?from=2026-05&to=2026-01": http.StatusUnprocessableEntity, "/portal/steps?process=" + models.NewID().String(): http.StatusNotFound,
		"/portal/steps?channel=direct&product=%3DScanners&step=99": http.StatusOK, "/portal/steps?step=-1": http.StatusOK} {
		if got := s.AsRole(models.SalesManager).Get(path); got.Status != status {
			t.Errorf("%s: %d", path, got.Status)
		}
	}
}

func TestStepsCSV_leavesOutWhatCannotBeSaid(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	stepped(s)
	got := s.AsRole(models.SalesManager).Get("/portal/steps.csv?from=2025-07&to=2026-06")
	if !strings.HasPrefix(got.Header.Get("Content-Type"), "text/csv") || strings.Count(got.Body, "\n") != 21 || !strings.Contains(got.Body, ",Meeting,100,30,60,2,0.5,") || !strings.Contains(got.Body, ",Order,14,9,8.4,2,,,,,,false,,,,,,,30\n") {
		t.Errorf("%v: %s", got.Header, got.Body)
	}
}

func TestCoach_keepsWhatWasTypedAndIsTakenBack(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	process := stepped(s)
	rep := s.Clients[0].People[models.Rep]
	b := s.AsRole(models.SalesManager)
	form := func(on, what string) url.Values {
		return url.Values{"process": {process.ID.String()}, "rep": {rep.ID.String()}, "stage": {"2"}, "on": {on}, "what": {what}, "token": {models.NewID().String()}}
	}
	for field, f := range map[string]url.Values{"on": form("2026-06-11", "Two demos together"), "what": form("2026-06-09", " ")} {
		got := b.Post("/portal/coachings", f)
		if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, `id="`+field+`-error"`) || !strings.Contains(got.Body, `value="`+f.Get("on")+`"`) {
			t.Errorf("%s: %d %s", field, got.Status, got.Text())
		}
	}
	sent := form("2026-06-09", "Two demos together")
	for range 2 {
		if got := b.Post("/portal/coachings", sent); got.Status != http.StatusSeeOther || got.To() != "/portal/steps#coaching" {
			t.Fatalf("%d %s", got.Status, got.Text())
		}
	}
	if n := rows(s, `SELECT count(*) FROM coachings`); n != 1 {
		t.Errorf("%d coachings", n)
	}
	page := b.Get("/portal/steps")
	if !strings.Contains(page.Text(), "Two demos together") || !strings.Contains(page.Text(), "too few to say") {
		t.Errorf("it says %s", page.Text())
	}
	at := strings.Index(page.Body, "/portal/coachings/")
	path := page.Body[at : at+len("/portal/coachings/")+36+len("/withdrawal")]
	if got := s.AsRole(models.PartnerManager).Post(path, url.Values{"token": {models.NewID().String()}}); got.Status != http.StatusNotFound {
		t.Errorf("a partner’s manager takes it back: %d", got.Status)
	}
	for _, want := range []int{http.StatusSeeOther, http.StatusConflict} {
		if got := b.Post(path, url.Values{"token": {models.NewID().String()}}); got.Status != want {
			t.Errorf("taken back: %d, want %d", got.Status, want)
		}
	}
	if strings.Contains(b.Get("/portal/steps").Text(), "Two demos together") {
		t.Error("what was taken back stands there")
	}
}

func TestCustomers_orderAgainOnTheirPage(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	rep := s.Clients[0].People[models.Rep]
	id := s.Won(0, rep)
	s.Won(0, s.Clients[0].Distant, func(l *models.Lead) { l.Organisation = "Quiet Dental" })
	b := s.AsRole(models.Rep)
	if got := b.Get("/portal/customers").Text(); !strings.Contains(got, "Moss & Daughters") || strings.Contains(got, "Quiet Dental") {
		t.Errorf("a rep’s customers are %s", got)
	}
	path := "/portal/leads/" + id.String() + "/orders"
	got := b.Post(path, url.Values{"value": {"1,5"}, "currency": {"USD"}, "ordered_on": {"2026-07-01"}, "token": {models.NewID().String()}})
	if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "it cannot be later than today") || !strings.Contains(got.Body, `value="1,5"`) {
		t.Errorf("an order of tomorrow: %d %s", got.Status, got.Text())
	}
	sent := url.Values{"value": {"4200"}, "currency": {"USD"}, "ordered_on": {"2026-06-10"}, "token": {models.NewID().String()}}
	for range 2 {
		if got := b.Post(path, sent); got.Status != http.StatusSeeOther || got.To() != "/portal/customers/"+id.String() {
			t.Fatalf("%d %s", got.Status, got.Text())
		}
	}
	if n := rows(s, `SELECT count(*) FROM orders WHERE lead_id = $1`, id); n != 2 {
		t.Errorf("%d orders", n)
	}
	webtest.Golden(t, "customer.html", content(b.Get("/portal/customers/"+id.String()).Body))
	webtest.Golden(t, "customers.html", content(s.AsRole(models.SalesManager).Get("/portal/customers").Body))
	if got := s.AsRole(models.SalesManager).Get("/portal/customers.csv"); strings.Count(got.Body, "\n") != 3 || !strings.Contains(got.Body, "Quiet Dental") {
		t.Errorf("the file says %s", got.Body)
	}
	if got := s.AsRole(models.SalesManager).Get("/portal/customers?show=quiet"); !strings.Contains(got.Text(), "Nobody went quiet") {
		t.Errorf("quiet are %s", got.Text())
	}
}
