package journeys_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/shopspring/decimal"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/services/store"
)

func TestSources_fourteenPrintOnOneSheetAcross(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	client := h.Cast.Client("harbour-dental")
	month := time.Date(h.App.Now().Year(), h.App.Now().Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, -4, 0)
	for n := range 14 {
		orders := 40
		if n == 0 { // the cheapest inquiry, and a dear order
			orders = 6
		}
		src := models.Source{ID: models.NewID(), ClientID: client.ID, Name: fmt.Sprintf("Trade show in Orlando %d", n), Medium: "trade_show", Audience: "Florida", FormKey: fmt.Sprintf("printed-%d", n), CreatedAt: h.App.Now()}
		if err := h.App.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
			if err := tx.Put(&src); err != nil {
				return err
			}
			if _, err := tx.Run(`INSERT INTO source_days (client_id, basis, source_id, program_id, day, inquiries, repeats, reached, a, b, c, d, ripened, leads, in_time, late, won, lost, no_decision, returned)
				SELECT $1, 'arrival', $2, id, $3, $4, 0, $4, 40, 30, 50, 60, 3, 40, 0, 0, 8, 0, 0, 0 FROM programs WHERE client_id = $1 ORDER BY id LIMIT 1`, client.ID, src.ID, month.AddDate(0, 0, 9), 180+n*40); err != nil {
				return err
			}
			_, err := tx.Run(`INSERT INTO order_credits (order_id, inquiry_id, client_id, lead_id, source_id, program_id, came, ordered_on, first, last, even, worth, worth_even, product, followed)
				SELECT gen_random_uuid(), gen_random_uuid(), $1, gen_random_uuid(), $2, (SELECT id FROM programs WHERE client_id = $1 ORDER BY id LIMIT 1), $3::date, $3::date + 9 + n, true, true, 1, 38250, 38250, '', 'in_time' FROM generate_series(1, $4::int) AS n`,
				client.ID, src.ID, month.AddDate(0, 0, 9), orders)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		spent := decimal.NewFromInt(int64(12_000 + 9_000*((n*5)%14)))
		if err := h.App.Spend.SetMonth(t.Context(), models.Operator(), src.ID, month, &spent); err != nil {
			t.Fatal(err)
		}
	}
	b := windowOf(t, h, "Jonas Weber")
	b.open("/portal/sources?audience=Florida")
	b.sees("Trade show in Orlando 13")
	b.sees("dear by the order") // the finding, too, has its place
	var paper []byte
	b.run(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		paper, _, err = page.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
		return err
	}))
	if pages := bytes.Count(paper, []byte("/Type /Page\n")); pages != 1 || len(paper) < 20_000 {
		t.Errorf("it prints on %d pages (%d bytes)", pages, len(paper))
	}
	if !bytes.Contains(paper, []byte("/MediaBox [0 0 841")) && !bytes.Contains(paper, []byte("/MediaBox [0 0 842")) {
		t.Error("it does not print across")
	}
}
