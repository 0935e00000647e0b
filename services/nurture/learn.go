package nurture

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/jackc/pgx/v5"

	"ripen/models"
	"ripen/services/nurture/ripeness"
	"ripen/services/store"
)

var (
	//go:embed spells.sql
	spellsSQL string
	//go:embed maturing.sql
	maturingSQL string
	//go:embed learn_due.sql
	learnDueSQL string
)

// WeeksAhead is how far the forecast of As looks.
const WeeksAhead = 12

// modelsKept is how many versions of what was learned of a client are kept.
const modelsKept = 30

// LearnAll learns anew of every client of whom nothing was learned for a day. What fails for
// one client does not stop the others.
func (s *Service) LearnAll(ctx context.Context) error {
	type due struct{ ClientID models.ID }
	clients, err := store.Look[due](ctx, s.st, models.Operator(), learnDueSQL, s.now())
	if err != nil {
		return fmt.Errorf("look whom to learn of: %w", err)
	}
	var failed error
	for _, c := range clients {
		failed = errors.Join(failed, s.Learn(ctx, c.ClientID))
	}
	return failed
}

// Learn learns when a client's people ripen from all that calls have found, and says what is
// to be expected of the next weeks. Learning twice from the same gives the same.
func (s *Service) Learn(ctx context.Context, clientID models.ID) error {
	at := s.now()
	err := s.st.Tx(ctx, models.Worker(clientID), func(tx *store.Tx) error {
		if _, err := tx.Run(`SELECT pg_advisory_xact_lock(7203105, hashtext($1::text))`, clientID); err != nil { // one at a time
			return err
		}
		spells, learned, kept, err := spellsOf(tx, clientID)
		if err != nil {
			return err
		}
		model := ripeness.Fit(spells)
		row, err := json.Marshal(model)
		if err != nil {
			return err
		}
		var version int
		err = tx.Pgx.QueryRow(ctx, `INSERT INTO ripening_models (client_id, version, fitted_at, n, model, learned, kept)
			SELECT $1, COALESCE(max(version), 0) + 1, $2, $3, $4, $5, $6 FROM ripening_models WHERE client_id = $1 RETURNING version`,
			clientID, at, model.N, row, []int{learned.Called, learned.Ready}, []int{kept.Called, kept.Ready}).Scan(&version)
		if err != nil {
			return err
		}
		if _, err := tx.Run(`DELETE FROM ripening_models WHERE client_id = $1 AND version <= $2`, clientID, version-modelsKept); err != nil {
			return err
		}
		return foretell(tx, clientID, model, at)
	})
	if err != nil {
		return fmt.Errorf("learn when the people of %s ripen: %w", clientID, err)
	}
	return nil
}

// spellsOf is what calls found, and of it the two sides of the comparison.
func spellsOf(tx *store.Tx, clientID models.ID) (spells []ripeness.Spell, learned, kept ripeness.Arm, err error) {
	type found struct {
		Class     string
		Timeframe string
		Missing   string
		Age       string
		SourceID  models.ID
		How       string
		Days      float64
		Grade     models.Grade
	}
	rows, err := tx.Pgx.Query(tx.Context(), spellsSQL, clientID)
	if err != nil {
		return nil, learned, kept, err
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[found])
	for _, f := range all {
		spell := ripeness.Spell{Key: keyOf(models.Class(f.Class), f.Timeframe, f.Missing, f.Age, f.SourceID), Week: int(math.Round(f.Days / 7)), Result: resultOf(f.Grade)}
		spells = append(spells, spell)
		arm := &learned
		switch f.How {
		case models.ByKept:
			arm = &kept
		case models.ByLearned:
		default:
			continue
		}
		arm.Called++
		if spell.Result == ripeness.Ready {
			arm.Ready++
		}
	}
	return spells, learned, kept, err
}

func resultOf(g models.Grade) ripeness.Result {
	switch g {
	case models.GradeA:
		return ripeness.Ready
	case models.GradeD:
		return ripeness.Gone
	case models.Ungraded:
		return ripeness.Unreached
	}
	return ripeness.Waiting
}

func keyOf(class models.Class, timeframe, missing, age string, source models.ID) ripeness.Key {
	k := ripeness.Key{Class: ripeness.Second, Timeframe: timeframe, Reason: missing, Age: age, Source: source.String()}
	switch class {
	case models.RequalB:
		k.Class = "B"
	case models.RequalC:
		k.Class = "C"
	}
	return k
}

// foretell writes down how many As the next weeks are likely to bring, program by program.
func foretell(tx *store.Tx, clientID models.ID, model *ripeness.Model, at time.Time) error {
	type kind struct {
		ProgramID models.ID
		Class     models.Class
		Timeframe string
		Missing   string
		Age       string
		SourceID  models.ID
		Ahead     int
		Week      int
		N         int
	}
	client, err := store.One[models.Client](tx, models.ByID(clientID))
	if err != nil {
		return err
	}
	first := models.DayIn(at, client.Location())
	first = first.AddDate(0, 0, -(int(first.Weekday())+6)%7) // Monday, so that the weeks of all clients are the same
	rows, err := tx.Pgx.Query(tx.Context(), maturingSQL, clientID, models.DayStart(first, client.Location()), WeeksAhead)
	if err != nil {
		return err
	}
	kinds, err := pgx.CollectRows(rows, pgx.RowToStructByName[kind])
	if err != nil {
		return err
	}
	due := map[models.ID][]ripeness.Due{}
	for _, k := range kinds {
		due[k.ProgramID] = append(due[k.ProgramID], ripeness.Due{Key: keyOf(k.Class, k.Timeframe, k.Missing, k.Age, k.SourceID), Ahead: k.Ahead, Week: k.Week, N: k.N})
	}
	if _, err := tx.Run(`DELETE FROM ripening_forecasts WHERE client_id = $1`, clientID); err != nil {
		return err
	}
	for program, all := range due {
		for n, e := range model.Forecast(all, WeeksAhead) {
			if _, err := tx.Run(`INSERT INTO ripening_forecasts (client_id, program_id, week, due, expected, low, high) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
				clientID, program, first.AddDate(0, 0, 7*n), e.Due, e.As, e.Low, e.High); err != nil {
				return err
			}
		}
	}
	return nil
}
