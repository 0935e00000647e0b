package reports

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"ripen/models"
	"ripen/services/store"
)

var (
	//go:embed rebuild_volumes.sql
	volumes string
	//go:embed rebuild_pairs.sql
	numberPairs string
	//go:embed rebuild_inquiries.sql
	readInquiries string
	//go:embed rebuild_leads.sql
	rebuildLeads string
	//go:embed rebuild_arrivals.sql
	rebuildArrivals string
	//go:embed rebuild_decisions.sql
	rebuildDecisions string
	//go:embed rebuild_events.sql
	rebuildEvents string
)

// theirOrders fills the question of the credits in for whole clients.
const theirOrders = `SELECT id, client_id, lead_id, ordered_on, value, rate FROM orders WHERE client_id = ANY ($1::uuid[])`

// rollups are the tables that are counted from others.
var rollups = []string{"source_days", "grade_days", "cohort_events", "cohort_decisions", "decision_days", "lead_facts", "order_credits"}

// abreast is how many clients, or groups of them, are counted at the same time, each on
// a connection of its own.
const abreast = 2

// Rebuild counts everything of a client, or of all for NoID, from nothing. It comes to
// the same figures as the days counted one by one. Each client is counted in one
// transaction, so that a reader sees its old figures or its new ones.
func (s *Service) Rebuild(ctx context.Context, by models.Actor, clientID models.ID) error {
	if by.Role != models.Admin || !by.OfAgency() {
		return models.Absent()
	}
	var one *models.ID
	if clientID != models.NoID {
		one = &clientID
	}
	clients, err := look[volume](ctx, s.st, by, volumes, one)
	if err != nil {
		return fmt.Errorf("look how much there is to count: %w", err)
	}
	var all sync.WaitGroup
	groups := deal(clients, abreast)
	failed := make([]error, len(groups))
	for n, group := range groups {
		all.Go(func() {
			if err := s.rebuild(ctx, by, group); err != nil {
				failed[n] = fmt.Errorf("rebuild the reports of %d clients: %w", len(group), err)
			}
		})
	}
	all.Wait()
	return errors.Join(failed...)
}

// A volume is about how many inquiries a client has.
type volume struct {
	ID        models.ID
	Inquiries int
}

// deal puts clients, the greatest first, into at most so many groups of about the same
// volume. The tables of what came of the inquiries have no order by client: a group reads
// each of them once, so that few groups are better than one a client.
func deal(clients []volume, most int) (groups [][]models.ID) {
	groups = make([][]models.ID, min(most, len(clients)))
	sums := make([]int, len(groups))
	for _, c := range clients {
		least := slices.Index(sums, slices.Min(sums))
		groups[least], sums[least] = append(groups[least], c.ID), sums[least]+c.Inquiries+1
	}
	return groups
}

// rebuild counts everything of some clients, in one transaction.
func (s *Service) rebuild(ctx context.Context, by models.Actor, clients []models.ID) error {
	slices.SortFunc(clients, func(a, b models.ID) int { return strings.Compare(a.String(), b.String()) })
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		for _, id := range clients {
			if err := oneAtATime(tx, id); err != nil {
				return err
			}
		}
		if _, err := tx.Run(`SELECT set_config('work_mem', '128MB', true), set_config('statement_timeout', '15min', true)`); err != nil {
			return err
		}
		for _, table := range append([]string{"rollup_marks"}, rollups...) {
			if _, err := tx.Run(`DELETE FROM `+table+` WHERE client_id = ANY ($1::uuid[])`, clients); err != nil {
				return err
			}
		}
		return runAll(tx, []step{
			{numberPairs, []any{clients}},
			{`ANALYZE pairs`, nil},
			{readInquiries, []any{clients}},
			{`ANALYZE counting`, nil},
			{rebuildLeads, []any{clients}},
			{strings.ReplaceAll(creditOrders, "(ORDERS)", "("+theirOrders+")"), []any{clients}},
			{rebuildArrivals, []any{clients}},
			{rebuildDecisions, nil},
			{rebuildEvents, []any{clients}},
		})
	})
}
