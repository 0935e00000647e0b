package reports_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"ripen/models"
	"ripen/services/clients"
	"ripen/services/followup"
	"ripen/services/mail"
	"ripen/services/reports"
	"ripen/services/store"
	"ripen/services/store/storetest"
)

// plainBalance words a letter by what it must say.
type plainBalance struct{ reports.Letters }

func (plainBalance) Balance(l models.BalanceLetter) (subject, text, html string, err error) {
	return "Balance of " + l.Client + " " + l.Month.Month.Format("2006-01"), l.Month.Hash, "<p>" + l.To.Name + "</p>", nil
}

// A ledger is a client whose sheet is kept, on a clock that the test moves.
type ledger struct {
	*testing.T
	o             store.Options
	st            *store.Store
	svc           *reports.Service
	client, other *models.Client
	program       *models.Program
	source        *models.Source
	at            time.Time
	sent          []mail.Letter
	down          bool // the mail server
}

// Send is the mail server.
func (l *ledger) Send(_ context.Context, letter mail.Letter) error {
	if l.down {
		return context.DeadlineExceeded
	}
	l.sent = append(l.sent, letter)
	return nil
}

// midnight is when a day begins in New York, and a little later.
func midnight(month time.Month, day int) time.Time {
	return time.Date(2026, month, day, 4, 0, 7, 0, time.UTC)
}

func newLedger(t *testing.T) *ledger {
	t.Helper()
	l := &ledger{T: t, o: storetest.Database(t), at: midnight(5, 20)}
	l.st = storetest.Connect(t, l.o)
	clock := func() time.Time { return l.at }
	cs := clients.New(l.st, clock)
	l.svc = reports.New(l.st, clock).Write(reports.Post{Mail: l, Letters: plainBalance{}, Offices: followup.New(l.st, clock, nil, nil), BaseURL: "https://ripen.example", Host: "ripen.example"})
	var err error
	for slug, to := range map[string]**models.Client{"one": &l.client, "two": &l.other} {
		if *to, err = cs.Create(t.Context(), models.Operator(), models.Client{Slug: slug, Name: "Client " + slug, Zone: "America/New_York"}); err != nil {
			t.Fatal(err)
		}
	}
	if l.program, err = cs.CreateProgram(t.Context(), models.Operator(), models.Program{ClientID: l.client.ID, Slug: "main", Name: "Main"}); err != nil {
		t.Fatal(err)
	}
	l.as(models.Operator(), func(tx *store.Tx) (err error) {
		if l.source, err = cs.Source(tx, l.client.ID, "fair", "trade_show", l.program.ID); err != nil {
			return err
		}
		for _, u := range []models.User{{Role: models.SalesManager, Name: "Marta"}, {Role: models.Marketer, Name: "Jonas"}, {Role: models.Rep, Name: "Rae"}} {
			u.ID, u.ClientID, u.Email, u.State, u.Zone, u.CreatedAt = models.NewID(), &l.client.ID, strings.ToLower(u.Name)+"@one.example", models.Active, "UTC", l.at
			if err := tx.Put(&u); err != nil {
				return err
			}
		}
		return nil
	})
	return l
}

func (l *ledger) as(by models.Actor, fn func(*store.Tx) error) {
	l.Helper()
	if err := l.st.Tx(l.Context(), by, fn); err != nil {
		l.Fatal(err)
	}
}

// come lets so many be in a state.
func (l *ledger) come(n int, state models.State, closed string) {
	l.Helper()
	l.as(models.Operator(), func(tx *store.Tx) error {
		for range n {
			person := models.Person{ID: models.NewID(), ClientID: l.client.ID, CreatedAt: l.at}
			i := &models.Inquiry{ID: models.NewID(), ClientID: l.client.ID, ProgramID: l.program.ID, PersonID: person.ID, SourceID: l.source.ID, State: state, ClosedReason: closed,
				Class: models.New, Tier: models.TierRest, Cycle: 1, ReceivedAt: l.at, ReceivedOn: models.DayIn(l.at, time.UTC), Via: "import", Details: map[string]string{}, NextAt: &l.at}
			switch state {
			case models.Closed:
				i.ClosedAt = &l.at
			case models.Released:
				i.Grade, i.FirstGrade = "A", "A"
			case models.Nurtured:
				i.NurtureReason = "later"
			case models.Undecided:
				i.DecisionReason = "blocked"
			}
			for _, row := range []any{&person, i, &models.Arrival{ID: models.NewID(), ClientID: l.client.ID, Kind: "inquiry", At: l.at, InquiryID: &i.ID, SourceID: &l.source.ID}} {
				if err := tx.Put(row); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// keep counts the sheet at an instant, and says whether the history got a row.
func (l *ledger) keep(at time.Time) int {
	l.Helper()
	l.at = at
	n, err := l.svc.KeepBalance(l.Context(), l.client.ID, at)
	if err != nil {
		l.Fatal(err)
	}
	return n
}

func (l *ledger) reader(role models.Role, client *models.Client) models.Actor {
	return models.ActorOf(models.User{ID: models.NewID(), ClientID: &client.ID, Role: role, Zone: "UTC"})
}

func (l *ledger) sheet(month time.Month) *reports.BalanceSheet {
	l.Helper()
	s, err := l.svc.ClientBalance(l.Context(), l.reader(models.SalesManager, l.client), l.client.ID, on(month, 1))
	if err != nil {
		l.Fatal(err)
	}
	return s
}

func (l *ledger) history() []models.BalanceDay {
	l.Helper()
	days, err := l.svc.BalanceHistory(l.Context(), l.reader(models.Marketer, l.client), l.client.ID)
	if err != nil {
		l.Fatal(err)
	}
	return days
}
