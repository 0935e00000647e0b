package delivery

import (
	"time"

	"ripen/models"
	"ripen/services/routing"
	"ripen/services/store"
)

// GiveTo gives a locked open lead to a rep whom the actor may choose and who is present. He
// is told from an instant on, if he has it then.
func (s *Service) GiveTo(tx *store.Tx, lead *models.Lead, repID models.ID, why string, at, tellAt time.Time) error {
	reps, err := repsFor(tx, lead)
	if err != nil {
		return err
	}
	for n := range reps {
		switch rep := &reps[n]; {
		case rep.ID != repID:
		case !rep.Present(at):
			return models.Refuse(models.Invalid, "rep", "%s is away: choose a rep who is there.", rep.Name)
		default:
			return give(tx, lead, rep, why, at, tellAt)
		}
	}
	return models.Refuse(models.Invalid, "rep", "Choose one of the reps.")
}

// GiveOn gives an open lead that nobody takes up to another rep, by the same draw as a new
// one: never to somebody who has left, is away or is full; a substitute stands in. It reports
// whether there was one. The lead is locked after the client's other draws, as everywhere,
// and is left where it is unless it stands still as the asker saw it.
func (s *Service) GiveOn(tx *store.Tx, asked *models.Lead, still func(*models.Lead) bool, why string, at time.Time) (bool, error) {
	if err := routing.Alone(tx, asked.ClientID); err != nil {
		return false, err
	}
	lead, err := store.One[models.Lead](tx, models.ByID(asked.ID), models.ForUpdate)
	if err != nil || !lead.Open() || !still(lead) {
		return false, err
	}
	owner, ok, err := s.routing.DrawNext(tx, lead, at)
	if err != nil || !ok {
		return false, err
	}
	return true, give(tx, lead, owner.Rep, why+". "+owner.Why, at)
}

// Suggest says to whom open leads would go that nobody takes up; missing is a lead that
// nobody is there and free for.
func (s *Service) Suggest(tx *store.Tx, leads []models.Lead, at time.Time) (map[models.ID]models.Suggestion, error) {
	next, err := s.routing.Next(tx, leads, at)
	if err != nil {
		return nil, err
	}
	all := make(map[models.ID]models.Suggestion, len(next))
	for id, owner := range next {
		all[id] = models.Suggestion{RepID: owner.Rep.ID, Name: owner.Rep.Name, Why: owner.Why}
	}
	return all, nil
}
