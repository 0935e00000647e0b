package portal_test

import (
	_ "embed"
	"net/http"
	"strings"
	"testing"

	"ripen/models"
	"ripen/services/store"
	"ripen/web/webtest"
)

//go:embed testdata/sow_watch.sql
var sowWatch string

// A sown is a source of two years, which brings less in its last days.
type sown struct {
	name        string
	perDay      int
	share, last float64
	days, spend int
	followed    float64
}

// fallen is five sources that cost alike, of which the fair’s share of A fell to a quarter half a year ago.
var fallen = []sown{{"Fair", 4, 0.2, 0.05, 180, 40, 0.9}, {"Search", 4, 0.2, 0.2, 0, 40, 0.9}, {"Mailing", 3, 0.15, 0.15, 0, 30, 0.9}, {"Podcast", 3, 0.2, 0.2, 0, 30, 0.9}, {"Referral", 2, 0.3, 0.3, 0, 0, 0.9}}

// sow writes sources of the first client, and the days on which they brought what.
func sow(s *webtest.Site, all ...sown) map[string]models.ID {
	s.T.Helper()
	client, ids := s.Clients[0], map[string]models.ID{}
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		for n, one := range all {
			// The id is the seed of its chance.
			id, err := models.ParseID("00000000-0000-7000-8000-00000000000" + string(rune('1'+n)))
			if err != nil {
				return err
			}
			ids[one.name] = id
			if err := tx.Put(&models.Source{ID: id, ClientID: client.ID, Name: one.name, Medium: "search", FormKey: one.name, CreatedAt: s.Now()}); err != nil {
				return err
			}
			if _, err := tx.Run(sowWatch, client.ID, id, client.Program.ID, models.DayIn(s.Now(), client.Location()), one.perDay, one.share, one.last, one.days, one.spend, one.followed); err != nil {
				return err
			}
		}
		return nil
	})
	return ids
}

func TestTappedOut_namesTheSourceThatFellAndWhatToDo(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	ids := sow(s, fallen...)
	got := s.AsRole(models.Marketer).Get("/portal/tapped-out")
	webtest.Golden(t, "tapped_out.html", content(got.Body))
	text := got.Text()
	for _, want := range []string{"Fair is tapped out, since about", "orders fewer", "Stop it: it is over 99 % sure", "By chance", "The charts of Fair"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said: %s", want, text)
		}
	}
	for _, name := range []string{"Search", "Mailing", "Podcast", "Referral"} {
		if strings.Contains(text, name+" is tapped out") {
			t.Errorf("%s is named: %s", name, text)
		}
	}
	if got := s.AsRole(models.SalesManager).Get("/portal/tapped-out?source=" + ids["Search"].String()); !strings.Contains(got.Text(), "The charts of Search") {
		t.Errorf("the charts asked for are not shown: %s", got.Text())
	}
	beside := s.AsRole(models.AccountManager).Get("/admin/clients/" + s.Clients[0].ID.String() + "/tapped-out")
	if !strings.Contains(beside.Text(), "Fair is tapped out") {
		t.Errorf("the agency reads %s", beside.Text())
	}
	for path, status := range map[string]int{"/portal/tapped-out?program=" + s.Clients[0].Program.ID.String(): http.StatusOK, "/portal/tapped-out?program=" + s.Clients[1].Program.ID.String(): http.StatusNotFound,
		"/portal/tapped-out?source=x&program=": http.StatusOK} {
		if got := s.AsRole(models.Marketer).Get(path); got.Status != status {
			t.Errorf("%s: %d", path, got.Status)
		}
	}
}

func TestTappedOut_saysWhereThereIsTooLittleToSay(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	if text := s.AsRole(models.Marketer).Get("/portal/tapped-out").Text(); !strings.Contains(text, "No sources yet") && !strings.Contains(text, "Too few to say") {
		t.Errorf("an empty client reads %s", text)
	}
	sow(s, sown{"New", 0, 0.2, 0.2, 0, 0, 0.9})
	if text := s.AsRole(models.Marketer).Get("/portal/tapped-out").Text(); !strings.Contains(text, "Too few to say.") {
		t.Errorf("a source without inquiries reads %s", text)
	}
	s2 := webtest.Open(t)
	sow(s2, sown{"A", 4, 0.2, 0.2, 0, 0, 0.9}, sown{"B", 4, 0.2, 0.2, 0, 20, 0.9})
	if text := s2.AsRole(models.Marketer).Get("/portal/tapped-out").Text(); !strings.Contains(text, "No source is tapped out.") {
		t.Errorf("two steady sources read %s", text)
	}
}

func TestLeadsOrFollowUp_tellsAWeakSourceFromANeglectedOne(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	sow(s, sown{"Good", 4, 0.2, 0.2, 0, 40, 0.9}, sown{"Left", 4, 0.2, 0.2, 0, 40, 0.4}, sown{"Dear", 4, 0.2, 0.2, 0, 120, 0.9}, sown{"Thin", 1, 0.02, 0.02, 0, 10, 0.9})
	got := s.AsRole(models.Marketer).Get("/portal/leads-or-follow-up")
	webtest.Golden(t, "leads_or_follow_up.html", content(got.Body))
	for name, want := range map[string]string{"Good": "Neither weak nor neglected.", "Left": "It is neglected, not weak.", "Dear": "It is weak, whoever follows up.", "Thin": "too few leads were followed up to say"} {
		_, rest, _ := strings.Cut(got.Body, "<li>"+name+": ")
		if said, _, _ := strings.Cut(rest, "</li>"); !strings.Contains(said, want) {
			t.Errorf("of %s: %s", name, said)
		}
	}
	if !strings.Contains(got.Text(), "chance who was followed up") {
		t.Error("what it rests on is not said")
	}
}

func TestNextQuarter_proposesAndChangesNothing(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	ids := sow(s, fallen...)
	before := rows(s, `SELECT count(*) FROM spends`)
	got := s.AsRole(models.Marketer).Get("/portal/next-quarter")
	webtest.Golden(t, "next_quarter.html", content(got.Body))
	if !strings.Contains(got.Text(), "Tapped out: stop") || strings.Contains(got.Text(), "Referral") {
		t.Errorf("it proposes %s", got.Text())
	}
	if got := s.AsRole(models.Marketer).Get("/portal/next-quarter?hold=" + ids["Fair"].String()); !strings.Contains(got.Text(), "Fixed: as before") || strings.Contains(got.Text(), "Tapped out: stop") {
		t.Errorf("the fair is held: %s", got.Text())
	}
	for query, status := range map[string]int{"?total=x": http.StatusUnprocessableEntity, "?total=-5": http.StatusUnprocessableEntity, "?total=NaN": http.StatusUnprocessableEntity, "?total=5000": http.StatusOK} {
		if got := s.AsRole(models.Marketer).Get("/portal/next-quarter" + query); got.Status != status {
			t.Errorf("%s: %d", query, got.Status)
		}
	}
	file := s.AsRole(models.SalesManager).Get("/portal/next-quarter.csv")
	if !strings.HasPrefix(file.Header.Get("Content-Type"), "text/csv") || !strings.Contains(file.Body, "Fair,") || !strings.Contains(file.Body, "kept in hand,") {
		t.Errorf("the file: %v %s", file.Header, file.Body)
	}
	if after := rows(s, `SELECT count(*) FROM spends`); after != before {
		t.Errorf("%d spends, and %d before", after, before)
	}
}
