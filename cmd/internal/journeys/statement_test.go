package journeys_test

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/shopspring/decimal"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/services/store"
	"ripen/views/paths"
)

func TestStatement_ofTwelveRepsPrintsOnOnePage(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	harbour := h.Cast.Client("harbour-dental").ID
	content := models.StatementContent{From: h.App.Now().AddDate(0, 0, -91), To: h.App.Now()}
	for n := range 12 {
		some := models.Count{K: 20 + n, N: 40}
		rep := models.FollowedUp{Rep: fmt.Sprintf("Bartholomew Featherstone %d", n), Partner: "Lindqvist Medical Distribution", Leads: 40, Open: 12, Accepted: some, Contacted: some, Updated: some, ClosedOut: some}
		content.Reps, content.Total = append(content.Reps, rep), content.Total.Plus(rep)
		if n < 3 {
			content.Fading = append(content.Fading, models.FadingRep{Name: rep.Rep, Before: 1.6, Now: 0.7, Weeks: 4})
		}
	}
	if err := h.App.Store.Tx(t.Context(), models.Worker(harbour), func(tx *store.Tx) error {
		return tx.Put(&models.FollowUpStatement{ClientID: harbour, WeekOn: time.Date(2026, 6, 29, 0, 0, 0, 0, time.UTC), MadeAt: h.App.Now(), Content: content})
	}); err != nil {
		t.Fatal(err)
	}
	b := windowOf(t, h, "Marta Silva")
	b.open("/portal/statement?week=2026-06-29")
	b.printsOnOnePage()
}

// printsOnOnePage checks what the page is on paper.
func (b *tab) printsOnOnePage() {
	b.t.Helper()
	var paper []byte
	b.run(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		paper, _, err = page.PrintToPDF().WithPaperWidth(8.27).WithPaperHeight(11.69).Do(ctx)
		return err
	}))
	if pages := bytes.Count(paper, []byte("/Type /Page\n")); pages != 1 || len(paper) < 10_000 {
		b.t.Errorf("it prints on %d pages (%d bytes)", pages, len(paper))
	}
}

//go:embed testdata/sow_return.sql
var sowReturn string

func TestBoardStatement_printsOnOnePageWhateverItHasToSay(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	harbour := h.Cast.Client("harbour-dental").ID
	if err := h.App.Store.Tx(t.Context(), models.Operator(), func(tx *store.Tx) error {
		// Of most sources no spend is known, and a call has its cost.
		if _, err := tx.Run(`UPDATE spends SET ended_by = act_id WHERE client_id = $1 AND source_id IN (SELECT id FROM sources WHERE client_id = $1 ORDER BY name LIMIT 7)`, harbour); err != nil {
			return err
		}
		cost := decimal.NewFromInt(140)
		if err := tx.Put(&models.CallCost{ID: models.NewID(), ClientID: harbour, Cost: &cost, At: h.App.Now()}); err != nil {
			return err
		}
		_, err := tx.Run(sowReturn, harbour, h.App.Now())
		return err
	}); err != nil {
		t.Fatal(err)
	}
	b := windowOf(t, h, "Marta Silva")
	b.open(paths.ReturnStatement(models.NoID, nil))
	for _, part := range []string{"brought $", "came of people who were not ready", "repeat orders", "With full follow-up", "which saved calls for", "No spend is entered for", "of the orders of these inquiries have come"} {
		b.until(part, fmt.Sprintf(`document.body.innerText.includes(%q)`, part))
	}
	b.printsOnOnePage()
}

func TestBalance_printsOnOnePage(t *testing.T) {
	t.Parallel()
	h := apptest.Open(t)
	harbour := h.Cast.Client("harbour-dental").ID
	if err := h.App.Store.Tx(t.Context(), models.Worker(harbour), func(tx *store.Tx) error {
		var before *models.BalanceDay
		for n := range 61 { // a month that is closed, and one that goes on
			f := models.BalanceFigures{Received: 10_240 + n, InPlan: 120, Promised: 15, NeedsDecision: 10, Held: 5, Nurtured: 3000, Released: 1025, ClosedD: 5400, ClosedNotReached: 300, ClosedNoWay: 80, ClosedTakenOver: 20,
				ClosedDoNotCall: 60, ClosedRefused: 90, ClosedWrong: 15, ClosedNotRipened: 25, Rejected: 20, Quarantined: 10, Merged: 25, Rest: 20 + n}
			at := h.App.Now().AddDate(0, 0, n-60)
			d := &models.BalanceDay{ClientID: harbour, Day: models.DayIn(at, time.UTC), At: at, BalanceFigures: f}
			d.Chain(before)
			if err := tx.Put(d); err != nil {
				return err
			}
			before = d
		}
		return tx.Put(&models.BalanceNow{ClientID: harbour, At: h.App.Now(), BalanceFigures: before.BalanceFigures})
	}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Marta Silva", "Jonas Weber"} {
		b := windowOf(t, h, name)
		b.open("/portal/balance?month=2026-05")
		b.printsOnOnePage()
	}
}
