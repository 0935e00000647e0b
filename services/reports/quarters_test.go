package reports_test

import (
	"testing"
	"time"

	"ripen/models"
	"ripen/services/reports"
)

func TestQuarters_endWithTheOneAskedForAndMarkTheYoung(t *testing.T) {
	t.Parallel()
	w := build(t)
	all, err := w.svc.Quarters(t.Context(), models.Operator(), w.client.ID, reports.Question{To: on(time.June, 30)}, 4, on(time.June, 30))
	if err != nil || len(all) != 4 {
		t.Fatalf("%d quarters, %v", len(all), err)
	}
	report, err := w.svc.Sources(t.Context(), models.Operator(), w.client.ID, reports.Question{From: on(time.April, 1), To: on(time.June, 30)})
	if err != nil {
		t.Fatal(err)
	}
	newest := all[3]
	if !newest.From.Equal(on(time.April, 1)) || !newest.To.Equal(on(time.June, 30)) || !newest.Young {
		t.Errorf("the newest is %v to %v, young %v", newest.From, newest.To, newest.Young)
	}
	if newest.Total.Inquiries != report.Total.Inquiries || newest.Total.Orders != report.Total.Orders || len(newest.Total.Waits) != len(report.Total.Waits) || newest.Total.Leads != report.Total.Leads || newest.Total.Spend == nil || !newest.Total.Spend.Equal(report.Total.Spend.Decimal) {
		t.Errorf("the newest counts %d, the report %d", newest.Total.Inquiries, report.Total.Inquiries)
	}
	if oldest := all[0]; oldest.From.Month() != time.July || oldest.From.Year() != 2025 || oldest.Young || oldest.Total.Spend != nil {
		t.Errorf("the oldest is %+v", oldest)
	}
}
