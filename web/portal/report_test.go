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

// selling gives the lead a selling process whose second step asks for who decides.
func selling(s *webtest.Site, lead models.ID) {
	s.T.Helper()
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		p := models.Process{ID: models.NewID(), LineID: models.NewID(), ClientID: s.Clients[0].ID, Name: "Sale", Version: 1, CreatedAt: s.Now(), Rules: []models.ProcessRule{},
			Steps: []models.Step{{Name: "First contact"}, {Name: "Decision", Customer: "Puts it before who decides", Role: models.RoleDecider}, {Name: "Order"}}}
		if err := tx.Put(&p); err != nil {
			return err
		}
		_, err := tx.Run(`UPDATE leads SET process_id = $2, steps = 3 WHERE id = $1`, lead, p.ID)
		return err
	})
}

func TestNextDate_isOneTap(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	id := s.Lead(0, s.Person(models.Rep))
	b := s.AsRole(models.Rep)
	for chip, day := range map[string]string{"tomorrow": "2026-06-11", "three": "2026-06-13", "week": "2026-06-17"} {
		if got := b.Post(path(id)+"/next-date", url.Values{"when": {chip}}); got.Status != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", chip, got.Status, got.Text())
		}
		if n := rows(s, `SELECT count(*) FROM leads WHERE id = $1 AND next_what = 'next step' AND (next_at AT TIME ZONE 'America/New_York')::date = $2::date AND accepted_at IS NOT NULL`, id, day); n != 1 {
			t.Errorf("%s is not %s", chip, day)
		}
	}
	for typed, sentence := range map[string]string{"2026-06-09": "still to come", "": "still to come", "soon": "year-month-day"} {
		got := b.Post(path(id)+"/next-date", url.Values{"when": {"on"}, "on": {typed}})
		if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), sentence) || !strings.Contains(got.Body, `value="`+typed+`"`) {
			t.Errorf("%q: %d %s", typed, got.Status, got.Text())
		}
	}
}

func TestReport_isTakenBackFromTheToast(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	id := s.Lead(0, s.Person(models.Rep))
	b := s.AsRole(models.Rep)
	undo := func() string {
		page := b.Get(path(id)).Body
		_, rest, _ := strings.Cut(page, `/portal/reports/`)
		report, _, _ := strings.Cut(rest, `/withdrawal`)
		return "/portal/reports/" + report + "/withdrawal"
	}
	b.Post(path(id)+"/contacts", url.Values{"how": {"talked"}, "token": {token()}})
	if got := b.Post(undo(), nil); got.Status != http.StatusSeeOther || got.To() != path(id) {
		t.Fatalf("%d to %q: %s", got.Status, got.To(), got.Text())
	}
	if got := b.Get(path(id)).Text(); !strings.Contains(got, "Taken back.") || !strings.Contains(got, "Talked (taken back)") {
		t.Errorf("the page says %s", got)
	}
	b.Post(path(id)+"/milestones", url.Values{"step": {"1"}, "token": {token()}})
	late := undo()
	s.Move(models.UndoWindow + time.Second)
	if got := b.Post(late, nil); got.To() != path(id) || !strings.Contains(b.Get(path(id)).Text(), "It is too late to take this back") {
		t.Errorf("too late: %d", got.Status)
	}
	if n := rows(s, `SELECT step FROM leads WHERE id = $1`, id); n != 1 {
		t.Errorf("step %d", n)
	}
}

func TestMilestone_asksWhoDecidesInTheSameForm(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	id := s.Lead(0, s.Person(models.Rep))
	selling(s, id)
	b := s.AsRole(models.Rep)
	if got := b.Get(path(id)).Text(); !strings.Contains(got, "Decision asks for who decides: nobody has been reached") {
		t.Errorf("the plan for the meeting is %s", got)
	}
	got := b.Post(path(id)+"/milestones", url.Values{"step": {"2"}})
	if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "The decider has not been reached: mark who decides.") || !strings.Contains(got.Body, `name="step" value="2"`) {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	if got := b.Post(path(id)+"/milestones", url.Values{"step": {"2"}, "who_name": {"Ruth Moss"}, "token": {token()}}); got.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	page := b.Get(path(id))
	for _, words := range []string{"The step is ticked. First contact is not: tick it, too, if it happened.", "Ruth Moss", "passed over"} {
		if !strings.Contains(page.Text(), words) {
			t.Errorf("the page misses %q: %s", words, page.Text())
		}
	}
	webtest.Golden(t, "lead_people.html", content(page.Body))
	if got := b.Post(path(id)+"/people", url.Values{"person_role": {"payer"}, "person_reached": {"on"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "Enter the name.") || !strings.Contains(got.Body, `name="person_reached" value="on" checked`) {
		t.Errorf("%d %s", got.Status, got.Text())
	}
}

func TestCloseOut_takesSeveralOrdersAndWhyItWasLost(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	won, lost := s.Lead(0, s.Person(models.Rep)), s.Lead(0, s.Person(models.Rep))
	b := s.AsRole(models.Rep)
	fields := url.Values{"outcome": {"won"}, "value": {"48000"}, "currency": {"USD"}, "rate": {""}, "ordered_on": {""}, "more": {"order"}}
	if got := b.Post(path(won)+"/close-out", fields); got.Status != http.StatusOK || strings.Count(got.Body, `name="value"`) != 2 || !strings.Contains(got.Body, `value="48000"`) {
		t.Fatalf("%d: %s", got.Status, got.Text())
	}
	fields = url.Values{"outcome": {"won"}, "value": {"48000", "900"}, "currency": {"USD", "EUR"}, "rate": {"", ""}, "ordered_on": {"", ""}}
	if got := b.Post(path(won)+"/close-out", fields); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, `id="rate-2-error"`) {
		t.Errorf("an order without its rate: %d %s", got.Status, got.Text())
	}
	fields["rate"][1] = "1.1"
	if got := b.Post(path(won)+"/close-out", fields); got.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	if n := rows(s, `SELECT count(*) FROM orders WHERE lead_id = $1`, won); n != 2 {
		t.Errorf("%d orders", n)
	}
	if got := b.Post(path(lost)+"/close-out", url.Values{"outcome": {"lost"}, "cause": {"rival"}, "price": {"no"}}); got.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	if got := b.Get(path(lost)).Text(); !strings.Contains(got, "A rival’s product; it was not the price") {
		t.Errorf("the page says %s", got)
	}
}

func TestRequest_isAnsweredOnTheDesk(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	id := s.Lead(0, s.Person(models.Rep))
	rep, desk := s.AsRole(models.Rep), s.AsRole(models.Supervisor)
	if got := rep.Post(path(id)+"/close-out", url.Values{"outcome": {"unreachable"}, "tried": {"Four calls"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "that is no end") || !strings.Contains(got.Body, "Four calls") {
		t.Errorf("closed as not reachable: %d %s", got.Status, got.Text())
	}
	if got := rep.Post(path(id)+"/request", url.Values{"tried": {"Four calls, two letters."}}); got.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	if got := rep.Get(path(id)).Text(); !strings.Contains(got, "The agency is asked; Priya Raman of Northlight Leads answers by Fri 12 Jun, 12:00.") || !strings.Contains(got, "Log a contact") {
		t.Errorf("the rep reads %s", got)
	}
	webtest.Golden(t, "asked.html", content(desk.Get("/desk/returns").Body))
	answer := "/desk/returns/" + id.String() + "/answer"
	for _, c := range []struct {
		fields   url.Values
		sentence string
	}{
		{url.Values{"answer": {"reached"}, "words": {" "}}, "Say how they can be reached"}, {url.Values{"words": {"Mornings."}}, "Choose one of the three answers."},
		{url.Values{"answer": {"taken_over"}, "words": {"Mornings."}, "again_on": {"2026-01-01"}}, "Choose a day to come"}, {url.Values{"answer": {"taken_over"}, "words": {"Mornings."}, "again_on": {"soon"}}, "year-month-day"},
	} {
		if got := desk.Post(answer, c.fields); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), c.sentence) || !strings.Contains(got.Body, c.fields.Get("words")) {
			t.Errorf("%v: %d %s", c.fields, got.Status, got.Text())
		}
	}
	if got := desk.Post(answer, url.Values{"answer": {"reached"}, "words": {"Mornings, on the mobile."}}); got.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	if got := rep.Get(path(id)).Text(); !strings.Contains(got, "Priya Raman reached them: “Mornings, on the mobile.”") {
		t.Errorf("the rep reads %s", got)
	}
	if got := desk.Post(answer, url.Values{"answer": {"back"}, "words": {"x"}}); got.Status != http.StatusConflict {
		t.Errorf("answered again: %d", got.Status)
	}
}

func TestMe_saysWhatIsDueAndWasWon(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	rep := s.Person(models.Rep)
	s.Lead(0, rep, named("Helen Sato", -26*time.Hour, "update"))
	s.Lead(0, rep, named("Peter Lindgren", 3*time.Hour, "next step"))
	s.Lead(0, rep, named("Amara Diallo", 50*time.Hour, "first contact"))
	s.Lead(0, rep, named("Joel Park", 40*24*time.Hour, "next step"))
	won := s.Lead(0, rep)
	b := s.As(rep)
	b.Post(path(won)+"/close-out", url.Values{"outcome": {"won"}, "value": {"48000"}, "currency": {"USD"}})
	webtest.Golden(t, "me.html", content(b.Get("/portal/me").Body))
	if got := b.Post("/portal/me/calendar", nil); got.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	_, rest, _ := strings.Cut(b.Get("/portal/me").Body, webtest.BaseURL+"/feeds/")
	secret, _, _ := strings.Cut(rest, `"`)
	got := s.Stranger().Get("/feeds/" + secret)
	if got.Status != http.StatusOK || !strings.HasPrefix(got.Header.Get("Content-Type"), "text/calendar") || strings.Count(got.Body, "BEGIN:VEVENT") != 4 || !strings.Contains(got.Body, "SUMMARY:First contact: Amara Diallo\r\n") {
		t.Errorf("the calendar is %d %s", got.Status, got.Body)
	}
	b.Post("/portal/me/calendar/end", nil)
	if got := s.Stranger().Get("/feeds/" + secret); got.Status != http.StatusNotFound {
		t.Errorf("once it is revoked: %d", got.Status)
	}
}

func TestLead_isTakenAlong(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	id := s.Lead(0, s.Person(models.Rep))
	b := s.AsRole(models.Rep)
	card, entry := b.Get(path(id)+"/card.vcf"), b.Get(path(id)+"/next.ics")
	if card.Status != http.StatusOK || !strings.HasPrefix(card.Header.Get("Content-Type"), "text/vcard") || !strings.Contains(card.Body, "TEL;TYPE=WORK,VOICE:+18135550142\r\n") {
		t.Errorf("the card is %d %s", card.Status, card.Body)
	}
	if entry.Status != http.StatusOK || !strings.Contains(entry.Body, "DTSTART:20260610T200000Z\r\n") || !strings.Contains(entry.Body, "SUMMARY:Accept Ivy Moss of Harbour Dental\r\n") {
		t.Errorf("the entry is %d %s", entry.Status, entry.Body)
	}
}
