package reports_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/markets"
	"ripen/services/reports"
)

// market enters what is sold in a market in a year, and how many orders are planned; 0: no plan.
func (w *world) market(name string, year, units, planned int, program models.ID) {
	w.Helper()
	e := markets.Entry{Market: name, Year: year, Units: units, ProgramID: program}
	if planned > 0 {
		e.Planned = &planned
	}
	if _, err := markets.New(w.st, func() time.Time { return noon }).Enter(w.Context(), models.Operator(), models.NoID, w.client.ID, e); err != nil {
		w.Fatal(err)
	}
}

func (w *world) covered(by models.Actor, today time.Time) string {
	w.Helper()
	r, err := w.svc.Coverage(w.Context(), by, w.client.ID, today)
	if err != nil {
		w.Fatal(err)
	}
	var all []string
	for _, c := range r.Markets {
		line := fmt.Sprintf("%s %d: %d of %d units, %d inquiries, %s", c.Market, c.Year, c.Orders, c.Units, c.Inquiries, c.Verdict())
		if c.Needed != nil {
			line += fmt.Sprintf(" (%.0f, %.0f to %.0f)", c.Needed.Middle, c.Needed.Low, c.Needed.High)
		}
		all = append(all, line)
	}
	return strings.Join(all, "; ")
}

func TestCoverage_saysWhatWasCountedByHand(t *testing.T) {
	t.Parallel()
	w := build(t)
	w.refresh(7)
	w.market("All", 2026, 1000, 12, models.NoID)
	w.market("Main", 2026, 50, 0, w.program.ID)
	w.market("Last year", 2025, 500, 2, models.NoID)
	marketer := models.Actor{Gate: models.GateClient, Role: models.Marketer, ClientID: w.client.ID, UserID: models.NewID()}
	// Four orders of ten inquiries are too few to say what a plan needs.
	want := "All 2026: 4 of 1000 units, 10 inquiries, too few to say; Main 2026: 4 of 50 units, 10 inquiries, no plan entered; Last year 2025: 0 of 500 units, 0 inquiries, too few to say"
	for _, by := range []models.Actor{models.Operator(), marketer} {
		if got := w.covered(by, on(7, 20)); got != want {
			t.Errorf("%s is told %s", by.Role, got)
		}
	}
	for n := range 16 { // twenty orders of thirty inquiries that have long come
		w.add("dear", on(1, 2+n%5), models.Released, func(i *models.Inquiry) { i.Grade, i.FirstGrade = "A", "A" }, order{on(2, 20), "100", 1})
	}
	for n := range 4 {
		w.add("dear", on(1, 2+n), models.Closed, func(i *models.Inquiry) { i.ClosedReason = "not reached" })
	}
	if _, err := w.svc.Refresh(t.Context(), w.client.ID); err != nil {
		t.Fatal(err)
	}
	// Of 30 inquiries nearly all orders have come at the end of 2027, so that 12 orders need 12 ÷ (20 ÷ 30) = 18 of them.
	if got := w.covered(marketer, time.Date(2027, 12, 31, 0, 0, 0, 0, time.UTC)); !strings.HasPrefix(got, "All 2026: 20 of 1000 units, 30 inquiries, enough (18, 12 to 30); ") || !strings.Contains(got, "Last year 2025: 0 of 500 units, 0 inquiries, too few (3, 2 to 5)") {
		t.Errorf("when all have come: %s", got)
	}
	var file strings.Builder
	r, err := w.svc.Coverage(t.Context(), marketer, w.client.ID, time.Date(2027, 12, 31, 0, 0, 0, 0, time.UTC))
	if err != nil || r.Table().WriteCSV(&file) != nil || !strings.Contains(file.String(), "Main,2026,Main,50,,30,0.6000,20,0.4000,0.66") {
		t.Errorf("%v: %s", err, file.String())
	}
	other := models.Actor{Gate: models.GateClient, Role: models.Marketer, ClientID: models.NewID(), UserID: models.NewID()}
	if got := w.covered(other, on(7, 20)); got != "" {
		t.Errorf("another client reads %s", got)
	}
	rep := models.Actor{Gate: models.GateClient, Role: models.Rep, ClientID: w.client.ID, UserID: models.NewID()}
	if got := w.covered(rep, on(7, 20)); got != "" {
		t.Errorf("a rep reads %s", got)
	}
}

func TestCovered_takesTheRestOfTheYearToBeLikeWhatWentBy(t *testing.T) {
	t.Parallel()
	c := reports.Covered{Inquiries: 100, Gone: 0.25}
	if n, ok := c.Pace(); n != 400 || !ok {
		t.Errorf("a quarter of the year: %d %v", n, ok)
	}
	c.Gone = 0.05
	if _, ok := c.Pace(); ok {
		t.Error("after 18 days it says how the year will be")
	}
	c.Gone, c.Over = 1, true
	if n, ok := c.Pace(); n != 100 || !ok {
		t.Errorf("the whole year: %d %v", n, ok)
	}
}
