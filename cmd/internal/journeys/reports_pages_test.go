package journeys_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/services/store"
	"ripen/views/paths"
)

// A sown is a source of two years: so many inquiries a day, what part of them are A, and are
// in the last days, what it costs a day, and what part of its leads is followed up in time.
type sown struct {
	name, medium, audience string
	perDay                 int
	share, last            float64
	days, spend            int
	followed               float64
}

// endings says how leads ended, by chance that is the same each time. $1 client
const endings = `UPDATE lead_facts SET product = CASE luck % 3 WHEN 0 THEN 'Scanner' WHEN 1 THEN 'Mill' ELSE 'Printer' END,
	outcome = CASE WHEN orders > 0 THEN 'won' WHEN luck % 5 < 2 THEN 'lost' WHEN luck % 5 = 2 THEN 'no_decision' ELSE '' END,
	closed_on = CASE WHEN orders > 0 OR luck % 5 < 3 THEN came + 40 END,
	cause = CASE WHEN orders = 0 AND luck % 5 = 0 THEN 'price' WHEN orders = 0 AND luck % 5 = 1 THEN 'rival' ELSE '' END,
	lost_to = CASE WHEN orders = 0 AND luck % 5 < 2 THEN (ARRAY['Sirona', '3Shape <b>', 'Medit'])[1 + luck % 3] ELSE '' END,
	price = CASE WHEN orders = 0 AND luck % 5 < 2 THEN (ARRAY['yes', 'no'])[1 + luck % 2] ELSE '' END
	FROM (SELECT lead_id AS id, hashtext(lead_id::text) & 1023 AS luck FROM lead_facts WHERE client_id = $1) dice WHERE lead_id = id AND client_id = $1`

// reported is a client of two years: one source that fell, one that is neglected, some that do well.
func reported(t *testing.T, h *apptest.House) (fallen models.ID) {
	t.Helper()
	question, err := os.ReadFile(filepath.Join("..", "..", "..", "web", "portal", "testdata", "sow_watch.sql"))
	if err != nil {
		t.Fatal(err)
	}
	client, now := h.Cast.Client("harbour-dental"), h.App.Now()
	program := h.Cast.Program("scanners-us").ID
	if err := h.App.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		for n, one := range []sown{
			{"Chicago Midwinter show", "trade_show", "Dentists", 4, 0.2, 0.05, 180, 90, 0.9}, {"Search: intraoral scanner", "search", "Dentists", 4, 0.2, 0.2, 0, 40, 0.9},
			{"Dental Economics, reader card", "print_ad", "Dentists", 5, 0.15, 0.15, 0, 12, 0.35}, {"Laboratory newsletter with a long name", "email", "Laboratories", 3, 0.2, 0.2, 0, 60, 0.9},
			{"Referral", "referral", "Laboratories", 2, 0.3, 0.3, 0, 0, 0.9},
		} {
			id, err := models.ParseID(fmt.Sprintf("00000000-0000-7000-8000-00000000000%d", n+1)) // the seed of its chance
			if err != nil {
				return err
			}
			if n == 0 {
				fallen = id
			}
			if err := tx.Put(&models.Source{ID: id, ClientID: client.ID, Name: one.name, Medium: models.Medium(one.medium), Audience: one.audience, FormKey: fmt.Sprintf("sown-%d", n), CreatedAt: now}); err != nil {
				return err
			}
			if _, err := tx.Run(string(question), client.ID, id, program, models.DayIn(now, time.UTC), one.perDay, one.share, one.last, one.days, one.spend, one.followed); err != nil {
				return err
			}
		}
		_, err := tx.Run(endings, client.ID)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.App.Reports.LookWeekly(t.Context(), client.ID, models.LastMonday(now, client.Location(), 8)); err != nil {
		t.Fatal(err)
	}
	return fallen
}

// The other pages' tests show the reports of forty days, which have little to say. Here they
// have two years behind them.
func TestReports_areRightWhenTheyHaveMuchToSay(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	fallen, client := reported(t, h), h.Cast.Client("harbour-dental").ID
	period := "?from=" + h.App.Now().AddDate(-2, 1, 0).Format("2006-01") + "&to=" + h.App.Now().Format("2006-01")
	markup := &sync.Map{}
	t.Run("in the browser", func(t *testing.T) {
		for who, all := range map[string][]sight{
			"Jonas Weber": {
				{"reports-sources", "", paths.PortalSources() + period, nil}, {"reports-sources-by-medium", "", paths.PortalSources() + period + "&by=medium", nil},
				{"reports-sources-event", "", paths.PortalSources() + period + "&basis=event&attribution=even", nil},
				{"reports-leads", "", "/portal/sources/" + fallen.String() + "/leads" + period + "&figure=leads", nil}, {"reports-orders", "", "/portal/sources/" + fallen.String() + "/leads" + period + "&figure=orders", nil},
				{"reports-tapped-out", "", paths.TappedOut(models.NoID, nil), nil}, {"reports-leads-or-follow-up", "", paths.LeadsOrFollowUp(models.NoID, nil), nil},
				{"reports-next-quarter", "", paths.NextQuarter(models.NoID, nil), nil}, {"reports-won-lost", "", paths.WonLost(models.NoID, nil) + period, nil},
				{"reports-return", "", paths.Return(models.NoID, nil), nil}, {"reports-letters", "", "/account", nil},
			},
			"Clara Nyberg": {
				{"reports-effect-beside", "", paths.Effect(client, nil) + period, nil}, {"reports-tapped-out-beside", "", paths.TappedOut(client, nil), nil},
				{"reports-won-lost-beside", "", paths.WonLost(client, nil) + period, nil}, {"reports-next-quarter-beside", "", paths.NextQuarter(client, nil), nil},
			},
		} {
			t.Run(who, func(t *testing.T) {
				t.Parallel()
				b := window(t, h)
				b.signIn(who)
				for _, s := range all {
					b.look(s, markup)
				}
			})
		}
	})
	validate(t, markup)
}
