package reports

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"ripen/models"
	"ripen/services/store"
)

//go:embed rebuild_events.sql
var sumEvents string

// What the questions of a roll-up are filled in with when everything is counted.
const (
	allInquiries = `SELECT client_id, id, source_id, program_id, received_on, reached_at, grade, first_grade, graded_at, criteria_id, received_at, cycle, closed_at, closed_reason
		FROM inquiries WHERE state <> 'undone' AND ($1::uuid IS NULL OR client_id = $1)`
	allLeads    = `SELECT * FROM lead_facts WHERE $1::uuid IS NULL OR client_id = $1`
	allArrivals = `SELECT * FROM source_days WHERE basis = 'arrival' AND ($1::uuid IS NULL OR client_id = $1)`
	allOrders   = `SELECT id, client_id, lead_id, ordered_on, value, rate FROM orders WHERE $1::uuid IS NULL OR client_id = $1`
)

// insertEvents names the columns that eventsOfDays answers.
const insertEvents = `INSERT INTO cohort_events (client_id, source_id, program_id, version, came, day, inquiries, repeats, reached, a, b, c, d, ripened, leads, in_time, late, won, lost, no_decision, returned)
	`

// ofAll fills a question of the roll-up in for all there is: without the fence that
// keeps a walk along an index one, since whole tables are better hashed.
func ofAll(question string) string {
	filled := strings.NewReplacer("(INQUIRIES)", "("+allInquiries+")", "(LEADS)", "("+allLeads+")", "(ARRIVALS)", "("+allArrivals+")", "(ORDERS)", "("+allOrders+")").Replace(question)
	return strings.ReplaceAll(filled, "OFFSET 0", "")
}

// Rebuild counts everything of a client, or of all for NoID, from nothing, in one
// transaction. It comes to the same figures as the days counted one by one.
func (s *Service) Rebuild(ctx context.Context, by models.Actor, clientID models.ID) error {
	if by.Role != models.Admin || !by.OfAgency() {
		return models.Absent()
	}
	var one *models.ID
	if clientID != models.NoID {
		one = &clientID
	}
	err := s.st.Tx(ctx, by, func(tx *store.Tx) error {
		clients, err := store.Rows[struct{ ID models.ID }](tx, `SELECT id FROM clients WHERE $1::uuid IS NULL OR id = $1 ORDER BY id`, one)
		if err != nil {
			return err
		}
		for _, c := range clients {
			if err := oneAtATime(tx, c.ID); err != nil {
				return err
			}
		}
		if _, err := tx.Run(`SELECT set_config('work_mem', '256MB', true), set_config('statement_timeout', '15min', true)`); err != nil {
			return err
		}
		for _, table := range []string{"rollup_marks", "source_days", "grade_days", "cohort_events", "decision_days", "lead_facts", "order_credits"} {
			if _, err := tx.Run(`DELETE FROM `+table+` WHERE $1::uuid IS NULL OR client_id = $1`, one); err != nil {
				return err
			}
		}
		for _, question := range []string{ofAll(countLeads), ofAll(creditOrders), ofAll(countArrivals), ofAll(countDecisions), insertEvents + ofAll(eventsOfDays), sumEvents} {
			if _, err := tx.Run(question, one); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("rebuild the reports: %w", err)
	}
	return nil
}
