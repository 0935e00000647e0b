package reports

import (
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"ripen/models"
	"ripen/services/reports/funnel"
	"ripen/services/store"
)

var (
	//go:embed steps_leads.sql
	stepsLeads string
	//go:embed steps_hands.sql
	stepsHands string
	//go:embed steps_changes.sql
	stepsChanges string
	//go:embed steps_due.sql
	stepsDue string
)

// stepsBack is how many months of releases the steps are counted from: long enough for
// every season twice, and short enough that reps are compared with how it is sold now.
const stepsBack = 24

// CountStepsAll counts the steps of every client where something has changed, or a day
// has passed. What fails for one client does not stop the others.
func (s *Service) CountStepsAll(ctx context.Context) error {
	return s.countDue(ctx, s.CountSteps, "steps", stepsDue)
}

// countDue counts something again for every client that the question finds due at this
// instant. What fails for one client does not stop the others.
func (s *Service) countDue(ctx context.Context, count func(context.Context, models.ID) error, what, question string) error {
	type due struct{ ClientID models.ID }
	clients, err := look[due](ctx, s.st, models.Operator(), question, s.now())
	if err != nil {
		return fmt.Errorf("look for %s to count: %w", what, err)
	}
	var failed error
	for _, c := range clients {
		failed = errors.Join(failed, count(ctx, c.ClientID))
	}
	return failed
}

// CountSteps counts how far each rep's leads get against what is expected of the same mix,
// and what each coaching changed. It counts all of it again, in one transaction: the
// expectation of each is made from the leads of all.
func (s *Service) CountSteps(ctx context.Context, clientID models.ID) error {
	at := s.now()
	err := s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		if _, err := tx.Run(`SELECT pg_advisory_xact_lock(7203104, hashtext($1::text))`, clientID); err != nil { // one at a time
			return err
		}
		for _, table := range []string{"step_runs", "step_figures", "step_spreads", "step_dots", "coaching_effects"} {
			if _, err := tx.Run(`DELETE FROM `+table+` WHERE client_id = $1`, clientID); err != nil {
				return err
			}
		}
		ways, err := walkedWays(tx, clientID, at)
		if err != nil {
			return err
		}
		for _, w := range ways {
			w.build(at)
			if err := w.keep(tx, at); err != nil {
				return err
			}
			if err := w.keepEffects(tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("count the steps of %s: %w", clientID, err)
	}
	return nil
}

// A stepFigure is a row of step_figures.
type stepFigure struct {
	ClientID  models.ID  `json:"client_id"`
	ProcessID models.ID  `json:"process_id"`
	RepID     models.ID  `json:"rep_id"`
	PartnerID *models.ID `json:"partner_id"`
	Stage     int        `json:"stage"`
	Month     string     `json:"month"`
	Product   string     `json:"product"`
	N         int        `json:"n"`
	K         int        `json:"k"`
	Expected  float64    `json:"expected"`
	Young     int        `json:"young"`
	Orders    int        `json:"orders"`
	Worth     float64    `json:"worth"`
	Squares   float64    `json:"squares"`
}

// A stepSpread is a row of step_spreads.
type stepSpread struct {
	ClientID  models.ID  `json:"client_id"`
	ProcessID models.ID  `json:"process_id"`
	RepID     models.ID  `json:"rep_id"`
	PartnerID *models.ID `json:"partner_id"`
	Stage     int        `json:"stage"`
	Spread    float64    `json:"spread"`
	Unsure    float64    `json:"unsure"`
}

// A stepDot is a row of step_dots.
type stepDot struct {
	ClientID  models.ID `json:"client_id"`
	ProcessID models.ID `json:"process_id"`
	Stage     int       `json:"stage"`
	Expected  float64   `json:"expected"`
	Ratio     float64   `json:"ratio"`
}

// keep writes what was counted.
func (w *way) keep(tx *store.Tx, at time.Time) error {
	if _, err := tx.Run(`INSERT INTO step_runs (client_id, process_id, counted_at, leads, alike, horizons) VALUES ($1, $2, $3, $4, $5, $6)`, w.clientID, w.process.ID, at, len(w.leads), w.alike, w.model.Horizon); err != nil {
		return err
	}
	spreads := make([]stepSpread, 0, len(w.reps)*len(w.stages))
	for n, rep := range w.reps {
		for stage := range w.stages {
			spreads = append(spreads, stepSpread{w.clientID, w.process.ID, rep, w.partners[rep], stage + 1, w.model.Spread[n][stage], w.model.Unsure[n][stage]})
		}
	}
	return errors.Join(fill(tx, "step_figures", w.figures()), fill(tx, "step_spreads", spreads), fill(tx, "step_dots", w.dots()))
}

// figures sums the entries by rep, stage, month and product.
func (w *way) figures() []stepFigure {
	type key struct {
		rep, stage, month int
		product           string
	}
	sums := map[key]*stepFigure{}
	for n, e := range w.entries {
		at := key{e.Rep, e.Step, w.months[n], w.products[n]}
		f := sums[at]
		if f == nil {
			rep := w.reps[e.Rep]
			month := time.Date(at.month/12, time.Month(at.month%12+1), 1, 0, 0, 0, 0, time.UTC)
			f = &stepFigure{ClientID: w.clientID, ProcessID: w.process.ID, RepID: rep, PartnerID: w.partners[rep], Stage: e.Step + 1, Month: month.Format(time.DateOnly), Product: at.product}
			sums[at] = f
		}
		f.add(e, w.model.Expect[n], w.values[n])
	}
	rows := make([]stepFigure, 0, len(sums))
	for _, f := range sums {
		rows = append(rows, *f)
	}
	return rows
}

func (f *stepFigure) add(e funnel.Entry, expected, value float64) {
	if expected == funnel.Young {
		f.Young++
	} else {
		f.N++
		f.Expected += expected
		if e.Waited >= 0 {
			f.K++
		}
	}
	if value >= 0 {
		f.Orders++
		f.Worth += value
		f.Squares += value * value
	}
}

// amongOthers is from how many reps on their dots are drawn for each other without names:
// among fewer everybody would know who is who.
const amongOthers = 5

func (w *way) dots() []stepDot {
	rows := []stepDot{}
	for stage := range w.stages {
		var said []stepDot
		for rep := range w.reps {
			if s := w.model.Sums[rep][stage]; s.Said() && s.Expected > 0 {
				said = append(said, stepDot{w.clientID, w.process.ID, stage + 1, s.Expected, s.Ratio()})
			}
		}
		if len(said) >= amongOthers {
			rows = append(rows, said...)
		}
	}
	slices.SortFunc(rows, func(a, b stepDot) int { return cmp.Compare(a.Ratio, b.Ratio) }) // not in the order of the reps
	return rows
}

// fill inserts rows of one of the tables that are counted; row-level security refuses COPY.
func fill[T any](tx *store.Tx, table string, rows []T) error {
	text, err := json.Marshal(rows)
	if err != nil {
		return fmt.Errorf("write %s: %w", table, err)
	}
	_, err = tx.Run(`INSERT INTO `+table+` SELECT * FROM jsonb_populate_recordset(NULL::`+table+`, $1::jsonb)`, string(text))
	return err
}
