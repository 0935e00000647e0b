package portal_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"ripen/models"
	"ripen/services/store"
	"ripen/web/webtest"
)

// counted writes a source of the first client with what came of it in May 2026.
func counted(s *webtest.Site, name string, spend int64, inquiries, a, b, c, d, orders int) models.ID {
	s.T.Helper()
	client := s.Clients[0]
	src := models.Source{ID: models.NewID(), ClientID: client.ID, Name: name, Medium: "search", FormKey: name, CreatedAt: s.Now()}
	may := time.Date(2026, 5, 10, 0, 0, 0, 0, time.UTC)
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		if err := tx.Put(&src); err != nil {
			return err
		}
		if _, err := tx.Run(`INSERT INTO source_days (client_id, basis, source_id, program_id, day, inquiries, repeats, reached, a, b, c, d, ripened, leads, in_time, late, won, lost, no_decision, returned)
			VALUES ($1, 'arrival', $2, $3, $4, $5, 0, $5, $6, $7, $8, $9, 1, $6, 0, 0, $10, 0, 0, 0)`, client.ID, src.ID, client.Program.ID, may, inquiries, a, b, c, d, orders); err != nil {
			return err
		}
		_, err := tx.Run(`INSERT INTO order_credits (order_id, inquiry_id, client_id, lead_id, source_id, program_id, came, ordered_on, first, last, even, worth, worth_even, product, followed)
			SELECT gen_random_uuid(), gen_random_uuid(), $1, gen_random_uuid(), $2, $3, $4::date, $4::date + 9 + n, true, true, 1, 1000, 1000, '', 'in_time' FROM generate_series(1, $5::int) AS n`,
			client.ID, src.ID, client.Program.ID, may, orders)
		return err
	})
	if spend > 0 {
		amount := decimal.NewFromInt(spend)
		if err := s.House.Spend.SetMonth(s.T.Context(), models.Operator(), src.ID, may, &amount); err != nil {
			s.T.Fatal(err)
		}
	}
	return src.ID
}

func figures(s *webtest.Site) {
	counted(s, "Cheap list", 1000, 500, 30, 100, 150, 200, 5)
	counted(s, "Referrals", 2000, 60, 30, 12, 9, 4, 12)
	counted(s, "Seminar", 3000, 90, 28, 20, 22, 11, 9)
	counted(s, "Fair", 9000, 120, 33, 3, 22, 11, 15)
	counted(s, "=HYPERLINK(1)", 500, 20, 2, 3, 5, 10, 1)
	counted(s, "", 0, 40, 6, 7, 8, 9, 6)
}

func TestSources_saysWhatEachCostAndHowSureThatIs(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	figures(s)
	got := s.AsRole(models.Marketer).Get("/portal/sources?from=2026-01&to=2026-06")
	webtest.Golden(t, "sources.html", content(got.Body))
	text := got.Text()
	for _, want := range []string{"(blank)", "none entered", "too few to say", "A 2, B <5, C 5, D 10", "A 30, B 12, C 9, D <5", "5 of 6 sources", "All sources"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said: %s", want, text)
		}
	}
	if strings.Contains(got.Body, "B 3") || strings.Contains(got.Body, "D 4,") {
		t.Error("a count under five is told")
	}
	if strings.Contains(s.AsRole(models.SalesManager).Get("/portal/sources?from=2026-01&to=2026-06").Body, "/portal/spend") {
		t.Error("a sales manager is offered to enter spend")
	}
	if got := s.AsRole(models.Marketer).Get("/portal/sources?from=2026-06&to=2026-01"); got.Status != http.StatusUnprocessableEntity {
		t.Errorf("a period that ends before it begins: %d", got.Status)
	}
}

func TestSources_sortsByAnyColumn(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	figures(s)
	for query, want := range map[string][]string{
		"sort=spend&dir=desc": {"Fair", "Seminar", "Referrals", "Cheap list", "=HYPERLINK(1)", "(blank)"},
		"sort=spend":          {"=HYPERLINK(1)", "Cheap list", "Referrals", "Seminar", "Fair", "(blank)"},
		"sort=cpo":            {"Referrals", "Cheap list", "Seminar", "Fair"},
		"sort=cpi":            {"Cheap list", "=HYPERLINK(1)", "Referrals", "Seminar", "Fair", "(blank)"},
		"sort=source":         {"(blank)", "=HYPERLINK(1)", "Cheap list", "Fair", "Referrals", "Seminar"},
		"sort=id;drop":        {"Referrals", "Cheap list", "Seminar", "Fair"},
	} {
		body := s.AsRole(models.Marketer).Get("/portal/sources?from=2026-01&to=2026-06&" + query).Body
		last := 0
		for _, name := range want {
			at := strings.Index(body, `<th scope="row">`+name+"<")
			if at <= last {
				t.Errorf("%s: %s stands at %d, after %d", query, name, at, last)
			}
			last = at
		}
	}
}

func TestSourcesCSV_isSafeToOpen(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	figures(s)
	got := s.AsRole(models.Marketer).Get("/portal/sources.csv?from=2026-01&to=2026-06")
	if !strings.HasPrefix(got.Header.Get("Content-Type"), "text/csv") || !strings.Contains(got.Header.Get("Content-Disposition"), "sources-2026-01-2026-06.csv") {
		t.Errorf("it comes as %v", got.Header)
	}
	if !strings.Contains(got.Body, "'=HYPERLINK(1),") || !strings.Contains(got.Body, ",<5,") || strings.Count(got.Body, "\n") != 7 {
		t.Errorf("it says %s", got.Body)
	}
}

func TestSources_answersWhatTheAddressAsks(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	figures(s)
	fair := counted(s, "Spring fair", 700, 10, 1, 1, 1, 1, 0)
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE sources SET medium = 'trade_show', audience = 'Dentists' WHERE id = $1`, fair)
		return err
	})
	client := s.Clients[0]
	rows := func(b *webtest.Browser, path string) string {
		return strings.Join(regexp.MustCompile(`<th scope="row">([^<]*)<`).FindAllString(b.Get(path).Body, -1), "")
	}
	const inJune = "?from=2026-01&to=2026-06&sort=source"
	for query, want := range map[string][]string{
		"":                                       {"(blank)", "Cheap list", "Fair", "Spring fair", "All sources"},
		"&medium=trade_show":                     {"Spring fair", "All sources"},
		"&audience=Dentists":                     {"Spring fair", "All sources"},
		"&source=" + fair.String():               {"Spring fair", "All sources"},
		"&program=" + client.Program.ID.String(): {"Fair", "All sources"},
		"&program=" + s.Clients[1].Program.ID.String(): nil,
		"&by=medium":   {"Search", "Trade show", "All sources"},
		"&by=audience": {"Dentists", "No audience", "All sources"},
	} {
		got := rows(s.AsRole(models.Marketer), "/portal/sources"+inJune+query)
		for _, name := range want {
			if !strings.Contains(got, ">"+name+"<") {
				t.Errorf("%s: %s is not in %s", query, name, got)
			}
		}
		if want == nil && got != "" || len(want) == 2 && strings.Contains(got, "Cheap list") && !strings.Contains(query, "program") {
			t.Errorf("%s: it shows %s", query, got)
		}
		if beside := rows(s.AsRole(models.AccountManager), "/admin/clients/"+client.ID.String()+"/effectiveness"+inJune+query); beside != got {
			t.Errorf("%s: the agency sees %s, the client %s", query, beside, got)
		}
	}
	b := s.AsRole(models.Marketer)
	last := b.Get("/portal/sources" + inJune + "&basis=event&attribution=last&medium=search")
	for _, want := range []string{"By what happened in the period", "last inquiry before it", "Everything counts on the day on which it happened"} {
		if !strings.Contains(last.Text(), want) {
			t.Errorf("%q is not said: %d %s", want, last.Status, last.Text())
		}
	}
	if !strings.Contains(last.Body, "sources.csv?attribution=last&amp;basis=event&amp;from=2026-01&amp;medium=search&amp;to=2026-06") {
		t.Error("the file is not of what was asked")
	}
	for role, path := range map[models.Role]string{models.Marketer: "/portal/sources", models.AccountManager: "/admin/clients/" + client.ID.String() + "/effectiveness"} {
		b := s.AsRole(role)
		links := regexp.MustCompile(`href="([^"]*figure=[^"]*)"`).FindAllStringSubmatch(b.Get(path+inJune+"&source="+fair.String()).Body, -1)
		if want := map[models.Role]int{models.Marketer: 1, models.AccountManager: 3}[role]; len(links) != want {
			t.Errorf("%s opens %d numbers: %v", role, len(links), links)
		}
		for _, link := range links {
			if got := b.Get(html.UnescapeString(link[1])); got.Status != http.StatusOK {
				t.Errorf("%s opens %s: %d", role, link[1], got.Status)
			}
		}
	}
	for _, query := range []string{"basis=x", "attribution=x", "medium=x", "by=x"} {
		if got := b.Get("/portal/sources?" + query); got.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", query, got.Status)
		}
	}
	if told := s.AsRole(models.AccountManager).Get("/admin/clients/" + client.ID.String() + "/effectiveness" + inJune).Text(); !strings.Contains(told, "A 30, B 12, C 9, D 4") {
		t.Error("the agency is not told small counts")
	}
}
