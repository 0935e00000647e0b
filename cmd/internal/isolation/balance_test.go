package isolation_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"ripen/cmd/internal/apptest"
	"ripen/models"
	"ripen/models/sample"
	"ripen/services/reports"
	"ripen/services/store"
)

// balanced lets a month end, and reads each client's balance sheet, its history and the
// letter of the month: they are of that client alone, for its managers and marketers.
func balanced(t *testing.T, h *apptest.House) {
	t.Helper()
	h.Tick()
	first := time.Date(h.Now().Year(), h.Now().Month()+1, 1, 20, 0, 0, 0, time.UTC)
	for day := range 4 { // whichever of them is each client's first business day
		h.Clock.Set(first.AddDate(0, 0, day))
		h.Tick()
	}
	files := 0
	for _, p := range sample.Northlight().Everybody() {
		if p.Role.OfAgency() {
			continue
		}
		v, own := h.Visitor(p.Name), h.Cast.As(p.Name).ClientID
		page, file := v.Get("/portal/balance"), v.Get("/portal/balance/history.csv")
		if may := p.Role == models.SalesManager || p.Role == models.Marketer; may != (page.Status == http.StatusOK) || may != (file.Status == http.StatusOK) {
			t.Errorf("%s (%s): the sheet answers %d, the history %d", p.Name, p.Role, page.Status, file.Status)
		}
		for _, c := range sample.Northlight().Clients {
			if other := h.Cast.Client(c.Slug); other.ID != own && strings.Contains(page.Body+file.Body, other.ID.String()) || other.ID != own && strings.Contains(page.Body+file.Body, other.Name) {
				t.Errorf("%s reads of %s in the balance sheet", p.Name, other.Name)
			}
		}
		if file.Status != http.StatusOK {
			continue
		}
		files++
		client, days, fault, err := reports.ReadBalanceHistory(strings.NewReader(file.Body))
		if err != nil || fault != nil || client != own || len(days) < 5 {
			t.Errorf("the history of %s is of %s with %d days: %v, %v", p.Name, client, len(days), fault, err)
		}
	}
	letters := 0
	h.Tx(models.Operator(), func(tx *store.Tx) error {
		sent, err := store.Rows[struct {
			ClientID models.ID
			Role     models.Role
			Text     string
		}](tx, `SELECT u.client_id, u.role, m.subject || m.body || m.html AS text FROM mails m JOIN users u ON m.recipient LIKE '%<' || u.email || '>' WHERE position('/portal/balance?month=' || to_char($1::date, 'YYYY-MM') IN m.body) > 0`, first.AddDate(0, -1, 0))
		for _, letter := range sent {
			letters++
			if letter.Role != models.SalesManager && letter.Role != models.Marketer {
				t.Errorf("a %s gets the month's statement", letter.Role)
			}
			for _, c := range sample.Northlight().Clients {
				if other := h.Cast.Client(c.Slug); other.ID != letter.ClientID && strings.Contains(letter.Text, other.Name) {
					t.Errorf("a letter names %s, which is another client", other.Name)
				}
			}
		}
		return err
	})
	if files < 4 || letters != files {
		t.Errorf("%d histories and %d letters were read: they prove nothing", files, letters)
	}
	t.Logf("%d histories and %d letters of the month, each of its own client", files, letters)
}
