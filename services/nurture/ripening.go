package nurture

import (
	"context"
	_ "embed"
	"math"
	"time"

	"ripen/models"
	"ripen/services/nurture/ripeness"
	"ripen/services/store"
)

//go:embed ripening.sql
var ripeningSQL string

// A Ripening is what was learned for a program, whether it is used, and what it brought.
type Ripening struct {
	ProgramID   models.ID
	ProgramName string
	ClientID    models.ID
	ClientName  string
	Colour      int
	N           int // requalifications of the client it was learned from
	Version     int // 0: nothing was learned yet
	FittedAt    *time.Time
	Learned     []int
	Kept        []int
	Used        bool
	SwitchedAt  *time.Time
	SwitchedBy  string
}

// Gain is what the learned dates bring against the plan's: of the whole client.
func (r *Ripening) Gain() ripeness.Gain {
	return ripeness.Compare(ripeness.Arm{Called: r.Learned[0], Ready: r.Learned[1]}, ripeness.Arm{Called: r.Kept[0], Ready: r.Kept[1]})
}

// Enough reports whether so many were called again that learned dates can be proposed.
func (r *Ripening) Enough() bool { return r.N >= ripeness.Enough }

// A Maturing is what a week's calls are expected to bring.
type Maturing struct {
	ProgramID models.ID
	Week      time.Time // its first day
	Due       int
	Expected  float64
	Low       float64
	High      float64
}

// Together is the weeks of several programs, summed. Each range is as wide as luck that has
// nothing to do with the other's makes it.
func Together(weeks []Maturing) (sums []Maturing) {
	for _, w := range weeks {
		if n := len(sums); n == 0 || !sums[n-1].Week.Equal(w.Week) {
			sums = append(sums, Maturing{Week: w.Week})
		}
		s := &sums[len(sums)-1]
		below, above := math.Hypot(s.Expected-s.Low, w.Expected-w.Low), math.Hypot(s.High-s.Expected, w.High-w.Expected)
		s.Due, s.Expected = s.Due+w.Due, s.Expected+w.Expected
		s.Low, s.High = s.Expected-below, s.Expected+above
	}
	return sums
}

// Ripenings is what was learned for each program that somebody answers for; of one client,
// or of all.
func (s *Service) Ripenings(ctx context.Context, by models.Actor, clientID models.ID) (all []Ripening, weeks []Maturing, err error) {
	if !by.OfAgency() {
		return nil, nil, models.Absent()
	}
	var caller, client *models.ID
	if by.Role == models.Caller {
		caller = &by.UserID
	}
	if clientID != models.NoID {
		client = &clientID
	}
	var q store.Questions
	store.Ask(&q, &all, ripeningSQL, caller, client)
	store.Ask(&q, &weeks, `SELECT program_id, week, due, expected, low, high FROM ripening_forecasts 
		WHERE ($1::uuid IS NULL OR client_id = $1) AND week > $2::date - 7 ORDER BY week, program_id`, client, s.now())
	err = s.st.Answer(ctx, by, &q)
	return all, weeks, err
}

// Matures is how many As of a client's own the next weeks are likely to bring, for the
// client's people, who are told of As alone.
func (s *Service) Matures(ctx context.Context, by models.Actor) ([]Maturing, error) {
	if by.Role != models.SalesManager && by.Role != models.Marketer {
		return nil, models.Absent()
	}
	return store.Look[Maturing](ctx, s.st, by, `SELECT program_id, week, 0 AS due, expected, low, high FROM ripening_forecasts WHERE week > $1::date - 7 ORDER BY week, program_id`, s.now())
}

// UseLearned has a program call again at learned dates, or at the plan's. It is a person's
// decision, and of who answers for the program.
func (s *Service) UseLearned(ctx context.Context, by models.Actor, programID models.ID, used bool, token models.ID) error {
	at := s.now()
	if !by.OfAgency() || by.Role == models.Caller {
		return models.Absent()
	}
	return s.st.Tx(ctx, by, func(tx *store.Tx) error {
		p, err := s.programs.ProgramToRun(tx, programID)
		if err != nil {
			return err
		}
		if _, fresh, err := tx.Once(token, programID.String(), at); err != nil || !fresh {
			return err
		}
		var n int
		if err := tx.Pgx.QueryRow(ctx, `SELECT COALESCE((SELECT n FROM ripening_models WHERE client_id = $1 ORDER BY version DESC LIMIT 1), 0)`, p.ClientID).Scan(&n); err != nil {
			return err
		}
		if used && n < ripeness.Enough {
			return models.Refuse(models.Conflict, "", "%d of this client’s people were called again so far. Wait until it is %d: from fewer nothing is learned.", n, ripeness.Enough)
		}
		if _, err := tx.Run(`INSERT INTO ripening_switches (id, client_id, program_id, used, user_id, at) VALUES ($1, $2, $3, $4, $5, $6)`,
			models.NewID(), p.ClientID, p.ID, used, by.UserID, at); err != nil {
			return err
		}
		action := "nurture.plan_dates"
		if used {
			action = "nurture.learned_dates"
		}
		return tx.Audit(action, "program", p.ID, p.ClientID, at)
	})
}
