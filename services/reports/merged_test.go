package reports_test

import (
	"testing"

	"ripen/models"
	"ripen/services/reports"
	"ripen/services/store"
)

func TestBehind_opensTheRowsOfMergedSourcesToo(t *testing.T) {
	t.Parallel()
	w := build(t)
	w.refresh(7)
	w.in(func(tx *store.Tx) error {
		_, err := tx.Run(`UPDATE sources SET merged_into = $2 WHERE id = $1`, w.sources["cheap"].ID, w.sources["dear"].ID)
		return err
	})
	by, q := models.Operator(), reports.Question{Source: w.sources["dear"].ID}
	report, err := w.svc.Sources(t.Context(), by, w.client.ID, q)
	if err != nil || len(report.Rows) != 1 || report.Total.Inquiries != 8 || report.Total.Leads != 3 {
		t.Fatalf("%+v, %v", report, err)
	}
	rows, _, err := w.svc.Behind(t.Context(), by, w.client.ID, q, "inquiries", reports.Place{}, 50)
	if err != nil || len(rows) != 8 {
		t.Errorf("8 inquiries open %d, %v", len(rows), err)
	}
	leads, _, err := w.svc.LeadsBehind(t.Context(), by, w.client.ID, q, "leads", reports.Place{}, 50)
	if err != nil || len(leads) != 3 {
		t.Errorf("3 leads open %d, %v", len(leads), err)
	}
	series, err := w.svc.Series(t.Context(), by, w.client.ID, q)
	if err != nil || len(series) != 1 || series[0].SourceID != q.Source || len(series[0].Orders) != 4 {
		t.Errorf("the series: %+v, %v", series, err)
	}
	ends, err := w.svc.Ends(t.Context(), by, w.client.ID, q)
	if err != nil || len(ends) != 1 || ends[0].Leads != 3 {
		t.Errorf("the ends: %+v, %v", ends, err)
	}
}
