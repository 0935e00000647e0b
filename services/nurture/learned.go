package nurture

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"sync"

	"github.com/jackc/pgx/v5"

	"ripen/models"
	"ripen/services/nurture/ripeness"
	"ripen/services/store"
)

//go:embed learned.sql
var learnedSQL string

// A shelf holds what was learned of each client, by its version, so that a grading reads one
// short row.
type shelf struct {
	sync.Mutex
	of map[models.ID]shelved
}

type shelved struct {
	version int
	model   *ripeness.Model
}

// learnedOf is what was learned of the client where the program uses it, and its version;
// else nil.
func (s *Service) learnedOf(tx *store.Tx, i *models.Inquiry) (*ripeness.Model, int, error) {
	s.shelf.Lock()
	known := s.shelf.of[i.ClientID]
	s.shelf.Unlock()
	var version int
	var row []byte
	err := tx.Pgx.QueryRow(tx.Context(), learnedSQL, i.ClientID, i.ProgramID, known.version).Scan(&version, &row)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, 0, nil
	}
	if err != nil || row == nil {
		return known.model, known.version, err
	}
	model := new(ripeness.Model)
	if err := json.Unmarshal(row, model); err != nil {
		return nil, 0, fmt.Errorf("read what was learned of %s: %w", i.ClientID, err)
	}
	s.shelf.Lock()
	defer s.shelf.Unlock()
	if s.shelf.of == nil {
		s.shelf.of = map[models.ID]shelved{}
	}
	s.shelf.of[i.ClientID] = shelved{version, model}
	return model, version, nil
}

// learn replaces the plan's date by the learned one, where the program uses that and it is
// better for certain. One in five keep the plan's all the same.
func (s *Service) learn(tx *store.Tx, k Keeping, d *Date) error {
	model, version, err := s.learnedOf(tx, k.Inquiry)
	if err != nil || model == nil {
		return err
	}
	d.Model = version
	choice := model.Choose(keyOf(k.Plan.Class, d.Kind.Timeframe, d.Kind.Missing, d.Kind.Age, k.Inquiry.SourceID), int(math.Round(d.On.Sub(k.Today).Hours()/(7*24))))
	on := k.Today.AddDate(0, 0, 7*choice.Week)
	switch {
	case !choice.Learned:
		d.Why += " " + choice.Why
	case ripeness.Kept(k.Inquiry.ID, k.Inquiry.Cycle, ripeness.KeptShare):
		d.How = models.ByKept
		d.Why = fmt.Sprintf("The plan’s date, kept for comparison, as one in five are; learned was %s. %s", on.Format("2 January 2006"), choice.Why)
	default:
		d.On, d.How, d.Why = on, models.ByLearned, fmt.Sprintf("Called again after %s, as was learned. %s", count(choice.Week, "week"), choice.Why)
	}
	return nil
}
