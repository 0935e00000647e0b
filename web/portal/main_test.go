package portal_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/store"
	"ripen/services/store/storetest"
	"ripen/web/webtest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// content is the page's own part, without what stands around it.
func content(page string) string {
	_, rest, _ := strings.Cut(page, "<main")
	inside, _, _ := strings.Cut(rest, "</main>")
	return "<main" + inside + "</main>"
}

// rows counts as the agency what a query counts.
func rows(s *webtest.Site, query string, args ...any) (n int) {
	s.T.Helper()
	s.Tx(models.Operator(), func(tx *store.Tx) error {
		return tx.Pgx.QueryRow(s.T.Context(), query, args...).Scan(&n)
	})
	return n
}

// named gives a lead a name, and its next date.
func named(name string, next time.Duration, what string) func(*models.Lead) {
	return func(l *models.Lead) {
		at := l.ReleasedAt.Add(next)
		l.Name, l.NextAt, l.NextWhat = name, &at, what
		if what != "accept" {
			l.AcceptedAt, l.Step = &l.ReleasedAt, 1
		}
	}
}

func path(lead models.ID) string { return "/portal/leads/" + lead.String() }

func token() string { return models.NewID().String() }
