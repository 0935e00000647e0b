package journeys_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/services/intake"
	"ripen/services/store"
	"ripen/web"
)

func contains(body, word string) bool {
	return strings.Contains(strings.ToLower(drawn.ReplaceAllString(body, "")), strings.ToLower(word))
}

// berlin makes the arrival one of Pinnacle Scan's.
func berlin(a *intake.Arriving) {
	a.Name, a.Organisation, a.Email, a.Phone = "Jutta Fremd", "Praxis Fremd", "jutta@fremd.example", "+4930231250142"
	a.City, a.Region, a.Postcode, a.Country, a.Address = "Berlin", "", "10115", "DE", "Invalidenstraße 1"
}

func TestRep_isAnsweredAsIfNothingOfAnotherClientWereThere(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	h.Arrives("scanner-de", "Praxis web form", berlin)
	gradesA(t, h, "Theo Brandt", "Zwei Scanner.")
	h.Later(31 * time.Second)
	if n := h.Count(`SELECT count(*) FROM leads WHERE client_id = $1`, h.Cast.Client("pinnacle-scan").ID); n != 1 {
		t.Fatalf("%d leads of the other client", n)
	}
	rep := h.Visitor("Rae Okafor")
	absent := models.NewID().String()
	asked := 0
	for _, r := range web.Routes(h.House(true)) {
		if !r.Guard.Admits(models.Rep) || !strings.Contains(r.Path, ":") || strings.Contains(r.Path, ":secret") || strings.Contains(r.Path, ":key") || r.Seldom { // no id is a secret word, and a flood of them is turned away
			continue
		}
		none := askFor(rep, r, absent)
		if none.Status != http.StatusNotFound {
			t.Errorf("%s %s of what is absent: %d", r.Method, r.Path, none.Status)
		}
		for table, id := range everyID(h, h.Cast.Client("pinnacle-scan").ID) {
			asked++
			if got := askFor(rep, r, id); got.Status != none.Status || still(got.Body) != still(none.Body) {
				t.Errorf("%s %s with an id of %s: %d, and of what is absent: %d", r.Method, r.Path, table, got.Status, none.Status)
			}
		}
	}
	if asked < 100 {
		t.Errorf("asked only %d times", asked)
	}
	t.Logf("asked %d times for something of another client: %d times the same 404 as for nothing", asked, asked)
}

func TestRep_seesTheSamePageInTheBrowserForForeignAndAbsent(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	h.Arrives("scanner-de", "Praxis web form", berlin)
	gradesA(t, h, "Theo Brandt", "Zwei Scanner.")
	h.Later(31 * time.Second)
	lead, _ := theLead(h)
	b := windowOf(t, h, "Rae Okafor")
	var texts []string
	for _, id := range []string{lead.String(), models.NewID().String()} {
		b.open("/portal/leads/" + id)
		b.misses("Fremd")
		texts = append(texts, still(ask[string](b, `document.body.innerText`)))
	}
	if texts[0] != texts[1] || !contains(texts[0], "not") {
		t.Errorf("another’s lead: %q\nno lead: %q", texts[0], texts[1])
	}
}

var (
	words = regexp.MustCompile(`(?:name="token" value|nonce)="[^"]*"|\b[A-Z2-7]{16}\b|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{23}`)
)

// still is a page without what differs at each asking.
func still(body string) string { return words.ReplaceAllString(body, "") }

func askFor(v *apptest.Visitor, r web.Route, id string) apptest.Answer {
	path := regexp.MustCompile(`:\w+`).ReplaceAllString(r.Path, id)
	if r.Method == http.MethodGet {
		return v.Get(path)
	}
	return v.Post(path, url.Values{"how": {"talked"}, "step": {"1"}, "outcome": {"lost"}, "reason": {"Price"}, "not_an_a": {"A student."}, "rep": {id}})
}

// everyID is one id of each table that has rows of the client.
func everyID(h *apptest.House, client models.ID) map[string]string {
	ids := map[string]string{"clients": client.String()}
	h.Tx(models.Operator(), func(tx *store.Tx) error {
		tables, err := store.Rows[struct{ Name string }](tx, `SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND has_table_privilege(c.oid, 'SELECT')
			AND 2 = (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('id', 'client_id') AND NOT a.attisdropped)`)
		if err != nil {
			return err
		}
		for _, table := range tables {
			found, err := store.Rows[struct{ ID models.ID }](tx, `SELECT id FROM `+table.Name+` WHERE client_id = $1 LIMIT 1`, client)
			if err != nil {
				return err
			}
			if len(found) > 0 {
				ids[table.Name] = found[0].ID.String()
			}
		}
		return nil
	})
	return ids
}

// drawn is what crypto/rand.Text draws, nonces and request ids: by chance any short word
// stands in one.
var drawn = regexp.MustCompile(`\b[A-Z2-7]{16,}\b`)
