package portal_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/web/webtest"
)

func TestInbox_partsTheLeadsByWhatIsToBeDone(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	rep := s.Person(models.Rep)
	s.Lead(0, rep, named("Ivy Moss", 4*time.Hour, "accept"))
	s.Lead(0, rep, named("Helen Sato", -26*time.Hour, "update"))
	s.Lead(0, rep, named("Peter Lindgren", 3*time.Hour, "next step"))
	s.Lead(0, rep, named("Amara Diallo", 50*time.Hour, "first contact"))
	s.Lead(0, rep, named("Joel Park", 40*24*time.Hour, "next step"))
	got := s.As(rep).Get("/portal")
	webtest.Golden(t, "inbox.html", content(got.Body))
	for tab, want := range map[string][]string{"new": {"Ivy Moss"}, "overdue": {"Helen Sato"}, "week": {"Ivy Moss", "Peter Lindgren", "Amara Diallo"}, "closed": nil, "nonsense": {"Joel Park"}} {
		body := s.As(rep).Get("/portal?s=" + tab).Body
		for _, name := range want {
			if !strings.Contains(body, name) {
				t.Errorf("%s misses %s", tab, name)
			}
		}
		if tab != "nonsense" && strings.Count(body, `class="lead"`) != len(want) {
			t.Errorf("%s lists %d", tab, strings.Count(body, `class="lead"`))
		}
	}
}

func TestInbox_goesOnWhereThePageEnds(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	for n := range 53 {
		s.Lead(0, s.Person(models.Rep), named(fmt.Sprintf("Person %02d", n), time.Duration(n)*time.Minute, "update"))
	}
	b := s.AsRole(models.Rep)
	first := b.Get("/portal")
	_, rest, found := strings.Cut(first.Body, `href="/portal?after=`)
	if !found || strings.Count(first.Body, `class="lead"`) != 50 {
		t.Fatalf("the first page is %s", first.Text())
	}
	key, _, _ := strings.Cut(rest, `"`)
	next := b.Get("/portal?after=" + key)
	if strings.Count(next.Body, `class="lead"`) != 3 || !strings.Contains(next.Body, "Person 52") || strings.Contains(next.Body, "Person 49") {
		t.Errorf("the second page is %s", next.Text())
	}
}

func TestLead_saysWhyAndWhatToDo(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	rep := s.Person(models.Rep)
	b, id := s.As(rep), s.Lead(0, rep)
	webtest.Golden(t, "lead_new.html", content(b.Get(path(id)).Body))
	for _, p := range []struct {
		to     string
		fields url.Values
	}{{"/acceptance", nil}, {"/contacts", url.Values{"how": {"talked"}, "note": {"Wants <b>two</b>."}, "next": {"2026-06-12"}}}, {"/milestones", url.Values{"step": {"2"}}}} {
		if got := b.Post(path(id)+p.to, p.fields); got.Status != http.StatusSeeOther || got.To() != path(id) {
			t.Fatalf("%s: %d to %q: %s", p.to, got.Status, got.To(), got.Text())
		}
	}
	webtest.Golden(t, "lead_worked.html", content(b.Get(path(id)).Body))
	if got := b.Post(path(id)+"/close-out", url.Values{"outcome": {"won"}, "value": {"48.250,50"}, "currency": {"usd"}}); got.Status != http.StatusSeeOther {
		t.Fatalf("won: %d %s", got.Status, got.Text())
	}
	webtest.Golden(t, "lead_won.html", content(b.Get(path(id)).Body))
}

func TestAccept_isOneTapFromTheInboxAndHarmlessTwice(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	id := s.Lead(0, s.Person(models.Rep))
	b, fields := s.AsRole(models.Rep), url.Values{"token": {token()}, "back": {"/portal?s=new"}}
	for range 2 {
		if got := b.Post(path(id)+"/acceptance", fields); got.Status != http.StatusSeeOther || got.To() != "/portal?s=new" {
			t.Fatalf("%d to %q", got.Status, got.To())
		}
	}
	if got := b.Post(path(id)+"/acceptance", url.Values{"back": {"https://elsewhere.example/"}}); got.To() != path(id) {
		t.Errorf("sent on to %q", got.To())
	}
	if n := rows(s, `SELECT count(*) FROM acceptances WHERE lead_id = $1`, id); n != 1 {
		t.Errorf("%d acceptances", n)
	}
}

func TestContact_keepsWhatWasTypedAndCountsAFormOnce(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	id := s.Lead(0, s.Person(models.Rep))
	b := s.AsRole(models.Rep)
	for _, c := range []struct {
		fields   url.Values
		sentence string
	}{
		{url.Values{"how": {"talked"}, "note": {"Asked for \"two\""}, "next": {"2026-06-01"}}, "still to come"},
		{url.Values{"how": {"talked"}, "note": {"Asked for \"two\""}, "next": {"soon"}}, "year-month-day"},
		{url.Values{"how": {"talked"}, "note": {"Asked for \"two\""}, "next": {"2026-06-20"}, "time": {"noon"}}, "hour:minute"},
		{url.Values{"how": {"talked"}, "note": {"Asked for \"two\""}, "time": {"14:30"}}, "Choose the day, too."},
		{url.Values{"how": {"shouted"}, "note": {"Asked for \"two\""}}, "how you were in touch"},
	} {
		got := b.Post(path(id)+"/contacts", c.fields)
		if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), c.sentence) || !strings.Contains(got.Body, "Asked for &#34;two&#34;") || !strings.Contains(got.Body, `value="`+c.fields.Get("next")+`"`) {
			t.Errorf("%v: %d %s", c.fields, got.Status, got.Text())
		}
	}
	sent := token()
	for _, how := range []string{"voicemail", "voicemail", "talked"} { // twice the same, and then another from the same page
		if got := b.Post(path(id)+"/contacts", url.Values{"token": {sent}, "how": {how}, "next": {"2026-06-12"}, "time": {"14:30"}}); got.Status != http.StatusSeeOther {
			t.Fatalf("%d %s", got.Status, got.Text())
		}
	}
	if n := rows(s, `SELECT count(*) FROM contacts WHERE lead_id = $1`, id); n != 2 {
		t.Errorf("%d contacts", n)
	}
	if n := rows(s, `SELECT count(*) FROM leads WHERE id = $1 AND next_at = '2026-06-12 18:30Z' AND accepted_at IS NOT NULL`, id); n != 1 {
		t.Error("the next date is not the one on the rep’s clock")
	}
}

func TestCloseOut_keepsWhatWasTypedWhereItCannotBeRead(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	id := s.Lead(0, s.Person(models.Rep))
	b := s.AsRole(models.Rep)
	for _, c := range []struct {
		fields url.Values
		want   string
	}{
		{url.Values{}, "Choose how it ended."},
		{url.Values{"outcome": {"won"}, "value": {"48,000"}}, "could be 48000 or 48.000"},
		{url.Values{"outcome": {"won"}, "value": {"48000"}, "currency": {"EUR"}}, "Enter how many USD one EUR is worth."},
		{url.Values{"outcome": {"won"}, "value": {"48000"}, "currency": {"USD"}, "ordered_on": {"2027-01-01"}}, "cannot be later than today"},
		{url.Values{"outcome": {"won"}, "value": {"48000"}}, "Enter the currency of 48000"},
		{url.Values{"outcome": {"lost"}, "lost_to": {" "}}, "Say to whom it was lost, or why."},
		{url.Values{"outcome": {"no_decision"}, "waits": {"The new budget"}}, "Choose a date"},
		{url.Values{"outcome": {"returned"}, "not_an_a": {" "}}, "Say why this is not an A"},
	} {
		got := b.Post(path(id)+"/close-out", c.fields)
		if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), c.want) {
			t.Errorf("%v: %d %s", c.fields, got.Status, got.Text())
		}
		for name, values := range c.fields {
			if name != "outcome" && name != "not_an_a" && !strings.Contains(got.Body, `value="`+values[0]+`"`) {
				t.Errorf("%s is lost", name)
			}
		}
	}
	if got := b.Post(path(id)+"/close-out", url.Values{"outcome": {"no_decision"}, "again_on": {"2026-12-01"}, "waits": {"The new budget"}}); got.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	if got := b.Post(path(id)+"/contacts", url.Values{"how": {"met"}}); got.Status != http.StatusConflict || !strings.Contains(got.Text(), "This lead was closed as no decision.") {
		t.Errorf("reported afterwards: %d %s", got.Status, got.Text())
	}
}

func TestReturn_isAnsweredByTheAgency(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	id := s.Lead(0, s.Person(models.Rep))
	rep, desk := s.AsRole(models.Rep), s.AsRole(models.Supervisor)
	if got := rep.Post(path(id)+"/return", url.Values{"not_an_a": {"They bought in May."}}); got.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Status, got.Text())
	}
	if got := s.AsRole(models.SalesManager).Get("/portal/board").Text(); !strings.Contains(got, "Returns waiting") || !strings.Contains(got, "They bought in May.") {
		t.Errorf("the manager reads %s", got)
	}
	webtest.Golden(t, "returns.html", content(desk.Get("/desk/returns").Body))
	decision := "/desk/returns/" + id.String() + "/decision"
	if got := desk.Post(decision, url.Values{"verdict": {"refuse"}, "answer": {" "}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(), "Say why it is an A after all") {
		t.Errorf("refused without a word: %d %s", got.Status, got.Text())
	}
	if got := desk.Post(decision, url.Values{"answer": {"She signs."}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "She signs.") {
		t.Errorf("not decided: %d %s", got.Status, got.Text())
	}
	fields := url.Values{"token": {token()}, "verdict": {"refuse"}, "answer": {"She signs herself."}}
	for range 2 {
		if got := desk.Post(decision, fields); got.Status != http.StatusSeeOther {
			t.Fatalf("%d %s", got.Status, got.Text())
		}
	}
	if got := rep.Get(path(id)).Text(); !strings.Contains(got, "She signs herself.") || !strings.Contains(got, "Log a contact") {
		t.Errorf("the rep reads %s", got)
	}
	if got := desk.Post(decision, url.Values{"verdict": {"uphold"}}); got.Status != http.StatusConflict {
		t.Errorf("decided again: %d", got.Status)
	}
}

func TestLead_ofAnotherIsAbsentInTheSameWords(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	other := s.Clients[1]
	leads := map[string]models.ID{
		"direct":   s.Lead(0, s.Person(models.Rep)),
		"distant":  s.Lead(0, s.Clients[0].Distant),
		"foreign":  s.Lead(1, other.People[models.Rep]),
		"manager":  s.Lead(0, s.Person(models.Rep), func(l *models.Lead) { l.RepID = nil }),
		"foreign2": s.Lead(1, other.Distant),
	}
	absent := models.NewID()
	for _, each := range []struct {
		who    models.User
		closed []string
	}{
		{s.Person(models.Rep), []string{"distant", "foreign", "manager", "foreign2"}},
		{s.Clients[0].Distant, []string{"direct", "foreign", "manager", "foreign2"}},
		{s.Person(models.PartnerManager), []string{"direct", "foreign", "manager", "foreign2"}},
		{s.Person(models.SalesManager), []string{"foreign", "foreign2"}},
		{other.People[models.Rep], []string{"direct", "distant", "manager", "foreign2"}},
	} {
		who := each.who
		b := s.As(who)
		for _, name := range each.closed {
			for to, fields := range map[string]url.Values{"/acceptance": nil, "/contacts": {"how": {"talked"}}, "/milestones": {"step": {"1"}}, "/close-out": {"outcome": {"lost"}, "reason": {"x"}}, "/return": {"not_an_a": {"x"}}} {
				got, like := b.Post(path(leads[name])+to, fields), b.Post(path(absent)+to, fields)
				if got.Status != http.StatusNotFound || webtest.Still(got.Body) != webtest.Still(like.Body) {
					t.Errorf("%s posts %s of %s: %d", who.Name, to, name, got.Status)
				}
			}
			got, like := b.Get(path(leads[name])), b.Get(path(absent))
			if got.Status != http.StatusNotFound || webtest.Still(got.Body) != webtest.Still(like.Body) {
				t.Errorf("%s opens %s: %d", who.Name, name, got.Status)
			}
		}
	}
	if got := s.AsRole(models.Marketer).Get(path(leads["direct"])); got.Status != http.StatusForbidden {
		t.Errorf("a marketer opens a lead: %d", got.Status)
	}
	if n := rows(s, `SELECT count(*) FROM leads WHERE accepted_at IS NOT NULL OR closed_at IS NOT NULL`); n != 0 {
		t.Errorf("%d leads were changed", n)
	}
}
