package portal_test

import (
	"image/png"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ripen/models"
	"ripen/services/sheet"
	"ripen/services/store"
	"ripen/web/webtest"
)

// Every report is a file of both kinds, for who reads its page, with what it is of; and the
// audit says who took it.
func TestFiles_areTakenOfEveryReportAndKeptInTheAudit(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	sow(s, fallen...)
	client := s.Clients[0]
	for _, report := range []struct {
		path, action, title string
		role                models.Role
	}{
		{"/portal/sources", "sources.export", "Source effectiveness", models.Marketer},
		{"/portal/tapped-out", "tapped-out.export", "Tapped out", models.Marketer},
		{"/portal/leads-or-follow-up", "leads-or-follow-up.export", "Leads or follow-up", models.SalesManager},
		{"/portal/next-quarter", "next-quarter.export", "Next quarter", models.SalesManager},
		{"/portal/won-lost", "won-lost.export", "Won and lost", models.Marketer},
		{"/portal/return", "return.export", "The program’s return", models.SalesManager},
		{"/portal/coverage", "coverage.export", "Coverage", models.Marketer},
		{"/portal/compliance", "compliance.export", "Compliance", models.SalesManager},
		{"/portal/steps", "steps.export", "Steps to the sale", models.SalesManager},
		{"/portal/customers", "customers.export", "Customers", models.SalesManager},
	} {
		reader := s.AsRole(report.role)
		lines := strings.Count(reader.Get(report.path+".csv").Body, "\n")
		got := reader.Get(report.path + ".xlsx")
		if got.Status != http.StatusOK || got.Header.Get("Content-Type") != sheet.XLSX.ContentType() || !strings.HasSuffix(got.Header.Get("Content-Disposition"), `.xlsx"`) {
			t.Errorf("%s.xlsx answers %d as %s, %s", report.path, got.Status, got.Header.Get("Content-Type"), got.Header.Get("Content-Disposition"))
			continue
		}
		book, err := excelize.OpenReader(strings.NewReader(got.Body))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := book.GetRows(book.GetSheetName(0))
		if err != nil || len(rows) != lines || lines < 1 {
			t.Errorf("%s has %d lines as CSV and %d as XLSX, %v", report.path, lines, len(rows), err)
		}
		about, err := book.GetRows(sheet.About)
		if err != nil || len(about) < 5 || about[0][1] != report.title || about[1][1] != client.Name {
			t.Errorf("%s is said to be of %q, %v", report.path, about, err)
		}
		page := reader.Get(report.path).Body
		if !strings.Contains(page, report.path+".csv") || !strings.Contains(page, report.path+".xlsx") {
			t.Errorf("%s leads to no file", report.path)
		}
		s.Tx(models.Operator(), func(tx *store.Tx) error {
			kept, err := store.Rows[struct{ UserID models.ID }](tx, `SELECT user_id FROM audit WHERE action = $1 AND client_id = $2 AND subject_id = $2`, report.action, client.ID)
			if len(kept) != 2 || kept[0].UserID != client.People[report.role].ID {
				t.Errorf("%s: the audit has %+v", report.path, kept)
			}
			return err
		})
	}
}

// A file is asked as its page is, and says so.
func TestFiles_areOfWhatThePageWasAsked(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	figures(s)
	got := s.AsRole(models.Marketer).Get("/portal/sources.xlsx?from=2026-01&to=2026-06&medium=search&attribution=last&by=medium")
	book, err := excelize.OpenReader(strings.NewReader(got.Body))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows("Source effectiveness")
	if err != nil || len(rows) != 2 || rows[0][0] != "Medium" || !slices.Contains(rows[1], "Search") {
		t.Errorf("it holds %q, %v", rows, err)
	}
	about, err := book.GetRows(sheet.About)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, row := range about {
		said = append(said, strings.Join(row, ": "))
	}
	for _, want := range []string{"Period: January 2026 to June 2026", "Orders are credited to: Last inquiry before the order", "Medium: Search", "Source: All", "A line is a: Medium"} {
		if !slices.Contains(said, want) {
			t.Errorf("it does not say %q: %q", want, said)
		}
	}
	if got := s.AsRole(models.Marketer).Get("/portal/sources.xlsx?from=2026-06&to=2026-01"); got.Status != http.StatusUnprocessableEntity {
		t.Errorf("a period that ends before it begins: %d", got.Status)
	}
}

// The charts are pictures, as the page shows them.
func TestPicture_isOfWhatThePageShows(t *testing.T) {
	t.Parallel()
	s := webtest.Open(t)
	figures(s)
	reader := s.AsRole(models.Marketer)
	page := reader.Get("/portal/sources?from=2026-01&to=2026-06&medium=search").Body
	if !strings.Contains(page, "/portal/sources.png?chart=quarters&amp;from=2026-01&amp;medium=search&amp;to=2026-06") {
		t.Error("the page leads to no picture of what it was asked")
	}
	for _, chart := range []string{"ranking", "quarters"} {
		got := reader.Get("/portal/sources.png?from=2026-01&to=2026-06&chart=" + chart)
		size, err := png.DecodeConfig(strings.NewReader(got.Body))
		if err != nil || size.Width < 900 || size.Height < 400 || got.Header.Get("Content-Type") != "image/png" ||
			!strings.Contains(got.Header.Get("Content-Disposition"), "sources-"+chart+"-2026-01-2026-06.png") {
			t.Errorf("the %s is %+v, %v, %s", chart, size, err, got.Header.Get("Content-Disposition"))
		}
	}
	for _, none := range []string{"chart=other", "from=2020-01&to=2020-02", "chart=ranking&from=2020-01&to=2020-02"} {
		if got := reader.Get("/portal/sources.png?" + none); got.Status != http.StatusUnprocessableEntity {
			t.Errorf("a picture by %q: %d", none, got.Status)
		}
	}
}
