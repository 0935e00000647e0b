package reports

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed take_marks.sql
	takeMarks string
	//go:embed rollup_stale.sql
	staleDays string
	//go:embed rollup_affected.sql
	affectedOrders string
	//go:embed rollup_clear.sql
	clearDays string
	//go:embed rollup_inquiries.sql
	inquiriesOfDays string
	//go:embed rollup_leads.sql
	countLeads string
	//go:embed rollup_credits.sql
	creditOrders string
	//go:embed rollup_arrivals.sql
	countArrivals string
	//go:embed rollup_decisions.sql
	countDecisions string
	//go:embed rollup_events.sql
	eventsOfDays string
	//go:embed rollup_change.sql
	changeEvents string
	//go:embed rollup_empty.sql
	dropEmpty string
)

// What the questions of a roll-up are filled in with when some days are counted again.
const (
	leadsOfDays = `SELECT f.* FROM unnest($2::uuid[], $3::date[]) AS d (source_id, day)
		JOIN lead_facts f ON f.client_id = $1 AND f.source_id = d.source_id AND f.came = d.day`
	arrivalsOfDays = `SELECT s.* FROM unnest($2::uuid[], $3::date[]) AS d (source_id, day)
		JOIN source_days s ON s.client_id = $1 AND s.basis = 'arrival' AND s.source_id = d.source_id AND s.day = d.day`
	theseOrders = `SELECT id, client_id, lead_id, ordered_on, value, rate FROM orders WHERE client_id = $1 AND id = ANY ($2::uuid[])`
)

// atOnce is how many days are counted again in one transaction: a long list marks
// thousands, and a job that is cut off must not begin anew.
const atOnce = 500

// A markedDay is a source's day of arrival that is to be counted again.
type markedDay struct {
	SourceID models.ID
	Day      time.Time
}

// ofDays fills a question of the roll-up in for the marked days.
func ofDays(question string) string {
	return strings.NewReplacer("(INQUIRIES)", "("+inquiriesOfDays+")", "(LEADS)", "("+leadsOfDays+")", "(ARRIVALS)", "("+arrivalsOfDays+")", "(ORDERS)", "("+theseOrders+")").Replace(question)
}

// Refresh counts the marked days of a client again and says how many there were. The
// marks are taken before the counting begins: a change that commits meanwhile leaves a
// mark for the next time.
func (s *Service) Refresh(ctx context.Context, clientID models.ID) (days int, err error) {
	for {
		n, err := s.refresh(ctx, clientID)
		if err != nil {
			return days, fmt.Errorf("count the days of %s again: %w", clientID, err)
		}
		if days += n; n < atOnce {
			return days, nil
		}
	}
}

// refresh counts some of the marked days again, in one transaction.
func (s *Service) refresh(ctx context.Context, clientID models.ID) (days int, err error) {
	err = s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		if err := oneAtATime(tx, clientID); err != nil {
			return err
		}
		marked, err := store.Rows[markedDay](tx, takeMarks, clientID, atOnce)
		if err != nil || len(marked) == 0 {
			return err
		}
		days = len(marked)
		return recount(tx, clientID, marked)
	})
	return days, err
}

// oneAtATime makes whoever counts a client's days wait for whoever does already.
func oneAtATime(tx *store.Tx, clientID models.ID) error {
	_, err := tx.Run(`SELECT pg_advisory_xact_lock(7203103, hashtext($1::text))`, clientID)
	return err
}

// recount counts days of arrival again. Whoever moves an inquiry to another source or
// day marks both.
func recount(tx *store.Tx, clientID models.ID, marked []markedDay) error {
	sources, on := sideBySide(marked)
	stale, err := store.Rows[markedDay](tx, staleDays, clientID, sources, on)
	if err != nil {
		return err
	}
	known := map[markedDay]bool{}
	for _, m := range marked {
		known[m] = true
	}
	for _, m := range stale {
		if !known[m] {
			marked = append(marked, m)
		}
	}
	sources, on = sideBySide(marked)
	days := []any{clientID, sources, on}
	if err := runAll(tx, []step{{clearDays, days}, {ofDays(countLeads), days}}); err != nil {
		return err
	}
	orders, err := store.Rows[struct{ ID models.ID }](tx, affectedOrders, days...)
	if err != nil {
		return err
	}
	ids := make([]models.ID, len(orders))
	for n, o := range orders {
		ids[n] = o.ID
	}
	return runAll(tx, []step{
		{`DELETE FROM order_credits WHERE client_id = $1 AND order_id = ANY ($2::uuid[])`, []any{clientID, ids}},
		{ofDays(creditOrders), []any{clientID, ids}},
		{ofDays(countArrivals), days},
		{ofDays(countDecisions), days},
		{strings.Replace(changeEvents, "(EVENTS)", "("+ofDays(eventsOfDays)+")", 1), days},
		{dropEmpty, []any{clientID, sources}},
	})
}

// A step is one statement of a count, with its arguments.
type step struct {
	question string
	args     []any
}

// runAll runs steps one after the other.
func runAll(tx *store.Tx, steps []step) error {
	for _, s := range steps {
		if _, err := tx.Run(s.question, s.args...); err != nil {
			return err
		}
	}
	return nil
}

func sideBySide(days []markedDay) (sources []models.ID, on []time.Time) {
	for _, d := range days {
		sources, on = append(sources, d.SourceID), append(on, d.Day)
	}
	return sources, on
}

// RefreshAll is Refresh for every client that has marked days, some of them at the same
// time. What fails for one client does not stop the others.
func (s *Service) RefreshAll(ctx context.Context) error {
	type marked struct{ ClientID models.ID }
	clients, err := look[marked](ctx, s.st, models.Operator(), `SELECT client_id FROM rollup_marks GROUP BY 1 ORDER BY count(*) DESC`)
	if err != nil {
		return fmt.Errorf("look for marked days: %w", err)
	}
	waiting := make(chan models.ID, len(clients))
	for _, c := range clients {
		waiting <- c.ClientID
	}
	close(waiting)
	failures := make(chan error, len(clients))
	var all sync.WaitGroup
	for range min(abreast, len(clients)) {
		all.Go(func() {
			for id := range waiting {
				if _, err := s.Refresh(ctx, id); err != nil {
					failures <- err
				}
			}
		})
	}
	all.Wait()
	close(failures)
	for failure := range failures {
		err = errors.Join(err, failure)
	}
	return err
}
